import { addDays, UnitOfWork } from '#platform/db';
import { signedIn } from '../../../../test/support/client.js';
import { eachDatabase } from '../../../../test/support/databases.js';
import { FairDays } from '../../../../test/support/fair-days.js';
import { HireChase } from './hire-chase.js';

interface Line {
  id: string;
  days: number;
  ownerName: string | null;
  late: boolean;
}

eachDatabase((database) => {
  const fairs = new FairDays();
  beforeAll(() => fairs.start(database), 60_000);

  it('what nobody answered in time is given to somebody of the office, who is told; what is somebody’s stays theirs', async () => {
    const { fairId, gates, tickets } = await fairs.next(2);
    const firm = await fairs.exhibitor(fairId);
    const gate = await fairs.phoneAt(gates[0]!.id);
    for (const { number } of tickets) gate.mark('in', number);
    await gate.sync();
    await fairs.county.post(`/api/fairs/${fairId}/steps`, { step: 'start' });
    for (const [i, { number }] of tickets.entries())
      expect((await firm.hr.post(`/api/fairs/${fairId}/hires`, { number, metFirst: true, phone: `1380000123${i}` })).status).toBe(200);
    const lines = async (which = ''): Promise<Line[]> =>
      (await fairs.county.get<{ items: Line[] }>(`/api/fair-hires?fair=${fairId}&open=true&limit=50${which}`)).body.items;
    const taker = await signedIn(fairs.app, [{ role: 'county-staff', nodeId: '370702' }]);
    const [taken] = await lines();
    expect((await taker.post(`/api/fair-hires/${taken?.id}/take`)).status).toBe(200);
    const chase = fairs.app.get(HireChase);
    await chase.giveOut('');
    expect((await lines()).filter(({ ownerName }) => ownerName !== null).length).toBe(1);
    fairs.clock.set(new Date(`${addDays(fairs.clock.today(), 20)}T02:00:00Z`));
    await fairs.arrive();
    for (let i = 0; i < 2; i += 1) expect(await chase.giveOut('')).toBeNull();
    const now = await lines();
    expect(now.map(({ late, ownerName }) => [late, ownerName !== null])).toEqual([
      [true, true],
      [true, true],
    ]);
    const told = await fairs.rows<{ n: number | string }>("SELECT COUNT(*) AS n FROM message WHERE template = 'hire.to_chase'", []);
    expect(Number(told[0]?.n)).toBe(1);
    const owners = await fairs.app
      .get(UnitOfWork)
      .manager.query<{ ownerId: string }[]>('SELECT ownerId FROM fair_hire WHERE fairId = ?', [fairId]);
    expect(owners.map(({ ownerId }) => ownerId)).toContain(taker.userId);
  });
});
