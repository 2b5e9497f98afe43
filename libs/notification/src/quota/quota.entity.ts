import { Entity, Unique } from 'typeorm';
import { Day, Instant, Int, Key, Ref, Str } from '#platform/db';
import type { Channel } from '../domain/delivery.js';

/** How much an office may send by a channel in a day, from a day on. Of the city's own node it is the whole city's. */
@Entity('message_quota')
@Unique('UQ_message_quota', ['channel', 'nodeId', 'validFrom'])
export class MessageQuota {
  @Key() id: string;
  @Str(8) channel: Channel;
  @Ref() nodeId: string;
  @Day() validFrom: string;
  /** Messages, of text messages parts; null is no limit. */
  @Int({ nullable: true }) perDay: number | null;
  @Str(300) source: string;
  @Ref({ nullable: true }) setById: string | null;
  @Instant() setAt: Date;
}

/** What an office with a quota has sent on a day. */
@Entity('message_tally')
@Unique('UQ_message_tally', ['channel', 'nodeId', 'day'])
export class MessageTally {
  @Key() id: string;
  @Str(8) channel: Channel;
  @Ref() nodeId: string;
  @Day() day: string;
  @Int({ default: 0 }) used: number;
}
