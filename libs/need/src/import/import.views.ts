import { Injectable } from '@nestjs/common';
import { OrgTree } from '#access';
import { EnterpriseReads } from '#enterprise';
import { Clock } from '#platform/db';
import { notFound } from '#platform/http';
import { divisions, occupations, skillLevels } from '#reference';
import { sameText, textOf, type Correctable, type CorrectedValue } from '../domain/import/correction.js';
import { REF, type LinePlace } from './corrections.js';
import { ImportCorrections } from './import.corrections.js';
import type { ImportCorrection } from './import-corrections.entity.js';
import type { ImportBatch, ImportRow, ImportSheet } from './import.entity.js';
import { ImportRepository } from './import.repository.js';
import { ImportSheetsRepository } from './import.sheets.repository.js';
import { prepareReading } from './reading.js';
import { placeIn, SheetLines } from './sheet-lines.js';
import { toldOf, type Told } from './told.js';

/** One cell of the list, as it stands there. */
export interface Cell {
  row: ImportRow;
  text: string;
  place: LinePlace;
  sheets: ImportSheet[];
}

/** A row with what the list says and how it was told, and the names of what was understood. */
export interface SeenRow {
  row: ImportRow;
  told: Told[];
  occupationName: string | null;
  placeName: string | null;
  enterpriseKnown: boolean;
}

/** How many rows say the same as a cell, and what was said of it before. */
export interface SameCells {
  text: string;
  rows: number;
  ofRow: ImportCorrection | null;
  ofList: ImportCorrection | null;
}

/** Shows what was understood beside what the list says, read again from the lines as they were staged. */
@Injectable()
export class ImportViews {
  constructor(
    private readonly imports: ImportRepository,
    private readonly sheets: ImportSheetsRepository,
    private readonly corrections: ImportCorrections,
    private readonly enterprises: EnterpriseReads,
    private readonly org: OrgTree,
    private readonly clock: Clock,
  ) {}

  async seen(batch: ImportBatch, rows: readonly ImportRow[], sheets: readonly ImportSheet[]): Promise<SeenRow[]> {
    await prepareReading();
    const lines = new SheetLines(batch.columns, sheets, this.clock.today());
    const staged = new Map((await this.corrections.linesOf(batch.id, rows)).map((line) => [line.line, line]));
    const corrections = await this.corrections.of(batch);
    const nodes = await this.org.byIds(rows.flatMap(({ nodeId }) => nodeId ?? []));
    const known = await this.imports.knownEnterpriseRefs(
      batch.id,
      rows.flatMap(({ enterpriseRef }) => enterpriseRef ?? []),
    );
    return rows.map((row) => {
      const line = staged.get(row.line);
      const enterpriseKnown = row.enterpriseRef !== null && known.has(row.enterpriseRef);
      return {
        row,
        told: line ? toldOf(row, line, lines, corrections, enterpriseKnown) : [],
        occupationName: occupationName(row.occupationCode),
        placeName: row.divisionCode ? (divisions.byCode(row.divisionCode)?.name ?? null) : (nodes.get(row.nodeId ?? '')?.name ?? null),
        enterpriseKnown,
      };
    });
  }

  /** @throws Problem for a row that the list does not have */
  async cell(batch: ImportBatch, at: number, field: Correctable): Promise<Cell> {
    await prepareReading();
    const row = await this.corrections.row(batch.id, at);
    const [line] = row ? await this.corrections.linesOf(batch.id, [row]) : [];
    if (!row || !line) throw notFound('import-row', String(at));
    const sheets = await this.sheets.sheets(batch.id);
    const lines = new SheetLines(batch.columns, sheets, this.clock.today());
    return { row, text: textOf(field, lines.read(line).said), place: lines.placeOf(row.line), sheets };
  }

  /** The cell that a correction was about, if it is in the list as it is read now. */
  async cellNow(batch: ImportBatch, { field, target, text, line }: ImportCorrection): Promise<Cell | null> {
    const sheets = await this.sheets.sheets(batch.id);
    const ofRow = /^row (\d+):(\d+)$/.exec(target);
    const at = ofRow ? Number(ofRow[2]) + (sheets.find((sheet) => sheet.at === Number(ofRow[1]))?.linesBefore ?? 0) : line;
    if (!(await this.corrections.row(batch.id, at))) return null;
    if (ofRow && placeIn(sheets, at).sheet?.at !== Number(ofRow[1])) return null;
    const cell = await this.cell(batch, at, field);
    return ofRow || sameText(cell.text) === sameText(text) ? cell : null;
  }

  async same(batch: ImportBatch, at: number, field: Correctable): Promise<SameCells> {
    const { row, text, place } = await this.cell(batch, at, field);
    const ref = row[REF[field]];
    const rows = ref === null ? 1 : await this.corrections.countSame(batch.id, field, ref);
    const target = (of: LinePlace | null): string => this.corrections.targetOf(field, text, of);
    const [ofRow, ofList] = [
      await this.corrections.at(batch.id, field, target(place)),
      await this.corrections.at(batch.id, field, target(null)),
    ];
    return { text, rows, ofRow, ofList };
  }

  /** Which rows have the same text as one of them. */
  async refOf(batch: ImportBatch, at: number, field: Correctable): Promise<number> {
    return (await this.corrections.row(batch.id, at))?.[REF[field]] ?? -1;
  }

  count(id: string, patch: Partial<ImportBatch>): Promise<void> {
    return this.imports.updateBatch(id, patch);
  }

  /** Corrected values in words, in the order given. */
  async named(values: readonly CorrectedValue[], locale: 'zh' | 'en'): Promise<string[]> {
    const nodes = await this.org.byIds(values.flatMap(({ nodeId }) => nodeId ?? []));
    const enterprises = await this.enterprises.many(values.flatMap(({ enterpriseId }) => enterpriseId ?? []));
    const names = new Map(enterprises.map(({ id, name }) => [id, name]));
    return values.map((value) => {
      if (value.occupationCode) return `${occupationName(value.occupationCode) ?? ''} ${value.occupationCode}`.trim();
      if (value.nodeId) return nodes.get(value.nodeId)?.name ?? value.nodeId;
      if (value.enterpriseId) return names.get(value.enterpriseId) ?? value.enterpriseId;
      if (value.skillLevel !== undefined) return levelName(value.skillLevel, locale);
      if (value.people !== undefined) return String(value.people);
      if (value.startBy) return value.startBy;
      const amounts = [...new Set([value.wageFromYuan, value.wageToYuan].filter((yuan) => typeof yuan === 'number'))];
      return amounts.length > 0 ? amounts.join('–') : '—';
    });
  }
}

const occupationName = (code: string | null): string | null => (code === null ? null : (occupations.byCode(code)?.name ?? null));

const levelName = (level: number, locale: 'zh' | 'en'): string => skillLevels.find((one) => one.level === level)?.[locale] ?? String(level);
