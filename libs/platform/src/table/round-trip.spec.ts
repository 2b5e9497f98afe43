import XLSX from '@e965/xlsx';
import ExcelJS from 'exceljs';
import fc from 'fast-check';
import { inlineRows, partsOf } from '../../../../test/support/workbooks.js';
import { zipOf } from '../../../../test/support/zip.js';
import { blockOf } from './reading/merges.js';
import { readAll } from './testing/read.js';

type Value = string | number | boolean | null;
interface Sheet {
  name: string;
  hidden: boolean;
  rows: Value[][];
  merges: string[];
}

/** Texts as offices have them, and as they break programs. */
const texts = fc.oneof(
  fc.constantFrom('焊工', '6000-8000元/月', '13800000001', '007', '<b>&amp;"', "'=1+1", ' 前后 ', '𠮷野', '一\n二', '#N/A', 'e5', '1e5'),
  fc
    .string({ unit: 'grapheme', maxLength: 12 })
    .map((text) => text.replace(/[\u0000-\u0008\u000B-\u001F\u007F-\u009F\uFEFF\uFFFE\uFFFF]|_x/g, '')),
);
const values = fc.oneof(
  { weight: 5, arbitrary: texts },
  { weight: 2, arbitrary: fc.integer({ min: -1_000_000, max: 99_999_999_999 }) },
  { weight: 1, arbitrary: fc.constantFrom(0.5, 12.25, -3.75, true, false, null) },
);
const merges = fc.constantFrom<string[]>([], ['A1:C1'], ['A2:A4'], ['B2:C3', 'A5:B5']);
const sheets = fc
  .array(
    fc.record({
      hidden: fc.boolean(),
      rows: fc.array(fc.array(values, { minLength: 4, maxLength: 6 }), { minLength: 5, maxLength: 9 }),
      merges,
    }),
    {
      minLength: 1,
      maxLength: 3,
    },
  )
  .map((all) =>
    all.map((sheet, i): Sheet => ({
      ...sheet,
      name: `表${i + 1}`,
      hidden: i > 0 && sheet.hidden,
      rows: cleared(sheet.rows, sheet.merges),
    })),
  );

/** Merged cells hold nothing but their first one. */
const cleared = (rows: Value[][], ranges: string[]): Value[][] => {
  const copy = rows.map((row) => [...row]);
  each(ranges, (line, column, first) => {
    const row = copy[line - 1];
    if (row && first) row[column] ??= '合并';
    if (row && !first) row[column] = null;
  });
  return copy;
};
const each = (ranges: string[], visit: (line: number, column: number, first: boolean, from: [number, number]) => void): void => {
  for (const range of ranges) {
    const { top, bottom, left, right } = blockOf(range)!;
    for (let line = top; line <= bottom; line += 1)
      for (let column = left; column <= right; column += 1) visit(line, column, line === top && column === left, [top, left]);
  }
};

const shown = (value: Value | undefined): string =>
  value === null || value === undefined
    ? ''
    : typeof value === 'boolean'
      ? String(value).toUpperCase()
      : String(value).replace(/\r\n?/g, '\n');

/** The lines that are to be read: empty ones left out, merged cells filled, nothing behind the last text. */
const expected = ({ rows, merges: ranges }: Sheet): { line: number; cells: string[] }[] => {
  const own = rows.map((row) => row.map(shown));
  const filled = own.map((row) => [...row]);
  each(ranges, (line, column, _, [top, left]) => {
    const row = filled[line - 1];
    if (row) row[column] = own[top - 1]?.[left] ?? '';
  });
  return filled.flatMap((cells, i) => (own[i]?.every((cell) => cell.trim() === '') ? [] : [{ line: i + 1, cells: trimmed(cells) }]));
};
const trimmed = (cells: string[]): string[] => {
  const end = cells.findLastIndex((cell) => cell !== '');
  return cells.slice(0, end + 1);
};

const byExcelJs = async (all: Sheet[]): Promise<Buffer> => {
  const book = new ExcelJS.Workbook();
  for (const { name, hidden, rows, merges: ranges } of all) {
    const sheet = book.addWorksheet(name, { state: hidden ? 'hidden' : 'visible' });
    rows.forEach((row, i) => row.forEach((value, j) => (sheet.getCell(i + 1, j + 1).value = value === '' ? null : value)));
    for (const range of ranges) sheet.mergeCells(range);
  }
  return Buffer.from(await book.xlsx.writeBuffer());
};

const bySheetJs = (all: Sheet[], bookType: XLSX.BookType): Buffer => {
  const book = XLSX.utils.book_new();
  for (const { name, rows, merges: ranges } of all) {
    const sheet = XLSX.utils.aoa_to_sheet(rows);
    sheet['!merges'] = ranges.map((range) => XLSX.utils.decode_range(range));
    XLSX.utils.book_append_sheet(book, sheet, name);
  }
  book.Workbook = { Sheets: all.map(({ hidden }) => ({ Hidden: hidden ? 1 : 0 })) };
  return XLSX.write(book, { type: 'buffer', bookType, compression: true }) as Buffer;
};

interface Mutation {
  prefix: string;
  order: number[];
  stored: boolean;
  strict: boolean;
}
/** Written by hand, and then changed in ways that change nothing. */
const byHand = (all: Sheet[], { prefix, order, stored, strict }: Mutation): Buffer => {
  const parts = partsOf({
    prefix,
    ...(strict ? { namespace: 'http://purl.oclc.org/ooxml/spreadsheetml/main' } : {}),
    files: all.map((_, i) => `sheet${all.length - i}.xml`),
    sheets: all.map(({ name, hidden, rows, merges: ranges }) => ({
      name,
      ...(hidden ? { state: 'hidden' } : {}),
      xml:
        inlineRows(rows.map((row) => row.map(shown))) +
        `<mergeCells>${ranges.map((range) => `<mergeCell ref="${range}"/>`).join('')}</mergeCells>`,
    })),
  });
  const sorted = parts.map((part, i) => ({ part, key: order[i % order.length] ?? 0 })).sort((a, b) => a.key - b.key);
  return zipOf(sorted.map(({ part }) => ({ ...part, stored })));
};
const mutations = fc.record({
  prefix: fc.constantFrom('', 'x', 's', 'main-1'),
  order: fc.array(fc.integer(), { minLength: 8, maxLength: 8 }),
  stored: fc.boolean(),
  strict: fc.boolean(),
});

/** `byHand` writes texts; the others numbers and yes or no, which show the same. */
const expectSame = async (content: Buffer, all: Sheet[]): Promise<void> => {
  const read = await readAll(content);
  expect(read.sheets.map(({ name, hidden }) => [name, hidden])).toEqual(all.map(({ name, hidden }) => [name, hidden]));
  for (const [i, sheet] of all.entries())
    expect(read.sheets[i]?.rows.map(({ line, cells }) => ({ line, cells: trimmed(cells) }))).toEqual(expected(sheet));
};

describe('any table', () => {
  it('reads the same whichever program wrote it, in whatever order its parts stand, under whatever prefix', async () => {
    await fc.assert(
      fc.asyncProperty(sheets, mutations, fc.constantFrom<XLSX.BookType>('xlsx', 'xlsb', 'xls'), async (all, mutation, bookType) => {
        await expectSame(byHand(all, mutation), all);
        await expectSame(await byExcelJs(all), all);
        await expectSame(bySheetJs(all, bookType), all);
      }),
      { numRuns: 60 },
    );
  }, 120_000);
});
