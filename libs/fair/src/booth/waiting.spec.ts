import { UnitOfWork } from '#platform/db';
import { eachDatabase } from '../../../../test/support/databases.js';
import { Market, type Exhibitor } from '../testing/market.js';
import { WaitingList } from './waiting.service.js';

eachDatabase((database) => {
  let market: Market;
  beforeAll(async () => void (market = await Market.open(database)), 60_000);

  const several = (count: number): Promise<Exhibitor[]> => Promise.all(Array.from({ length: count }, () => market.exhibitor()));
  const sweep = () => market.app.get(WaitingList).freeAllOverdue();
  const ids = async (fairId: string) => (await market.waiting(fairId)).map(({ enterpriseId }) => enterpriseId);
  /** A fair with one booth that somebody has, and others who wait in this order. */
  const full = async (waiting: number, more: object = {}) => {
    const fairId = await market.fair({ boothCount: 1, dutyStaff: 1, ...more });
    const [holder, ...others] = await several(waiting + 1);
    const booth = await market.book(holder!, fairId);
    for (const one of others) {
      market.clock.advance({ seconds: 1 });
      expect((await market.ask(one, fairId)).body).toMatchObject({ booth: null, waiting: { ahead: others.indexOf(one) } });
    }
    return { fairId, holder: holder!, others, booth };
  };

  it('holds a booth for its minutes; who confirms in time has it, with the needs it shows and who comes', async () => {
    const [fairId, one] = [await market.fair(), await market.exhibitor()];
    const { status, body } = await market.ask(one, fairId, { number: 'A05' });
    expect([status, body.booth?.number, body.booth?.heldUntil]).toEqual([
      201,
      'A05',
      new Date(market.clock.now().getTime() + 900_000).toISOString(),
    ]);
    expect(await market.told(market.county, 'booth.booked')).toEqual([]);
    const guests = [{ name: '张建国', phone: '13800001111' }];
    const confirmed = await one.post(`/api/booths/${body.booth?.id}/confirm`, { guests, needIds: [] });
    expect(confirmed).toMatchObject({ status: 200, body: { number: 'A05', heldUntil: null } });
    expect((await one.post(`/api/booths/${body.booth?.id}/confirm`, {})).status).toBe(200);
    expect((await market.told(market.county, 'booth.booked')).length).toBe(1);
    expect((await one.get(`/api/booths/${body.booth?.id}`)).body).toMatchObject({ guests, needIds: [], offered: false });
    const other = await market.exhibitor();
    expect((await other.get(`/api/booths/${body.booth?.id}`)).status).toBe(404);
    const stored = await market.app.get(UnitOfWork).manager.query<{ name: string }[]>('SELECT name FROM booth_guest');
    expect(JSON.stringify(stored)).not.toContain('张建国');
  });

  it('lets a hold go whose time is over, and its enterprise is free for another fair at that hour', async () => {
    const [fairId, elsewhere, one, other] = [
      await market.fair({ boothCount: 1, dutyStaff: 1 }),
      await market.fair(),
      ...(await several(2)),
    ] as const;
    const { booth } = (await market.ask(one!, fairId)).body;
    expect((await market.ask(one!, elsewhere)).body.code).toBe('fair.enterprise_busy');
    market.clock.advance({ minutes: 16 });
    expect((await one!.post<{ code: string }>(`/api/booths/${booth?.id}/confirm`, {})).body.code).toBe('booth.hold_over');
    expect((await market.ask(other!, fairId)).body.booth?.number).toBe('A01');
    expect((await market.ask(one!, elsewhere)).body.booth?.number).toBe('A01');
  });

  it('offers what is given back to the first who waits, and passes it on when nobody answers in time', async () => {
    const { fairId, holder, others, booth } = await full(3);
    const [first, second, third] = others;
    expect(await ids(fairId)).toEqual(others.map(({ enterpriseId }) => enterpriseId));
    expect((await holder.delete(`/api/booths/${booth.id}`)).status).toBe(204);
    expect(await market.told(first!, 'booth.offered')).toEqual([expect.stringContaining('A01')]);
    expect(await market.told(second!, 'booth.offered')).toEqual([]);
    // Nobody gets in between.
    market.clock.advance({ seconds: 1 });
    expect((await market.ask(holder, fairId)).body).toMatchObject({ booth: null, waiting: { ahead: 3 } });
    market.clock.advance({ hours: 25 });
    await sweep();
    expect(await market.told(first!, 'booth.offer_lapsed')).toHaveLength(1);
    expect(await market.told(second!, 'booth.offered')).toHaveLength(1);
    expect(await ids(fairId)).toEqual([second!.enterpriseId, third!.enterpriseId, holder.enterpriseId]);
    expect((await second!.post(`/api/booths/${booth.id}/confirm`, {})).status).toBe(200);
    expect(await ids(fairId)).toEqual([third!.enterpriseId, holder.enterpriseId]);
    expect((await market.booths(fairId)).map(({ enterpriseId }) => enterpriseId)).toEqual([second!.enterpriseId]);
  });

  it('passes an offer on at once when it is declined, and lets everybody leave by themselves', async () => {
    const { fairId, holder, others, booth } = await full(3);
    const [first, second, third] = others;
    const [mine] = (await second!.get<{ id: string; ahead: number }[]>('/api/waiting/mine')).body;
    expect(mine).toMatchObject({ ahead: 1 });
    expect((await third!.delete(`/api/waiting/${mine?.id}`)).status).toBe(404);
    expect((await second!.delete(`/api/waiting/${mine?.id}`)).status).toBe(204);
    await holder.delete(`/api/booths/${booth.id}`);
    expect((await first!.delete(`/api/booths/${booth.id}`)).status).toBe(204);
    expect(await market.told(second!, 'booth.offered')).toEqual([]);
    expect(await market.told(third!, 'booth.offered')).toHaveLength(1);
    expect(await ids(fairId)).toEqual([third!.enterpriseId]);
  });

  it('stands in the order of asking, unless staff say why another order is right', async () => {
    const { fairId, others, booth, holder } = await full(4);
    const list = await market.waiting(fairId);
    const move = (id: string, beforeId: string | null, reason: string) =>
      market.county.post(`/api/waiting/${id}/order`, { beforeId, reason });
    expect((await move(list[3]!.id, list[1]!.id, '')).status).toBe(422);
    expect((await move(list[3]!.id, list[1]!.id, '省重点项目急需用工')).status).toBe(204);
    expect(await ids(fairId)).toEqual([0, 3, 1, 2].map((i) => others[i]!.enterpriseId));
    expect((await move(list[0]!.id, null, '企业要求延后')).status).toBe(204);
    expect(await ids(fairId)).toEqual([3, 1, 2, 0].map((i) => others[i]!.enterpriseId));
    expect((await market.waiting(fairId)).map(({ orderReason }) => orderReason)).toEqual([
      '省重点项目急需用工',
      null,
      null,
      '企业要求延后',
    ]);
    expect((await others[0]!.post(`/api/waiting/${list[0]!.id}/order`, { beforeId: null, reason: '插队' })).status).toBe(403);
    await holder.delete(`/api/booths/${booth.id}`);
    expect(await market.told(others[3]!, 'booth.offered')).toHaveLength(1);
  });

  it('serves a quantity: a key enterprise that wants two waits for both, and is asked for no more than the rule gives it', async () => {
    const fairId = await market.fair({ boothCount: 2, dutyStaff: 1, day: '2027-03-06' });
    const [a, b] = await several(2);
    const [one, two] = [await market.book(a!, fairId), await market.book(b!, fairId)];
    const key = await market.exhibitor('370703', { isKey: 1 });
    expect((await market.ask(b!, fairId, { quantity: 2 })).body.code).toBe('booth.too_many');
    expect((await market.ask(key, fairId, { quantity: 3 })).body).toMatchObject({ code: 'booth.too_many', params: { most: 2 } });
    expect((await market.ask(key, fairId, { quantity: 2 })).body.waiting).toMatchObject({ ahead: 0, quantity: 2, given: 0 });
    await a!.delete(`/api/booths/${one.id}`);
    expect((await key.post(`/api/booths/${one.id}/confirm`, {})).status).toBe(200);
    expect((await key.get('/api/waiting/mine')).body).toMatchObject([{ quantity: 2, given: 1 }]);
    await b!.delete(`/api/booths/${two.id}`);
    expect((await key.post(`/api/booths/${two.id}/confirm`, {})).status).toBe(200);
    expect((await key.get('/api/waiting/mine')).body).toEqual([]);
    expect((await market.booths(fairId)).map(({ enterpriseId }) => enterpriseId)).toEqual([key.enterpriseId, key.enterpriseId]);
  });

  it('offers booths that a fair gets more of, and none after the day before it', async () => {
    const { fairId, others } = await full(2, { day: '2027-03-07' });
    const { version } = (await market.county.get<{ version: number }>(`/api/fairs/${fairId}`)).body;
    const more = await market.county.patch(`/api/fairs/${fairId}`, { boothCount: 2 }, { headers: { 'if-match': `"${version}"` } });
    expect(more.status).toBe(200);
    expect(await market.told(others[0]!, 'booth.offered')).toHaveLength(1);
    expect(await market.told(others[1]!, 'booth.offered')).toEqual([]);
  });

  it('is left with a reason when the office takes somebody off, who hears it', async () => {
    const { fairId, others } = await full(1);
    const [entry] = await market.waiting(fairId);
    expect((await market.county.delete<{ code: string }>(`/api/waiting/${entry!.id}`)).body.code).toBe('booth.reason');
    expect((await market.county.delete(`/api/waiting/${entry!.id}?reason=${encodeURIComponent('营业执照已注销')}`)).status).toBe(204);
    expect(await market.told(others[0]!, 'wait.removed')).toEqual([expect.stringContaining('营业执照已注销')]);
    expect(await ids(fairId)).toEqual([]);
  });
});
