import { bool, day, id, instant, int, json, listOf, nested, oneOf, PageQuery, text } from '#platform/http';
import { LEFT_OUT, SHEET_REASONS, type LeftOutReason, type SheetReason } from '#platform/layout';
import { yuanOf } from '#reference';
import { CORRECTABLE, type Correctable } from '../domain/import/correction.js';
import { FIELDS } from '../domain/import/fields.js';
import { ImportToldDto } from './import-corrections.dto.js';
import {
  IMPORT_STATES,
  ROW_KINDS,
  type ImportBatch,
  type ImportLeftOut,
  type ImportSheet,
  type ImportState,
  type RowKind,
} from './import.entity.js';
import { ROW_GAPS, type RowGap } from './import.repository.js';
import { plannedIn } from './portions.js';
import type { SeenRow } from './import.views.js';
import { noticesIn } from './notices.js';
import { doubtText, reasonsOf, reasonText } from './reasons.js';
import { placeIn } from './sheet-lines.js';

export class ImportUploadQuery {
  @oneOf(['needs'], 'ImportKind', { optional: true }) kind?: 'needs';
  @id({ optional: true, about: 'county, zone or city whose list it is; left out by somebody who has one only' }) node?: string;
}

export class ImportColumnFieldDto {
  @int({ about: 'number of the column, as in `columns`' }) at: number;
  @text({ nullable: true, about: 'null for a column that is left out' }) field: string | null;
}

export class ImportMappingDto {
  @listOf(() => ImportColumnFieldDto, { optional: true, max: 500, about: 'by the place of the column, for headers may come twice' })
  columns?: ImportColumnFieldDto[];
  @json({ optional: true, about: 'by header, for all columns that have it: header → field, or null' }) mapping?: Record<
    string,
    string | null
  >;

  /** Both ways of saying it as one. */
  static fields({ columns = [], mapping = {} }: ImportMappingDto, batch: ImportBatch): ImportColumnFieldDto[] {
    const byHeader = batch.columns.flatMap(({ header }, at) => (header in mapping ? [{ at, field: mapping[header] ?? null }] : []));
    return [...columns, ...byHeader];
  }
}

export class SheetChoiceDto {
  @int({ about: 'number of the sheet, as in the list of sheets' }) at: number;
  @int({ optional: true, min: 1, about: 'line of its header; left out: as it is found' }) headerLine?: number;
}

export class ImportSheetsDto {
  @listOf(() => SheetChoiceDto, { min: 1, max: 200 }) sheets: SheetChoiceDto[];
  @bool({ optional: true, about: 'read lines that are hidden in the file as well' }) withHidden?: boolean;
}

export class ImportLineDto {
  @int() line: number;
  @listOf('string') cells: string[];
}

export class ImportSheetDto {
  @int() at: number;
  @text() name: string;
  @bool() hidden: boolean;
  @oneOf(SHEET_REASONS, 'ImportSheetReason', { nullable: true, about: 'why it is not read; null when it is' }) leftOut: SheetReason | null;
  @listOf('integer', { about: 'lines of its header' }) headerLines: number[];
  @listOf(() => ImportLineDto, { about: 'its first lines as they are' }) beginning: ImportLineDto[];

  static of({ at, name, hidden, leftOut, headerLines, beginning }: ImportSheet): ImportSheetDto {
    return { at, name, hidden, leftOut, headerLines, beginning };
  }
}

export class ImportLeftOutDto {
  @text({ nullable: true, about: 'where the file has several sheets' }) sheet: string | null;
  @int() line: number;
  @oneOf(LEFT_OUT, 'ImportLeftOutReason') reason: LeftOutReason;
  @text({ about: 'the beginning of what it says' }) text: string;

  static of({ line, reason, text: words }: ImportLeftOut, sheets: readonly ImportSheet[]): ImportLeftOutDto {
    return { ...placeOf(line, sheets), reason, text: words };
  }
}

