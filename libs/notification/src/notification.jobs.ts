import { defineJob } from '#platform/jobs';

/** One try; how many follow after which pause depends on why it failed, and each is a job of its own. */
export const sendDelivery = defineJob<{ deliveryId: string }>({
  name: 'notification.send',
  queue: 'mail',
  attempts: 8,
  backoffMs: 30_000,
  key: ({ deliveryId }) => deliveryId,
});

/** A receipt may be faster than the answer that it is about. */
export const matchReceipt = defineJob<{ receiptId: string; tries: number }>({
  name: 'notification.match_receipt',
  queue: 'mail',
  key: ({ receiptId }) => receiptId,
});

/** Queues what failed for one reason once more, in portions. */
export const resendFailed = defineJob<{ failure: string }>({
  name: 'notification.resend_failed',
  queue: 'mail',
  key: ({ failure }) => failure,
});
