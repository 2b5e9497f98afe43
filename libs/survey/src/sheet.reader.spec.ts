import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { rawCodesIn } from '../../../test/support/raw-codes.js';
import { emptyAnswer, type Answer, type AnswerRow, type Reason } from './domain/questionnaire.js';
import { readWorkbook } from './sheet.reader.js';
import { writeTemplate, type FormOf } from './template.js';

const post = (
  serial: string,
  title: string,
  [occupationCode, skillLevel]: [string, number],
  [stillShort, neededInAll, wageFromYuan, wageToYuan]: [number, number, number, number],
  reason: Reason,
): AnswerRow => ({
  needId: `01a21db8-${serial}-7${serial.slice(1)}-b3c4-1f408d581dec`,
  title,
  occupationCode,
  skillLevel,
  stillShort,
  neededInAll,
  filledSince: 0,
  withdrawn: false,
  reasons: [reason],
  wageFromYuan,
  wageToYuan,
  clientCreditCode: null,
});
const [checker, cutter, sewer] = [
  ['6-31-03-05', 1] as [string, number],
  ['6-05-01-02', 0] as [string, number],
  ['6-05-01-03', 0] as [string, number],
];
/** A clothing factory's posts: three names stand there twice. */
const known: Answer = {
  ...emptyAnswer,
  employees: 1175,
  contactName: '何经理',
  contactPhone: '0536-2502894',
  rows: [
    post('e213', '包装工', ['6-31-05-00', 0], [2, 18, 4300, 6500], 'leaving'),
    post('c5ea', '质检员', checker, [10, 54, 4500, 6300], 'leaving'),
    post('b64d', '质检员', checker, [2, 6, 5100, 6400], 'no_applicants'),
    post('a67a', '检验员', checker, [30, 168, 4800, 5600], 'pay'),
    post('a2cf', '裁剪工', cutter, [5, 42, 4600, 6500], 'shift'),
    post('9dd5', '裁剪工', cutter, [10, 70, 4700, 7700], 'lodging'),
    post('9aac', '平车工', sewer, [30, 288, 4800, 5900], 'leaving'),
    post('5467', '平车工', sewer, [10, 70, 4300, 6500], 'no_applicants'),
  ],
};
const form: FormOf = { id: '01a21db8-0000-7000-8000-000000000001', quarter: '2026Q3', enterprise: '潍坊锦禾制衣有限公司' };

