import { Entity, Index, Unique } from 'typeorm';
import { Secret } from '#platform/crypto';
import { Flag, Instant, Int, Key, Ref, Str, Txt } from '#platform/db';
import type { Channel, DeliveryState } from './domain/delivery.js';
import type { Locale } from './domain/render.js';
import type { Group } from './domain/templates.js';

/** What one person was told, as template and parameters, so that it can be read in either language. */
@Entity('message')
@Unique('UQ_message_once', ['dedupeKey', 'userId'])
@Index('IX_message_user', ['userId', 'shown', 'id'])
export class Message {
  @Key() id: string;
  @Ref() userId: string;
  @Str(160) dedupeKey: string;
  @Str(40) template: string;
  /** Sealed JSON: parameters name people. */
  @Txt() params: string;
  /** Language of what is sent. */
  @Str(2) locale: Locale;
  /** Shown in the product; false for what is only sent, such as a link to a password page. */
  @Flag({ default: true }) shown: boolean;
  @Instant() createdAt: Date;
  @Instant({ nullable: true }) readAt: Date | null;
}

/** One message on its way through one channel. */
@Entity('delivery')
@Unique('UQ_delivery_channel', ['messageId', 'channel'])
@Index('IX_delivery_state', ['state', 'id'])
export class Delivery {
  @Key() id: string;
  @Ref() messageId: string;
  @Str(8) channel: Channel;
  @Secret({ nullable: true }) address: string | null;
  @Str(12) state: DeliveryState;
  @Int({ default: 0 }) attempts: number;
  @Str(500, { nullable: true }) lastError: string | null;
  @Instant() createdAt: Date;
  @Instant({ nullable: true }) sentAt: Date | null;
}

/** What somebody chose about a group of messages on a channel; without a row the default holds. */
@Entity('message_preference')
@Unique('UQ_message_preference', ['userId', 'channel', 'topic'])
export class MessagePreference {
  @Key() id: string;
  @Ref() userId: string;
  @Str(8) channel: Channel;
  @Str(16) topic: Group;
  @Flag() wanted: boolean;
}

/** A template as the carrier of a channel knows it: text messages may only be sent by a template that it approved. */
@Entity('channel_template')
@Unique('UQ_channel_template', ['channel', 'template'])
export class ChannelTemplate {
  @Key() id: string;
  @Str(8) channel: Channel;
  @Str(40) template: string;
  @Str(80, { nullable: true }) providerId: string | null;
  @Str(12) state: 'draft' | 'submitted' | 'approved' | 'refused';
}
