import { emptyAnswer, type Answer, type AnswerRow } from './questionnaire.js';
import { reasonsIn, shortIn, withdrawnIn, yuanIn } from './sheet-cells.js';
import { COLUMNS, columns, type SheetColumn } from './sheet-columns.js';
import { differences, readSheet, type SheetLine } from './sheet.js';

const id = (n: number): string => `01a21db8-0000-7000-8000-00000000000${n}`;
const post = (n: number, title: string, more: Partial<AnswerRow> = {}): AnswerRow => ({
  needId: id(n),
  occupationCode: '6-18-02-04',
  title,
  skillLevel: 0,
  stillShort: 5,
  neededInAll: 20,
  filledSince: 0,
  withdrawn: false,
  reasons: ['pay'],
  wageFromYuan: 5000,
  wageToYuan: 7000,
  clientCreditCode: null,
  ...more,
});
/** Two of one name, which only their figures tell apart. */
const known: Answer = {
  ...emptyAnswer,
  employees: 100,
  rows: [
    post(1, '电焊工'),
    post(2, '质检员', { occupationCode: '6-31-03-05', neededInAll: 54 }),
    post(3, '质检员', { occupationCode: '6-31-03-05', neededInAll: 6 }),
  ],
};
type Cells = Partial<Record<SheetColumn, string>>;
const cellsOf = (row: AnswerRow): Record<SheetColumn, string> => ({
  needId: row.needId ?? '',
  title: row.title,
  occupationCode: row.occupationCode ?? '',
  skillLevel: '不限',
  stillShort: String(row.stillShort),
  neededInAll: String(row.neededInAll ?? ''),
  filledSince: '0',
  withdrawn: '',
  reasons: '薪酬偏低',
  wageFromYuan: String(row.wageFromYuan ?? ''),
  wageToYuan: String(row.wageToYuan ?? ''),
  clientCreditCode: '',
});
const lines = (...changes: (Cells | null | undefined)[]): SheetLine[] =>
  known.rows.flatMap((row, i) => {
    const change = changes[i];
    return change === null ? [] : [line(i + 2, { ...cellsOf(row), ...change })];
  });
const line = (at: number, cells: Cells): SheetLine => ({ line: at, cells: columns.map((column) => cells[column] ?? ''), broken: [] });
const heads = columns.map((column) => COLUMNS[column] as string);
const read = (given: readonly SheetLine[], names = heads) => readSheet(names, given, known);
const faults = (given: readonly SheetLine[], names = heads) =>
  read(given, names).faults.map(({ line: at, column, post: title, code }) => [at, column, title, code]);

describe('a cell of a survey workbook', () => {
  it('says a number of people when it is a whole number, and else is asked back', () => {
    expect(['5', '１２', '12人', '12.0', '1,200', '8 名', '0', ''].map(shortIn)).toEqual([5, 12, 12, 12, 1200, 8, 0, null]);
    const unclear = [
      '5-8人',
      '若干',
      '约20人',
      '20+',
      '十五',
      '五六人',
      '−3',
      '-3',
      '无',
      '/',
      '12.5',
      '1 2',
      '3个岗',
      '#N/A',
      '1e3',
      '12345678',
    ];
    expect(unclear.filter((text) => shortIn(text) !== 'unclear')).toEqual([]);
  });

  it('says a wage by digits only, with or without its unit', () => {
    expect(['5000', '5,000元', '¥5000', '5000元/月', ''].map(yuanIn)).toEqual([5000, 5000, 5000, 5000, null]);
    expect(['面议', '5k', '5000-6000', '200元/天'].map(yuanIn)).toEqual(Array(4).fill('unclear'));
  });

  it('closes a post by a word that says so, and by no other', () => {
    expect(['是', '是的', '不再招', 'Y', '√'].map(withdrawnIn)).toEqual(Array(5).fill(true));
    expect(['', '否', '继续招', '-'].map(withdrawnIn)).toEqual(Array(4).fill(false));
    expect(['已招满', '已招满了'].map(withdrawnIn)).toEqual(['full', 'full']);
    expect(['不', '暂停', '看情况', '×', '明年再招'].map(withdrawnIn)).toEqual(Array(5).fill('unclear'));
  });

  it('names reasons in the template’s words and in people’s own, and those that are none', () => {
    expect(reasonsIn('薪酬偏低、招不到人，宿舍太远')).toEqual({ reasons: ['no_applicants', 'pay', 'lodging', 'distance'], unknown: [] });
    expect(reasonsIn('薪酬偏低、其他')).toEqual({ reasons: ['pay'], unknown: ['其他'] });
  });
});

