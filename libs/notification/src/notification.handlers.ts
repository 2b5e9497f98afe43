import { Injectable } from '@nestjs/common';
import { GivenUp, Handles, type GivenUpJob, type JobContext } from '#platform/jobs';
import { Deliveries } from './deliveries.service.js';
import type { Failure } from './domain/failure.js';
import type { Lane } from './domain/gate.js';
import { Lanes } from './gate/lanes.js';
import { HandOver, type Went } from './hand-over.service.js';
import { matchReceipt, resendFailed, sendDelivery, sendPortion, sendUrgent, watchQueues, type OneDelivery } from './notification.jobs.js';
import { Settling, type Handed } from './settling.service.js';
import { SmsReceipts } from './sms/sms-receipt.service.js';
import { Watch } from './watch/watch.service.js';

const REQUEUED = 200;
/** Of one portion on their way at the same time. */
const AT_ONCE = 8;
/** The process stops: the next one begins where this one ended. */
const LATER: Went = { later: { go: false, at: new Date(0), place: false } };

const reasonOf = ({ state, lastError }: GivenUpJob): string =>
  state === 'cancelled' ? 'its job was cancelled' : (lastError ?? 'its job failed');

/** Does something with each, so many at a time, and keeps their order. */
const inTurn = async <T, R>(all: readonly T[], atOnce: number, work: (one: T) => Promise<R>): Promise<R[]> => {
  const done: R[] = [];
  let next = 0;
  const line = async (): Promise<void> => {
    for (let i = next++; i < all.length; i = next++) {
      const one = all[i];
      if (one !== undefined) done[i] = await work(one);
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, all.length) }, line));
  return done;
};

@Injectable()
export class NotificationHandlers {
  constructor(
    private readonly deliveries: Deliveries,
    private readonly hands: HandOver,
    private readonly settling: Settling,
    private readonly lanes: Lanes,
    private readonly receipts: SmsReceipts,
    private readonly watch: Watch,
  ) {}

  @Handles(sendDelivery)
  send(one: OneDelivery, job: JobContext): Promise<void> {
    return this.handOver([one.deliveryId], 'bulk', job, one.placed);
  }

  @Handles(sendUrgent)
  sendUrgent(one: OneDelivery, job: JobContext): Promise<void> {
    return this.lanes.first(() => this.handOver([one.deliveryId], 'urgent', job, one.placed));
  }

  @Handles(sendPortion)
  sendPortion({ deliveryIds }: { deliveryIds: string[] }, job: JobContext): Promise<void> {
    return this.handOver(deliveryIds, 'bulk', job);
  }

  /**
   * Sends outside any transaction. If the process dies between the receiver's yes and our commit, the second copy has the same
   * key, and the delivery tells that it may be one.
   */
  private async handOver(ids: string[], lane: Lane, job: JobContext, placed?: boolean): Promise<void> {
    const found = await this.hands.due(ids);
    // One of many that was tried goes on in a job of its own.
    const due = ids.length === 1 ? found : found.filter(({ delivery }) => delivery.attempts === 0);
    if (due.length === 0) return;
    const handed = await inTurn(due, AT_ONCE, async (one): Promise<Handed> => {
      const went = job.signal.aborted ? LATER : await this.hands.try(one, lane, placed);
      return { delivery: one.delivery, went };
    });
    await job.finish(() => this.settling.settle(handed, { lane, again: job.again }));
  }

  @GivenUp(sendDelivery)
  gaveUp({ deliveryId }: OneDelivery, how: GivenUpJob): Promise<void> {
    return this.settling.giveUp([deliveryId], reasonOf(how));
  }

  @GivenUp(sendUrgent)
  gaveUpUrgent({ deliveryId }: OneDelivery, how: GivenUpJob): Promise<void> {
    return this.settling.giveUp([deliveryId], reasonOf(how));
  }

  @GivenUp(sendPortion)
  gaveUpPortion({ deliveryIds }: { deliveryIds: string[] }, how: GivenUpJob): Promise<void> {
    return this.settling.giveUp(deliveryIds, reasonOf(how));
  }

  @Handles(matchReceipt)
  match({ receiptId, tries }: { receiptId: string; tries: number }, job: JobContext): Promise<void> {
    return job.finish(() => this.receipts.match(receiptId, tries));
  }

  @Handles(resendFailed)
  async resend({ failure }: { failure: string }, { signal }: JobContext): Promise<void> {
    for (let last: string | null = ''; last !== null && !signal.aborted;)
      last = await this.deliveries.requeueFailed(failure as Failure, last, REQUEUED);
  }

  @Handles(watchQueues)
  watchQueues(): Promise<void> {
    return this.watch.look();
  }
}
