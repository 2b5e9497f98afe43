import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Clock, UnitOfWork } from '#platform/db';
import { JobQueue } from '#platform/jobs';
import { heldUntil } from '../domain/rule.js';
import { isUrgent } from '../domain/template.js';
import { templateOf } from '../domain/templates.js';
import { Delivery, Message } from '../notification.entity.js';
import { askRead, sendDelivery, sendUrgent } from '../notification.jobs.js';
import { RuleBook } from './rule-book.service.js';

/** Messages that one job looks after. */
const TOGETHER = 200;
const MINUTE_MS = 60_000;

/** The next channel of a message has its turn when the one before failed or nobody read it: each of them once. */
@Injectable()
export class Fallback {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly queue: JobQueue,
    private readonly book: RuleBook,
  ) {}

  /** Somebody looks later whether these were read. Inside the caller's unit of work. */
  async watch(messageIds: readonly string[], from: Date, minutes: number): Promise<void> {
    const runAt = new Date(from.getTime() + minutes * MINUTE_MS);
    for (let i = 0; i < messageIds.length; i += TOGETHER)
      await this.queue.enqueue(askRead, { messageIds: messageIds.slice(i, i + TOGETHER) }, { runAt });
  }

  /** What of these nobody read goes the next way. Inside the unit of work that ends the job. */
  async unread(messageIds: readonly string[]): Promise<void> {
    const messages = await this.uow.manager.findBy(Message, { id: In([...messageIds]) });
    await this.next(messages.filter(({ readAt }) => readAt === null).map(({ id }) => id));
  }

  /** Inside the unit of work in which a channel failed for these messages. */
  async next(messageIds: readonly string[]): Promise<void> {
    if (messageIds.length === 0) return;
    const spares = await this.uow.manager.find(Delivery, {
      where: { messageId: In([...messageIds]), state: 'spare' },
      order: { step: 'ASC', id: 'ASC' },
    });
    if (spares.length === 0) return;
    const { ruleOf, circumstances } = await this.book.today();
    const rows = await this.uow.manager.findBy(Message, { id: In([...messageIds]) });
    const messages = new Map(rows.map((message) => [message.id, message]));
    const done = new Set<string>();
    for (const spare of spares) {
      const message = messages.get(spare.messageId);
      if (!message || done.has(message.id)) continue;
      const rule = ruleOf(message.template);
      const goAt = heldUntil(spare.channel, rule, null, circumstances);
      const { affected } = await this.uow.manager.update(Delivery, { id: spare.id, state: 'spare' }, { state: 'queued', goAt });
      if (affected !== 1) continue;
      done.add(message.id);
      const urgent = isUrgent(templateOf(message.template) ?? { group: 'work', zh: NONE, en: NONE });
      await this.queue.enqueue(urgent ? sendUrgent : sendDelivery, { deliveryId: spare.id }, goAt ? { runAt: goAt } : {});
      if (rule.unreadMinutes !== null && spares.some((one) => one.messageId === message.id && one.step > spare.step))
        await this.watch([message.id], goAt ?? this.clock.now(), rule.unreadMinutes);
    }
  }
}

const NONE = { subject: '', text: '' } as const;