export class ImportNoticeDto {
  @text() code: string;
  @text() text: string;
}

export class ImportColumnDto {
  @int({ about: 'its number' }) at: number;
  @text({ min: 0 }) header: string;
  @text({ nullable: true, about: 'sheet that it stands in, where sheets with different headers are read' }) sheet: string | null;
  @bool({ about: 'hidden in the file' }) hidden: boolean;
  @listOf('string') samples: string[];
  @text({ nullable: true }) field: string | null;
}

export class ImportCountsDto {
  @int() read: number;
  @int({ about: 'new needs, drafts included' }) created: number;
  @int() changed: number;
  @int() unchanged: number;
  @int() drafts: number;
  @int() wrong: number;
  @int({ about: 'rows to be saved with a figure out of proportion: confirming asks about them' }) doubtful: number;
  @int({ about: 'rows that were confirmed and could not be saved, for what they are about changed meanwhile' }) conflicts: number;
  @int({ about: 'rows that were taken back again' }) takenBack: number;
  @int({ about: 'rows whose needs stayed when the list was taken back' }) stay: number;
  @int({ about: 'lines of the file that are none of the list: titles, totals, notes, hidden ones' }) leftOut: number;
}

export class ConfirmImportDto {
  @bool({ optional: true, about: 'figures that are out of proportion (`import.figures_doubtful`) are meant' }) figuresConfirmed?: boolean;
}

export class ProgressDto {
  @int() done: number;
  @int() total: number;
}

export class ImportDto {
  @id() id: string;
  @text() fileName: string;
  @oneOf(IMPORT_STATES, 'ImportState') state: ImportState;
  @listOf(() => ImportColumnDto) columns: ImportColumnDto[];
  @listOf('string', { about: 'fields that a column may be' }) fields: string[];
  @nested(() => ImportCountsDto) counts: ImportCountsDto;
  @nested(() => ProgressDto, {
    nullable: true,
    about: 'while it is read: lines understood, of those found so far; while it is saved or taken back: rows that are through',
  })
  progress: ProgressDto | null;
  @text({ nullable: true }) failure: string | null;
  @listOf(() => ImportNoticeDto, { about: 'what to know before it is confirmed' }) notices: ImportNoticeDto[];
  @instant() createdAt: string;
  @instant({ nullable: true }) confirmedAt: string | null;
  @instant({ nullable: true, about: 'until when a saved list can be taken back; null where it cannot' }) takeBackUntil: string | null;
  @instant({ nullable: true }) takenBackAt: string | null;

  static of(batch: ImportBatch, locale: 'zh' | 'en'): ImportDto {
    const { id: key, fileName, state, columns } = batch;
    return {
      id: key,
      fileName,
      state,
      columns: columns.map(({ header, samples, field, hidden = false, sheet = null }, at) => ({
        at,
        header,
        sheet,
        hidden,
        samples,
        field,
      })),
      fields: [...FIELDS],
      counts: countsOf(batch),
      progress: progressOf(batch),
      failure: locale === 'zh' ? batch.failure : batch.failureEn,
      notices: noticesIn(batch, locale),
      createdAt: batch.createdAt.toISOString(),
      confirmedAt: batch.confirmedAt?.toISOString() ?? null,
      takeBackUntil: state === 'confirmed' ? (batch.takeBackUntil?.toISOString() ?? null) : null,
      takenBackAt: batch.takenBackAt?.toISOString() ?? null,
    };
  }
}

const progressOf = (batch: ImportBatch): ProgressDto | null => {
  const { state, done, rowsRead } = batch;
  if (state === 'reading') return { done, total: rowsRead };
  return state === 'saving' || state === 'taking_back' ? { done, total: plannedIn(batch) } : null;
};

