import { setTimeout as sleep } from 'node:timers/promises';
import { UnitOfWork } from '#platform/db';
import { signedIn, type Client } from '../../../../test/support/client.js';
import { TestClock } from '../../../../test/support/clock.js';
import { eachDatabase } from '../../../../test/support/databases.js';
import { startMarket, type Market } from '../../../../test/support/market.js';

interface Body {
  id: string;
  state: string;
  counts: Record<'read' | 'created' | 'changed' | 'unchanged' | 'drafts' | 'wrong', number>;
  code?: string;
}
interface Told {
  field: string;
  text: string;
  by: string;
}
interface Row {
  row: number;
  kind: string;
  title: string;
  enterpriseName: string | null;
  occupationCode: string | null;
  occupationName: string | null;
  placeName: string | null;
  short: number | null;
  wageFromYuan: number | null;
  wageToYuan: number | null;
  wageText: string | null;
  startBy: string | null;
  gaps: string[];
  told: Told[];
}
interface Same {
  text: string;
  rows: number;
  ofRow: string | null;
  ofList: string | null;
}

const HEADER = '岗位名称,企业名称,人数,工作地点,薪资,联系电话,最晚到岗';
/** 互联网营销师. */
const LIVE_SELLER = '4-01-06-02';
const TEACHER = '2-08-02-02';

