import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { projectRoot } from '#platform/config';
import { signedIn, type Client } from '../support/client.js';
import { TestClock } from '../support/clock.js';
import { eachDatabase } from '../support/databases.js';
import { startMarket, type Market } from '../support/market.js';

/** Lists of vacancies as offices send them and programs write them, a small file of each kind; all names and codes are made up. */
const folder = join(projectRoot, 'test', 'edges', 'data', 'tables');

interface Batch {
  id: string;
  state: string;
  notices: { text: string }[];
  detail?: string;
}
interface Row {
  line: number;
  kind: string;
  title: string;
  enterpriseName: string | null;
  short: number | null;
  wageFromYuan: number | null;
  wageToYuan: number | null;
  reasons: string[];
}
interface LeftOut {
  line: number;
  reason: string;
}

/** Of each file: its lines as understood (line of the file, post, short, wages, enterprise), and below them what was left out or told. */
const three = (line: number): string[] => [0, 1, 2].map((i) => `${line + i} 焊工 5 6000-8000 潍坊甲${i + 1}机械有限公司`);
const expected: Record<string, string[]> = {
  'title.xlsx': [...three(4), '1 above', '2 above'],
  'title.csv': [...three(3), '1 above'],
  'two-rows.xlsx': ['3 焊工 5 6000-8000 潍坊甲1机械有限公司', '4 数控车工 3 7000-9000 潍坊甲2机械有限公司'],
  'total-in-title.csv': [...three(2).slice(0, 2), '4 total'],
  'total-formula.xlsx': [...three(2).slice(0, 2), '4 total'],
  'note-below.csv': [...three(2).slice(0, 1), '3 note', '4 signature'],
  'again.csv': [
    ...three(2).slice(0, 2),
    '5 焊工 5 6000-8000 潍坊甲3机械有限公司',
    '6 焊工 5 6000-8000 潍坊甲4机械有限公司',
    '4 header_again',
  ],
  'semicolon.csv': three(3),
  'hidden-first.xlsx': [...three(2), '工作表“字典”未读取：它是隐藏的'],
  'two-sheets.xlsx': [
    '2 焊工 5 6000-8000 潍坊甲1机械有限公司',
    '3 钳工 5 6000-8000 潍坊甲5机械有限公司',
    '2 焊工 5 6000-8000 潍坊甲2机械有限公司',
    '3 钳工 5 6000-8000 潍坊甲6机械有限公司',
  ],
  'hidden.xlsx': [
    '2 焊工 5 6000-6000 潍坊甲1机械有限公司',
    '4 焊工 5 6000-6000 潍坊甲3机械有限公司',
    '3 hidden',
    '1 个隐藏行未读取；如需要，请在“表头与工作表”中勾选，或在表格中取消隐藏后重新上传',
  ],
  'dragged.xlsx': [...three(2), '工作表“去年”未读取：看名称是以前的'],
  'sheetjs.xlsx': three(2),
  'sheetjs-compressed.xlsx': three(2),
  'order-excel.xlsx': three(2),
  'order-poi.xlsx': three(2),
  'shared-strings-last.xlsx': three(2),
  'prefixed.xlsx': three(2),
  'rich.xlsx': ['2 数控车工 5 6000-6000 潍坊甲1机械有限公司', '3 焊工 5 6000-6000 潍坊甲2机械有限公司'],
  'formulas.xlsx': [
    '2 焊工 5 6000-8000 潍坊甲1机械有限公司',
    '3 钳工 ? 6000-6000 ? B3（企业名称）显示错误“#N/A”，请在表格中改正 C3（招聘人数）显示错误“#DIV/0!”，请在表格中改正',
    '4 车工 ? 6000-6000 潍坊甲3机械有限公司 C4（招聘人数）是没有计算结果的公式，请在 Excel 或 WPS 中打开、保存后重新上传',
    '5 铣工 12 6000-6000 潍坊甲4机械有限公司',
    '6 磨工 3 6000-6000 潍坊甲5机械有限公司',
    '7 刨工 4 6000-6000 潍坊甲6机械有限公司',
    '8  2 6000-6000 潍坊甲7机械有限公司 A8（岗位名称）显示错误“#REF!”，请在表格中改正',
  ],
  'merged.xlsx': [
    '2 焊工 5 6000-8000 潍坊甲1机械有限公司',
    '3 钳工 3 6000-8000 潍坊甲1机械有限公司',
    '4 叉车司机 2 5500-5500 潍坊甲1机械有限公司',
    '5 缝纫工 20 5000-5000 潍坊甲2纺织有限公司',
  ],
  'first.xlsx': ['2 合并焊工 5 6000-6000 潍坊丙1机械有限公司', '3 合并钳工 3 6000-6000 潍坊丙1机械有限公司'],
  'second.xlsx': ['2 合并焊工 5 6000-6000 潍坊丙2纺织有限公司', '3 合并钳工 9 6000-6000 潍坊丙2纺织有限公司'],
  'two-columns.csv': [
    '2 焊工 5 5000-8000 潍坊甲1机械有限公司',
    '3 钳工 5 4500-7000 潍坊甲2机械有限公司',
    '4 车工 5 4800-7500 潍坊甲3机械有限公司',
  ],
  'two-phones.csv': ['2 焊工 5 6000-6000 潍坊甲1机械有限公司', '3 钳工 4 6000-6000 潍坊甲2机械有限公司'],
  'list.xls': three(2),
  'list.et': three(2),
  'list.xlsb': three(2),
};
const refused: Record<string, string> = {
  'html.xls': '这是网页（HTML），只是扩展名像表格，请用 Excel 或 WPS 打开其中的表格，另存为 .xlsx 后上传',
  'password.xlsx': '工作簿设有打开密码，请在 Excel 或 WPS 中取消密码后再上传',
  'unclosed.csv': '第 3 行的引号没有配对：从这里开始的内容无法分列，请补上或删除这个引号',
  ...Object.fromEntries(
    [95, 101, 203, 351, 660].map((n) => [`hang-${n}.bin`, 'Excel 文件已损坏，无法读取，请在 Excel 或 WPS 中打开并另存为 .xlsx']),
  ),
};
/** How many people each of these spellings says; what says no certain number is asked for. */
const people: (number | null)[] = [
  ...[null, null, 12, 12, null, null, null, null, 12, 20, null, null, 8],
  ...[15, 1200, null, null, null, null, null, null, null, null, null, null, 12],
];

