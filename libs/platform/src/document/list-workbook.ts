import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Writable } from 'node:stream';
import { readerIsThere, streamWorkbook } from '../table/index.js';
import type { CellKind, ListColumn, ListTable, Speech } from './list.js';

/** Rows between which everybody else has a turn: a few milliseconds of work. */
const AT_ONCE = 20;

/** '@' keeps a text a text also when somebody edits its cell: "=1+1" never becomes a formula. */
const FORMATS: Record<CellKind, string> = {
  text: '@',
  count: '#,##0',
  yuan: '#,##0',
  number: '0.######',
  day: 'yyyy-mm-dd',
  moment: 'yyyy-mm-dd hh:mm',
};
const WIDTHS: Record<CellKind, number> = { text: 18, count: 10, yuan: 12, number: 12, day: 12, moment: 17 };
const TOTAL = { zh: '合计', en: 'Total' };
/** SUBTOTAL's number of the sum that follows a filter and leaves hidden rows out. */
const SUM_OF_SHOWN = 109;

const letterOf = (at: number): string => (at < 26 ? '' : letterOf(Math.floor(at / 26) - 1)) + String.fromCharCode(65 + (at % 26));

/**
 * Writes a list as a workbook while it is read: a frozen heading with filters, a line a row, and a last one that adds up what can be. It
 * holds neither the rows nor the event loop. @returns how many rows it wrote; fewer than there are when the reader went away
 */
export const writeListWorkbook = async <T>(
  { name, columns }: ListTable<T>,
  pages: AsyncIterable<readonly T[]>,
  speech: Speech,
  to: Writable,
): Promise<number> => {
  const say = (words: readonly [string, string]): string => words[speech.locale === 'zh' ? 0 : 1];
  const workbook = await streamWorkbook(to, { useStyles: true });
  const sheet = workbook.addWorksheet(say(name), { views: [{ state: 'frozen', ySplit: 1 }] });
  sheet.columns = columns.map(({ kind, head }) => ({
    width: Math.max(WIDTHS[kind], say(head).length + 4),
    style: { numFmt: FORMATS[kind] },
  }));
  const heading = sheet.addRow(columns.map(({ head }) => say(head)));
  heading.font = { bold: true };
  heading.commit();
  const sums = columns.map(() => 0);
  let count = 0;
  for await (const rows of pages) {
    for (const row of rows) {
      const cells = columns.map((column) => column.cell(row, speech));
      cells.forEach((cell, i) => void (columns[i]?.sum && typeof cell === 'number' && (sums[i] = (sums[i] ?? 0) + cell)));
      sheet.addRow(cells).commit();
      count += 1;
      if (count % AT_ONCE === 0) await nextTurn();
    }
    if (!(await readerIsThere(to))) return count;
    await nextTurn();
  }
  sheet.autoFilter = `A1:${letterOf(columns.length - 1)}${count + 1}`;
  if (count > 0 && columns.some(({ sum }) => sum)) {
    const total = sheet.addRow(totals(columns, sums, count, speech));
    total.font = { bold: true };
    total.commit();
  }
  sheet.commit();
  await workbook.commit();
  return count;
};

const totals = <T>(columns: readonly ListColumn<T>[], sums: readonly number[], count: number, { locale }: Speech) =>
  columns.map(({ sum }, i) => {
    if (sum) return { formula: `SUBTOTAL(${SUM_OF_SHOWN},${letterOf(i)}2:${letterOf(i)}${count + 1})`, result: sums[i] ?? 0 };
    return i === 0 ? TOTAL[locale] : null;
  });
