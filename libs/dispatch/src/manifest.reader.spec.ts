import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ListChoice } from '#platform/layout';
import { inlineRows, workbookOf } from '../../../test/support/workbooks.js';
import { readManifest } from './manifest.reader.js';

const HEADER = ['序号', '姓名', '身份证号码', '联系电话', '紧急联系人', '是否脱贫户'];
const zhang = ['1', '张某', '529999198501010010', '13800000001', '13800000011', '否'];
const li = ['2', '李某', '529999198501010029', '13800000002', '13800000012', '是'];

describe('a manifest as stations write it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'gangqiao-manifest-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const read = async (content: string | Buffer, choice?: ListChoice) => {
    const file = join(folder, 'manifest');
    writeFileSync(file, content);
    return readManifest(file, { choice });
  };
  const people = async (content: string | Buffer, choice?: ListChoice) =>
    (await read(content, choice)).rows.map(({ place: { line, lostDigits }, name, idNumber, phone }) => [
      line,
      name,
      lostDigits ? 'lost' : idNumber,
      phone,
    ]);
  const leftOut = async (content: string | Buffer) => (await read(content)).passedOver.map(({ line, reason }) => [line, reason]);
  const csv = (...lines: string[][]): string => `\uFEFF${lines.map((line) => line.join(',')).join('\n')}\n`;
  const book = (...sheets: { name: string; xml: string; state?: string }[]): Buffer => workbookOf({ sheets });

  it('is read below a merged title and the line that names the station', async () => {
    const rows = [['××县赴潍坊务工人员花名册'], ['填报单位：××劳务协作站', '', '', '', '2026年11月20日'], HEADER, zhang, li];
    const xml = `${inlineRows(rows)}<mergeCells><mergeCell ref="A1:F1"/></mergeCells>`;
    const { rows: found } = await read(book({ name: '花名册', xml }));
    expect(found.map(({ place, name, phone, relief, emergencyContact }) => [place.line, name, phone, relief, emergencyContact])).toEqual([
      [4, '张某', '13800000001', 'none', '13800000011'],
      [5, '李某', '13800000002', 'alleviated', '13800000012'],
    ]);
    expect(await leftOut(book({ name: '花名册', xml }))).toEqual([
      [1, 'above'],
      [2, 'above'],
    ]);
  });

  it('has nobody in its total and its signatures', async () => {
    const list = csv(HEADER, zhang, li, ['合计', '共2人'], ['填表人：王某', '', '', '', '审核人：赵某']);
    expect((await people(list)).map(([line]) => line)).toEqual([2, 3]);
    expect(await leftOut(list)).toEqual([
      [4, 'total'],
      [5, 'signature'],
    ]);
  });

  it('is known by headings with 必填, 公民身份号码 and 本人手机号, and an emergency number is not their own', async () => {
    const headings = ['序号', '姓名（必填）', '公民身份号码', '本人手机号', '紧急联系人电话', '备注'];
    const xml = inlineRows([headings, ['1', '张某', '529999198501010037', '13800000001', '13800000011', '']]);
    expect(await people(book({ name: '花名册', xml }))).toEqual([[2, '张某', '529999198501010037', '13800000001']]);
  });

  it('marks ID numbers that were kept as numbers, one that would pass the check sign by luck too', async () => {
    const cells = (line: number, name: string, id: string): string =>
      `<row r="${line}"><c r="A${line}"><v>${line - 1}</v></c><c r="B${line}" t="inlineStr"><is><t>${name}</t></is></c>` +
      `<c r="C${line}"><v>${id}</v></c></row>`;
    const header = inlineRows([HEADER.slice(0, 3)]).replace('</sheetData>', '');
    const xml = `${header}${cells(2, '张某', '529999198501010050')}${cells(3, '李某', '529999198508020000')}</sheetData>`;
    expect((await people(book({ name: '花名册', xml }))).map(([, , id]) => id)).toEqual(['lost', 'lost']);
    const scientific = csv(
      HEADER,
      ['1', '张某', '5.29999E+17', '1.38E+10'],
      ['2', '李某', '529999198508020000'],
      ['3', '王某', '\t529999198501010061'],
      ['4', '赵某', "'52999919850101007X"],
    );
    expect((await people(scientific)).map(([, , id]) => id)).toEqual(['lost', 'lost', '529999198501010061', '52999919850101007X']);
  });

  it('is read from the sheet and below the header that a person points at', async () => {
    const older = inlineRows([HEADER, zhang]);
    const now = inlineRows([['说明', '上次的表头在下面'], HEADER, zhang, HEADER, li]);
    const file = book({ name: '上年', xml: older }, { name: '本次', xml: now });
    expect((await people(file)).map(([line]) => line)).toEqual([3, 5]);
    const { rows, passedOver, sheets } = await read(file, { sheets: [{ at: 0 }], withHidden: false });
    expect(rows.map(({ place, name }) => [place.line, name])).toEqual([[2, '张某']]);
    expect(passedOver.map(({ sheet, reason }) => [sheet, reason])).toEqual([['本次', 'sheet_not_chosen']]);
    expect(sheets.map(({ at, leftOut: why, beginning }) => [at, why, beginning.length])).toEqual([
      [0, null, 2],
      [1, 'not_chosen', 5],
    ]);
    expect(await people(file, { sheets: [{ at: 1, headerLine: 4 }], withHidden: false })).toEqual([[5, '李某', li[2], li[3]]]);
  });

  it('says where an error or a formula without a result stands, and which columns are missing', async () => {
    const cells = `<c r="B2" t="e"><v>#N/A</v></c><c r="C2" t="inlineStr"><is><t>${zhang[2]}</t></is></c>`;
    const error = `${inlineRows([HEADER]).replace('</sheetData>', '')}<row r="2">${cells}</row></sheetData>`;
    const [row] = (await read(book({ name: '花名册', xml: error }))).rows;
    expect([row?.place.broken, row?.place.headings.name]).toEqual(['name', { heading: '姓名', letter: 'B' }]);
    await expect(read(csv(['姓名', '电话'], ['张某', '13800000001']))).rejects.toMatchObject({ code: 'manifest.not_a_table' });
  });
});
