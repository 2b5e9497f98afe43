import { Injectable } from '@nestjs/common';
import { NeedReads } from '#need';
import { Handles, type JobContext } from '#platform/jobs';
import { MatchingRepository } from '../matching.repository.js';
import { ProposalAnswers } from './proposal-answers.js';
import { staleOfBatch, staleOfImport, staleProposals } from './proposal.jobs.js';

const AT_ONCE = 500;

@Injectable()
export class ProposalHandlers {
  constructor(
    private readonly answers: ProposalAnswers,
    private readonly runs: MatchingRepository,
    private readonly needs: NeedReads,
  ) {}

  @Handles(staleProposals)
  async stale({ needId }: { needId: string }, job: JobContext): Promise<void> {
    await job.finish(() => this.answers.stale({ needId }));
  }

  @Handles(staleOfBatch)
  async staleOfBatch({ batchId }: { batchId: string }, job: JobContext): Promise<void> {
    await job.finish(() => this.answers.stale({ batchId }));
  }

  /** In portions, each need by itself: nobody waits for a whole list. */
  @Handles(staleOfImport)
  async staleOfImport({ importId }: { importId: string }, job: JobContext): Promise<void> {
    for (let after = 0; ;) {
      const changed = await this.needs.changedByImport(importId, after, AT_ONCE);
      for (const needId of await this.runs.proposedFor(changed.map((one) => one.needId))) {
        if (job.signal.aborted) return;
        await this.answers.stale({ needId });
      }
      if (changed.length < AT_ONCE) break;
      after = changed.at(-1)?.line ?? after;
    }
    await job.finish(() => Promise.resolve());
  }
}
