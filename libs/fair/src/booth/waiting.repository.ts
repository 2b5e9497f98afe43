import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { newId, pageOf, UnitOfWork, type Paged } from '#platform/db';
import { inOrder, type WaitPlace } from '../domain/waiting.js';
import { BoothWait } from './booth.entity.js';

/** Longer than any list; more would not be served before the fair. */
const MOST = 5_000;

@Injectable()
export class WaitingRepository {
  constructor(private readonly uow: UnitOfWork) {}

  byId(id: string): Promise<BoothWait | null> {
    return this.uow.manager.findOneBy(BoothWait, { id });
  }

  of(fairId: string, enterpriseId: string): Promise<BoothWait | null> {
    return this.uow.manager.findOneBy(BoothWait, { fairId, enterpriseId });
  }

  /** Who waits, in their order. */
  async active(fairId: string): Promise<BoothWait[]> {
    const rows = await this.uow.manager.find(BoothWait, {
      where: { fairId, state: 'waiting' },
      order: { orderAt: 'ASC', orderNo: 'ASC', id: 'ASC' },
      take: MOST,
    });
    return rows.sort(inOrder);
  }

  page(fairId: string, cursor: string | undefined, limit: number): Promise<Paged<BoothWait>> {
    const query = this.uow.manager
      .createQueryBuilder(BoothWait, 'wait')
      .where("wait.fairId = :fairId AND wait.state = 'waiting'", { fairId });
    return pageOf(query, {
      order: [
        ['wait.orderAt', 'ASC'],
        ['wait.orderNo', 'ASC'],
        ['wait.id', 'ASC'],
      ],
      cursor,
      limit,
    });
  }

  /** How many wait before it. */
  async ahead({ fairId, orderAt, orderNo, id }: BoothWait): Promise<number> {
    return this.uow.manager
      .createQueryBuilder(BoothWait, 'wait')
      .where("wait.fairId = :fairId AND wait.state = 'waiting'", { fairId })
      .andWhere(
        '(wait.orderAt < :orderAt OR (wait.orderAt = :orderAt AND (wait.orderNo < :orderNo OR (wait.orderNo = :orderNo AND wait.id < :id))))',
        { orderAt, orderNo, id },
      )
      .getCount();
  }

  ofEnterprises(enterpriseIds: readonly string[]): Promise<BoothWait[]> {
    if (enterpriseIds.length === 0) return Promise.resolve([]);
    return this.uow.manager.find(BoothWait, { where: { enterpriseId: In([...enterpriseIds]), state: 'waiting' }, take: 500 });
  }

  /** Puts it last by the time it asked; asking again after having left takes the old entry up. */
  async add(fairId: string, enterpriseId: string, quantity: number, askedAt: Date, before: BoothWait | null): Promise<BoothWait> {
    const fresh = {
      ...{ quantity, given: 0, state: 'waiting' as const, askedAt, orderAt: askedAt, orderNo: 0 },
      ...{ orderReason: null, orderedById: null },
    };
    if (before) {
      await this.uow.manager.update(BoothWait, { id: before.id }, fresh);
      return { ...before, ...fresh };
    }
    const row: BoothWait = { id: newId(), fairId, enterpriseId, ...fresh };
    await this.uow.manager.insert(BoothWait, row);
    return row;
  }

  async update(id: string, patch: Partial<BoothWait>): Promise<void> {
    await this.uow.manager.update(BoothWait, { id }, patch);
  }

  async setPlaces(places: readonly WaitPlace[]): Promise<void> {
    for (const { id, orderAt, orderNo } of places) await this.uow.manager.update(BoothWait, { id }, { orderAt, orderNo });
  }
}
