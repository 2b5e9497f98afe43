import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { FieldCipher } from '#platform/crypto';
import { Clock, newId, UnitOfWork } from '#platform/db';
import { JobQueue } from '#platform/jobs';
import { Channels } from './channels.js';
import { wants, type Channel } from './domain/delivery.js';
import { TEMPLATES, type ParamsOf, type TemplateKey } from './domain/templates.js';
import { Delivery, Message } from './notification.entity.js';
import { sendDelivery } from './notification.jobs.js';
import { Preferences } from './preferences.service.js';

/** Somebody to be told, as `Directory` of access gives them. */
export interface MessageRecipient {
  userId: string;
  locale: 'zh' | 'en';
  email?: string | null;
  phone?: string | null;
}

export interface Notice<K extends TemplateKey> {
  /** Names what happened: whoever was told under this key is not told again. At most 160 characters. */
  dedupeKey: string;
  template: K;
  params: ParamsOf<K>;
  recipients: readonly MessageRecipient[];
}

interface NewMessage {
  id: string;
  recipient: MessageRecipient;
}

/** Tells people something, in the product and by e-mail, each of them once. */
@Injectable()
export class Notifier {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly cipher: FieldCipher,
    private readonly queue: JobQueue,
    private readonly channels: Channels,
    private readonly preferences: Preferences,
  ) {}

  /** Writes messages and deliveries and enqueues the sending, all in the caller's unit of work.
   * @returns how many people are told now; those already told under this key are left out */
  async notify<K extends TemplateKey>({ dedupeKey, template, params, recipients }: Notice<K>): Promise<number> {
    if (dedupeKey.length > 160) throw new Error(`the key ${dedupeKey.slice(0, 40)}… is longer than 160 characters`);
    const everybody = [...new Map(recipients.map((recipient) => [recipient.userId, recipient])).values()];
    if (everybody.length === 0) return 0;
    return this.uow.run(async () => {
      const told = await this.addMessages(dedupeKey, template, params, everybody);
      await this.addDeliveries(template, told);
      return told.length;
    });
  }

  private async addMessages(
    dedupeKey: string,
    template: TemplateKey,
    params: object,
    recipients: MessageRecipient[],
  ): Promise<NewMessage[]> {
    const messages = recipients.map((recipient) => ({ id: newId(), recipient }));
    const createdAt = this.clock.now();
    const rows = messages.map(({ id, recipient }) => ({
      id,
      dedupeKey,
      template,
      createdAt,
      userId: recipient.userId,
      locale: recipient.locale,
      readAt: null,
      shown: !('secretLink' in TEMPLATES[template]),
      params: this.cipher.seal('message', 'params', id, JSON.stringify(params)),
    }));
    // The unique key decides who is new, also against a transaction that runs beside this one.
    await this.uow.manager.createQueryBuilder().insert().into(Message).values(rows).orIgnore().updateEntity(false).execute();
    const kept = await this.uow.manager.find(Message, { select: { id: true }, where: { id: In(messages.map((message) => message.id)) } });
    const ids = new Set(kept.map((message) => message.id));
    return messages.filter((message) => ids.has(message.id));
  }

  private async addDeliveries(template: TemplateKey, messages: NewMessage[]): Promise<void> {
    const { group } = TEMPLATES[template];
    const chosen = await this.preferences.of(
      messages.map(({ recipient }) => recipient.userId),
      group,
    );
    const wanted = (channel: Channel, userId: string): boolean => wants(group, chosen.get(`${userId} ${channel}`));
    const bySms = 'sms' in TEMPLATES[template];
    const deliveries = messages.flatMap((message) => {
      const { userId, email, phone } = message.recipient;
      return [
        ...(wanted('email', userId) ? [this.delivery(message.id, 'email', email ?? null)] : []),
        ...(bySms && phone && wanted('sms', userId) ? [this.delivery(message.id, 'sms', phone)] : []),
      ];
    });
    if (deliveries.length === 0) return;
    await this.uow.manager.createQueryBuilder().insert().into(Delivery).values(deliveries).updateEntity(false).execute();
    for (const delivery of deliveries) if (delivery.state === 'queued') await this.queue.enqueue(sendDelivery, { deliveryId: delivery.id });
  }

  private delivery(messageId: string, channel: Channel, address: string | null): Delivery {
    const id = newId();
    const state = address === null ? 'no_address' : this.channels.of(channel).configured ? 'queued' : 'no_provider';
    const sealed = this.cipher.seal('delivery', 'address', id, address);
    const untried = { attempts: 0, round: 0, failure: null, lastError: null, unsure: false };
    const untaken = { provider: null, providerRef: null, parts: null, sentAt: null, arrivedAt: null };
    return { id, messageId, channel, address: sealed, state, createdAt: this.clock.now(), ...untried, ...untaken };
  }
}
