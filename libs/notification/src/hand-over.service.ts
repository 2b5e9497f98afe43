import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { PasswordLinks, redactText } from '#access';
import { FieldCipher } from '#platform/crypto';
import { Clock, startOfDay, UnitOfWork } from '#platform/db';
import { addDays } from '#platform/dates';
import { JobQueue } from '#platform/jobs';
import type { Outcome, Outgoing } from './channel.js';
import { Channels } from './channels.js';
import { paramsOf } from './deliveries.service.js';
import { keyOf } from './domain/delivery.js';
import { pauseAfterFailure } from './domain/failure.js';
import type { Lane } from './domain/gate.js';
import { heldUntil } from './domain/rule.js';
import { isUrgent } from './domain/template.js';
import { renderMessage, templateOf } from './domain/templates.js';
import { partsOf } from './domain/text-message.js';
import { Gates, type Leave } from './gate/gate.service.js';
import { Delivery, Message } from './notification.entity.js';
import { sendDelivery, sendUrgent } from './notification.jobs.js';
import { Quotas } from './quota/quotas.service.js';
import { Fallback } from './rule/fallback.service.js';
import { RuleBook } from './rule/rule-book.service.js';

/** Something to be handed over, and the line it stands in. */
export interface Due {
  delivery: Delivery;
  outgoing: Outgoing;
}

/** How a try went; `later` when the gate let nothing through, which is no try. */
export type Went = { outcome: Outcome } | { later: Extract<Leave, { go: false }> };

export interface Handed {
  delivery: Delivery;
  went: Went;
}

/** How the worker came to its tries. */
export interface Circumstances {
  lane: Lane;
  /** An earlier worker vanished with these very tries. */
  again: boolean;
}

