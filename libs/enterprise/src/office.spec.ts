import { Accounts, OrgTree } from '#access';
import { newId, UnitOfWork } from '#platform/db';
import { fieldsOf } from '../../../test/support/dto-fields.js';
import { startApp } from '../../../test/support/app.js';
import { agreed, Client, signedIn } from '../../../test/support/client.js';
import { eachDatabase } from '../../../test/support/databases.js';
import type { RunningApp } from '../../../test/support/http.js';
import { madeUpCreditCodes } from './domain/credit-code.js';
import { EnterpriseRegistry } from './enterprise.service.js';

interface Registration {
  id: string;
  nodeId: string;
  enterpriseId: string;
  knownAs: string;
  state: string;
  code?: string;
}
interface Enterprise {
  id: string;
  name: string;
  nodeId: string;
  state: string;
  employees: number | null;
  version: number;
}
type Person = Client & { userId: string };

const PASSWORD = 'Ninety-nine looms 99';
const PDF = '%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n';
const codes = madeUpCreditCodes(40);
let serial = 0;

eachDatabase((database) => {
  let app: RunningApp;
  let county: Person;
  let neighbour: Person;
  let firm: string;
  let creditCode: string;

  beforeAll(async () => {
    app = await startApp({ database });
    await app.get(UnitOfWork).run(() => app.get(OrgTree).ensureCity());
    county = await signedIn(app, [{ role: 'county-staff', nodeId: '370702' }]);
    neighbour = await signedIn(app, [{ role: 'county-staff', nodeId: '370703' }]);
  }, 60_000);

  /** An enterprise of 370702 that a list named and nobody speaks for. */
  beforeEach(async () => {
    creditCode = codes.next().value;
    const known = { name: '奎文重工', creditCode, nodeId: '370702', nodePath: '/37/3707/370702/' };
    firm = (await app.get(UnitOfWork).run(() => app.get(EnterpriseRegistry).ensureUnclaimed([known])))[0] ?? '';
  });

  const handIn = async (kind: string) =>
    (await new Client(app.url).upload<{ id: string }>(`/api/files?kind=${kind}`, `${kind}.pdf`, PDF)).body.id;
  const application = async (more: object = {}) => ({
    creditCode,
    enterpriseName: '潍坊奎文重工有限公司',
    nodeId: '370702',
    licenceFileId: await handIn('licence'),
    letterFileId: await handIn('letter'),
    ...more,
  });
  const apply = async (more: object = {}): Promise<Client & { registration: Registration }> => {
    const email = `someone${(serial += 1)}.${database.kind}@firm.example`;
    const person = { name: '王秀英', phone: `137${String(10_000_000 + serial)}`, email, password: PASSWORD };
    const browser = new Client(app.url);
    const answer = await browser.post<Registration>('/api/registrations', { ...person, ...agreed, ...(await application(more)) });
    expect(answer.status).toBe(201);
    return Object.assign(await browser.signIn(email, PASSWORD), { registration: answer.body });
  };
  const approve = (by: Client, { registration }: { registration: Registration }) =>
    by.post<Registration>(`/api/registrations/${registration.id}/approve`);
  const known = async () => (await county.get<Enterprise>(`/api/enterprises/${firm}`)).body;
  const edit = (by: Client, version: number, body: object) =>
    by.patch<Enterprise & { code?: string }>(`/api/enterprises/${firm}`, body, { headers: { 'if-match': `"${version}"` } });
  const told = async (client: Client, template: string) =>
    (await client.get<{ items: { template: string; body: string }[] }>('/api/messages?limit=100')).body.items.filter(
      (one) => one.template === template,
    );

  it('an application that names another county is decided by the office of the enterprise as it is known', async () => {
    const stranger = await apply({ nodeId: '370703', enterpriseName: '冒名有限公司' });
    expect(stranger.registration).toMatchObject({ nodeId: '370702', enterpriseId: firm, knownAs: '奎文重工' });
    expect((await approve(neighbour, stranger)).status).toBe(404);
    expect((await neighbour.get(`/api/registrations/${stranger.registration.id}`)).status).toBe(404);
    expect(await told(neighbour, 'registration.requested')).toEqual([]);
    expect((await approve(county, stranger)).status).toBe(200);
    expect(await known()).toMatchObject({ nodeId: '370702', state: 'active' });
  });

  it('of an enterprise that nobody knows the declared county decides, and a second application cannot move it', async () => {
    creditCode = codes.next().value;
    const first = await apply({ nodeId: '370703' });
    expect(first.registration.nodeId).toBe('370703');
    expect((await apply({ nodeId: '370702' })).registration.nodeId).toBe('370703');
  });

  it('approving somebody for an enterprise that the bureau has checked changes neither its name nor its place', async () => {
    const uow = app.get(UnitOfWork);
    await uow.run(() => uow.manager.update('Enterprise', { id: firm }, { state: 'active' }));
    expect((await approve(county, await apply({ enterpriseName: '另一家公司' }))).status).toBe(200);
    expect(await known()).toMatchObject({ name: '奎文重工', nodeId: '370702' });
  });

  it('every field of it is changed by its own office alone, and by nobody else', async () => {
    const hr = await signedIn(app, [{ role: 'enterprise', enterpriseId: firm }]);
    const values = {
      name: '奎文重工集团',
      industryCode: 'C34',
      sizeClass: 'medium',
      aboveScale: true,
      isKey: true,
      employees: 420,
      nodeId: '370703', // last: it is another office's from then on
    };
    expect(Object.keys(values).sort()).toEqual(fieldsOf('EnterpriseEditDto'));
    let { version } = await known();
    for (const [field, value] of Object.entries(values)) {
      expect([field, (await edit(hr, version, { [field]: value })).status]).toEqual([field, 403]);
      expect([field, (await edit(neighbour, version, { [field]: value })).status]).toEqual([field, 404]);
      const { status, body } = await edit(county, version, { [field]: value });
      expect([field, status, body]).toMatchObject([field, 200, { [field]: value }]);
      version = body.version;
    }
    expect((await edit(county, version, { name: '仍是我们的' })).status).toBe(404);
  });

  it('an industry that the classification does not have is refused by name; its code may be written without the letter', async () => {
    expect((await edit(county, (await known()).version, { industryCode: '7263' })).body).toMatchObject({ industryCode: 'L7263' });
    const { status, body } = await edit(county, (await known()).version, { industryCode: 'Z99' });
    expect([status, body]).toMatchObject([422, { code: 'enterprise.industry', errors: [{ path: 'industryCode' }] }]);
  });

  it('an account of the bureau cannot become a member, nor a member get a role of the bureau', async () => {
    const answer = await county.post<Registration>('/api/registrations/mine', await application());
    expect([answer.status, answer.body.code]).toEqual([403, 'registration.bureau']);
    const hr = await signedIn(app, [{ role: 'enterprise', enterpriseId: firm }]);
    await expect(app.get(Accounts).grant(hr.userId, { role: 'county-staff', nodeId: '370702' })).rejects.toMatchObject({
      code: 'access.sides',
    });
    await expect(app.get(Accounts).grant(county.userId, { role: 'enterprise', enterpriseId: firm })).rejects.toThrow();
  });

  it('nobody decides about an own application, or as a member of the same enterprise about its first person', async () => {
    // Accounts from before this rule may hold both.
    const { registration } = await apply();
    const uow = app.get(UnitOfWork);
    const own = await apply({ creditCode: codes.next().value });
    await uow.run(() => uow.manager.update('Membership', { id: own.registration.id }, { userId: county.userId }));
    const refused = { status: 403, body: { code: 'registration.own' } };
    expect(await approve(county, own)).toMatchObject(refused);
    await uow.run(() => uow.manager.update('Membership', { id: own.registration.id }, { enterpriseId: firm }));
    expect(await approve(county, { registration })).toMatchObject(refused);
    expect(await county.post(`/api/registrations/${registration.id}/refuse`, { reason: '材料不全' })).toMatchObject(refused);
    const listed = (await county.get<{ items: Registration[] }>('/api/registrations?limit=100')).body.items.map(({ id }) => id);
    expect(listed).not.toContain(own.registration.id);
    await uow.run(() => uow.manager.delete('Membership', { userId: county.userId }));
  });

  it('is renamed and handed on by its own office only; both offices and its people are told, and who waits goes along', async () => {
    const waiting = await apply();
    const hr = await signedIn(app, [{ role: 'enterprise', enterpriseId: firm }]);
    const { version } = await known();
    expect((await edit(neighbour, version, { nodeId: '370703', name: '坊子重工' })).status).toBe(404);
    expect((await edit(hr, version, { nodeId: '370703' })).status).toBe(403);
    expect((await edit(county, version, { nodeId: '3707' })).body.code).toBe('registration.county');
    const moved = await edit(county, version, { nodeId: '370703', name: '坊子重工' });
    expect(moved).toMatchObject({ status: 200, body: { nodeId: '370703', name: '坊子重工' } });
    for (const one of [county, neighbour, hr]) {
      expect((await told(one, 'enterprise.moved'))[0]?.body).toContain('潍城区变更为寒亭区');
      expect((await told(one, 'enterprise.renamed'))[0]?.body).toContain('“奎文重工”');
    }
    expect((await approve(county, waiting)).status).toBe(404);
    expect((await edit(county, moved.body.version, { name: '奎文重工' })).status).toBe(404);
    expect((await approve(neighbour, waiting)).status).toBe(200);
  });

  it('an account may act for an enterprise and a supplier at once: neither decides about the other', async () => {
    const both = await signedIn(app, [
      { role: 'enterprise', enterpriseId: firm },
      { role: 'supplier', supplierId: newId() },
    ]);
    expect((await both.get('/api/me')).body).toMatchObject({ grants: [{ role: 'enterprise' }, { role: 'supplier' }] });
  });

  it('an enterprise says how large it is: far from before it is asked once; a stranger and another office cannot', async () => {
    const hr = await signedIn(app, [{ role: 'enterprise', enterpriseId: firm }]);
    const other = await signedIn(app, [{ role: 'enterprise', enterpriseId: newId() }]);
    const say = async (by: Client, body: object) => {
      const headers = { 'if-match': `"${(await known()).version}"` };
      return by.patch<Enterprise & { code?: string }>(`/api/enterprises/${firm}/size`, body, { headers });
    };
    expect((await say(hr, { sizeClass: 'small', employees: 80 })).body).toMatchObject({ sizeClass: 'small', employees: 80 });
    expect((await say(hr, { employees: 8_000 })).body.code).toBe('enterprise.figures_doubtful');
    expect((await known()).employees).toBe(80);
    expect((await say(hr, { employees: 8_000, figuresConfirmed: true })).body.employees).toBe(8_000);
    expect([(await say(other, { employees: 1 })).status, (await say(neighbour, { employees: 1 })).status]).toEqual([404, 404]);
    expect((await hr.patch(`/api/enterprises/${firm}/size`, { employees: 90 }, { headers: { 'if-match': '"1"' } })).status).toBe(409);
    const history = (await county.get<{ items: { actionName: string; changes: object[] }[] }>(`/api/enterprises/${firm}/history`)).body;
    expect(history.items[0]).toMatchObject({
      actionName: '企业填报规模',
      changes: [{ name: '职工人数', before: '80', after: '8000' }],
    });
    expect((await say(hr, { sizeClass: null, employees: null })).body).toMatchObject({ sizeClass: null, employees: null });
  });

  it('its page says who acts for it: colleagues to its people, applications and papers to its office', async () => {
    const first = await apply();
    await approve(county, first);
    const second = await apply();
    const people = async (by: Client) => (await by.get<{ items: object[] }>(`/api/enterprises/${firm}/people`)).body.items;
    expect(await people(county)).toMatchObject([
      { id: second.registration.id, name: '王秀英', state: 'pending', mayApprove: false, hasLicence: true },
      { id: first.registration.id, state: 'active', mayApprove: true, decidedBy: 'Test person', hasLicence: true, hasLetter: true },
    ]);
    expect(await people(first)).toMatchObject([{ id: first.registration.id, state: 'active', mayApprove: true, hasLicence: false }]);
    expect((await neighbour.get(`/api/enterprises/${firm}/people`)).status).toBe(404);
    const actions = (await county.get<{ items: { actionName: string }[] }>(`/api/enterprises/${firm}/history`)).body.items;
    expect(actions.map(({ actionName }) => actionName)).toEqual(['申请代表企业', '通过注册申请', '申请代表企业']);
    expect((await first.get(`/api/enterprises/${firm}/history`)).status).toBe(403);
  });

  it('its office sees what its people were told, but for what concerns their own accounts', async () => {
    const person = await apply();
    await approve(county, person);
    const sent = (await county.get<{ items: { title: string; toName: string }[] }>(`/api/enterprises/${firm}/messages`)).body.items;
    expect(sent).toHaveLength(1);
    expect(sent).toMatchObject([{ toName: '王秀英', readAt: null }]);
    expect((await neighbour.get(`/api/enterprises/${firm}/messages`)).status).toBe(404);
    expect((await person.get(`/api/enterprises/${firm}/messages`)).status).toBe(403);
  });
});
