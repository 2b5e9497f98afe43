import { setImmediate as nextTurn } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { pageOf, UnitOfWork, type Paged } from '#platform/db';
import { idsOf } from '#access';
import { changedNeeds, type NeedChangeRow, type ProposedPair, type UnfilledCode } from './domain/index.js';
import { MatchingRule, MatchingRun, Proposal, Unfilled } from './matching.entity.js';

export interface UnfilledFilter {
  reason?: UnfilledCode | undefined;
  enterpriseId?: string | undefined;
}

/** An enterprise that asked and gets nobody in a run. */
export interface EmptyEnterprise {
  enterpriseId: string;
  needs: number;
  people: number;
}

const COMPARED_AT_ONCE = 1_000;

/** Questions about what runs left behind. */
@Injectable()
export class MatchingReads {
  constructor(private readonly uow: UnitOfWork) {}

  unfilled(runId: string, filter: UnfilledFilter, cursor: string | undefined, limit: number): Promise<Paged<Unfilled>> {
    const query = this.uow.manager.createQueryBuilder(Unfilled, 'unfilled').where('unfilled.runId = :runId', { runId });
    if (filter.reason) query.andWhere('unfilled.reason = :reason', { reason: filter.reason });
    // Either way of `empty`, which the index of enterprises has before the enterprise.
    if (filter.enterpriseId)
      query.andWhere('unfilled.empty IN (:...either) AND unfilled.enterpriseId = :enterpriseId', {
        either: [0, 1],
        enterpriseId: filter.enterpriseId,
      });
    return pageOf(query, { order: [['unfilled.needId', 'ASC']], cursor, limit });
  }

  /** Which pairs staff hold excluded, for runs of a node. */
  async exclusions(nodePath: string): Promise<(needId: string, batchId: string) => boolean> {
    const rules = await this.uow.manager.findBy(MatchingRule, { nodeId: In(idsOf(nodePath)), kind: 'exclude' });
    const pairs = new Set(rules.map(({ needId, batchId }) => `${needId} ${batchId}`));
    return (needId, batchId) => pairs.has(`${needId} ${batchId}`);
  }

  unfilledNeed(runId: string, needId: string): Promise<Unfilled | null> {
    return this.uow.manager.findOneBy(Unfilled, { runId, needId });
  }

  /** Enterprises that get nobody, in order of their ids, after one of them. */
  async empty(runId: string, after: string, limit: number): Promise<EmptyEnterprise[]> {
    const rows = await this.uow.manager
      .createQueryBuilder(Unfilled, 'unfilled')
      .select('unfilled.enterpriseId', 'enterpriseId')
      .addSelect('COUNT(*)', 'needs')
      .addSelect('SUM(unfilled.people)', 'people')
      .where('unfilled.runId = :runId AND unfilled.empty = :yes AND unfilled.enterpriseId > :after', { runId, yes: true, after })
      .groupBy('unfilled.enterpriseId')
      .orderBy('unfilled.enterpriseId', 'ASC')
      .limit(limit)
      .getRawMany<{ enterpriseId: string; needs: string; people: string }>();
    return rows.map(({ enterpriseId, needs, people }) => ({ enterpriseId, needs: Number(needs), people: Number(people) }));
  }

  /** The last finished run of one of the nodes. */
  async last(nodeIds: string[]): Promise<Pick<MatchingRun, 'id' | 'finishedAt'> | null> {
    if (nodeIds.length === 0) return null;
    return this.uow.manager
      .createQueryBuilder(MatchingRun, 'run')
      .select(['run.id', 'run.finishedAt'])
      .where("run.state = 'done' AND run.nodeId IN (:...nodeIds)", { nodeIds })
      .orderBy('run.createdAt', 'DESC')
      .addOrderBy('run.id', 'DESC')
      .limit(1)
      .getOne();
  }

  /** People by need that a run proposed and of whom nothing came yet, declined or promised. */
  async found(runId: string): Promise<Map<string, number>> {
    const rows = await this.uow.manager
      .createQueryBuilder(Proposal, 'proposal')
      .select('proposal.needId', 'needId')
      .addSelect('SUM(proposal.people)', 'people')
      .where("proposal.runId = :runId AND proposal.state IN ('proposed', 'sent')", { runId })
      .groupBy('proposal.needId')
      .getRawMany<{ needId: string; people: number | string }>();
    return new Map(rows.map(({ needId, people }) => [needId, Number(people)]));
  }

  async prices(runId: string): Promise<string | null> {
    const row = await this.uow.manager
      .createQueryBuilder(MatchingRun, 'run')
      .select(['run.id', 'run.prices'])
      .where('run.id = :runId', { runId })
      .getOne();
    return row?.prices ?? null;
  }

  /** Needs to which two runs propose different people, in order of their ids, after one of them; as far as somebody reads. */
  async *changes(a: string, b: string, after: string): AsyncGenerator<NeedChangeRow> {
    yield* changedNeeds(this.pairs(a, after), this.pairs(b, after));
  }

  /** What a run proposes, by need and batch, of needs after one of them. In portions: nobody waits for a whole run. */
  private async *pairs(runId: string, after: string): AsyncGenerator<ProposedPair> {
    for (let last: ProposedPair | undefined; ; await nextTurn()) {
      const query = this.uow.manager
        .createQueryBuilder(Proposal, 'proposal')
        .select(['proposal.needId AS needId', 'proposal.batchId AS batchId', 'proposal.people AS people'])
        .where('proposal.runId = :runId', { runId });
      if (last)
        query.andWhere('proposal.needId >= :need AND (proposal.needId > :need OR proposal.batchId > :batch)', {
          need: last.needId,
          batch: last.batchId,
        });
      else query.andWhere('proposal.needId > :after', { after });
      const rows = await query.orderBy('proposal.needId').addOrderBy('proposal.batchId').limit(COMPARED_AT_ONCE).getRawMany<ProposedPair>();
      yield* rows;
      if (rows.length < COMPARED_AT_ONCE) return;
      last = rows.at(-1);
    }
  }
}
