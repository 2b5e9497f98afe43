import { Check, Column, Entity, Index, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { Secret } from '#platform/crypto';
import { Day, Flag, Instant, Int, Json, Key, Ref, Str, Txt } from '#platform/db';
import type { FigureDoubt, ProportionRule } from './domain/proportion.js';
import type { Revision } from './domain/revision.js';
import { PostingColumns } from './posting.columns.js';
import type { EntryKind, NeedGap, NeedState, ReportKind } from './domain/need.js';

/** What no move may break, kept by the database itself. */
export const FIGURES_CHECK = 'short >= 0 AND filled >= 0 AND promised >= 0 AND committed >= 0 AND filled + promised + committed <= short';

/** One posting of one enterprise. Its figures are moved by the ledger only, each move with an entry. */
@Entity('need')
@Unique('UQ_need_import_key', ['importKey'])
@Index('IX_need_enterprise', ['enterpriseId', 'state', 'createdAt', 'id'])
@Index('IX_need_newest', ['createdAt', 'id', 'title'])
@Index('IX_need_state_newest', ['state', 'createdAt', 'id', 'title'])
@Index('IX_need_occupation', ['occupationCode', 'createdAt', 'id'])
@Index('IX_need_state_occupation', ['state', 'occupationCode'])
@Index('IX_need_node', ['nodePath', 'createdAt', 'id'])
@Index('IX_need_open', ['state', 'id'])
@Index('IX_need_confirmed', ['state', 'confirmedAt'])
@Index('IX_need_doubts', ['doubtsAt', 'id'])
@Index('IX_need_start_by', ['state', 'startBy'])
@Check('CK_need_figures', FIGURES_CHECK)
export class Need extends PostingColumns {
  @Key() id: string;
  @Ref() enterpriseId: string;
  @Ref() nodeId: string;
  @Str(400) nodePath: string;
  @Int({ default: 0 }) filled: number;
  @Int({ default: 0 }) promised: number;
  @Int({ default: 0 }) committed: number;
  /** Division of a workplace outside the organisation tree. */
  @Str(6, { nullable: true }) divisionCode: string | null;
  /** Contact of the enterprise for applicants: published with the post. Its clear columns hold nothing any more. */
  @Secret({ nullable: true }) contactNameSealed?: string | null;
  @Secret({ nullable: true }) contactPhoneSealed?: string | null;
  @Int({ default: 0 }) priority: number;
  @Json() gaps: NeedGap[];
  /** For whom it is counted: an agency's client where it names one; null is out of the figures. */
  @Str(36, { nullable: true }) countedFor: string | null;
  @Str(12) state: NeedState;
  @Instant({ nullable: true }) publishedAt: Date | null;
  @Instant() confirmedAt: Date;
  @Instant() createdAt: Date;
  @Instant() updatedAt: Date;
  /** Number of ledger entries so far: the next entry's place. */
  @Int({ default: 0 }) moves: number;
  /** Rises with every edit by a person; the ledger's moves leave it. */
  @Int({ default: 1 }) version: number;
  /** Rises with every change of what decides who fits, and with nothing else. */
  @Int({ default: 1 }) termsVersion: number;
  /** Why its county handed it back; gone when it is handed in again. */
  @Str(200, { nullable: true }) sentBack: string | null;
  /** Figures out of proportion that somebody said are meant, with who said so and when; null when there are none. */
  @Json({ nullable: true }) doubts: FigureDoubt[] | null;
  @Instant({ nullable: true }) doubtsAt: Date | null;
  @Ref({ nullable: true }) doubtsById: string | null;
  /** Same row of the same list, whenever it is imported; null for what was not imported. */
  @Str(43, { nullable: true }) importKey: string | null;
  /** What that row said the last time. */
  @Str(43, { nullable: true }) importHash: string | null;
}

/** What its enterprise wants a published need to say, while its county looks at it. At most one of each need, under the need's id. */
@Entity('need_revision')
@Index('IX_need_revision_asked', ['askedAt', 'id'])
export class NeedRevision {
  @Key() id: string;
  /** The office that decides. */
  @Ref() nodeId: string;
  @Str(400) nodePath: string;
  @Json() said: Revision;
  @Txt({ nullable: true, large: true }) saidSealed?: string | null;
  @Ref() askedById: string;
  @Instant() askedAt: Date;
  @Int({ default: 1 }) version: number;
}

/** One movement, with the figures after it. Never changed, never deleted. */
@Entity('need_entry')
@Unique('UQ_need_entry_seq', ['needId', 'seq'])
@Index('IX_need_entry_ref', ['refKind', 'refId'])
export class NeedEntry {
  @Key() id: string;
  @Ref() needId: string;
  @Int() seq: number;
  @Instant() at: Date;
  @Str(12) kind: EntryKind;
  @Int() people: number;
  @Int() short: number;
  @Int() filled: number;
  @Int() promised: number;
  @Int() committed: number;
  @Int() shortage: number;
  @Str(20, { nullable: true }) refKind: string | null;
  @Str(36, { nullable: true }) refId: string | null;
  @Str(36, { nullable: true }) actorId: string | null;
  /** Code of the reason; pages put it in words. */
  @Str(60, { nullable: true }) reason: string | null;
}

/** Which need changed, in a rising sequence: what keeps views of all needs current. Rows are dropped after a day. */
@Entity('need_change')
@Index('IX_need_change_at', ['at'])
export class NeedChange {
  @PrimaryGeneratedColumn({ type: 'integer' }) id: number;
  @Column({ type: 'varchar', length: 36 }) needId: string;
  @Instant() at: Date;
}

/** 先审核后发布: from a day on a county or zone checks its needs before they are published, or no longer does. */
@Entity('need_check_rule')
@Unique('UQ_need_check_rule_day', ['nodeId', 'validFrom'])
export class NeedCheckRule {
  @Key() id: string;
  @Ref() nodeId: string;
  @Day() validFrom: string;
  @Flag() required: boolean;
  @Ref() setById: string;
  @Instant() setAt: Date;
}

/** From a day on a post of the city stays live for so many days after its own latest start day. */
@Entity('need_start_rule')
@Unique('UQ_need_start_rule_day', ['nodeId', 'validFrom'])
export class NeedStartRule {
  @Key() id: string;
  @Ref() nodeId: string;
  @Day() validFrom: string;
  @Int() graceDays: number;
  @Ref() setById: string;
  @Instant() setAt: Date;
}

/** From a day on figures are asked about when they are so far from what is known: see `ProportionRule`. */
@Entity('need_proportion_rule')
@Unique('UQ_need_proportion_rule_day', ['validFrom'])
export class NeedProportionRule implements ProportionRule {
  @Key() id: string;
  @Day() validFrom: string;
  @Str(200) source: string;
  @Int() leastPeople: number;
  @Int() overEmployees: number;
  @Int() overPast: number;
  @Int() overOccupation: number;
  @Int() mostUnknown: number;
  @Int() overWage: number;
  @Int() enoughPosts: number;
  /** null for what the product came with. */
  @Ref({ nullable: true }) setById: string | null;
  @Instant() setAt: Date;
}

/** A reader of the board says that a post is filled or not true: a task for the county. */
@Entity('need_report')
@Index('IX_need_report_open', ['state', 'nodePath', 'createdAt', 'id'])
@Index('IX_need_report_need', ['needId', 'state'])
@Index('UQ_need_report_open', ['openKey'], { unique: true })
export class NeedReport {
  @Key() id: string;
  @Ref() needId: string;
  @Str(400) nodePath: string;
  @Str(12) kind: ReportKind;
  @Str(300, { nullable: true }) note: string | null;
  @Str(8) state: 'open' | 'closed';
  /** Need and kind while it is open: the same said at once opens one task. */
  @Str(50, { nullable: true }) openKey: string | null;
  @Int({ default: 1 }) times: number;
  @Str(300, { nullable: true }) answer: string | null;
  @Ref({ nullable: true }) closedById: string | null;
  @Instant({ nullable: true }) closedAt: Date | null;
  @Instant() createdAt: Date;
}
