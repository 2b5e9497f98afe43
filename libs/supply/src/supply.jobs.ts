import { defineJob } from '#platform/jobs';

/** Tells of agreements and licences that end soon. */
export const remindOfPapers = defineJob({ name: 'supply.remind_of_papers', schedule: { dailyAt: '08:10' } });
