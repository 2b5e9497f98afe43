import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { occupations } from '#reference';
import { inlineRows, workbookOf } from '../../../test/support/workbooks.js';
import { readSeekers } from './seekers.reader.js';

describe('a register of seekers as offices keep it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'gangqiao-seekers-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const read = async (text: string) => {
    const file = join(folder, 'seekers.csv');
    writeFileSync(file, `\uFEFF${text}`);
    const { rows, faults, passedOver } = await readSeekers(file, {});
    return {
      rows: rows.map(({ occupation, level, people }) => [occupation === null ? null : occupations.byCode(occupation)?.name, level, people]),
      faults: faults.map(({ line }) => line),
      passedOver: passedOver.map(({ line, reason }) => [line, reason]),
    };
  };

  it('takes the job seekers of a published table, not its demand, and nobody of its total', async () => {
    expect(
      await read(
        '序号,职业名称,需求人数,求职人数,缺口人数,求人倍率\n1,焊工,120,40,80,3.00\n2,缝纫工,90,30,60,3.00\n合计,,210,70,140,3.00\n',
      ),
    ).toEqual({
      rows: [
        ['缝纫工', 0, 30],
        ['焊工', 0, 40],
      ],
      faults: [],
      passedOver: [[4, 'total']],
    });
  });

  it('reads below a title and above notes, whatever the order of the columns', async () => {
    const { rows, faults, passedOver } = await read(
      '2026年第三季度求职登记情况,,\n登记求职人数（人）,技能等级,求职意向\n40,中级工,焊工\n30,,缝纫工\n填表人：王某,,\n',
    );
    expect(rows.map((row) => [row[0], row[2]])).toEqual([
      ['缝纫工', 30],
      ['焊工', 40],
    ]);
    expect(faults).toEqual([]);
    expect(passedOver).toEqual([
      [1, 'above'],
      [5, 'signature'],
    ]);
  });

  it('names line, column and what to do of what it cannot read, and reads nothing into a rate that nobody calculated', async () => {
    const cells = (line: number, name: string, people: string): string =>
      `<row r="${line}"><c r="A${line}" t="inlineStr"><is><t>${name}</t></is></c>${people}<c r="C${line}" t="e"><v>#DIV/0!</v></c></row>`;
    const text = (at: string, words: string): string => `<c r="${at}" t="inlineStr"><is><t>${words}</t></is></c>`;
    const header = inlineRows([['职业名称', '登记求职人数', '求人倍率']]).replace('</sheetData>', '');
    const lines = [
      cells(2, '焊工', '<c r="B2"><v>40</v></c>'),
      cells(3, '缝纫工', text('B3', '约40')),
      cells(4, '电焊能手', text('B4', '1,200人')),
      cells(5, '车工', '<c r="B5" t="e"><v>#N/A</v></c>'),
    ];
    const xml = `${header}${lines.join('')}</sheetData>`;
    const file = join(folder, 'seekers.xlsx');
    writeFileSync(file, workbookOf({ sheets: [{ name: '求职', xml }] }));
    const { rows, faults } = await readSeekers(file, {});
    expect(rows.map(({ people }) => people)).toEqual([40]);
    expect(faults.map(({ line, column, heading, message }) => `${line} ${column} ${heading} ${message.zh}`)).toEqual([
      '3 B 登记求职人数 “约40”不是人数，请填 0 至 1000000 的整数',
      '4 A 职业名称 分类大典中没有“电焊能手”，请填细类的代码或全名',
      '5 B 登记求职人数 单元格显示错误或没有计算结果（#N/A），请在表格中改正',
    ]);
  });

  it('says which column is missing of a list that has only the demand', async () => {
    await expect(read('职业名称,需求人数\n焊工,120\n')).rejects.toMatchObject({ code: 'seekers.header' });
  });
});
