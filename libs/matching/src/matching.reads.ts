import { Injectable } from '@nestjs/common';
import { pageOf, UnitOfWork, type Paged } from '#platform/db';
import type { UnfilledCode } from './domain/index.js';
import { MatchingRun, Unfilled } from './matching.entity.js';

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

/** People proposed to one need in two runs. */
export interface NeedChangeRow {
  needId: string;
  a: number;
  b: number;
}

/** Questions about what runs left behind. */
@Injectable()
export class MatchingReads {
  constructor(private readonly uow: UnitOfWork) {}

  unfilled(runId: string, filter: UnfilledFilter, cursor: string | undefined, limit: number): Promise<Paged<Unfilled>> {
    const query = this.uow.manager.createQueryBuilder(Unfilled, 'unfilled').where('unfilled.runId = :runId', { runId });
    for (const field of ['reason', 'enterpriseId'] as const) if (filter[field]) query.andWhere(`unfilled.${field} = :${field}`, { [field]: filter[field] });
    return pageOf(query, { order: [['unfilled.needId', 'ASC']], cursor, limit });
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

  async prices(runId: string): Promise<string | null> {
    const row = await this.uow.manager.createQueryBuilder(MatchingRun, 'run').select(['run.id', 'run.prices']).where('run.id = :runId', { runId }).getOne();
    return row?.prices ?? null;
  }

  /** Needs to which two runs propose different people, in order of their ids, after one of them. */
  async changed(a: string, b: string, after: string, limit: number): Promise<NeedChangeRow[]> {
    const rows = await this.uow.manager.query<{ needId: string; a: string | number; b: string | number }[]>(
      `SELECT needId, SUM(a) AS a, SUM(b) AS b FROM (
         SELECT needId, batchId, SUM(CASE WHEN runId = ? THEN people ELSE 0 END) AS a, SUM(CASE WHEN runId = ? THEN people ELSE 0 END) AS b
         FROM proposal WHERE runId IN (?, ?) AND needId > ? GROUP BY needId, batchId
       ) pairs GROUP BY needId HAVING SUM(ABS(a - b)) > 0 ORDER BY needId LIMIT ${Math.floor(limit)}`,
      [a, b, a, b, after],
    );
    return rows.map((row) => ({ needId: row.needId, a: Number(row.a), b: Number(row.b) }));
  }

  /** How many needs that are. */
  async changedCount(a: string, b: string): Promise<number> {
    const [row] = await this.uow.manager.query<{ n: string | number }[]>(
      `SELECT COUNT(DISTINCT needId) AS n FROM (
         SELECT needId, batchId, SUM(CASE WHEN runId = ? THEN people ELSE 0 END) AS a, SUM(CASE WHEN runId = ? THEN people ELSE 0 END) AS b
         FROM proposal WHERE runId IN (?, ?) GROUP BY needId, batchId
       ) pairs WHERE a <> b`,
      [a, b, a, b],
    );
    return Number(row?.n ?? 0);
  }
}
