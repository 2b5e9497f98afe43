import { retentionRules, UnitOfWork } from '#platform/db';
import { type Client, signedIn } from '../support/client.js';
import { eachDatabase, TestClock } from '../support/index.js';
import { startMarket, type Market } from '../support/market.js';

const post = (more: object = {}) => ({
  title: '电焊工',
  occupationCode: '6-18-02-04',
  short: 8,
  contactName: '张经理',
  contactPhone: '0536-8123456',
  draft: true,
  ...more,
});
interface Need {
  id: string;
  state: string;
  version: number;
}

let keys = 0;
const key = (): { headers: Record<string, string> } => ({ headers: { 'idempotency-key': `0123456789-step-${(keys += 1)}` } });

eachDatabase((database) => {
  const clock = new TestClock('2026-11-24T02:00:00Z');
  let market: Market;
  let hr: Client;
  let enterpriseId: string;
  const stored = async (): Promise<{ answer: string | null }[]> =>
    market.get(UnitOfWork).run(() => market.get(UnitOfWork).manager.query('SELECT answer FROM request_key'));
  const howMany = async (): Promise<number> => (await hr.get<{ items: Need[] }>('/api/needs?limit=100')).body.items.length;

  beforeAll(async () => {
    market = await startMarket(database, clock);
    enterpriseId = await market.enterprise('潍城恒锻机械有限公司');
    hr = await signedIn(market, [{ role: 'enterprise', enterpriseId }]);
  }, 60_000);
  afterAll(() => market.close());

  it('what is said four times at once with one key is done once, and all four get its answer', async () => {
    const same = key();
    const answers = await Promise.all(Array.from({ length: 4 }, () => hr.post<Need>('/api/needs', post(), same)));
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201]);
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    expect(await howMany()).toBe(1);
  });

  it('a step that was taken and is said again is answered as it was, where it would be refused now', async () => {
    const { body: need } = await hr.post<Need>('/api/needs', post({ title: '铣工' }));
    const same = key();
    const first = await hr.post<Need>(`/api/needs/${need.id}/publish`, undefined, same);
    const again = await hr.post<Need>(`/api/needs/${need.id}/publish`, undefined, same);
    expect([first.status, again.status, again.headers.get('idempotency-replayed')]).toEqual([200, 200, 'true']);
    expect(again.body).toEqual(first.body);
    const withdrawn = key();
    for (let n = 0; n < 2; n += 1)
      expect((await hr.post<Need>(`/api/needs/${need.id}/withdraw`, { reason: '招满' }, withdrawn)).body.state).toBe('withdrawn');
    expect((await hr.post(`/api/needs/${need.id}/withdraw`, { reason: '招满' })).status).toBe(409);
  });

  it('what was refused leaves the key free for the corrected request', async () => {
    const same = key();
    const before = await howMany();
    expect((await hr.post('/api/needs', post({ short: -1 }), same)).status).toBe(422);
    expect((await hr.post('/api/needs', post(), same)).status).toBe(201);
    expect(await howMany()).toBe(before + 1);
  });

  it('one key is one request: another one is refused, and a key that is none as well', async () => {
    const same = key();
    await hr.post('/api/needs', post(), same);
    const other = await hr.post<{ code: string }>('/api/needs', post({ short: 9 }), same);
    expect([other.status, other.body.code]).toEqual([422, 'request.key_reused']);
    const short = await hr.post<{ code: string }>('/api/needs', post(), { headers: { 'idempotency-key': 'short' } });
    expect([short.status, short.body.code]).toEqual([400, 'request.key_malformed']);
  });

  it('two people who happen to send one key each have their own step done', async () => {
    const colleague = await signedIn(market, [{ role: 'enterprise', enterpriseId }]);
    const same = key();
    const [mine, theirs] = [await hr.post<Need>('/api/needs', post(), same), await colleague.post<Need>('/api/needs', post(), same)];
    expect([mine.status, theirs.status, mine.body.id === theirs.body.id]).toEqual([201, 201, false]);
  });

  it('when the server stopped before its answer was kept, who says it again hears that it was sent, and it is not done twice', async () => {
    const same = key();
    await hr.post<Need>('/api/needs', post(), same);
    const uow = market.get(UnitOfWork);
    const at = new Date(clock.now().getTime() - 61_000);
    await uow.run(() => uow.manager.update('RequestKeyRow', { key: same.headers['idempotency-key'] }, { answer: null, at }));
    const before = await howMany();
    const again = await hr.post<{ code: string }>('/api/needs', post(), same);
    expect([again.status, again.body.code, await howMany()]).toEqual([409, 'request.answer_unknown', before]);
  });

  it('answers are kept sealed, for two days', async () => {
    const rows = await stored();
    expect(rows.length).toBeGreaterThan(4);
    expect(rows.filter(({ answer }) => answer?.includes('张经理'))).toEqual([]);
    const rule = retentionRules().find(({ name }) => name === 'request_key');
    clock.advance({ days: 3 });
    const uow = market.get(UnitOfWork);
    const before = new Date(clock.now().getTime() - (rule?.keepDays ?? 0) * 86_400_000);
    expect(await uow.run(() => rule?.sweep(uow, before, 100) ?? Promise.resolve(0))).toBe(rows.length);
    expect(await stored()).toEqual([]);
  });
});
