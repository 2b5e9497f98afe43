import { Entity } from 'typeorm';
import { Instant, Int, Key, Str } from '#platform/db';
import type { Failure } from '../domain/failure.js';

/** What all workers together know of the way out of one channel: whether its provider works, and which places are taken. */
@Entity('channel_gate')
export class ChannelGate {
  /** Name of the channel. */
  @Key() channel: string;
  @Int({ default: 0 }) troubles: number;
  @Int({ default: 0 }) closings: number;
  @Instant({ nullable: true }) closedUntil: Date | null;
  /** One try asks whether the provider works again; the others wait until then. */
  @Instant({ nullable: true }) askedUntil: Date | null;
  /** Why it closed last. */
  @Str(12, { nullable: true }) failure: Failure | null;
  /** When it closed first since it last worked. */
  @Instant({ nullable: true }) closedAt: Date | null;
  /** Up to when the places of a lane are taken. */
  @Instant({ nullable: true }) urgentTaken: Date | null;
  @Instant({ nullable: true }) bulkTaken: Date | null;
}