describe('a survey workbook that an enterprise sends back', () => {
  const folder = mkdtempSync(join(tmpdir(), 'gangqiao-survey-'));
  const file = join(folder, 'form.xlsx');
  afterAll(() => rmSync(folder, { recursive: true }));

  /** The template, changed by somebody in a spreadsheet, and read. */
  const filled = async (change: (sheet: ExcelJS.Worksheet, book: ExcelJS.Workbook) => void, of = form) => {
    const stream = createWriteStream(file);
    const written = new Promise<void>((resolve) => stream.once('close', () => resolve()));
    await writeTemplate(known, of, stream);
    await written;
    const book = new ExcelJS.Workbook();
    await book.xlsx.readFile(file);
    change(book.worksheets[0] as ExcelJS.Worksheet, book);
    await book.xlsx.writeFile(file);
    return readWorkbook(file, known, form, {});
  };
  const put = (column: string, values: (string | number | null)[]) => (sheet: ExcelJS.Worksheet) =>
    values.forEach((value, i) => (sheet.getCell(`${column}${i + 2}`).value = value));
  const places = ({ faults }: Awaited<ReturnType<typeof filled>>) => faults.map(({ line, column, code }) => `${column}${line} ${code}`);
  const shorts = ({ answer }: Awaited<ReturnType<typeof filled>>) => answer.rows.map(({ stillShort }) => stillShort);

  it('as it went out says what was known', async () => {
    const read = await filled(() => undefined);
    expect([read.faults, read.passedOver, read.answer]).toEqual([[], [], known]);
  });

  it('as it went out shows no code to whoever fills it in, but the numbers by which its lines are found again', async () => {
    const words: string[] = [];
    await filled((_, book) =>
      book.eachSheet((sheet) =>
        sheet.eachRow((row) => row.eachCell((cell) => void (/^[\da-f-]{36}$/.test(cell.text) || words.push(cell.text)))),
      ),
    );
    expect(words.length).toBeGreaterThan(50);
    expect(rawCodesIn(words.join('\n'), 'zh')).toEqual([]);
  });

  it('with ranges and words under 仍缺人数 has a fault in each such line, and closes no post', async () => {
    const read = await filled(put('E', ['5-8人', '若干', '约20人', '20+', '十五', '−3', '五六人', '三五人']));
    expect(places(read)).toEqual([2, 3, 4, 5, 6, 7, 8, 9].map((line) => `E${line} short_unclear`));
    expect(shorts(read)).toEqual(Array(8).fill(null));
    expect(read.answer.rows.some(({ withdrawn }) => withdrawn)).toBe(false);
  });

  it('with 仍缺人数 emptied or crossed out asks for each of them, and keeps the others', async () => {
    const read = await filled(put('E', [null, '无', '/', 30, '5人']));
    expect(places(read)).toEqual(['E2 short_empty', 'E3 short_unclear', 'E4 short_unclear']);
    expect(shorts(read)).toEqual([null, null, null, 30, 5, 10, 30, 10]);
  });

  it('understands that a post is given up in several words, and asks where it is full', async () => {
    const read = await filled(put('H', ['是的', '不再招', '已招满']));
    expect(read.answer.rows.map(({ withdrawn }) => withdrawn).slice(0, 4)).toEqual([true, true, false, false]);
    expect(places(read)).toEqual(['H4 filled_short']);
  });

  it('whose numbers were emptied finds its eight posts again, and makes no new one', async () => {
    const read = await filled(put('A', Array<null>(8).fill(null)));
    expect([read.faults, read.answer.rows]).toEqual([[], known.rows]);
  });

  it('below a title, with lines hidden by a filter and a total below, is read all the same', async () => {
    const read = await filled((sheet) => {
      sheet.getRow(4).hidden = true;
      sheet.getCell('A10').value = '合计';
      sheet.getCell('E10').value = 99;
      sheet.spliceRows(1, 0, ['2026年三季度缺工情况调查表'], []);
    });
    expect([read.faults, read.answer.rows]).toEqual([[], known.rows]);
    expect(read.passedOver.map(({ line, reason }) => [line, reason])).toEqual([
      [1, 'above'],
      [12, 'total'],
    ]);
  });

  it('with a second form on another sheet, or made for another enterprise or round, says so', async () => {
    const second = await filled((sheet, book) => {
      const copy = book.addWorksheet('缺工调查 (2)');
      sheet.eachRow((row) => copy.addRow(row.values));
    });
    expect(second.faults.map(({ code, params }) => [code, params])).toEqual([['second_sheet', { name: '缺工调查 (2)', read: '缺工调查' }]]);
    const older = await filled(() => undefined, { ...form, id: '01a21db8-0000-7000-8000-000000000002', quarter: '2026Q2' });
    expect(older.faults.map(({ code, params }) => [code, params['name']])).toEqual([['other_form', '2026Q2 潍坊锦禾制衣有限公司']]);
  });

  it('without a column that says what it is about is refused by its name', async () => {
    await expect(filled((sheet) => sheet.spliceColumns(5, 1))).rejects.toMatchObject({
      code: 'survey.not_template',
      params: { missing: '仍缺人数' },
    });
    await expect(filled((_, book) => book.worksheets.forEach((sheet) => sheet.spliceRows(1, 1)))).rejects.toMatchObject({
      code: 'survey.not_template',
    });
  });
});
