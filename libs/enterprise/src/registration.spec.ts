import { OrgTree } from '#access';
import { UnitOfWork } from '#platform/db';
import { startApp } from '../../../test/support/app.js';
import { agreed, Client, signedIn, type Answer } from '../../../test/support/client.js';
import { eachDatabase } from '../../../test/support/databases.js';
import type { RunningApp } from '../../../test/support/http.js';
import { madeUpCreditCodes } from './domain/credit-code.js';

interface Registration {
  id: string;
  state: string;
  decidedBy: string;
  enterpriseId: string;
  reason: string | null;
  code?: string;
}
interface Page<T> {
  items: T[];
}
type Applicant = Client & { registration: Registration };

const PASSWORD = 'Ninety-nine looms 99';
const PDF = '%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n';
const codes = madeUpCreditCodes(80);
const newCode = (): string => codes.next().value;

let serial = 0;

eachDatabase((database) => {
  let app: RunningApp;
  let county: Client;
  let neighbour: Client;

  beforeAll(async () => {
    app = await startApp({ database });
    await app.get(UnitOfWork).run(() => app.get(OrgTree).ensureCity());
    county = await signedIn(app, [{ role: 'county-staff', nodeId: '370702' }]);
    neighbour = await signedIn(app, [{ role: 'county-staff', nodeId: '370703' }]);
  }, 60_000);

  const handIn = (kind: string, content: Uint8Array | string = PDF) =>
    new Client(app.url).upload<{ id: string; code?: string }>(`/api/files?kind=${kind}`, `${kind}.pdf`, content);
  const papers = async () => ({ licenceFileId: (await handIn('licence')).body.id, letterFileId: (await handIn('letter')).body.id });
  const application = (creditCode: string, more: object = {}) => ({
    creditCode,
    enterpriseName: '潍坊鸢都机械有限公司',
    nodeId: '370702',
    ...more,
  });

  const ask = async (body: object): Promise<{ browser: Client; email: string; answer: Answer<Registration> }> => {
    const email = `applicant${(serial += 1)}.${database.kind}@firm.example`;
    const person = { name: '王秀英', phone: `139${String(10_000_000 + serial)}`, email, password: PASSWORD };
    const browser = new Client(app.url);
    return { browser, email, answer: await browser.post<Registration>('/api/registrations', { ...person, ...agreed, ...body }) };
  };
  /** Somebody new who applied with their papers and is signed in. */
  const applicant = async (creditCode: string, more: object = {}): Promise<Applicant> => {
    const { browser, email, answer } = await ask({ ...application(creditCode), ...(await papers()), ...more });
    expect(answer.status).toBe(201);
    return Object.assign(await browser.signIn(email, PASSWORD), { registration: answer.body });
  };
  const approve = (by: Client, { registration }: Applicant) => by.post<Registration>(`/api/registrations/${registration.id}/approve`);
  const refuse = (by: Client, { registration }: Applicant, reason: string) =>
    by.post<Registration>(`/api/registrations/${registration.id}/refuse`, { reason });
  const state = async (of: Applicant) => (await of.get<Registration>(`/api/registrations/${of.registration.id}`)).body;
  const told = async (client: Client, template: string) =>
    (await client.get<Page<{ template: string; body: string }>>('/api/messages?limit=100')).body.items.filter(
      (one) => one.template === template,
    );
  const need = { title: '电焊工', occupationCode: '6-18-02-04', short: 10, contactName: '王女士', contactPhone: '0536-8880000' };

  it('lets a stranger who knows a valid code do nothing in the name of the enterprise', async () => {
    const code = newCode();
    const first = await applicant(code);
    expect((await approve(county, first)).status).toBe(200);
    const stranger = await applicant(code, { enterpriseName: '冒名有限公司', nodeId: '370703' });
    const { enterpriseId } = stranger.registration;
    expect(enterpriseId).toBe(first.registration.enterpriseId);
    const tries = [
      stranger.post('/api/needs', need),
      stranger.post('/api/needs', { ...need, enterpriseId }),
      stranger.get('/api/needs'),
      stranger.get('/api/promises'),
      stranger.get(`/api/enterprises/${enterpriseId}`),
      stranger.get('/api/registrations'),
      approve(stranger, stranger),
      approve(stranger, first),
    ];
    for (const { status } of await Promise.all(tries)) expect(status).toBe(403);
    expect((await stranger.get(`/api/registrations/${first.registration.id}`)).status).toBe(403);
    expect((await stranger.get('/api/enterprises/mine')).body).toEqual([]);
    // Nor does applying change what the enterprise is called or where it lies.
    expect((await first.get(`/api/enterprises/${enterpriseId}`)).body).toMatchObject({
      name: '潍坊鸢都机械有限公司',
      nodeId: '370702',
      state: 'active',
    });
    expect((await first.post('/api/needs', need)).status).toBe(201);
  });

  it('is the business of its own county and of no other', async () => {
    const one = await applicant(newCode());
    const path = `/api/registrations/${one.registration.id}`;
    expect((await neighbour.get(path)).status).toBe(404);
    expect((await neighbour.get(`${path}/licence`)).status).toBe(404);
    expect((await approve(neighbour, one)).status).toBe(404);
    expect((await refuse(neighbour, one, '材料不全')).status).toBe(404);
    const listed = async (by: Client) =>
      (await by.get<Page<Registration>>('/api/registrations?limit=100')).body.items.some(({ id }) => id === one.registration.id);
    expect([await listed(county), await listed(neighbour)]).toEqual([true, false]);
    expect(await told(neighbour, 'registration.requested')).toEqual([]);
    expect((await state(one)).state).toBe('pending');
  });

  it('is approved once when two approve at the same time', async () => {
    const one = await applicant(newCode());
    const colleague = await signedIn(app, [{ role: 'county-staff', nodeId: '370702' }]);
    const answers = await Promise.all([approve(county, one), approve(colleague, one)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(answers.find(({ status }) => status === 409)?.body.code).toBe('registration.decided');
    expect(await told(one, 'registration.approved')).toHaveLength(1);
  });

  it('has one first person when two of them are approved at the same time', async () => {
    const code = newCode();
    const both = [await applicant(code), await applicant(code)];
    const answers = await Promise.all(both.map((one) => approve(county, one)));
    const winners = answers.filter(({ status }) => status === 200).length;
    const states = (await Promise.all(both.map(state))).map((one) => [one.state, one.decidedBy]);
    // Whoever came second waits for the colleague, or was decided by the county as such: never two first persons.
    expect(states.filter(([, by]) => by === 'county')).toEqual([['active', 'county']]);
    expect(winners).toBe(states.filter(([what]) => what === 'active').length);
  });

  it('is decided by the first person once there is one, for those who wait already and for those who come later', async () => {
    const code = newCode();
    const [first, waiting] = [await applicant(code), await applicant(code)];
    expect(waiting.registration.decidedBy).toBe('county');
    expect((await approve(county, first)).status).toBe(200);
    expect((await state(waiting)).decidedBy).toBe('colleague');
    const later = await ask(application(code)); // a colleague knows them: no papers
    expect(later.answer).toMatchObject({ status: 201, body: { decidedBy: 'colleague', state: 'pending' } });
    const open = (await first.get<Page<Registration>>('/api/registrations')).body.items.map(({ id }) => id);
    expect(open.sort()).toEqual([waiting.registration.id, later.answer.body.id].sort());
    expect(await told(first, 'registration.requested')).toHaveLength(1);
    expect(await approve(first, waiting)).toMatchObject({ status: 200, body: { state: 'active' } });
    expect((await waiting.post('/api/needs', need)).status).toBe(201);
    const foreign = await applicant(newCode());
    await approve(county, foreign);
    expect((await foreign.post(`/api/registrations/${later.answer.body.id}/approve`)).status).toBe(404);
  });

  it('is refused with a reason, and may be asked for again: both times everybody concerned hears of it', async () => {
    const code = newCode();
    const one = await applicant(code);
    const asked = (await told(county, 'registration.requested')).length;
    expect((await county.post(`/api/registrations/${one.registration.id}/refuse`, {})).status).toBe(422);
    expect(await refuse(county, one, '授权书没有盖章')).toMatchObject({
      status: 200,
      body: { state: 'refused', reason: '授权书没有盖章' },
    });
    expect((await approve(county, one)).body.code).toBe('registration.decided');
    expect((await one.post('/api/needs', need)).status).toBe(403);

    const again = async () => one.post<Registration>('/api/registrations/mine', { ...application(code), ...(await papers()) });
    expect(await again()).toMatchObject({ status: 201, body: { id: one.registration.id, state: 'pending', reason: null } });
    expect((await again()).body.code).toBe('registration.pending');
    expect(await told(county, 'registration.requested')).toHaveLength(asked + 1);
    expect((await refuse(county, one, '营业执照已过期')).status).toBe(200);
    expect((await told(one, 'registration.refused')).map(({ body }) => body).join()).toMatch(/营业执照已过期.*授权书没有盖章/s);
    expect((await again()).status).toBe(201);
    expect((await approve(county, one)).status).toBe(200);
    expect((await one.post('/api/needs', need)).status).toBe(201);
  });

  it('takes a PDF, PNG or JPEG up to 4 MB as a document, whatever its name says, and each of them once', async () => {
    expect(await handIn('licence', 'MZ\u0090 a program named licence.pdf')).toMatchObject({ status: 415, body: { code: 'file.type' } });
    expect(await handIn('licence', '')).toMatchObject({ status: 422, body: { code: 'file.empty' } });
    expect(await handIn('licence', PDF.padEnd(4 * 1_048_576 + 1, ' '))).toMatchObject({ status: 413, body: { code: 'file.too_large' } });
    expect((await handIn('licence', Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]))).status).toBe(201);
    const { licenceFileId, letterFileId } = await papers();
    expect((await ask(application(newCode()))).answer.body.code).toBe('registration.documents');
    expect((await ask(application(newCode(), { licenceFileId: letterFileId, letterFileId: licenceFileId }))).answer.body.code).toBe(
      'registration.file_unknown',
    );
    expect((await ask(application(newCode(), { licenceFileId, letterFileId }))).answer.status).toBe(201);
    expect((await ask(application(newCode(), { licenceFileId, letterFileId }))).answer.body.code).toBe('registration.file_unknown');
  });

  it('signs in whoever registers, on that browser, and keeps which privacy notice they agreed to', async () => {
    const before = new Client(app.url);
    const notice = (await before.get<{ version: string; sections: unknown[] }>('/api/privacy-notice')).body;
    expect([notice.version, notice.sections.length > 3]).toEqual([agreed.privacyVersion, true]);
    const application1 = { ...application(newCode()), ...(await papers()) };
    const outdated = await ask({ ...application1, privacyVersion: '2020-1' });
    expect(outdated.answer).toMatchObject({ status: 422, body: { code: 'privacy.version', errors: [{ path: 'privacyVersion' }] } });
    const { answer, email } = await ask(application1);
    const session = answer.headers.getSetCookie().find((cookie) => cookie.startsWith('gq_session='));
    const signed = new Client(app.url, session?.split(';')[0]);
    expect((await signed.get('/api/me')).body).toMatchObject({ grants: [], permissions: [], privacyDue: null });
    expect((await signed.get('/api/me/contact')).body).toEqual({ name: '王秀英', phone: `139${String(10_000_000 + serial)}` });
    expect((await signed.post('/api/needs', need)).status).toBe(403);
    expect((await new Client(app.url).post('/api/sessions', { login: email, password: PASSWORD })).status).toBe(401);
    expect((await signed.post('/api/privacy-notice/consents', { version: notice.version })).status).toBe(204);
    const { userId } = (await signed.get<{ userId: string }>('/api/me')).body;
    const auditor = await signedIn(app, [{ role: 'auditor', nodeId: '3707' }]);
    const trail = await auditor.get<Page<{ fields: object }>>(`/api/audit-entries?action=privacy.agreed&objectId=${userId}`);
    expect(trail.body.items.map(({ fields }) => fields)).toEqual([{ privacyVersion: notice.version }]);
  });

  it('asks whoever agreed to an earlier notice for the one that holds now, and nobody else', async () => {
    const one = await applicant(newCode());
    const { manager } = app.get(UnitOfWork);
    const due = async () => (await one.get<{ privacyDue: string | null }>('/api/me')).body.privacyDue;
    const { userId } = (await one.get<{ userId: string }>('/api/me')).body;
    await manager.query(`UPDATE privacy_consent SET version = '2020-1' WHERE userId = '${userId}'`);
    expect(await due()).toBe(agreed.privacyVersion);
    expect((await one.post('/api/privacy-notice/consents', { version: '2020-1' })).status).toBe(422);
    expect((await one.post('/api/privacy-notice/consents', { version: agreed.privacyVersion })).status).toBe(204);
    expect(await due()).toBeNull();
    expect((await county.get('/api/me')).body).toMatchObject({ privacyDue: null });
  });

  it('gives a letter of authority to fill in, in either language, without an account', async () => {
    const letter = (language: string) => new Client(app.url).get<string>(`/api/registrations/letter.docx?language=${language}`);
    const [zh, en] = [await letter('zh'), await letter('en')];
    expect([zh.status, zh.headers.get('content-type')]).toEqual([200, expect.stringContaining('wordprocessingml.document')]);
    expect(zh.body.slice(0, 2)).toBe('PK');
    expect(zh.body).not.toBe(en.body);
    expect((await letter('fr')).status).toBe(422);
  });

  it('names what is wrong with a code, and takes no code for a county that is none', async () => {
    const code = newCode();
    const wrong = code.slice(0, 17) + (code.endsWith('1') ? '2' : '1');
    const refused = { status: 422, body: { code: 'registration.credit_code', errors: [{ path: 'creditCode', code: 'check_digit' }] } };
    expect((await ask({ ...application(wrong), ...(await papers()) })).answer).toMatchObject(refused);
    expect((await ask({ ...application(code, { nodeId: '370700' }), ...(await papers()) })).answer.body.code).toBe('registration.county');
  });

  it('shows its documents to who decides and who handed them in, and writes down every look', async () => {
    const one = await applicant(newCode());
    const path = `/api/registrations/${one.registration.id}`;
    const [auditor, stranger] = [await signedIn(app, [{ role: 'auditor', nodeId: '370702' }]), await applicant(newCode())];
    for (const other of [neighbour, auditor, stranger, new Client(app.url)])
      expect((await other.get(`${path}/licence`)).status).toBeGreaterThanOrEqual(401);
    const opened = await county.get<string>(`${path}/licence`);
    expect([opened.status, opened.headers.get('content-type'), opened.headers.get('content-security-policy')]).toEqual([
      200,
      'application/pdf',
      "default-src 'none'; sandbox",
    ]);
    expect(opened.body).toBe(PDF);
    expect((await one.get(`${path}/letter`)).status).toBe(200);
    const trail = await auditor.get<Page<{ userId: string; fields: object }>>(
      `/api/audit-entries?action=registration.document_opened&objectId=${one.registration.id}`,
    );
    expect(trail.body.items.map(({ fields }) => fields)).toEqual([{ document: 'letter' }, { document: 'licence' }]);
    expect(trail.body.items.at(-1)?.userId).toBe((county as Client & { userId: string }).userId);
  });
});
