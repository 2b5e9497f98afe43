import { Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import { Secret } from '#platform/crypto';
import { Bytes, Flag, Instant, Int, Key, Ref, Str, Txt } from '#platform/db';
import type { EnterpriseState, SizeClass } from './domain/enterprise.js';
import type { DocumentKind, MembershipState } from './domain/membership.js';

/** One legal person, known by its unified social credit code; without one while an import could not tell it. */
@Entity('enterprise')
@Unique('UQ_enterprise_credit_code', ['creditCode'])
@Index('IX_enterprise_node', ['nodePath', 'name', 'id'])
@Index('IX_enterprise_name', ['name', 'id'])
export class Enterprise {
  @Key() id: string;
  @Str(18, { nullable: true }) creditCode: string | null;
  @Str(120) name: string;
  @Ref() nodeId: string;
  @Str(400) nodePath: string;
  @Str(8, { nullable: true }) industryCode: string | null;
  @Str(8, { nullable: true }) sizeClass: SizeClass | null;
  /** 规上: above the statistical size. */
  @Flag() aboveScale: boolean;
  @Flag() isKey: boolean;
  @Int({ nullable: true }) employees: number | null;
  @Str(12) state: EnterpriseState;
  @Instant() createdAt: Date;
  @Int({ default: 1 }) version: number;
}

/** A person's tie to an enterprise, from the application on. */
@Entity('membership')
@Index('IX_membership_enterprise', ['enterpriseId', 'state'])
@Index('IX_membership_newest', ['enterpriseId', 'createdAt', 'id'])
@Index('IX_membership_user', ['userId'])
@Index('IX_membership_state', ['state', 'nodePath', 'createdAt', 'id'])
@Unique('UQ_membership_pair', ['enterpriseId', 'userId'])
export class Membership {
  @Key() id: string;
  @Ref() enterpriseId: string;
  @Ref() userId: string;
  @Str(12) state: MembershipState;
  /** Who decides: the county for the first person, a colleague from then on. */
  @Str(12) decidedBy: 'county' | 'colleague';
  /** Name, code and county as the applicant gave them; they become the enterprise's when the county approves. */
  @Str(120) enterpriseName: string;
  @Str(18) creditCode: string;
  @Ref() nodeId: string;
  @Str(400) nodePath: string;
  @Str(60) applicant: string;
  @Secret({ nullable: true }) applicantSealed?: string | null;
  @Str(40, { nullable: true }) position: string | null;
  @Ref({ nullable: true }) licenceFileId: string | null;
  @Ref({ nullable: true }) letterFileId: string | null;
  @Str(300, { nullable: true }) reason: string | null;
  @Ref({ nullable: true }) decidedById: string | null;
  @Instant({ nullable: true }) decidedAt: Date | null;
  @Instant() createdAt: Date;
}

/** A document that somebody handed in, sealed: in the database, so that every API process has it and a backup takes it along. */
@Entity('stored_file')
@Index('IX_stored_file_created', ['attached', 'createdAt'])
export class StoredFile {
  @Key() id: string;
  @Str(12) kind: DocumentKind;
  @Str(120) name: string;
  @Secret({ nullable: true }) nameSealed?: string | null;
  @Str(80) mime: string;
  @Int() bytes: number;
  @Str(64) sha256: string;
  /** Where the release before kept it: sealed base64. Empty since. */
  @Txt({ large: true }) content: string;
  /** The document, sealed; null only while it is still in `content`. */
  @Bytes({ nullable: true }) bytesSealed: Buffer | null;
  @Flag() attached: boolean;
  @Instant() createdAt: Date;
}

/** What strangers handed in on one day: from one network, and in all. */
@Entity('upload_tally')
@Index('IX_upload_tally_day', ['day'])
export class UploadTally {
  /** Blind index of the network, or that of all of them. */
  @PrimaryColumn({ type: 'varchar', length: 43 }) whose: string;
  @PrimaryColumn({ type: 'varchar', length: 10 }) day: string;
  @Int() kib: number;
}
