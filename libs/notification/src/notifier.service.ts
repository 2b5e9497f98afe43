import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { FieldCipher } from '#platform/crypto';
import { Clock, insertRows, newId, UnitOfWork } from '#platform/db';
import { JobQueue } from '#platform/jobs';
import { Channels } from './channels.js';
import { CHANNELS, wants, type Channel } from './domain/delivery.js';
import { PORTION, portionsOf } from './domain/portion.js';
import { render } from './domain/render.js';
import { dateOf, stepsOf, type Step } from './domain/rule.js';
import { isUrgent, type Template } from './domain/template.js';
import { TEMPLATES, type ParamsOf, type TemplateKey } from './domain/templates.js';
import { LiveWire, type News } from './live/live-wire.js';
import { Delivery, Message } from './notification.entity.js';
import { sendDelivery, sendPortion, sendUrgent } from './notification.jobs.js';
import { Preferences } from './preferences.service.js';
import { Planning } from './rule/planning.js';
import type { StandingRules } from './rule/rule-book.service.js';

/** Somebody to be told, as `Directory` of access gives them. */
export interface MessageRecipient {
  userId: string;
  locale: 'zh' | 'en';
  email?: string | null;
  phone?: string | null;
  /** Mobile number by which WeCom knows them; null for whoever has nothing to do with the bureau's WeCom. */
  wecom?: string | null;
  /** Office that they belong to, on whose account it goes. */
  nodeId?: string | null;
}

export interface Notice<K extends TemplateKey> {
  /** Names what happened: whoever was told under this key is not told again. At most 160 characters. */
  dedupeKey: string;
  template: K;
  params: ParamsOf<K>;
  recipients: readonly MessageRecipient[];
  /** The message to many that it belongs to, and the channels that were chosen for it. */
  mass?: { id: string; channels: readonly Channel[] };
}

/** A notice of any template, with the values that this one asks for. */
export type AnyNotice = { [K in TemplateKey]: Notice<K> }[TemplateKey];

interface NewMessage extends Pick<Notice<TemplateKey>, 'dedupeKey' | 'template' | 'mass'> {
  params: Readonly<Record<string, string | number>>;
  id: string;
  recipient: MessageRecipient;
  thing: string | null;
}

/** A delivery that begins, and in which line. */
interface NewDelivery {
  urgent: boolean;
  row: Delivery;
}

