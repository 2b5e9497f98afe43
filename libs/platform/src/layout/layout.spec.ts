import type { CellFault, TableFile, TableRow, TableSheet } from '#platform/table';
import { findHeader, headingText, lookAtSheets, readList, type Heading, type LeftOut, type ListChoice, type ListKind } from './index.js';

const FIELDS: Record<string, string> = {
  岗位名称: 'title',
  企业名称: 'enterprise',
  招聘人数: 'people',
  人数: 'people',
  工作地点: 'place',
  薪资待遇: 'salary',
  联系人: 'contact',
  联系电话: 'phone',
  联系方式: 'phone',
  技能等级: 'level',
};
const knows = ({ name }: Heading): string | null => FIELDS[name.replace(/[\s（(].*$/, '')] ?? null;
const kind: ListKind = { knows, fits: ({ known }) => known >= 2 };

/** Lines of a sheet from text: cells by |, `<` for a cell merged with the left one, `^` for one merged with that above. */
const rowsOf = (text: string): TableRow[] => {
  let above: string[] = [];
  return text.split('\n').map((line, i) => {
    const [across, down]: [number[], number[]] = [[], []];
    const cells: string[] = [];
    line.split('|').forEach((cell, column) => {
      if (cell === '<') across.push(column);
      if (cell === '^') down.push(column);
      cells.push(cell === '<' ? (cells[column - 1] ?? '') : cell === '^' ? (above[column] ?? '') : cell);
    });
    above = cells;
    return { line: i + 1, cells, across, down };
  });
};

const sheetOf = (rows: TableRow[] | string, more: Partial<TableSheet> = {}): TableSheet => ({
  name: 'Sheet1',
  hidden: false,
  hiddenColumns: [],

  async *rows() {
    const all = typeof rows === 'string' ? rowsOf(rows) : rows;
    for (let at = 0; at < all.length; at += 3) yield all.slice(at, at + 3);
  },
  ...more,
});
const fileOf = (...sheets: TableSheet[]): TableFile => ({ format: 'xlsx', sheets, close: () => Promise.resolve() });

const read = async (file: TableFile, choice?: ListChoice): Promise<{ headings: string[]; lines: string[][]; left: [number, string][] }> => {
  const lines: string[][] = [];
  const left: LeftOut[] = [];
  const seen = await lookAtSheets(file, kind, choice);
  for (const one of seen) {
    if (one.leftOut !== null) continue;
    for await (const portion of readList(one, kind, choice?.withHidden)) {
      lines.push(...portion.rows.map((row) => row.cells));
      left.push(...portion.leftOut);
    }
  }
  const header = seen.find((one) => one.leftOut === null)?.header;
  return { headings: (header?.headings ?? []).map(headingText), lines, left: left.map(({ line, reason }) => [line, reason]) };
};

const HEADER = '岗位名称|企业名称|招聘人数|联系电话';
const titles = ({ lines }: { lines: string[][] }): (string | undefined)[] => lines.map((cells) => cells[0]);

describe('where the table is', () => {
  it('finds the header below a title and what names the office', async () => {
    const list = await read(
      fileOf(
        sheetOf(`2026年第四季度用工需求汇总表|<|<|<\n填报单位：潍城区人社局|<|填报日期：2026年11月20日|<\n\n${HEADER}\n焊工|甲厂|5|138`),
      ),
    );
    expect(list.headings).toEqual(['岗位名称', '企业名称', '招聘人数', '联系电话']);
    expect(titles(list)).toEqual(['焊工']);
    expect(list.left).toEqual([
      [1, 'above'],
      [2, 'above'],
    ]);
  });

  it.each([
    ['merged', '序号|企业名称|用工需求|<|<|薪资待遇|联系方式|<\n^|^|岗位名称|人数|技能等级|^|联系人|联系电话'],
    ['saved as text', '序号|企业名称|用工需求|||薪资待遇|联系方式|\n||岗位名称|人数|技能等级||联系人|联系电话'],
  ])('joins two header lines, groups over several columns %s', async (_how, header) => {
    const list = await read(fileOf(sheetOf(`企业用工需求表|<|<|<|<|<|<|<\n${header}\n1|甲厂|焊工|5|中级工|6000|王经理|138`)));
    expect(list.headings).toEqual([
      '序号',
      '企业名称',
      '用工需求·岗位名称',
      '用工需求·人数',
      '用工需求·技能等级',
      '薪资待遇',
      '联系方式·联系人',
      '联系方式·联系电话',
    ]);
    expect(list.lines).toHaveLength(1);
  });

  it('does not take what names the office for a part of the header', async () => {
    const file = fileOf(sheetOf(`单位名称：潍城区人社局||联系电话：0536-1||\n${HEADER}|合计|2026\n焊工|甲厂|5|138||`));
    expect((await lookAtSheets(file, kind))[0]?.header?.lines).toEqual([2]);
  });

  it('takes the first line of a table whose headings nobody knows, and says that it is not sure', async () => {
    const file = fileOf(sheetOf('x1|x2|y\n焊工|甲厂|5'));
    expect((await lookAtSheets(file, kind))[0]).toMatchObject({ sure: false, leftOut: null, header: { lines: [1] } });
    expect(titles(await read(file))).toEqual(['焊工']);
  });

  it('begins where a person points, at either line of the header', () => {
    const rows = rowsOf(`列表|乙\n序号|企业名称|用工需求|<\n^|^|岗位名称|人数\n1|甲厂|焊工|5`);
    for (const at of [1, 2]) expect(findHeader(rows, knows, at)?.lines).toEqual([2, 3]);
    expect(findHeader(rows, knows, 0)?.headings).toEqual([
      { name: '列表', group: null },
      { name: '乙', group: null },
    ]);
  });
});

describe('what is no line of the list', () => {
  const kept = async (...lines: string[]): Promise<{ titles: (string | undefined)[]; left: [number, string][] }> => {
    const list = await read(fileOf(sheetOf([HEADER, '焊工|甲厂|5|138', '钳工|乙厂|5|139', ...lines].join('\n'))));
    return { titles: titles(list).slice(2), left: list.left };
  };

  it.each([
    '合计||10|',
    '合  计||10|',
    '总计：||10|',
    '|合计|10|',
    '3|合计|10|—',
    '合计（人）|/|10|/',
    '合计：10人|||',
    '共计2家|共10人||',
    '本页小计||10|',
    '潍城区小计||10|',
    'Total||10|',
    '合计|<|10|',
    '||10|',
  ])('leaves the total “%s” out', async (line) => expect(await kept(line)).toEqual({ titles: [], left: [[4, 'total']] }));

  it.each(['总计划师|甲厂|1|138', '合计|甲厂|1|138'.replace('合计', '合计员'), '共享单车维修工|甲厂|1|138', '||11|', '普工|||'])(
    'keeps “%s”',
    async (line) => expect((await kept(line)).left).toEqual([]),
  );

  it('leaves notes and signatures below out, and what goes on from them', async () => {
    expect(
      (
        await kept(
          '',
          '注：1.本表一式两份；2.电话务必填写|||',
          '3.于20日前报送|||',
          '填表人：王某|||审核人：李某',
          '单位（盖章）：|||',
          '2026年11月20日|||',
          '|||2026年11月',
        )
      ).left,
    ).toEqual([
      [5, 'note'],
      [6, 'note'],
      [7, 'signature'],
      [8, 'signature'],
      [9, 'signature'],
      [10, 'signature'],
    ]);
    expect((await kept('填表人|王某|审核人|李某')).left).toEqual([[4, 'signature']]);
  });

  it('goes on with the list below a header that comes again, whatever stands between', async () => {
    const again = await kept('合计||10|', '坊子区|<|<|<', HEADER, '车工|丙厂|1|137');
    expect(again).toEqual({
      titles: ['车工'],
      left: [
        [4, 'total'],
        [5, 'note'],
        [6, 'header_again'],
      ],
    });
  });

  it('puts the columns of a second list in another order in the places of the first, and leaves out what has none', async () => {
    const list = await read(fileOf(sheetOf(`${HEADER}\n焊工|甲厂|5|138\n联系电话|招聘人数|岗位名称|企业名称\n139|2|钳工|乙厂`)));
    expect(list.lines[1]).toEqual(['钳工', '乙厂', '2', '139']);
    const other = await read(fileOf(sheetOf(`${HEADER}\n焊工|甲厂|5|138\n岗位名称|工作地点|薪资待遇|人数\n钳工|潍坊|5000|2`)));
    expect(titles(other)).toEqual(['焊工']);
    expect(other.left).toEqual([
      [3, 'other_table'],
      [4, 'other_table'],
    ]);
  });

  it('leaves the headings of sections, column numbers and examples out', async () => {
    const list = await read(
      fileOf(sheetOf(`${HEADER}\n1|2|3|4\n必填|必填|数字|必填\n例|某某公司|5|138\n一、潍城区|<|<|<\n焊工|甲厂|5|138`)),
    );
    expect(titles(list)).toEqual(['焊工']);
    expect(list.left.map(([, reason]) => reason)).toEqual(['column_numbers', 'example', 'example', 'section']);
  });

  it('leaves out what says that nothing follows, that all is true, or in which unit a column is', async () => {
    expect((await kept('以下空白|||', '……|||', '/|/|/|/', '—|无|-|', '以上信息真实有效|||', '本单位承诺以上内容属实。|||')).left).toEqual(
      [4, 5, 6, 7, 8, 9].map((line) => [line, 'note']),
    );
    const list = await read(fileOf(sheetOf(`${HEADER}\n||（人）|\n焊工|甲厂|5|138`)));
    expect([titles(list), list.left]).toEqual([['焊工'], [[2, 'example']]]);
    expect((await kept('无纺布工|甲厂|1|138', '空白卡管理员|甲厂|1|138', '人|甲厂|1|138')).left).toEqual([]);
  });

  it('leaves lines out that have nothing but the number that the form was printed with', async () => {
    const list = await read(fileOf(sheetOf(`序号|${HEADER}\n1|焊工|甲厂|5|138\n2||||\n3||||\n合计|||5|`)));
    expect(list.left.map(([, reason]) => reason)).toEqual(['number_only', 'number_only', 'total']);
  });

  it('tells hidden lines and leaves them out, unless somebody wants them', async () => {
    const rows = rowsOf(`${HEADER}\n焊工|甲厂|5|138\n钳工|乙厂|5|139`).map((row) => (row.line === 2 ? { ...row, hidden: true } : row));
    const list = await read(fileOf(sheetOf(rows)));
    expect([titles(list), list.left]).toEqual([['钳工'], [[2, 'hidden']]]);
    expect(titles(await read(fileOf(sheetOf(rows)), { sheets: [{ at: 0 }], withHidden: true }))).toEqual(['焊工', '钳工']);
  });

  it('keeps a line whose only words are merged from above, and one with nothing but a fault', async () => {
    const list = await read(fileOf(sheetOf(`${HEADER}\n焊工|甲厂|5|138\n^|^|7|^\n合计||12|`)));
    expect(list.lines[1]).toEqual(['焊工', '甲厂', '7', '138']);
    const fault: CellFault = { column: 0, kind: 'error', shown: '#REF!' };
    const faulty = await read(
      fileOf(sheetOf([...rowsOf(`${HEADER}\n焊工|甲厂|5|138`), { line: 3, cells: ['', '', '', ''], faults: [fault] }])),
    );
    expect(faulty.lines).toHaveLength(2);
  });
});

describe('which sheets', () => {
  const list = `${HEADER}\n焊工|甲厂|5|138`;
  const reasons = async (...sheets: TableSheet[]): Promise<(string | null)[]> =>
    (await lookAtSheets(fileOf(...sheets), kind)).map((one) => one.leftOut);

  it('reads every visible one whose header fits, and says of each other why it is not read', async () => {
    expect(
      await reasons(
        sheetOf('技能等级|用工形式\n初级工|直签', { name: '字典', hidden: true }),
        sheetOf(list, { name: '镇街1' }),
        sheetOf(list, { name: '镇街2' }),
        sheetOf('填写须知\n请如实填写|<', { name: '说明' }),
        sheetOf('', { name: 'Sheet5' }),
        sheetOf(list, { name: '藏', hidden: true }),
      ),
    ).toEqual(['hidden', null, null, 'no_header', 'empty', 'hidden']);
  });

  it('leaves former years out, but never all', async () => {
    expect(await reasons(sheetOf(list, { name: '2026年' }), sheetOf(list, { name: '去年' }))).toEqual([null, 'older']);
    expect(
      await reasons(sheetOf(list, { name: '2025年3季度' }), sheetOf(list, { name: '2026年1季度' }), sheetOf(list, { name: '开发区' })),
    ).toEqual(['older', null, null]);
    expect(await reasons(sheetOf(list, { name: '历史' }))).toEqual([null]);
  });

  it('reads those that a person chooses, hidden ones too', async () => {
    const file = fileOf(sheetOf(list, { name: '一' }), sheetOf('标题\nx|y\n焊工|甲', { name: '二', hidden: true }));
    const seen = await lookAtSheets(file, kind, { sheets: [{ at: 1, headerLine: 2 }], withHidden: false });
    expect(seen.map((one) => [one.leftOut, one.header?.lines])).toEqual([
      ['not_chosen', [1]],
      [null, [2]],
    ]);
  });
});
