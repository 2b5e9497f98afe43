import { defineJob } from '#platform/jobs';

/** Keeps every retention rule of the program, once a day. */
export const sweepRetention = defineJob({ name: 'retention.sweep', schedule: { dailyAt: '03:30' } });
