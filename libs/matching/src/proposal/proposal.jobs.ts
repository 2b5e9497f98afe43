import { defineJob } from '#platform/jobs';

/** A list was imported: what was proposed for the needs that it changed is stale. */
export const staleOfImport = defineJob<{ importId: string }>({
  name: 'matching.stale_of_import',
  key: ({ importId }) => importId,
});

/** A batch was changed or closed: what was proposed of it as it was is stale. */
export const staleOfBatch = defineJob<{ batchId: string }>({
  name: 'matching.stale_of_batch',
  queue: 'urgent',
  key: ({ batchId }) => batchId,
});

/** A need was changed, filled or withdrawn: what was proposed for it as it was is stale. */
export const staleProposals = defineJob<{ needId: string }>({
  name: 'matching.stale_proposals',
  queue: 'urgent',
  key: ({ needId }) => needId,
});
