import { Client, signedIn } from '../../../test/support/client.js';
import { TestClock } from '../../../test/support/clock.js';
import { eachDatabase } from '../../../test/support/databases.js';
import { startMarket, type Market } from '../../../test/support/market.js';
import { NeedHandlers } from './need.handlers.js';
import { NeedLedger } from './need.ledger.js';

interface NeedBody {
  id: string;
  state: string;
  short: number;
  shortage: number;
  filled: number;
  version: number;
  gaps: string[];
  inFigures: boolean;
  warnings: { phrase: string }[];
}
interface Refusal {
  code: string;
  detail: string;
  errors?: { path: string; code: string }[];
  params?: Record<string, unknown>;
}

eachDatabase((database) => {
  const clock = new TestClock('2026-11-24T02:00:00Z');
  let market: Market;
  let works: string;
  let hr: Client;
  let county: Client;
  let neighbour: Client;

  beforeAll(async () => {
    market = await startMarket(database, clock);
    works = await market.enterprise('潍坊鸢都机械有限公司');
    hr = await signedIn(market, [{ role: 'enterprise', enterpriseId: works }]);
    county = await signedIn(market, [{ role: 'county-staff', nodeId: '370702' }]);
    neighbour = await signedIn(market, [{ role: 'county-staff', nodeId: '370703' }]);
  }, 60_000);
  afterAll(() => market.close());

  const welder = {
    title: '电焊工',
    occupationCode: '6-18-02-04',
    short: 10,
    wageFromYuan: 6000,
    wageToYuan: 9000,
    contactName: '王女士',
    contactPhone: '0536-8880000',
  };
  const post = async (more: object = {}, by = hr): Promise<NeedBody> => {
    const { status, body } = await by.post<NeedBody>('/api/needs', { ...welder, ...more });
    if (status !== 201) throw new Error(JSON.stringify(body));
    return body;
  };
  const refused = async (more: object, by = hr): Promise<Refusal> => (await by.post<Refusal>('/api/needs', { ...welder, ...more })).body;
  const ref = { kind: 'promise', id: 'p1' };

  it('is published at once when HR posts it, with the first entry of its ledger', async () => {
    market.events.names();
    const need = await post();
    expect(need).toMatchObject({
      state: 'published',
      short: 10,
      shortage: 10,
      wageFromYuan: 6000,
      enterpriseName: '潍坊鸢都机械有限公司',
      nodeName: '潍城区',
      occupationName: '焊工',
      asOf: '2026-11-24',
    });
    expect(market.events.names()).toEqual(['need.published']);
    const { body } = await hr.get<{ items: { kind: string; shortage: number; actorName: string }[] }>(`/api/needs/${need.id}/ledger`);
    expect(body.items).toMatchObject([{ kind: 'posted', shortage: 10, actorName: 'Test person' }]);
  });

  it('says field by field what cannot be: wages and dates crossed, an unknown occupation, more short than needed', async () => {
    const answer = await refused({
      wageFromYuan: 9000,
      wageToYuan: 6000,
      startFrom: '2027-02-01',
      startBy: '2027-01-01',
      occupationCode: '6-99-99-99',
      neededInAll: 3,
    });
    expect(answer.errors?.map(({ path, code }) => [path, code])).toEqual([
      ['wageToYuan', 'wages_crossed'],
      ['startBy', 'dates_crossed'],
      ['neededInAll', 'needed_below_short'],
      ['occupationCode', 'occupation_unknown'],
    ]);
    expect((await refused({ startBy: '2026-11-01' })).errors?.[0]?.code).toBe('start_passed');
  });

  it('names the gaps of a draft and refuses to publish it until they are filled', async () => {
    const draft = await post({ draft: true, occupationCode: null, short: 0, contactPhone: null });
    expect(draft).toMatchObject({ state: 'draft', gaps: ['short', 'occupation', 'contact'] });
    const early = await hr.post<Refusal>(`/api/needs/${draft.id}/publish`);
    expect(early.body).toMatchObject({ code: 'need.gaps', params: { gaps: 'short,occupation,contact' } });
    const { body } = await hr.patch<NeedBody>(
      `/api/needs/${draft.id}`,
      { occupationCode: '6-18-02-04', short: 4, contactPhone: '13853600000' },
      { headers: { 'if-match': `"${draft.version}"` } },
    );
    expect(body).toMatchObject({ state: 'draft', gaps: [], short: 4 });
    expect((await hr.post<NeedBody>(`/api/needs/${draft.id}/publish`)).body).toMatchObject({ state: 'published', shortage: 4 });
  });

  it('lets the second of two editors know that the first was faster', async () => {
    const need = await post();
    const headers = { 'if-match': `"${need.version}"` };
    expect((await hr.patch(`/api/needs/${need.id}`, { title: '氩弧焊工' }, { headers })).status).toBe(200);
    expect((await hr.patch<Refusal>(`/api/needs/${need.id}`, { title: '二保焊工' }, { headers })).body.code).toBe('need.version_stale');
    expect((await hr.patch<Refusal>(`/api/needs/${need.id}`, { title: '二保焊工' })).body.code).toBe('need.if_match');
  });

  it('keeps an edit apart from the ledger’s moves: a promise in between does not make the version old', async () => {
    const need = await post();
    await market.get(NeedLedger).promise(need.id, 4, ref);
    const { status } = await hr.patch(`/api/needs/${need.id}`, { title: '氩弧焊工' }, { headers: { 'if-match': `"${need.version}"` } });
    expect(status).toBe(200);
  });

  it('restates what is short when it is edited or confirmed with a number, and refuses to go below who is on the way', async () => {
    const need = await post();
    const ledger = market.get(NeedLedger);
    await ledger.promise(need.id, 6, ref);
    await ledger.commit(need.id, 3, ref);
    await ledger.fill(need.id, 1, ref);
    const cut = await hr.patch<Refusal>(`/api/needs/${need.id}`, { short: 4 }, { headers: { 'if-match': `"${need.version}"` } });
    expect(cut.body).toMatchObject({ code: 'need.below_on_the_way', params: { promised: 3, committed: 2 } });
    const { body } = await hr.post<NeedBody>(`/api/needs/${need.id}/confirm`, { short: 8 });
    expect(body).toMatchObject({ short: 8, filled: 0, shortage: 6 });
    const entries = (await hr.get<{ items: { kind: string }[] }>(`/api/needs/${need.id}/ledger`)).body.items.map((entry) => entry.kind);
    expect(entries).toEqual(['posted', 'promised', 'committed', 'filled', 'restated', 'confirmed']);
  });

  it('asks for a substitute place before it is withdrawn while people are on the way, and names the needs that have room', async () => {
    const need = await post();
    const other = await post({ title: '氩弧焊工', short: 20 });
    const ledger = market.get(NeedLedger);
    await ledger.promise(need.id, 10, ref);
    await ledger.commit(need.id, 10, ref);
    const blocked = await hr.post<Refusal>(`/api/needs/${need.id}/withdraw`, { reason: '订单取消' });
    expect(blocked).toMatchObject({ status: 409, body: { code: 'need.people_on_the_way' } });
    expect((blocked.body.params?.['substitutes'] as { id: string }[]).map((one) => one.id)).toContain(other.id);
    await ledger.transfer(need.id, other.id, 10, 'committed', ref, 'substitute');
    market.events.names();
    expect((await hr.post<NeedBody>(`/api/needs/${need.id}/withdraw`, { reason: '订单取消' })).body.state).toBe('withdrawn');
    expect(market.events.names()).toEqual(['need.withdrawn']);
    expect((await hr.post<Refusal>(`/api/needs/${need.id}/publish`)).body.code).toBe('need.transition');
  });

  it('counts a staffing agency’s need for the client it names, and not at all without one', async () => {
    const agency = await market.enterprise('潍坊众合人力资源有限公司', '370702', { industryCode: '7263' });
    const agent = await signedIn(market, [{ role: 'enterprise', enterpriseId: agency }]);
    expect((await post({}, agent)).inFigures).toBe(false);
    expect((await refused({ clientCreditCode: '913707020000000000' }, agent)).errors?.[0]?.code).toBe('client_code');
    expect((await post({ clientCreditCode: '914403001922038216' }, agent)).inFigures).toBe(true);
  });

  it('makes a draft of an older need, with today’s date and no start that has passed', async () => {
    const old = await post({ startBy: '2027-12-31' });
    const { body } = await hr.post<NeedBody>(`/api/needs/${old.id}/copy`);
    expect(body).toMatchObject({ state: 'draft', title: '电焊工', short: 10, startBy: null, gaps: [] });
    expect(body.id).not.toBe(old.id);
  });

  it('is seen and changed by its enterprise and its county, and unknown to others', async () => {
    const need = await post();
    const stranger = await signedIn(market, [{ role: 'enterprise', enterpriseId: await market.enterprise('寿光蔬菜有限公司') }]);
    expect((await county.get(`/api/needs/${need.id}`)).status).toBe(200);
    for (const other of [neighbour, stranger]) {
      expect((await other.get(`/api/needs/${need.id}`)).status).toBe(404);
      expect((await other.post(`/api/needs/${need.id}/withdraw`, { reason: '不存在' })).status).toBe(404);
      expect((await other.get<{ items: NeedBody[] }>('/api/needs?limit=200')).body.items.map((one) => one.id)).not.toContain(need.id);
    }
    expect((await new Client(market.url).get(`/api/needs/${need.id}`)).status).toBe(401);
    expect((await refused({ enterpriseId: works }, stranger)).code).toMatch(/^access\./);
  });

  it('lists by state, occupation of any level, enterprise and words of the title', async () => {
    const sewing = await post({ title: '缝纫工（白班）', occupationCode: '6-05-01-01', draft: true });
    const found = async (query: string) =>
      (await county.get<{ items: NeedBody[] }>(`/api/needs?limit=200&${query}`)).body.items.map((one) => one.id);
    expect(await found('occupation=6-05')).toEqual([sewing.id]);
    expect(await found('state=draft&q=白班')).toEqual([sewing.id]);
    expect(await found('node=370703')).toEqual([]);
    expect(await found(`enterprise=${works}&state=published`)).not.toContain(sewing.id);
  });

  it('lets anybody report a post, opens one task for the county however often the same is said, and closes it with an answer', async () => {
    const need = await post();
    market.events.names();
    const reader = new Client(market.url);
    for (let i = 0; i < 3; i += 1) expect((await reader.post(`/api/needs/${need.id}/report`, { kind: 'filled' })).status).toBe(204);
    expect(market.events.names()).toEqual(['need.reported']);
    const open = (await county.get<{ items: { id: string; needId: string; times: number }[] }>('/api/needs/reports')).body.items.find(
      (one) => one.needId === need.id,
    );
    expect(open?.times).toBe(3);
    expect((await neighbour.post(`/api/needs/reports/${open?.id}/close`, { answer: '已核实' })).status).toBe(404);
    expect((await county.post(`/api/needs/reports/${open?.id}/close`, { answer: '已核实，仍在招聘' })).status).toBe(204);
    expect((await county.get<{ items: { needId: string }[] }>('/api/needs/reports')).body.items.map((one) => one.needId)).not.toContain(
      need.id,
    );
  });

  it('goes stale one survey period and 14 days after its last confirmation, and is live again when confirmed', async () => {
    const need = await post();
    clock.advance({ days: 105 });
    hr = await signedIn(market, [{ role: 'enterprise', enterpriseId: works }]);
    const fresh = await post();
    while ((await market.get(NeedHandlers).staleSome()) > 0);
    expect((await hr.get<NeedBody>(`/api/needs/${need.id}`)).body.state).toBe('published');
    clock.advance({ days: 2 });
    market.events.names();
    while ((await market.get(NeedHandlers).staleSome()) > 0);
    expect(new Set(market.events.names())).toEqual(new Set(['need.went_stale']));
    expect((await hr.get<NeedBody>(`/api/needs/${need.id}`)).body.state).toBe('stale');
    expect((await hr.get<NeedBody>(`/api/needs/${fresh.id}`)).body.state).toBe('published');
    expect((await hr.post<NeedBody>(`/api/needs/${need.id}/confirm`, {})).body.state).toBe('published');
    expect(market.events.names()).toEqual(['need.published']);
  });
});
