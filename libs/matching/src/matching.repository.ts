import { Injectable } from '@nestjs/common';
import { In, type SelectQueryBuilder } from 'typeorm';
import { withinScope, type Scope } from '#access';
import { pageOf, UnitOfWork, type Paged } from '#platform/db';
import type { TermChange } from './domain/index.js';
import { MatchingRun, Proposal, Unfilled } from './matching.entity.js';
import type { ProposalState, RunState } from './run/run-state.js';

const AT_ONCE = 500;
const SHOWN = [
  'id',
  'nodeId',
  'nodePath',
  'state',
  'weights',
  'digest',
  'figures',
  'certificate',
  'startedById',
  'jobId',
  'failure',
  'createdAt',
  'finishedAt',
];

export interface ProposalFilter {
  runId?: string | undefined;
  state?: ProposalState | undefined;
  batchId?: string | undefined;
  needId?: string | undefined;
  supplierId?: string | undefined;
  enterpriseId?: string | undefined;
  occupationCode?: string | undefined;
}

const FILTERS = ['runId', 'state', 'batchId', 'needId', 'supplierId', 'enterpriseId', 'occupationCode'] as const;
/** Of a list of choices: more are no help to anybody. */
const CHOICES = 300;

@Injectable()
export class MatchingRepository {
  constructor(private readonly uow: UnitOfWork) {}

  /** Without its prices, which can be megabytes. */
  run(id: string): Promise<MatchingRun | null> {
    const query = this.uow.manager
      .createQueryBuilder(MatchingRun, 'run')
      .select([...SHOWN, 'activeKey', 'summary'].map((column) => `run.${column}`));
    return query.where('run.id = :id', { id }).getOne();
  }

  /** The run that holds a node, if one does. */
  active(nodeId: string): Promise<MatchingRun | null> {
    return this.uow.manager.findOneBy(MatchingRun, { activeKey: nodeId });
  }

  runs(scope: Scope, cursor: string | undefined, limit: number): Promise<Paged<MatchingRun>> {
    const query = this.uow.manager
      .createQueryBuilder(MatchingRun, 'run')
      // Prices can be megabytes, and a list shows no summary.
      .select(SHOWN.map((column) => `run.${column}`));
    return pageOf(withinScope(query, scope, { nodePath: 'run.nodePath' }), {
      order: [
        ['run.createdAt', 'DESC'],
        ['run.id', 'DESC'],
      ],
      cursor,
      limit,
    });
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

  /** As {@link moveRun}, as long as it runs and nobody else writes its answer down. */
  async moveWritten({ runId, writerId }: { runId: string; writerId: string }, patch: Partial<MatchingRun>): Promise<number> {
    return (await this.uow.manager.update(MatchingRun, { id: runId, state: 'running', writerId }, patch)).affected ?? 0;
  }

  /** @returns how many rows of the run it removed, at most `most`; 0 when none is left */
  async dropRows(runId: string, most: number): Promise<number> {
    for (const entity of [Proposal, Unfilled]) {
      const rows = await this.uow.manager.find(entity, { select: { id: true }, where: { runId }, take: most });
      if (rows.length === 0) continue;
      await this.uow.manager.delete(
        entity,
        rows.map(({ id }) => id),
      );
      return rows.length;
    }
    return 0;
  }

  proposal(id: string): Promise<Proposal | null> {
    return this.uow.manager.findOneBy(Proposal, { id });
  }

  /** Suppliers and enterprises see what was sent to them; `unsent` is for staff. What a run writes that is not done is for nobody. */
  proposals(scope: Scope, unsent: boolean, filter: ProposalFilter, cursor: string | undefined, limit: number): Promise<Paged<Proposal>> {
    return pageOf(this.found(scope, unsent, filter), { order: [['proposal.id', 'ASC']], cursor, limit });
  }

  /** The different values of a column among the proposals of a list, for a filter to choose from. */
  async among(column: 'occupationCode' | 'enterpriseId', scope: Scope, unsent: boolean, filter: ProposalFilter): Promise<string[]> {
    const query = this.found(scope, unsent, filter).select(`proposal.${column}`, 'value').distinct(true).limit(CHOICES);
    return (await query.getRawMany<{ value: string | null }>()).flatMap(({ value }) => value ?? []);
  }

  private found(scope: Scope, unsent: boolean, filter: ProposalFilter): SelectQueryBuilder<Proposal> {
    const query = this.uow.manager.createQueryBuilder(Proposal, 'proposal');
    withinScope(query, scope, { nodePath: 'proposal.nodePath', enterpriseId: 'proposal.enterpriseId', supplierId: 'proposal.supplierId' });
    if (!unsent) query.andWhere("proposal.state <> 'proposed'");
    else if (!filter.runId) query.andWhere('proposal.runId NOT IN (SELECT id FROM matching_run WHERE activeKey IS NOT NULL)');
    for (const field of FILTERS) if (filter[field]) query.andWhere(`proposal.${field} = :${field}`, { [field]: filter[field] });
    return query;
  }

  /** Those of a run that wait for approval; all, or the chosen ones. */
  async waiting(runId: string, ids: string[] | undefined): Promise<Proposal[]> {
    if (!ids) return this.uow.manager.find(Proposal, { where: { runId, state: 'proposed' }, order: { id: 'ASC' } });
    return ids.length === 0
      ? []
      : this.uow.manager.find(Proposal, { where: { runId, state: 'proposed', id: In(ids) }, order: { id: 'ASC' } });
  }

  /** Those of a need or a batch that are open still. */
  openOf(what: { needId: string } | { batchId: string }): Promise<Proposal[]> {
    return this.uow.manager.findBy(Proposal, { ...what, state: In(['proposed', 'sent']) });
  }

  /** Open proposals that do not hold any more, each with what made it so. @returns those that nobody answered meanwhile. */
  async makeStale(outdated: readonly { proposal: Proposal; changes: readonly TermChange[] }[]): Promise<Proposal[]> {
    const alike = new Map<string, { changes: readonly TermChange[]; of: Proposal[] }>();
    for (const { proposal, changes } of outdated) {
      const key = JSON.stringify([proposal.state, changes]);
      const group = alike.get(key) ?? { changes, of: [] };
      group.of.push(proposal);
      alike.set(key, group);
    }
    const stale: Proposal[] = [];
    for (const { changes, of } of alike.values()) {
      const state = of[0]?.state;
      for (let i = 0; i < of.length; i += AT_ONCE) {
        const some = of.slice(i, i + AT_ONCE);
        const where = { id: In(some.map(({ id }) => id)), state };
        const moved = await this.uow.manager.update(Proposal, where, { state: 'stale', changes });
        if (moved.affected === some.length) stale.push(...some);
      }
    }
    return stale;
  }

  /** Those of some needs that anything open is proposed for. */
  async proposedFor(needIds: readonly string[]): Promise<string[]> {
    if (needIds.length === 0) return [];
    const open = await this.uow.manager
      .createQueryBuilder(Proposal, 'proposal')
      .select('DISTINCT proposal.needId', 'needId')
      .where({ needId: In([...needIds]), state: In(['proposed', 'sent']) })
      .getRawMany<{ needId: string }>();
    return open.map(({ needId }) => needId);
  }

  /** Changes a proposal that is sent; 0 when it is not any more. */
  async answer(id: string, patch: Partial<Proposal>): Promise<number> {
    return (await this.uow.manager.update(Proposal, { id, state: 'sent' }, patch)).affected ?? 0;
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
