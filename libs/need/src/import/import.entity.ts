import { Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import { Secret } from '#platform/crypto';
import { Day, Flag, Instant, Int, Json, Key, Ref, Str, Txt } from '#platform/db';
import type { NeedForm, NeedGap, NeedShift, NeedState } from '../domain/need.js';

export const IMPORT_STATES = ['reading', 'ready', 'confirming', 'confirmed', 'failed'] as const;
export type ImportState = (typeof IMPORT_STATES)[number];

export const ROW_KINDS = ['new', 'draft', 'changed', 'unchanged', 'wrong'] as const;
export type RowKind = (typeof ROW_KINDS)[number];

/** Why a row is wrong, as a code with what belongs to it. */
export interface RowReason {
  code: string;
  params?: Record<string, string | number>;
}

export interface ImportColumn {
  header: string;
  samples: string[];
  field: string | null;
}

/** One uploaded list, from the upload until somebody confirms it. */
@Entity('import_batch')
@Index('IX_import_batch_node', ['nodePath', 'createdAt', 'id'])
@Index('IX_import_batch_created', ['createdAt', 'id'])
export class ImportBatch {
  @Key() id: string;
  @Ref() userId: string;
  /** Rows outside this node are wrong. */
  @Ref() nodeId: string;
  @Str(400) nodePath: string;
  @Str(120) fileName: string;
  @Secret({ nullable: true }) fileNameSealed?: string | null;
  @Str(12) state: ImportState;
  @Json() columns: ImportColumn[];
  /** With samples of what stands in them, and so of people. */
  @Txt({ nullable: true, large: true }) columnsSealed?: string | null;
  /** Which list this is, by its header: the mapping is remembered under it. */
  @Str(43) signature: string;
  @Int({ default: 0 }) rowsRead: number;
  @Int({ default: 0 }) rowsNew: number;
  @Int({ default: 0 }) rowsDraft: number;
  @Int({ default: 0 }) rowsChanged: number;
  @Int({ default: 0 }) rowsUnchanged: number;
  @Int({ default: 0 }) rowsWrong: number;
  @Int({ default: 0 }) done: number;
  /** Why it could not be read, in both languages. */
  @Str(300, { nullable: true }) failure: string | null;
  @Str(300, { nullable: true }) failureEn: string | null;
  @Instant() createdAt: Date;
  @Instant({ nullable: true }) confirmedAt: Date | null;
}

/** A piece of the uploaded file, sealed; gone as soon as the lines are staged. */
@Entity('import_part')
@Unique('UQ_import_part_seq', ['batchId', 'seq'])
@Index('IX_import_part_created', ['createdAt'])
export class ImportPart {
  @Key() id: string;
  @Ref() batchId: string;
  @Int() seq: number;
  @Txt({ large: true }) content: string;
  @Instant() createdAt: Date;
}

/** Some hundred lines of the file as they were read: a corrected mapping starts from here again. */
@Entity('import_chunk')
@Unique('UQ_import_chunk_line', ['batchId', 'firstLine'])
export class ImportChunk {
  @Key() id: string;
  @Ref() batchId: string;
  @Int() firstLine: number;
  @Json({ large: true }) rows: { line: number; cells: string[] }[];
  @Txt({ nullable: true, large: true }) rowsSealed?: string | null;
}

/** An enterprise that rows name; `enterpriseId` is filled in when the batch is confirmed, or before when it is known. */
@Entity('import_enterprise')
@Unique('UQ_import_enterprise_ref', ['batchId', 'ref'])
export class ImportEnterprise {
  @Key() id: string;
  @Ref() batchId: string;
  @Int() ref: number;
  @Str(120) name: string;
  @Str(18, { nullable: true }) creditCode: string | null;
  @Ref() nodeId: string;
  @Str(400) nodePath: string;
  /** A staffing agency's needs are out of the figures until they name the client. */
  @Flag() agency: boolean;
  @Ref({ nullable: true }) enterpriseId: string | null;
}

/** What was understood of one line, in the shape of a need, so that confirming is one statement. */
@Entity('import_row')
@Unique('UQ_import_row_line', ['batchId', 'line'])
@Index('IX_import_row_kind', ['batchId', 'kind', 'line'])
export class ImportRow {
  @Key() id: string;
  @Ref() batchId: string;
  @Int() line: number;
  @Str(10) kind: RowKind;
  @Json() reasons: RowReason[];
  /** They quote cells of the list. */
  @Txt({ nullable: true }) reasonsSealed?: string | null;
  /** The need it becomes, or the one that it changes. */
  @Ref() needId: string;
  @Ref() entryId: string;
  @Int({ nullable: true }) enterpriseRef: number | null;
  @Str(120, { nullable: true }) enterpriseName: string | null;
  @Ref({ nullable: true }) nodeId: string | null;
  @Str(400, { nullable: true }) nodePath: string | null;
  @Str(6, { nullable: true }) divisionCode: string | null;
  @Str(120) title: string;
  @Str(16, { nullable: true }) occupationCode: string | null;
  @Int({ default: 0 }) skillLevel: number;
  @Int({ default: 0 }) short: number;
  @Int({ nullable: true }) wageFromFen: number | null;
  @Int({ nullable: true }) wageToFen: number | null;
  @Str(60, { nullable: true }) wageText: string | null;
  @Str(16, { nullable: true }) form: NeedForm | null;
  @Str(16, { nullable: true }) shift: NeedShift | null;
  @Day({ nullable: true }) startFrom: string | null;
  @Day({ nullable: true }) startBy: string | null;
  @Flag() lodging: boolean;
  @Flag() meals: boolean;
  @Json() licences: string[];
  @Str(120, { nullable: true }) workplace: string | null;
  @Txt({ nullable: true }) note: string | null;
  @Str(60, { nullable: true }) contactName: string | null;
  @Str(30, { nullable: true }) contactPhone: string | null;
  /** Sealed for the need that the row becomes, so that confirming only copies them. */
  @Secret({ nullable: true }) contactNameSealed?: string | null;
  @Secret({ nullable: true }) contactPhoneSealed?: string | null;
  @Json() gaps: NeedGap[];
  /** What the need's state will be; for a changed row the need keeps its own. */
  @Str(12) state: NeedState;
  @Str(43) importKey: string;
  @Str(43) importHash: string;
}

/** Which column is which, as somebody last confirmed it for lists with this header. */
@Entity('import_mapping')
export class ImportMapping {
  @PrimaryColumn({ type: 'varchar', length: 36 }) signature: string;
  @Json() mapping: Record<string, string | null>;
  @Ref() userId: string;
  @Instant() updatedAt: Date;
}
