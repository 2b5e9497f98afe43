/** One line of a sheet as it shows. */
export interface TableRow {
  /** Its number in the file. */
  line: number;
  cells: string[];
  hidden?: boolean;
  /** Columns (0-based) whose text was filled in from a merged cell to the left. */
  across?: number[];
  /** Columns (0-based) whose text was filled in from a merged cell above. */
  down?: number[];
  faults?: CellFault[];
}

/** A cell whose text cannot be believed; `shown` is what stands there instead. */
export interface CellFault {
  column: number;
  kind: 'error' | 'uncalculated' | 'lost_digits';
  shown: string;
}

export interface TableSheet {
  name: string;
  hidden: boolean;
  hiddenColumns: number[];
  rows(): AsyncGenerator<TableRow[]>;
}

export interface TableFile {
  format: 'csv' | 'xlsx' | 'xls' | 'xlsb' | 'ods';
  sheets: TableSheet[];
  close(): Promise<void>;
}
