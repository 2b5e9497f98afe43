import { setTimeout as sleep } from 'node:timers/promises';
import { OrgTree } from '#access';
import { EnterpriseRegistry } from '#enterprise';
import { UnitOfWork } from '#platform/db';
import { eachDatabase, type RunningApp } from '../support/index.js';
import { startApp } from '../support/app.js';
import { Client, signedIn, type Answer } from '../support/client.js';
import { Mailbox } from '../support/mailbox.js';

interface Mass {
  id: string;
  state: string;
  version: number;
  told: number;
  steps: string[];
  code?: string;
  progress?: { channel: string; state: string; deliveries: number }[];
}
interface Preview {
  enterprises: number;
  people: number;
  nobody: number;
  unsubscribed: number;
  asksApproval: boolean;
  cost: number | null;
  channels: { channel: string; people: number; parts: number | null }[];
  samples: { enterpriseName: string; body: string }[];
}

const COUNTY = '370702';
const OTHER = '370703';
const draft = (more: object = {}) => ({
  ...{
    kind: 'official',
    titleZh: '请更新岗位',
    bodyZh: '{enterpriseName}：请于周五前更新在招的 {needs} 个岗位。',
    titleEn: '',
    bodyEn: '',
  },
  ...{ nodeIds: [COUNTY], industries: [], keyOnly: false, aboveScaleOnly: false, openNeedsOnly: false, channels: ['email'] },
  ...more,
});

