import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '#platform/db';
import { conditionSql, guardOf } from '#platform/moves';
import { needMoves } from './domain/moves.js';
import { Need } from './need.entity.js';

const CAN_GO_STALE = conditionSql(guardOf(needMoves.goStale), { column: (name) => `need.${name}` });

/** Which live needs nobody looks after any more, by their ids, the oldest first. */
@Injectable()
export class NeedsDue {
  constructor(private readonly uow: UnitOfWork) {}

  unconfirmedSince(instant: Date, limit: number): Promise<string[]> {
    return this.before('confirmedAt', instant, limit);
  }

  /** Those whose own latest start day is before `day`. */
  startPassedBefore(day: string, limit: number): Promise<string[]> {
    return this.before('startBy', day, limit);
  }

  private async before(column: 'confirmedAt' | 'startBy', limit: Date | string, most: number): Promise<string[]> {
    const rows = await this.uow.manager
      .createQueryBuilder(Need, 'need')
      .select('need.id', 'id')
      .where(`${CAN_GO_STALE} AND need.${column} < :limit`, { limit })
      .orderBy(`need.${column}`)
      .limit(most)
      .getRawMany<{ id: string }>();
    return rows.map(({ id }) => id);
  }
}
