import { OrgTree } from '#access';
import { retentionRules, UnitOfWork } from '#platform/db';
import { startApp } from '../../../test/support/app.js';
import { agreed, Client, signedIn } from '../../../test/support/client.js';
import { TestClock } from '../../../test/support/clock.js';
import { eachDatabase } from '../../../test/support/databases.js';
import type { RunningApp } from '../../../test/support/http.js';
import { madeUpCreditCodes } from './domain/credit-code.js';
import { FileService } from './file.service.js';

const PASSWORD = 'Ninety-nine looms 99';
const KIB = 1024;
const DAY_MS = 86_400_000;
const codes = madeUpCreditCodes(77);

const pdf = (kib: number): Buffer => Buffer.concat([Buffer.from('%PDF-1.4\n'), Buffer.alloc(kib * KIB - 9, 'x')]);

eachDatabase((database) => {
  let app: RunningApp;
  let uow: UnitOfWork;
  const clock = new TestClock();

  beforeAll(async () => {
    app = await startApp({ database, clock, settings: { TRUSTED_PROXIES: 1, PAPERS_PER_NETWORK_MIB: 1, PAPERS_PER_DAY_MIB: 3 } });
    uow = app.get(UnitOfWork);
    await uow.run(() => app.get(OrgTree).ensureCity());
  }, 60_000);
  // Each test has a day of its own, and so a fresh quota.
  beforeEach(() => clock.set(new Date(clock.now().getTime() + DAY_MS)));

  const handIn = async (kib: number, from: string, kind = 'licence') => {
    const form = new FormData();
    form.append('file', new Blob([new Uint8Array(pdf(kib))]), '张三的执照.pdf');
    return new Client(app.url).send<{ id: string; code?: string }>('POST', `/api/files?kind=${kind}`, form, {
      headers: { 'x-forwarded-for': from },
    });
  };
  const count = async (ids: string[]): Promise<number> => {
    const rows = await uow.manager.query<object[]>(`SELECT id FROM stored_file WHERE id IN (${ids.map(() => '?').join(', ')})`, ids);
    return rows.length;
  };
  const sweep = async (name: string): Promise<void> => {
    const rule = retentionRules().find((one) => one.name === name)!;
    await uow.run(() => rule.sweep(uow, new Date(clock.now().getTime() - rule.keepDays * DAY_MS), 500));
  };
  const application = async (from: string) => ({
    creditCode: codes.next().value,
    enterpriseName: '潍坊鸢都机械有限公司',
    nodeId: '370702',
    licenceFileId: (await handIn(1, from)).body.id,
    letterFileId: (await handIn(1, from, 'letter')).body.id,
  });
  const applicant = async (given: object, email: string) => {
    const person = { name: '王秀英', phone: `137${String(Date.now()).slice(-8)}`, email, password: PASSWORD };
    const browser = new Client(app.url);
    const { body } = await browser.post<{ id: string }>('/api/registrations', { ...person, ...agreed, ...given });
    return Object.assign(await browser.signIn(email, PASSWORD), { registrationId: body.id });
  };

  /** Signs in anew: sessions end as the days go by. */
  const refuse = async (id: string, reason: string): Promise<void> => {
    const county = await signedIn(app, [{ role: 'county-staff', nodeId: '370702' }]);
    expect((await county.post(`/api/registrations/${id}/refuse`, { reason })).status).toBe(200);
  };

  it('are stored once, at their own size, and sealed with their names', async () => {
    const { body } = await handIn(300, '203.0.113.1');
    const [row] = await uow.manager.query<{ bytes: number; stored: number; text: number; name: string }[]>(
      'SELECT bytes, LENGTH(bytesSealed) AS stored, LENGTH(content) AS text, name FROM stored_file WHERE id = ?',
      [body.id],
    );
    expect(Number(row?.stored) + Number(row?.text)).toBeLessThan(300 * KIB + 100);
    expect(row?.name).toBe('');
    expect(await app.get(FileService).open(body.id)).toMatchObject({ name: '张三的执照.pdf', content: pdf(300) });
  });

  it('of one network have a quota a day, however many come at once; others are not kept waiting', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => handIn(300, '203.0.113.2')));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 201, 201, 429, 429, 429, 429, 429]);
    expect(answers.find(({ status }) => status === 429)?.body.code).toBe('file.quota');
    expect((await handIn(300, '203.0.113.3')).status).toBe(201);
    clock.set(new Date(clock.now().getTime() + DAY_MS));
    expect((await handIn(300, '203.0.113.2')).status).toBe(201);
  });

  it('have a quota a day in all, which many networks together do not pass', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, (_, i) => handIn(1000, `2001:db8:0:${i}::1`)));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(3);
    expect(answers.find(({ status }) => status === 429)?.body.code).toBe('file.quota_all');
  });

  it('that an earlier release stored at 1.8 times their size are stored anew, once, and read as before', async () => {
    const { body } = await handIn(20, '203.0.113.4');
    const files = app.get(FileService);
    const seal = (files as unknown as { cipher: { seal(...args: string[]): string } }).cipher;
    const old = seal.seal('stored_file', 'content', body.id, pdf(20).toString('base64'));
    await uow.run(() => uow.manager.query('UPDATE stored_file SET content = ?, bytesSealed = NULL WHERE id = ?', [old, body.id]));
    expect((await files.open(body.id))?.content).toEqual(pdf(20));
    expect(await files.shrink(10)).toBe(1);
    expect(await files.shrink(10)).toBe(0);
    expect((await files.open(body.id))?.content).toEqual(pdf(20));
  });

  it('go a day after they were handed in when nobody used them', async () => {
    const { body } = await handIn(1, '203.0.113.5');
    await app.get(FileService).sweep();
    expect(await count([body.id])).toBe(1);
    clock.set(new Date(clock.now().getTime() + DAY_MS + 1));
    await app.get(FileService).sweep();
    expect(await count([body.id])).toBe(0);
  });

  it('of a refused application go when they are replaced, or a month later', async () => {
    const first = await application('203.0.113.6');
    const one = await applicant(first, `one.${database.kind}@firm.example`);
    await refuse(one.registrationId, '执照不清楚');
    const again = { ...(await application('203.0.113.6')), creditCode: first.creditCode };
    expect((await one.post('/api/registrations/mine', again)).status).toBe(201);
    expect(await count([first.licenceFileId, first.letterFileId])).toBe(0);
    await refuse(one.registrationId, '还是不清楚');
    clock.set(new Date(clock.now().getTime() + 29 * DAY_MS));
    await sweep('stored_file.refused');
    expect(await count([again.licenceFileId, again.letterFileId])).toBe(2);
    clock.set(new Date(clock.now().getTime() + 2 * DAY_MS));
    await sweep('stored_file.refused');
    expect(await count([again.licenceFileId, again.letterFileId])).toBe(0);
    const left = await uow.manager.query<object[]>('SELECT id FROM membership WHERE id = ?', [one.registrationId]);
    expect(left).toHaveLength(1);
  });
});
