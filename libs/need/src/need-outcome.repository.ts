import { Injectable } from '@nestjs/common';
import { sqlInstant, UnitOfWork } from '#platform/db';
import { conditionSql } from '#platform/moves';
import { LIVE } from './domain/need.js';
import { Need } from './need.entity.js';

/** What became of an occupation's needs. */
export interface NeedOutcome {
  occupation: string;
  asked: number;
  filled: number;
  /** 0 where none is open any more. */
  daysOpen: number;
}

@Injectable()
export class NeedOutcomes {
  constructor(private readonly uow: UnitOfWork) {}

  /**
   * What became of needs that were published in a span, by occupation: places asked and filled, and for how many days, in
   * the mean, open places have been open.
   */
  async of(since: Date, until: Date): Promise<NeedOutcome[]> {
    const open = conditionSql({ column: 'need.state', among: LIVE });
    const days =
      this.uow.dialect === 'sqlite'
        ? 'julianday(:until) - julianday(need.publishedAt)'
        : 'TIMESTAMPDIFF(SECOND, need.publishedAt, :until) / 86400';
    const rows = await this.uow.manager
      .createQueryBuilder(Need, 'need')
      .select('need.occupationCode', 'occupation')
      .addSelect('SUM(need.short)', 'asked')
      .addSelect('SUM(need.filled)', 'filled')
      .addSelect(`SUM(CASE WHEN ${open} THEN need.short * (${days}) ELSE 0 END)`, 'days')
      .addSelect(`SUM(CASE WHEN ${open} THEN need.short ELSE 0 END)`, 'open')
      .where(
        'need.publishedAt >= :since AND need.publishedAt <= :until AND need.occupationCode IS NOT NULL AND need.countedFor IS NOT NULL',
        { since: sqlInstant(since), until: sqlInstant(until) },
      )
      .groupBy('need.occupationCode')
      .getRawMany<{ occupation: string } & Record<'asked' | 'filled' | 'days' | 'open', string | number>>();
    return rows.map(({ occupation, asked, filled, days: sum, open: places }) => ({
      occupation,
      asked: Number(asked),
      filled: Number(filled),
      daysOpen: Number(places) > 0 ? Number(sum) / Number(places) : 0,
    }));
  }
}
