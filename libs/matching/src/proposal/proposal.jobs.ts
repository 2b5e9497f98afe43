import { defineJob } from '#platform/jobs';

/** A need was changed, filled or withdrawn: what was proposed for it as it was is stale. */
export const staleProposals = defineJob<{ needId: string }>({
  name: 'matching.stale_proposals',
  queue: 'urgent',
  key: ({ needId }) => needId,
});
