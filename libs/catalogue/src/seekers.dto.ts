import { PASSED_OVER, type PassedOver } from '#platform/layout';
import { id, instant, int, listOf, oneOf, PageQuery, text } from '#platform/http';
import type { SeekerRow } from './domain/figures/seekers.js';
import type { SeekerRegister } from './seekers.entity.js';
import { MOST_ROWS, type ReadSeekers } from './seekers.reader.js';

const QUARTER = /^\d{4}Q[1-4]$/;
export const isQuarter = (text: string): boolean => QUARTER.test(text);

export class SeekerRegisterQuery extends PageQuery {
  @text({ optional: true, pattern: QUARTER, about: 'such as 2026Q4' }) quarter?: string;
}

export class SeekerRowDto {
  @text({ nullable: true, max: 16, about: 'occupation code of any level; null for who names none' }) occupation: string | null;
  @int({ max: 8, about: 'skill level, 0 without a certificate' }) level: number;
  @int({ min: 1, max: 1_000_000 }) people: number;
}

export class SeekerRowsDto {
  @listOf(() => SeekerRowDto, { min: 1, max: MOST_ROWS }) rows: SeekerRowDto[];
}

export class SeekerLevelDto {
  @int({ max: 8 }) level: number;
  @int() people: number;
}

export class SeekerRegisterDto {
  @id() id: string;
  @text() quarter: string;
  @int({ about: 'to be named in If-Match when it is replaced' }) version: number;
  @int() people: number;
  @int({ about: 'of them without an occupation in mind' }) unnamed: number;
  @int({ about: 'occupations and groups that are named' }) occupations: number;
  @listOf(() => SeekerLevelDto) levels: SeekerLevelDto[];
  @instant() savedAt: string;

  static of({ id: key, quarter, version, people, rows, savedAt }: SeekerRegister): SeekerRegisterDto {
    return { id: key, quarter, version, people, ...sumsOf(rows), savedAt: savedAt.toISOString() };
  }
}

export class SeekerFaultDto {
  @text({ nullable: true, about: 'where the file has several' }) sheet: string | null;
  @int() line: number;
  @text({ about: 'A, B, C …' }) column: string;
  @text({ min: 0, about: 'what it is headed with' }) heading: string;
  @text() message: string;
}

export class PassedOverDto {
  @text({ nullable: true, about: 'where the file has several' }) sheet: string | null;
  @int({ nullable: true, about: 'null for a whole sheet' }) line: number | null;
  @oneOf(PASSED_OVER, 'PassedOverReason') reason: PassedOver['reason'];
  @text({ min: 0, about: 'the beginning of what it says' }) text: string;
}

/** What a file says; nothing is saved. */
export class SeekerPreviewDto {
  @listOf(() => SeekerRowDto, { max: MOST_ROWS }) rows: SeekerRowDto[];
  @int() linesRead: number;
  @int() people: number;
  @int() unnamed: number;
  @int() occupations: number;
  @int() faultyLines: number;
  @listOf(() => SeekerFaultDto, { about: 'the first fifty' }) faults: SeekerFaultDto[];
  @int({ about: 'lines that are none of the list: titles, totals, notes; and sheets that were not read' }) linesPassedOver: number;
  @listOf(() => PassedOverDto, { about: 'the first fifty' }) passedOver: PassedOverDto[];

  static of({ rows, linesRead, faults, faultyLines, passedOver }: ReadSeekers, locale: 'zh' | 'en'): SeekerPreviewDto {
    const { unnamed, occupations } = sumsOf(rows);
    return {
      rows,
      linesRead,
      faultyLines,
      people: rows.reduce((sum, row) => sum + row.people, 0),
      unnamed,
      occupations,
      faults: faults.map(({ message, ...place }) => ({ ...place, message: message[locale] })),
      linesPassedOver: passedOver.length,
      passedOver: passedOver.slice(0, 50),
    };
  }
}

const sumsOf = (rows: readonly SeekerRow[]): Pick<SeekerRegisterDto, 'unnamed' | 'occupations' | 'levels'> => {
  const levels = new Map<number, number>();
  for (const { level, people } of rows) levels.set(level, (levels.get(level) ?? 0) + people);
  return {
    unnamed: rows.reduce((sum, row) => sum + (row.occupation === null ? row.people : 0), 0),
    occupations: new Set(rows.flatMap(({ occupation }) => occupation ?? [])).size,
    levels: [...levels].sort(([a], [b]) => a - b).map(([level, people]) => ({ level, people })),
  };
};
