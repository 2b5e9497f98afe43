import { Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import { Secret } from '#platform/crypto';
import { Day, Flag, Instant, Int, Json, Key, Ref, Str, Txt } from '#platform/db';
import type { LeftOutReason, ListChoice, SheetReason } from '#platform/layout';
import type { CellFault, TableRow } from '#platform/table';
import type { Field } from '../domain/import/fields.js';
import type { NeedGap, NeedState } from '../domain/need.js';
import type { FigureDoubt } from '../domain/proportion.js';
import { ListedColumns } from '../posting.columns.js';

/** `saving` from the moment that somebody confirms it until the last row is in, `taking_back` until the last row is out again. */
export const IMPORT_STATES = ['reading', 'ready', 'saving', 'confirmed', 'taking_back', 'taken_back', 'failed'] as const;
export type ImportState = (typeof IMPORT_STATES)[number];

/** A `conflict` was to be saved, and could not, for what it is about changed between the preview and the saving. */
export const ROW_KINDS = ['new', 'draft', 'changed', 'unchanged', 'wrong', 'conflict'] as const;
export type RowKind = (typeof ROW_KINDS)[number];

/** What becomes of a saved row when its list is taken back: `back`, or why its need stays as it is. */
export const ROW_FATES = [
  'back',
  'gone',
  'withdrawn',
  'other_list',
  'edited',
  'promised',
  'committed',
  'filled',
  'moved',
  'asked',
] as const;
export type RowFate = (typeof ROW_FATES)[number];

/** Why a row is wrong, as a code with what belongs to it. */
export interface RowReason {
  code: string;
  params?: Record<string, string | number>;
}

/** A column of the list, known by its place: headers come twice. */
export interface ImportColumn {
  header: string;
  samples: string[];
  field: Field | null;
  /** What the program took it for; where a person chose otherwise, that is remembered. */
  guessed?: Field | null;
  /** Hidden in the file. */
  hidden?: boolean;
  /** Its place in the sheet, and to which of the list's tables it belongs: sheets with the same header are one. */
  column?: number;
  table?: number;
  /** The sheet, where others have other headers. */
  sheet?: string;
}

/** A line of the list as it was read. */
export interface StagedLine {
  line: number;
  cells: string[];
  faults?: CellFault[];
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
  /** Of those to be saved, rows with a figure out of proportion that nobody said yes to. */
  @Int({ default: 0 }) rowsDoubtful: number;
  /** Lines that are no lines of the list: titles, totals, notes, hidden ones. */
  @Int({ default: 0 }) rowsLeftOut: number;
  /** Lines understood while it is read; rows that are through while it is saved. */
  @Int({ default: 0 }) done: number;
  /** Up to which line its rows are saved, or shown as conflicts: whoever takes the saving up goes on behind it. */
  @Int({ default: 0 }) savedLine: number;
  @Int({ default: 0 }) rowsConflict: number;
  @Ref({ nullable: true }) confirmedById: string | null;
  /** Which sheets a person wants read, and where their headers are; null as long as nobody said. */
  @Json({ nullable: true }) choice: ListChoice | null;
  /** What should be known before anything is saved. */
  @Json({ nullable: true }) notices: RowReason[] | null;
  /** Why it could not be read, in both languages. */
  @Str(300, { nullable: true }) failure: string | null;
  @Str(300, { nullable: true }) failureEn: string | null;
  @Instant() createdAt: Date;
  @Instant({ nullable: true }) confirmedAt: Date | null;
  /** Until when it can be taken back; null where it never could be. */
  @Instant({ nullable: true }) takeBackUntil: Date | null;
  @Ref({ nullable: true }) takenBackById: string | null;
  @Instant({ nullable: true }) takenBackAt: Date | null;
  /** As `savedLine`, of the taking back. */
  @Int({ default: 0 }) takenBackLine: number;
  @Int({ default: 0 }) rowsTakenBack: number;
  /** Rows whose needs stay, for somebody touched them since. */
  @Int({ default: 0 }) rowsStay: number;
}

/** A piece of the uploaded file, sealed; kept until the list is confirmed, so that another sheet or header can be chosen. */
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
  @Json({ large: true }) rows: StagedLine[];
  @Txt({ nullable: true, large: true }) rowsSealed?: string | null;
}

/** A sheet of the file as it was seen. Lines of the second sheet go on counting behind those of the first, so that each has its number. */
@Entity('import_sheet')
@Unique('UQ_import_sheet_at', ['batchId', 'at'])
export class ImportSheet {
  @Key() id: string;
  @Ref() batchId: string;
  @Int() at: number;
  @Str(120) name: string;
  @Flag() hidden: boolean;
  /** Why it is not read; null when it is. */
  @Str(16, { nullable: true }) leftOut: SheetReason | null;
  /** Lines of its header. */
  @Json() headerLines: number[];
  /** Lines of the import before its first. */
  @Int({ default: 0 }) linesBefore: number;
  /** Which columns are its own; null when it is not read. */
  @Int({ nullable: true }) tableAt: number | null;
  /** The first lines as they are, for a person to point at the header. */
  @Json({ large: true }) beginning: Pick<TableRow, 'line' | 'cells'>[];
  @Txt({ nullable: true, large: true }) beginningSealed?: string | null;
}

