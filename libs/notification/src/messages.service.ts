import { Injectable } from '@nestjs/common';
import { In, IsNull, MoreThan, Not } from 'typeorm';
import { FieldCipher } from '#platform/crypto';
import { Clock, pageOf, UnitOfWork, type Paged } from '#platform/db';
import { notFound, type Principal } from '#platform/http';
import { paramsOf } from './deliveries.service.js';
import type { Template } from './domain/template.js';
import { renderMessage, TEMPLATES } from './domain/templates.js';
import { LiveWire } from './live/live-wire.js';
import { Message } from './notification.entity.js';

/** A message as its reader sees it, in the reader's language of now. */
export interface MessageView {
  id: string;
  template: string;
  title: string;
  body: string;
  link: string | null;
  createdAt: Date;
  readAt: Date | null;
}

/** A message and whom it was sent to. */
export type Told = MessageView & { userId: string };

/** One's own messages. Nobody reads another's. */
@Injectable()
export class Messages {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly cipher: FieldCipher,
    private readonly wire: LiveWire,
  ) {}

  /** Newest first. */
  async page(who: Principal, unreadOnly: boolean, cursor: string | undefined, limit: number): Promise<Paged<MessageView>> {
    const query = this.uow.manager.createQueryBuilder(Message, 'message').where({ userId: who.userId, shown: true });
    if (unreadOnly) query.andWhere('message.readAt IS NULL');
    const page = await pageOf(query, { order: [['message.id', 'DESC']], cursor, limit });
    return { items: page.items.map((message) => this.view(message, who.locale)), next: page.next };
  }

  /** What some people were told, newest first: what it was about, not what it says, and nothing of their own accounts. Checks no
   * permission: whoever asks knows whose people they are. */
  async sentTo(userIds: readonly string[], locale: 'zh' | 'en', cursor: string | undefined, limit: number): Promise<Paged<Told>> {
    if (userIds.length === 0) return { items: [], next: null };
    const own = Object.entries<Template>(TEMPLATES).flatMap(([key, { group }]) => (group === 'account' ? [key] : []));
    const where = { userId: In([...userIds]), shown: true, template: Not(In(own)) };
    const query = this.uow.manager.createQueryBuilder(Message, 'message').where(where);
    const page = await pageOf(query, { order: [['message.id', 'DESC']], cursor, limit });
    return { items: page.items.map((message) => ({ ...this.view(message, locale), userId: message.userId })), next: page.next };
  }

  /** By id, as they are kept: who asks knows whose they are. Those that are only sent are left out. */
  byIds(ids: readonly string[]): Promise<Message[]> {
    return ids.length > 0 ? this.uow.manager.findBy(Message, { id: In([...ids]), shown: true }) : Promise.resolve([]);
  }

  /** Of some people, those that came after an id, oldest first. */
  since(userIds: readonly string[], after: string, limit: number): Promise<Message[]> {
    if (userIds.length === 0) return Promise.resolve([]);
    const where = { userId: In([...userIds]), shown: true, id: MoreThan(after) };
    return this.uow.manager.find(Message, { where, order: { id: 'ASC' }, take: limit });
  }

  /** As its reader sees it. */
  view(message: Message, locale: 'zh' | 'en'): MessageView {
    const { id, template, createdAt, readAt } = message;
    const { subject, text, link } = renderMessage(template, paramsOf(this.cipher, message), locale);
    return { id, template, title: subject, body: text, link, createdAt, readAt };
  }

  unread(userId: string): Promise<number> {
    return this.uow.manager.countBy(Message, { userId, shown: true, readAt: IsNull() });
  }

  /** The same of many, by user. */
  async unreadOf(userIds: readonly string[]): Promise<Map<string, number>> {
    if (userIds.length === 0) return new Map();
    const rows = await this.uow.manager
      .createQueryBuilder(Message, 'message')
      .select('message.userId', 'userId')
      .addSelect('COUNT(*)', 'unread')
      .where({ userId: In([...userIds]), shown: true, readAt: IsNull() })
      .groupBy('message.userId')
      .getRawMany<{ userId: string; unread: string | number }>();
    return new Map(rows.map(({ userId, unread }) => [userId, Number(unread)]));
  }

  /** @throws Problem not_found for a message that is not theirs */
  async read(who: Principal, id: string): Promise<void> {
    await this.uow.run(async () => {
      const mine = { id, userId: who.userId };
      if (!(await this.uow.manager.existsBy(Message, mine))) throw notFound('message', id);
      await this.uow.manager.update(Message, { ...mine, readAt: IsNull() }, { readAt: this.clock.now() });
      this.unreadChanged(who.userId);
    });
  }

  async readAll(who: Principal): Promise<void> {
    await this.uow.run(async () => {
      await this.uow.manager.update(Message, { userId: who.userId, readAt: IsNull() }, { readAt: this.clock.now() });
      this.unreadChanged(who.userId);
    });
  }

  /** Another page of the same person shows it as well. */
  private unreadChanged(userId: string): void {
    this.uow.afterCommit(() => this.wire.publish([{ userId, messageId: null }]));
  }
}
