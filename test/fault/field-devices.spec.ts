import { eachDatabase } from '../support/databases.js';
import { FairDays, type Exhibitor } from '../support/fair-days.js';
import type { Phone } from '../support/phone.js';

const HOUR = 3_600_000;

/** What goes wrong with phones at a fair; the server that is killed is in field-kill. */
eachDatabase((database) => {
  const fairs = new FairDays();
  beforeAll(() => fairs.start(database), 60_000);

  const saidBy = async ({ hr, boothId }: Exhibitor): Promise<[string, string][]> =>
    (await hr.get<{ items: { number: string; kind: string }[] }>(`/api/booths/${boothId}/outcomes?limit=200`)).body.items
      .map(({ number, kind }): [string, string] => [number, kind])
      .sort();

  it.each([-2 * HOUR, 0, 2 * HOUR])(
    'a batch that comes three times, by halves in the wrong order and a day late, by a clock that is %d ms off, is taken once at its time',
    async (off) => {
      const { fairId, gates, tickets } = await fairs.next(30);
      const firm = await fairs.exhibitor(fairId);
      const [gate, booth] = [await fairs.phoneAt(gates[0]!.id, off), await fairs.phoneOf(firm, off)];
      for (const { number } of tickets) {
        fairs.clock.advance({ minutes: 2 });
        gate.mark('in', number);
        booth.mark('interested', number);
      }
      for (const { number } of tickets.slice(0, 10)) gate.mark('out', number);
      for (const { number } of tickets.slice(0, 5)) booth.mark('hired', number);
      fairs.clock.advance({ days: 1 });
      await fairs.arrive();
      for (const phone of [gate, booth]) {
        const parts = [phone.batch(20, 45), phone.batch(0, 20), phone.batch()];
        for (const part of [parts[0]!, parts[1]!, ...Array<(typeof parts)[number]>(3).fill(parts[2]!)])
          expect((await phone.sync(part)).body).toMatchObject({ objections: [], wipe: false });
      }
      expect(await fairs.people(fairId)).toEqual([
        [20, 30],
        [0, 0],
      ]);
      const kinds = (
        await fairs.rows<{ kind: string; n: number | string }>(
          'SELECT kind, COUNT(*) AS n FROM fair_talk WHERE fairId = ? GROUP BY kind ORDER BY kind',
          [fairId],
        )
      ).map(({ kind, n }) => [kind, Number(n)]);
      expect(kinds).toEqual([
        ['hired', 5],
        ['interested', 25],
      ]);
    },
  );

  it('a phone that was withdrawn while it was offline: what it saw before counts, what it saw after does not; it is wiped', async () => {
    const { fairId, tickets } = await fairs.next(2);
    const firm = await fairs.exhibitor(fairId);
    const phone = await fairs.phoneOf(firm);
    phone.mark('offer', tickets[0]!.number);
    fairs.clock.advance({ minutes: 5 });
    expect((await firm.hr.post(`/api/field-devices/${phone.device}/revoke`)).status).toBe(200);
    fairs.clock.advance({ minutes: 5 });
    phone.mark('hired', tickets[1]!.number);
    expect((await phone.sync()).body).toEqual({
      ...{ added: 2, wipe: true },
      objections: [{ n: 2, verdict: 'refused', code: 'after_revocation' }],
    });
    expect(await saidBy(firm)).toEqual([[tickets[0]!.number, 'offer']]);
    expect((await phone.unlock()).body.code).toBe('field.revoked');
  });

  it('two phones that say different things of one ticket: at gates a supervisor decides, at a booth the last word holds', async () => {
    const { fairId, gates, tickets } = await fairs.next(1);
    const { number } = tickets[0]!;
    const firm = await fairs.exhibitor(fairId);
    const [one, two] = [await fairs.phoneAt(gates[0]!.id), await fairs.phoneAt(gates[1]!.id)];
    const [left, right] = [await fairs.phoneOf(firm), await fairs.phoneOf(firm)];
    one.mark('in', number);
    left.mark('unsuitable', number, { reason: 'skill' });
    fairs.clock.advance({ minutes: 3 });
    two.mark('in', number);
    right.mark('offer', number);
    for (const phone of [two, one, right, left]) await phone.sync();
    const { body } = await fairs.county.get<{ items: { id: string }[] }>(`/api/field-conflicts?group=${fairId}&open=true`);
    expect([body.items.length, await saidBy(firm)]).toEqual([1, [[number, 'offer']]]);
    expect((await fairs.people(fairId)).flat().reduce((sum, n) => sum + n, 0)).toBe(2);
    expect((await fairs.county.post(`/api/field-conflicts/${body.items[0]?.id}/settle`, { stands: false })).status).toBe(200);
    expect((await fairs.people(fairId)).map(([inside]) => inside).sort()).toEqual([0, 1]);
  });

  it('the storage of a phone on another one says nothing without its key, and with it is told from the first and kept out', async () => {
    const { fairId, gates, tickets } = await fairs.next(4);
    const firm = await fairs.exhibitor(fairId);
    const numbers = tickets.map(({ number }) => number);
    const kinds: [Phone, string][] = [
      [await fairs.phoneAt(gates[0]!.id), 'in'],
      [await fairs.phoneOf(firm), 'interested'],
    ];
    for (const [phone, kind] of kinds) {
      phone.mark(kind, numbers[0]!);
      await phone.sync();
      const [thief, copy] = [phone.stolen(), phone.copy()];
      thief.mark(kind, numbers[1]!);
      expect((await thief.sync()).body.code).toBe('field.signature');
      phone.mark(kind, numbers[2]!);
      copy.mark(kind, numbers[3]!);
      expect([(await phone.sync()).body.added, (await copy.sync()).body.code]).toEqual([1, 'field.copied']);
      expect(
        (await fairs.county.get<{ items: { id: string; copiedAt: string | null }[] }>('/api/field-devices?limit=100')).body.items,
      ).toContainEqual(expect.objectContaining({ id: phone.device, copiedAt: expect.any(String) }));
    }
    expect([(await fairs.people(fairId))[0], (await saidBy(firm)).map(([number]) => number)]).toEqual([
      [2, 2],
      [numbers[0], numbers[2]].sort(),
    ]);
  });
});
