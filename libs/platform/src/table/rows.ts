/** One line of a sheet, as it is shown. Merged cells are filled with their value; lines without a text of their own are left out. */
export interface TableRow {
  /** 1-based line as the person's program shows it (CSV: line of the file where the record begins). */
  line: number;
  cells: string[];
  hidden?: boolean;
  /** Columns (0-based) whose text was filled from a merged cell to the left / above. */
  across?: number[];
  down?: number[];
  faults?: CellFault[];
}

/**
 * A cell that shows something other than what was meant: an error, a formula that nobody has calculated yet (shown as
 * nothing), or a number that was typed with 16 digits or more, of which a workbook keeps 15. `shown` is also the text of
 * the cell.
 */
export interface CellFault {
  column: number;
  kind: 'error' | 'uncalculated' | 'lost_digits';
  shown: string;
}

export interface TableSheet {
  name: string;
  hidden: boolean;
  /** 0-based. */
  hiddenColumns: number[];
  /** From the first line, each time it is called. @throws NotATableError */
  rows(): AsyncGenerator<TableRow[]>;
}

export const TABLE_FORMATS = ['csv', 'xlsx', 'xls', 'xlsb', 'ods'] as const;
/** `xls` includes WPS's .et. */
export type TableFormat = (typeof TABLE_FORMATS)[number];

/** An opened file. Sheets in the order of their tabs; a CSV has one. */
export interface TableFile {
  format: TableFormat;
  sheets: TableSheet[];
  close(): Promise<void>;
}
