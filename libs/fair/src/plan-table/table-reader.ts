import { columnLetters, columnsBy, firstFilled, knownBy, withLists, type ListKind, type ListSheet } from '#platform/layout';
import { NotATableError, type OpenOptions } from '#platform/table';
import { problems } from '../fair.problems.js';
import { COLUMNS, HEADINGS, NEEDED, words, type Column, type RowTexts } from './table-row.js';

/** More than a city holds in a year. */
export const MOST_ROWS = 1_000;

/** A line of a file as it stands. */
export interface FileRow {
  /** Null where the file has one sheet. */
  sheet: string | null;
  line: number;
  texts: RowTexts;
  /** A, B, C … by what they say. */
  columns: Partial<Record<Column, string>>;
  /** Cells that show an error or nothing that was reckoned. */
  broken: { says: Column; shown: string }[];
}

const OTHERS = /^(?:序号|状态|已订展位|安全许可编号|须安全许可|取消原因|no)$/;

const tables: ListKind = {
  knows: knownBy(words, OTHERS),
  fits: ({ headings }) => {
    const found = columnsBy(words, headings);
    return found.name !== undefined && found.day !== undefined;
  },
};

/** Reads a year's table. @throws Problem `fair_table.no_table`, `fair_table.header`, `fair_table.long` */
export const readTable = async (file: string, options: OpenOptions): Promise<FileRow[]> => {
  try {
    return await withLists(file, tables, options, async (sheets) => {
      const rows: FileRow[] = [];
      for (const sheet of sheets) await takeSheet(rows, sheet);
      return rows;
    });
  } catch (error) {
    if (error instanceof NotATableError) throw problems('fair_table.no_table', { zh: error.zh, en: error.en });
    throw error;
  }
};

const takeSheet = async (rows: FileRow[], { name, header, hiddenColumns, portions }: ListSheet): Promise<void> => {
  const at = columnsBy(words, header.headings, hiddenColumns);
  const missing = NEEDED.filter((column) => !at[column]).map((column) => HEADINGS[column]);
  if (missing.length > 0) throw problems('fair_table.header', { missing: missing.join('、') });
  const columns: FileRow['columns'] = {};
  for (const column of COLUMNS) {
    const [first] = at[column] ?? [];
    if (first !== undefined) columns[column] = columnLetters(first);
  }
  for await (const portion of portions)
    for (const { cells, line, faults = [] } of portion.rows) {
      if (rows.length === MOST_ROWS) throw problems('fair_table.long', { most: MOST_ROWS });
      const texts: RowTexts = {};
      for (const column of COLUMNS) {
        const text = firstFilled(cells, at[column]);
        if (text !== '') texts[column] = text;
      }
      const broken = COLUMNS.flatMap((says) => {
        const fault = faults.find(({ column }) => at[says]?.includes(column));
        return fault ? [{ says, shown: fault.shown }] : [];
      });
      rows.push({ sheet: name, line, texts, columns, broken });
    }
};
