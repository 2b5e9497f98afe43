import { defineJob } from '#platform/jobs';

/** Fairs begin and end by the clock. */
export const keepTime = defineJob({ name: 'fair.keep_time', schedule: { everyMs: 300_000 } });
