import { defineJob } from '#platform/jobs';

/** Needs that nobody confirmed for one survey period + 14 days, and those past their own latest start day and the grace, leave the live
 * figure. */
export const sendStale = defineJob({ name: 'need.send_stale', schedule: { dailyAt: '01:20' } });

/** The sequence of changes is only read by running processes: a day of it is plenty. */
export const trimChanges = defineJob({ name: 'need.trim_changes', schedule: { dailyAt: '03:40' } });
