import { Injectable } from '@nestjs/common';
import { Proposals, type ProposedGroup } from '#supply';
import { problems } from '../matching.problems.js';
import { MatchingRepository } from '../matching.repository.js';

/** What dispatch asks of a proposal when a supplier promises it. */
@Injectable()
export class MatchedProposals extends Proposals {
  constructor(private readonly runs: MatchingRepository) {
    super();
  }

  async byId(id: string): Promise<ProposedGroup | null> {
    return this.runs.proposal(id);
  }

  async take(id: string): Promise<void> {
    if ((await this.runs.moveProposals([id], 'sent', 'promised')) !== 1) throw problems('proposal.state');
  }

  async drop(id: string): Promise<void> {
    await this.runs.moveProposals([id], 'promised', 'dropped');
  }
}
