import { signedIn } from '../../../test/support/client.js';
import { eachDatabase } from '../../../test/support/databases.js';
import { FairDays } from '../../../test/support/fair-days.js';
import type { Phone } from '../../../test/support/phone.js';

const HOUR = 3_600_000;

eachDatabase((database) => {
  const fairs = new FairDays();
  beforeAll(() => fairs.start(database), 60_000);

  const seenAts = async ({ device }: Phone): Promise<string[]> =>
    (await fairs.rows<{ seenAt: string | Date }>('SELECT seenAt FROM field_entry WHERE deviceId = ? ORDER BY counter', [device])).map(
      // The embedded database says it as text, without a zone.
      ({ seenAt }) => new Date(typeof seenAt === 'string' ? `${seenAt.replace(' ', 'T').replace('Z', '')}Z` : seenAt).toISOString(),
    );

  describe('what a phone saw', () => {
    it('is taken once, though it is sent three times and by halves in the wrong order', async () => {
      const { fairId, gates, tickets } = await fairs.next(20);
      const phone = await fairs.phoneAt(gates[0]!.id);
      for (const { number } of tickets) phone.mark('in', number);
      const [first, second, whole] = [phone.batch(0, 10), phone.batch(10, 20), phone.batch()];
      expect((await phone.sync(second)).body).toEqual({ added: 10, objections: [], wipe: false });
      expect((await phone.sync(first)).body.added).toBe(10);
      for (let i = 0; i < 3; i += 1) expect((await phone.sync(whole)).body).toEqual({ added: 0, objections: [], wipe: false });
      expect([await fairs.people(fairId), (await fairs.deviceOf(phone))?.lastCounter]).toEqual([
        [
          [20, 20],
          [0, 0],
        ],
        20,
      ]);
    });

    it('is taken once, though four connections send the same batch at the same moment', async () => {
      const { fairId, gates, tickets } = await fairs.next(20);
      const phone = await fairs.phoneAt(gates[0]!.id);
      for (const { number } of tickets) phone.mark('in', number);
      const batch = phone.batch();
      const answers = await Promise.all(Array.from({ length: 4 }, () => phone.sync(batch)));
      expect(answers.map(({ status, body }) => [status, body.added]).sort()).toEqual([
        [200, 0],
        [200, 0],
        [200, 0],
        [200, 20],
      ]);
      expect(await fairs.people(fairId)).toEqual([
        [20, 20],
        [0, 0],
      ]);
    });

    it.each([-2 * HOUR, 2 * HOUR])('has its right time after a day, with a clock that is %d ms off', async (off) => {
      const { fairId, gates, tickets } = await fairs.next(2);
      const phone = await fairs.phoneAt(gates[0]!.id, off);
      const moments = tickets.map(({ number }) => {
        fairs.clock.advance({ minutes: 20 });
        phone.mark('in', number);
        return fairs.clock.now().toISOString();
      });
      fairs.clock.advance({ days: 1 });
      await fairs.arrive();
      expect((await phone.sync()).body).toEqual({ added: 2, objections: [], wipe: false });
      expect([await seenAts(phone), await fairs.people(fairId)]).toEqual([
        moments,
        [
          [2, 2],
          [0, 0],
        ],
      ]);
    });

    it('is kept, and takes no effect, when it was seen after the duty', async () => {
      const { fairId, gates, tickets } = await fairs.next(1);
      const phone = await fairs.phoneAt(gates[0]!.id);
      fairs.clock.advance({ hours: 12 });
      await fairs.arrive();
      phone.mark('in', tickets[0]!.number);
      expect((await phone.sync()).body.objections).toEqual([{ n: 1, verdict: 'refused', code: 'after_duty' }]);
      expect(await fairs.people(fairId)).toEqual([
        [0, 0],
        [0, 0],
      ]);
    });

    it('is judged one by one: an unknown ticket and a second scan of the same one stop nothing', async () => {
      const { fairId, gates, tickets } = await fairs.next(2);
      const phone = await fairs.phoneAt(gates[0]!.id);
      const [one, two] = tickets.map(({ number }) => number) as [string, string];
      phone.mark('in', one);
      phone.mark('in', '99999999');
      phone.mark('in', one);
      phone.mark('sing', two);
      phone.mark('denied', '', { code: 'forged' });
      phone.mark('in', two);
      const { body } = await phone.sync();
      expect(body.objections.map(({ n, code }) => [n, code])).toEqual([
        [2, 'unknown_ticket'],
        [3, 'same_scan'],
        [4, 'no_such_mark'],
      ]);
      expect(await fairs.people(fairId)).toEqual([
        [2, 2],
        [0, 0],
      ]);
      const rows = await fairs.rows('SELECT * FROM field_entry WHERE deviceId = ?', [phone.device]);
      expect(JSON.stringify(rows)).not.toMatch(/forged/);
    });

    it('is refused with the place of the fault when it is not as a phone writes it', async () => {
      const { gates } = await fairs.next(1);
      const phone = await fairs.phoneAt(gates[0]!.id);
      const odd = phone.signed('sync', { entries: [{ n: 1, at: 0, kind: 'in', subject: 'a b', detail: null, prev: '' }] });
      expect(await phone.sync(odd)).toMatchObject({ status: 422, body: { code: 'field.malformed' } });
    });
  });

  describe('two phones', () => {
    it('that let the same ticket in are told so, and a supervisor decides which of them counts', async () => {
      const { fairId, gates, tickets } = await fairs.next(2);
      const [one, two] = [await fairs.phoneAt(gates[0]!.id), await fairs.phoneAt(gates[1]!.id)];
      for (const { number } of tickets) {
        one.mark('in', number);
        fairs.clock.advance({ minutes: 2 });
        two.mark('in', number);
      }
      expect((await one.sync()).body.objections).toEqual([]);
      const { objections } = (await two.sync()).body;
      expect(objections).toEqual([1, 2].map((n) => ({ n, verdict: 'conflict', code: 'used_elsewhere' })));
      expect(await fairs.people(fairId)).toEqual([
        [2, 2],
        [0, 0],
      ]);
      const list = async (by = fairs.county) =>
        (
          await by.get<{ items: { id: string; subject: string; other: object; settled: string | null }[] }>(
            `/api/field-conflicts?group=${fairId}&open=true`,
          )
        ).body;
      const [later, earlier] = (await list()).items;
      expect(later).toMatchObject({ dutyName: expect.stringContaining('2 号门'), other: { dutyName: expect.stringContaining('1 号门') } });
      const away = await signedIn(fairs.app, [{ role: 'county-staff', nodeId: '370703' }]);
      expect((await list(away)).items).toEqual([]);
      const settle = (id: string, stands: boolean, by = fairs.county) =>
        by.post<{ code?: string }>(`/api/field-conflicts/${id}/settle`, { stands });
      expect((await settle(later!.id, true, away)).status).toBe(404);
      const answers = await Promise.all([settle(later!.id, true), settle(later!.id, true)]);
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
      expect(await fairs.people(fairId)).toEqual([
        [1, 1],
        [1, 1],
      ]);
      expect((await settle(earlier!.id, false)).body).toMatchObject({ settled: 'void' });
      expect([await fairs.people(fairId), (await list()).items]).toEqual([
        [
          [1, 1],
          [1, 1],
        ],
        [],
      ]);
    });

    it('clash no more once a third one tells of the way out in between', async () => {
      const { fairId, gates, tickets } = await fairs.next(1, 3);
      const phones = [await fairs.phoneAt(gates[0]!.id), await fairs.phoneAt(gates[1]!.id), await fairs.phoneAt(gates[2]!.id)];
      const number = tickets[0]!.number;
      phones[0]!.mark('in', number);
      fairs.clock.advance({ minutes: 10 });
      phones[2]!.mark('out', number);
      fairs.clock.advance({ minutes: 10 });
      phones[1]!.mark('in', number);
      await phones[0]!.sync();
      const batch = phones[1]!.batch();
      expect((await phones[1]!.sync(batch)).body.objections).toHaveLength(1);
      await phones[2]!.sync();
      expect((await phones[1]!.sync(batch)).body.objections).toEqual([]);
      expect(await fairs.people(fairId)).toEqual([
        [0, 1],
        [1, 0],
        [0, 0],
      ]);
    });
  });
});
