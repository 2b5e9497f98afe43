import { setTimeout as sleep } from 'node:timers/promises';
import { signedIn, type Client } from '../../../test/support/client.js';
import { TestClock } from '../../../test/support/clock.js';
import { eachDatabase } from '../../../test/support/databases.js';
import { startMarket, type Market } from '../../../test/support/market.js';

interface Need {
  id: string;
  title: string;
  state: string;
  version: number;
  short: number;
  gaps: string[];
}
interface Outcome {
  id: string;
  need: Need | null;
  problem: { code: string; errors: { path: string; message: string }[] } | null;
}

eachDatabase((database) => {
  let market: Market;
  let city: Client;
  let county: Client;
  let otherCounty: Client;
  let firm: Client;
  const WORKS = '潍坊鸢都机械有限公司';

  beforeAll(async () => {
    market = await startMarket(database, new TestClock('2026-11-24T02:00:00Z'), { jobs: true });
    const works = await market.enterprise(WORKS);
    city = await signedIn(market, [{ role: 'city-staff', nodeId: '3707' }]);
    county = await signedIn(market, [{ role: 'county-staff', nodeId: '370702' }]);
    otherCounty = await signedIn(market, [{ role: 'county-staff', nodeId: '370705' }]);
    firm = await signedIn(market, [{ role: 'enterprise', enterpriseId: works }]);
  }, 60_000);
  afterAll(() => market.close());

  /** A list that was saved. */
  const imported = async (lines: string[], by = city): Promise<string> => {
    const header = '岗位名称,企业名称,人数,工作地点,薪资,联系电话';
    const { id } = (await by.upload<{ id: string }>('/api/imports', 'list.csv', [header, ...lines].join('\n'))).body;
    const state = async (): Promise<string> => (await by.get<{ state: string }>(`/api/imports/${id}`)).body.state;
    while ((await state()) !== 'ready') await sleep(20);
    await by.post(`/api/imports/${id}/confirm`);
    while ((await state()) !== 'confirmed') await sleep(20);
    return id;
  };
  const drafts = async (query: string, by = city): Promise<Need[]> =>
    (await by.get<{ items: Need[] }>(`/api/needs?state=draft&limit=200&${query}`)).body.items;
  const complete = async (rows: object[], publish = false, by = city): Promise<Outcome[]> => {
    const { status, body } = await by.patch<Outcome[]>('/api/needs/drafts', { rows, publish });
    expect(status).toBe(200);
    return body;
  };
  const line = ({ id, version }: Need, change: object): object => ({ id, version, ...change });

  it('lists the drafts of one import by what they lack, and completes and publishes a hundred and seven in one go', async () => {
    const id = await imported(
      Array.from({ length: 107 }, (_, i) => `电焊工甲${i},${WORKS},,潍坊市潍城区,6000,${i < 7 ? '' : '13853600001'}`),
    );
    await imported([`钳工甲,${WORKS},,潍坊市潍城区,6000,`]);
    expect((await drafts(`import=${id}`)).length).toBe(107);
    expect((await drafts(`import=${id}&gap=contact`)).length).toBe(7);
    const outcomes = await complete(
      (await drafts(`import=${id}`)).map((need) => line(need, { short: 5 })),
      true,
    );
    expect(outcomes.filter(({ problem }) => problem)).toEqual([]);
    expect(outcomes.filter(({ need }) => need?.state === 'published').length).toBe(100);
    expect((await drafts(`import=${id}`)).map(({ gaps }) => gaps)).toEqual(Array.from({ length: 7 }, () => ['contact']));
  }, 60_000);

  it('saves what can be saved, and says of each other row what is wrong and at which field', async () => {
    const id = await imported(['乙一', '乙二', '乙三'].map((name) => `电焊工${name},${WORKS},,潍坊市潍城区,6000,13853600001`));
    const [one, two, three] = (await drafts(`import=${id}`)) as [Need, Need, Need];
    const outcomes = await complete([
      line(one, { short: 3, wageFromYuan: 7000, wageToYuan: 5000 }),
      line(two, { short: 3 }),
      line({ ...three, version: 9 }, { short: 3 }),
    ]);
    expect(outcomes.map(({ problem }) => problem?.code ?? null)).toEqual(['need.posting', null, 'need.version_stale']);
    expect(outcomes[0]?.problem?.errors).toMatchObject([{ path: 'wageToYuan' }]);
    expect(outcomes[1]?.need).toMatchObject({ state: 'draft', short: 3, gaps: [] });
    expect((await drafts(`import=${id}&gap=short`)).length).toBe(2);
  });

  it('hands them to the county where that looks first', async () => {
    const id = await imported([`电焊工丙,${WORKS},,潍坊市潍城区,6000,13853600001`]);
    await county.send('PUT', '/api/need-checks/370702', { required: true });
    const [need] = (await drafts(`import=${id}`, firm)) as [Need];
    const [outcome] = (await complete([line(need, { short: 4 })], true, firm)) as [Outcome];
    expect(outcome.need?.state).toBe('checking');
    await county.send('PUT', '/api/need-checks/370702', { required: false });
  });

  it('a place that the list left unclear stays open until somebody says where the work is', async () => {
    const id = await imported(
      ['老厂区', '潍坊市潍城区'].map((place, i) => `电焊工丁${i},${WORKS},,${place},6000,13853600001`),
      county,
    );
    const [need] = (await drafts(`import=${id}&gap=place`, county)) as [Need];
    expect(need.gaps).toEqual(['short', 'place']);
    const [first] = (await complete([line(need, { short: 4 })], true, county)) as [Outcome & { need: Need }];
    expect(first.need).toMatchObject({ state: 'draft', gaps: ['place'] });
    const [second] = (await complete([line(first.need, { nodeId: '370702' })], true, county)) as [Outcome];
    expect(second.need).toMatchObject({ state: 'published', gaps: [] });
  });

  it('another office’s drafts are neither shown nor changed', async () => {
    const id = await imported([`电焊工戊,${WORKS},,潍坊市潍城区,6000,13853600001`], county);
    const [need] = (await drafts(`import=${id}`, county)) as [Need];
    expect(await drafts(`import=${id}`, otherCounty)).toEqual([]);
    const [outcome] = (await complete([line(need, { short: 4 })], true, otherCounty)) as [Outcome];
    expect([outcome.need, outcome.problem?.code]).toEqual([null, 'not_found']);
  });
});
