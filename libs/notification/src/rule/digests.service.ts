import { Injectable } from '@nestjs/common';
import { In, LessThanOrEqual } from 'typeorm';
import { FieldCipher } from '#platform/crypto';
import { Clock, GuardError, newId, UnitOfWork } from '#platform/db';
import { JobQueue } from '#platform/jobs';
import { linesOf } from '../domain/digest.js';
import type { ParamValue } from '../domain/render.js';
import { renderMessage } from '../domain/templates.js';
import { Delivery, Message } from '../notification.entity.js';
import { sendDelivery } from '../notification.jobs.js';

/** Readers whose digests one transaction writes. */
const READERS = 50;
const MOST = 2_000;

/** One message a day for each reader and channel in place of many. */
@Injectable()
export class Digests {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly cipher: FieldCipher,
    private readonly queue: JobQueue,
  ) {}

  /** Writes the digests of the next readers whose hour has come, in a unit of work of its own. @returns how many readers there were */
  write(): Promise<number> {
    return this.uow.run(async () => {
      const now = this.clock.now();
      const readers = await this.uow.manager
        .createQueryBuilder(Delivery, 'delivery')
        .innerJoin(Message, 'message', 'message.id = delivery.messageId')
        .select('DISTINCT message.userId', 'userId')
        .where("delivery.state = 'digest' AND delivery.goAt <= :now", { now })
        .limit(READERS)
        .getRawMany<{ userId: string }>();
      for (const { userId } of readers) await this.writeFor(userId, now);
      return readers.length;
    });
  }

  private async writeFor(userId: string, now: Date): Promise<void> {
    const waiting = await this.uow.manager
      .createQueryBuilder(Delivery, 'delivery')
      .innerJoin(Message, 'message', 'message.id = delivery.messageId AND message.userId = :userId', { userId })
      .where({ state: 'digest', goAt: LessThanOrEqual(now) })
      .orderBy('delivery.id', 'ASC')
      .limit(MOST)
      .getMany();
    const inTime = waiting.filter(({ lateAt }) => lateAt === null || lateAt > now);
    const late = waiting.filter((one) => !inTime.includes(one)).map(({ id }) => id);
    if (late.length > 0) await this.move(late, { state: 'late', goAt: null });
    for (const channel of new Set(inTime.map((one) => one.channel)))
      await this.together(
        userId,
        inTime.filter((one) => one.channel === channel),
        now,
      );
  }

  private async together(userId: string, all: readonly Delivery[], now: Date): Promise<void> {
    const [first] = all;
    if (!first) return;
    if (all.length === 1) {
      await this.move([first.id], { state: 'queued', goAt: null });
      return void (await this.queue.enqueue(sendDelivery, { deliveryId: first.id }));
    }
    await this.move(
      all.map(({ id }) => id),
      { state: 'digested', goAt: null },
    );
    const rows = await this.uow.manager.findBy(Message, { id: In(all.map(({ messageId }) => messageId)) });
    const locale = rows[0]?.locale ?? 'zh';
    const subjects = rows
      .sort((one, other) => one.id.localeCompare(other.id))
      .map((message) => renderMessage(message.template, this.paramsOf(message), locale).subject);
    const id = newId();
    const params = JSON.stringify({ count: subjects.length, lines: linesOf(subjects, locale) });
    await this.uow.manager.insert(Message, {
      id,
      userId,
      dedupeKey: `digest:${first.channel}:${first.id}`,
      template: 'digest.daily',
      params: this.cipher.seal('message', 'params', id, params),
      locale,
      // Each of them stands in the product by itself.
      shown: false,
      createdAt: now,
      readAt: null,
      thing: null,
    });
    const deliveryId = newId();
    const address = this.cipher.open('delivery', 'address', first.id, first.address);
    await this.uow.manager.insert(Delivery, {
      ...first,
      id: deliveryId,
      messageId: id,
      address: this.cipher.seal('delivery', 'address', deliveryId, address),
      state: 'queued',
      createdAt: now,
      ...{ step: 0, goAt: null, lateAt: null, massId: null },
    });
    await this.queue.enqueue(sendDelivery, { deliveryId });
  }

  /** Whoever is faster has them. */
  private async move(ids: readonly string[], to: Pick<Delivery, 'state' | 'goAt'>): Promise<void> {
    const { affected } = await this.uow.manager.update(Delivery, { id: In([...ids]), state: 'digest' }, to);
    if (affected !== ids.length) throw new GuardError('the digest');
  }

  private paramsOf(message: Message): Record<string, ParamValue> {
    return JSON.parse(this.cipher.open('message', 'params', message.id, message.params)) as Record<string, ParamValue>;
  }
}
