import { Injectable } from '@nestjs/common';
import { Handles, type JobContext } from '#platform/jobs';
import { ProposalAnswers } from './proposal-answers.js';
import { staleProposals } from './proposal.jobs.js';

@Injectable()
export class ProposalHandlers {
  constructor(private readonly answers: ProposalAnswers) {}

  @Handles(staleProposals)
  async stale({ needId }: { needId: string }, job: JobContext): Promise<void> {
    await job.finish(() => this.answers.stale(needId));
  }
}
