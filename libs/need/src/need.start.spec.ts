import { signedIn, type Client } from '../../../test/support/client.js';
import { TestClock } from '../../../test/support/clock.js';
import { eachDatabase } from '../../../test/support/databases.js';
import { startMarket, type Market } from '../../../test/support/market.js';
import { NeedHandlers } from './need.handlers.js';

interface NeedBody {
  id: string;
  state: string;
  startFrom: string | null;
  startBy: string | null;
  short: number;
}
interface Page {
  items: NeedBody[];
  next: string | null;
}

eachDatabase((database) => {
  let clock: TestClock;
  let market: Market;
  let hr: Client;
  let city: () => Promise<Client>;

  beforeAll(async () => {
    clock = new TestClock('2026-11-24T02:00:00Z');
    market = await startMarket(database, clock);
    const works = await market.enterprise('潍坊鸢都机械有限公司');
    hr = await signedIn(market, [{ role: 'enterprise', enterpriseId: works }]);
    // A bureau's session does not outlive the days that pass here.
    city = () => signedIn(market, [{ role: 'city-staff', nodeId: '3707' }]);
  }, 120_000);
  afterAll(() => market.close());

  const post = async (title: string, startBy: string | null): Promise<NeedBody> => {
    const days = startBy ? { startFrom: '2026-11-24', startBy } : {};
    const said = { title, occupationCode: '6-18-02-04', short: 10, contactPhone: '0536-8880000', ...days };
    return (await hr.post<NeedBody>('/api/needs', said)).body;
  };
  const one = async (id: string): Promise<NeedBody> => (await hr.get<NeedBody>(`/api/needs/${id}`)).body;
  const confirm = (id: string, said: object) => hr.post<NeedBody>(`/api/needs/${id}/confirm`, said);
  const night = async (): Promise<void> => {
    while ((await market.get(NeedHandlers).staleSome()) > 0);
  };

  it('confirming asks for new dates once the latest start day has passed, and takes them with it', async () => {
    const { id } = await post('焊工甲', '2026-11-28');
    clock.advance({ days: 4 });
    expect((await confirm(id, {})).body).toMatchObject({ state: 'published' });
    clock.advance({ days: 1 });
    const asked = { status: 422, body: { code: 'need.posting', errors: [{ path: 'startBy', code: 'start_passed' }] } };
    expect(await confirm(id, {})).toMatchObject(asked);
    expect(await confirm(id, { short: 8 })).toMatchObject(asked);
    expect(await confirm(id, { startBy: '2026-11-28' })).toMatchObject(asked);
    expect((await confirm(id, { startFrom: '2027-01-10', startBy: '2027-01-01' })).body).toMatchObject({
      errors: [{ path: 'startBy', code: 'dates_crossed' }],
    });
    expect(await one(id)).toMatchObject({ short: 10, startBy: '2026-11-28' });
    expect((await confirm(id, { startFrom: '2026-12-01', startBy: '2027-01-10' })).body).toMatchObject({
      ...{ state: 'published', startFrom: '2026-12-01', startBy: '2027-01-10' },
    });
  });

  it('leaves the live figure after the days of grace, tells its enterprise once, and comes back with new dates', async () => {
    const [passed, open] = [await post('焊工乙', '2026-12-01'), await post('焊工丙', null)];
    clock.advance({ days: 9 }); // 8 December: a week after its last day
    market.events.names();
    await night();
    expect(await one(passed.id)).toMatchObject({ state: 'published' });
    clock.advance({ days: 1 });
    await night();
    await night();
    expect(market.events.names()).toEqual(['need.start_passed']);
    expect([(await one(passed.id)).state, (await one(open.id)).state]).toEqual(['stale', 'published']);
    const { items } = (await hr.get<{ items: { kind: string; reason: string }[] }>(`/api/needs/${passed.id}/ledger`)).body;
    expect(items.at(-1)).toMatchObject({ kind: 'went_stale', reason: 'start_passed' });
    expect((await confirm(passed.id, {})).status).toBe(422);
    expect((await confirm(passed.id, { startBy: '2027-01-20' })).body.state).toBe('published');
    await night();
    expect((await one(passed.id)).state).toBe('published');
  });

  it('goes by the days that the city sets, from that day on', async () => {
    const rule = { graceDays: 7, validFrom: null };
    expect((await (await city()).get('/api/need-start-rule')).body).toEqual(rule);
    expect((await hr.send('PUT', '/api/need-start-rule', { graceDays: 0 })).status).toBe(403);
    const { id } = await post('焊工丁', '2026-12-10');
    clock.advance({ days: 2 });
    await night();
    expect((await one(id)).state).toBe('published');
    expect((await (await city()).send('PUT', '/api/need-start-rule', { graceDays: 0 })).body).toMatchObject({
      graceDays: 0,
      validFrom: '2026-12-11',
    });
    await night();
    expect((await one(id)).state).toBe('stale');
  });

  it('lists posts that somebody looks after before those that nobody does, page by page', async () => {
    await post('焊工戊', null);
    const staff = await city();
    const seen: NeedBody[] = [];
    let cursor: string | null = '';
    for (let pages = 0; cursor !== null && pages < 20; pages += 1) {
      const page: Page = (await staff.get<Page>(`/api/needs?limit=2${cursor && `&cursor=${encodeURIComponent(cursor)}`}`)).body;
      seen.push(...page.items);
      cursor = page.next;
    }
    const states = seen.map(({ state }) => state);
    expect(new Set(seen.map(({ id }) => id)).size).toBe(seen.length);
    expect(states).toEqual([...states.filter((state) => state !== 'stale'), 'stale']);
    const odd = await staff.get<Page>('/api/needs?limit=3');
    const rest = await staff.get<Page>(`/api/needs?limit=50&cursor=${encodeURIComponent(odd.body.next ?? '')}`);
    expect([...odd.body.items, ...rest.body.items].map(({ id }) => id)).toEqual(seen.map(({ id }) => id));
  });
});
