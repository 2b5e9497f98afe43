import { guessColumns, type CellKinds } from './columns.js';
import { knownHeading } from './headings.js';

const kinds: CellKinds = {
  isTitle: (cell) => /工|员|师|会计/.test(cell),
  isPlace: (cell) => /潍坊|上海|南昌|青州/.test(cell),
  isSalary: (cell) => /千|万|元|面议|\d{4}/.test(cell),
  isCreditCode: (cell) => /^91[0-9A-Z]{16}$/.test(cell),
};

/** Columns of a list; "招聘·人数" is 人数 below the group 招聘, "_人数" a hidden column. */
const guess = (header: string[], rows: string[][]) =>
  guessColumns(
    header.map((text, i) => {
      const [name = '', group = null] = text.replace(/^_/, '').split('·').reverse();
      return { heading: { name, group }, hidden: text.startsWith('_'), cells: rows.map((row) => row[i] ?? '') };
    }),
    kinds,
  );
const fields = (header: string[], rows: string[][] = [header.map(() => '')]): (string | null)[] =>
  guess(header, rows).map((column) => column.field);

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

  it.each([
    [
      'job_name company_name num_people company_addr job_min_wage job_max_wage contact_phone',
      'title enterprise people place wageFrom wageTo contactPhone',
    ],
    [
      'jobName companyName recruitNum workAddress minSalary maxSalary linkMan linkPhone',
      'title enterprise people place wageFrom wageTo contactName contactPhone',
    ],
    ['gwmc qymc zprs gzdd xzdy lxr lxdh bz', 'title enterprise people place salary contactName contactPhone note'],
    [
      'position employer openings province city district salary_min salary_max',
      'title enterprise people place place place wageFrom wageTo',
    ],
  ])('knows the field names that systems export: %s', (names, expected) => expect(fields(names.split(' '))).toEqual(expected.split(' ')));

  it.each([
    ['*岗位名称', 'title'],
    ['1.岗位（工种）名称', 'title'],
    ['招聘岗位（必填）', 'title'],
    ['缺工岗位/工种', 'title'],
    ['用工单位（全称）', 'enterprise'],
    ['月薪（元）', 'salary'],
    ['工资(千元)', 'salary'],
    ['工资待遇（元/月）', 'salary'],
    ['最低月薪', 'wageFrom'],
    ['薪资待遇·最高', 'wageTo'],
    ['月薪下限（元）', 'wageFrom'],
    ['需求人数', 'people'],
    ['现有职工·人数', null],
    ['缺工情况·人数', 'people'],
    ['招聘人数·男', null],
    ['求职人数', null],
    ['已招聘人数', null],
    ['去年招聘人数', null],
    ['截止日期', null],
    ['有效期', null],
    ['报名截止', null],
    ['最晚到岗日期', 'startBy'],
    ['福利待遇', 'benefits'],
    ['发薪日', null],
    ['薪资结构', null],
    ['紧急联系人电话', null],
    ['联系方式·联系人', 'contactName'],
    ['联系方式·联系电话', 'contactPhone'],
    ['岗位地址', null],
    ['企业地址', 'place'],
    ['学历要求', null],
  ])('takes %s for %s', (heading, field) => expect(fields([heading])).toEqual([field]));

  it('goes by the cells under headers that say nothing', () => {
    const rows = Array.from({ length: 5 }, (_, i) => ['焊工', `潍坊第${i}机械有限公司`, `5-${i + 6}千`, '潍坊·青州市', `1380000111${i}`]);
    expect(fields(['列1', '列2', '列3', '列4', '列5'], rows)).toEqual(['title', 'enterprise', 'salary', 'place', 'contactPhone']);
  });

  it('does not believe a header that its cells contradict', () => {
    const rows = Array.from({ length: 4 }, () => ['智能产业群', '焊工', '2']);
    expect(fields(['unit', 'title', 'headcount'], rows)).toEqual([null, 'title', 'people']);
  });

  it('takes titles that stand for no known occupation for titles where the header says so', () => {
    expect(
      fields(
        ['岗位名称', '企业名称'],
        [
          ['打杂', '甲厂'],
          ['合伙人', '乙厂'],
        ],
      ),
    ).toEqual(['title', 'enterprise']);
    expect(
      fields(
        ['岗位名称', '招聘人数'],
        [
          ['12', '5'],
          ['13', '6'],
        ],
      ),
    ).toEqual([null, 'people']);
  });

  it('gives a field to the surest column', () => {
    const columns = guess(['岗位类别', '岗位名称', '岗位要求'], [['生产', '焊工', '有焊工证']]);
    expect(columns.map((column) => column.field)).toEqual([null, 'title', 'note']);
    expect(columns[1]?.confidence).toBeGreaterThan(0.9);
  });

  it('tells columns with one header apart by their position, and gives both what it says', () => {
    expect(fields(['联系电话', '岗位名称', '联系电话'], [['', '焊工', '13800001111']])).toEqual(['contactPhone', 'title', 'contactPhone']);
  });

  it('joins places, phones and remarks of several columns, but no address of the enterprise to a workplace', () => {
    expect(fields(['省份', '城市', '区县', '企业地址'])).toEqual(['place', 'place', 'place', null]);
    expect(fields(['岗位要求', '备注', '手机号', '座机'])).toEqual(['note', 'note', 'contactPhone', 'contactPhone']);
  });

  it('tells the lowest and highest wage, deadlines, and what has come so far from what is asked for', () => {
    expect(fields(['岗位', '薪酬（最低）', '薪酬（最高）'])).toEqual(['title', 'wageFrom', 'wageTo']);
    expect(fields(['岗位', '起薪', '最高薪'])).toEqual(['title', 'wageFrom', 'wageTo']);
    expect(fields(['岗位', '招聘截止时间', '最晚到岗时间', '累计到岗'])).toEqual(['title', null, 'startBy', null]);
    expect(fields(['工种', '登记求职人数', '登记招聘人数'])).toEqual(['title', null, 'people']);
    expect(fields(['工作省份', '工作城市', '工作区县'])).toEqual(['place', 'place', 'place']);
  });

  it('asks about cells that contradict a plain heading instead of leaving their column out', () => {
    const header = ['岗位名称', '招聘人数', '统一社会信用代码', '联系电话', '工作地点'];
    const of = (cells: string[]) => fields(header, [['焊工', ...cells]]);
    expect(of(['TRUE', '9.1371E+17', '1.38E+10', 'Weifang'])).toEqual(['title', 'people', 'creditCode', 'contactPhone', 'place']);
    expect(of(['１５', '', '１３８００００１１１１', '潍坊'])).toEqual(['title', 'people', 'creditCode', 'contactPhone', 'place']);
  });

  it('takes the one that is meant of several numbers of people, and the visible before the hidden', () => {
    const row = [['焊工', '20', '12', '8']];
    expect(fields(['岗位', '需求人数', '求职人数', '缺口人数'], row).filter((field) => field === 'people')).toHaveLength(1);
    expect(fields(['岗位', '招聘人数', '求职人数'], row)).toEqual(['title', 'people', null]);
    expect(fields(['_招聘人数（旧）', '招聘人数'], [['99', '5']])).toEqual([null, 'people']);
    expect(fields(['_招聘人数', '招聘人数'], [['99', '5']])[1]).toBe('people');
    expect(fields(['招聘人数（旧）', '招聘人数'], [['99', '5']])).toEqual([null, 'people']);
    expect(fields(['_招聘人数'], [['5']])).toEqual(['people']);
  });

  it('knows headings that say nothing of a need, so that a header is told by them too', () => {
    expect(knownHeading({ name: '序号', group: null })).toBe('other:序号');
    expect(knownHeading({ name: '潍坊甲机械有限公司', group: null })).toBeNull();
    expect(knownHeading({ name: '焊工', group: null })).toBeNull();
  });
});
