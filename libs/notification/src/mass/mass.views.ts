import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Directory } from '#access';
import { pageOf, UnitOfWork, type Paged } from '#platform/db';
import type { Principal } from '#platform/http';
import type { Channel, DeliveryState } from '../domain/delivery.js';
import type { Failure } from '../domain/failure.js';
import { stepsFrom, type MassStep } from '../domain/mass.js';
import { Delivery } from '../notification.entity.js';
import { MassMessage, MassRecipient } from './mass.entity.js';
import { Addressees } from './mass.ports.js';
import { MassMessages } from './mass.service.js';

export interface MassView {
  mass: MassMessage;
  /** Names of who wrote, sent and approved it. */
  names: ReadonlyMap<string, string>;
  steps: MassStep[];
}

export interface MassProgress {
  channel: Channel;
  state: DeliveryState;
  deliveries: number;
}

export interface RecipientView {
  id: string;
  enterpriseId: string;
  enterpriseName: string;
  name: string | null;
  state: MassRecipient['state'];
  ways: { deliveryId: string; channel: Channel; state: DeliveryState; failure: Failure | null; at: Date }[];
}

/** Messages to many as staff read them. */
@Injectable()
export class MassViews {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly messages: MassMessages,
    private readonly directory: Directory,
    private readonly addressees: Addressees,
  ) {}

  async of(masses: readonly MassMessage[]): Promise<MassView[]> {
    const names = await this.directory.names(masses.flatMap((one) => [one.createdById, one.sentById, one.approvedById]));
    return masses.map((mass) => ({ mass, names, steps: stepsFrom(mass.state) }));
  }

  /** How many are where, by channel. */
  async progress(massId: string): Promise<MassProgress[]> {
    const rows = await this.uow.manager
      .createQueryBuilder(Delivery, 'delivery')
      .select('delivery.channel', 'channel')
      .addSelect('delivery.state', 'state')
      .addSelect('COUNT(*)', 'deliveries')
      .where({ massId })
      .groupBy('delivery.channel')
      .addGroupBy('delivery.state')
      .getRawMany<{ channel: Channel; state: DeliveryState; deliveries: string | number }>();
    return rows.map((row) => ({ ...row, deliveries: Number(row.deliveries) }));
  }

  /** Each of whom it concerns, and what became of it. */
  async recipients(
    who: Principal,
    id: string,
    state: MassRecipient['state'] | 'failed' | undefined,
    cursor: string | undefined,
    limit: number,
  ): Promise<Paged<RecipientView>> {
    await this.messages.one(who, id);
    const query = this.uow.manager.createQueryBuilder(MassRecipient, 'recipient').where({ massId: id });
    if (state === 'failed')
      query.andWhere(
        `EXISTS (SELECT 1 FROM delivery WHERE delivery.messageId = recipient.messageId
           AND delivery.state IN ('failed', 'no_address', 'no_provider'))`,
      );
    else if (state) query.andWhere({ state });
    const page = await pageOf(query, { order: [['recipient.id', 'ASC']], cursor, limit });
    const messageIds = page.items.flatMap(({ messageId }) => (messageId === null ? [] : [messageId]));
    const deliveries = messageIds.length > 0 ? await this.uow.manager.findBy(Delivery, { messageId: In(messageIds) }) : [];
    const firms = await this.addressees.names([...new Set(page.items.map(({ enterpriseId }) => enterpriseId))]);
    const names = await this.directory.names(page.items.map(({ userId }) => userId).filter(Boolean));
    return {
      next: page.next,
      items: page.items.map((row) => ({
        id: row.id,
        enterpriseId: row.enterpriseId,
        enterpriseName: firms.get(row.enterpriseId) ?? '—',
        name: names.get(row.userId) ?? null,
        state: row.state,
        ways: deliveries
          .filter(({ messageId }) => messageId === row.messageId)
          .sort((one, other) => one.step - other.step)
          .map((one) => ({
            deliveryId: one.id,
            channel: one.channel,
            state: one.state,
            failure: one.failure,
            at: one.arrivedAt ?? one.sentAt ?? one.goAt ?? one.createdAt,
          })),
      })),
    };
  }
}
