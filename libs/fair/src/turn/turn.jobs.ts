import { defineJob } from '#platform/jobs';

/** Whoever was called in an online queue and did not come passes their turn on. */
export const passTurns = defineJob({ name: 'fair.pass_turns', schedule: { everyMs: 30_000 } });
