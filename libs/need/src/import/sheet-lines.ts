import type { LinePlace } from './corrections.js';
import type { ImportColumn, ImportSheet, StagedLine } from './import.entity.js';
import { LineReader, type Reading } from './reading.js';

/** A line's place in the file: sheets count on behind one another within an import. */
export const placeIn = <S extends Pick<ImportSheet, 'linesBefore' | 'tableAt'>>(
  sheets: readonly S[],
  line: number,
): { sheet: S | undefined; line: number } => {
  const sheet = sheets.findLast((one) => one.tableAt !== null && one.linesBefore < line);
  return { sheet, line: line - (sheet?.linesBefore ?? 0) };
};

/** Reads each line by the columns of its own sheet. */
export class SheetLines {
  private readonly readers: LineReader[];
  private readonly several: boolean;

  constructor(
    columns: readonly ImportColumn[],
    private readonly sheets: readonly ImportSheet[],
    today: string,
  ) {
    const tables = Math.max(0, ...columns.map(({ table = 0 }) => table)) + 1;
    this.readers = Array.from({ length: tables }, (_, at) => new LineReader(columnsOf(columns, at), today));
    this.several = sheets.filter(({ tableAt }) => tableAt !== null).length > 1;
  }

  /** Where a line stands in the file, whichever sheets are read. */
  placeOf(at: number): LinePlace {
    const { sheet, line } = placeIn(this.sheets, at);
    return { sheet: sheet?.at ?? 0, line };
  }

  read(staged: StagedLine): Reading {
    const { sheet, line } = placeIn(this.sheets, staged.line);
    const reader = this.readers[sheet?.tableAt ?? 0];
    if (!reader) throw new Error(`line ${staged.line} belongs to table ${sheet?.tableAt ?? 0}, which has no columns`);
    return reader.read({ ...staged, line }, this.several ? `${sheet?.name ?? ''}!` : '');
  }
}

/** Columns as they were staged before they knew their place stand in the order of the file. */
const columnsOf = (columns: readonly ImportColumn[], at: number): ImportColumn[] =>
  columns.map((one, column) => ({ ...one, column: one.column ?? column })).filter(({ table = 0 }) => table === at);
