import type { TableLimits } from './limits.js';
import type { TableFormat, TableRow, TableSheet } from './rows.js';

/** What is asked of a reader. It reads one file at a time; `rows` begins a run through a sheet, `more` goes on with it. */
export type Ask =
  | { readonly kind: 'open'; readonly file: string; readonly limits: TableLimits }
  | { readonly kind: 'more'; readonly run: number; readonly sheet: number }
  | { readonly kind: 'stop'; readonly run: number }
  | { readonly kind: 'close' };

export type SheetHead = Omit<TableSheet, 'rows'>;

export type Answer =
  | { readonly kind: 'opened'; readonly format: TableFormat; readonly sheets: readonly SheetHead[] }
  /** No rows: that was all. */
  | { readonly kind: 'rows'; readonly rows: TableRow[] }
  | { readonly kind: 'done' }
  /** The file is no table. */
  | { readonly kind: 'refused'; readonly zh: string; readonly en: string }
  /** The reader has a fault. */
  | { readonly kind: 'failed'; readonly stack: string };

export interface Asked {
  readonly id: number;
  readonly ask: Ask;
}

export interface Answered {
  readonly id: number;
  readonly answer: Answer;
  /** Milliseconds that it took. */
  readonly took: number;
}
