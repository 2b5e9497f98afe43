import { Injectable } from '@nestjs/common';
import { LessThan } from 'typeorm';
import { UnitOfWork } from '#platform/db';
import { conditionSql } from '#platform/moves';
import { LIVE, shortageOf } from './domain/need.js';
import { NeedChange } from './need.entity.js';

/** A need that stands on the board, as far as sums and filters need it. */
export interface BoardNeedRow {
  id: string;
  title: string;
  enterpriseId: string;
  countedFor: string | null;
  nodeId: string;
  nodePath: string;
  occupationCode: string;
  skillLevel: number;
  shortage: number;
  wageFromFen: number | null;
  wageToFen: number | null;
  startFrom: string | null;
  lodging: boolean;
  confirmedAt: Date;
  stale: boolean;
}

interface RawRow extends Omit<BoardNeedRow, 'shortage' | 'stale' | 'confirmedAt' | 'occupationCode' | 'lodging'> {
  occupationCode: string | null;
  short: number;
  filled: number;
  committed: number;
  state: string;
  /** As the driver gives it: 0 and 1, or false and true. */
  lodging: number | boolean;
  confirmedAt: string | Date;
}

/** States in which a need stands on the board; stale ones are shown and not counted. */
export const STANDING_STATES = LIVE;
export type StandingState = (typeof STANDING_STATES)[number];

const COLUMNS =
  'id, title, enterpriseId, countedFor, nodeId, nodePath, occupationCode, skillLevel, short, filled, ' +
  'committed, wageFromFen, wageToFen, startFrom, lodging, confirmedAt, state';
const CHUNK = 500;
const STANDING = conditionSql({ column: 'state', among: STANDING_STATES });

/** What keeps a view of all needs current: the whole once, then what changed. */
@Injectable()
export class NeedFeed {
  constructor(private readonly uow: UnitOfWork) {}

  /** Needs in one of the states that stand on the board, in order of id, after one. A short page is the last. */
  async standing(state: StandingState, after: string, limit: number): Promise<BoardNeedRow[]> {
    const rows = await this.query(`state = ? AND id > ? ORDER BY id LIMIT ${Math.floor(limit)}`, [state, after]);
    return rows.map(boardRow);
  }

  /** Those of `ids` that are published or stale now; the others have left the board. */
  async standingOf(ids: readonly string[]): Promise<BoardNeedRow[]> {
    const found: BoardNeedRow[] = [];
    for (let i = 0; i < ids.length; i += CHUNK) {
      const some = ids.slice(i, i + CHUNK);
      found.push(...(await this.query(`${STANDING} AND id IN (${some.map(() => '?').join(', ')})`, [...some])).map(boardRow));
    }
    return found;
  }

  /** Changes beyond `last` and within the ranges, ascending. */
  async changes(last: number, missing: readonly { from: number; to: number }[], limit: number): Promise<{ id: number; needId: string }[]> {
    const query = this.uow.manager.createQueryBuilder(NeedChange, 'change').where('change.id > :last', { last });
    missing.forEach(({ from, to }, i) => query.orWhere(`change.id BETWEEN :from${i} AND :to${i}`, { [`from${i}`]: from, [`to${i}`]: to }));
    const rows = await query.select(['change.id', 'change.needId']).orderBy('change.id').limit(limit).getMany();
    return rows.map(({ id, needId }) => ({ id, needId }));
  }

  /** Number of the last change before an instant: where to begin, so that what was being written then is not missed. 0 for none. */
  async lastBefore(instant: Date): Promise<number> {
    const change = await this.uow.manager.findOne(NeedChange, { where: { at: LessThan(instant) }, order: { at: 'DESC', id: 'DESC' } });
    return change?.id ?? 0;
  }

  /** Written by hand: making entities of 60,000 needs at the start would take a second longer. */
  private query(condition: string, parameters: unknown[]): Promise<RawRow[]> {
    return this.uow.manager.query<RawRow[]>(`SELECT ${COLUMNS} FROM need WHERE ${condition}`, parameters);
  }
}

const boardRow = ({ short, filled, committed, state, confirmedAt, occupationCode, lodging, ...row }: RawRow): BoardNeedRow => ({
  ...row,
  occupationCode: occupationCode ?? '',
  shortage: shortageOf({ short, filled, committed, promised: 0 }),
  stale: state === 'stale',
  lodging: Boolean(lodging),
  confirmedAt: typeof confirmedAt === 'string' ? new Date(`${confirmedAt.replace(' ', 'T')}Z`) : confirmedAt,
});
