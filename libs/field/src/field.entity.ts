import { Entity, Index, Unique } from 'typeorm';
import { Secret } from '#platform/crypto';
import { Instant, Int, Key, Ref, Str, Txt } from '#platform/db';

/** `invited` until a phone took up the invitation; `paper` is a list that was kept by hand. */
export const DEVICE_STATES = ['invited', 'active', 'revoked', 'paper'] as const;
export type DeviceState = (typeof DEVICE_STATES)[number];

/** What became of an entry: it took effect, a supervisor has to decide about it, or it took none. */
export const ENTRY_VERDICTS = ['taken', 'conflict', 'refused'] as const;
export type EntryVerdict = (typeof ENTRY_VERDICTS)[number];

/** What a supervisor said about a conflict: this entry counts, or the one before it does. */
export type Settlement = 'stands' | 'void';

/** A phone of somebody who is out there, for one duty. */
@Entity('field_device')
@Unique('UQ_field_device_code', ['codeHash'])
@Index('IX_field_device_group', ['groupId', 'id'])
@Index('IX_field_device_node', ['nodePath', 'id'])
export class FieldDevice {
  @Key() id: string;
  /** What it is called at the desk, sealed: somebody may call it by its owner. */
  @Secret() name: string;
  @Str(24) dutyKind: string;
  @Ref() dutyId: string;
  @Str(200) dutyName: string;
  /** What the duty is a part of: the fair of a gate. */
  @Ref() groupId: string;
  @Str(400) nodePath: string;
  @Ref({ nullable: true }) enterpriseId: string | null;
  @Ref({ nullable: true }) supplierId: string | null;
  @Str(12) state: DeviceState;
  /** Of the code in the QR of the invitation; null once it is taken up. */
  @Str(43, { nullable: true }) codeHash: string | null;
  @Instant({ nullable: true }) codeUntil: Date | null;
  /** ECDSA on P-256, SPKI in base64url; its other half never leaves the phone. */
  @Str(200, { nullable: true }) publicKey: string | null;
  /** What the phone's store is encrypted with, sealed. */
  @Secret({ nullable: true }) storeKey: string | null;
  /** The highest number of a contact; repeats and replays have no higher one. */
  @Int({ default: 0 }) contact: number;
  /** The highest number in its log. */
  @Int({ default: 0 }) lastCounter: number;
  @Instant() startsAt: Date;
  @Instant() endsAt: Date;
  @Ref() invitedById: string;
  @Instant() invitedAt: Date;
  @Instant({ nullable: true }) enrolledAt: Date | null;
  @Instant({ nullable: true }) lastContactAt: Date | null;
  @Instant({ nullable: true }) revokedAt: Date | null;
  @Ref({ nullable: true }) revokedById: string | null;
  /** When it was told to wipe itself. */
  @Instant({ nullable: true }) wipedAt: Date | null;
  /** When two phones spoke as this one. */
  @Instant({ nullable: true }) copiedAt: Date | null;
}

/** One entry of a phone's log, each taken once. */
@Entity('field_entry')
@Unique('UQ_field_entry_counter', ['deviceId', 'counter'])
@Index('IX_field_entry_group', ['groupId', 'verdict', 'id'])
@Index('IX_field_entry_verdict', ['verdict', 'id'])
@Index('IX_field_entry_received', ['receivedAt'])
export class FieldEntry {
  @Key() id: string;
  @Ref() deviceId: string;
  @Int() counter: number;
  @Ref() groupId: string;
  @Str(24) kind: string;
  @Str(64) subject: string;
  /** Sealed JSON; null when there is none. */
  @Txt({ nullable: true }) detail: string | null;
  /** By the phone's clock. */
  @Instant() at: Date;
  /** By the server's. */
  @Instant() seenAt: Date;
  @Instant() receivedAt: Date;
  @Str(43) prev: string;
  @Str(43) digest: string;
  @Str(12) verdict: EntryVerdict;
  @Str(40, { nullable: true }) code: string | null;
  /** The entry that it is in conflict with. */
  @Ref({ nullable: true }) withEntryId: string | null;
  @Str(8, { nullable: true }) settled: Settlement | null;
  @Ref({ nullable: true }) settledById: string | null;
  @Instant({ nullable: true }) settledAt: Date | null;
}
