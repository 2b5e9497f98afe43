import { Entity, Index, Unique } from 'typeorm';
import { Secret } from '#platform/crypto';
import { Flag, Instant, Int, Key, Ref, Str, Txt, Version } from '#platform/db';
import type { Channel, DeliveryState } from './domain/delivery.js';
import type { Failure } from './domain/failure.js';
import type { Locale } from './domain/render.js';
import type { Group } from './domain/templates.js';

/** What one person was told, as template and parameters, so that it can be read in either language. */
@Entity('message')
@Unique('UQ_message_once', ['dedupeKey', 'userId'])
@Index('IX_message_user', ['userId', 'shown', 'id'])
@Index('IX_message_thing', ['thing', 'userId'])
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
  /** Names the date that it tells of: a later message about the same moves or ends what still waits of this one. */
  @Str(80, { nullable: true }) thing: string | null;
}

/** One message on its way through one channel. */
@Entity('delivery')
@Unique('UQ_delivery_channel', ['messageId', 'channel'])
@Index('IX_delivery_state', ['state', 'id'])
@Index('IX_delivery_failure', ['state', 'failure', 'id'])
@Index('IX_delivery_ref', ['provider', 'providerRef'])
@Index('IX_delivery_mass', ['massId', 'id'])
export class Delivery {
  @Key() id: string;
  @Ref() messageId: string;
  @Str(8) channel: Channel;
  @Secret({ nullable: true }) address: string | null;
  @Str(12) state: DeliveryState;
  /** Tries of this hand-over. */
  @Int({ default: 0 }) attempts: number;
  /** Rises when staff send again what a provider had taken and could not deliver. */
  @Int({ default: 0 }) round: number;
  @Str(12, { nullable: true }) failure: Failure | null;
  @Str(500, { nullable: true }) lastError: string | null;
  /** An earlier try may have got through, and nobody told: what was sent may have come twice. */
  @Flag() unsure: boolean;
  /** Who took it, and what it called it. */
  @Str(8, { nullable: true }) provider: string | null;
  @Str(80, { nullable: true }) providerRef: string | null;
  @Int({ nullable: true }) parts: number | null;
  @Instant() createdAt: Date;
  @Instant({ nullable: true }) sentAt: Date | null;
  @Instant({ nullable: true }) arrivedAt: Date | null;
  /** Its place among the channels of its message. */
  @Int({ default: 0 }) step: number;
  /** Does not go before then. */
  @Instant({ nullable: true }) goAt: Date | null;
  /** Makes no sense any more from then on. */
  @Instant({ nullable: true }) lateAt: Date | null;
  /** Office of whom it goes to: what it costs is counted there. */
  @Ref({ nullable: true }) nodeId: string | null;
  /** The message to many that it belongs to. */
  @Ref({ nullable: true }) massId: string | null;
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

/** A template of text messages as the connected provider knows it: the clouds send only what they approved. */
@Entity('sms_template')
@Unique('UQ_sms_template', ['provider', 'template', 'locale'])
export class SmsTemplate {
  @Key() id: string;
  @Str(8) provider: string;
  @Str(40) template: string;
  @Str(2) locale: Locale;
  /** What the provider calls it. */
  @Str(80, { nullable: true }) registeredAs: string | null;
  @Str(12) state: 'draft' | 'submitted' | 'approved' | 'refused';
  @Instant() changedAt: Date;
  @Version() version: number;
}

/** What a provider told of a text message later, also of one that we do not know. */
@Entity('sms_receipt')
@Unique('UQ_sms_receipt_once', ['once'])
@Index('IX_sms_receipt_received', ['receivedAt'])
export class SmsReceipt {
  @Key() id: string;
  @Str(8) provider: string;
  @Str(80) ref: string;
  /** Null while nobody knows what it is about. */
  @Ref({ nullable: true }) deliveryId: string | null;
  @Flag() arrived: boolean;
  @Str(40) code: string;
  /** Digest of what was said: said again it is no second receipt. */
  @Str(64) once: string;
  @Instant() receivedAt: Date;
}
