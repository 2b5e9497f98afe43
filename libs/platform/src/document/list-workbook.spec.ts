import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import ExcelJS from 'exceljs';
import { columnsOf, type ListTable } from './list.js';
import { writeListWorkbook } from './list-workbook.js';

interface Row {
  name: string;
  people: number | null;
  day: string | null;
  at: string | null;
  state: 'open' | 'done';
  county: string | null;
}

const { code, count, day, flag, moment, place, text } = columnsOf<Row>();
const table: ListTable<Row> = {
  name: ['名单', 'list'],
  columns: [
    text(['名称', 'Name'], (row) => row.name),
    count(['人数', 'People'], (row) => row.people),
    day(['日期', 'Day'], (row) => row.day),
    moment(['时间', 'Time'], (row) => row.at),
    code(['状态', 'State'], 'state', { open: ['可用', 'open'], done: ['完成', 'done'] }, (row) => row.state),
    flag(['完成', 'Done'], (row) => row.state === 'done'),
    place(['县市区', 'County'], (row) => row.county),
  ],
};

const row = (n: number, more: Partial<Row> = {}): Row => ({
  name: `企业${n}`,
  people: n,
  day: '2026-11-28',
  at: '2026-11-28T16:30:00.000Z',
  state: n % 2 ? 'done' : 'open',
  county: '370702',
  ...more,
});

const written = async (pages: Row[][], locale: 'zh' | 'en' = 'zh') => {
  const stream = new PassThrough();
  const whole = buffer(stream);
  const source = (async function* () {
    for (const page of pages) yield await Promise.resolve(page);
  })();
  const count = await writeListWorkbook(table, source, { locale, place: (id) => (id === null ? null : '潍城区') }, stream);
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load((await whole) as unknown as ArrayBuffer);
  const [sheet] = workbook.worksheets;
  return { count, sheet: sheet as ExcelJS.Worksheet };
};

describe('a list as a workbook', () => {
  it('has a fact in each cell: numbers are numbers, days and times those of the city’s clocks, codes words, and nothing is empty text', async () => {
    const { sheet } = await written([[row(1), row(2, { people: null, day: null, at: null, county: null })]]);
    const cells = (line: number) => (sheet.getRow(line).values as unknown[]).slice(1);
    expect(cells(1)).toEqual(['名称', '人数', '日期', '时间', '状态', '完成', '县市区']);
    expect(cells(2)).toEqual(['企业1', 1, new Date('2026-11-28T00:00:00Z'), new Date('2026-11-29T00:30:00Z'), '完成', '是', '潍城区']);
    expect([1, 2, 3, 4, 5, 6, 7].map((at) => sheet.getRow(3).getCell(at).value)).toEqual(['企业2', null, null, null, '可用', '否', null]);
    expect([sheet.getCell('C2').numFmt, sheet.getCell('D2').numFmt]).toEqual(['yyyy-mm-dd', 'yyyy-mm-dd hh:mm']);
  });

  it('keeps its heading in sight, filters all lines but the last, and adds up there what the filter shows', async () => {
    const { sheet, count } = await written([[row(1), row(2)], [row(3)]], 'en');
    expect(count).toBe(3);
    expect(sheet.views[0]).toMatchObject({ state: 'frozen', ySplit: 1 });
    expect(sheet.autoFilter).toBe('A1:G4');
    expect(sheet.getCell('A5').value).toBe('Total');
    expect(sheet.getCell('B5').value).toMatchObject({ formula: 'SUBTOTAL(109,B2:B4)', result: 6 });
    expect(sheet.getRow(1).getCell(1).value).toBe('Name');
  });

  it('is a heading alone when nothing was found', async () => {
    const { sheet, count } = await written([[]]);
    expect([count, sheet.rowCount]).toEqual([0, 1]);
  });

  it.each(['=1+1', '+86 138', '-5', '@cmd', '=HYPERLINK("http://x")', '007', '1e5', '\u0007bell', '<&>"'])('keeps %p a text', async (name) => {
    const { sheet } = await written([[row(1, { name })]]);
    const cell = sheet.getCell('A2');
    expect([cell.value, cell.type, cell.numFmt]).toEqual([name.replace('\u0007', ''), ExcelJS.ValueType.String, '@']);
  });

  it('gives everybody else a turn every few rows, however long it is', async () => {
    const turns: number[] = [];
    let last = performance.now();
    const beat = setInterval(() => {
      turns.push(performance.now() - last);
      last = performance.now();
    }, 1);
    const pages = Array.from({ length: 25 }, (_, n) => Array.from({ length: 200 }, (_, i) => row(n * 200 + i)));
    const { count } = await written(pages);
    clearInterval(beat);
    expect(count).toBe(5_000);
    // Beside reading it all back at the end, which this spec does at once.
    expect(turns.length).toBeGreaterThan(25);
  });
});
