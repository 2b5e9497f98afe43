import { Invitations, Reminders } from '#fair';
import { eachDatabase } from '../support/databases.js';
import { Market, type Exhibitor } from '../support/fair-market.js';
import { untraced } from '../support/traces.js';

interface Fair {
  id: string;
  day: string;
  version: number;
  state: string;
}
interface Told {
  template: string;
}

/** Counts the messages that somebody was sent, by what they say. */
const messagesOf = async (client: Market['county'] | Exhibitor): Promise<Record<string, number>> => {
  const { items } = (await client.get<{ items: Told[] }>('/api/messages?limit=200')).body;
  const counts: Record<string, number> = {};
  for (const { template } of items) counts[template] = (counts[template] ?? 0) + 1;
  return counts;
};

const welders = {
  ...{ title: '电焊工', occupationCode: '6-18-02-04', short: 40, form: 'direct', startFrom: '2027-01-01', startBy: '2027-06-01' },
  ...{ contactName: '张经理', contactPhone: '0536-8123456' },
};

/** A year of fairs as the bureau and its enterprises live it: each hears what is due to it, once, and nobody anything else. */
eachDatabase((database) => {
  let market: Market;
  const firms: Exhibitor[] = [];
  beforeAll(async () => {
    market = await Market.open(database);
    for (let i = 0; i < 5; i += 1) firms.push(await market.exhibitor('370702'));
  }, 90_000);

  const [A, B, C, D, E] = [0, 1, 2, 3, 4];
  const firm = (i: number): Exhibitor => firms[i] as Exhibitor;
  const county = <T>(path: string): Promise<T> => market.county.get<T>(path).then(({ body }) => body);
  let fairs: Fair[] = [];
  const fairId = (): string => fairs[0]?.id ?? '';

  it('is planned as a series against a target', async () => {
    const target = { year: 2027, nodeId: '370702', validFrom: '2026-11-24', fairs: 60, source: '潍城区 2027 年招聘会计划' };
    expect((await market.city.send('PUT', '/api/fair-targets', target)).status).toBe(200);
    const plan = market.plan({ day: '2027-01-09', name: '周六焊工专场', themeOccupation: '6-18-02', boothCount: 2, dutyStaff: 1 });
    const { status, body } = await market.county.post<{ seriesId: string; fairIds: string[] }>('/api/fair-series', {
      ...{ plan, everyWeeks: 1, until: '2027-01-31', without: ['2027-01-16'] },
    });
    expect([status, body.fairIds.length]).toEqual([201, 3]);
    fairs = (await county<{ items: Fair[] }>(`/api/fairs?series=${body.seriesId}`)).items;
    expect(fairs.map(({ day, state }) => [day, state])).toEqual([
      ['2027-01-09', 'planned'],
      ['2027-01-23', 'planned'],
      ['2027-01-30', 'planned'],
    ]);
    expect(await county('/api/fair-year?year=2027')).toMatchObject({ fairs: 3, planned: 3, target: { fairs: 60 } });
  });

  it('is filed and announced: who looks for such workers hears of it once, unless it wants to hear nothing', async () => {
    for (const i of [A, B, D]) expect((await firm(i).post('/api/needs', welders)).status).toBe(201);
    expect((await firm(D).send('PUT', '/api/fitting-fairs/invitations', { wanted: false })).status).toBe(204);
    expect((await market.county.post(`/api/fairs/${fairId()}/steps`, { step: 'file' })).status).toBe(200);
    expect((await market.county.post(`/api/fairs/${fairId()}/publish`)).status).toBe(200);
    for (let round = 0; round < 2; round += 1)
      for (let after: string | null = ''; after !== null;) after = await market.app.get(Invitations).inviteSome(fairId(), after);
    expect((await messagesOf(firm(A)))['fair.fits']).toBe(1);
    expect(await messagesOf(firm(C))).toEqual({});
    expect(await messagesOf(firm(D))).toEqual({});
  });

  it('is booked and waited for, and what is given back goes to who waits', async () => {
    const [, b] = [await market.book(firm(A), fairId()), await market.book(firm(B), fairId())];
    expect((await market.ask(firm(C), fairId())).body.waiting).toMatchObject({ ahead: 0 });
    market.clock.advance({ minutes: 1 });
    expect((await market.ask(firm(E), fairId())).body.waiting).toMatchObject({ ahead: 1 });
    expect((await firm(B).delete(`/api/booths/${b.id}`)).status).toBe(204);
    expect((await firm(C).post(`/api/booths/${b.id}/confirm`, {})).status).toBe(200);
    expect((await market.booths(fairId())).map(({ enterpriseId }) => enterpriseId)).toEqual([firm(A).enterpriseId, firm(C).enterpriseId]);
  });

  it('is moved: booths are kept, everybody is asked, who waits is told, and the page says what it was', async () => {
    const { version } = await county<Fair>(`/api/fairs/${fairId()}`);
    const moved = await market.county.patch(`/api/fairs/${fairId()}`, { day: '2027-01-10' }, { headers: { 'if-match': `"${version}"` } });
    expect(moved.status).toBe(200);
    expect((await firm(A).post(`/api/fairs/${fairId()}/replies`, { answer: 'yes' })).status).toBe(204);
    expect((await firm(C).post(`/api/fairs/${fairId()}/replies`, { answer: 'no' })).status).toBe(204);
    expect(await county(`/api/fairs/${fairId()}/changes`)).toMatchObject([{ day: '2027-01-09' }]);
    expect((await market.booths(fairId()))[1]).toMatchObject({ enterpriseId: firm(E).enterpriseId });
  });

  it('is cancelled with a reason that everybody concerned hears', async () => {
    expect((await market.county.post(`/api/fairs/${fairId()}/cancel`, { reason: '寒潮橙色预警' })).status).toBe(200);
    expect(await market.told(firm(A), 'fair.cancelled')).toEqual([expect.stringContaining('寒潮橙色预警')]);
    expect(await county('/api/fair-year?year=2027')).toMatchObject({ fairs: 2, cancelled: 1 });
  });

  it('reminds its office of what is due', async () => {
    market.clock.set('2026-12-10T02:00:00Z');
    await market.app.get(Reminders).remind();
    expect((await messagesOf(market.county))['fair.due_filing']).toBeUndefined();
    const soon = await market.draft({ day: '2026-12-15', name: '尚未备案' });
    await market.app.get(Reminders).remind();
    await market.app.get(Reminders).remind();
    expect((await messagesOf(market.county))['fair.due_filing']).toBe(1);
    expect((await market.county.post(`/api/fairs/${soon}/cancel`, { reason: '改为线上' })).status).toBe(200);
  });

  it('has sent exactly the messages that were due', async () => {
    expect({
      a: await messagesOf(firm(A)),
      b: await messagesOf(firm(B)),
      c: await messagesOf(firm(C)),
      d: await messagesOf(firm(D)),
      e: await messagesOf(firm(E)),
      county: await messagesOf(market.county),
    }).toEqual({
      a: { 'fair.fits': 1, 'fair.moved': 1, 'fair.cancelled': 1 },
      b: { 'fair.fits': 1 },
      c: { 'booth.offered': 1, 'fair.moved': 1 },
      d: {},
      // Offered what the third one gave back after the move, and not confirmed before the end.
      e: { 'wait.fair_moved': 1, 'booth.offered': 1, 'fair.cancelled': 1 },
      county: { 'booth.booked': 3, 'booth.cancelled': 2, 'fair.due_filing': 1 },
    });
    expect(await untraced(market.app)).toEqual([]);
  });
});
