import { eachDatabase } from '../../../test/support/databases.js';
import { Client, signedIn } from '../../../test/support/client.js';
import { FairDays } from '../../../test/support/fair-days.js';

eachDatabase((database) => {
  const fairs = new FairDays();
  beforeAll(() => fairs.start(database), 60_000);

  describe('a phone', () => {
    it('is enrolled by the code that it scanned, once, and asked again it is told the same', async () => {
      const { gates } = await fairs.next(1);
      const { status, body } = await fairs.invite(gates[0]!.id, '张师傅的手机');
      expect([status, body.device]).toMatchObject([
        201,
        { state: 'invited', dutyName: expect.stringContaining('1 号门'), name: '张师傅的手机' },
      ]);
      const [phone, other] = [0, 1].map(() => fairs.newPhone());
      const first = await phone!.enrol(body.code);
      expect([first.status, (await phone!.enrol(body.code)).body]).toEqual([200, first.body]);
      expect((await other!.enrol(body.code)).body).toMatchObject({ code: 'field.code' });
      expect(await fairs.deviceOf(phone!)).toMatchObject({ state: 'active' });
      const rows = await fairs.rows('SELECT * FROM field_device WHERE id = ?', [phone!.device]);
      expect(JSON.stringify(rows)).not.toMatch(/张师傅/);
    });

    it('is not enrolled with a code that is old, replaced or made up, nor with a key that it does not have', async () => {
      const { gates } = await fairs.next(1);
      const phone = fairs.newPhone();
      const [old, replaced] = [(await fairs.invite(gates[0]!.id)).body, (await fairs.invite(gates[0]!.id)).body];
      const { code } = (await fairs.county.post<{ code: string }>(`/api/field-devices/${replaced.device.id}/code`)).body;
      expect((await phone.enrol(replaced.code)).body.code).toBe('field.code');
      expect((await phone.enrol('x'.repeat(43))).body.code).toBe('field.code');
      const forged = { code, publicKey: phone.publicKey, signature: 'A'.repeat(86) };
      expect((await new Client(fairs.app.url).post<{ code: string }>('/api/field/enrol', forged)).body.code).toBe('field.signature');
      fairs.clock.advance({ minutes: 16 });
      expect((await phone.enrol(old.code)).body.code).toBe('field.code');
    });

    it('is invited by its office alone, for a duty that there is and that is not over', async () => {
      const { gates } = await fairs.next(1);
      const [away, firm] = [
        await signedIn(fairs.app, [{ role: 'county-staff', nodeId: '370703' }]),
        await signedIn(fairs.app, [{ role: 'auditor', nodeId: '3707' }]),
      ];
      expect((await fairs.invite(gates[0]!.id, 'x', away)).status).toBe(404);
      expect((await fairs.invite(gates[0]!.id, 'x', firm)).status).toBe(403);
      expect((await fairs.invite('nowhere')).body).toMatchObject({ code: 'field.duty' });
      fairs.clock.advance({ days: 1 });
      await fairs.arrive();
      expect((await fairs.invite(gates[0]!.id)).body).toMatchObject({ code: 'field.duty_over' });
    });

    it('gets the key of its store while its duty lasts, and with it numbers and states of tickets and no names', async () => {
      const { gates, tickets } = await fairs.next(3);
      const phone = await fairs.phoneAt(gates[0]!.id);
      const { status, body } = await phone.unlock();
      expect([status, body.key.length, (await phone.unlock()).body.key]).toEqual([200, 43, body.key]);
      const kit = (await phone.kit()).body;
      expect(kit.facts).toMatchObject({ gateName: '1 号门', keys: [{ id: 'k1', publicKey: expect.stringMatching(/^[\w-]{43}$/) }] });
      expect(kit.rows.map(({ id, values }) => [id, ...values]).sort()).toEqual(tickets.map(({ number }) => [number, 'valid', '']).sort());
      expect((await phone.kit(kit.since)).body).toMatchObject({ more: false });
      fairs.clock.set(body.until);
      expect((await phone.unlock()).body.code).toBe('field.duty_over');
      expect((await phone.kit()).body.code).toBe('field.duty_over');
    });
  });

  describe('a phone that was lost', () => {
    it('gets no key once it is withdrawn; at its next contact what it saw before is taken, and it is told to wipe itself', async () => {
      const { fairId, gates, tickets } = await fairs.next(2);
      const phone = await fairs.phoneAt(gates[0]!.id);
      phone.mark('in', tickets[0]!.number);
      fairs.clock.advance({ minutes: 5 });
      expect((await fairs.county.post<{ state: string }>(`/api/field-devices/${phone.device}/revoke`)).body.state).toBe('revoked');
      expect((await fairs.county.post(`/api/field-devices/${phone.device}/revoke`)).status).toBe(200);
      fairs.clock.advance({ minutes: 5 });
      phone.mark('in', tickets[1]!.number);
      expect([(await phone.unlock()).body.code, (await phone.kit()).body.code]).toEqual(['field.revoked', 'field.revoked']);
      expect((await fairs.deviceOf(phone))?.wipedAt).toBeNull();
      expect((await phone.sync()).body).toEqual({
        ...{ added: 2, wipe: true },
        objections: [{ n: 2, verdict: 'refused', code: 'after_revocation' }],
      });
      expect([await fairs.people(fairId), (await fairs.deviceOf(phone))?.wipedAt]).toEqual([
        [
          [1, 1],
          [0, 0],
        ],
        expect.any(String),
      ]);
    });

    it('says nothing to another one that was given all its storage but the key, which no page can read', async () => {
      const { fairId, gates, tickets } = await fairs.next(1);
      const phone = await fairs.phoneAt(gates[0]!.id);
      phone.mark('in', tickets[0]!.number);
      const thief = phone.stolen();
      const answers = [await thief.unlock(), await thief.kit(), await thief.sync()];
      expect(answers.map(({ status, body }) => [status, body.code])).toEqual(Array(3).fill([401, 'field.signature']));
      expect([(await phone.sync()).body.added, await fairs.people(fairId)]).toEqual([
        1,
        [
          [1, 1],
          [0, 0],
        ],
      ]);
    });

    it('is told from a copy of it with its key, which is kept out, and the desk sees it', async () => {
      const { fairId, gates, tickets } = await fairs.next(3);
      const phone = await fairs.phoneAt(gates[0]!.id);
      const [a, b, c] = tickets.map(({ number }) => number) as [string, string, string];
      phone.mark('in', a);
      await phone.sync();
      const copy = phone.copy();
      phone.mark('in', b);
      expect((await phone.sync()).body.added).toBe(1);
      copy.mark('in', c);
      expect(await copy.sync()).toMatchObject({ status: 409, body: { code: 'field.copied' } });
      expect([copy.waits, await fairs.people(fairId), (await fairs.deviceOf(phone))?.copiedAt]).toEqual([
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
      const { gates } = await fairs.next(1);
      const phone = await fairs.phoneAt(gates[0]!.id);
      const message = phone.signed('unlock', {});
      const send = (purpose: string) => new Client(fairs.app.url).post<{ code?: string }>(`/api/field/${purpose}`, message);
      expect([(await send('unlock')).status, (await send('unlock')).body.code]).toEqual([200, 'field.copied']);
      expect((await send('kit')).body.code).toBe('field.signature');
    });
  });
});