/** A line that is no line of the list, and why. */
@Entity('import_left_out')
@Unique('UQ_import_left_out_line', ['batchId', 'line'])
export class ImportLeftOut {
  @Key() id: string;
  @Ref() batchId: string;
  @Int() line: number;
  @Str(16) reason: LeftOutReason;
  @Str(200) text: string;
  @Txt({ nullable: true }) textSealed?: string | null;
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

/** What was understood of one line, in the shape of a need, so that a portion is confirmed by one statement. */
@Entity('import_row')
@Unique('UQ_import_row_line', ['batchId', 'line'])
@Index('IX_import_row_kind', ['batchId', 'kind', 'line'])
@Index('IX_import_row_doubtful', ['batchId', 'doubtful', 'line'])
export class ImportRow extends ListedColumns {
  @Key() id: string;
  @Ref() batchId: string;
  @Int() line: number;
  @Str(10) kind: RowKind;
  @Json() reasons: RowReason[];
  /** They quote cells of the list. */
  @Txt({ nullable: true }) reasonsSealed?: string | null;
  /** The need it becomes, or the one that it changes. */
  @Ref() needId: string;
  /** Version of the need that it changes, as the preview saw it. */
  @Int({ nullable: true }) needVersion: number | null;
  @Ref() entryId: string;
  @Int({ nullable: true }) enterpriseRef: number | null;
  @Str(120, { nullable: true }) enterpriseName: string | null;
  @Ref({ nullable: true }) nodeId: string | null;
  @Str(400, { nullable: true }) nodePath: string | null;
  @Str(6, { nullable: true }) divisionCode: string | null;
  /** Sealed for the need that the row becomes, so that confirming only copies them. */
  @Secret({ nullable: true }) contactNameSealed?: string | null;
  @Secret({ nullable: true }) contactPhoneSealed?: string | null;
  @Json() gaps: NeedGap[];
  /** Figures out of proportion that the need would hold; `doubtful` when confirming the list says yes to one of them. */
  @Json({ nullable: true }) doubts: FigureDoubt[] | null;
  @Flag() doubtful: boolean;
  /** What the need's state will be; for a changed row the need keeps its own. */
  @Str(12) state: NeedState;
  @Str(43) importKey: string;
  @Str(43) importHash: string;
  /** Numbers of the texts that it has, field by field: rows with the same text have the same number. */
  @Int({ nullable: true }) occupationRef: number | null;
  @Int({ nullable: true }) placeRef: number | null;
  @Int({ nullable: true }) skillLevelRef: number | null;
  @Int({ nullable: true }) peopleRef: number | null;
  @Int({ nullable: true }) wageRef: number | null;
  @Int({ nullable: true }) startByRef: number | null;
  @Int({ nullable: true }) nameRef: number | null;
  /** What became of it when the list was taken back. */
  @Str(12, { nullable: true }) fate: RowFate | null;
}

/** A need as it was before a row of a list changed it, in the shape of a need; kept as long as the list can be taken back. */
@Entity('import_before')
@Unique('UQ_import_before_line', ['batchId', 'line'])
@Index('IX_import_before_need', ['needId'])
@Index('IX_import_before_kept', ['keptUntil', 'batchId'])
export class ImportBefore extends ListedColumns {
  @Key() id: string;
  @Ref() batchId: string;
  @Int() line: number;
  @Ref() needId: string;
  @Instant() keptUntil: Date;
  @Ref() nodeId: string;
  @Str(400) nodePath: string;
  @Str(6, { nullable: true }) divisionCode: string | null;
  @Secret({ nullable: true }) contactNameSealed?: string | null;
  @Secret({ nullable: true }) contactPhoneSealed?: string | null;
  @Json() gaps: NeedGap[];
  @Json({ nullable: true }) doubts: FigureDoubt[] | null;
  @Instant({ nullable: true }) doubtsAt: Date | null;
  @Ref({ nullable: true }) doubtsById: string | null;
  @Str(43, { nullable: true }) importHash: string | null;
  @Str(12) state: NeedState;
  @Day() asOf: string;
  @Int() filled: number;
  @Int() promised: number;
  @Int() committed: number;
  @Instant({ nullable: true }) publishedAt: Date | null;
  @Instant() confirmedAt: Date;
  @Int() moves: number;
  @Int() version: number;
}

/** A person's word about a column, where the program takes it for something else. */
export interface Correction {
  column: number;
  field: Field | null;
}

/** Which column is which, as somebody last confirmed it for lists with this header. */
@Entity('import_mapping')
export class ImportMapping {
  @PrimaryColumn({ type: 'varchar', length: 36 }) signature: string;
  /** By header, as it was kept until columns were told by their place; null there could be nobody's choice and says nothing. */
  @Json() mapping: Correction[] | Record<string, string | null>;
  @Ref() userId: string;
  @Instant() updatedAt: Date;
}
