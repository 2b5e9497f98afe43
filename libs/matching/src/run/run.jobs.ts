import { defineJob } from '#platform/jobs';

/** One run is one job, so that many cities' runs spread over many machines. */
export const runMatching = defineJob<{ runId: string }>({
  name: 'matching.run',
  queue: 'solver',
  attempts: 3,
  backoffMs: 2_000,
  key: ({ runId }) => runId,
});

/** A run came to nothing: what its tries had written is removed. */
export const clearRun = defineJob<{ runId: string }>({ name: 'matching.clear_run', key: ({ runId }) => runId });
