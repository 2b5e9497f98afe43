import { signedIn, type Client } from '../../../test/support/client.js';
import { TestClock } from '../../../test/support/clock.js';
import { eachDatabase } from '../../../test/support/databases.js';
import { startMarket, type Market } from '../../../test/support/market.js';

interface NeedBody {
  id: string;
  state: string;
  version: number;
  sentBack: string | null;
  code?: string;
}

eachDatabase((database) => {
  const clock = new TestClock('2026-11-24T02:00:00Z');
  let market: Market;
  let hr: Client;
  let county: Client;
  let neighbour: Client;

  beforeAll(async () => {
    market = await startMarket(database, clock);
    hr = await signedIn(market, [{ role: 'enterprise', enterpriseId: await market.enterprise('潍坊鸢都机械有限公司') }]);
    county = await signedIn(market, [{ role: 'county-staff', nodeId: '370702' }]);
    neighbour = await signedIn(market, [{ role: 'county-staff', nodeId: '370703' }]);
  }, 60_000);
  afterAll(() => market.close());

  const post = async (more: object = {}, by = hr): Promise<NeedBody> =>
    (
      await by.post<NeedBody>('/api/needs', {
        title: '电焊工',
        occupationCode: '6-18-02-04',
        short: 10,
        contactName: '王女士',
        contactPhone: '0536-8880000',
        ...more,
      })
    ).body;
  const rule = (required: boolean, by = county, nodeId = '370702') =>
    by.send<{ required: boolean; validFrom: string }>('PUT', `/api/need-checks/${nodeId}`, { required });
  const one = async (id: string): Promise<NeedBody> => (await hr.get<NeedBody>(`/api/needs/${id}`)).body;
  const decide = (id: string, how: 'approve' | 'send-back', body: object, by = county) =>
    by.post<NeedBody>(`/api/needs/${id}/${how}`, body);

  it('needs are published at once where no county has said otherwise, and a county says it for itself only', async () => {
    expect((await post()).state).toBe('published');
    expect((await rule(true, neighbour)).status).toBe(404);
    expect((await hr.get('/api/need-checks')).status).toBe(403);
    expect((await rule(true)).body).toMatchObject({ required: true, validFrom: '2026-11-24' });
    expect((await county.get<object[]>('/api/need-checks')).body).toMatchObject([{ nodeName: '潍城区', required: true }]);
    expect((await post({ nodeId: '370703' })).state).toBe('published');
  });

  it('a need waits for its county, stands on no board meanwhile, and is public once it was approved', async () => {
    market.events.names();
    const need = await post();
    expect(need.state).toBe('checking');
    expect((await hr.post<NeedBody>(`/api/needs/${need.id}/publish`)).body).toMatchObject({ state: 'checking', version: need.version });
    expect(market.events.names()).toEqual(['need.awaits_check']);
    expect((await county.get<{ items: NeedBody[] }>('/api/needs?state=checking')).body.items.map(({ id }) => id)).toEqual([need.id]);
    expect((await decide(need.id, 'approve', { version: need.version }, neighbour)).status).toBe(404);
    expect((await decide(need.id, 'approve', { version: need.version }, hr)).status).toBe(403);
    expect((await decide(need.id, 'approve', { version: need.version })).body.state).toBe('published');
    expect(market.events.names()).toEqual(['need.published', 'need.approved']);
    expect((await hr.get<{ items: { kind: string }[] }>(`/api/needs/${need.id}/ledger`)).body.items).toMatchObject([{ kind: 'posted' }]);
  });

  it('what is published is what was looked at: a need changed meanwhile has to be looked at again', async () => {
    const need = await post();
    await hr.patch(`/api/needs/${need.id}`, { title: '氩弧焊工' }, { headers: { 'if-match': `"${need.version}"` } });
    expect((await decide(need.id, 'approve', { version: need.version })).body.code).toBe('need.version_stale');
    expect((await one(need.id)).state).toBe('checking');
    const [first, second] = await Promise.all([1, 2].map(() => decide(need.id, 'approve', { version: need.version + 1 })));
    expect([first?.status, second?.status].sort()).toEqual([200, 409]);
  });

  it('one that is handed back is a draft again with the reason, until it is handed in once more', async () => {
    const need = await post();
    expect((await decide(need.id, 'send-back', { version: need.version, reason: '请写明工作地点' })).body).toMatchObject({
      state: 'draft',
      sentBack: '请写明工作地点',
    });
    expect((await decide(need.id, 'send-back', { version: need.version + 1, reason: '再退一次' })).body.code).toBe('need.transition');
    expect(await one(need.id)).toMatchObject({ state: 'draft', sentBack: '请写明工作地点' });
    expect((await hr.post<NeedBody>(`/api/needs/${need.id}/publish`)).body).toMatchObject({ state: 'checking', sentBack: null });
  });

  it('lets through what the county posts itself, what was published before and went stale, and all once the rule is lifted', async () => {
    const enterpriseId = (await hr.get<{ id: string }[]>('/api/enterprises/mine')).body[0]?.id;
    expect((await post({ enterpriseId }, county)).state).toBe('published');
    expect((await rule(false)).body.required).toBe(false);
    expect((await post()).state).toBe('published');
  });
});
