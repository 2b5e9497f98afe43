import { createHash } from 'node:crypto';
import type { Heading, SheetSeen } from '#platform/layout';
import { isField, type Field } from '../domain/import/fields.js';
import type { Correction, ImportColumn, ImportMapping, StagedLine } from './import.entity.js';
import { headerTexts } from './list-kind.js';
import { guessFields } from './reading.js';

const SAMPLES = 3;
/** Lines that a column is guessed from. */
const SEEN = 500;

interface ListTable {
  sheet: string;
  headings: Heading[];
  texts: string[];
  hidden: ReadonlySet<number>;
  rows: string[][];
}

/** The columns of a list, sheet by sheet; sheets with the same header share them. */
export class ListColumns {
  private readonly tables: ListTable[] = [];

  /** @returns the number of the table that the sheet belongs to */
  tableOf({ sheet, header }: SheetSeen): number {
    const texts = header ? headerTexts(header) : [];
    const found = this.tables.findIndex((table) => table.texts.join('\n') === texts.join('\n'));
    if (found >= 0) return found;
    return (
      this.tables.push({ sheet: sheet.name, headings: header?.headings ?? [], texts, hidden: new Set(sheet.hiddenColumns), rows: [] }) - 1
    );
  }

  see(tableAt: number, lines: readonly StagedLine[]): void {
    const rows = this.tables[tableAt]?.rows ?? [];
    rows.push(...lines.slice(0, SEEN - rows.length).map(({ cells }) => cells));
  }

  /** Which list this is, by its headers. */
  get signature(): string {
    const texts = this.tables.map((table) => table.texts);
    return createHash('sha256')
      .update(JSON.stringify(texts.length === 1 ? texts[0] : texts))
      .digest('base64url')
      .slice(0, 36);
  }

  /** What each column says: as a person corrected it for such a list, else as it is guessed now. */
  guess(remembered: ImportMapping['mapping'] | undefined): ImportColumn[] {
    return this.tables
      .flatMap(({ sheet, headings, texts, hidden, rows }, table) => {
        const named = this.tables.length > 1 ? { sheet } : {};
        const guessed = guessFields(
          headings.map((heading, column) => ({ heading, hidden: hidden.has(column), cells: rows.map((cells) => cells[column] ?? '') })),
        );
        return texts.map((header, column): ImportColumn => {
          const field = guessed[column] ?? null;
          const samples = samplesOf(rows.map((cells) => cells[column] ?? ''));
          return { header, samples, field, guessed: field, column, table, ...named, ...(hidden.has(column) ? { hidden: true } : {}) };
        });
      })
      .map((one, at) => ({ ...one, field: chosenFor(one, at, remembered) }));
  }
}

const chosenFor = ({ header, field }: ImportColumn, at: number, remembered: ImportMapping['mapping'] | undefined): Field | null => {
  if (remembered === undefined) return field;
  if (Array.isArray(remembered)) {
    const correction = remembered.find(({ column }) => column === at);
    return correction ? correction.field : field;
  }
  const named = remembered[header];
  return isField(named) ? named : field;
};

/** What a person said of the columns otherwise than the program. */
export const correctionsOf = (columns: readonly ImportColumn[]): Correction[] =>
  columns.flatMap(({ field, guessed }, column) => (guessed === undefined || field === guessed ? [] : [{ column, field }]));

const samplesOf = (cells: string[]): string[] =>
  [...new Set(cells.map((cell) => cell.trim()).filter(Boolean))].slice(0, SAMPLES).map((cell) => cell.slice(0, 60));
