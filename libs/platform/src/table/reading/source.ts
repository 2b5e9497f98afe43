import type { TableFormat, TableRow } from '../rows.js';

/** A sheet where it is read. Its rows are checked against the limits and come one by one. */
export interface SheetSource {
  readonly name: string;
  readonly hidden: boolean;
  readonly hiddenColumns: number[];
  rows(): AsyncIterable<TableRow>;
}

export interface TableSource {
  readonly format: TableFormat;
  readonly sheets: readonly SheetSource[];
  close(): void;
}
