import { Injectable } from '@nestjs/common';
import { In, IsNull, MoreThan, Not } from 'typeorm';
import { AccessService, Audit, redactText } from '#access';
import { FieldCipher, mask } from '#platform/crypto';
import { Clock, pageOf, UnitOfWork, type Paged } from '#platform/db';
import { notFound, type Principal } from '#platform/http';
import { JobQueue } from '#platform/jobs';
import { retryable, type DeliveryState } from './domain/delivery.js';
import type { Failure } from './domain/failure.js';
import type { ParamValue } from './domain/render.js';
import { renderMessage } from './domain/templates.js';
import { Delivery, Message } from './notification.entity.js';
import { resendFailed, sendDelivery, sendPortion } from './notification.jobs.js';
import { PORTION, portionsOf } from './domain/portion.js';
import { Fallback } from './rule/fallback.service.js';
import { problem } from './notification.problems.js';

/** A delivery as staff see it: what it was about, and no more of the address than needed to recognise it. */
export type DeliveryView = Omit<Delivery, 'messageId' | 'address' | 'round' | 'providerRef' | 'step' | 'nodeId' | 'massId'> & {
  messageTitle: string;
  recipient: string;
};

export interface DeliveryFilter {
  state?: DeliveryState;
  /** Of those that failed. */
  failure?: Failure;
}

export const paramsOf = (cipher: FieldCipher, message: Message): Record<string, ParamValue> =>
  JSON.parse(cipher.open('message', 'params', message.id, message.params)) as Record<string, ParamValue>;

