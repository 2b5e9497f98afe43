import { defineJob } from '#platform/jobs';

/** Fairs begin and end by the clock. */
export const keepTime = defineJob({ name: 'fair.keep_time', schedule: { everyMs: 300_000 } });

/** Booths that were held or offered too long, or that nobody came to, are the next one's. */
export const freeHolds = defineJob({ name: 'fair.free_holds', schedule: { everyMs: 60_000 } });

/** Enterprises whose open needs fit an announced fair are told of it. */
export const inviteFitting = defineJob<{ fairId: string }>({ name: 'fair.invite_fitting', key: ({ fairId }) => fairId });

/** Offices are reminded of what is due of their fairs. */
export const remindOfFairs = defineJob({ name: 'fair.remind', schedule: { dailyAt: '08:30' } });
