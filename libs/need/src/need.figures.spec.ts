import { UnitOfWork } from '#platform/db';
import { signedIn, type Client } from '../../../test/support/client.js';
import { TestClock } from '../../../test/support/clock.js';
import { eachDatabase } from '../../../test/support/databases.js';
import { ImportDesk, WORKS, type ImportBody } from './import/testing/import-desk.js';

interface NeedBody {
  id: string;
  state: string;
  short: number;
  version: number;
  figureDoubts: { kind: string; figure: string; said: number; usual: number }[];
  figuresConfirmedBy: string | null;
  figuresConfirmedAt: string | null;
  code?: string;
  errors?: { path: string; code: string; message: string }[];
}

eachDatabase((database) => {
  const clock = new TestClock('2026-11-24T02:00:00Z');
  const desk = new ImportDesk();
  let hr: Client;
  let county: Client;

  beforeAll(async () => {
    await desk.start(database, clock);
    const uow = desk.market.get(UnitOfWork);
    await uow.run(() => uow.manager.query('UPDATE enterprise SET employees = 80 WHERE id = ?', [desk.works]));
    hr = await signedIn(desk.market, [{ role: 'enterprise', enterpriseId: desk.works }]);
    county = await signedIn(desk.market, [{ role: 'county-staff', nodeId: '370702' }]);
  }, 60_000);
  afterAll(() => desk.market.close());

  const welder = { title: '电焊工', occupationCode: '6-18-02-04', short: 10, contactName: '王女士', contactPhone: '0536-8880000' };
  const post = async (more: object): Promise<NeedBody> => (await hr.post<NeedBody>('/api/needs', { ...welder, ...more })).body;
  const edit = async ({ id, version }: NeedBody, change: object): Promise<NeedBody> =>
    (await hr.patch<NeedBody>(`/api/needs/${id}`, change, { headers: { 'if-match': `"${version}"` } })).body;
  const confirm = async (id: string, body: object): Promise<NeedBody> => (await hr.post<NeedBody>(`/api/needs/${id}/confirm`, body)).body;
  const doubtful = async (): Promise<string[]> =>
    (await county.get<{ items: NeedBody[] }>('/api/needs?doubtful=true&limit=100')).body.items.map(({ id }) => id);
  const published = async (): Promise<number> =>
    (await county.get<{ items: NeedBody[] }>('/api/needs?state=published&limit=100')).body.items.reduce((sum, need) => sum + need.short, 0);

  it('a slip of the keyboard is asked about before it counts, and counts when somebody says that it is meant', async () => {
    const before = await published();
    const refused = await post({ short: 90 });
    expect(refused).toMatchObject({ code: 'need.figures_doubtful', errors: [{ path: 'short', code: 'employees' }] });
    expect(refused.errors?.[0]?.message).toBe('缺 90 人，超过职工人数 80 人');
    expect(await published()).toBe(before);
    const need = await post({ short: 90, figuresConfirmed: true });
    expect(need).toMatchObject({
      state: 'published',
      figureDoubts: [{ kind: 'employees', figure: 'short', said: 90, usual: 80 }],
      figuresConfirmedBy: 'Test person',
      figuresConfirmedAt: clock.now().toISOString(),
    });
    expect(await doubtful()).toContain(need.id);
    expect(desk.market.events.names()).toContain('need.figures_confirmed');
  });

  it('nobody is asked twice about a figure, and none about what is usual', async () => {
    const need = await post({ short: 91, figuresConfirmed: true });
    const edited = await edit(need, { note: '两班倒' });
    expect(edited).toMatchObject({ short: 91, figureDoubts: [{ said: 91 }] });
    expect(await edit(edited, { short: 92 })).toMatchObject({ code: 'need.figures_doubtful' });
    const usual = await edit(edited, { short: 12 });
    expect(usual).toMatchObject({ short: 12, figureDoubts: [], figuresConfirmedBy: null, figuresConfirmedAt: null });
    expect(await doubtful()).not.toContain(need.id);
  });

  it('a draft is asked about when it is published; restating asks as publishing does', async () => {
    const draft = await post({ short: 95, draft: true });
    expect(draft).toMatchObject({ state: 'draft', figureDoubts: [] });
    expect((await hr.post<NeedBody>(`/api/needs/${draft.id}/publish`)).body.code).toBe('need.figures_doubtful');
    expect((await hr.post<NeedBody>(`/api/needs/${draft.id}/publish`, { figuresConfirmed: true })).body.state).toBe('published');
    const { id } = await post({});
    expect((await confirm(id, { short: 99 })).code).toBe('need.figures_doubtful');
    expect(await confirm(id, { short: 99, figuresConfirmed: true })).toMatchObject({ short: 99, figureDoubts: [{ said: 99 }] });
    expect(await confirm(id, {})).toMatchObject({ short: 99, figureDoubts: [{ said: 99 }] });
  });

  it('a county that checks first sees the doubt of what it approves, and is not asked again', async () => {
    await county.send('PUT', '/api/need-checks/370702', { required: true });
    const need = await post({ short: 96, figuresConfirmed: true });
    expect(need).toMatchObject({ state: 'checking', figureDoubts: [{ said: 96 }] });
    const { body } = await county.post<NeedBody>(`/api/needs/${need.id}/approve`, { version: need.version });
    expect(body).toMatchObject({ state: 'published', figureDoubts: [{ said: 96 }], figuresConfirmedBy: 'Test person' });
    await county.send('PUT', '/api/need-checks/370702', { required: false });
  });

  it('a list shows such rows by themselves, and is saved when somebody says that they are meant', async () => {
    const header = '岗位名称,企业名称,人数,工作地点,联系电话';
    const line = (title: string, people: number): string => `${title},${WORKS},${people},潍坊市潍城区,13853600001`;
    const { id, counts } = await desk.upload([header, line('铣工', 5), line('数控车工', 12_000)].join('\n'));
    expect(counts).toMatchObject({ read: 2, doubtful: 1 });
    const rows = (await desk.city.get<{ items: { title: string; reasons: string[] }[] }>(`/api/imports/${id}/rows?doubtful=true`)).body
      .items;
    expect(rows).toMatchObject([{ title: '数控车工', reasons: expect.arrayContaining(['缺 12000 人，超过职工人数 80 人']) }]);
    expect((await desk.confirm(id)).code).toBe('import.figures_doubtful');
    expect(await desk.needs('数控车工')).toEqual([]);
    const saved = (await desk.city.post<ImportBody>(`/api/imports/${id}/confirm`, { figuresConfirmed: true })).body;
    expect(saved.state).toBe('confirmed');
    const [turner] = (await desk.needs('数控车工')) as unknown as NeedBody[];
    expect(turner).toMatchObject({ short: 12_000, figureDoubts: expect.arrayContaining([expect.objectContaining({ said: 12_000 })]) });
    expect(turner?.figuresConfirmedBy).toBe('Test person');
    const [miller] = (await desk.needs('铣工')) as unknown as NeedBody[];
    expect(miller).toMatchObject({ figureDoubts: [], figuresConfirmedAt: null });
    // The same list with a usual figure: nothing is left to ask.
    const again = await desk.upload([header, line('铣工', 5), line('数控车工', 12)].join('\n'));
    expect(again.counts).toMatchObject({ doubtful: 0, changed: 1 });
    await desk.confirm(again.id);
    expect(((await desk.needs('数控车工')) as unknown as NeedBody[])[0]).toMatchObject({
      short: 12,
      figureDoubts: [],
      figuresConfirmedBy: null,
    });
  });

  it('the city sets from when on which figures are asked about, and what that rests on; a day that is over keeps its rule', async () => {
    const rules = '/api/need-proportion-rules';
    const [first] = (await desk.city.get<{ items: (object & { setByName: string | null })[] }>(rules)).body.items;
    expect(first).toMatchObject({ validFrom: '2026-01-01', leastPeople: 50, overPast: 10, enoughPosts: 8, setByName: null });
    const unchanged = { overPast: 10, overOccupation: 10, mostUnknown: 500, overWage: 3, enoughPosts: 8 };
    const numbers = { leastPeople: 200, overEmployees: 2, ...unchanged };
    const rule = { validFrom: '2026-11-25', source: '市局 2026 年 11 月会议', ...numbers };
    expect((await county.send('PUT', rules, rule)).status).toBe(403);
    expect((await desk.city.send<NeedBody>('PUT', rules, { ...rule, validFrom: '2026-11-23' })).body.code).toBe('need.rule_past');
    expect((await desk.city.send('PUT', rules, rule)).status).toBe(204);
    expect((await post({ short: 97 })).code).toBe('need.figures_doubtful');
    clock.advance({ hours: 24 });
    expect(await post({ short: 97 })).toMatchObject({ state: 'published', figureDoubts: [] });
    const tomorrow = await signedIn(desk.market, [{ role: 'county-staff', nodeId: '370702' }]);
    expect((await tomorrow.get<{ items: object[] }>(rules)).body.items).toMatchObject([
      { ...rule, setByName: 'Test person' },
      { validFrom: '2026-01-01' },
    ]);
  });
});
