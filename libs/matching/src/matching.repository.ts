import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { withinScope, type Scope } from '#access';
import { pageOf, UnitOfWork, type Paged } from '#platform/db';
import { MatchingRun, Proposal } from './matching.entity.js';
import type { ProposalState, RunState } from './run-state.js';

const AT_ONCE = 500;

export interface ProposalFilter {
  runId?: string | undefined;
  state?: ProposalState | undefined;
  batchId?: string | undefined;
}

@Injectable()
export class MatchingRepository {
  constructor(private readonly uow: UnitOfWork) {}

  run(id: string): Promise<MatchingRun | null> {
    return this.uow.manager.findOneBy(MatchingRun, { id });
  }

  runs(scope: Scope, cursor: string | undefined, limit: number): Promise<Paged<MatchingRun>> {
    const query = this.uow.manager
      .createQueryBuilder(MatchingRun, 'run')
      // The list of what stays unfilled can be megabytes; only its own route reads it.
      .select(['id', 'nodeId', 'nodePath', 'state', 'weights', 'digest', 'figures', 'certificate', 'startedById', 'jobId', 'failure', 'createdAt', 'finishedAt'].map((column) => `run.${column}`));
    return pageOf(withinScope(query, scope, { nodePath: 'run.nodePath' }), { order: [['run.createdAt', 'DESC'], ['run.id', 'DESC']], cursor, limit });
  }

  async insertRun(run: MatchingRun): Promise<void> {
    await this.uow.manager.insert(MatchingRun, run);
  }

  async setJob(id: string, jobId: string): Promise<void> {
    await this.uow.manager.update(MatchingRun, { id }, { jobId });
  }

  /** Moves a run on if it is in one of the states; the number of runs moved. */
  async moveRun(id: string, from: RunState[], patch: Partial<MatchingRun>): Promise<number> {
    return (await this.uow.manager.update(MatchingRun, { id, state: In(from) }, patch)).affected ?? 0;
  }

  async insertProposals(rows: Proposal[]): Promise<void> {
    for (let i = 0; i < rows.length; i += AT_ONCE) {
      await this.uow.manager.createQueryBuilder().insert().into(Proposal).values(rows.slice(i, i + AT_ONCE)).updateEntity(false).execute();
    }
  }

  proposal(id: string): Promise<Proposal | null> {
    return this.uow.manager.findOneBy(Proposal, { id });
  }

  /** Suppliers and enterprises see what was sent to them; `unsent` is for staff. */
  proposals(scope: Scope, unsent: boolean, filter: ProposalFilter, cursor: string | undefined, limit: number): Promise<Paged<Proposal>> {
    const query = this.uow.manager.createQueryBuilder(Proposal, 'proposal');
    withinScope(query, scope, { nodePath: 'proposal.nodePath', enterpriseId: 'proposal.enterpriseId', supplierId: 'proposal.supplierId' });
    if (!unsent) query.andWhere("proposal.state <> 'proposed'");
    for (const field of ['runId', 'state', 'batchId'] as const) if (filter[field]) query.andWhere(`proposal.${field} = :${field}`, { [field]: filter[field] });
    return pageOf(query, { order: [['proposal.id', 'ASC']], cursor, limit });
  }

  /** Those of a run that wait for approval; all, or the chosen ones. */
  async waiting(runId: string, ids: string[] | undefined): Promise<Proposal[]> {
    if (!ids) return this.uow.manager.find(Proposal, { where: { runId, state: 'proposed' }, order: { id: 'ASC' } });
    return ids.length === 0 ? [] : this.uow.manager.find(Proposal, { where: { runId, state: 'proposed', id: In(ids) }, order: { id: 'ASC' } });
  }

  /** @returns ids that were moved: a proposal that somebody else moved meanwhile is left out. */
  async moveProposals(ids: string[], from: ProposalState, to: ProposalState): Promise<number> {
    let moved = 0;
    for (let i = 0; i < ids.length; i += AT_ONCE) {
      moved += (await this.uow.manager.update(Proposal, { id: In(ids.slice(i, i + AT_ONCE)), state: from }, { state: to })).affected ?? 0;
    }
    return moved;
  }
}
