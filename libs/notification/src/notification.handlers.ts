import { Injectable } from '@nestjs/common';
import { GivenUp, Handles, type GivenUpJob, type JobContext } from '#platform/jobs';
import { Channels } from './channels.js';
import { Deliveries } from './deliveries.service.js';
import type { Failure } from './domain/failure.js';
import { matchReceipt, resendFailed, sendDelivery } from './notification.jobs.js';
import { SmsReceipts } from './sms/sms-receipt.service.js';

const PORTION = 200;

@Injectable()
export class NotificationHandlers {
  constructor(
    private readonly deliveries: Deliveries,
    private readonly channels: Channels,
    private readonly receipts: SmsReceipts,
  ) {}

  /**
   * Sends outside any transaction. If the process dies between the receiver's yes and our commit, the second copy has the same
   * key, and the delivery tells that it may be one.
   */
  @Handles(sendDelivery)
  async send({ deliveryId }: { deliveryId: string }, job: JobContext): Promise<void> {
    const due = await this.deliveries.outgoing(deliveryId);
    if (!due) return;
    const channel = this.channels.of(due.delivery.channel);
    const outcome = await channel.send(due.outgoing);
    await job.finish(() => this.deliveries.settle(due.delivery, { outcome, again: job.again, honoursKey: channel.honoursKey }));
  }

  @GivenUp(sendDelivery)
  gaveUp({ deliveryId }: { deliveryId: string }, { lastError, state }: GivenUpJob): Promise<void> {
    return this.deliveries.giveUp(deliveryId, state === 'cancelled' ? 'its job was cancelled' : (lastError ?? 'its job failed'));
  }

  @Handles(matchReceipt)
  match({ receiptId, tries }: { receiptId: string; tries: number }, job: JobContext): Promise<void> {
    return job.finish(() => this.receipts.match(receiptId, tries));
  }

  @Handles(resendFailed)
  async resend({ failure }: { failure: string }, { signal }: JobContext): Promise<void> {
    for (let last: string | null = ''; last !== null && !signal.aborted;)
      last = await this.deliveries.requeueFailed(failure as Failure, last, PORTION);
  }
}
