import type { DataSource } from 'typeorm';
import { drift, insertRows, type UnitOfWork } from '#platform/db';
import type { Role } from '#platform/http';
import { eachDatabase, HeardEvents, TestClock } from '../../../test/support/index.js';
import { AccessGrant, AuditEntry, PasswordLink, Session, UserAccount } from './access.entity.js';
import { RetentionHandlers } from './access.handlers.js';
import './access.retention.js';
import { AccessService, withinScope } from './access.service.js';
import type { Accounts } from './accounts.service.js';
import type { Audit } from './audit.service.js';
import type { Directory } from './directory.service.js';
import { OrgAdmin } from './org-admin.service.js';
import type { OrgTree } from './org-tree.service.js';
import type { OwnPassword } from './own-password.service.js';
import type { PasswordLinks } from './password-links.service.js';
import { definePermissions } from './permissions.js';
import type { Sessions } from './session.service.js';
import type { SignIn } from './sign-in.service.js';
import { accessServices, refusal, signedInAs, PASSWORD, type AccessServices } from './testing/services.js';
import type { Users } from './users.service.js';

definePermissions({
  'user.manage': ['city-admin'],
  'org.manage': ['city-admin'],
  'audit.read': ['auditor', 'city-admin'],
  'thing.edit': ['city-admin', 'county-staff', 'enterprise'],
});

