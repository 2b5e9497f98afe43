import { setTimeout as sleep } from 'node:timers/promises';
import { NeedFeed, NeedLedger } from '#need';
import { Client, signedIn } from '../../../test/support/client.js';
import { TestClock } from '../../../test/support/clock.js';
import { eachDatabase } from '../../../test/support/databases.js';
import { startMarket, type Market } from '../../../test/support/market.js';
import { BoardProjection } from './board.projection.js';
import { matching } from './domain/board-narrowing.js';
import { byOccupation } from './domain/board-query.js';
import type { BoardTable } from './domain/board-table.js';

interface Stated {
  figure: string;
  asOf: string;
  shortage: number;
  posts: number;
  enterprises: number;
}
interface Line {
  code: string;
  name: string;
  shortage: number;
  posts: number;
  enterprises: number;
  wageFromYuan: number | null;
}
interface Post {
  id: string;
  title: string;
  shortage: number;
  state: string;
  enterpriseName: string;
  nodeName: string;
  contactPhone: string;
  confirmedAt: string;
  figure: string;
}

eachDatabase((database) => {
  const clock = new TestClock('2026-11-24T02:00:00Z');
  let market: Market;
  let reader: Client;
  let hr: Client;
  let welders: string;

  beforeAll(async () => {
    market = await startMarket(database, clock);
    reader = new Client(market.url);
    const works = await market.enterprise('潍坊鸢都机械有限公司');
    const mill = await market.enterprise('寿光渤海纺织有限公司', '370783');
    hr = await signedIn(market, [{ role: 'enterprise', enterpriseId: works }]);
    const other = await signedIn(market, [{ role: 'enterprise', enterpriseId: mill }]);
    const contact = { contactName: '王女士', contactPhone: '0536-8880000' };
    const post = async (by: Client, more: object): Promise<string> =>
      (await by.post<{ id: string }>('/api/needs', { ...contact, ...more })).body.id;
    welders = await post(hr, {
      title: '二保焊工',
      occupationCode: '6-18-02-04',
      skillLevel: 3,
      short: 40,
      wageFromYuan: 6000,
      wageToYuan: 9000,
    });
    await post(hr, { title: '电焊学徒', occupationCode: '6-18-02-04', skillLevel: 1, short: 5, wageFromYuan: 4000, wageToYuan: 5000 });
    await post(other, { title: '电焊工', occupationCode: '6-18-02-04', short: 8 });
    await post(other, { title: '缝纫工', occupationCode: '6-05-01-01', short: 20, wageFromYuan: 5500, wageToYuan: 7000 });
    await post(other, { title: '缝纫工草稿', occupationCode: '6-05-01-01', short: 99, draft: true });
    await market.get(BoardProjection).follow();
  }, 60_000);
  afterAll(() => market.close());

  const board = async (query = ''): Promise<Stated & { items: Line[]; total: number; next: string | null }> =>
    (await reader.get<Stated & { items: Line[]; total: number; next: string | null }>(`/api/board${query}`)).body;
  const line = async (query = '') =>
    (await board(query)).items.map(({ code, shortage, posts, enterprises }) => [code, shortage, posts, enterprises]);
  const posts = async (query = '') => (await reader.get<Stated & { items: Post[]; total: number }>(`/api/board/posts${query}`)).body;

  it('is the sum of the published needs, named live, with as-of and number of enterprises', async () => {
    expect(await line()).toEqual([
      ['6-18-02-04', 53, 3, 2],
      ['6-05-01-01', 20, 1, 1],
    ]);
    expect(await board()).toMatchObject({
      figure: 'live',
      shortage: 73,
      posts: 4,
      enterprises: 2,
      total: 2,
      asOf: '2026-11-24T02:00:00.000Z',
    });
  });

  it('finds by Chinese, pinyin and initials, and narrows by level, place and wage', async () => {
    for (const q of ['电焊', 'dh', 'hangong']) expect(await line(`?q=${encodeURIComponent(q)}`)).toEqual([['6-18-02-04', 53, 3, 2]]);
    expect(await line('?level=3')).toEqual([['6-18-02-04', 40, 1, 1]]);
    expect(await line('?node=370783')).toEqual([
      ['6-05-01-01', 20, 1, 1],
      ['6-18-02-04', 8, 1, 1],
    ]);
    expect(await line('?wageFrom=5000')).toEqual([
      ['6-18-02-04', 40, 1, 1],
      ['6-05-01-01', 20, 1, 1],
    ]);
    expect(await line('?node=nowhere')).toEqual([]);
    expect((await reader.get('/api/board?level=99')).status).toBe(422);
    expect((await reader.get('/api/board?cursor=broken')).status).toBe(400);
  });

  it('sorts and pages', async () => {
    const first = await board('?limit=1&sort=wage');
    expect(first.items.map((item) => item.code)).toEqual(['6-18-02-04']);
    expect((await board(`?limit=1&sort=wage&cursor=${first.next}`)).items.map((item) => item.code)).toEqual(['6-05-01-01']);
  });

  it('sums up by region and occupation, and shows an occupation by skill level and region', async () => {
    const { body } = await reader.get<Stated & { regions: object[]; occupations: object[] }>('/api/board/summary');
    expect(body).toMatchObject({ figure: 'live', shortage: 73, stalePosts: 0 });
    expect(body.regions).toEqual([
      { nodeId: '370702', name: '潍城区', shortage: 45, enterprises: 1 },
      { nodeId: '370783', name: '寿光市', shortage: 28, enterprises: 1 },
    ]);
    const welding = (await reader.get<Stated & { levels: object[]; name: string }>('/api/board/occupations/6-18-02-04')).body;
    expect(welding).toMatchObject({
      name: '焊工',
      shortage: 53,
      levels: [
        { level: 0, shortage: 8 },
        { level: 1, shortage: 5 },
        { level: 3, shortage: 40 },
      ],
    });
    expect((await reader.get<Stated>('/api/board/occupations/6-18')).body.shortage).toBe(53);
    expect((await reader.get('/api/board/occupations/9-99')).status).toBe(404);
  });

  it('shows every post with where, when it was last confirmed and a number to call', async () => {
    const { items, total } = await posts('?occupation=6-18-02-04');
    expect(total).toBe(3);
    expect(items[0]).toMatchObject({
      title: '二保焊工',
      shortage: 40,
      figure: 'live',
      enterpriseName: '潍坊鸢都机械有限公司',
      nodeName: '潍城区',
      contactPhone: '0536-8880000',
      confirmedAt: '2026-11-24T02:00:00.000Z',
    });
    expect((await posts(`?q=${encodeURIComponent('二保')}`)).items.map((post) => post.title)).toContain('二保焊工');
  });

  it('answers “not modified” while nothing changed, and anew once something did', async () => {
    const first = await reader.get('/api/board?q=dh');
    const etag = first.headers.get('etag') ?? '';
    expect((await reader.get('/api/board?q=dh', { headers: { 'if-none-match': etag } })).status).toBe(304);
    await market.get(NeedLedger).promise(welders, 1, { kind: 'test', id: 'x' });
    await market.get(NeedLedger).commit(welders, 1, { kind: 'test', id: 'x' });
    await market.get(BoardProjection).follow();
    const after = await reader.get<{ shortage: number }>('/api/board?q=dh', { headers: { 'if-none-match': etag } });
    expect([after.status, after.body.shortage]).toEqual([200, 52]);
  });

  it('shows a change within 2 s without being asked', async () => {
    await market.get(NeedLedger).promise(welders, 9, { kind: 'test', id: 'y' });
    await market.get(NeedLedger).commit(welders, 9, { kind: 'test', id: 'y' });
    const begun = Date.now();
    while ((await line('?level=3'))[0]?.[1] !== 30) {
      expect(Date.now() - begun).toBeLessThan(2_000);
      await sleep(50);
    }
  });

  it('keeps the occupation’s line at 0 when all its people are on the way, and the post at its address when it is withdrawn', async () => {
    await market.get(NeedLedger).promise(welders, 30, { kind: 'test', id: 'z' });
    await market.get(NeedLedger).commit(welders, 30, { kind: 'test', id: 'z' });
    await market.get(BoardProjection).follow();
    expect(await line('?level=3')).toEqual([['6-18-02-04', 0, 0, 0]]);
    expect((await posts('?level=3')).items).toEqual([]);
    expect((await reader.get<Post>(`/api/board/posts/${welders}`)).body).toMatchObject({ shortage: 0, state: 'published' });
    await market.get(NeedLedger).release(welders, 40, 'committed', { kind: 'test', id: 'z' }, 'cancelled');
    expect((await hr.post(`/api/needs/${welders}/withdraw`, { reason: '订单取消' })).status).toBe(200);
    await market.get(BoardProjection).follow();
    expect(await line('?level=3')).toEqual([]);
    expect((await reader.get<Post>(`/api/board/posts/${welders}`)).body).toMatchObject({
      shortage: 0,
      state: 'withdrawn',
      contactPhone: null,
    });
    expect(JSON.stringify((await reader.get<Post>(`/api/board/posts/${welders}`)).body)).not.toContain('0536-8880000');
  });

  it('is the same for a process that starts now as for one that followed every change', async () => {
    const fresh = new BoardProjection(market.get(NeedFeed), clock);
    const sums = (table: BoardTable) => byOccupation(table, matching(table, {})).sort((a, b) => (a.code < b.code ? -1 : 1));
    await market.get(BoardProjection).follow();
    expect(sums(await fresh.table())).toEqual(sums(await market.get(BoardProjection).table()));
  });
});
