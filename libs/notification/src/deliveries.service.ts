import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { AccessService, Audit, PasswordLinks, redactText } from '#access';
import { FieldCipher, mask } from '#platform/crypto';
import { Clock, pageOf, UnitOfWork, type Paged } from '#platform/db';
import { defineProblems, notFound, type Principal } from '#platform/http';
import { JobQueue } from '#platform/jobs';
import type { Outcome, Outgoing } from './channels.js';
import { retryable, type DeliveryState } from './domain/delivery.js';
import type { ParamValue } from './domain/render.js';
import { renderMessage, templateOf } from './domain/templates.js';
import { Delivery, Message } from './notification.entity.js';
import { sendDelivery } from './notification.jobs.js';

const problem = defineProblems({
  'delivery.not_failed': { status: 409, zh: '只有未送达的消息可以重发', en: 'Only a delivery that did not succeed can be tried again' },
});

/** A delivery as staff see it: what it was about, and no more of the address than needed to recognise it. */
export type DeliveryView = Pick<Delivery, 'id' | 'channel' | 'state' | 'attempts' | 'lastError' | 'createdAt' | 'sentAt'> & {
  messageTitle: string;
  recipient: string;
};

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
    private readonly links: PasswordLinks,
  ) {}

  /** Newest first. */
  async page(who: Principal, state: DeliveryState | undefined, cursor: string | undefined, limit: number): Promise<Paged<DeliveryView>> {
    this.access.require(who, 'deliveries.read');
    const query = this.uow.manager.createQueryBuilder(Delivery, 'delivery');
    if (state !== undefined) query.where({ state });
    const page = await pageOf(query, { order: [['delivery.id', 'DESC']], cursor, limit });
    const messages =
      page.items.length > 0 ? await this.uow.manager.findBy(Message, { id: In(page.items.map((row) => row.messageId)) }) : [];
    const byId = new Map(messages.map((message) => [message.id, message]));
    return { items: page.items.map((row) => this.view(row, byId.get(row.messageId), who.locale)), next: page.next };
  }

  private view(row: Delivery, message: Message | undefined, locale: 'zh' | 'en'): DeliveryView {
    const { id, channel, state, attempts, lastError, createdAt, sentAt } = row;
    const address = this.cipher.open('delivery', 'address', id, row.address);
    const recipient = address === null ? '' : channel === 'email' ? mask.email(address) : mask.phone(address);
    const messageTitle = message ? renderMessage(message.template, paramsOf(this.cipher, message), locale).subject : '';
    return { id, channel, state, attempts, lastError, createdAt, sentAt, messageTitle, recipient };
  }

  /** Queues what did not arrive once more. @throws Problem delivery.not_failed, not_found */
  async retry(who: Principal, id: string): Promise<void> {
    this.access.require(who, 'deliveries.retry');
    await this.uow.run(async () => {
      const row = await this.uow.forUpdate(Delivery, { id });
      if (!row) throw notFound('delivery', id);
      if (!retryable(row.state) || row.address === null) throw problem('delivery.not_failed');
      await this.uow.manager.update(Delivery, { id }, { state: 'queued', lastError: null });
      await this.audit.record(who, 'delivery.retry', { kind: 'delivery', id });
      await this.queue.enqueue(sendDelivery, { deliveryId: id });
    });
  }

  /** What is to be sent; null once it was, or when it is gone. */
  async outgoing(id: string): Promise<{ delivery: Delivery; outgoing: Outgoing } | null> {
    const delivery = await this.uow.manager.findOneBy(Delivery, { id });
    if (!delivery || delivery.state === 'sent' || delivery.address === null) return null;
    const message = await this.uow.manager.findOneBy(Message, { id: delivery.messageId });
    if (!message) return null;
    const address = this.cipher.open('delivery', 'address', id, delivery.address);
    const { template, locale } = message;
    const params = paramsOf(this.cipher, message);
    const secretLink = templateOf(template)?.secretLink ? ((await this.links.address(String(params['linkId']))) ?? undefined) : null;
    return { delivery, outgoing: { deliveryId: id, address, template, locale, params, secretLink } };
  }

  /** Writes what became of a try. Call in the transaction that finishes the job. */
  async settle(id: string, outcome: Outcome): Promise<void> {
    const sentAt = outcome.state === 'sent' ? this.clock.now() : null;
    const lastError = outcome.state === 'sent' ? null : redactText(outcome.reason);
    await this.uow.run(() =>
      this.uow.manager.update(Delivery, { id }, { state: outcome.state, sentAt, lastError, attempts: () => 'attempts + 1' }),
    );
  }

  /** Writes that a try failed and another one follows. */
  async again(id: string, reason: string): Promise<void> {
    await this.uow.run(() => this.uow.manager.update(Delivery, { id }, { lastError: redactText(reason), attempts: () => 'attempts + 1' }));
  }
}