eachDatabase((database) => {
  const clock = new TestClock();
  const heard = new HeardEvents();
  const access = new AccessService();
  let services: AccessServices;
  let source: DataSource;
  let uow: UnitOfWork;
  let org: OrgTree;
  let accounts: Accounts;
  let sessions: Sessions;
  let signIn: SignIn;
  let ownPassword: OwnPassword;
  let audit: Audit;
  let links: PasswordLinks;
  let users: Users;
  let directory: Directory;
  let n = 0;

  beforeAll(async () => {
    services = await accessServices(database, { clock, heard, access });
    ({ source, uow, org, accounts, sessions, signIn, ownPassword, audit, links, users, directory } = services);
  });

  const person = (role: Role, on: { nodeId?: string; enterpriseId?: string }) => signedInAs(services, (n += 1), role, on);

  it('has no difference between entities and migrations', async () => expect(await drift(source)).toEqual([]));

  it('sets the city up once, with its counties and development zones', async () => {
    await org.ensureCity();
    const nodes = await org.countiesAndZones();
    expect(nodes.filter((node) => node.kind === 'county')).toHaveLength(12);
    expect(nodes.filter((node) => node.kind === 'zone')).toHaveLength(4);
    expect((await org.byDivision('370702'))?.path).toBe('/37/3707/370702/');
    const { who } = await person('city-admin', { nodeId: '3707' });
    const nameless = { of: () => Promise.resolve(new Map<string, string>()), find: () => Promise.resolve([]) };
    const admin = new OrgAdmin(uow, org, access, audit, nameless);
    const town = await admin.add(who, '370702', 'town', '于河街道');
    expect(town.path.startsWith('/37/3707/370702/')).toBe(true);
    expect(await refusal(admin.add(who, town.id, 'zone', '不能'))).toBe('422 access.node_kind');
    expect(await refusal(admin.add(who, '37', 'city', '别处'))).toBe('404 access.outside');
  });

  it('keeps nothing readable about a person in the table', async () => {
    const { userId } = await person('county-staff', { nodeId: '370702' });
    const [row] = await source.query<Record<string, unknown>[]>(`SELECT * FROM user_account WHERE id = '${userId}'`);
    expect(JSON.stringify(row)).not.toMatch(/王|138\d{8}|example/);
  });

  it('signs in by login, e-mail or phone, however they are written', async () => {
    const { login, userId } = await person('county-staff', { nodeId: '370702' });
    const phone = `+86 138-${String(n)
      .padStart(8, '0')
      .replace(/(....)/, '$1-')}`;
    for (const typed of [login.toUpperCase(), ` ${login}@Example.com`, phone]) {
      const { token } = await signIn.signIn(typed, PASSWORD, 'x');
      expect((await sessions.principal(token, 'zh'))?.userId).toBe(userId);
    }
  });

  it('locks out after five wrong tries, for growing times, for accounts and for names that do not exist alike', async () => {
    const { login } = await person('county-staff', { nodeId: '370702' });
    for (const typed of [login, 'nobody-here']) {
      for (let i = 0; i < 5; i += 1) expect(await refusal(signIn.signIn(typed, 'wrong', 'x'))).toBe('401 access.sign_in_failed');
      expect(await refusal(signIn.signIn(typed, PASSWORD, 'x'))).toBe('429 access.locked');
      clock.advance({ seconds: 61 });
      expect(await refusal(signIn.signIn(typed, 'wrong', 'x'))).toBe('401 access.sign_in_failed');
      clock.advance({ seconds: 61 });
      expect(await refusal(signIn.signIn(typed, PASSWORD, 'x'))).toBe('429 access.locked');
      clock.advance({ seconds: 61 });
    }
    expect(await refusal(signIn.signIn(login, PASSWORD, 'x'))).toBe('nothing was refused');
  });

  it('does not let twenty tries at the same moment pass as the first', async () => {
    const { login } = await person('county-staff', { nodeId: '370702' });
    const answers = await Promise.all(Array.from({ length: 20 }, () => refusal(signIn.signIn(login, 'wrong', 'x'))));
    expect(answers.filter((answer) => answer === '401 access.sign_in_failed').length).toBe(5);
  });

  it('ends a session when it is revoked, idle, or the account disabled', async () => {
    const admin = await person('city-admin', { nodeId: '3707' });
    const staff = await person('county-staff', { nodeId: '370702' });
    const second = await signIn.signIn(staff.login, PASSWORD, 'phone');
    expect((await sessions.own(staff.who)).items.map(({ agent }) => agent).sort()).toEqual(['jest', 'phone']);
    expect(await refusal(sessions.end(admin.who, second.sessionId))).toBe('404 not_found');
    await sessions.end(staff.who, second.sessionId);
    expect(await sessions.principal(second.token, 'zh')).toBeNull();
    expect(await sessions.principal(staff.token, 'zh')).not.toBeNull();
    clock.advance({ hours: 11 });
    expect(await sessions.principal(staff.token, 'zh')).toBeNull();
    const third = await signIn.signIn(staff.login, PASSWORD, 'x');
    await users.disable(admin.who, staff.userId);
    expect(await sessions.principal(third.token, 'zh')).toBeNull();
    expect(await refusal(signIn.signIn(staff.login, PASSWORD, 'x'))).toBe('401 access.sign_in_failed');
    await users.enable(admin.who, staff.userId);
    expect(await refusal(signIn.signIn(staff.login, PASSWORD, 'x'))).toBe('nothing was refused');
  });

  it('changing the password ends the other sessions, and needs the old one', async () => {
    const staff = await person('county-staff', { nodeId: '370702' });
    const other = await signIn.signIn(staff.login, PASSWORD, 'x');
    expect(await refusal(ownPassword.change(staff.who, 'wrong', '另一个足够长的密码在这里'))).toBe('401 access.sign_in_failed');
    expect(await refusal(ownPassword.change(staff.who, PASSWORD, 'short'))).toBe('422 request.invalid');
    await ownPassword.change(staff.who, PASSWORD, '另一个足够长的密码在这里');
    expect(await sessions.principal(other.token, 'zh')).toBeNull();
    expect(await sessions.principal(staff.token, 'zh')).not.toBeNull();
  });

  it('opens nothing while a password stands that somebody else chose', async () => {
    const id = await accounts.create({ name: '临', login: 'temporary1', password: PASSWORD, mustChange: true });
    await accounts.grant(id, { role: 'city-admin', nodeId: '3707' });
    const { token } = await signIn.signIn('temporary1', PASSWORD, 'x');
    const who = (await sessions.principal(token, 'zh'))!;
    expect(who.grants).toEqual([]);
    await ownPassword.change(who, PASSWORD, '另一个足够长的密码在这里');
    expect((await sessions.principal(token, 'zh'))?.grants).toHaveLength(1);
    await accounts.revoke(id, { role: 'city-admin', nodeId: '3707' });
    expect(await sessions.principal(token, 'zh')).toBeNull();
  });

  it('answers 403 without the permission and 404 for another county’s object', async () => {
    const { who } = await person('county-staff', { nodeId: '370702' });
    const own = { nodePath: '/37/3707/370702/' };
    const others = { nodePath: '/37/3707/370703/', enterpriseId: 'e1' };
    expect(() => access.require(who, 'thing.edit', own)).not.toThrow();
    expect(await refusal(Promise.resolve().then(() => access.require(who, 'thing.edit', others)))).toBe('404 access.outside');
    expect(await refusal(Promise.resolve().then(() => access.require(who, 'user.manage', own)))).toBe('403 access.denied');
    expect(access.canSee((await person('city-admin', { nodeId: '3707' })).who, 'thing.edit', others)).toBe(true);
    expect(access.canSee((await person('enterprise', { enterpriseId: 'e1' })).who, 'thing.edit', others)).toBe(true);
    expect(() => access.can(who, 'thing.edti')).toThrow(/nobody's catalogue/);
  });

  it('a list within a scope shows what the scope reaches, and nothing for a scope that reaches nothing', async () => {
    const { who } = await person('county-staff', { nodeId: '370702' });
    await audit.record(null, 'probe', { kind: 'probe', id: '1', nodePath: '/37/3707/370702/' });
    await audit.record(null, 'probe', { kind: 'probe', id: '2', nodePath: '/37/3707/370703/' });
    const ids = async (scope: ReturnType<AccessService['scope']>) =>
      (
        await withinScope(uow.manager.createQueryBuilder(AuditEntry, 'e').where({ action: 'probe' }), scope, {
          nodePath: 'e.nodePath',
        }).getMany()
      ).map((entry) => entry.objectId);
    expect(await ids(access.scope(who, 'thing.edit'))).toEqual(['1']);
    expect(await ids(access.scope(who, 'user.manage'))).toEqual([]);
  });

  it('invites by a link that works once and for 72 hours, and is told to nobody in the clear', async () => {
    const { who } = await person('city-admin', { nodeId: '3707' });
    const { id, link } = await users.invite(who, { name: '新人', phone: '13987654321' }, [{ role: 'county-staff', nodeId: '370703' }]);
    const made = heard.heard.at(-1)!;
    expect(made).toMatchObject({ name: 'access.password_link_made', data: { userId: id, purpose: 'invite' } });
    expect(await links.address((made.data as { linkId: string }).linkId)).toBe(link);
    const token = link.split('#')[1]!;
    const stored = await uow.manager.findOneByOrFail(PasswordLink, { userId: id });
    expect(JSON.stringify(stored)).not.toContain(token);
    expect(await refusal(signIn.signIn('13987654321', '', 'x'))).toBe('401 access.sign_in_failed');
    expect(await refusal(links.redeem(token, '13987654321'))).toBe('422 request.invalid');
    expect(await refusal(links.redeem('x'.repeat(43), PASSWORD))).toBe('410 access.link_invalid');
    await links.redeem(token, PASSWORD);
    expect(await refusal(links.redeem(token, PASSWORD))).toBe('410 access.link_invalid');
    expect(await refusal(signIn.signIn('13987654321', PASSWORD, 'x'))).toBe('nothing was refused');
    const late = (await users.reset(who, id)).split('#')[1]!;
    clock.advance({ hours: 72 });
    expect(await refusal(links.redeem(late, PASSWORD))).toBe('410 access.link_invalid');
  });

  it('lets no administrator give a role on a node above their own, nor change their own roles', async () => {
    const { who, userId } = await person('city-admin', { nodeId: '3707' });
    const { userId: other } = await person('county-staff', { nodeId: '370702' });
    expect(await refusal(users.grant(who, userId, { role: 'county-staff', nodeId: '370705' }))).toBe('409 access.own_roles');
    expect(await refusal(users.grant(who, other, { role: 'city-admin', nodeId: '37' }))).toBe('404 access.outside');
    expect(await refusal(users.grant(who, other, { role: 'county-staff', nodeId: '370705' }))).toBe('nothing was refused');
  });

  it('says the same to whoever forgot a password, whether there is such an account or not', async () => {
    const { login } = await person('county-staff', { nodeId: '370702' });
    const before = heard.heard.length;
    await links.forgotten('nobody-at-all');
    expect(heard.heard.length).toBe(before);
    await links.forgotten(login);
    expect(heard.heard.at(-1)).toMatchObject({ data: { purpose: 'reset' } });
  });

  it('refuses a second account with the same phone, and one that nobody could sign in to', async () => {
    await accounts.create({ name: '甲', phone: '13911112222' });
    expect(await refusal(accounts.create({ name: '乙', phone: '+86 139 1111 2222' }))).toBe('409 account.exists');
    expect(await refusal(accounts.create({ name: '乙' }))).toBe('422 account.identity');
  });

  it('keeps one administrator who can sign in, even when two remove each other at the same moment', async () => {
    await uow.run(() => uow.manager.update(AccessGrant, { role: 'city-admin' }, { state: 'ended' }));
    const [one, two] = [await person('city-admin', { nodeId: '3707' }), await person('city-admin', { nodeId: '3707' })];
    const answers = await Promise.all([refusal(users.disable(one.who, two.userId)), refusal(users.disable(two.who, one.userId))]);
    expect(answers.sort()).toEqual(['409 access.last_admin', 'nothing was refused']);
    expect(await refusal(users.disable(one.who, one.userId))).toBe('409 access.self');
  });

  it('leaves an audit entry without personal values, and shows it to the auditor', async () => {
    const { who } = await person('city-admin', { nodeId: '3707' });
    const auditor = (await person('auditor', { nodeId: '3707' })).who;
    const { id } = await users.invite(who, { name: '李雷', email: 'lilei@example.com' }, [{ role: 'liaison', nodeId: '370703' }]);
    const { items } = await audit.page(auditor, { objectKind: 'user', objectId: id }, undefined, 10);
    expect(items.map((entry) => [entry.action, entry.userId])).toEqual([['user.invited', who.userId]]);
    expect(JSON.stringify(items)).not.toMatch(/李雷|lilei/);
    expect(items[0]?.fields).toMatchObject({ grants: [{ role: 'liaison', nodeId: '370703' }] });
    expect(await refusal(audit.page((await person('county-staff', { nodeId: '370702' })).who, {}, undefined, 10))).toBe(
      '403 access.denied',
    );
  });

  it('tells a county’s staff and not their neighbours, nor the city unless it is asked for', async () => {
    await uow.run(() => uow.manager.update(AccessGrant, { nodeId: '370781' }, { state: 'ended' }));
    const own = await person('county-staff', { nodeId: '370781' });
    await person('county-staff', { nodeId: '370782' });
    expect((await directory.staffOf('/37/3707/370781/')).map(({ userId }) => userId)).toEqual([own.userId]);
    expect((await directory.staffOf('370781')).map(({ userId }) => userId)).toEqual([own.userId]);
    const withCity = await directory.staffOf('/37/3707/370781/', ['county-staff', 'city-admin']);
    expect(withCity.length).toBeGreaterThan(1);
    const hr = await person('enterprise', { enterpriseId: 'e7' });
    expect(await directory.usersOfEnterprise('e7')).toEqual([
      {
        userId: hr.userId,
        name: hr.who.name,
        locale: 'zh',
        email: `${hr.login}@example.com`,
        phone: expect.stringMatching(/^138/),
        wecom: null,
        nodeId: null,
      },
    ]);
  });

  it('forgets old sessions and audit entries in chunks, keeps what is not old, and says so in the trail', async () => {
    const staff = await person('county-staff', { nodeId: '370702' });
    const old = new Date(clock.now().getTime() - 40 * 86_400_000);
    const lines = Array.from({ length: 1201 }, (_, i) => ({
      id: `old-${i}`,
      userId: staff.userId,
      tokenHash: `hash-${i}`,
      createdAt: old,
      seenAt: old,
      idleMinutes: 10,
      generation: 1,
      secondFactor: false,
      expiresAt: old,
      endedAt: null,
      agent: '',
    }));
    await uow.run(() => insertRows(uow.manager, Session, lines));
    await new RetentionHandlers(uow, clock, audit).sweep({}, { signal: new AbortController().signal, progress: () => undefined });
    expect(await uow.manager.countBy(Session, { userId: staff.userId })).toBe(1);
    const entry = await uow.manager.findOneByOrFail(AuditEntry, { action: 'retention.swept', objectId: 'session' });
    expect(entry).toMatchObject({ userId: null, fields: { records: 1201, keepDays: 30 } });
    expect(await sessions.principal(staff.token, 'zh')).not.toBeNull();
  });

  it('has no session or hash that a copy of the tables would open', async () => {
    const { token } = await person('county-staff', { nodeId: '370702' });
    const stored = JSON.stringify([await uow.manager.find(Session), await uow.manager.find(UserAccount)]);
    expect(stored).not.toContain(token);
    expect(stored).toContain('$argon2id$v=19$m=19456,t=2,p=1$');
  });
});
