import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '#platform/db';
import { conditionSql, termSql } from '#platform/moves';
import { OPEN, SHORTAGE } from './domain/need.js';
import { Need } from './need.entity.js';
import { underOccupation } from './need.repository.js';

/** An occupation and how many workers are missing in it, live. */
export interface OccupationShortage {
  occupationCode: string;
  people: number;
  enterprises: number;
}

const OF_NEED = { column: (name: string) => `need.${name}` };
const IS_OPEN = conditionSql(OPEN, OF_NEED);
const SHORT = termSql(SHORTAGE, OF_NEED);

/** What is missing, summed up from the ledger for whoever plans by it; checks no permission. */
@Injectable()
export class NeedShortages {
  constructor(private readonly uow: UnitOfWork) {}

  /** Occupations with the largest live shortage below a node, the largest first. */
  async largest(nodePath: string, limit: number): Promise<OccupationShortage[]> {
    const rows = await this.uow.manager
      .createQueryBuilder(Need, 'need')
      .select('need.occupationCode', 'occupationCode')
      .addSelect(`SUM(${SHORT})`, 'people')
      .addSelect('COUNT(DISTINCT need.enterpriseId)', 'enterprises')
      .where("need.state = 'published' AND need.occupationCode IS NOT NULL AND need.nodePath LIKE :path", { path: `${nodePath}%` })
      .groupBy('need.occupationCode')
      .having(`SUM(${SHORT}) > 0`)
      .orderBy('people', 'DESC')
      .addOrderBy('need.occupationCode', 'ASC')
      .limit(limit)
      .getRawMany<{ occupationCode: string; people: string | number; enterprises: string | number }>();
    return rows.map((row) => ({ occupationCode: row.occupationCode, people: Number(row.people), enterprises: Number(row.enterprises) }));
  }

  /** Enterprises with open needs below a node, in order of id. @param occupation of this occupation or group alone */
  async enterprises(nodePath: string, occupation: string | null, after: string, limit: number): Promise<string[]> {
    const query = this.uow.manager
      .createQueryBuilder(Need, 'need')
      .select('need.enterpriseId', 'id')
      .distinct(true)
      .where(IS_OPEN)
      .andWhere('need.nodePath LIKE :path AND need.enterpriseId > :after', { path: `${nodePath}%`, after });
    if (occupation !== null) underOccupation(query, occupation);
    const rows = await query.orderBy('need.enterpriseId', 'ASC').limit(limit).getRawMany<{ id: string }>();
    return rows.map(({ id }) => id);
  }

  /** Occupations that each of some enterprises has open needs of. */
  async occupationsOf(enterpriseIds: readonly string[]): Promise<Map<string, string[]>> {
    const found = new Map<string, string[]>();
    if (enterpriseIds.length === 0) return found;
    const rows = await this.uow.manager
      .createQueryBuilder(Need, 'need')
      .select(['need.enterpriseId AS enterpriseId', 'need.occupationCode AS occupationCode'])
      .distinct(true)
      .where(`need.enterpriseId IN (:...ids) AND need.occupationCode IS NOT NULL AND ${IS_OPEN}`, { ids: [...enterpriseIds] })
      .getRawMany<{ enterpriseId: string; occupationCode: string }>();
    for (const { enterpriseId, occupationCode } of rows) found.set(enterpriseId, [...(found.get(enterpriseId) ?? []), occupationCode]);
    return found;
  }
}
