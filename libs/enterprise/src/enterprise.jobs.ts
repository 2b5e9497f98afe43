import { defineJob } from '#platform/jobs';

/** Also stores anew what an earlier release stored at 1.8 times its size. */
export const sweepFiles = defineJob({ name: 'enterprise.sweep_files', schedule: { everyMs: 3_600_000 } });
