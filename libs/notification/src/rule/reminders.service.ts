import { Injectable } from '@nestjs/common';
import { In, LessThanOrEqual, Not } from 'typeorm';
import { FieldCipher } from '#platform/crypto';
import { Clock, insertRows, newId, UnitOfWork } from '#platform/db';
import type { Locale, ParamValue } from '../domain/render.js';
import { dateOf, reminderAt, type MessageRule } from '../domain/rule.js';
import type { Template } from '../domain/template.js';
import { templateOf } from '../domain/templates.js';
import { Delivery, Message } from '../notification.entity.js';
import { MessageReminder } from './rule.entity.js';

export interface DatedMessage {
  id: string;
  userId: string;
  locale: Locale;
  template: string;
  thing: string;
  params: Readonly<Record<string, ParamValue>>;
}

/** What of an earlier message still waits. */
const WAITING = ['queued', 'spare', 'digest'] as const;

/** Reminders of dates that people were told: one for each person and thing. */
@Injectable()
export class DateReminders {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly cipher: FieldCipher,
  ) {}

  /** A date was told, moved or cancelled: its reminder moves with it or goes, and so does what still waits of what is not true any more.
   * Inside the caller's unit of work. @param all messages of one template about one thing */
  async told(all: readonly DatedMessage[], template: Template, { remindDays }: MessageRule): Promise<void> {
    const [first] = all;
    if (!first) return;
    const userIds = all.map(({ userId }) => userId);
    await this.uow.manager.delete(MessageReminder, { thing: first.thing, userId: In(userIds) });
    if (template.date?.moved || template.date?.cancelled) await this.dropEarlier(all, first.thing);
    const date = dateOf(template, first.params);
    if (!date || remindDays === null || template.date?.cancelled) return;
    const dueAt = reminderAt(date.day, remindDays, this.clock.now());
    if (!dueAt) return;
    await insertRows(
      this.uow.manager,
      MessageReminder,
      all.map(({ userId, locale, template: key, thing, params }) => {
        const id = newId();
        return {
          id,
          thing,
          userId,
          locale,
          template: key,
          dueAt,
          params: this.cipher.seal('message_reminder', 'params', id, JSON.stringify(params)),
        };
      }),
      { leaveOut: 'those that are there' },
    );
  }

  private isOver({ template, params }: Pick<DatedMessage, 'template' | 'params'>): boolean {
    const kind = templateOf(template);
    const date = kind && dateOf(kind, params);
    return date ? date.over <= this.clock.now() : false;
  }

  /** What was said before is not true any more: what of it has not gone does not. */
  private async dropEarlier(all: readonly DatedMessage[], thing: string): Promise<void> {
    const where = { thing, userId: In(all.map(({ userId }) => userId)), id: Not(In(all.map(({ id }) => id))) };
    const earlier = await this.uow.manager.find(Message, { select: { id: true }, where });
    if (earlier.length === 0) return;
    const waiting = { messageId: In(earlier.map(({ id }) => id)), state: In([...WAITING]) };
    await this.uow.manager.update(Delivery, waiting, { state: 'dropped', goAt: null });
  }

  /** The next that are due, taken out; of what is over by now nobody is reminded. Inside the unit of work that tells them. */
  async takeDue(limit: number): Promise<{ taken: number; due: Omit<DatedMessage, 'id'>[] }> {
    const where = { dueAt: LessThanOrEqual(this.clock.now()) };
    const rows = await this.uow.manager.find(MessageReminder, { where, order: { dueAt: 'ASC', id: 'ASC' }, take: limit });
    if (rows.length > 0) await this.uow.manager.delete(MessageReminder, { id: In(rows.map(({ id }) => id)) });
    const due = rows.map(({ id, params, ...row }) => ({
      ...row,
      params: JSON.parse(this.cipher.open('message_reminder', 'params', id, params)) as Record<string, ParamValue>,
    }));
    return { taken: rows.length, due: due.filter((one) => !this.isOver(one)) };
  }
}
