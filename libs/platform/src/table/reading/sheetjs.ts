import { createRequire } from 'node:module';
import type * as SheetJs from '@e965/xlsx';
import type { TableLimits } from '../limits.js';
import { damaged, protectedByPassword } from '../not-a-table.js';
import type { CellFault, TableFormat, TableRow } from '../rows.js';
import { FinishedRows } from './finished-rows.js';
import type { Block } from './merges.js';
import { Meter } from './meter.js';
import { formatOf, Shower, type ShowByCode } from './number-format.js';
import type { SheetSource, TableSource } from './source.js';

/** Loaded when it is needed: it takes a quarter of a second. Its CommonJS build knows the code pages of old workbooks, GBK among them. */
const sheetJs = (): typeof SheetJs => createRequire(import.meta.url)('@e965/xlsx') as typeof SheetJs;

/** What is used of its untyped parts. */
interface Untyped {
  SSF: { format(code: string, value: number, options: { date1904: boolean }): string };
  /** Containers of files: those of old programs, and zip files. */
  CFB: {
    read(content: Buffer, options: { type: 'buffer' }): { FullPaths: string[]; FileIndex: { name: string; content?: Uint8Array }[] };
    write(container: object, options: { fileType?: 'zip'; type: 'buffer' }): Buffer;
    utils: { cfb_new(): object; cfb_add(container: object, path: string, content: Buffer): void };
  };
}

export const containers = (): Untyped['CFB'] => (sheetJs() as unknown as Untyped).CFB;

export const loadShowByCode = (): ShowByCode => {
  const { SSF } = sheetJs() as unknown as Untyped;
  return (code, value, date1904) => SSF.format(code, value, { date1904 });
};

type Cell = SheetJs.CellObject;
/** As it is read "dense": a list of rows. */
type Sheet = SheetJs.WorkSheet & { '!data'?: (Cell[] | undefined)[] };

/** Opens a workbook that is read as a whole, into the memory of this process.
 * @throws NotATableError */
export const openWithSheetJs = (content: Buffer, format: TableFormat, limits: TableLimits): TableSource => {
  const book = parsed(content, limits);
  const shower = new Shower(book.Workbook?.WBProps?.date1904 ?? false, loadShowByCode());
  const sheets = book.SheetNames.flatMap((name, i): SheetSource[] => {
    const sheet = book.Sheets[name];
    if (!sheet?.['!data']) return [];
    return [
      {
        name,
        hidden: (book.Workbook?.Sheets?.[i]?.Hidden ?? 0) !== 0,
        hiddenColumns: (sheet['!cols'] ?? []).flatMap((column, at) => (column?.hidden && at < limits.columns ? [at] : [])),
        rows: () => rowsOf(sheet, shower, new Meter(limits)),
      },
    ];
  });
  if (sheets.length === 0) throw damaged('it has no sheet');
  return { format, sheets, close: () => undefined };
};

const parsed = (content: Buffer, limits: TableLimits): SheetJs.WorkBook => {
  try {
    // One line more than is allowed, so that it is noticed.
    return sheetJs().read(content, {
      type: 'buffer',
      dense: true,
      cellNF: true,
      cellText: false,
      cellHTML: false,
      cellStyles: true,
      sheetRows: limits.rows + 1,
    });
  } catch (error) {
    // It throws texts as well as errors.
    if (/password|encrypt/i.test(String(error))) throw protectedByPassword();
    throw damaged(error);
  }
};

async function* rowsOf(sheet: Sheet, shower: Shower, meter: Meter): AsyncGenerator<TableRow> {
  const blocks = (sheet['!merges'] ?? []).map(({ s, e }): Block => ({ top: s.r + 1, bottom: e.r + 1, left: s.c, right: e.c }));
  const finished = new FinishedRows(meter, blocks);
  const data = sheet['!data'] ?? [];
  for (let r = 0; r < data.length; r += 1) {
    const cells = data[r];
    const row = cells && finished.finish(rowOf(r + 1, cells, sheet['!rows']?.[r]?.hidden ?? false, shower, meter));
    if (row) yield row;
  }
}

const rowOf = (line: number, cells: readonly (Cell | undefined)[], hidden: boolean, shower: Shower, meter: Meter): TableRow => {
  const row: TableRow = { line, cells: [], ...(hidden ? { hidden } : {}) };
  // Only the columns that are there: a single cell may stand in the last one.
  cells.forEach((cell, column) => {
    const { text, fault } = cell ? textOf(cell, shower) : { text: '' };
    if (fault) (row.faults ??= []).push({ column, kind: fault, shown: text });
    if (fault || text.trim() !== '') meter.cell(line, column, text);
    else if (column >= meter.limits.columns) return;
    row.cells[column] = text;
  });
  return row;
};

const textOf = ({ t, v, w, z, f }: Cell, shower: Shower): { text: string; fault?: CellFault['kind'] } => {
  if (f !== undefined && v === undefined) return { text: '', fault: 'uncalculated' };
  if (t === 'e') return { text: w ?? errorText(v), fault: 'error' };
  if (t === 'b') return { text: v ? 'TRUE' : 'FALSE' };
  if (typeof v === 'number') {
    const { text, lost } = shower.show(v, formatOf(typeof z === 'string' ? z : undefined));
    return lost ? { text, fault: 'lost_digits' } : { text };
  }
  if (v instanceof Date) return { text: v.toISOString().slice(0, 10) };
  return { text: String(v ?? '').replace(/\r\n?/g, '\n') };
};

/** Of an error's number. */
const errorText = (code: Cell['v']): string =>
  ({ 0: '#NULL!', 7: '#DIV/0!', 15: '#VALUE!', 23: '#REF!', 29: '#NAME?', 36: '#NUM!', 42: '#N/A' })[Number(code)] ?? '#N/A';