eachDatabase((database) => {
  const clock = new TestClock('2026-11-24T02:00:00Z');
  let market: Market;
  let city: Client;
  let county: Client;
  let works: string;
  const WORKS = '潍坊鸢都机械有限公司';

  beforeAll(async () => {
    market = await startMarket(database, clock, { jobs: true });
    works = await market.enterprise(WORKS);
    city = await signedIn(market, [{ role: 'city-staff', nodeId: '3707' }]);
    county = await signedIn(market, [{ role: 'county-staff', nodeId: '370702' }]);
  }, 60_000);
  afterAll(() => market.close());

  const settled = async (id: string, by = city): Promise<Body> => {
    for (;;) {
      const { body } = await by.get<Body>(`/api/imports/${id}`);
      if (body.state !== 'reading') return body;
      await sleep(20);
    }
  };
  const upload = async (lines: string[], by = city, header = HEADER): Promise<Body> =>
    settled((await by.upload<Body>('/api/imports', 'list.csv', [header, ...lines].join('\n'))).body.id, by);
  const rows = async (id: string, query = ''): Promise<Row[]> =>
    (await city.get<{ items: Row[] }>(`/api/imports/${id}/rows?limit=200${query}`)).body.items;
  const row = async (id: string, title: string): Promise<Row> => (await rows(id)).find((one) => one.title === title) as Row;
  const told = (one: Row, field: string): Told | undefined => one.told.find((t) => t.field === field);
  const same = async (id: string, at: number, field: string): Promise<Same> =>
    (await city.get<{ items: Same[] }>(`/api/imports/${id}/same?row=${at}&field=${field}`)).body.items[0] as Same;
  const correct = (id: string, body: object, by = city) => by.post<Body>(`/api/imports/${id}/corrections`, body);
  const need = async (title: string) =>
    (await city.get<{ items: Row[] & { state: string }[] }>(`/api/needs?limit=50&q=${encodeURIComponent(title)}`)).body.items[0];

  it('shows beside each value what the list says and how it was told', async () => {
    const { id } = await upload([`电焊工,${WORKS},12,潍坊市潍城区,6-8千,13853600001,2026-12-20`, `电商老师甲,无名企业,若干,火星,面议,,`]);
    const [welder, teacher] = (await rows(id)) as [Row, Row];
    expect(welder).toMatchObject({
      kind: 'new',
      occupationName: '焊工',
      placeName: '潍城区',
      short: 12,
      wageFromYuan: 6000,
      startBy: '2026-12-20',
    });
    expect(told(welder, 'occupation')).toMatchObject({ text: '电焊工', by: 'alias' });
    expect(told(welder, 'people')).toMatchObject({ text: '12', by: 'cell' });
    expect(told(welder, 'enterprise')).toMatchObject({ text: WORKS, by: 'cell' });
    expect(teacher).toMatchObject({ kind: 'draft', short: null, wageFromYuan: null, wageText: '面议' });
    expect(told(teacher, 'people')).toMatchObject({ text: '若干', by: 'unclear' });
    expect(told(teacher, 'enterprise')).toMatchObject({ text: '无名企业', by: 'new' });
    expect((await rows(id, '&gap=contact')).map(({ title }) => title)).toEqual(['电商老师甲']);
    expect((await rows(id, '&gap=wage')).map(({ title }) => title)).toEqual(['电商老师甲']);
    expect((await rows(id, '&kind=new&gap=contact')).length).toBe(0);
  });

  it('lets a value be corrected for one row, shows it beside what the list says, and takes it back', async () => {
    const { id } = await upload([
      `电焊工乙,${WORKS},若干,潍坊市潍城区,面议,13853600001,`,
      `钳工乙,${WORKS},若干,潍坊市潍城区,5000,13853600001,`,
    ]);
    const first = await row(id, '电焊工乙');
    const answer = await correct(id, { field: 'people', row: first.row, people: 7 });
    expect(answer.body).toMatchObject({ state: 'ready', counts: { created: 2, drafts: 1 } });
    expect(await row(id, '电焊工乙')).toMatchObject({ kind: 'new', short: 7 });
    expect(told(await row(id, '电焊工乙'), 'people')).toEqual({ field: 'people', text: '若干', by: 'row' });
    expect(await row(id, '钳工乙')).toMatchObject({ kind: 'draft', short: null });
    await correct(id, { field: 'wage', row: first.row, wageFromYuan: 6000, wageToYuan: 7500 });
    await correct(id, { field: 'startBy', row: first.row, startBy: '2026-12-31' });
    expect(await row(id, '电焊工乙')).toMatchObject({ wageFromYuan: 6000, wageToYuan: 7500, wageText: '面议', startBy: '2026-12-31' });
    const { items } = (
      await city.get<{ items: { id: string; text: string; value: string; field: string }[] }>(`/api/imports/${id}/corrections`)
    ).body;
    expect(items.map(({ field, text, value }) => [field, text, value])).toEqual([
      ['people', '若干', '7'],
      ['wage', '面议', '6000–7500'],
      ['startBy', '', '2026-12-31'],
    ]);
    const back = await city.send<Body>('DELETE', `/api/imports/${id}/corrections/${items[0]?.id}`);
    expect(back.body).toMatchObject({ counts: { drafts: 2 } });
    expect(told(await row(id, '电焊工乙'), 'people')).toMatchObject({ by: 'unclear' });
    expect((await city.send<Body>('DELETE', `/api/imports/${id}/corrections/${items[0]?.id}`)).status).toBe(404);
  });

  it('lets every row with the same text be corrected at once, and saves it so', async () => {
    const { id } = await upload([
      `电商老师丙,${WORKS},3,潍坊市潍城区,5000,13853600001,`,
      `电商老师丙,${WORKS},4,潍坊市奎文区,5000,13853600001,`,
      `车工丙,${WORKS},4,潍坊市奎文区,5000,13853600001,`,
    ]);
    const [first] = (await rows(id)) as [Row];
    expect(await same(id, first.row, 'occupation')).toEqual({ text: '电商老师丙', rows: 2, ofRow: null, ofList: null });
    expect((await rows(id, `&field=occupation&same=${first.row}`)).length).toBe(2);
    await correct(id, { field: 'occupation', row: first.row, all: true, occupationCode: LIVE_SELLER });
    expect(
      (await rows(id)).map(({ occupationCode, told: t }) => [occupationCode === LIVE_SELLER, t.find((x) => x.field === 'occupation')?.by]),
    ).toEqual([
      [true, 'list'],
      [true, 'list'],
      [false, expect.anything()],
    ]);
    expect((await city.post<Body>(`/api/imports/${id}/confirm`)).status).toBe(200);
    await settled(id);
    expect(await need('电商老师丙')).toMatchObject({ occupationCode: LIVE_SELLER });
    expect((await correct(id, { field: 'people', row: first.row, people: 7 })).body.code).toBe('import.state');
    // Handed in again the list says what it said: what was put right stays.
    const again = await upload([`电商老师丙,${WORKS},3,潍坊市潍城区,5000,13853600001,`]);
    expect(again.counts).toMatchObject({ unchanged: 1, changed: 0 });
  });

  it('keeps corrections when the list is read again with other columns, and judges many rows in the background', async () => {
    const many = Array.from({ length: 320 }, (_, i) => `电焊工丁${i},${WORKS},若干,潍坊市潍城区,5000,13853600001,`);
    // The last ones say another number: they are not among the rows that are judged again, and stay in the counts.
    const { id } = await upload([
      ...many,
      `车工丁,${WORKS},4,潍坊市潍城区,5000,13853600001,`,
      `,${WORKS},4,潍坊市潍城区,5000,13853600001,`,
    ]);
    const [first, second] = (await rows(id)) as [Row, Row];
    await correct(id, { field: 'people', row: second.row, people: 9 });
    const started = await correct(id, { field: 'people', row: first.row, all: true, people: 2 });
    expect(started.body.state).toBe('reading');
    expect((await correct(id, { field: 'people', row: first.row, people: 7 })).body.code).toBe('import.state');
    expect((await settled(id)).counts).toMatchObject({ read: 322, created: 321, drafts: 0, wrong: 1 });
    expect((await rows(id)).slice(0, 3).map(({ short }) => short)).toEqual([2, 9, 2]);
    await city.patch(`/api/imports/${id}/mapping`, { mapping: { 薪资: null } });
    await settled(id);
    expect((await rows(id)).slice(0, 3).map(({ short, wageFromYuan }) => [short, wageFromYuan])).toEqual([
      [2, null],
      [9, null],
      [2, null],
    ]);
    await city.patch(`/api/imports/${id}/sheets`, { sheets: [{ at: 0 }] });
    await settled(id);
    expect((await rows(id)).slice(0, 3).map(({ short, wageFromYuan }) => [short, wageFromYuan])).toEqual([
      [2, 5000],
      [9, 5000],
      [2, 5000],
    ]);
  }, 60_000);

  it('lets place and enterprise be picked within the office’s reach, and nothing beyond it', async () => {
    const lines = [`焊工戊,鸢都机械厂,3,老厂区,5000,13853600001,`, `钳工戊,鸢都机械厂,3,老厂区,5000,13853600001,`];
    const { id } = await upload(lines, county);
    const list = async (): Promise<Row[]> => (await county.get<{ items: Row[] }>(`/api/imports/${id}/rows`)).body.items;
    const [first] = (await list()) as [Row];
    expect((await correct(id, { field: 'place', row: first.row, nodeId: '370705' }, county)).status).toBe(404);
    expect((await correct(id, { field: 'place', row: first.row, all: true, nodeId: '370702' }, county)).status).toBe(200);
    const elsewhere = await market.enterprise('青州别处机械有限公司', '370781');
    expect((await correct(id, { field: 'enterprise', row: first.row, enterpriseId: elsewhere }, county)).status).toBe(404);
    expect((await correct(id, { field: 'enterprise', row: first.row, all: true, enterpriseId: works }, county)).status).toBe(200);
    expect((await list()).map(({ kind, placeName, enterpriseName }) => [kind, placeName, enterpriseName])).toEqual([
      ['new', '潍城区', WORKS],
      ['new', '潍城区', WORKS],
    ]);
    await county.post(`/api/imports/${id}/confirm`);
    await settled(id, county);
    // Nobody is taken in under the name that was corrected.
    const found = await city.get<{ items: { name: string }[] }>(`/api/enterprises?q=${encodeURIComponent('鸢都机械厂')}`);
    expect(found.body.items).toEqual([]);
  });

  it('keeps a correction as the office’s word for its next lists, and for no other office', async () => {
    const line = (title: string) => `${title},${WORKS},3,潍坊市潍城区,5000,13853600001,`;
    const { id } = await upload([line('幼教老师己')], county);
    const at = (await county.get<{ items: Row[] }>(`/api/imports/${id}/rows`)).body.items[0]?.row ?? 0;
    expect((await correct(id, { field: 'people', row: at, people: 4, keep: true }, county)).body.code).toBe('import.correction_value');
    await correct(id, { field: 'occupation', row: at, all: true, keep: true, occupationCode: TEACHER }, county);
    const next = await upload([`${line('幼教老师己')}`], county);
    const [ours] = (await county.get<{ items: Row[] }>(`/api/imports/${next.id}/rows`)).body.items as [Row];
    expect([ours.occupationCode, told(ours, 'occupation')?.by]).toEqual([TEACHER, 'office']);
    const theirs = await upload([line('幼教老师己')]);
    expect(told((await rows(theirs.id))[0] as Row, 'occupation')?.by).not.toBe('office');
    const aliases = (await county.get<{ items: { id: string; text: string; value: string }[] }>('/api/import-aliases')).body.items;
    expect(aliases).toMatchObject([{ text: '幼教老师己', value: expect.stringContaining(TEACHER) as string }]);
    expect((await county.send('DELETE', `/api/import-aliases/${aliases[0]?.id}`)).status).toBe(204);
    expect((await county.send('DELETE', `/api/import-aliases/${aliases[0]?.id}`)).status).toBe(404);
    const last = await upload([line('幼教老师己')], county);
    expect(told((await county.get<{ items: Row[] }>(`/api/imports/${last.id}/rows`)).body.items[0] as Row, 'occupation')?.by).not.toBe(
      'office',
    );
  });

  it('of two who correct the same cell at once one is heard, and the other sees it', async () => {
    const { id } = await upload([`电焊工庚,${WORKS},若干,潍坊市潍城区,5000,13853600001,`]);
    const [first] = (await rows(id)) as [Row];
    const answers = await Promise.all([4, 5, 6].map((people) => correct(id, { field: 'people', row: first.row, people })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    expect(answers.find(({ status }) => status === 409)?.body.code).toBe('import.correction_stale');
    const { ofRow } = await same(id, first.row, 'people');
    expect((await correct(id, { field: 'people', row: first.row, people: 8, replaces: ofRow })).status).toBe(200);
    expect(await row(id, '电焊工庚')).toMatchObject({ short: 8, kind: 'new' });
  });

  it('keeps what a cell says sealed', async () => {
    const { id } = await upload([
      `钳工辛,${WORKS},3,潍坊市潍城区,5000,13853600001,`,
      `电焊工辛,${WORKS},3,潍坊市王建国处,5000,13853600001,`,
    ]);
    const [, first] = (await rows(id)) as [Row, Row];
    await correct(id, { field: 'place', row: first.row, all: true, nodeId: '370702' });
    const stored = await market
      .get(UnitOfWork)
      .manager.query<{ textSealed: string }[]>('SELECT * FROM import_correction WHERE batchId = ?', [id]);
    expect(JSON.stringify(stored)).not.toContain('王建国');
    expect(stored[0]?.textSealed).toMatch(/^[^.]+\.[\w-]{20,}$/);
  });
});
