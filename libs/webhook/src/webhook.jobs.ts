import { defineJob } from '#platform/jobs';

/** One try; how many follow after which pause stands in the dispatch, and each is a job of its own. */
export const sendHook = defineJob<{ dispatchId: string }>({
  name: 'webhook.send',
  queue: 'webhook',
  attempts: 8,
  backoffMs: 30_000,
  key: ({ dispatchId }) => dispatchId,
});