describe('a filled survey workbook', () => {
  it('comes back as it went out, its lines and columns in whatever order', () => {
    const back = [...columns].reverse();
    const turned = [...lines()].reverse().map((one) => ({ ...one, cells: [...one.cells].reverse() }));
    const sheet = read(
      turned,
      back.map((column) => COLUMNS[column]),
    );
    expect([sheet.faults, sheet.answer.rows]).toEqual([[], known.rows]);
    expect(differences(known, sheet)).toEqual({ unchanged: 3, changed: 0, added: 0 });
  });

  it('names line, column and post of what is no number, and takes none of it for 0', () => {
    const sheet = read(lines({ stillShort: '五六人' }, { stillShort: '' }, { stillShort: '8', neededInAll: '很多', wageToYuan: '面议' }));
    expect(sheet.faults.map(({ line: at, column, heading, post: title, code, path }) => [at, column, heading, title, code, path])).toEqual([
      [2, 'E', '仍缺人数', '电焊工', 'short_unclear', 'rows.0.stillShort'],
      [3, 'E', '仍缺人数', '质检员', 'short_empty', 'rows.1.stillShort'],
      [4, 'F', '总需求人数', '质检员', 'number', 'rows.2.neededInAll'],
      [4, 'K', '最高工资', '质检员', 'wage', 'rows.2.wageToYuan'],
    ]);
    expect(sheet.answer.rows.map(({ stillShort }) => stillShort)).toEqual([null, null, 8]);
    expect(sheet.answer.rows[2]).toMatchObject({ neededInAll: 6, wageToYuan: 7000 });
  });

  it('closes no post by a word that was not understood, and asks where two cells contradict each other', () => {
    expect(faults(lines({ withdrawn: '看情况' }, { withdrawn: '已招满' }))).toEqual([
      [2, 'H', '电焊工', 'withdrawn_unclear'],
      [3, 'H', '质检员', 'filled_short'],
    ]);
    const sheet = read(lines({ withdrawn: '是的', stillShort: '' }, { withdrawn: '已招满', stillShort: '0' }));
    expect([sheet.faults, sheet.answer.rows.map(({ withdrawn, stillShort }) => [withdrawn, stillShort])]).toEqual([
      [],
      [
        [true, 0],
        [false, 0],
        [false, 5],
      ],
    ]);
  });

  it('finds posts whose numbers were emptied by what stands beside them, and asks where that is not one only', () => {
    const emptied = { needId: '' };
    const sheet = read(lines(emptied, { ...emptied, stillShort: '7' }, { needId: '3' }));
    expect([sheet.faults, sheet.answer.rows.map(({ needId, stillShort }) => [needId, stillShort])]).toEqual([
      [],
      [
        [id(1), 5],
        [id(2), 7],
        [id(3), 5],
      ],
    ]);
    const both = { ...emptied, neededInAll: '30' };
    const asked = read(lines(undefined, both, both));
    expect(asked.faults.map(({ line: at, code, params }) => [at, code, params['among']])).toEqual([
      [3, 'which', 2],
      [4, 'which', 2],
    ]);
    expect(asked.answer.rows).toEqual(known.rows);
  });

  it('takes a line without a number that is no known post for a new one', () => {
    const sheet = read([...lines(), line(9, { title: '铣工', occupationCode: '6-18-01-02', stillShort: '4', neededInAll: '9' })]);
    expect(sheet.faults).toEqual([]);
    expect(sheet.answer.rows[3]).toMatchObject({ needId: null, title: '铣工', stillShort: 4, neededInAll: 9 });
    expect(differences(known, sheet)).toEqual({ unchanged: 3, changed: 0, added: 1 });
  });

  it('names a post that was deleted, doubled, written over or given another’s number, and keeps the posts as they were', () => {
    const doubled = [...lines(), line(5, cellsOf(known.rows[0] as AnswerRow))];
    expect(faults(doubled)).toEqual([[5, 'A', '电焊工', 'twice']]);
    expect(faults(lines(null))).toEqual([[null, null, '电焊工', 'missing']]);
    const over = lines({ title: '会计', occupationCode: '2-06-03-00', stillShort: '0' });
    expect(faults(over)).toEqual([[2, 'A', '会计', 'moved']]);
    expect(read(over).answer.rows).toEqual(known.rows);
    const sorted = lines({ needId: id(2) }, { needId: id(1) });
    expect(faults(sorted).map(([at, , , code]) => [at, code])).toEqual([
      [2, 'moved'],
      [3, 'moved'],
    ]);
    expect(faults([...lines(), line(7, { ...cellsOf(known.rows[0] as AnswerRow), needId: id(9) })])).toEqual([
      [7, 'A', '电焊工', 'number_unknown'],
    ]);
  });

  it('leaves what a column would say as it was when the column was taken out, and asks about a heading that stands there twice', () => {
    const without = columns.filter((column): boolean => column !== 'wageFromYuan' && column !== 'reasons');
    const cut = lines({ stillShort: '9' }).map((one) => ({
      ...one,
      cells: one.cells.filter((_, i) => without.includes(columns[i] as SheetColumn)),
    }));
    const sheet = read(
      cut,
      without.map((column) => COLUMNS[column]),
    );
    expect([sheet.faults, sheet.answer.rows[0]]).toEqual([[], { ...known.rows[0], stillShort: 9 }]);
    expect(faults(lines(), [...heads, '仍缺人数'])).toEqual([[null, 'M', null, 'column_twice']]);
  });

  it('names a cell that shows an error, and reads what is said of the enterprise wherever it stands', () => {
    const [first, ...rest] = lines();
    const firm = (at: number, ...cells: string[]): SheetLine => ({ line: at, cells, broken: [] });
    const sheet = read([
      { ...(first as SheetLine), broken: [4] },
      ...rest,
      firm(30, '#职工人数', '120人'),
      firm(31, '', '＃联系人', '张敏'),
      firm(32, '#下季度拟招', '十几个'),
      firm(33, '#厂房面积', '900'),
    ]);
    expect(sheet.faults.map(({ line: at, column, code }) => [at, column, code])).toEqual([
      [32, 'B', 'number'],
      [33, 'A', 'firm_unknown'],
      [2, 'E', 'cell'],
    ]);
    expect(sheet.answer).toMatchObject({ employees: 120, contactName: '张敏', openingsNext: null });
  });

  it('shows every fault, however many there are', () => {
    const many = Array.from({ length: 40 }, (_, i) => line(10 + i, { title: `岗位${i}`, stillShort: '若干' }));
    expect(faults([...lines(), ...many])).toHaveLength(40);
  });
});
