import { Check, Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import { Blind, Secret } from '#platform/crypto';
import { Flag, Instant, Int, Json, Key, Ref, Str } from '#platform/db';
import type { Role } from '#platform/http';
import type { NodeKind } from './domain/org.js';

@Entity('org_node')
@Index('IX_org_node_parent', ['parentId', 'id'])
@Index('IX_org_node_path', ['path'])
@Index('IX_org_node_division', ['divisionCode'])
export class OrgNodeRow {
  @Key() id: string;
  @Ref({ nullable: true }) parentId: string | null;
  @Str(12) kind: NodeKind;
  @Str(80) name: string;
  @Str(6, { nullable: true }) divisionCode: string | null;
  @Str(400) path: string;
}

/** A person who can sign in. Whatever identifies them is sealed, and found by blind index. */
@Entity('user_account')
@Unique('UQ_user_account_login', ['loginIndex'])
@Unique('UQ_user_account_email', ['emailIndex'])
@Unique('UQ_user_account_phone', ['phoneIndex'])
@Index('IX_user_account_created', ['createdAt', 'id'])
export class UserAccount {
  @Key() id: string;
  @Secret() name: string;
  @Secret({ nullable: true }) login: string | null;
  @Blind({ nullable: true }) loginIndex: string | null;
  @Secret({ nullable: true }) email: string | null;
  @Blind({ nullable: true }) emailIndex: string | null;
  @Secret({ nullable: true }) phone: string | null;
  @Blind({ nullable: true }) phoneIndex: string | null;
  /** null until the person chose one through their invitation. */
  @Str(200, { nullable: true }) passwordHash: string | null;
  /** Somebody else set the password: nothing is allowed before it is changed. */
  @Flag() mustChange: boolean;
  /** Rises whenever what the person signs in with, or what they may do, is taken back: sessions of an earlier one are over. */
  @Int({ default: 1 }) generation: number;
  @Str(2) locale: 'zh' | 'en';
  @Instant() createdAt: Date;
  @Instant({ nullable: true }) disabledAt: Date | null;
  @Instant({ nullable: true }) lastSignInAt: Date | null;
}

/** Pieces of a person's name, so that they are found by part of it although the name is sealed. */
@Entity('user_name_token')
@Index('IX_user_name_token_user', ['userId'])
export class UserNameToken {
  @PrimaryColumn({ type: 'varchar', length: 43 }) token: string;
  @PrimaryColumn({ type: 'varchar', length: 36 }) userId: string;
}

/** Wrong tries, counted for accounts and for logins that do not exist alike, so that neither can be told from the other. */
@Entity('sign_in_attempt')
@Index('IX_sign_in_attempt_last', ['lastAt'])
export class SignInAttempt {
  /** Blind index of what was tried. */
  @PrimaryColumn({ type: 'varchar', length: 43 }) id: string;
  @Int() tries: number;
  @Instant() lastAt: Date;
  @Instant({ nullable: true }) lockedUntil: Date | null;
}

@Entity('session')
@Unique('UQ_session_token', ['tokenHash'])
@Index('IX_session_user', ['userId', 'createdAt'])
@Index('IX_session_living', ['userId', 'endedAt', 'createdAt', 'id'])
@Index('IX_session_expires', ['expiresAt'])
export class Session {
  @Key() id: string;
  @Ref() userId: string;
  /** The account's generation when the password was checked. */
  @Int({ default: 1 }) generation: number;
  @Str(43) tokenHash: string;
  @Instant() createdAt: Date;
  @Instant() seenAt: Date;
  @Int() idleMinutes: number;
  @Instant() expiresAt: Date;
  @Instant({ nullable: true }) endedAt: Date | null;
  /** Browser and system as the browser named them, for the person's own list. */
  @Str(200) agent: string;
  /** A code was given, or the device had been trusted after one. */
  @Flag() secondFactor: boolean;
}

@Entity('access_grant')
@Unique('UQ_access_grant_scope', ['userId', 'role', 'scopeKey'])
@Index('IX_access_grant_node', ['nodeId', 'role'])
@Index('IX_access_grant_enterprise', ['enterpriseId'])
@Index('IX_access_grant_supplier', ['supplierId'])
@Check('CK_access_grant_one', '(nodeId IS NOT NULL) + (enterpriseId IS NOT NULL) + (supplierId IS NOT NULL) = 1')
export class AccessGrant {
  @Key() id: string;
  @Ref() userId: string;
  @Str(12) role: Role;
  @Ref({ nullable: true }) nodeId: string | null;
  @Ref({ nullable: true }) enterpriseId: string | null;
  @Ref({ nullable: true }) supplierId: string | null;
  /** What it stands on as one text: NULLs are never equal in a unique key. */
  @Str(60) scopeKey: string;
  /** paused: its supplier is switched off; it comes back with the supplier. */
  @Str(8) state: 'active' | 'paused' | 'ended';
  @Instant() createdAt: Date;
}

/** A link that lets its holder choose a password, once. */
@Entity('password_link')
@Unique('UQ_password_link_token', ['tokenHash'])
@Index('IX_password_link_user', ['userId'])
@Index('IX_password_link_expires', ['expiresAt'])
export class PasswordLink {
  @Key() id: string;
  @Ref() userId: string;
  @Str(8) purpose: 'invite' | 'reset';
  @Str(43) tokenHash: string;
  /** The token itself, sealed, for the message that carries it; gone once it was used. */
  @Secret({ nullable: true }) token: string | null;
  @Instant() createdAt: Date;
  @Instant() expiresAt: Date;
  @Instant({ nullable: true }) usedAt: Date | null;
}

/** The authenticator app of one person. */
@Entity('second_factor')
export class SecondFactor {
  /** The person's. */
  @Key() id: string;
  @Secret({ nullable: true }) secret: string | null;
  /** Shown to the person, and not yet confirmed by a code of it. */
  @Secret({ nullable: true }) pendingSecret: string | null;
  /** The last time step whose code was taken: no code is taken twice (RFC 6238, section 5.2). */
  @Int() lastStep: number;
  @Instant({ nullable: true }) confirmedAt: Date | null;
}

/** Lets another system act for the person who made it, on one of their roles and with some of its permissions. */
@Entity('api_token')
@Unique('UQ_api_token_hash', ['tokenHash'])
@Index('IX_api_token_user', ['userId', 'createdAt', 'id'])
@Index('IX_api_token_created', ['createdAt', 'id'])
@Index('IX_api_token_expires', ['expiresAt'])
export class ApiToken {
  @Key() id: string;
  @Ref() userId: string;
  /** Which system uses it. */
  @Str(80) name: string;
  @Str(43) tokenHash: string;
  /** How it begins. */
  @Str(8) hint: string;
  @Str(12) role: Role;
  /** With the role, which of the person's grants it stands on. */
  @Str(60) scopeKey: string;
  @Json() permissions: string[];
  /** The account's generation: what ends sessions ends it, too. */
  @Int() generation: number;
  @Instant() createdAt: Date;
  @Instant() expiresAt: Date;
  /** To five minutes. */
  @Instant({ nullable: true }) lastUsedAt: Date | null;
  @Instant({ nullable: true }) endedAt: Date | null;
}

@Entity('recovery_code')
@Unique('UQ_recovery_code_hash', ['codeHash'])
@Index('IX_recovery_code_user', ['userId'])
export class RecoveryCode {
  @Key() id: string;
  @Ref() userId: string;
  @Str(43) codeHash: string;
  @Instant({ nullable: true }) usedAt: Date | null;
}

/** A person agreed to one version of the privacy notice. */
@Entity('privacy_consent')
export class PrivacyConsent {
  @PrimaryColumn({ type: 'varchar', length: 36 }) userId: string;
  @PrimaryColumn({ type: 'varchar', length: 20 }) version: string;
  @Instant() agreedAt: Date;
}

/** Somebody forgot a password; gone once it was answered. */
@Entity('reset_request')
@Index('IX_reset_request_created', ['createdAt'])
export class ResetRequest {
  @Key() id: string;
  /** The account name as it was typed, sealed. */
  @Secret() typed: string;
  @Instant() createdAt: Date;
}

@Entity('audit_entry')
@Index('IX_audit_entry_at', ['at', 'id'])
@Index('IX_audit_entry_object', ['objectKind', 'objectId', 'at'])
@Index('IX_audit_entry_user', ['userId', 'at'])
@Index('IX_audit_entry_kind', ['objectKind', 'at', 'id'])
@Index('IX_audit_entry_action', ['action', 'at', 'id'])
@Index('IX_audit_entry_result', ['result', 'at', 'id'])
export class AuditEntry {
  @Key() id: string;
  @Instant() at: Date;
  /** null for the system itself. */
  @Ref({ nullable: true }) userId: string | null;
  @Str(60) action: string;
  @Str(40) objectKind: string;
  @Str(64) objectId: string;
  @Str(400, { nullable: true }) nodePath: string | null;
  @Json() fields: Record<string, unknown>;
  @Str(64, { nullable: true }) requestId: string | null;
  /** Where the request came from, sealed; null for the system, and once its time is over. */
  @Secret({ nullable: true }) address: string | null;
  @Column({ type: 'varchar', length: 8, default: 'done' }) result: TraceResult;
}

export type TraceResult = 'done' | 'failed';
