import { defineJob } from '#platform/jobs';

/** Somebody registered: whoever has their phone number or e-mail address already is told. */
export const tellNamesakes = defineJob<{ userId: string }>({ name: 'enterprise.tell_namesakes', queue: 'urgent' });

/** Also stores anew what an earlier release stored at 1.8 times its size. */
export const sweepFiles = defineJob({ name: 'enterprise.sweep_files', schedule: { everyMs: 3_600_000 } });
