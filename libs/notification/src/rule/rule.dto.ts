import { bool, day, int, nested, oneOf, someOf, text } from '#platform/http';
import { CHANNELS, type Channel } from '../domain/delivery.js';
import { GROUPS, type Group } from '../domain/templates.js';
import { QUIETS, TIMINGS, WAYS, type MessageRule } from '../domain/rule.js';
import type { Dated, KindView } from './message-rules.service.js';
import type { MessagePolicy } from './rule.entity.js';
import { AUDIENCES, type AudienceKind } from './rule.ports.js';

const HOUR = /^([01]\d|2[0-3]):[0-5]\d$/;

export class DatedMessageRuleDto implements Dated<MessageRule> {
  @day({ about: 'from which day on it holds; today or later' }) validFrom: string;
  @someOf(CHANNELS, 'Channel', { about: 'in their order' }) channels: Channel[];
  @oneOf(WAYS, 'MessageWay', { about: 'by each channel, or by the first and by the next when that fails or is not read' })
  way: MessageRule['way'];
  @int({ nullable: true, min: 1, max: 10_080, about: 'minutes unread after which the next channel has its turn' }) unreadMinutes:
    number | null;
  @oneOf(TIMINGS, 'MessageTiming') timing: MessageRule['timing'];
  @text({ nullable: true, max: 5, pattern: HOUR, about: 'hour of the day of what does not go at once' }) at: string | null;
  @int({ nullable: true, max: 60, about: 'days before its date on which it is said again' }) remindDays: number | null;
  @int({ nullable: true, min: 1, max: 525_600, about: 'minutes after which it is not sent any more' }) validMinutes: number | null;
  @oneOf(QUIETS, 'MessageQuiet') quiet: MessageRule['quiet'];
  @bool({ about: 'goes out whatever its readers chose' }) must: boolean;
  @text({ min: 2, max: 300, about: 'why it is so' }) source: string;
}

export class MessageKindDto implements Omit<KindView, 'to' | 'next'> {
  @text({ max: 40 }) template: string;
  @oneOf(GROUPS, 'MessageGroup') group: Group;
  @text({ about: 'what it is about' }) title: string;
  @someOf(AUDIENCES, 'MessageAudience', { about: 'whom it goes to' }) to: AudienceKind[];
  @bool({ about: 'it can go as a text message' }) textable: boolean;
  @bool({ about: 'it names a date' }) dated: boolean;
  @bool({ about: 'nobody can switch it off' }) fixed: boolean;
  @someOf(CHANNELS, 'Channel') channels: Channel[];
  @oneOf(WAYS, 'MessageWay') way: MessageRule['way'];
  @int({ nullable: true }) unreadMinutes: number | null;
  @oneOf(TIMINGS, 'MessageTiming') timing: MessageRule['timing'];
  @text({ nullable: true, max: 5 }) at: string | null;
  @int({ nullable: true }) remindDays: number | null;
  @int({ nullable: true }) validMinutes: number | null;
  @oneOf(QUIETS, 'MessageQuiet') quiet: MessageRule['quiet'];
  @bool() must: boolean;
  @day({ nullable: true, about: 'null of what comes with the program' }) validFrom: string | null;
  @text({ nullable: true, max: 300 }) source: string | null;
  @nested(() => DatedMessageRuleDto, { nullable: true, about: 'what was set for a later day' }) next: DatedMessageRuleDto | null;

  static of(view: KindView): MessageKindDto {
    return {
      ...view,
      to: [...view.to],
      channels: [...view.channels],
      next: view.next && { ...view.next, channels: [...view.next.channels] },
    };
  }
}

export class MessagePolicyDto {
  @day({ about: 'from which day on it holds; today or later' }) validFrom: string;
  @text({ max: 5, pattern: HOUR, about: 'the same as `quietTo` where there are no quiet hours' }) quietFrom: string;
  @text({ max: 5, pattern: HOUR }) quietTo: string;
  @someOf(CHANNELS, 'Channel', { about: 'channels that are quiet then' }) quietChannels: Channel[];
  @int({ max: 100_000, about: 'people above whom a second person approves a message to many' }) approveAbove: number;
  @int({ nullable: true, max: 10_000, about: 'of one part of a text message, in thousandths of a yuan' }) partPrice: number | null;
  @text({ min: 2, max: 300, about: 'why it is so' }) source: string;

  static of({ validFrom, quietFrom, quietTo, quietChannels, approveAbove, partPrice, source }: MessagePolicy): MessagePolicyDto {
    return { validFrom, quietFrom, quietTo, quietChannels, approveAbove, partPrice, source };
  }
}
