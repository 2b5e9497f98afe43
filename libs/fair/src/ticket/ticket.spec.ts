import { createPublicKey, verify } from 'node:crypto';
import { FieldCipher } from '#platform/crypto';
import { agreed, Client } from '../../../../test/support/client.js';
import { eachDatabase } from '../../../../test/support/databases.js';
import { FairDays } from '../../../../test/support/fair-days.js';

interface Mine {
  number: string;
  token: string;
  link: string;
  name: string;
  consents: string[];
  code?: string;
}
const EMAIL = 'li.na@example.com';
const details = { name: '李娜', occupation: '数控车工', experience: '三年', consents: ['name', 'occupation'] };

eachDatabase((database) => {
  const fairs = new FairDays();
  beforeAll(() => fairs.start(database), 60_000);

  const visitor = () => new Client(fairs.app.url);
  const asked = (fairId: string, reach: object) => visitor().post<{ code?: string }>(`/api/fairs/${fairId}/ticket-codes`, reach);
  /** The code of the last message, as whoever has the telephone or address reads it. */
  const codeSent = async (): Promise<string> => {
    const [row] = await fairs.rows<{ id: string; params: string }>(
      "SELECT id, params FROM message WHERE template = 'ticket.code' ORDER BY id DESC LIMIT 1",
      [],
    );
    const text = fairs.app.get(FieldCipher).open('message', 'params', row?.id ?? '', row?.params ?? '');
    return (JSON.parse(text) as { code: string }).code;
  };
  const take = (fairId: string, code: string, more: object = {}) =>
    visitor().post<Mine>(`/api/fairs/${fairId}/tickets`, { email: EMAIL, code, ...details, ...agreed, ...more });
  const taken = async (fairId: string, more: object = {}): Promise<Mine> => {
    const { email = EMAIL } = more as { email?: string };
    expect((await asked(fairId, { email })).status).toBe(204);
    const answer = await take(fairId, await codeSent(), more);
    expect([answer.status, answer.body.code]).toEqual([201, undefined]);
    return answer.body;
  };
  const mine = (link: string) => visitor().post<Mine>('/api/my-ticket', { link });

  describe('a ticket', () => {
    it('is given to whoever says the code that was sent, signed so that a gate knows it offline', async () => {
      const { fairId, gates } = await fairs.next(0);
      const ticket = await taken(fairId);
      expect(ticket).toMatchObject({ name: '李娜', consents: ['name', 'occupation'], number: expect.stringMatching(/^\d{8}$/) });
      const phone = await fairs.phoneAt(gates[0]!.id);
      const { facts, rows } = (await phone.kit()).body;
      expect(rows.map(({ id, values }) => [id, ...values])).toEqual([[ticket.number, 'valid', '李*']]);
      const [, text = '', signature = ''] = /^(.*)\.([\w-]{86})$/.exec(ticket.token) ?? [];
      const [key] = facts['keys'] as { publicKey: string }[];
      const publicKey = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: key?.publicKey ?? '' }, format: 'jwk' });
      expect(verify(null, Buffer.from(text), publicKey, Buffer.from(signature, 'base64url'))).toBe(true);
      phone.mark('in', ticket.number);
      expect((await phone.sync()).body.objections).toEqual([]);
    });

    it('is one for each person: asked for again it is the same, and the link of before opens nothing any more', async () => {
      const { fairId } = await fairs.next(0);
      const first = await taken(fairId);
      fairs.clock.advance({ minutes: 2 });
      const second = await taken(fairId, { name: '李娜娜' });
      expect([second.number, second.name, second.link === first.link]).toEqual([first.number, '李娜娜', false]);
      expect([(await mine(first.link)).status, (await mine(second.link)).body.number]).toEqual([404, first.number]);
      const other = await taken(fairId, { email: 'wang@example.com' });
      expect(other.number).not.toBe(first.number);
    });

    it('shows nobody who it is for in the database, the desk’s list or the trail', async () => {
      const { fairId } = await fairs.next(0);
      const { number } = await taken(fairId);
      const rows = [
        ...(await fairs.rows('SELECT * FROM fair_ticket WHERE fairId = ?', [fairId])),
        ...(await fairs.rows('SELECT * FROM fair_ticket_code WHERE fairId = ?', [fairId])),
        ...(await fairs.rows('SELECT * FROM audit_entry', [])),
      ];
      expect(JSON.stringify(rows)).not.toMatch(/李娜|li\.na|数控车工/);
      const desk = await fairs.county.get<{ items: object[] }>(`/api/fairs/${fairId}/tickets`);
      expect(desk.body.items).toMatchObject([{ number, name: '李*', kind: 'phone' }]);
      expect(JSON.stringify(desk.body)).not.toMatch(/li\.na|数控车工/);
    });

    it('is changed and given back by its link; then nothing is kept of the person, and gates know it as cancelled', async () => {
      const { fairId, gates } = await fairs.next(0);
      const { link, number } = await taken(fairId);
      const changed = await visitor().post<Mine>('/api/my-ticket/change', { link, ...details, name: '李小娜', consents: [] });
      expect(changed.body).toMatchObject({ name: '李小娜', consents: [], number });
      expect((await visitor().post('/api/my-ticket/change', { link, ...details, consents: ['salary'] })).status).toBe(422);
      const phone = await fairs.phoneAt(gates[0]!.id);
      const { since } = (await phone.kit()).body;
      for (let press = 0; press < 2; press += 1) expect((await visitor().post('/api/my-ticket/remove', { link })).status).toBe(204);
      expect((await mine(link)).body.code).toBe('ticket.link');
      expect(await fairs.rows('SELECT holder, holderIndex, linkHash FROM fair_ticket WHERE fairId = ?', [fairId])).toMatchObject([
        { holder: null, holderIndex: null, linkHash: null },
      ]);
      expect((await phone.kit(since)).body.rows).toEqual([{ id: number, values: ['cancelled', ''] }]);
      phone.mark('in', number);
      expect((await phone.sync()).body.objections).toMatchObject([{ code: 'cancelled_ticket' }]);
      fairs.clock.advance({ minutes: 2 });
      expect((await taken(fairId)).number).not.toBe(number);
    });
  });

  describe('a code', () => {
    it('is not guessed: after five wrong ones the right one opens nothing', async () => {
      const { fairId } = await fairs.next(0);
      await asked(fairId, { email: EMAIL });
      const right = await codeSent();
      const wrong = right === '000000' ? '000001' : '000000';
      const answers = await Promise.all(Array.from({ length: 7 }, () => take(fairId, wrong)));
      expect(answers.map(({ body }) => body.code).sort()).toEqual([
        ...Array<string>(2).fill('ticket.code_dead'),
        ...Array<string>(5).fill('ticket.code_wrong'),
      ]);
      expect((await take(fairId, right)).body.code).toBe('ticket.code_dead');
    });

    it('opens one ticket once, within ten minutes, for the fair that it was sent for', async () => {
      const { fairId } = await fairs.next(0);
      await asked(fairId, { email: EMAIL });
      const code = await codeSent();
      const answers = await Promise.all([take(fairId, code), take(fairId, code)]);
      expect(answers.map(({ status }) => status).sort()).toEqual([201, 422]);
      fairs.clock.advance({ minutes: 2 });
      await asked(fairId, { email: EMAIL });
      fairs.clock.advance({ minutes: 11 });
      expect((await take(fairId, await codeSent())).body.code).toBe('ticket.code_wrong');
    });

    it('is sent once a minute and five times a day to one address, and to no telephone while no carrier is connected', async () => {
      const { fairId } = await fairs.next(0);
      const send = async (): Promise<string | undefined> => (await asked(fairId, { email: EMAIL })).body?.code;
      expect([await send(), await send()]).toEqual([undefined, 'ticket.code_soon']);
      for (let i = 0; i < 4; i += 1) {
        fairs.clock.advance({ minutes: 2 });
        expect(await send()).toBeUndefined();
      }
      fairs.clock.advance({ minutes: 2 });
      expect([await send(), (await asked(fairId, { phone: '13800001111' })).body.code]).toEqual(['ticket.code_often', 'ticket.no_sms']);
      expect((await asked(fairId, {})).body.code).toBe('ticket.reach');
      expect((await visitor().get(`/api/fairs/${fairId}/ticket-ways`)).body).toEqual({ sms: false });
    });

    it('is not sent for a fair that is over, cancelled or not announced', async () => {
      const { fairId } = await fairs.next(0);
      expect((await fairs.county.post(`/api/fairs/${fairId}/cancel`, { reason: '大雪' })).status).toBe(200);
      expect((await asked(fairId, { email: EMAIL })).body.code).toBe('ticket.closed');
      expect((await asked('nowhere', { email: EMAIL })).status).toBe(404);
    });
  });
});
