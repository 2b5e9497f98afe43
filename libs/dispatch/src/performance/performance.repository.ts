import { Injectable } from '@nestjs/common';
import type { SelectQueryBuilder } from 'typeorm';
import { withinScope, type Scope } from '#access';
import { UnitOfWork } from '#platform/db';
import { checkColumns, FUNNEL, type Tallied } from '../domain/performance.js';
import { PromiseTally } from './tally.entity.js';

export interface Period {
  /** Days on which was promised, both counted. */
  from?: string | undefined;
  to?: string | undefined;
}

/** Whose figures stand together. */
export const GROUPINGS = ['supplier', 'enterprise', 'occupation', 'cohort'] as const;
export type Grouping = (typeof GROUPINGS)[number];

const COLUMN: Record<Grouping, string> = {
  supplier: 'tally.supplierId',
  enterprise: 'tally.enterpriseId',
  occupation: 'tally.occupationCode',
  cohort: 'tally.cohort',
};

export interface GroupSum extends Tallied {
  key: string;
  promises: number;
  answered: number;
  /** Together, of those that were answered. */
  answerMinutes: number;
}

const FIGURES = [...FUNNEL, ...checkColumns] as const;

@Injectable()
export class PerformanceRepository {
  constructor(private readonly uow: UnitOfWork) {}

  /** Sums of groups, largest first by `order`, after the first `skip`. */
  async sums(
    scope: Scope,
    by: Grouping,
    { from, to }: Period,
    { order, skip, limit }: { order: 'promised' | 'signed' | 'key'; skip: number; limit: number },
  ): Promise<GroupSum[]> {
    const query = this.uow.manager.createQueryBuilder(PromiseTally, 'tally').select(COLUMN[by], 'groupKey');
    withinScope(query, scope, { nodePath: 'tally.nodePath', enterpriseId: 'tally.enterpriseId', supplierId: 'tally.supplierId' });
    if (from) query.andWhere('tally.promisedOn >= :from', { from });
    if (to) query.andWhere('tally.promisedOn <= :to', { to });
    if (by === 'cohort') query.andWhere('tally.cohort IS NOT NULL');
    summed(query).groupBy(COLUMN[by]);
    if (order === 'key') query.orderBy(COLUMN[by], 'ASC');
    else query.orderBy(`SUM(tally.${order})`, 'DESC').addOrderBy(COLUMN[by], 'ASC');
    const rows = await query.offset(skip).limit(limit).getRawMany<Record<string, string | number | null>>();
    return rows.map((row) => {
      const figures = ['promises', 'answered', 'answerMinutes', ...FIGURES].map((name) => [name, Number(row[name] ?? 0)]);
      return { ...(Object.fromEntries(figures) as Omit<GroupSum, 'key'>), key: String(row['groupKey']) };
    });
  }
}

const summed = (query: SelectQueryBuilder<PromiseTally>): SelectQueryBuilder<PromiseTally> => {
  query.addSelect('COUNT(*)', 'promises').addSelect('COUNT(tally.answerMinutes)', 'answered');
  for (const name of ['answerMinutes', ...FIGURES]) query.addSelect(`SUM(tally.${name})`, name);
  return query;
};
