import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Settings } from '#platform/config';
import { Clock, insertRows, newId, UnitOfWork } from '#platform/db';
import { JobQueue } from '#platform/jobs';
import { wordingFor } from '../domain/mass.js';
import { PORTION, portionsOf } from '../domain/portion.js';
import { Delivery, Message } from '../notification.entity.js';
import { endMass, massPortion, sendPortion } from '../notification.jobs.js';
import { Notifier, type AnyNotice, type MessageRecipient } from '../notifier.service.js';
import { MassMessage, MassRecipient, MessageUnsubscribe } from './mass.entity.js';
import { Addressees, type Addressee } from './mass.ports.js';

/** Enterprises of one portion: few enough that a pause is felt at once. */
const ENTERPRISES = 100;
const LOOK_AGAIN_MS = 5_000;
/** Deliveries that one statement sets free. */
const RELEASED = 2_000;

export const hashOf = (key: string): string => createHash('sha256').update(key).digest('hex');

/** Writes a message to many, portion by portion, each in the transaction that ends its job. */
@Injectable()
export class MassFanOut {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly settings: Settings,
    private readonly queue: JobQueue,
    private readonly addressees: Addressees,
    private readonly notifier: Notifier,
  ) {}

  /** Tells the next enterprises. Whoever paused or cancelled it meanwhile has the last word. */
  async portion(massId: string): Promise<void> {
    const mass = await this.uow.forUpdate(MassMessage, { id: massId });
    if (mass?.state !== 'sending' || mass.written) return;
    const { items, after } = await this.addressees.page(mass.filter, mass.after, ENTERPRISES);
    const told = await this.tell(mass, items);
    const written = after === null;
    // How far it is is no change of what it says: whoever looks at it may still pause it.
    const far = { after: after ?? mass.after, told: mass.told + told, written, version: mass.version };
    await this.uow.manager.update(MassMessage, { id: massId }, far);
    if (written) await this.queue.enqueue(endMass, { massId });
    else await this.queue.enqueue(massPortion, { massId });
  }

  private async tell(mass: MassMessage, items: readonly Addressee[]): Promise<number> {
    const people = items.flatMap(({ people: some }) => some.map(({ userId }) => userId));
    const gone = mass.kind === 'commercial' ? await this.unsubscribed(people) : new Set<string>();
    const before =
      people.length > 0 ? await this.uow.manager.findBy(MassRecipient, { massId: mass.id, userId: In([...new Set(people)]) }) : [];
    const known = new Set(before.map(({ userId }) => userId));
    const rows: MassRecipient[] = [];
    const notices: AnyNotice[] = [];
    const row = (enterpriseId: string, userId: string, state: MassRecipient['state'], unsubscribeHash: string | null = null): void =>
      void rows.push({ id: newId(), massId: mass.id, enterpriseId, userId, messageId: null, state, unsubscribeHash });
    for (const one of items) {
      if (one.people.length === 0) row(one.enterpriseId, '', 'nobody');
      for (const { name, ...recipient } of one.people) {
        // Who speaks for several enterprises is told once.
        if (known.has(recipient.userId)) continue;
        known.add(recipient.userId);
        if (gone.has(recipient.userId)) row(one.enterpriseId, recipient.userId, 'unsubscribed');
        else {
          const key = mass.kind === 'commercial' ? randomBytes(16).toString('base64url') : null;
          row(one.enterpriseId, recipient.userId, 'told', key && hashOf(key));
          notices.push(this.noticeOf(mass, one, { ...recipient, name }, key));
        }
      }
    }
    await this.notifier.notifyAll(notices);
    const messages = await this.uow.manager.find(Message, {
      select: { id: true, userId: true },
      where: { dedupeKey: `mass:${mass.id}`, userId: In(rows.map(({ userId }) => userId)) },
    });
    const ids = new Map(messages.map(({ id, userId }) => [userId, id]));
    await insertRows(
      this.uow.manager,
      MassRecipient,
      rows.map((one) => ({ ...one, messageId: ids.get(one.userId) ?? null })),
    );
    return items.length;
  }

  noticeOf(
    mass: MassMessage,
    { enterpriseName, nodeId, needs, places }: Omit<Addressee, 'people' | 'enterpriseId'>,
    { name, ...recipient }: MessageRecipient & { name: string },
    key: string | null,
    dedupeKey = `mass:${mass.id}`,
  ): AnyNotice {
    const values = { enterpriseName, name, needs, places };
    const about = { dedupeKey, recipients: [{ ...recipient, nodeId }], mass: { id: mass.id, channels: mass.channels } };
    const wording = wordingFor(mass, recipient.locale, values);
    if (key === null) return { ...about, template: 'notice.official', params: wording };
    return { ...about, template: 'notice.commercial', params: { ...wording, unsubscribe: this.linkOf(key) } };
  }

  /** Where somebody unsubscribes. */
  linkOf(key: string): string {
    return `${this.settings.PUBLIC_URL ?? ''}/unsubscribe/${key}`;
  }

  /** Who of these wants no advertising. */
  async unsubscribed(userIds: readonly string[]): Promise<Set<string>> {
    const rows = userIds.length > 0 ? await this.uow.manager.findBy(MessageUnsubscribe, { userId: In([...new Set(userIds)]) }) : [];
    return new Set(rows.map(({ userId }) => userId));
  }

  /** It is over when nothing of it waits any more. */
  async end(massId: string): Promise<void> {
    const mass = await this.uow.forUpdate(MassMessage, { id: massId });
    if (mass?.state !== 'sending' || !mass.written) return;
    const waiting = await this.uow.manager.existsBy(Delivery, { massId, state: In(['queued', 'digest']) });
    if (waiting) await this.queue.enqueue(endMass, { massId }, { runAt: new Date(this.clock.now().getTime() + LOOK_AGAIN_MS) });
    else
      await this.uow.manager.update(MassMessage, { id: massId }, { state: 'done', endedAt: this.clock.now(), version: mass.version + 1 });
  }

  /** Inside the unit of work that pauses it. What is being handed over this moment still goes. */
  async hold(massId: string): Promise<void> {
    await this.uow.manager.update(Delivery, { massId, state: 'queued' }, { state: 'paused' });
  }

  async drop(massId: string): Promise<void> {
    await this.uow.manager.update(
      Delivery,
      { massId, state: In(['queued', 'paused', 'digest', 'spare']) },
      { state: 'dropped', goAt: null },
    );
  }

  /** Lets what was held go on, in the unit of work that ends its job. */
  async release(massId: string): Promise<boolean> {
    const mass = await this.uow.forUpdate(MassMessage, { id: massId });
    if (mass?.state !== 'sending') return false;
    const where = { massId, state: 'paused' } as const;
    const held = await this.uow.manager.find(Delivery, { select: { id: true, goAt: true }, where, order: { id: 'ASC' }, take: RELEASED });
    if (held.length === 0) return false;
    const now = this.clock.now();
    const hours = new Map<number, string[]>();
    for (const { id, goAt } of held) {
      const hour = goAt && goAt > now ? goAt.getTime() : 0;
      hours.set(hour, [...(hours.get(hour) ?? []), id]);
    }
    for (const [hour, ids] of hours) {
      await this.uow.manager.update(Delivery, { id: In(ids), state: 'paused' }, { state: 'queued' });
      for (const deliveryIds of portionsOf(ids, PORTION))
        await this.queue.enqueue(sendPortion, { deliveryIds }, hour > 0 ? { runAt: new Date(hour) } : {});
    }
    return held.length === RELEASED;
  }
}