/** The log of what was sent, and its states. */
@Injectable()
export class Deliveries {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly cipher: FieldCipher,
    private readonly queue: JobQueue,
    private readonly access: AccessService,
    private readonly audit: Audit,
    private readonly fallback: Fallback,
  ) {}

  /** Newest first. */
  async page(who: Principal, filter: DeliveryFilter, cursor: string | undefined, limit: number): Promise<Paged<DeliveryView>> {
    this.access.require(who, 'deliveries.read');
    const query = this.uow.manager.createQueryBuilder(Delivery, 'delivery');
    if (filter.failure !== undefined) query.where({ state: 'failed', failure: filter.failure });
    else if (filter.state !== undefined) query.where({ state: filter.state });
    const page = await pageOf(query, { order: [['delivery.id', 'DESC']], cursor, limit });
    const messages =
      page.items.length > 0 ? await this.uow.manager.findBy(Message, { id: In(page.items.map((row) => row.messageId)) }) : [];
    const byId = new Map(messages.map((message) => [message.id, message]));
    return { items: page.items.map((row) => this.view(row, byId.get(row.messageId), who.locale)), next: page.next };
  }

  private view(row: Delivery, message: Message | undefined, locale: 'zh' | 'en'): DeliveryView {
    const { messageId: _, address: sealed, round: _r, providerRef: _p, step: _s, nodeId: _n, massId: _m, ...shown } = row;
    const address = this.cipher.open('delivery', 'address', row.id, sealed);
    const recipient = address === null ? '' : row.channel === 'email' ? mask.email(address) : mask.phone(address);
    const messageTitle = message ? renderMessage(message.template, paramsOf(this.cipher, message), locale).subject : '';
    return { ...shown, messageTitle, recipient };
  }

  /** How many failed for which reason, those with the most first. */
  async failures(who: Principal): Promise<{ failure: Failure; deliveries: number }[]> {
    this.access.require(who, 'deliveries.read');
    const rows = await this.uow.manager
      .createQueryBuilder(Delivery, 'delivery')
      .select('delivery.failure', 'failure')
      .addSelect('COUNT(*)', 'deliveries')
      .where("delivery.state = 'failed' AND delivery.failure IS NOT NULL")
      .groupBy('delivery.failure')
      .getRawMany<{ failure: Failure; deliveries: string | number }>();
    return rows
      .map(({ failure, deliveries }) => ({ failure, deliveries: Number(deliveries) }))
      .sort((one, other) => other.deliveries - one.deliveries);
  }

  /** Queues what did not arrive once more. @throws Problem delivery.not_failed, not_found */
  async retry(who: Principal, id: string): Promise<void> {
    this.access.require(who, 'deliveries.retry');
    await this.uow.run(async () => {
      const row = await this.uow.forUpdate(Delivery, { id });
      if (!row) throw notFound('delivery', id);
      if (!retryable(row.state) || row.address === null) throw problem('delivery.not_failed');
      await this.queueAgain([id], row.state);
      await this.audit.record(who, 'delivery.retry', { kind: 'delivery', id });
    });
  }

  /** Has a job queue all that failed for one reason once more. */
  async retryFailed(who: Principal, failure: Failure): Promise<void> {
    this.access.require(who, 'deliveries.retry');
    await this.uow.run(async () => {
      await this.audit.record(who, 'delivery.retry_failed', { kind: 'delivery', id: failure }, { failure });
      await this.queue.enqueue(resendFailed, { failure });
    });
  }

  /** Queues the next of those that failed for a reason once more, in a unit of work of its own.
   * @param after the last one of the portion before; so that what fails again is not queued for ever
   * @returns the last one of this portion, or null when there is none left */
  requeueFailed(failure: Failure, after: string, portion: number): Promise<string | null> {
    return this.uow.run(async () => {
      const where = { state: 'failed', failure, id: MoreThan(after), address: Not(IsNull()) } as const;
      const rows = await this.uow.manager.find(Delivery, { select: { id: true }, where, order: { id: 'ASC' }, take: portion });
      const ids = rows.map(({ id }) => id);
      if (ids.length > 0) await this.queueAgain(ids, 'failed');
      return ids.at(-1) ?? null;
    });
  }

  /** What a provider had taken is handed over anew, under another key; of all else it may still have the key. */
  private async queueAgain(ids: string[], state: DeliveryState): Promise<void> {
    const fresh = { state: 'queued', attempts: 0, failure: null, lastError: null } as const;
    const anew = { ...fresh, provider: null, providerRef: null, sentAt: null, round: () => 'round + 1' };
    await this.uow.manager.update(Delivery, { id: In(ids), state, providerRef: Not(IsNull()) }, anew);
    await this.uow.manager.update(Delivery, { id: In(ids), state }, fresh);
    const portions = portionsOf(ids, PORTION).map((deliveryIds) => ({ payload: { deliveryIds } }));
    if (ids.length === 1) for (const deliveryId of ids) await this.queue.enqueue(sendDelivery, { deliveryId });
    else await this.queue.enqueueAll(sendPortion, portions);
  }

  /** The delivery that a provider speaks of; by its own name for it, or by ours. */
  async byReceipt(provider: string, ref: string, id: string | null): Promise<Delivery | null> {
    const byRef = await this.uow.manager.findOneBy(Delivery, { provider, providerRef: ref });
    return byRef ?? (id === null ? null : this.uow.manager.findOneBy(Delivery, { id, channel: 'sms' }));
  }

  /** Writes what a provider told later. Whatever else was told, what arrived has arrived. */
  async told({ id, messageId, providerRef }: Delivery, ref: string, { arrived, code }: { arrived: boolean; code: string }): Promise<void> {
    if (arrived) {
      const change = { state: 'delivered', arrivedAt: this.clock.now(), failure: null, lastError: null } as const;
      await this.uow.manager.update(Delivery, { id, state: In(['queued', 'sent', 'failed']) }, change);
    } else if (providerRef === ref) {
      const failed = { state: 'failed', failure: 'undelivered', lastError: redactText(code) } as const;
      const { affected } = await this.uow.manager.update(Delivery, { id, providerRef: ref, state: 'sent' }, failed);
      if (affected === 1) await this.fallback.next([messageId]);
    }
  }
}
