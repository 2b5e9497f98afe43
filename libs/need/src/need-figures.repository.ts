import { Injectable } from '@nestjs/common';
import { In, IsNull, Not } from 'typeorm';
import { anyOf, UnitOfWork } from '#platform/db';
import { IN_DRAFT } from './domain/need.js';
import type { Figured } from './domain/proportion.js';
import { Need } from './need.entity.js';

/** As many posts tell what an occupation is usually short of and offered. */
const SAMPLE = 100;
const CHUNK = 500;

/** What is known of figures that were said before. */
@Injectable()
export class NeedFiguresRepository {
  constructor(private readonly uow: UnitOfWork) {}

  /** The most that each enterprise ever was short of in one post; those that never posted are not there. */
  async pastMost(enterpriseIds: readonly string[]): Promise<Map<string, number>> {
    const most = new Map<string, number>();
    for (let i = 0; i < enterpriseIds.length; i += CHUNK) {
      const rows = await this.uow.manager
        .createQueryBuilder(Need, 'need')
        .select('need.enterpriseId', 'id')
        .addSelect('MAX(need.short)', 'most')
        .where({ enterpriseId: anyOf(this.uow, enterpriseIds.slice(i, i + CHUNK)), state: Not(In([...IN_DRAFT])) })
        .groupBy('need.enterpriseId')
        .getRawMany<{ id: string; most: number | string }>();
      for (const { id, most: people } of rows) if (Number(people) > 0) most.set(id, Number(people));
    }
    return most;
  }

  /** Published posts of an occupation whose figures nobody doubted. */
  ofOccupation(occupationCode: string): Promise<Figured[]> {
    return this.uow.manager
      .createQueryBuilder(Need, 'need')
      .select(['need.short AS short', 'need.wageFromFen AS wageFromFen', 'need.wageToFen AS wageToFen'])
      .where({ state: 'published', occupationCode, doubtsAt: IsNull() })
      .limit(SAMPLE)
      .getRawMany<Figured>();
  }
}
