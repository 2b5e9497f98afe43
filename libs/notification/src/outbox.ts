import { Injectable } from '@nestjs/common';
import { Clock, UnitOfWork } from '#platform/db';
import type { Outcome } from './channel.js';
import type { Locale } from './domain/render.js';
import type { Delivery } from './notification.entity.js';

export type Sent = Extract<Outcome, { state: 'sent' }>;

/** What of a delivery its hand-over has to know. */
export type Queued = Pick<Delivery, 'id' | 'messageId' | 'channel' | 'round' | 'attempts' | 'unsure' | 'nodeId'>;

interface QueuedMessage {
  id: string;
  template: string;
  params: string;
  locale: Locale;
  createdAt: Date;
  /** Sealed. */
  address: string;
}

interface Row extends Omit<Queued, 'unsure'>, Omit<QueuedMessage, 'id' | 'createdAt'> {
  unsure: number | boolean;
  lateAt: Date | string | null;
  createdAt: Date | string;
}

/** The two statements that every message goes through, written by hand: they cost more than all else that is done for one. */
@Injectable()
export class Outbox {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** What of these waits to be handed over, with its message. */
  async queued(ids: readonly string[]): Promise<{ delivery: Queued; message: QueuedMessage }[]> {
    if (ids.length === 0) return [];
    const rows = await this.uow.manager.query<Row[]>(
      `SELECT delivery.id, delivery.channel, delivery.round, delivery.attempts, delivery.unsure, delivery.address,
         delivery.nodeId, delivery.lateAt,
         message.id AS messageId, message.template, message.params, message.locale, message.createdAt
       FROM delivery JOIN message ON message.id = delivery.messageId
       WHERE delivery.id IN (${places(ids)}) AND delivery.state = 'queued' AND delivery.address IS NOT NULL`,
      [...ids],
    );
    const inTime = rows.some(({ lateAt }) => lateAt !== null) ? await this.inTime(rows) : rows;
    return inTime.map(({ id, channel, round, attempts, unsure, nodeId, messageId, template, params, locale, createdAt, address }) => ({
      delivery: { id, messageId, channel, round, attempts, nodeId, unsure: Boolean(unsure) },
      message: { id: messageId, template, params, locale, createdAt: instantOf(createdAt), address },
    }));
  }

  /** What makes no sense any more is not sent: it stays in the product. */
  private async inTime(rows: Row[]): Promise<Row[]> {
    const now = this.clock.now();
    const late = rows.filter(({ lateAt }) => lateAt !== null && instantOf(lateAt) <= now).map(({ id }) => id);
    if (late.length === 0) return rows;
    const sql = `UPDATE delivery SET state = 'late', goAt = NULL WHERE id IN (${places(late)}) AND state = 'queued'`;
    await this.uow.run(() => this.uow.manager.query(sql, late));
    return rows.filter(({ id }) => !late.includes(id));
  }

  /** Staff may have paused or stopped it while it was on its way: it went all the same.
   * One statement for all that a provider took alike. A receipt may have been faster: then it stands. */
  async sent(alike: readonly { delivery: Queued; outcome: Sent; inDoubt: boolean }[]): Promise<void> {
    const [first] = alike;
    if (!first) return;
    const ids = alike.map(({ delivery }) => delivery.id);
    const [ref, refs] = choice(
      ids,
      alike.map(({ outcome }) => outcome.ref ?? null),
    );
    const [parts, counts] = choice(
      ids,
      alike.map(({ outcome }) => outcome.parts ?? null),
    );
    await this.uow.manager.query(
      `UPDATE delivery SET state = 'sent', sentAt = ?, failure = NULL, lastError = NULL, unsure = ?, provider = ?,
         attempts = attempts + 1, providerRef = ${ref}, parts = ${parts}
       WHERE id IN (${places(ids)}) AND round = ? AND state IN ('queued', 'paused', 'dropped')`,
      [this.clock.now(), first.inDoubt, first.outcome.provider ?? null, ...refs, ...counts, ...ids, first.delivery.round],
    );
  }
}

const places = (values: readonly unknown[]): string => values.map(() => '?').join(', ');

type Value = string | number | null;

/** One value for all where they are the same, as they mostly are; otherwise each row its own. */
const choice = (ids: readonly string[], values: readonly Value[]): [sql: string, parameters: Value[]] => {
  const [first = null] = values;
  if (values.every((value) => value === first)) return ['?', [first]];
  const cases = ids.flatMap((id, i): Value[] => [id, values[i] ?? null]);
  return [`CASE id ${ids.map(() => 'WHEN ? THEN ?').join(' ')} END`, cases];
};

/** The embedded database keeps instants as text. */
const instantOf = (value: Date | string): Date => (value instanceof Date ? value : new Date(`${value.replace(' ', 'T')}Z`));
