import { eachDatabase } from '../../../test/support/index.js';
import { PASSWORD, startAccess, type AccessApp } from '../../../test/support/access.js';
import { ApiToken, AuditEntry } from './access.entity.js';
import { Accounts } from './accounts.service.js';
import { Browser, type Answer } from './testing/browser.js';

eachDatabase((database) => {
  let app: AccessApp;
  let n = 0;

  beforeAll(async () => {
    app = await startAccess(database, { API_TOKENS_EACH: 3, API_TOKEN_MAX_DAYS: 90 });
  }, 60_000);

  const admin = { name: '周明', role: 'city-admin', nodeId: '3707' } as const;
  /** A system's own request, without a cookie. */
  const bySystem = async (token: string, path: string, method = 'GET'): Promise<Answer> => {
    const response = await fetch(`${app.url}/api/${path}`, { method, headers: { authorization: `Bearer ${token}` } });
    const json = response.headers.get('content-type')?.includes('json');
    return { status: response.status, body: json ? await response.json() : await response.text() };
  };
  const signedIn = async (): Promise<{ by: Browser; login: string; userId: string }> => {
    const login = `token${database.kind}${(n += 1)}`;
    const userId = await app.get(Accounts).create({ name: admin.name, login, password: PASSWORD });
    await app.get(Accounts).grant(userId, { role: admin.role, nodeId: admin.nodeId });
    const by = new Browser(app.url);
    await by.post('sessions', { login, password: PASSWORD });
    return { by, login, userId };
  };
  const asked = { name: '省平台', role: admin.role, permissions: ['audit.read'], days: 30, password: PASSWORD };
  const made = async (by: Browser, more: object = {}): Promise<{ id: string; token: string; expiresAt: string }> =>
    (await by.post('api-tokens', { ...asked, ...more })).body as { id: string; token: string; expiresAt: string };

  it('acts for its maker with the permissions it was given, and with no other', async () => {
    const { by } = await signedIn();
    const { token } = await made(by);
    expect(await bySystem(token, 'audit-entries')).toMatchObject({ status: 200 });
    expect(await bySystem(token, 'jobs')).toMatchObject({ status: 403 });
  });

  it('opens nothing that is a person’s own: sessions, password, tokens', async () => {
    const { by } = await signedIn();
    const { id, token } = await made(by);
    for (const [path, method] of [['me'], ['me/sessions'], ['api-tokens'], [`api-tokens/${id}`, 'DELETE']] as const)
      expect(await bySystem(token, path, method)).toMatchObject({ status: 403, body: { code: 'access.denied' } });
    expect(await bySystem(token, 'sessions/current', 'DELETE')).toMatchObject({ status: 204 });
    expect(await bySystem(token, 'audit-entries')).toMatchObject({ status: 200 });
  });

  it('can never give others access, nor steer the queues, whatever its maker may', async () => {
    const { by } = await signedIn();
    const offers = (await by.get('api-tokens/offers')).body as { permissions: string[]; mostDays: number }[];
    expect(offers).toMatchObject([{ mostDays: 90 }]);
    expect(offers[0]?.permissions).toContain('audit.read');
    for (const never of ['user.manage', 'org.manage', 'jobs.manage', 'dispatch.people_full'])
      expect(offers[0]?.permissions).not.toContain(never);
    expect(await by.post('api-tokens', { ...asked, permissions: ['audit.read', 'user.manage'] })).toMatchObject({
      status: 422,
      body: { code: 'request.invalid', errors: [{ path: 'permissions.1' }] },
    });
  });

  it('is made with the password, for a role one has, and for at most the days that the settings name', async () => {
    const { by } = await signedIn();
    expect(await by.post('api-tokens', { ...asked, password: 'wrong' })).toMatchObject({ status: 401 });
    expect(await by.post('api-tokens', { ...asked, role: 'enterprise' })).toMatchObject({ status: 403 });
    expect(await by.post('api-tokens', { ...asked, days: 91 })).toMatchObject({ status: 422, body: { code: 'access.token_days' } });
  });

  it('is kept as a hash and told once; the list shows how it begins, and when it was used last', async () => {
    const { by, userId } = await signedIn();
    const { id, token } = await made(by);
    expect(JSON.stringify(await app.uow.manager.findBy(ApiToken, { userId }))).not.toContain(token.slice(3));
    expect((await by.get('api-tokens')).body.items).toMatchObject([{ id, hint: token.slice(0, 7), lastUsedAt: null, state: 'living' }]);
    await bySystem(token, 'audit-entries');
    expect((await by.get('api-tokens')).body.items).toMatchObject([{ lastUsedAt: app.clock.now().toISOString() }]);
  });

  it('is over on its day, when it is ended, and for whoever sends a made-up one', async () => {
    const { by } = await signedIn();
    const ended = await made(by);
    expect(await by.send('DELETE', `api-tokens/${ended.id}`)).toMatchObject({ status: 204 });
    expect(await by.send('DELETE', `api-tokens/${ended.id}`)).toMatchObject({ status: 204 });
    const over = { status: 401, body: { code: 'access.token_over' } };
    expect(await bySystem(ended.token, 'audit-entries')).toMatchObject(over);
    expect(await bySystem(`gq_${'x'.repeat(43)}`, 'audit-entries')).toMatchObject(over);
    const short = await made(by, { days: 1 });
    app.clock.advance({ hours: 25 });
    expect(await bySystem(short.token, 'audit-entries')).toMatchObject(over);
  });

  it('goes on when its maker changes the password, and ends when somebody resets it or takes the role away', async () => {
    const { by, userId } = await signedIn();
    const { token } = await made(by);
    expect(await by.post('me/password', { current: PASSWORD, next: 'Another 88 looms stand idle' })).toMatchObject({ status: 204 });
    expect(await bySystem(token, 'audit-entries')).toMatchObject({ status: 200 });
    await app.get(Accounts).endSessions([userId]);
    expect(await bySystem(token, 'audit-entries')).toMatchObject({ status: 401 });
    const other = await signedIn();
    const second = await made(other.by);
    await app.get(Accounts).revoke(other.userId, { role: admin.role, nodeId: admin.nodeId });
    expect(await bySystem(second.token, 'audit-entries')).toMatchObject({ status: 401 });
  });

  it('is nobody else’s to end, but an administrator sees and ends everybody’s', async () => {
    const { by } = await signedIn();
    const { id, token } = await made(by);
    const county = await app.person('county-staff', { nodeId: '370702' });
    const stranger = new Browser(app.url);
    await stranger.post('sessions', { login: county.login, password: PASSWORD });
    expect(await stranger.send('DELETE', `api-tokens/${id}`)).toMatchObject({ status: 404 });
    expect(await stranger.get('api-tokens?of=all')).toMatchObject({ status: 403 });
    const other = await signedIn();
    const all = (await other.by.get('api-tokens?of=all')).body.items as { id: string; userName: string }[];
    expect(all.find((one) => one.id === id)).toMatchObject({ userName: admin.name });
    expect(await other.by.send('DELETE', `api-tokens/${id}`)).toMatchObject({ status: 204 });
    expect(await bySystem(token, 'audit-entries')).toMatchObject({ status: 401 });
  });

  it('is refused beyond the number that one account may have, also when several are asked for at once', async () => {
    const { by } = await signedIn();
    const answers = await Promise.all(Array.from({ length: 6 }, () => by.post('api-tokens', asked)));
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status === 201)).toHaveLength(3);
    // Passwords of one account that are looked at together count as tries: the last may hear of that before it hears of the number.
    expect(statuses.filter((status) => status === 409 || status === 429)).toHaveLength(3);
  });

  it('leaves a trace of being made and ended, and of itself in what it does', async () => {
    const { by, userId } = await signedIn();
    const { id } = await made(by);
    await by.send('DELETE', `api-tokens/${id}`);
    const traces = await app.uow.manager.find(AuditEntry, { where: { objectId: id }, order: { id: 'ASC' } });
    expect(traces).toMatchObject([
      { action: 'api_token.made', userId, fields: { name: '省平台', permissions: ['audit.read'] } },
      { action: 'api_token.ended', userId },
    ]);
    const { token } = await made(by);
    await bySystem(token, 'audit-entries/export?format=csv');
    const exported = await app.uow.manager.findOneByOrFail(AuditEntry, { action: 'audit.exported', userId });
    expect(exported.fields).toMatchObject({ bySystem: '省平台' });
  });
});
