import { defineJob } from '#platform/jobs';

/** Eight tries over about an hour: a greylisting server or a restart of the mail server passes. */
export const sendDelivery = defineJob<{ deliveryId: string }>({
  name: 'notification.send',
  queue: 'mail',
  attempts: 8,
  backoffMs: 30_000,
  key: ({ deliveryId }) => deliveryId,
});
