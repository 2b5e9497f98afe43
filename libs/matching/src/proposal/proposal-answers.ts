import { Injectable } from '@nestjs/common';
import { AccessService, sideOf } from '#access';
import { UnitOfWork } from '#platform/db';
import { notFound, type Principal } from '#platform/http';
import { Proposal } from '../matching.entity.js';
import { proposalDeclined, proposalsWentStale, proposalWelcomed } from '../matching.events.js';
import { MatchingPorts } from '../matching.ports.js';
import { problems } from '../matching.problems.js';
import { MatchingRepository } from '../matching.repository.js';
import { MatchedTerms } from './matched-terms.js';

/** What the two sides of a sent proposal say to it, and what a changed need does to it. */
@Injectable()
export class ProposalAnswers {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly runs: MatchingRepository,
    private readonly access: AccessService,
    private readonly terms: MatchedTerms,
    private readonly ports: MatchingPorts,
  ) {}

  /** The enterprise would take these people: the supplier sees it before it promises. Saying it twice is saying it once. */
  async welcome(who: Principal, id: string): Promise<Proposal> {
    return this.uow.run(async () => {
      const proposal = await this.mine(who, 'proposal.welcome', id);
      if (proposal.state === 'sent' && proposal.welcomedAt) return proposal;
      const welcomedAt = this.ports.clock.now();
      if ((await this.runs.answer(id, { welcomedAt })) !== 1) throw problems('proposal.state');
      await this.ports.events.record(proposalWelcomed, sentOf(proposal));
      await this.ports.audit.record(
        who,
        'proposal.welcomed',
        { kind: 'proposal', id, nodePath: proposal.nodePath },
        { people: proposal.people },
      );
      return { ...proposal, welcomedAt };
    });
  }

  /** Either side does not want it, and says why. Declining twice is declining once. */
  async decline(who: Principal, id: string, reason: string): Promise<Proposal> {
    return this.uow.run(async () => {
      const proposal = await this.mine(who, 'proposal.decline', id);
      if (proposal.state === 'declined') return proposal;
      const by = sideOf(who, proposal);
      const patch = { state: 'declined' as const, declinedBy: by, reason };
      if ((await this.runs.answer(id, patch)) !== 1) throw problems('proposal.state');
      await this.ports.events.record(proposalDeclined, { ...sentOf(proposal), by, reason });
      await this.ports.audit.record(
        who,
        'proposal.declined',
        { kind: 'proposal', id, nodePath: proposal.nodePath },
        { people: proposal.people, reason },
      );
      return { ...proposal, ...patch };
    });
  }

  /** Open proposals of a need or a batch for which what decided is another now become stale; those that were sent are told. Joins the
   * caller's unit of work. */
  async stale(of: { needId: string } | { batchId: string }): Promise<void> {
    await this.uow.run(async () => {
      const outdated = await this.terms.outdated(await this.runs.openOf(of));
      const sent = (await this.runs.makeStale(outdated)).filter(({ state }) => state === 'sent').map(sentOf);
      for (const needId of new Set(sent.map((one) => one.needId)))
        await this.ports.events.record(proposalsWentStale, { needId, proposals: sent.filter((one) => one.needId === needId) });
    });
  }

  private async mine(who: Principal, permission: string, id: string): Promise<Proposal> {
    const proposal = await this.uow.forUpdate(Proposal, { id });
    if (!proposal || proposal.state === 'proposed') throw notFound('proposal', id);
    this.access.require(who, permission, {
      nodePath: proposal.nodePath,
      enterpriseId: proposal.enterpriseId,
      supplierId: proposal.supplierId,
    });
    return proposal;
  }
}

const sentOf = ({ id, supplierId, enterpriseId, needId, people }: Proposal) => ({
  proposalId: id,
  supplierId,
  enterpriseId,
  needId,
  people,
});
