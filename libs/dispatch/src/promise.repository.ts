import { Injectable } from '@nestjs/common';
import { In, LessThanOrEqual, MoreThan } from 'typeorm';
import { withinScope, type Scope } from '#access';
import { pageOf, UnitOfWork, type Paged, type PageRequest } from '#platform/db';
import { PromiseRow } from './dispatch.entity.js';
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

export interface PromiseFilter {
  scope: Scope;
  state?: PromiseState | undefined;
  supplierId?: string | undefined;
  enterpriseId?: string | undefined;
  needId?: string | undefined;
  order?: PromiseOrder | undefined;
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

  /** Held promises whose time is over, oldest first. */
  expired(now: Date, limit: number): Promise<PromiseRow[]> {
    return this.uow.manager.find(PromiseRow, {
      where: { state: 'held', expiresAt: LessThanOrEqual(now) },
      order: { expiresAt: 'ASC' },
      take: limit,
    });
  }
}
