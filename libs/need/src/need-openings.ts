import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '#platform/db';
import { conditionSql, termSql } from '#platform/moves';
import { OPEN, PLACES_LEFT } from './domain/need.js';
import { Need } from './need.entity.js';

const OF_NEED = { column: (name: string) => `need.${name}` };

/** Open posts of one enterprise, and the places that they still have. */
export interface Openings {
  needs: number;
  places: number;
}

/** What enterprises still look for, many at once; checks no permission. */
@Injectable()
export class NeedOpenings {
  constructor(private readonly uow: UnitOfWork) {}

  /** By enterprise; one that is not there looks for nobody. */
  async of(enterpriseIds: readonly string[]): Promise<Map<string, Openings>> {
    if (enterpriseIds.length === 0) return new Map();
    const rows = await this.uow.manager
      .createQueryBuilder(Need, 'need')
      .select('need.enterpriseId', 'enterpriseId')
      .addSelect('COUNT(*)', 'needs')
      .addSelect(`SUM(${termSql(PLACES_LEFT, OF_NEED)})`, 'places')
      .where('need.enterpriseId IN (:...enterpriseIds)', { enterpriseIds })
      .andWhere(conditionSql(OPEN, OF_NEED))
      .groupBy('need.enterpriseId')
      .getRawMany<{ enterpriseId: string; needs: string | number; places: string | number }>();
    return new Map(rows.map(({ enterpriseId, needs, places }) => [enterpriseId, { needs: Number(needs), places: Number(places) }]));
  }
}
