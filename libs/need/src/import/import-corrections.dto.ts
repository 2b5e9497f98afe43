import { bool, day, id, instant, int, oneOf, PageQuery, text } from '#platform/http';
import { CORRECTABLE, PARTS, type Correctable, type CorrectedValue } from '../domain/import/correction.js';
import type { ImportAlias, ImportCorrection } from './import-corrections.entity.js';
import type { Correcting } from './import.correcting.js';
import type { SameCells } from './import.views.js';
import { TOLD_BY, type Told, type ToldBy } from './told.js';

const MAX_YUAN = 1_000_000;

export class NewImportCorrectionDto {
  @oneOf(CORRECTABLE, 'ImportCorrectable') field: Correctable;
  @int({ about: 'number of the row, as in `row`' }) row: number;
  @bool({ optional: true, about: 'of every row with the same text' }) all?: boolean;
  @id({ optional: true, nullable: true, about: 'the correction that it takes the place of, as it was shown' }) replaces?: string | null;
  @bool({ optional: true, about: 'keep it as the office’s word for its next lists' }) keep?: boolean;
  @text({ optional: true, max: 16 }) occupationCode?: string;
  @id({ optional: true, about: 'county or zone of the workplace' }) nodeId?: string;
  @int({ optional: true, max: 8 }) skillLevel?: number;
  @int({ optional: true, min: 1, max: 100_000 }) people?: number;
  @int({ optional: true, nullable: true, min: 1, max: MAX_YUAN, about: 'a month; null with the other: no amount is told' }) wageFromYuan?:
    number | null;
  @int({ optional: true, nullable: true, min: 1, max: MAX_YUAN }) wageToYuan?: number | null;
  @day({ optional: true, nullable: true }) startBy?: string | null;
  @id({ optional: true }) enterpriseId?: string;

  static said({ field, row, all = false, replaces = null, keep = false, ...parts }: NewImportCorrectionDto): Correcting {
    const value: CorrectedValue = Object.fromEntries(
      PARTS[field].flatMap((part) => (parts[part] === undefined ? [] : [[part, parts[part]]])),
    );
    return { field, row, all, replaces, keep, value };
  }
}

export class SameTextQuery extends PageQuery {
  @int({ optional: true, about: 'number of the row' }) row?: number;
  @oneOf(CORRECTABLE, 'ImportCorrectable', { optional: true }) field?: Correctable;
}

export class ImportCorrectionDto {
  @id() id: string;
  @oneOf(CORRECTABLE, 'ImportCorrectable') field: Correctable;
  @text({ min: 0, about: 'what the list says' }) text: string;
  @text({ about: 'what it was corrected to, in words' }) value: string;
  @bool({ about: 'of every row with this text; else of one row' }) all: boolean;
  @int({ about: 'line of the row, where it is of one row' }) line: number;
  @text() byName: string;
  @instant() at: string;

  static of(correction: ImportCorrection, value: string, byName: string): ImportCorrectionDto {
    const { id: key, field, text: words, target, line, createdAt } = correction;
    const ofRow = /^row \d+:(\d+)$/.exec(target);
    const at = createdAt.toISOString();
    return { id: key, field, text: words, value, all: ofRow === null, line: Number(ofRow?.[1] ?? line), byName, at };
  }
}

export class SameTextDto {
  @text({ min: 0, about: 'what the cell says' }) text: string;
  @int({ about: 'rows of the list that say the same, this one included' }) rows: number;
  @id({ nullable: true, about: 'the correction of this row' }) ofRow: string | null;
  @id({ nullable: true, about: 'the correction of all rows with this text' }) ofList: string | null;

  static of({ text: words, rows, ofRow, ofList }: SameCells): SameTextDto {
    return { text: words, rows, ofRow: ofRow?.id ?? null, ofList: ofList?.id ?? null };
  }
}

export class ImportToldDto {
  @oneOf(CORRECTABLE, 'ImportCorrectable') field: Correctable;
  @text({ min: 0, about: 'what the list says, as it stands there' }) text: string;
  @oneOf(TOLD_BY, 'ImportToldBy', { about: 'how its meaning was told, or whose word it is' }) by: ToldBy;

  static of({ field, text: words, by }: Told): ImportToldDto {
    return { field, text: words, by };
  }
}

export class ImportAliasDto {
  @id() id: string;
  @id() nodeId: string;
  @text() nodeName: string;
  @oneOf(CORRECTABLE, 'ImportCorrectable') field: Correctable;
  @text() text: string;
  @text({ about: 'what it means, in words' }) value: string;
  @text() byName: string;
  @instant() at: string;

  static of(alias: ImportAlias, names: { node: string; value: string; by: string }): ImportAliasDto {
    const { id: key, nodeId, field, text: words, createdAt } = alias;
    return { id: key, nodeId, nodeName: names.node, field, text: words, value: names.value, byName: names.by, at: createdAt.toISOString() };
  }
}