/** What of it the queue has to know. */
type Waiting = Pick<Delivery, 'id' | 'channel' | 'goAt'> & { urgent: boolean };

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
    private readonly planning: Planning,
  ) {}

  /** Writes messages and deliveries and enqueues the sending, all in the caller's unit of work.
   * @returns how many people are told now; those already told under this key are left out */
  notify<K extends TemplateKey>(notice: Notice<K>): Promise<number> {
    return this.notifyAll([notice as unknown as AnyNotice]);
  }

  /** The same for many at once, in few statements. */
  async notifyAll(notices: readonly AnyNotice[]): Promise<number> {
    const everybody = notices.flatMap(({ dedupeKey, template, params, recipients, mass }) => {
      if (dedupeKey.length > 160) throw new Error(`the key ${dedupeKey.slice(0, 40)}… is longer than 160 characters`);
      const each = new Map(recipients.map((recipient) => [recipient.userId, recipient]));
      const about = { dedupeKey, template, params, thing: thingOf(TEMPLATES[template], params), ...(mass && { mass }) };
      return [...each.values()].map((recipient): NewMessage => ({ id: newId(), ...about, recipient }));
    });
    if (everybody.length === 0) return 0;
    const rules = await this.planning.book.today();
    return this.uow.run(async () => {
      let told = 0;
      const news: News[] = [];
      const queued: Waiting[] = [];
      for (const some of portionsOf(everybody, ROWS)) {
        const fresh = await this.addMessages(some, rules);
        await this.tellOfDates(fresh, rules);
        queued.push(...(await this.addDeliveries(fresh, rules)));
        told += fresh.length;
        for (const { id, recipient } of fresh) news.push({ userId: recipient.userId, messageId: id });
      }
      await this.enqueue(queued);
      this.uow.afterCommit(() => this.wire.publish(news));
      return told;
    });
  }

  private async addMessages(messages: readonly NewMessage[], { wordingOf }: StandingRules): Promise<NewMessage[]> {
    const createdAt = this.clock.now();
    const rows = messages.map(({ id, dedupeKey, template, params, recipient, thing }) => ({
      id,
      thing,
      dedupeKey,
      template,
      createdAt,
      userId: recipient.userId,
      locale: recipient.locale,
      readAt: null,
      shown: !('secretLink' in TEMPLATES[template]),
      params: this.cipher.seal('message', 'params', id, JSON.stringify({ ...params, ...wordingOf(template) })),
    }));
    // The unique key decides who is new, also against a transaction that runs beside this one.
    await insertRows(this.uow.manager, Message, rows, { leaveOut: 'those that are there' });
    const kept = await this.uow.manager.find(Message, { select: { id: true }, where: { id: In(messages.map((message) => message.id)) } });
    const ids = new Set(kept.map((message) => message.id));
    return messages.filter((message) => ids.has(message.id));
  }

  /** What tells of a date moves what was said of it before. */
  private async tellOfDates(messages: readonly NewMessage[], { ruleOf }: StandingRules): Promise<void> {
    const groups = new Map<string, { template: TemplateKey; all: (NewMessage & { thing: string })[] }>();
    for (const message of messages) {
      const { thing, template } = message;
      if (thing === null) continue;
      const key = `${template} ${thing}`;
      const group = groups.get(key) ?? { template, all: [] };
      group.all.push({ ...message, thing });
      groups.set(key, group);
    }
    for (const { template, all } of groups.values()) {
      const dated = all.map(({ id, thing, params, recipient: { userId, locale } }) => ({ id, thing, params, userId, locale, template }));
      await this.planning.reminders.told(dated, TEMPLATES[template], ruleOf(template));
    }
  }

  /** @returns those to be handed over */
  private async addDeliveries(messages: readonly NewMessage[], rules: StandingRules): Promise<Waiting[]> {
    const chosen = await this.preferences.of(messages.map(({ recipient }) => recipient.userId));
    const begun: NewDelivery[] = [];
    const watched = new Map<string, { from: Date; minutes: number; ids: string[] }>();
    for (const message of messages) {
      const template: Template = TEMPLATES[message.template];
      const rule = rules.ruleOf(message.template);
      const wanted = (channel: Channel): boolean =>
        wants({ group: template.group, must: rule.must }, chosen.get(`${message.recipient.userId} ${channel} ${template.group}`)) &&
        this.goesBy(channel, message, template);
      const channels = (message.mass?.channels ?? rule.channels).filter(wanted);
      const steps = stepsOf({ ...rule, channels }, (channel) => this.reaches(channel, message), rules.circumstances);
      const urgent = isUrgent(template);
      const lateAt = lateAtOf(message, template, rule.validMinutes, rules.circumstances.now);
      steps.forEach((step, i) => begun.push({ urgent, row: this.delivery(message, { ...step, lateAt, place: i }) }));
      const [first] = steps;
      if (first && rule.unreadMinutes !== null && steps.some(({ state }) => state === 'spare')) {
        const from = first.goAt ?? rules.circumstances.now;
        const key = String(from.getTime() + rule.unreadMinutes);
        const together = watched.get(key) ?? { from, minutes: rule.unreadMinutes, ids: [] };
        together.ids.push(message.id);
        watched.set(key, together);
      }
    }
    await insertRows(
      this.uow.manager,
      Delivery,
      begun.map(({ row }) => row),
    );
    for (const { ids, from, minutes } of watched.values()) await this.planning.fallback.watch(ids, from, minutes);
    return begun.flatMap(({ urgent, row: { id, channel, goAt, state } }) => (state === 'queued' ? [{ urgent, id, channel, goAt }] : []));
  }

  /** Whether a message goes by a channel at all: a text message needs a number; a link that opens an account goes to its address alone. */
  private goesBy(channel: Channel, { recipient: { phone, wecom } }: NewMessage, { sms, secretLink }: Template): boolean {
    if (channel === 'sms') return sms === true && Boolean(phone);
    return channel === 'email' || (Boolean(wecom) && this.channels.of('wecom').configured && !secretLink);
  }

  private reaches(channel: Channel, { recipient }: NewMessage): boolean {
    return addressOf(channel, recipient) !== null && this.channels.of(channel).configured;
  }

  /** What concerns many is not urgent for each of them: it would keep what is from its places. */
  private async enqueue(queued: readonly Waiting[]): Promise<void> {
    const few = queued.length <= FEW;
    const later = ({ goAt }: Waiting): { runAt?: Date } => (goAt ? { runAt: goAt } : {});
    const alone = (urgent: boolean): { payload: { deliveryId: string }; runAt?: Date }[] =>
      few ? queued.filter((one) => one.urgent === urgent).map((one) => ({ payload: { deliveryId: one.id }, ...later(one) })) : [];
    await this.queue.enqueueAll(sendUrgent, alone(true));
    await this.queue.enqueueAll(sendDelivery, alone(false));
    if (few) return;
    const lines = new Map<string, Waiting[]>();
    for (const one of queued) {
      const line = `${CHANNELS.indexOf(one.channel)} ${one.goAt?.getTime() ?? 0}`;
      const all = lines.get(line);
      if (all) all.push(one);
      else lines.set(line, [one]);
    }
    const portions = [...lines].sort().flatMap(([, all]) => portionsOf(all, PORTION));
    await this.queue.enqueueAll(
      sendPortion,
      portions.map((some) => ({ payload: { deliveryIds: some.map(({ id }) => id) }, ...(some[0] && later(some[0])) })),
    );
  }

  private delivery(
    message: NewMessage,
    { channel, state: begins, goAt, lateAt, place }: Step & { lateAt: Date | null; place: number },
  ): Delivery {
    const id = newId();
    const address = addressOf(channel, message.recipient);
    const state = address === null ? 'no_address' : this.channels.of(channel).configured ? begins : 'no_provider';
    const sealed = this.cipher.seal('delivery', 'address', id, address);
    const untried = { attempts: 0, round: 0, failure: null, lastError: null, unsure: false };
    const untaken = { provider: null, providerRef: null, parts: null, sentAt: null, arrivedAt: null };
    const planned = { step: place, goAt, lateAt, nodeId: message.recipient.nodeId ?? null, massId: message.mass?.id ?? null };
    return { id, messageId: message.id, channel, address: sealed, state, createdAt: this.clock.now(), ...untried, ...untaken, ...planned };
  }
}

const addressOf = (channel: Channel, { email, phone, wecom }: MessageRecipient): string | null =>
  ({ email, sms: phone, wecom })[channel] ?? null;

/** What a message names a date of. */
const thingOf = ({ date }: Template, params: Readonly<Record<string, string | number>>): string | null =>
  date ? render(date.uid, params, 'zh').slice(0, 80) : null;

/** The earlier one of what its kind says and the date that it names. */
const lateAtOf = ({ params }: NewMessage, template: Template, validMinutes: number | null, now: Date): Date | null => {
  const ends = [
    ...(validMinutes === null ? [] : [now.getTime() + validMinutes * 60_000]),
    ...(template.date?.cancelled ? [] : [dateOf(template, params)?.over.getTime() ?? Infinity]),
  ].filter((end) => end !== Infinity);
  return ends.length > 0 ? new Date(Math.min(...ends)) : null;
};
