import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { FieldCipher } from '#platform/crypto';
import { Clock, insertRows, newId, UnitOfWork } from '#platform/db';
import { JobQueue } from '#platform/jobs';
import { Channels } from './channels.js';
import { CHANNELS, wants, type Channel } from './domain/delivery.js';
import { PORTION, portionsOf } from './domain/portion.js';
import { isUrgent, type Template } from './domain/template.js';
import { TEMPLATES, type ParamsOf, type TemplateKey } from './domain/templates.js';
import { LiveWire, type News } from './live/live-wire.js';
import { Delivery, Message } from './notification.entity.js';
import { sendDelivery, sendPortion, sendUrgent } from './notification.jobs.js';
import { Preferences } from './preferences.service.js';

/** Somebody to be told, as `Directory` of access gives them. */
export interface MessageRecipient {
  userId: string;
  locale: 'zh' | 'en';
  email?: string | null;
  phone?: string | null;
  /** Mobile number by which WeCom knows them; null for whoever has nothing to do with the bureau's WeCom. */
  wecom?: string | null;
}

export interface Notice<K extends TemplateKey> {
  /** Names what happened: whoever was told under this key is not told again. At most 160 characters. */
  dedupeKey: string;
  template: K;
  params: ParamsOf<K>;
  recipients: readonly MessageRecipient[];
}

/** A notice of any template, with the values that this one asks for. */
export type AnyNotice = { [K in TemplateKey]: Notice<K> }[TemplateKey];

interface NewMessage extends Pick<Notice<TemplateKey>, 'dedupeKey' | 'template'> {
  params: object;
  id: string;
  recipient: MessageRecipient;
}

/** A delivery to be handed over. */
interface Waiting extends Pick<Delivery, 'id' | 'channel'> {
  urgent: boolean;
}

/** Messages that one statement writes. */
const ROWS = 500;
/** Deliveries of one call that get a job each. */
const FEW = 20;

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
    private readonly wire: LiveWire,
  ) {}

  /** Writes messages and deliveries and enqueues the sending, all in the caller's unit of work.
   * @returns how many people are told now; those already told under this key are left out */
  notify<K extends TemplateKey>(notice: Notice<K>): Promise<number> {
    return this.notifyAll([notice as unknown as AnyNotice]);
  }

  /** The same for many at once, in few statements. */
  async notifyAll(notices: readonly AnyNotice[]): Promise<number> {
    const everybody = notices.flatMap(({ dedupeKey, template, params, recipients }) => {
      if (dedupeKey.length > 160) throw new Error(`the key ${dedupeKey.slice(0, 40)}… is longer than 160 characters`);
      const each = new Map(recipients.map((recipient) => [recipient.userId, recipient]));
      return [...each.values()].map((recipient) => ({ id: newId(), dedupeKey, template, params, recipient }));
    });
    if (everybody.length === 0) return 0;
    return this.uow.run(async () => {
      let told = 0;
      const news: News[] = [];
      const queued: Waiting[] = [];
      for (const some of portionsOf(everybody, ROWS)) {
        const fresh = await this.addMessages(some);
        queued.push(...(await this.addDeliveries(fresh)));
        told += fresh.length;
        for (const { id, recipient } of fresh) news.push({ userId: recipient.userId, messageId: id });
      }
      await this.enqueue(queued);
      this.uow.afterCommit(() => this.wire.publish(news));
      return told;
    });
  }

  private async addMessages(messages: readonly NewMessage[]): Promise<NewMessage[]> {
    const createdAt = this.clock.now();
    const rows = messages.map(({ id, dedupeKey, template, params, recipient }) => ({
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
    await insertRows(this.uow.manager, Message, rows, { leaveOut: 'those that are there' });
    const kept = await this.uow.manager.find(Message, { select: { id: true }, where: { id: In(messages.map((message) => message.id)) } });
    const ids = new Set(kept.map((message) => message.id));
    return messages.filter((message) => ids.has(message.id));
  }

  /** @returns those to be handed over */
  private async addDeliveries(messages: readonly NewMessage[]): Promise<Waiting[]> {
    const chosen = await this.preferences.of(messages.map(({ recipient }) => recipient.userId));
    const wanted = (channel: Channel, { template, recipient: { userId } }: NewMessage): boolean => {
      const wording: Template = TEMPLATES[template];
      return wants(wording, chosen.get(`${userId} ${channel} ${wording.group}`));
    };
    const deliveries = messages.flatMap((message) => {
      const { email, phone, wecom } = message.recipient;
      const bySms = 'sms' in TEMPLATES[message.template] && phone && wanted('sms', message);
      // A link that opens an account goes to the address of the account alone.
      const byWecom =
        wecom && this.channels.of('wecom').configured && !('secretLink' in TEMPLATES[message.template]) && wanted('wecom', message);
      const urgent = isUrgent(TEMPLATES[message.template]);
      return [
        ...(wanted('email', message) ? [{ urgent, row: this.delivery(message.id, 'email', email ?? null) }] : []),
        ...(byWecom ? [{ urgent, row: this.delivery(message.id, 'wecom', wecom) }] : []),
        ...(bySms ? [{ urgent, row: this.delivery(message.id, 'sms', phone) }] : []),
      ];
    });
    await insertRows(
      this.uow.manager,
      Delivery,
      deliveries.map(({ row }) => row),
    );
    const waiting = deliveries.filter(({ row }) => row.state === 'queued');
    return waiting.map(({ urgent, row: { id, channel } }) => ({ urgent, id, channel }));
  }

  /** What concerns many is not urgent for each of them: it would keep what is from its places. */
  private async enqueue(queued: readonly Waiting[]): Promise<void> {
    const few = queued.length <= FEW;
    const alone = (urgent: boolean): { payload: { deliveryId: string } }[] =>
      few ? queued.filter((one) => one.urgent === urgent).map(({ id }) => ({ payload: { deliveryId: id } })) : [];
    await this.queue.enqueueAll(sendUrgent, alone(true));
    await this.queue.enqueueAll(sendDelivery, alone(false));
    if (few) return;
    const portions = CHANNELS.flatMap((channel) =>
      portionsOf(
        queued.filter((one) => one.channel === channel).map(({ id }) => id),
        PORTION,
      ),
    );
    await this.queue.enqueueAll(
      sendPortion,
      portions.map((deliveryIds) => ({ payload: { deliveryIds } })),
    );
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
