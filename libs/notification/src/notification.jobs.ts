import { defineJob } from '#platform/jobs';

/** A delivery to be handed over; `placed` when it comes at the place in the line that it was given. */
export interface OneDelivery {
  deliveryId: string;
  placed?: boolean;
}

/** One try; how many follow after which pause depends on why it failed, and each is a job of its own. */
export const sendDelivery = defineJob<OneDelivery>({
  name: 'notification.send',
  queue: 'mail',
  attempts: 8,
  backoffMs: 30_000,
  key: ({ deliveryId }) => deliveryId,
});

/** The same for what somebody waits for: it does not stand in line behind thousands. */
export const sendUrgent = defineJob<OneDelivery>({
  name: 'notification.send_urgent',
  queue: 'urgent',
  attempts: 8,
  backoffMs: 30_000,
  key: ({ deliveryId }) => deliveryId,
});

/** First try of many that were written together. What does not get through goes on one by one. */
export const sendPortion = defineJob<{ deliveryIds: string[] }>({
  name: 'notification.send_portion',
  queue: 'mail',
  attempts: 8,
  backoffMs: 30_000,
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

/** Whether somebody read what went by one channel: else the next has its turn. */
export const askRead = defineJob<{ messageIds: string[] }>({ name: 'notification.ask_read', queue: 'mail' });

/** Puts what waits for an hour of the day together into one message for each reader. */
export const writeDigests = defineJob({ name: 'notification.digest', schedule: { everyMs: 60_000 } });

/** Says again what tells of a date that is near. */
export const remindOfDates = defineJob({ name: 'notification.remind', schedule: { everyMs: 60_000 } });

/** Writes the next portion of a message to many; sets free what a pause held; ends it when nothing waits any more. */
export const massPortion = defineJob<{ massId: string }>({ name: 'notification.mass_portion', key: ({ massId }) => massId });
export const releaseMass = defineJob<{ massId: string }>({ name: 'notification.mass_release', key: ({ massId }) => massId });
export const endMass = defineJob<{ massId: string }>({ name: 'notification.mass_end', key: ({ massId }) => massId });
/** Looks whether queues are late or fail. */
export const watchQueues = defineJob({ name: 'notification.watch_queues', schedule: { everyMs: 60_000 } });
