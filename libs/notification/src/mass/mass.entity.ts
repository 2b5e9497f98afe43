import { Entity, Index, Unique } from 'typeorm';
import { Flag, Instant, Int, Json, Key, Ref, Str, Txt, Version } from '#platform/db';
import type { Channel } from '../domain/delivery.js';
import type { MassKind, MassState } from '../domain/mass.js';
import type { MassFilter } from './mass.ports.js';

/** A message of an office to many enterprises. */
@Entity('mass_message')
@Index('IX_mass_message_office', ['nodePath', 'createdAt', 'id'])
export class MassMessage {
  @Key() id: string;
  /** Office of whoever wrote it. */
  @Str(400) nodePath: string;
  @Str(12) kind: MassKind;
  @Str(60) titleZh: string;
  @Txt() bodyZh: string;
  @Str(120) titleEn: string;
  @Txt() bodyEn: string;
  @Json() filter: MassFilter;
  @Json() channels: Channel[];
  @Str(12) state: MassState;
  /** Enterprises and people when it was sent off. */
  @Int({ nullable: true }) enterprises: number | null;
  @Int({ nullable: true }) people: number | null;
  /** The last enterprise that was told, and how many were. */
  @Str(36) after: string;
  @Int({ default: 0 }) told: number;
  /** Every enterprise has been told. */
  @Flag() written: boolean;
  @Ref() createdById: string;
  @Instant() createdAt: Date;
  @Ref({ nullable: true }) sentById: string | null;
  @Ref({ nullable: true }) approvedById: string | null;
  @Instant({ nullable: true }) startedAt: Date | null;
  @Instant({ nullable: true }) endedAt: Date | null;
  @Version() version: number;
}

/** Somebody whom a message to many concerns, and what became of it. */
@Entity('mass_recipient')
@Unique('UQ_mass_recipient', ['massId', 'enterpriseId', 'userId'])
@Unique('UQ_mass_recipient_key', ['unsubscribeHash'])
@Index('IX_mass_recipient_message', ['messageId'])
@Index('IX_mass_recipient_state', ['massId', 'state', 'id'])
export class MassRecipient {
  @Key() id: string;
  @Ref() massId: string;
  @Ref() enterpriseId: string;
  /** '' of an enterprise for which nobody has an account. */
  @Ref() userId: string;
  @Ref({ nullable: true }) messageId: string | null;
  @Str(12) state: 'told' | 'nobody' | 'unsubscribed';
  /** Digest of the key in the link by which they unsubscribe. */
  @Str(64, { nullable: true }) unsubscribeHash: string | null;
}

/** Somebody who wants no more advertising. */
@Entity('message_unsubscribe')
@Unique('UQ_message_unsubscribe', ['userId'])
export class MessageUnsubscribe {
  @Key() id: string;
  @Ref() userId: string;
  /** By the link of which message. */
  @Ref({ nullable: true }) massId: string | null;
  @Instant() at: Date;
}
