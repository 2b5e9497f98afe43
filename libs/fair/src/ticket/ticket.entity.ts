import { Entity, Index, Unique } from 'typeorm';
import { Blind, Secret } from '#platform/crypto';
import { Instant, Int, Json, Key, Ref, Str, Txt } from '#platform/db';
import type { Consent, TicketKind } from '../domain/ticket.js';

/** Who a ticket is for, as far as they said it. */
export interface TicketHolder {
  name: string | null;
  /** Mobile number; null where only an address was given. */
  phone: string | null;
  email: string | null;
  /** In their own words. */
  occupation: string | null;
  experience: string | null;
}

export type TicketState = 'valid' | 'cancelled';

/** One person's admission to one fair. */
@Entity('fair_ticket')
@Unique('UQ_fair_ticket_number', ['fairId', 'number'])
@Unique('UQ_fair_ticket_holder', ['fairId', 'holderIndex'])
@Unique('UQ_fair_ticket_link', ['linkHash'])
@Index('IX_fair_ticket_changed', ['fairId', 'changedAt', 'id'])
export class Ticket {
  @Key() id: string;
  @Ref() fairId: string;
  /** Eight digits, the last of them checks the others. */
  @Str(8) number: string;
  @Str(8) kind: TicketKind;
  @Str(12) state: TicketState;
  /** Sealed JSON of {@link TicketHolder}; null of a paper ticket, and once it was deleted. */
  @Txt({ nullable: true }) holder: string | null;
  /** Of telephone or address: nobody has two tickets of a fair. */
  @Blind({ nullable: true }) holderIndex: string | null;
  /** What an enterprise may see. */
  @Json() consents: Consent[];
  /** Which group brings them. */
  @Str(80, { nullable: true }) groupName: string | null;
  /** Of the token in the link to “my ticket”; null of paper. */
  @Str(43, { nullable: true }) linkHash: string | null;
  @Instant() issuedAt: Date;
  /** Gates ask for what changed. */
  @Instant() changedAt: Date;
  @Int({ default: 1 }) version: number;
}

/** A code that was sent to a telephone or an address. */
@Entity('fair_ticket_code')
@Unique('UQ_fair_ticket_code', ['fairId', 'holderIndex'])
@Index('IX_fair_ticket_code_sent', ['sentAt'])
export class TicketCode {
  @Key() id: string;
  @Ref() fairId: string;
  @Blind() holderIndex: string;
  @Str(43) codeHash: string;
  /** Wrong tries at this code. */
  @Int({ default: 0 }) tries: number;
  /** Codes sent on `day`. */
  @Int({ default: 0 }) sent: number;
  @Instant() sentAt: Date;
  @Instant() until: Date;
}

/** The pair of keys that tickets are signed with, and those before it. */
@Entity('ticket_key')
@Unique('UQ_ticket_key_slot', ['slot'])
export class TicketKey {
  @Key() id: string;
  /** In the QR. */
  @Str(8) slot: string;
  /** Ed25519, 32 bytes in base64url. */
  @Str(43) publicKey: string;
  /** PKCS #8 in base64url, sealed. */
  @Secret() privateKey: string;
  @Instant() createdAt: Date;
}
