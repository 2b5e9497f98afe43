import { Injectable } from '@nestjs/common';
import { Between, In, IsNull, LessThanOrEqual, MoreThan } from 'typeorm';
import { withinScope, type Scope } from '#access';
import { pageOf, UnitOfWork, type Paged, type PageRequest } from '#platform/db';
import { PromiseRow, Trip, TripStop } from './dispatch.entity.js';
import type { PromiseState } from './domain/promise.js';

export const PROMISE_ORDERS = ['newest', 'expiry'] as const;
export type PromiseOrder = (typeof PROMISE_ORDERS)[number];

const ORDERS: Record<PromiseOrder, PageRequest['order']> = {
  newest: [
    ['promise.createdAt', 'DESC'],
    ['promise.id', 'DESC'],
  ],
  expiry: [
    ['promise.expiresAt', 'ASC'],
    ['promise.id', 'ASC'],
  ],
};

/** Whether a trip that was not called off serves a promise. */
const SERVED =
  "EXISTS (SELECT 1 FROM trip_stop s JOIN trip t ON t.id = s.tripId WHERE s.promiseId = promise.id AND t.state <> 'cancelled')";

const WARNED =
  "(promise.state = 'held' AND promise.lapseWarnedAt IS NOT NULL OR promise.state = 'accepted' AND promise.tripWarnedAt IS NOT NULL " +
  `AND promise.released + promise.signed < promise.people AND NOT ${SERVED})`;

export interface PromiseFilter {
  scope: Scope;
  state?: PromiseState | undefined;
  supplierId?: string | undefined;
  enterpriseId?: string | undefined;
  needId?: string | undefined;
  order?: PromiseOrder | undefined;
  /** Only those that somebody was warned of and that still wait for an answer or a trip. */
  warned?: boolean | undefined;
}

@Injectable()
export class PromiseRepository {
  constructor(private readonly uow: UnitOfWork) {}

  byId(id: string): Promise<PromiseRow | null> {
    return this.uow.manager.findOneBy(PromiseRow, { id });
  }

  forUpdate(id: string): Promise<PromiseRow | null> {
    return this.uow.forUpdate(PromiseRow, { id });
  }

  async many(ids: string[]): Promise<PromiseRow[]> {
    return ids.length === 0 ? [] : this.uow.manager.findBy(PromiseRow, { id: In([...new Set(ids)]) });
  }

  byProposal(proposalId: string): Promise<PromiseRow | null> {
    return this.uow.manager.findOneBy(PromiseRow, { proposalId });
  }

  byRequest(supplierId: string, requestKey: string): Promise<PromiseRow | null> {
    return this.uow.manager.findOneBy(PromiseRow, { supplierId, requestKey });
  }

  page(filter: PromiseFilter, cursor: string | undefined, limit: number): Promise<Paged<PromiseRow>> {
    const query = this.uow.manager.createQueryBuilder(PromiseRow, 'promise');
    withinScope(query, filter.scope, {
      nodePath: 'promise.nodePath',
      enterpriseId: 'promise.enterpriseId',
      supplierId: 'promise.supplierId',
    });
    for (const key of ['state', 'supplierId', 'enterpriseId', 'needId'] as const) {
      if (filter[key] !== undefined) query.andWhere(`promise.${key} = :${key}`, { [key]: filter[key] });
    }
    if (filter.warned) query.andWhere(WARNED);
    return pageOf(query, { order: ORDERS[filter.order ?? 'newest'], cursor, limit });
  }

  async insert(promise: PromiseRow): Promise<void> {
    await this.uow.manager.insert(PromiseRow, promise);
  }

  /** Moves a promise on if it still is where it was. @param heldAt when given, it must not have expired by then. @returns affected rows. */
  async move(id: string, from: PromiseState, patch: Partial<PromiseRow>, heldAt?: Date): Promise<number> {
    const where = { id, state: from, ...(heldAt ? { expiresAt: MoreThan(heldAt) } : {}) };
    return (await this.uow.manager.update(PromiseRow, where, { ...patch, version: () => 'version + 1' })).affected ?? 0;
  }

  /** Marks the row, so that everybody who changes its people follows one another. @returns affected rows: 0 unless it is accepted. */
  async lockAccepted(id: string): Promise<number> {
    return (await this.uow.manager.update(PromiseRow, { id, state: 'accepted' }, { version: () => 'version + 1' })).affected ?? 0;
  }

  /** Counts people as released or signed; negative numbers take that back. The database's CHECK refuses more than there are. */
  async count(id: string, change: { released?: number; signed?: number }): Promise<void> {
    const set = Object.fromEntries(Object.entries(change).map(([figure, by]) => [figure, () => `${figure} + (${Number(by)})`]));
    await this.uow.manager.update(PromiseRow, { id }, { ...set, version: () => 'version + 1' });
  }

  /** Held promises that lapse after `now` and until `until`, of which nobody was warned yet; the nearest first. */
  lapsing(now: Date, until: Date, limit: number): Promise<PromiseRow[]> {
    return this.uow.manager.find(PromiseRow, {
      where: { state: 'held', expiresAt: Between(new Date(now.getTime() + 1), until), lapseWarnedAt: IsNull() },
      order: { expiresAt: 'ASC', id: 'ASC' },
      take: limit,
    });
  }

  /** Accepted promises with people outstanding that no trip serves and nobody was told of, in order of id after `after`. */
  withoutTrip(after: string, limit: number): Promise<PromiseRow[]> {
    return this.uow.manager
      .createQueryBuilder(PromiseRow, 'promise')
      .where("promise.state = 'accepted' AND promise.tripWarnedAt IS NULL AND promise.id > :after", { after })
      .andWhere('promise.released + promise.signed < promise.people')
      .andWhere(`NOT ${SERVED}`)
      .orderBy('promise.id', 'ASC')
      .limit(limit)
      .getMany();
  }

  /** Writes down that it was told, once. @returns affected rows: 0 when somebody else told it. */
  async warned(id: string, of: 'lapseWarnedAt' | 'tripWarnedAt', at: Date): Promise<number> {
    return (await this.uow.manager.update(PromiseRow, { id, [of]: IsNull() }, { [of]: at })).affected ?? 0;
  }

  /** The trip of these is off: when no other is planned, it is told again. */
  async watchAgain(ids: string[]): Promise<void> {
    if (ids.length > 0) await this.uow.manager.update(PromiseRow, { id: In(ids) }, { tripWarnedAt: null });
  }

  /** How many trips that were not called off serve each of them. */
  async tripsOf(ids: string[]): Promise<Map<string, number>> {
    if (ids.length === 0) return new Map();
    const rows = await this.uow.manager
      .createQueryBuilder(TripStop, 'stop')
      .innerJoin(Trip, 'trip', 'trip.id = stop.tripId')
      .select('stop.promiseId', 'id')
      .addSelect('COUNT(*)', 'trips')
      .where("stop.promiseId IN (:...ids) AND trip.state <> 'cancelled'", { ids })
      .groupBy('stop.promiseId')
      .getRawMany<{ id: string; trips: string | number }>();
    return new Map(rows.map(({ id, trips }) => [id, Number(trips)]));
  }

  /** Held promises whose time is over, oldest first. */
  expired(now: Date, limit: number): Promise<PromiseRow[]> {
    return this.uow.manager.find(PromiseRow, {
      where: { state: 'held', expiresAt: LessThanOrEqual(now) },
      order: { expiresAt: 'ASC' },
      take: limit,
    });
  }
}
