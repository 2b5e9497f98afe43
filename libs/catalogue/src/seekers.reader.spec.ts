import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { occupations } from '#reference';
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

  it('says which column is missing of a list that has only the demand', async () => {
    await expect(read('职业名称,需求人数\n焊工,120\n')).rejects.toMatchObject({ code: 'seekers.header' });
  });
});