eachDatabase((database) => {
  let market: Market;
  let city: Client;

  beforeAll(async () => {
    market = await startMarket(database, new TestClock('2026-11-27T02:00:00Z'), { jobs: true });
    city = await signedIn(market, [{ role: 'city-staff', nodeId: '3707' }]);
  }, 60_000);
  afterAll(() => market.close());

  const upload = async (name: string): Promise<Batch> => {
    const { body } = await city.upload<Batch>('/api/imports', name, new Uint8Array(readFileSync(join(folder, name))));
    for (let one = body; ; one = (await city.get<Batch>(`/api/imports/${body.id}`)).body) {
      if (one.state !== 'reading') return one;
      await sleep(20);
    }
  };
  const rowsOf = async ({ id }: Batch): Promise<Row[]> =>
    (await city.get<{ items: Row[] }>(`/api/imports/${id}/rows?limit=200`)).body.items;
  const leftOut = async ({ id }: Batch): Promise<LeftOut[]> =>
    (await city.get<{ items: LeftOut[] }>(`/api/imports/${id}/left-out?limit=200`)).body.items;
  const said = (row: Row): string => {
    const cells = row.reasons.filter((reason) => /^[A-Z]+\d+（/.test(reason));
    const wages = `${row.wageFromYuan ?? ''}-${row.wageToYuan ?? ''}`;
    return [row.line, row.title, row.short ?? '?', wages, row.enterpriseName ?? '?', ...cells].join(' ');
  };

  it('reads each kind of list as whoever made it meant it, and tells what it left out', async () => {
    const read: Record<string, string[]> = {};
    for (const name of Object.keys(expected)) {
      const batch = await upload(name);
      const [rows, lines] = [await rowsOf(batch), await leftOut(batch)];
      read[name] = [...rows.map(said), ...lines.map(({ line, reason }) => `${line} ${reason}`), ...batch.notices.map(({ text }) => text)];
    }
    expect(read).toEqual(expected);
  }, 120_000);

  it('names what cannot be read, with what to do', async () => {
    for (const [name, words] of Object.entries(refused))
      expect([name, (await upload(name)).detail]).toEqual([name, `这个文件不是可以读取的表格：${words}`]);
  }, 120_000);

  it('takes a number of people where one is certain, and asks for it where it is not', async () => {
    const rows = await rowsOf(await upload('people.csv'));
    expect(rows.map(({ short }) => short)).toEqual(people);
    expect(rows[16]?.reasons[0]).toBe('人数“五六人”不是一个确定的数，请填写整数');
  }, 60_000);

  it('has no file that nobody looks at', () => {
    expect(readdirSync(folder).sort()).toEqual([...Object.keys(expected), ...Object.keys(refused), 'people.csv'].sort());
  });
});
