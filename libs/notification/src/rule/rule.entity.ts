import { Entity, Index, Unique } from 'typeorm';
import { Day, Flag, Instant, Int, Json, Key, Ref, Str, Txt } from '#platform/db';
import type { Channel } from '../domain/delivery.js';
import type { Locale } from '../domain/render.js';
import type { MessageRule } from '../domain/rule.js';

/** How messages of one kind go out, from a day on. */
@Entity('message_rule')
@Unique('UQ_message_rule_day', ['template', 'validFrom'])
export class MessageRuleRow {
  @Key() id: string;
  @Str(40) template: string;
  @Day() validFrom: string;
  @Json() channels: Channel[];
  @Str(8) way: MessageRule['way'];
  @Int({ nullable: true }) unreadMinutes: number | null;
  @Str(8) timing: MessageRule['timing'];
  @Str(5, { nullable: true }) goHour: string | null;
  @Int({ nullable: true }) remindDays: number | null;
  @Int({ nullable: true }) validMinutes: number | null;
  @Str(12) quiet: MessageRule['quiet'];
  @Flag() must: boolean;
  /** Why it was set so. */
  @Str(300) source: string;
  @Ref({ nullable: true }) setById: string | null;
  @Instant() setAt: Date;
}

/** What holds for all messages of the city, from a day on. */
@Entity('message_policy')
@Unique('UQ_message_policy_day', ['validFrom'])
export class MessagePolicy {
  @Key() id: string;
  @Day() validFrom: string;
  @Str(5) quietFrom: string;
  @Str(5) quietTo: string;
  @Json() quietChannels: Channel[];
  /** People above whom a second person has to approve a message to many. */
  @Int() approveAbove: number;
  /** Of one part of a text message, in thousandths of a yuan; null where nobody said. */
  @Int({ nullable: true }) partPrice: number | null;
  @Str(300) source: string;
  @Ref({ nullable: true }) setById: string | null;
  @Instant() setAt: Date;
}

/** Of a date that somebody was told, that it is near: moves with it, and goes when it is cancelled. */
@Entity('message_reminder')
@Unique('UQ_message_reminder', ['thing', 'userId'])
@Index('IX_message_reminder_due', ['dueAt', 'id'])
export class MessageReminder {
  @Key() id: string;
  @Str(80) thing: string;
  @Ref() userId: string;
  @Str(40) template: string;
  /** Sealed JSON, as of the message. */
  @Txt() params: string;
  @Str(2) locale: Locale;
  @Instant() dueAt: Date;
}
