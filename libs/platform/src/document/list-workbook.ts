import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Writable } from 'node:stream';
import type { CellKind, ListColumn, ListTable, Speech } from './list.js';
import { letterOf, lineWriter, partsBeside, sheetFoot, sheetHead, type Formula } from './sheet-xml.js';
import { ZipStream } from './zip-stream.js';

/** Rows between which everybody else has a turn: about a millisecond of work. */
const AT_ONCE = 50;
const WIDTHS: Record<CellKind, number> = { text: 18, count: 10, yuan: 12, number: 12, day: 12, moment: 17 };
const TOTAL = { zh: '合计', en: 'Total' };
/** SUBTOTAL's number of the sum that follows a filter and leaves hidden rows out. */
const SUM_OF_SHOWN = 109;

/**
 * Writes a list as a workbook while it is read: a frozen heading with filters, a line a row, and a last one that adds up what can be. It
 * holds neither the rows nor the event loop. @returns how many rows it wrote; fewer than there are when the reader went away
 */
export const writeListWorkbook = async <T>(
  list: ListTable<T>,
  pages: AsyncIterable<readonly T[]>,
  speech: Speech,
  to: Writable,
): Promise<number> => {
  const zip = new ZipStream(to);
  const name = list.name[speech.locale === 'zh' ? 0 : 1];
  for (const [part, xml] of partsBeside(name)) await zip.part(part, [xml]);
  const counted = { rows: 0 };
  await zip.part('xl/worksheets/sheet1.xml', sheetOf(list, pages, speech, counted));
  zip.end();
  return counted.rows;
};

async function* sheetOf<T>(
  { columns }: ListTable<T>,
  pages: AsyncIterable<readonly T[]>,
  speech: Speech,
  counted: { rows: number },
): AsyncGenerator<string> {
  const heads = columns.map(({ head }) => head[speech.locale === 'zh' ? 0 : 1]);
  const kinds = columns.map(({ kind }) => kind);
  const line = lineWriter(kinds);
  const sums = columns.map(() => 0);
  yield sheetHead(
    kinds,
    columns.map(({ kind }, i) => Math.max(WIDTHS[kind], (heads[i]?.length ?? 0) + 4)),
  );
  yield line(1, heads, true);
  for await (const rows of pages) {
    for (let from = 0; from < rows.length; from += AT_ONCE) {
      const some = rows.slice(from, from + AT_ONCE).map((row, i) => {
        const cells = columns.map((column) => column.cell(row, speech));
        cells.forEach((cell, at) => void (columns[at]?.sum && typeof cell === 'number' && (sums[at] = (sums[at] ?? 0) + cell)));
        return line(counted.rows + i + 2, cells);
      });
      counted.rows += some.length;
      yield some.join('');
      await nextTurn();
    }
  }
  if (counted.rows > 0 && columns.some(({ sum }) => sum)) yield line(counted.rows + 2, totals(columns, sums, counted.rows, speech), true);
  yield sheetFoot(`A1:${letterOf(columns.length - 1)}${counted.rows + 1}`);
}

const totals = <T>(
  columns: readonly ListColumn<T>[],
  sums: readonly number[],
  count: number,
  { locale }: Speech,
): (Formula | string | null)[] =>
  columns.map(({ sum }, i) => {
    if (sum) return { formula: `SUBTOTAL(${SUM_OF_SHOWN},${letterOf(i)}2:${letterOf(i)}${count + 1})`, result: sums[i] ?? 0 };
    return i === 0 ? TOTAL[locale] : null;
  });
