import { Injectable } from '@nestjs/common';
import { In, IsNull, LessThanOrEqual } from 'typeorm';
import { withinScope, type Scope } from '#access';
import { UnitOfWork } from '#platform/db';
import { RetentionCheck } from '../dispatch.entity.js';

export interface LateOfEnterprise {
  enterpriseId: string;
  nodePath: string;
  /** Checks that nobody has answered. */
  checks: number;
  /** The day on which the first of them was due. */
  oldest: string;
}

const TOLD = { due: 'dueToldAt', late: 'lateToldAt' } as const;
export type Notice = keyof typeof TOLD;

@Injectable()
export class ChaseRepository {
  constructor(private readonly uow: UnitOfWork) {}

  /** Enterprises with checks that were due on a day or before, the longest first. */
  async late(scope: Scope, by: string, { skip, limit }: { skip: number; limit: number }): Promise<LateOfEnterprise[]> {
    const query = this.uow.manager
      .createQueryBuilder(RetentionCheck, 'c')
      .select('c.enterpriseId', 'enterpriseId')
      .addSelect('MIN(c.nodePath)', 'nodePath')
      .addSelect('COUNT(*)', 'checks')
      .addSelect('MIN(c.dueOn)', 'oldest')
      .where('c.employerSays IS NULL AND c.dueOn <= :by', { by });
    withinScope(query, scope, { nodePath: 'c.nodePath', enterpriseId: 'c.enterpriseId', supplierId: 'c.supplierId' });
    const rows = await query
      .groupBy('c.enterpriseId')
      .orderBy('MIN(c.dueOn)', 'ASC')
      .addOrderBy('c.enterpriseId', 'ASC')
      .offset(skip)
      .limit(limit)
      .getRawMany<Omit<LateOfEnterprise, 'checks' | 'oldest'> & { checks: string | number; oldest: string | Date }>();
    return rows.map((row) => ({ ...row, checks: Number(row.checks), oldest: dayText(row.oldest) }));
  }

  /** Checks of that day or before that nobody answered and of which it was not told yet. */
  untold(notice: Notice, by: string, limit: number): Promise<RetentionCheck[]> {
    return this.uow.manager.find(RetentionCheck, {
      where: { employerSays: IsNull(), dueOn: LessThanOrEqual(by), [TOLD[notice]]: IsNull() },
      order: { dueOn: 'ASC' },
      take: limit,
    });
  }

  /** @returns of how many it was not told before */
  async told(notice: Notice, ids: readonly string[], at: Date): Promise<number> {
    const column = TOLD[notice];
    return (await this.uow.manager.update(RetentionCheck, { id: In([...ids]), [column]: IsNull() }, { [column]: at })).affected ?? 0;
  }
}

/** A day as the drivers give it from an aggregate. */
const dayText = (day: string | Date): string => (day instanceof Date ? day.toISOString() : day).slice(0, 10);