describe('a message to many', () => {
  eachDatabase((database) => {
    let house: RunningApp;
    let mailbox: Mailbox;
    let county: Client;
    let colleague: Client;
    let elsewhere: Client;
    let serial = 0;

    /** An enterprise of a county with so many people who speak for it. */
    const firm = async (nodeId: string, people: number, more: object = {}): Promise<string> => {
      const node = await house.get(OrgTree).byId(nodeId);
      serial += 1;
      const uow = house.get(UnitOfWork);
      const row = {
        name: `昊鸿机械${serial}`,
        creditCode: `91370702MA3F${String(serial).padStart(5, '0')}X`,
        nodeId,
        nodePath: node?.path ?? '',
      };
      const [id = ''] = await uow.run(() => house.get(EnterpriseRegistry).enrol([{ ...row, ...more }]));
      for (let i = 0; i < people; i += 1) await signedIn(house, [{ role: 'enterprise', enterpriseId: id }]);
      return id;
    };
    const step = (who: Client, mass: Mass, name: string): Promise<Answer<Mass>> =>
      who.post(`/api/mass-messages/${mass.id}/${name}`, undefined, { headers: { 'if-match': `"${mass.version}"` } });
    const one = async (id: string): Promise<Mass> => (await county.get<Mass>(`/api/mass-messages/${id}`)).body;
    const until = async (what: () => Promise<boolean> | boolean): Promise<void> => {
      for (const end = Date.now() + 20_000; !(await what()); await sleep(40))
        if (Date.now() > end) throw new Error(`waited in vain for ${what.toString()}`);
    };
    const begin = async (more: object = {}): Promise<Mass> => (await county.post<Mass>('/api/mass-messages', draft(more))).body;

    beforeAll(async () => {
      mailbox = new Mailbox();
      house = await startApp({ database, settings: { SMTP_URL: await mailbox.listen(), PUBLIC_URL: undefined, SMS_PART_PRICE: 45 } });
      await house.get(OrgTree).ensureCity();
      county = await signedIn(house, [{ role: 'county-staff', nodeId: COUNTY }], '王磊');
      colleague = await signedIn(house, [{ role: 'county-staff', nodeId: COUNTY }], '赵敏');
      elsewhere = await signedIn(house, [{ role: 'county-staff', nodeId: OTHER }]);
      await firm(COUNTY, 2);
      await firm(COUNTY, 1, { isKey: true });
      await firm(COUNTY, 0);
      await firm(OTHER, 1);
    }, 120_000);
    afterAll(() => mailbox.close());

    it('is previewed with counts, cost and real values, tried on oneself, and goes to each of its readers once', async () => {
      const mass = await begin();
      const { body: shown } = await county.get<Preview>(`/api/mass-messages/${mass.id}/preview`);
      expect(shown).toMatchObject({ enterprises: 3, people: 3, nobody: 1, asksApproval: false, cost: 0 });
      expect(shown.channels).toEqual([{ channel: 'email', people: 3, parts: null }]);
      expect(shown.samples[0]?.body).toMatch(/^昊鸿机械\d：请于周五前更新在招的 0 个岗位。$/);
      expect((await elsewhere.get(`/api/mass-messages/${mass.id}/preview`)).status).toBe(404);
      expect((await county.post(`/api/mass-messages/${mass.id}/test`)).status).toBe(204);
      await until(() => mailbox.mails.length === 1);
      // Two at once, and once more after it: one of them sends it.
      const answers = await Promise.all([step(county, mass, 'send'), step(colleague, mass, 'send'), step(county, mass, 'send')]);
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
      await until(async () => (await one(mass.id)).state === 'done');
      await until(() => mailbox.mails.length === 4);
      const done = await one(mass.id);
      expect(done).toMatchObject({ told: 3, steps: [], progress: [{ channel: 'email', state: 'sent', deliveries: 3 }] });
      expect(new Set(mailbox.mails.slice(1).map(({ to }) => [to].flat()[0]?.text)).size).toBe(3);
      const { body } = await county.get<{ items: { state: string; ways: { state: string }[] }[] }>(
        `/api/mass-messages/${mass.id}/recipients`,
      );
      expect(body.items.map(({ state, ways }) => `${state} ${ways.map((way) => way.state).join()}`).sort()).toEqual([
        'nobody ',
        'told sent',
        'told sent',
        'told sent',
      ]);
      const nobody = await county.get<{ items: unknown[] }>(`/api/mass-messages/${mass.id}/recipients?state=nobody`);
      expect(nobody.body.items).toHaveLength(1);
    });

    it('is held against what it may name and whom it may reach', async () => {
      const wrong = async (more: object) => (await county.post<Mass>('/api/mass-messages', draft(more))).body.code;
      expect(await wrong({ bodyZh: '{phone}' })).toBe('mass.variable');
      expect(await wrong({ titleEn: 'Please update' })).toBe('mass.english');
      expect((await county.post('/api/mass-messages', draft({ nodeIds: [OTHER] }))).status).toBe(404);
      const key = await begin({ keyOnly: true, nodeIds: [] });
      expect((await county.get<Preview>(`/api/mass-messages/${key.id}/preview`)).body).toMatchObject({ enterprises: 1, people: 1 });
      const none = await begin({ openNeedsOnly: true });
      expect((await step(county, none, 'send')).body.code).toBe('mass.nobody');
    });

    it('waits for a second person where there are many, who is not the first', async () => {
      const admin = await signedIn(house, [{ role: 'city-admin', nodeId: '3707' }]);
      const [day] = new Date(Date.now() + 8 * 3_600_000).toISOString().split('T');
      const policy = {
        validFrom: day,
        quietFrom: '21:00',
        quietTo: '08:00',
        quietChannels: ['sms'],
        approveAbove: 2,
        partPrice: 50,
        source: '自定',
      };
      expect((await admin.send('PUT', '/api/message-policies', policy)).status).toBe(200);
      await sleep(2_100);
      const mass = await begin();
      const waiting = (await step(county, mass, 'send')).body;
      expect(waiting.state).toBe('awaiting');
      expect((await step(county, waiting, 'approve')).body.code).toBe('mass.own');
      const going = await step(colleague, waiting, 'approve');
      expect(going.body).toMatchObject({ state: 'sending', approvedBy: '赵敏' });
      await until(async () => (await one(mass.id)).state === 'done');
    });

    it('is paused, goes on, and stops: what has not gone does not', async () => {
      const uow = house.get(UnitOfWork);
      const queued = async (id: string): Promise<string[]> => {
        const rows = await uow.manager.query<{ state: string }[]>('SELECT state FROM delivery WHERE massId = ? ORDER BY id', [id]);
        return rows.map(({ state }) => state);
      };
      const admin = await signedIn(house, [{ role: 'city-admin', nodeId: '3707' }]);
      const queue = (name: string, how: string) => admin.post(`/api/queues/${name}/${how}`);
      // What is written stays where it is until the queue of mails goes on.
      await queue('mail', 'pause');
      const mass = await begin({ keyOnly: true });
      const going = (await step(county, mass, 'send')).body;
      await until(async () => (await queued(mass.id)).join() === 'queued');
      const paused = (await step(colleague, going, 'pause')).body;
      expect(paused).toMatchObject({ state: 'paused', steps: ['continue', 'cancel'] });
      expect(await queued(mass.id)).toEqual(['paused']);
      await queue('mail', 'resume');
      await sleep(300);
      expect(await queued(mass.id)).toEqual(['paused']);
      const on = (await step(county, paused, 'continue')).body;
      await until(async () => (await queued(mass.id)).join() === 'sent');
      await until(async () => (await one(mass.id)).state === 'done');
      expect((await step(county, on, 'cancel')).status).toBe(409);
      await queue('mail', 'pause');
      const held = await begin({ keyOnly: true });
      const sent = (await step(county, held, 'send')).body;
      await until(async () => (await queued(held.id)).join() === 'queued');
      expect((await step(county, sent, 'cancel')).body.state).toBe('cancelled');
      await queue('mail', 'resume');
      await sleep(300);
      expect(await queued(held.id)).toEqual(['dropped']);
    }, 60_000);

    it('of advertising carries a link by which one press, without an account, ends it for good', async () => {
      const mass = await begin({ kind: 'commercial', keyOnly: true });
      const before = mailbox.mails.length;
      await step(county, mass, 'send');
      await until(() => mailbox.mails.length === before + 1);
      const mail = mailbox.mails.at(-1);
      const [, key = ''] = /\/unsubscribe\/([\w-]{22})/.exec(mail?.text ?? '') ?? [];
      const stranger = new Client(house.url);
      const press = { 'List-Unsubscribe': 'One-Click' };
      expect((await stranger.post('/api/unsubscribe/nothing', press)).status).toBe(404);
      // As a mail program presses it (RFC 8058).
      const pressed = await fetch(`${house.url}/api/unsubscribe/${key}`, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: 'List-Unsubscribe=One-Click',
      });
      expect(pressed.status).toBe(204);
      expect((await stranger.post(`/api/unsubscribe/${key}`, press)).status).toBe(204);
      const next = await begin({ kind: 'commercial', keyOnly: true });
      expect((await county.get<Preview>(`/api/mass-messages/${next.id}/preview`)).body).toMatchObject({ people: 0, unsubscribed: 1 });
      expect((await step(county, next, 'send')).body.code).toBe('mass.nobody');
      // What is no advertising still comes.
      const official = await begin({ keyOnly: true });
      expect((await county.get<Preview>(`/api/mass-messages/${official.id}/preview`)).body.people).toBe(1);
    });

    it('is counted with the office of its readers, by channel and day', async () => {
      const admin = await signedIn(house, [{ role: 'city-admin', nodeId: '3707' }]);
      const [day] = new Date(Date.now() + 8 * 3_600_000).toISOString().split('T');
      const { body } = await admin.get<{ nodeId: string | null; channel: string; messages: number }[]>(
        `/api/message-costs?from=${day}&to=${day}`,
      );
      const ofCounty = body.filter(({ nodeId, channel }) => nodeId === COUNTY && channel === 'email');
      expect(ofCounty[0]?.messages).toBeGreaterThanOrEqual(7);
    });
  });
});
