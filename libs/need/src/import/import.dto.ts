import { id, instant, int, json, listOf, nested, oneOf, PageQuery, text } from '#platform/http';
import { FIELDS } from '../domain/import/columns.js';
import { IMPORT_STATES, ROW_KINDS, type ImportBatch, type ImportRow, type ImportState, type RowKind } from './import.entity.js';
import { reasonText } from './reasons.js';

export class ImportUploadQuery {
  @oneOf(['needs'], 'ImportKind', { optional: true }) kind?: 'needs';
  @id({ optional: true, about: 'county, zone or city whose list it is; left out by somebody who has one only' }) node?: string;
}

export class ImportMappingDto {
  @json({ about: 'header of the file → field, or null for a column that is left out' }) mapping: Record<string, string | null>;
}

export class ImportColumnDto {
  @text() header: string;
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
  @nested(() => ProgressDto, { nullable: true, about: 'while it is being read: lines understood, of the lines found so far' })
  progress: ProgressDto | null;
  @text({ nullable: true }) failure: string | null;
  @instant() createdAt: string;
  @instant({ nullable: true }) confirmedAt: string | null;

  static of(batch: ImportBatch, locale: 'zh' | 'en'): ImportDto {
    const { id: key, fileName, state, columns, done, rowsRead } = batch;
    return {
      id: key,
      fileName,
      state,
      columns,
      fields: [...FIELDS],
      counts: countsOf(batch),
      progress: state === 'reading' ? { done, total: rowsRead } : null,
      failure: locale === 'zh' ? batch.failure : batch.failureEn,
      createdAt: batch.createdAt.toISOString(),
      confirmedAt: batch.confirmedAt?.toISOString() ?? null,
    };
  }
}

/** Numbers of an import, as the command line prints them. */
export const countsOf = (batch: ImportBatch): ImportCountsDto => ({
  read: batch.rowsRead,
  created: batch.rowsNew + batch.rowsDraft,
  changed: batch.rowsChanged,
  unchanged: batch.rowsUnchanged,
  drafts: batch.rowsDraft,
  wrong: batch.rowsWrong,
});

export class ImportRowQuery extends PageQuery {
  @oneOf(ROW_KINDS, 'ImportRowKind', { optional: true }) kind?: RowKind;
}

export class ImportRowDto {
  @int() line: number;
  @oneOf(ROW_KINDS, 'ImportRowKind') kind: RowKind;
  @text() title: string;
  @text({ nullable: true }) enterpriseName: string | null;
  @text({ nullable: true }) occupationCode: string | null;
  @int({ nullable: true }) short: number | null;
  @int({ nullable: true }) wageFromYuan: number | null;
  @int({ nullable: true }) wageToYuan: number | null;
  @text({ nullable: true }) workplace: string | null;
  @listOf('string', { about: 'why it is wrong, or what it lacks, in words' }) reasons: string[];

  static of(row: ImportRow, locale: 'zh' | 'en'): ImportRowDto {
    const yuan = (fen: number | null): number | null => (fen === null ? null : Math.round(fen / 100));
    const { line, kind, title, enterpriseName, occupationCode, short, wageFromFen, wageToFen, workplace, gaps, reasons } = row;
    return {
      line,
      kind,
      title,
      enterpriseName,
      occupationCode,
      short: gaps.includes('short') ? null : short,
      wageFromYuan: yuan(wageFromFen),
      wageToYuan: yuan(wageToFen),
      workplace,
      reasons: reasons.map((reason) => reasonText(reason, locale)),
    };
  }
}
