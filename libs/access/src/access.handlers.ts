import { Injectable } from '@nestjs/common';
import { Handles, type JobContext } from '#platform/jobs';
import { answerResetRequest } from './access.jobs.js';
import { ResetRequests } from './reset-requests.service.js';

@Injectable()
export class AccessHandlers {
  constructor(private readonly requests: ResetRequests) {}

  @Handles(answerResetRequest)
  async answer({ requestId }: { requestId: string }, job: Pick<JobContext, 'finish'>): Promise<void> {
    await job.finish(() => this.requests.answer(requestId));
  }
}
