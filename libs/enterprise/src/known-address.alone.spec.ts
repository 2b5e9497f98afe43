import { setTimeout as sleep } from 'node:timers/promises';
import { Accounts, Directory, OrgTree } from '#access';
import { UnitOfWork } from '#platform/db';
import { startApp } from '../../../test/support/app.js';
import { agreed, Client, signedIn, type Answer } from '../../../test/support/client.js';
import { eachDatabase } from '../../../test/support/databases.js';
import type { RunningApp } from '../../../test/support/http.js';
import { madeUpCreditCodes } from './domain/credit-code.js';

interface Registration {
  id: string;
  enterpriseId: string;
}

const PASSWORD = 'Ninety-nine looms 99';
const ANOTHER = 'Another hundred looms';
const PDF = '%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n';
const codes = madeUpCreditCodes(60);

/** An answer but for what is another one's with every application, and the names of its headers. */
const told = ({ status, body, headers }: Answer, ...others: string[]) => {
  const own = new Set(['id', 'enterpriseId', 'creditCode', 'createdAt', 'instance', ...others]);
  const text = JSON.stringify(body, (name, value: unknown) => (own.has(name) ? typeof value : value));
  return { status, text, headers: [...headers.keys()].sort() };
};

let serial = 0;

eachDatabase((database) => {
  let app: RunningApp;
  let county: Client;

  beforeAll(async () => {
    app = await startApp({ database });
    await app.get(UnitOfWork).run(() => app.get(OrgTree).ensureCity());
    county = await signedIn(app, [{ role: 'county-staff', nodeId: '370702' }]);
  }, 60_000);

  const paper = async (kind: string) =>
    (await new Client(app.url).upload<{ id: string }>(`/api/files?kind=${kind}`, `${kind}.pdf`, PDF)).body.id;
  const papers = async () => ({ licenceFileId: await paper('licence'), letterFileId: await paper('letter') });
  const nobodys = () => `nobody${(serial += 1)}.${database.kind}@firm.example`;
  const ask = async (email: string, more: object = {}) => {
    const person = { name: '王秀英', phone: `139${String(10_000_000 + (serial += 1))}`, email, password: ANOTHER };
    const application = { creditCode: codes.next().value, enterpriseName: '潍坊鸢都机械有限公司', nodeId: '370702' };
    const browser = new Client(app.url);
    return { browser, answer: await browser.post<Registration>('/api/registrations', { ...person, ...agreed, ...application, ...more }) };
  };
  /** Somebody whom an office knows. */
  const owner = async () => {
    const email = nobodys();
    const { browser, answer } = await ask(email, { ...(await papers()), password: PASSWORD });
    expect((await county.post(`/api/registrations/${answer.body.id}/approve`)).status).toBe(200);
    return Object.assign(await browser.signIn(email, PASSWORD), { email, registration: answer.body });
  };
  const enter = async (browser: Client, login: string, password: string) =>
    told(await browser.post('/api/sessions', { login, password }), 'userId');
  /** All that somebody who registered can see: the answer, what it is to sign in there and elsewhere, and what they find then. */
  const seen = async (email: string) => {
    const files = await papers();
    const { browser, answer } = await ask(email, files);
    const elsewhere = new Client(app.url);
    return [
      told(answer),
      await enter(elsewhere, email, ANOTHER),
      await enter(browser, email, 'a wrong one'),
      await enter(browser, email, ANOTHER),
      told(await browser.get('/api/me'), 'userId'),
      told(await browser.get('/api/registrations/mine')),
      told(await browser.get(`/api/registrations/${answer.body.id}`)),
      told(await elsewhere.post('/api/password-links', { login: email })),
      told((await ask(email, files)).answer),
      told((await ask(email, await papers())).answer),
      await enter(elsewhere, email, ANOTHER),
    ];
  };

  it('whoever registers with somebody’s address gets, byte for byte, the answers of one that nobody has', async () => {
    const { email } = await owner();
    const [known, fresh] = [await seen(email), await seen(nobodys())];
    expect(known).toEqual(fresh);
    expect(known.map(({ status }) => status)).toEqual([201, 401, 401, 201, 200, 200, 200, 202, 422, 201, 401]);
  });

  it('an address stays its owner’s, who signs in as before and is told once a day, whatever becomes of the application', async () => {
    const known = await owner();
    const { browser, answer } = await ask(known.email, await papers());
    await ask(known.email, await papers());
    const messages = async () =>
      (await known.get<{ items: { template: string }[] }>('/api/messages?limit=100')).body.items.filter(
        ({ template }) => template === 'account.registered_again',
      );
    for (let tries = 0; tries < 200 && (await messages()).length === 0; tries += 1) await sleep(50);
    expect(await messages()).toHaveLength(1);
    expect((await known.get<Registration[]>('/api/registrations/mine')).body.map(({ id }) => id)).toEqual([known.registration.id]);
    expect((await county.post(`/api/registrations/${answer.body.id}/approve`)).status).toBe(200);
    expect((await enter(new Client(app.url), known.email, PASSWORD)).status).toBe(201);
    expect((await enter(new Client(app.url), known.email, ANOTHER)).status).toBe(401);
    expect((await enter(browser, known.email, ANOTHER)).status).toBe(201);
    expect((await browser.get<Registration[]>('/api/enterprises/mine')).body.map(({ id }) => id)).toEqual([answer.body.enterpriseId]);
    const [reached] = await app.get(Directory).usersOfEnterprise(answer.body.enterpriseId);
    expect(reached?.email).toBeNull();
  });

  it('whoever registers with somebody’s address gets no more tries at its owner’s password', async () => {
    const { email } = await owner();
    const { answer } = await ask(email, await papers());
    const cookie = answer.headers.getSetCookie()[0]?.split(';')[0];
    const guesses: number[] = [];
    for (let i = 0; i < 6; i += 1) {
      guesses.push((await enter(new Client(app.url), email, `guess ${i} of many`)).status);
      expect((await enter(new Client(app.url, cookie), email, ANOTHER)).status).toBe(201);
    }
    expect(guesses).toEqual([401, 401, 401, 401, 401, 429]);
  });

  it('an address that somebody has takes neither longer nor shorter to register and to sign in with', async () => {
    const { email: known } = await owner();
    const took = { known: [[], []] as [number[], number[]], fresh: [[], []] as [number[], number[]] };
    const timed = async (into: number[], work: () => Promise<unknown>): Promise<void> => {
      const begun = performance.now();
      await work();
      into.push(performance.now() - begun);
    };
    for (let i = 0; i < 4; i += 1)
      for (const [email, [registering, entering]] of [[known, took.known] as const, [nobodys(), took.fresh] as const]) {
        const files = await papers();
        await timed(registering, () => ask(email, files));
        await timed(entering, () => enter(new Client(app.url), email, ANOTHER));
      }
    for (const at of [0, 1] as const) {
      // The fastest of each: what else the machine does only ever adds.
      const ratio = Math.min(...took.known[at]) / Math.min(...took.fresh[at]);
      expect(ratio).toBeGreaterThan(0.6);
      expect(ratio).toBeLessThan(1.6);
    }
  });

  it('an address can be invited although a stranger has registered with it', async () => {
    const email = nobodys();
    await ask(email, await papers());
    await app.get(Accounts).create({ name: '周敏', email, password: PASSWORD });
    expect((await enter(new Client(app.url), email, PASSWORD)).status).toBe(201);
  });

  it('an address is one to sign in with anywhere once an office has decided', async () => {
    const { email } = await owner();
    expect((await enter(new Client(app.url), email, PASSWORD)).status).toBe(201);
  });
});
