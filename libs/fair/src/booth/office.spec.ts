import { eachDatabase } from '../../../../test/support/databases.js';
import { Market } from '../testing/market.js';

interface Row {
  line: number;
  name: string | null;
  creditCode: string | null;
  number: string | null;
  booth: string | null;
  fault: string | null;
}

eachDatabase((database) => {
  let market: Market;
  beforeAll(async () => void (market = await Market.open(database)), 60_000);
  const at = (version: number) => ({ headers: { 'if-match': `"${version}"` } });
  const move = async (fairId: string, patch: object) => {
    const { version } = (await market.county.get<{ version: number }>(`/api/fairs/${fairId}`)).body;
    return market.county.patch<{ code: string }>(`/api/fairs/${fairId}`, patch, at(version));
  };

  it('the office sees what a list comes to, line by line, and then places all of it or nothing', async () => {
    const fairId = await market.fair({ day: '2027-04-01', boothCount: 4, dutyStaff: 1 });
    const [a, b, c] = [await market.exhibitor('370702'), await market.exhibitor('370702'), await market.exhibitor('370702')];
    await market.book(c, fairId, { number: 'A01' });
    const csv = [
      '潍城区招聘会参会名单,,',
      '序号,企业名称,展位号',
      `1,${a.name},A03`,
      `2,${b.name},`,
      '3,不存在的公司,',
      `4,${c.name},A02`,
      `5,${a.name},A04`,
      '合计,5,',
    ].join('\n');
    const { status, body } = await market.county.upload<Row[]>(`/api/fairs/${fairId}/placements/preview`, '名单.csv', csv);
    expect(status).toBe(200);
    // Booths that a line names are nobody else's.
    expect(body.map(({ name, booth, fault }) => [name, booth, fault])).toEqual([
      [a.name, 'A03', null],
      [b.name, 'A02', null],
      ['不存在的公司', null, 'unknown'],
      [c.name, null, 'has_booth'],
      [a.name, null, 'twice'],
    ]);
    const rows = body.map(({ line, name, creditCode, number }) => ({ line, name, creditCode, number }));
    const refused = await market.county.post<{ code: string; errors: object[] }>(`/api/fairs/${fairId}/placements`, { rows });
    expect(refused).toMatchObject({ status: 422, body: { code: 'booth.list', errors: [2, 3, 4].map((i) => ({ path: `rows.${i}` })) } });
    expect((await market.booths(fairId)).filter(({ enterpriseId }) => enterpriseId !== null)).toHaveLength(1);
    expect((await market.county.post(`/api/fairs/${fairId}/placements`, { rows: rows.slice(0, 2) })).status).toBe(201);
    const held = new Map((await market.booths(fairId)).map(({ number, enterpriseId }) => [number, enterpriseId]));
    expect([held.get('A03'), [...held.values()].includes(b.enterpriseId)]).toEqual([a.enterpriseId, true]);
    expect(await market.told(a, 'booth.placed')).toHaveLength(1);
  });

  it('a file that is no list is refused by what it lacks', async () => {
    const fairId = await market.fair({ day: '2027-04-02' });
    const { status, body } = await market.county.upload<{ code: string }>(
      `/api/fairs/${fairId}/placements/preview`,
      'x.csv',
      '甲,乙\n1,2\n',
    );
    expect([status, body.code]).toEqual([422, 'booth.not_a_list']);
  });

  it('two booths are swapped in one step, with an empty one too, and both enterprises hear their numbers', async () => {
    const fairId = await market.fair({ day: '2027-04-03', boothCount: 3, dutyStaff: 1 });
    const [a, b] = [await market.exhibitor(), await market.exhibitor()];
    const [first, second] = [await market.book(a, fairId), await market.book(b, fairId)];
    expect((await market.county.post(`/api/booths/${first.id}/swap`, { withId: second.id })).status).toBe(204);
    const empty = (await market.booths(fairId))[2]!;
    expect((await market.county.post(`/api/booths/${first.id}/swap`, { withId: empty.id })).status).toBe(204);
    expect((await market.booths(fairId)).map(({ enterpriseId }) => enterpriseId)).toEqual([null, a.enterpriseId, b.enterpriseId]);
    expect([(await market.told(a, 'booth.renumbered')).length, (await market.told(b, 'booth.renumbered')).length]).toEqual([1, 2]);
    expect((await a.post(`/api/booths/${first.id}/swap`, { withId: second.id })).status).toBe(403);
  });

  it('a booth is blocked with a reason, had by nobody meanwhile, and offered to who waits when it is free again', async () => {
    const fairId = await market.fair({ day: '2027-04-04', boothCount: 1, dutyStaff: 1 });
    const [booth] = await market.booths(fairId);
    expect((await market.county.post(`/api/booths/${booth!.id}/block`, { reason: '消防通道' })).status).toBe(204);
    const one = await market.exhibitor();
    expect((await market.ask(one, fairId, { number: 'A01' })).body).toMatchObject({
      code: 'booth.blocked',
      params: { reason: '消防通道' },
    });
    expect((await market.ask(one, fairId)).body.waiting).toMatchObject({ ahead: 0 });
    expect((await market.county.post(`/api/booths/${booth!.id}/block`, { reason: null })).status).toBe(204);
    expect(await market.told(one, 'booth.offered')).toHaveLength(1);
    expect((await market.county.post<{ code: string }>(`/api/booths/${booth!.id}/block`, { reason: '停电' })).body.code).toBe(
      'booth.taken',
    );
  });

  it('a fair that is moved keeps its booths, asks every enterprise again, tells who waits, and says on its page what it was', async () => {
    const fairId = await market.fair({ day: '2027-04-05', boothCount: 2, dutyStaff: 1 });
    const [a, b, c] = [await market.exhibitor(), await market.exhibitor(), await market.exhibitor()];
    await market.book(a, fairId);
    await market.book(b, fairId);
    await market.ask(c, fairId);
    const preview = await market.county.get(`/api/fairs/${fairId}/move-preview?day=2027-04-12`);
    expect(preview.body).toMatchObject({ clashes: [], gaps: [], asked: 2, told: 1, refused: false });
    expect((await move(fairId, { day: '2027-04-12', place: '奎文区会展中心' })).status).toBe(200);
    expect((await market.booths(fairId)).map(({ enterpriseId }) => enterpriseId)).toEqual([a.enterpriseId, b.enterpriseId]);
    for (const one of [a, b]) expect(await market.told(one, 'fair.moved')).toEqual([expect.stringContaining('2027-04-12')]);
    expect(await market.told(c, 'wait.fair_moved')).toHaveLength(1);
    expect((await c.get(`/api/fairs/${fairId}/changes`)).body).toMatchObject([{ day: '2027-04-05', place: '潍城区人力资源市场' }]);
    const said = async () =>
      (await market.county.get<{ enterpriseId: string; answer: string | null }[]>(`/api/fairs/${fairId}/replies`)).body.map(
        ({ enterpriseId, answer }) => [enterpriseId, answer],
      );
    expect(Object.fromEntries(await said())).toEqual({ [a.enterpriseId]: null, [b.enterpriseId]: null });
    expect((await a.get('/api/booths/mine')).body).toMatchObject([{ asked: true }]);
    expect((await a.post(`/api/fairs/${fairId}/replies`, { answer: 'yes' })).status).toBe(204);
    expect((await b.post(`/api/fairs/${fairId}/replies`, { answer: 'no' })).status).toBe(204);
    expect(Object.fromEntries(await said())).toEqual({ [a.enterpriseId]: 'yes', [b.enterpriseId]: 'no' });
    expect((await market.booths(fairId)).map(({ enterpriseId }) => enterpriseId)).toEqual([a.enterpriseId, c.enterpriseId]);
    expect(await market.told(c, 'booth.offered')).toHaveLength(1);
    expect((await c.post<{ code: string }>(`/api/fairs/${fairId}/replies`, { answer: 'yes' })).body.code).toBe('fair.not_asked');
    // Moved once more, everybody is asked once more.
    await move(fairId, { day: '2027-04-13' });
    expect(await market.told(a, 'fair.moved')).toHaveLength(2);
    expect((await a.get('/api/booths/mine')).body).toMatchObject([{ asked: true }]);
  });

  it('a cancellation says why to who has a booth and to who waits', async () => {
    const fairId = await market.fair({ day: '2027-04-06', boothCount: 1, dutyStaff: 1 });
    const [a, b] = [await market.exhibitor(), await market.exhibitor()];
    await market.book(a, fairId);
    await market.ask(b, fairId);
    await market.county.post(`/api/fairs/${fairId}/cancel`, { reason: '台风' });
    expect(await market.told(a, 'fair.cancelled')).toEqual([expect.stringContaining('台风')]);
    expect(await market.told(b, 'wait.fair_cancelled')).toEqual([expect.stringContaining('台风')]);
    expect(await market.told(b, 'fair.cancelled')).toEqual([]);
  });
});
