import { defineJob } from '#platform/jobs';

/** Plans a quarter, or the rest of it again; one job a round. */
export const makeFairPlan = defineJob<{ planId: string; round: number }>({
  name: 'fair.make_plan',
  queue: 'solver',
  attempts: 3,
  backoffMs: 2_000,
  key: ({ planId, round }) => `${planId}-${round}`,
});

/** Makes fairs of an accepted plan. */
export const acceptFairPlan = defineJob<{ planId: string }>({ name: 'fair.accept_plan', attempts: 5, key: ({ planId }) => planId });
