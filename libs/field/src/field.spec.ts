import { OrgTree } from '#access';
import { UnitOfWork } from '#platform/db';
import { startApp } from '../../../test/support/app.js';
import { Client, signedIn } from '../../../test/support/client.js';
import { TestClock } from '../../../test/support/clock.js';
import { eachDatabase } from '../../../test/support/databases.js';
import type { RunningApp } from '../../../test/support/http.js';
import { Phone } from '../../../test/support/phone.js';

interface Device {
  id: string;
  state: string;
  name: string;
  lastCounter: number;
  wipedAt: string | null;
  copiedAt: string | null;
  code?: string;
}
interface Gates {
  gates: { id: string; name: string; inside: number; entered: number }[];
  code?: string;
}
const HOUR = 3_600_000;

eachDatabase((database) => {
  let app: RunningApp;
  let county: Client;
  const clock = new TestClock('2027-02-19T02:00:00Z');

  beforeAll(async () => {
    app = await startApp({ database, clock });
    await app.get(UnitOfWork).run(() => app.get(OrgTree).ensureCity());
  }, 60_000);
  /** Sessions end while the clock jumps. */
  const arrive = async (): Promise<void> => {
    county = await signedIn(app, [{ role: 'county-staff', nodeId: '370702' }]);
  };

  let serial = 0;
  /** A fair on the next day with gates and paper tickets; the clock goes to ten minutes before it opens. */
  const fairDay = async (tickets: number, gates = 2) => {
    await arrive();
    clock.advance({ days: 1 });
    const plan = {
      ...{ nodeId: '370702', name: `潍城区招聘会${(serial += 1)}`, theme: '机械', campaign: 'none', place: '人力资源市场' },
      ...{ day: clock.today(), opensAt: '09:00', closesAt: '12:00', boothCount: 5, expectedAttendance: 600, dutyStaff: 3 },
    };
    clock.advance({ days: -1 });
    const { id: fairId } = (await county.post<{ id: string }>('/api/fairs', plan)).body;
    expect((await county.post(`/api/fairs/${fairId}/publish`)).status).toBe(200);
    for (let i = 1; i <= gates; i += 1) expect((await county.post(`/api/fairs/${fairId}/gates`, { name: `${i} 号门` })).status).toBe(201);
    const printed = await county.post<{ number: string; token: string }[]>(`/api/fairs/${fairId}/tickets/paper`, { count: tickets });
    clock.set(new Date(Date.parse(`${plan.day}T09:00:00+08:00`) - 600_000));
    await arrive();
    return { fairId, gates: (await gatesOf(fairId)).gates, tickets: printed.body };
  };
  const gatesOf = async (fairId: string): Promise<Gates> => (await county.get<Gates>(`/api/fairs/${fairId}/gates`)).body;
  const invite = (gateId: string, name = '红色手机', by = county) =>
    by.post<{ device: Device; code: string }>('/api/field-devices', { name, dutyKind: 'fair_gate', dutyId: gateId });
  const phoneAt = async (gateId: string, off = 0): Promise<Phone> => {
    const phone = Phone.make(app.url, () => clock.now().getTime() + off);
    const { body } = await invite(gateId);
    expect((await phone.enrol(body.code)).status).toBe(200);
    return phone;
  };
  const deviceOf = async ({ device }: Phone): Promise<Device | undefined> =>
    (await county.get<{ items: Device[] }>('/api/field-devices?limit=100')).body.items.find(({ id }) => id === device);
  const people = async (fairId: string) => (await gatesOf(fairId)).gates.map(({ inside, entered }) => [inside, entered]);
  const seenAts = async (phone: Phone): Promise<string[]> =>
    (
      await app
        .get(UnitOfWork)
        .manager.query<{ seenAt: string | Date }[]>('SELECT seenAt FROM field_entry WHERE deviceId = ? ORDER BY counter', [phone.device])
    ).map(({ seenAt }) => new Date(typeof seenAt === 'string' ? `${seenAt.replace(' ', 'T').replace('Z', '')}Z` : seenAt).toISOString());

  describe('a phone', () => {
    it('is enrolled by the code that it scanned, once, and asked again it is told the same', async () => {
      const { gates } = await fairDay(1);
      const { status, body } = await invite(gates[0]!.id, '张师傅的手机');
      expect([status, body.device]).toMatchObject([
        201,
        { state: 'invited', dutyName: expect.stringContaining('1 号门'), name: '张师傅的手机' },
      ]);
      const [phone, other] = [0, 1].map(() => Phone.make(app.url, () => clock.now().getTime()));
      const first = await phone!.enrol(body.code);
      expect([first.status, (await phone!.enrol(body.code)).body]).toEqual([200, first.body]);
      expect((await other!.enrol(body.code)).body).toMatchObject({ code: 'field.code' });
      expect(await deviceOf(phone!)).toMatchObject({ state: 'active' });
      const rows = await app.get(UnitOfWork).manager.query<object[]>('SELECT * FROM field_device WHERE id = ?', [phone!.device]);
      expect(JSON.stringify(rows)).not.toMatch(/张师傅/);
    });

    it('is not enrolled with a code that is old, replaced or made up, nor with a key that it does not have', async () => {
      const { gates } = await fairDay(1);
      const phone = Phone.make(app.url, () => clock.now().getTime());
      const [old, replaced] = [(await invite(gates[0]!.id)).body, (await invite(gates[0]!.id)).body];
      const { code } = (await county.post<{ code: string }>(`/api/field-devices/${replaced.device.id}/code`)).body;
      expect((await phone.enrol(replaced.code)).body.code).toBe('field.code');
      expect((await phone.enrol('x'.repeat(43))).body.code).toBe('field.code');
      const forged = { code, publicKey: phone.publicKey, signature: 'A'.repeat(86) };
      expect((await new Client(app.url).post<{ code: string }>('/api/field/enrol', forged)).body.code).toBe('field.signature');
      clock.advance({ minutes: 16 });
      expect((await phone.enrol(old.code)).body.code).toBe('field.code');
    });

    it('is invited by its office alone, for a duty that there is and that is not over', async () => {
      const { gates } = await fairDay(1);
      const [away, firm] = [
        await signedIn(app, [{ role: 'county-staff', nodeId: '370703' }]),
        await signedIn(app, [{ role: 'auditor', nodeId: '3707' }]),
      ];
      expect((await invite(gates[0]!.id, 'x', away)).status).toBe(404);
      expect((await invite(gates[0]!.id, 'x', firm)).status).toBe(403);
      expect((await invite('nowhere')).body).toMatchObject({ code: 'field.duty' });
      clock.advance({ days: 1 });
      await arrive();
      expect((await invite(gates[0]!.id)).body).toMatchObject({ code: 'field.duty_over' });
    });

    it('gets the key of its store while its duty lasts, and with it numbers and states of tickets and no names', async () => {
      const { gates, tickets } = await fairDay(3);
      const phone = await phoneAt(gates[0]!.id);
      const { status, body } = await phone.unlock();
      expect([status, body.key.length, (await phone.unlock()).body.key]).toEqual([200, 43, body.key]);
      const kit = (await phone.kit()).body;
      expect(kit.facts).toMatchObject({ gateName: '1 号门', keys: [{ id: 'k1', publicKey: expect.stringMatching(/^[\w-]{43}$/) }] });
      expect(kit.rows.map(({ id, values }) => [id, ...values]).sort()).toEqual(tickets.map(({ number }) => [number, 'valid', '']).sort());
      expect((await phone.kit(kit.since)).body).toMatchObject({ more: false });
      clock.set(body.until);
      expect((await phone.unlock()).body.code).toBe('field.duty_over');
      expect((await phone.kit()).body.code).toBe('field.duty_over');
    });
  });

  describe('what a phone saw', () => {
    it('is taken once, though it is sent three times and by halves in the wrong order', async () => {
      const { fairId, gates, tickets } = await fairDay(20);
      const phone = await phoneAt(gates[0]!.id);
      for (const { number } of tickets) phone.mark('in', number);
      const [first, second, whole] = [phone.batch(0, 10), phone.batch(10, 20), phone.batch()];
      expect((await phone.sync(second)).body).toEqual({ added: 10, objections: [], wipe: false });
      expect((await phone.sync(first)).body.added).toBe(10);
      for (let i = 0; i < 3; i += 1) expect((await phone.sync(whole)).body).toEqual({ added: 0, objections: [], wipe: false });
      expect([await people(fairId), (await deviceOf(phone))?.lastCounter]).toEqual([
        [
          [20, 20],
          [0, 0],
        ],
        20,
      ]);
    });

    it('is taken once, though four connections send the same batch at the same moment', async () => {
      const { fairId, gates, tickets } = await fairDay(20);
      const phone = await phoneAt(gates[0]!.id);
      for (const { number } of tickets) phone.mark('in', number);
      const batch = phone.batch();
      const answers = await Promise.all(Array.from({ length: 4 }, () => phone.sync(batch)));
      expect(answers.map(({ status, body }) => [status, body.added]).sort()).toEqual([
        [200, 0],
        [200, 0],
        [200, 0],
        [200, 20],
      ]);
      expect(await people(fairId)).toEqual([
        [20, 20],
        [0, 0],
      ]);
    });

    it.each([-2 * HOUR, 2 * HOUR])('has its right time after a day, with a clock that is %d ms off', async (off) => {
      const { fairId, gates, tickets } = await fairDay(2);
      const phone = await phoneAt(gates[0]!.id, off);
      const moments = tickets.map(({ number }) => {
        clock.advance({ minutes: 20 });
        phone.mark('in', number);
        return clock.now().toISOString();
      });
      clock.advance({ days: 1 });
      await arrive();
      expect((await phone.sync()).body).toEqual({ added: 2, objections: [], wipe: false });
      expect([await seenAts(phone), await people(fairId)]).toEqual([
        moments,
        [
          [2, 2],
          [0, 0],
        ],
      ]);
    });

    it('is kept, and takes no effect, when it was seen after the duty', async () => {
      const { fairId, gates, tickets } = await fairDay(1);
      const phone = await phoneAt(gates[0]!.id);
      clock.advance({ hours: 12 });
      await arrive();
      phone.mark('in', tickets[0]!.number);
      expect((await phone.sync()).body.objections).toEqual([{ n: 1, verdict: 'refused', code: 'after_duty' }]);
      expect(await people(fairId)).toEqual([
        [0, 0],
        [0, 0],
      ]);
    });

    it('is judged one by one: an unknown ticket and a second scan of the same one stop nothing', async () => {
      const { fairId, gates, tickets } = await fairDay(2);
      const phone = await phoneAt(gates[0]!.id);
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
      expect(await people(fairId)).toEqual([
        [2, 2],
        [0, 0],
      ]);
      const rows = await app.get(UnitOfWork).manager.query<object[]>('SELECT * FROM field_entry WHERE deviceId = ?', [phone.device]);
      expect(JSON.stringify(rows)).not.toMatch(/forged/);
    });

    it('is refused with the place of the fault when it is not as a phone writes it', async () => {
      const { gates } = await fairDay(1);
      const phone = await phoneAt(gates[0]!.id);
      const odd = phone.signed('sync', { entries: [{ n: 1, at: 0, kind: 'in', subject: 'a b', detail: null, prev: '' }] });
      expect(await phone.sync(odd)).toMatchObject({ status: 422, body: { code: 'field.malformed' } });
    });
  });

  describe('two phones', () => {
    it('that let the same ticket in are told so, and a supervisor decides which of them counts', async () => {
      const { fairId, gates, tickets } = await fairDay(2);
      const [one, two] = [await phoneAt(gates[0]!.id), await phoneAt(gates[1]!.id)];
      for (const { number } of tickets) {
        one.mark('in', number);
        clock.advance({ minutes: 2 });
        two.mark('in', number);
      }
      expect((await one.sync()).body.objections).toEqual([]);
      const { objections } = (await two.sync()).body;
      expect(objections).toEqual([1, 2].map((n) => ({ n, verdict: 'conflict', code: 'used_elsewhere' })));
      expect(await people(fairId)).toEqual([
        [2, 2],
        [0, 0],
      ]);
      const list = async (by = county) =>
        (
          await by.get<{ items: { id: string; subject: string; other: object; settled: string | null }[] }>(
            `/api/field-conflicts?group=${fairId}&open=true`,
          )
        ).body;
      const [later, earlier] = (await list()).items;
      expect(later).toMatchObject({ dutyName: expect.stringContaining('2 号门'), other: { dutyName: expect.stringContaining('1 号门') } });
      const away = await signedIn(app, [{ role: 'county-staff', nodeId: '370703' }]);
      expect((await list(away)).items).toEqual([]);
      const settle = (id: string, stands: boolean, by = county) =>
        by.post<{ code?: string }>(`/api/field-conflicts/${id}/settle`, { stands });
      expect((await settle(later!.id, true, away)).status).toBe(404);
      const answers = await Promise.all([settle(later!.id, true), settle(later!.id, true)]);
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
      expect(await people(fairId)).toEqual([
        [1, 1],
        [1, 1],
      ]);
      expect((await settle(earlier!.id, false)).body).toMatchObject({ settled: 'void' });
      expect([await people(fairId), (await list()).items]).toEqual([
        [
          [1, 1],
          [1, 1],
        ],
        [],
      ]);
    });

    it('clash no more once a third one tells of the way out in between', async () => {
      const { fairId, gates, tickets } = await fairDay(1, 3);
      const phones = [await phoneAt(gates[0]!.id), await phoneAt(gates[1]!.id), await phoneAt(gates[2]!.id)];
      const number = tickets[0]!.number;
      phones[0]!.mark('in', number);
      clock.advance({ minutes: 10 });
      phones[2]!.mark('out', number);
      clock.advance({ minutes: 10 });
      phones[1]!.mark('in', number);
      await phones[0]!.sync();
      const batch = phones[1]!.batch();
      expect((await phones[1]!.sync(batch)).body.objections).toHaveLength(1);
      await phones[2]!.sync();
      expect((await phones[1]!.sync(batch)).body.objections).toEqual([]);
      expect(await people(fairId)).toEqual([
        [0, 1],
        [1, 0],
        [0, 0],
      ]);
    });
  });

  describe('a phone that was lost', () => {
    it('gets no key and no kit once it is withdrawn; at its next contact what it saw before is taken, and it is told to wipe itself', async () => {
      const { fairId, gates, tickets } = await fairDay(2);
      const phone = await phoneAt(gates[0]!.id);
      phone.mark('in', tickets[0]!.number);
      clock.advance({ minutes: 5 });
      expect((await county.post<Device>(`/api/field-devices/${phone.device}/revoke`)).body.state).toBe('revoked');
      expect((await county.post(`/api/field-devices/${phone.device}/revoke`)).status).toBe(200);
      clock.advance({ minutes: 5 });
      phone.mark('in', tickets[1]!.number);
      expect([(await phone.unlock()).body.code, (await phone.kit()).body.code]).toEqual(['field.revoked', 'field.revoked']);
      expect((await deviceOf(phone))?.wipedAt).toBeNull();
      expect((await phone.sync()).body).toEqual({
        ...{ added: 2, wipe: true },
        objections: [{ n: 2, verdict: 'refused', code: 'after_revocation' }],
      });
      expect([await people(fairId), (await deviceOf(phone))?.wipedAt]).toEqual([
        [
          [1, 1],
          [0, 0],
        ],
        expect.any(String),
      ]);
    });

    it('says nothing to another one that was given all its storage but the key, which no page can read', async () => {
      const { fairId, gates, tickets } = await fairDay(1);
      const phone = await phoneAt(gates[0]!.id);
      phone.mark('in', tickets[0]!.number);
      const thief = phone.stolen();
      const answers = [await thief.unlock(), await thief.kit(), await thief.sync()];
      expect(answers.map(({ status, body }) => [status, body.code])).toEqual(Array(3).fill([401, 'field.signature']));
      expect([(await phone.sync()).body.added, await people(fairId)]).toEqual([
        1,
        [
          [1, 1],
          [0, 0],
        ],
      ]);
    });

    it('is told from a copy of it with its key, which is kept out, and the desk sees it', async () => {
      const { fairId, gates, tickets } = await fairDay(3);
      const phone = await phoneAt(gates[0]!.id);
      const [a, b, c] = tickets.map(({ number }) => number) as [string, string, string];
      phone.mark('in', a);
      await phone.sync();
      const copy = phone.copy();
      phone.mark('in', b);
      expect((await phone.sync()).body.added).toBe(1);
      copy.mark('in', c);
      expect(await copy.sync()).toMatchObject({ status: 409, body: { code: 'field.copied' } });
      expect([copy.waits, await people(fairId), (await deviceOf(phone))?.copiedAt]).toEqual([
        1,
        [
          [2, 2],
          [0, 0],
        ],
        expect.any(String),
      ]);
      phone.mark('out', a);
      expect((await phone.sync()).body).toEqual({ added: 1, objections: [], wipe: false });
    });

    it('gives its key to nobody who repeats what it sent', async () => {
      const { gates } = await fairDay(1);
      const phone = await phoneAt(gates[0]!.id);
      const message = phone.signed('unlock', {});
      const send = (purpose: string) => new Client(app.url).post<{ code?: string }>(`/api/field/${purpose}`, message);
      expect([(await send('unlock')).status, (await send('unlock')).body.code]).toEqual([200, 'field.copied']);
      expect((await send('kit')).body.code).toBe('field.signature');
    });
  });
});
