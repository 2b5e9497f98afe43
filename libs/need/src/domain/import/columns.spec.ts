import { guessColumns, type CellKinds } from './columns.js';

const kinds: CellKinds = {
  isTitle: (cell) => /工|员|师|会计/.test(cell),
  isPlace: (cell) => /潍坊|上海|南昌|青州/.test(cell),
  isSalary: (cell) => /千|万|元|面议|\d{4}/.test(cell),
  isCreditCode: (cell) => /^91[0-9A-Z]{16}$/.test(cell),
};

const fields = (header: string[], rows: string[][]): (string | null)[] => guessColumns(header, rows, kinds).map((column) => column.field);

describe('what the columns of a list say', () => {
  it('knows Chinese and English headers, with blanks and notes in brackets', () => {
    const header = [
      '序号',
      '企业名称',
      '统一社会信用代码',
      '招聘岗位',
      '缺工人数（人）',
      '工作 地点',
      '月薪(元)',
      '联系人',
      '联系电话',
      '技能等级',
      '用工形式',
      '备注',
    ];
    const row = [
      '1',
      '潍坊某某机械有限公司',
      '91370700MA3M9MH261',
      '电焊工',
      '12',
      '潍坊市',
      '5000-8000元',
      '王先生',
      '13800001111',
      '中级工',
      '劳务派遣',
      '会识图',
    ];
    expect(fields(header, [row])).toEqual([
      null,
      'enterprise',
      'creditCode',
      'title',
      'people',
      'place',
      'salary',
      'contactName',
      'contactPhone',
      'skillLevel',
      'form',
      'note',
    ]);
    const english = ['company', 'job_title', 'headcount', 'city', 'salary', 'company_size', 'company_type'];
    expect(fields(english, [['上海某某有限公司', '会计', '3', '上海', '6千', '50-150人', '民营']])).toEqual([
      'enterprise',
      'title',
      'people',
      'place',
      'salary',
      null,
      null,
    ]);
  });

  it('goes by the cells under headers that say nothing', () => {
    const rows = Array.from({ length: 5 }, (_, i) => ['焊工', `潍坊第${i}机械有限公司`, `5-${i + 6}千`, '潍坊·青州市', `1380000111${i}`]);
    expect(fields(['列1', '列2', '列3', '列4', '列5'], rows)).toEqual(['title', 'enterprise', 'salary', 'place', 'contactPhone']);
  });

  it('does not believe a header that its cells contradict', () => {
    const rows = Array.from({ length: 4 }, () => ['智能产业群', '焊工', '2']);
    expect(fields(['unit', 'title', 'headcount'], rows)).toEqual([null, 'title', 'people']);
  });

  it('gives a field to one column only, the surest, with a sample', () => {
    const columns = guessColumns(['岗位类别', '岗位名称', '岗位要求'], [['生产', '焊工', '有焊工证']], kinds);
    expect(columns.map((column) => column.field)).toEqual([null, 'title', 'note']);
    expect(columns[1]).toMatchObject({ header: '岗位名称', sample: '焊工' });
    expect(columns[1]?.confidence).toBeGreaterThan(0.9);
  });
});
