import { eachDatabase } from '../../../../test/support/databases.js';
import { Market, type Exhibitor } from '../../../../test/support/fair-market.js';
import { FairHandlers } from '../fair.handlers.js';

interface Lines {
  waiting: number;
  lines: { boothId: string; number: string; arrivedAt: string | null; claimUntil: string; heldUntil: string | null }[];
  code?: string;
}

eachDatabase((database) => {
  let market: Market;
  beforeAll(async () => void (market = await Market.open(database)), 60_000);

  const arrivals = async (fairId: string): Promise<Lines> => (await market.county.get<Lines>(`/api/fairs/${fairId}/arrivals`)).body;
  const minute = async (minutes: number): Promise<void> => {
    market.clock.advance({ minutes });
    await market.app.get(FairHandlers).freeHolds({}, { signal: new AbortController().signal, finish: () => Promise.resolve() } as never);
  };
  const came = (boothId: string, arrived = true) => market.county.post<{ code?: string }>(`/api/booths/${boothId}/arrival`, { arrived });

  it('booths that nobody claimed within the rule’s minutes go to who waits, with a message and a clock; the others stay', async () => {
    const day = '2026-12-05';
    const fairId = await market.fair({ boothCount: 3, dutyStaff: 1, expectedAttendance: 100, day });
    const firms: Exhibitor[] = [];
    for (let i = 0; i < 5; i += 1) firms.push(await market.exhibitor());
    const [a, b, c, d, e] = firms as [Exhibitor, Exhibitor, Exhibitor, Exhibitor, Exhibitor];
    const [one, two, three] = [await market.book(a, fairId), await market.book(b, fairId), await market.book(c, fairId)];
    expect((await came(one.id)).body.code).toBe('booth.not_begun');
    for (const firm of [d, e]) expect((await market.ask(firm, fairId, { wait: true })).body.waiting).not.toBeNull();
    market.clock.set(`${day}T01:00:00Z`);
    for (let i = 0; i < 2; i += 1) expect((await came(one.id)).status).toBe(204);
    await minute(29);
    expect((await arrivals(fairId)).lines.map(({ arrivedAt }) => arrivedAt !== null)).toEqual([true, false, false]);
    expect([(await arrivals(fairId)).waiting, (await arrivals(fairId)).lines[0]?.claimUntil]).toEqual([2, `${day}T01:30:00.000Z`]);

    await minute(1);
    for (const firm of [b, c]) {
      expect(await market.told(firm, 'booth.unclaimed')).toHaveLength(1);
      expect(await market.told(firm, 'booth.absent')).toHaveLength(1);
    }
    expect([await market.told(d, 'booth.offered'), await market.told(e, 'booth.offered')]).toEqual([
      [expect.stringContaining('09:45')],
      [expect.stringContaining('09:45')],
    ]);
    expect((await arrivals(fairId)).lines.map(({ heldUntil }) => heldUntil)).toEqual([
      null,
      ...Array<string>(2).fill(`${day}T01:45:00.000Z`),
    ]);
    // One says yes and has its own half hour to come; the other's clock runs out.
    const own = (await arrivals(fairId)).lines.map(({ boothId }) => boothId);
    const answers = await Promise.all(own.slice(1).map((id) => d.post(`/api/booths/${id}/confirm`, {})));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 404]);
    await minute(16);
    expect(await market.told(e, 'booth.offer_lapsed')).toHaveLength(1);
    expect((await arrivals(fairId)).lines).toMatchObject([{ number: one.number }, { claimUntil: `${day}T02:00:00.000Z`, heldUntil: null }]);
    expect([two.id, three.id]).toEqual(expect.arrayContaining((await arrivals(fairId)).lines.slice(1).map(({ boothId }) => boothId)));
  });

  it('where nobody waits whoever comes late keeps the booth', async () => {
    const day = '2026-12-06';
    const fairId = await market.fair({ boothCount: 2, dutyStaff: 1, expectedAttendance: 100, day });
    const firm = await market.exhibitor();
    const booth = await market.book(firm, fairId);
    market.clock.set(`${day}T01:00:00Z`);
    await minute(90);
    expect((await arrivals(fairId)).lines).toHaveLength(1);
    expect((await came(booth.id)).status).toBe(204);
    expect(await market.told(firm, 'booth.unclaimed')).toEqual([]);
    expect((await came(booth.id, false)).status).toBe(204);
    expect((await arrivals(fairId)).lines[0]?.arrivedAt).toBeNull();
    expect((await firm.get(`/api/fairs/${fairId}/arrivals`)).status).toBe(403);
  });
});
