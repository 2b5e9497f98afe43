import { Injectable } from '@nestjs/common';
import { Handles, type JobContext } from '#platform/jobs';
import { Channels, PassingError } from './channels.js';
import { Deliveries } from './deliveries.service.js';
import { sendDelivery } from './notification.jobs.js';

@Injectable()
export class NotificationHandlers {
  constructor(
    private readonly deliveries: Deliveries,
    private readonly channels: Channels,
  ) {}

  /**
   * Sends outside any transaction. If the process dies between the server's yes and our commit, the second copy has the same
   * Message-ID.
   */
  @Handles(sendDelivery)
  async send({ deliveryId }: { deliveryId: string }, job: JobContext): Promise<void> {
    const due = await this.deliveries.outgoing(deliveryId);
    if (!due) return;
    try {
      const outcome = await this.channels.of(due.delivery.channel).send(due.outgoing);
      await job.finish(() => this.deliveries.settle(deliveryId, outcome));
    } catch (error) {
      if (!(error instanceof PassingError)) throw error;
      if (job.attempt < sendDelivery.attempts) await this.deliveries.again(deliveryId, error.message);
      else await this.deliveries.settle(deliveryId, { state: 'failed', reason: error.message });
      throw error;
    }
  }
}
