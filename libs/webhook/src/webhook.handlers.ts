import { Injectable } from '@nestjs/common';
import { GivenUp, Handles, type GivenUpJob, type JobContext } from '#platform/jobs';
import { HookSender } from './hook-sender.service.js';
import { sendHook } from './webhook.jobs.js';

@Injectable()
export class WebhookHandlers {
  constructor(private readonly sender: HookSender) {}

  @Handles(sendHook)
  async send({ dispatchId }: { dispatchId: string }, job: JobContext): Promise<void> {
    const due = await this.sender.due(dispatchId);
    if (!due) return;
    const answer = await this.sender.call(due);
    await job.finish(() => this.sender.settle(due, answer));
  }

  @GivenUp(sendHook)
  gaveUp({ dispatchId }: { dispatchId: string }, how: GivenUpJob): Promise<void> {
    return this.sender.giveUp(dispatchId, how.state === 'cancelled' ? 'CANCELLED' : 'JOB_FAILED');
  }
}
