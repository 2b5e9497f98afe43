import type { Settings } from '#platform/config';

/** What reading one file may cost at most. Beyond it the file is refused with what was too much. */
export interface TableLimits {
  /** Lines of one sheet that are not empty. */
  readonly rows: number;
  /** A text to the right of it is refused, and named. */
  readonly columns: number;
  /** Cells with a value, of all sheets; texts of a workbook's list of shared texts. */
  readonly cells: number;
  /** Characters of one cell; as many as Excel takes. */
  readonly cellChars: number;
  /** Characters of one line. */
  readonly lineChars: number;
  /** Parts of a workbook. */
  readonly entries: number;
  /** Bytes of a workbook when unpacked, counted as they come; also characters that are handed over. */
  readonly expandedBytes: number;
  /** Memory of the process that reads. */
  readonly memoryMiB: number;
  /** Time that reading takes; that of whoever uses the lines is not counted. */
  readonly seconds: number;
}

export const defaultLimits: TableLimits = {
  rows: 200_000,
  columns: 200,
  cells: 5_000_000,
  cellChars: 32_767,
  lineChars: 200_000,
  entries: 2_000,
  expandedBytes: 400 * 1_048_576,
  memoryMiB: 512,
  seconds: 25,
};

export const tableLimits = ({
  TABLE_ROWS,
  TABLE_COLUMNS,
  TABLE_UNPACKED_MIB,
  TABLE_MEMORY_MIB,
  TABLE_SECONDS,
}: Pick<Settings, 'TABLE_ROWS' | 'TABLE_COLUMNS' | 'TABLE_UNPACKED_MIB' | 'TABLE_MEMORY_MIB' | 'TABLE_SECONDS'>): TableLimits => ({
  ...defaultLimits,
  rows: TABLE_ROWS,
  columns: TABLE_COLUMNS,
  expandedBytes: TABLE_UNPACKED_MIB * 1_048_576,
  memoryMiB: TABLE_MEMORY_MIB,
  seconds: TABLE_SECONDS,
});