/** Numbers of an import, as the command line prints them. */
export const countsOf = (batch: ImportBatch): ImportCountsDto => ({
  read: batch.rowsRead,
  created: batch.rowsNew + batch.rowsDraft,
  changed: batch.rowsChanged,
  unchanged: batch.rowsUnchanged,
  drafts: batch.rowsDraft,
  wrong: batch.rowsWrong,
  doubtful: batch.rowsDoubtful,
  conflicts: batch.rowsConflict,
  takenBack: batch.rowsTakenBack,
  stay: batch.rowsStay,
  leftOut: batch.rowsLeftOut,
});

export class ImportRowQuery extends PageQuery {
  @oneOf(ROW_KINDS, 'ImportRowKind', { optional: true }) kind?: RowKind;
  @bool({ optional: true, about: 'only rows with a figure out of proportion' }) doubtful?: boolean;
  @oneOf(ROW_GAPS, 'ImportRowGap', { optional: true, about: 'what a row lacks; `wage`: a text without an amount' }) gap?: RowGap;
  @oneOf(CORRECTABLE, 'ImportCorrectable', { optional: true, about: 'with `same`: the field that is compared' }) field?: Correctable;
  @int({ optional: true, about: 'number of a row: those that say the same in `field`' }) same?: number;
}

/** A line as the person finds it in the file. */
export const placeOf = (line: number, sheets: readonly ImportSheet[]): { sheet: string | null; line: number } => {
  const place = placeIn(sheets, line);
  const several = sheets.filter(({ tableAt }) => tableAt !== null).length > 1;
  return { sheet: several ? (place.sheet?.name ?? null) : null, line: place.line };
};

export class ImportRowDto {
  @int({ about: 'its number in the list' }) row: number;
  @text({ nullable: true, about: 'where the file has several sheets' }) sheet: string | null;
  @int() line: number;
  @oneOf(ROW_KINDS, 'ImportRowKind') kind: RowKind;
  @text({ min: 0 }) title: string;
  @text({ nullable: true }) enterpriseName: string | null;
  @text({ nullable: true }) occupationCode: string | null;
  @text({ nullable: true }) occupationName: string | null;
  @int() skillLevel: number;
  @int({ nullable: true }) short: number | null;
  @int({ nullable: true }) wageFromYuan: number | null;
  @int({ nullable: true }) wageToYuan: number | null;
  @text({ nullable: true, about: 'as the list says it; alone where no amount could be told' }) wageText: string | null;
  @day({ nullable: true }) startBy: string | null;
  @text({ nullable: true }) workplace: string | null;
  @text({ nullable: true, about: 'county, zone or division that the workplace was understood as' }) placeName: string | null;
  @listOf('string', { about: 'what it lacks' }) gaps: string[];
  @bool({ about: 'a figure is out of proportion; the reasons begin with it' }) doubtful: boolean;
  @listOf('string', { about: 'why it is wrong, or what it lacks, in words' }) reasons: string[];
  @listOf(() => ImportToldDto, { about: 'what the list says, field by field, and how it was told' }) told: ImportToldDto[];

  static of({ row, told, occupationName, placeName }: SeenRow, sheets: readonly ImportSheet[], locale: 'zh' | 'en'): ImportRowDto {
    const { kind, title, enterpriseName, occupationCode, skillLevel, short, wageText, startBy, workplace, gaps } = row;
    return {
      row: row.line,
      ...placeOf(row.line, sheets),
      ...{ kind, title, enterpriseName, occupationCode, occupationName, skillLevel, wageText, startBy, workplace, placeName },
      gaps: [...gaps],
      short: gaps.includes('short') ? null : short,
      wageFromYuan: yuanOf(row.wageFromFen),
      wageToYuan: yuanOf(row.wageToFen),
      reasons: [
        ...(row.doubtful ? (row.doubts ?? []).map((doubt) => doubtText(doubt, locale)) : []),
        ...reasonsOf(row).map((reason) => reasonText(reason, locale)),
      ],
      doubtful: row.doubtful,
      told: told.map((one) => ImportToldDto.of(one)),
    };
  }
}
