import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { Scope } from '#access';
import { pageOf, UnitOfWork, type Paged } from '#platform/db';
import { ManifestLine, Trip, TripStop } from '../dispatch.entity.js';
import type { LineState } from '../domain/line.js';
import { whose } from '../trip.repository.js';

/** People of one enterprise on one trip who are expected or there, with what has to be prepared for them. */
export interface Expected {
  tripId: string;
  enterpriseId: string;
  people: number;
  returning: number;
  minors: number;
  uninsured: number;
  unexamined: number;
  missing: number;
}

const GONE: readonly LineState[] = ['no_show', 'lost', 'refused'];

@Injectable()
export class ArrivalsRepository {
  constructor(private readonly uow: UnitOfWork) {}

  /** Trips that arrive in a span and concern somebody, the earliest first. */
  page(scope: Scope, { from, to }: { from: Date; to: Date }, cursor: string | undefined, limit: number): Promise<Paged<Trip>> {
    const query = this.uow.manager
      .createQueryBuilder(Trip, 'trip')
      .where("trip.arriveAt >= :from AND trip.arriveAt < :to AND trip.state <> 'cancelled'", { from, to });
    const mine = whose(scope);
    if (mine) query.andWhere(mine.sql, mine.parameters);
    return pageOf(query, {
      order: [
        ['trip.arriveAt', 'ASC'],
        ['trip.id', 'ASC'],
      ],
      cursor,
      limit,
    });
  }

  async stops(tripIds: readonly string[]): Promise<TripStop[]> {
    return tripIds.length === 0 ? [] : this.uow.manager.findBy(TripStop, { tripId: In([...tripIds]) });
  }

  async expected(tripIds: readonly string[]): Promise<Expected[]> {
    if (tripIds.length === 0) return [];
    const here = `line.state NOT IN (${GONE.map((state) => `'${state}'`).join(', ')})`;
    const count = (condition: string): string => `SUM(CASE WHEN ${condition} THEN 1 ELSE 0 END)`;
    const yes = { yes: true, no: false };
    const rows = await this.uow.manager
      .createQueryBuilder(ManifestLine, 'line')
      .select('line.tripId', 'tripId')
      .addSelect('line.enterpriseId', 'enterpriseId')
      .addSelect(count(here), 'people')
      .addSelect(count(`${here} AND line.returning = :yes`), 'returning')
      .addSelect(count(`${here} AND line.minor = :yes`), 'minors')
      .addSelect(count(`${here} AND line.insured = :no`), 'uninsured')
      .addSelect(count(`${here} AND line.medical = :no`), 'unexamined')
      .addSelect(count(`line.state IN ('no_show', 'lost')`), 'missing')
      .where('line.tripId IN (:...tripIds)', { tripIds: [...tripIds], ...yes })
      .groupBy('line.tripId')
      .addGroupBy('line.enterpriseId')
      .getRawMany<Record<keyof Expected, string | number>>();
    return rows.map(({ tripId, enterpriseId, ...counts }) => ({
      ...{ tripId: String(tripId), enterpriseId: String(enterpriseId) },
      ...(Object.fromEntries(Object.entries(counts).map(([key, value]) => [key, Number(value)])) as Omit<
        Expected,
        'tripId' | 'enterpriseId'
      >),
    }));
  }

  /** People of an enterprise on trips, for counting beds. */
  lines(tripIds: readonly string[], enterpriseIds: readonly string[]): Promise<ManifestLine[]> {
    if (tripIds.length === 0 || enterpriseIds.length === 0) return Promise.resolve([]);
    return this.uow.manager
      .createQueryBuilder(ManifestLine, 'line')
      .select(['line.id', 'line.tripId', 'line.enterpriseId', 'line.idNumber', 'line.state'])
      .where('line.tripId IN (:...tripIds) AND line.enterpriseId IN (:...enterpriseIds)', {
        tripIds: [...tripIds],
        enterpriseIds: [...enterpriseIds],
      })
      .getMany()
      .then((lines) => lines.filter(({ state }) => !GONE.includes(state)));
  }

  /** Trips under way, and people of them, as far as they concern somebody. */
  async underWay(scope: Scope): Promise<Trip[]> {
    const query = this.uow.manager.createQueryBuilder(Trip, 'trip').where("trip.state IN ('boarding', 'under_way')").limit(MOST_UNDER_WAY);
    const mine = whose(scope);
    if (mine) query.andWhere(mine.sql, mine.parameters);
    return query.getMany();
  }
}

/** More are not on their way at once. */
const MOST_UNDER_WAY = 2_000;