/** Hands deliveries to their channels and writes what became of them. */
@Injectable()
export class HandOver {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly cipher: FieldCipher,
    private readonly queue: JobQueue,
    private readonly links: PasswordLinks,
    private readonly channels: Channels,
    private readonly gates: Gates,
    private readonly fallback: Fallback,
    private readonly book: RuleBook,
    private readonly quotas: Quotas,
  ) {}

  /** What of these is still to be handed over. */
  async due(ids: readonly string[]): Promise<Due[]> {
    const found = await this.uow.manager.findBy(Delivery, { id: In([...ids]), state: 'queued' });
    const deliveries = (await this.inTime(found)).filter(({ address }) => address !== null);
    if (deliveries.length === 0) return [];
    const rows = await this.uow.manager.findBy(Message, { id: In([...new Set(deliveries.map(({ messageId }) => messageId))]) });
    const messages = new Map(rows.map((message) => [message.id, message]));
    const all: Due[] = [];
    for (const delivery of deliveries) {
      const message = messages.get(delivery.messageId);
      if (message) all.push({ delivery, outgoing: await this.outgoing(delivery, message) });
    }
    return all;
  }

  /** What makes no sense any more is not sent: it stays in the product. */
  private async inTime(found: Delivery[]): Promise<Delivery[]> {
    const now = this.clock.now();
    const late = found.filter(({ lateAt }) => lateAt !== null && lateAt <= now);
    if (late.length === 0) return found;
    const ids = late.map(({ id }) => id);
    await this.uow.run(() => this.uow.manager.update(Delivery, { id: In(ids), state: 'queued' }, { state: 'late', goAt: null }));
    return found.filter(({ id }) => !ids.includes(id));
  }

  private async outgoing(delivery: Delivery, message: Message): Promise<Outgoing> {
    const address = this.cipher.open('delivery', 'address', delivery.id, delivery.address) ?? '';
    const { template, locale, createdAt } = message;
    const params = paramsOf(this.cipher, message);
    const secretLink = templateOf(template)?.secretLink ? ((await this.links.address(String(params['linkId']))) ?? undefined) : null;
    return { key: keyOf(delivery), address, template, createdAt, locale, params, secretLink };
  }

  /** Outside any transaction. @param placed it comes at the place in the line that it was given */
  async try({ delivery, outgoing }: Due, lane: Lane, placed = false): Promise<Went> {
    const channel = this.channels.of(delivery.channel);
    if (!channel.configured) return { outcome: await channel.send(outgoing) };
    const held = await this.held(delivery, outgoing);
    if (held) return { later: { go: false, at: held, place: false } };
    const leave = await this.gates.leave(delivery.channel, lane, placed);
    if (!leave.go) return { later: leave };
    const parts = delivery.channel === 'sms' ? partsOf(renderMessage(outgoing.template, outgoing.params, outgoing.locale).text) : 1;
    if (!(await this.quotas.take(delivery.channel, delivery.nodeId, parts, urgent(outgoing))))
      return { later: { go: false, at: await this.tomorrow(delivery, outgoing), place: false } };
    const outcome = await channel.send(outgoing);
    await this.gates.heard(delivery.channel, outcome);
    if (outcome.state !== 'sent') await this.quotas.giveBack(delivery.channel, delivery.nodeId, parts);
    return { outcome };
  }

  /** A later try may fall into the quiet hours. */
  private async held({ channel }: Delivery, { template }: Outgoing): Promise<Date | null> {
    const { ruleOf, circumstances } = await this.book.today();
    return heldUntil(channel, ruleOf(template), null, circumstances);
  }

  /** The quota of the day is used up. */
  private async tomorrow({ channel }: Delivery, { template }: Outgoing): Promise<Date> {
    const { ruleOf, circumstances } = await this.book.today();
    const morning = startOfDay(addDays(this.clock.today(), 1));
    return heldUntil(channel, ruleOf(template), morning, circumstances) ?? morning;
  }

  /** Writes what became of tries, and sets the next one where time may help. Call in the transaction that finishes their job. */
  async settle(all: readonly Handed[], how: Circumstances): Promise<void> {
    const sent: { delivery: Delivery; outcome: Sent; inDoubt: boolean }[] = [];
    for (const { delivery, went } of all) {
      if ('later' in went) await this.again(delivery, how.lane, went.later.at, went.later.place);
      else if (went.outcome.state === 'sent')
        sent.push({ delivery, outcome: went.outcome, inDoubt: delivery.unsure || (how.again && !this.honours(delivery)) });
      else await this.failed(delivery, went.outcome, how);
    }
    const groups = new Map<string, typeof sent>();
    for (const one of sent) {
      const alike = [one.delivery.round, one.outcome.provider ?? '', one.inDoubt].join(' ');
      groups.set(alike, [...(groups.get(alike) ?? []), one]);
    }
    for (const group of groups.values()) await this.sent(group);
  }

  private honours({ channel }: Delivery): boolean {
    return this.channels.of(channel).honoursKey;
  }

  /** One statement for all that a provider took alike. A receipt may have been faster: then it stands. */
  private async sent(group: readonly { delivery: Delivery; outcome: Sent; inDoubt: boolean }[]): Promise<void> {
    const [first] = group;
    if (!first) return;
    const { round } = first.delivery;
    const named: Record<string, string | number | null> = Object.fromEntries(
      group.flatMap(({ delivery, outcome }, i): [string, string | number | null][] => [
        [`id${i}`, delivery.id],
        [`ref${i}`, outcome.ref ?? null],
        [`parts${i}`, outcome.parts ?? null],
      ]),
    );
    const choice = (name: string) => (): string => `CASE id ${group.map((_, i) => `WHEN :id${i} THEN :${name}${i}`).join(' ')} END`;
    await this.uow.manager
      .createQueryBuilder()
      .update(Delivery)
      .set({
        state: 'sent',
        sentAt: this.clock.now(),
        failure: null,
        lastError: null,
        unsure: first.inDoubt,
        provider: first.outcome.provider ?? null,
        providerRef: choice('ref'),
        parts: choice('parts'),
        attempts: () => 'attempts + 1',
      })
      .where({ id: In(group.map(({ delivery }) => delivery.id)), round, state: In(HELD_OR_QUEUED) })
      .setParameters(named)
      .execute();
  }

  private async failed(delivery: Delivery, outcome: Exclude<Outcome, Sent>, how: Circumstances): Promise<void> {
    const { id, round, unsure } = delivery;
    const attempts = delivery.attempts + 1;
    const write = (patch: Partial<Delivery>) => this.uow.manager.update(Delivery, { id, round, state: 'queued' }, { ...patch, attempts });
    const lastError = redactText(outcome.reason);
    if (outcome.state !== 'failed') {
      await write({ state: outcome.state, failure: null, lastError });
      return this.fallback.next([delivery.messageId]);
    }
    const { failure } = outcome;
    const pause = pauseAfterFailure(failure, attempts, Math.random());
    const inDoubt = unsure || (!this.honours(delivery) && (how.again || (outcome.unsure ?? false)));
    await write({ state: pause === null ? 'failed' : 'queued', failure, lastError, unsure: inDoubt });
    if (pause === null) await this.fallback.next([delivery.messageId]);
    else await this.again(delivery, how.lane, new Date(this.clock.now().getTime() + pause));
  }

  private async again({ id }: Delivery, lane: Lane, runAt: Date, placed = false): Promise<void> {
    await this.queue.enqueue(lane === 'urgent' ? sendUrgent : sendDelivery, { deliveryId: id, ...(placed && { placed }) }, { runAt });
  }

  /** Jobs that ended without having sent anything leave no delivery waiting for ever. */
  async giveUp(ids: readonly string[], reason: string): Promise<void> {
    const failed = { state: 'failed', failure: 'unknown', lastError: redactText(reason).slice(0, 500) } as const;
    await this.uow.manager.update(Delivery, { id: In([...ids]), state: 'queued' }, failed);
    const given = await this.uow.manager.find(Delivery, { select: { messageId: true }, where: { id: In([...ids]), state: 'failed' } });
    await this.fallback.next(given.map(({ messageId }) => messageId));
  }
}

const urgent = ({ template }: Outgoing): boolean => {
  const known = templateOf(template);
  return known !== undefined && isUrgent(known);
};

/** Staff may have paused or stopped it while it was on its way: it went all the same. */
const HELD_OR_QUEUED = ['queued', 'paused', 'dropped'] as const;

type Sent = Extract<Outcome, { state: 'sent' }>;
