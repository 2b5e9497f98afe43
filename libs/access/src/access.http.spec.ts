import type { Role } from '#platform/http';
import { freshDatabase, TestClock, type RunningApp } from '../../../test/support/index.js';
import { startPart } from '../../../test/support/start-part.js';
import { Accounts, OrgTree } from './index.js';

const PASSWORD = '春风十里不如今日招工顺';

interface Answer {
  status: number;
  body: any; // eslint-disable-line @typescript-eslint/no-explicit-any -- each test looks at its own part of it
  cookie: string | null;
}

describe('access over HTTP', () => {
  const database = freshDatabase('embedded');
  const clock = new TestClock();
  let app: RunningApp;
  let admin: string;

  const call = async (
    method: string,
    path: string,
    { cookie, body, origin }: { cookie?: string; body?: unknown; origin?: string } = {},
  ): Promise<Answer> => {
    const response = await fetch(`${app.url}/api/${path}`, {
      method,
      headers: {
        ...(cookie ? { cookie } : {}),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        origin: origin ?? 'https://gq.example',
        'accept-language': 'en',
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: text === '' ? null : JSON.parse(text), cookie: response.headers.get('set-cookie') };
  };
  const account = async (login: string, role: Role, nodeId: string): Promise<string> => {
    const userId = await app.get(Accounts).create({ name: `王${login}`, login, email: `${login}@example.com`, password: PASSWORD });
    await app.get(Accounts).grant(userId, { role, nodeId });
    const { status, cookie } = await call('POST', 'sessions', { body: { login, password: PASSWORD } });
    expect(status).toBe(201);
    return cookie?.split(';')[0] ?? '';
  };

  beforeAll(async () => {
    app = await startPart(database, ['access'], { clock, settings: { PUBLIC_URL: 'https://gq.example' } });
    await app.get(OrgTree).ensureCity();
    admin = await account('boss', 'city-admin', '3707');
  });
  afterAll(() => app.close());

  it('gives a cookie that no script and no other site gets, and takes it back', async () => {
    const { cookie, body } = await call('POST', 'sessions', { body: { login: 'boss', password: PASSWORD } });
    expect(cookie).toMatch(/^gq_session=[\w-]{43}; .*Path=\/; .*HttpOnly; Secure; SameSite=Lax/);
    expect(body).toMatchObject({
      name: '王boss',
      grants: [{ role: 'city-admin', nodeId: '3707', nodeName: '潍坊市' }],
      permissions: expect.arrayContaining(['user.manage']),
    });
    const own = cookie?.split(';')[0] ?? '';
    expect((await call('GET', 'me', { cookie: own })).status).toBe(200);
    expect((await call('DELETE', 'sessions/current', { cookie: own })).status).toBe(204);
    expect((await call('GET', 'me', { cookie: own })).body).toMatchObject({ status: 401, code: 'access.sign_in' });
  });

  it('answers a wrong password and an unknown account in the same words, and refuses another site', async () => {
    const wrong = await call('POST', 'sessions', { body: { login: 'boss', password: 'x' } });
    const unknown = await call('POST', 'sessions', { body: { login: 'nobody', password: 'x' } });
    expect(wrong).toMatchObject({ status: 401, body: { code: 'access.sign_in_failed', detail: 'Wrong account or password' } });
    expect({ ...unknown.body, instance: '' }).toEqual({ ...wrong.body, instance: '' });
    expect((await call('POST', 'sessions', { body: { login: 'boss', password: PASSWORD }, origin: 'https://evil.example' })).status).toBe(
      403,
    );
  });

  it('lets an administrator invite, see, disable and reset, with addresses masked', async () => {
    const invited = await call('POST', 'users', {
      cookie: admin,
      body: { name: '李雷', phone: '13812345678', email: 'lilei@example.com', grants: [{ role: 'county-staff', nodeId: '370702' }] },
    });
    expect(invited).toMatchObject({
      status: 201,
      body: {
        state: 'invited',
        phone: '138****5678',
        email: 'l***@example.com',
        grants: [{ role: 'county-staff', nodeName: '潍城区' }],
        link: expect.stringMatching(/^https:\/\/gq\.example\/console\/password#/),
      },
    });
    const token = String(invited.body.link).split('#')[1];
    expect((await call('POST', 'password-links/redeem', { body: { token, password: PASSWORD } })).status).toBe(204);
    expect((await call('POST', 'password-links/redeem', { body: { token, password: PASSWORD } })).status).toBe(410);
    const { id } = invited.body;
    expect((await call('GET', 'users?q=13812345678', { cookie: admin })).body.items).toMatchObject([{ id, state: 'active' }]);
    expect((await call('GET', 'users?role=county-staff', { cookie: admin })).body.items).toHaveLength(1);
    expect((await call('POST', `users/${id}/disable`, { cookie: admin })).status).toBe(204);
    expect((await call('POST', 'sessions', { body: { login: '13812345678', password: PASSWORD } })).status).toBe(401);
    expect((await call('POST', `users/${id}/enable`, { cookie: admin })).status).toBe(204);
    expect((await call('POST', `users/${id}/reset`, { cookie: admin })).body.link).toContain('#');
    const enterprise = { role: 'enterprise', enterpriseId: 'e1' };
    expect((await call('POST', `users/${id}/grants`, { cookie: admin, body: enterprise })).body.code).toBe('access.sides');
    const liaison = { role: 'liaison', nodeId: '370702' };
    const { grants } = (await call('POST', `users/${id}/grants`, { cookie: admin, body: liaison })).body;
    expect(grants).toHaveLength(2);
    expect((await call('DELETE', `users/${id}/grants/${grants[1].id}`, { cookie: admin })).status).toBe(204);
    expect((await call('GET', `users/${id}`, { cookie: admin })).body.grants).toHaveLength(1);
    const [ended, given] = (await call('GET', `audit-entries?objectKind=user&objectId=${id}&limit=2`, { cookie: admin })).body.items;
    expect([given.changes[0], ended.changes[0]]).toEqual([
      { name: 'Roles', before: 'Role county staff; Place 潍城区', after: 'Role county staff; Place 潍城区, Role liaison; Place 潍城区' },
      { name: 'Roles', before: 'Role county staff; Place 潍城区, Role liaison; Place 潍城区', after: 'Role county staff; Place 潍城区' },
    ]);
    expect((await call('POST', `users/${id}/grants`, { cookie: admin, body: { role: 'supplier' } })).body).toMatchObject({
      status: 422,
      code: 'access.grant_scope',
    });
    expect((await call('GET', 'users/none', { cookie: admin })).status).toBe(404);
  });

  it('refuses all of that to everybody else', async () => {
    const staff = await account('staff', 'county-staff', '370702');
    for (const [method, path] of [
      ['GET', 'users'],
      ['POST', 'users'],
      ['POST', 'users/x/disable'],
      ['GET', 'audit-entries'],
      ['POST', 'org-nodes'],
    ] as const) {
      expect((await call(method, path, { cookie: staff, ...(method === 'POST' ? { body: {} } : {}) })).body).toMatchObject({
        status: 403,
        code: 'access.denied',
      });
      expect((await call(method, path, method === 'POST' ? { body: {} } : {})).body).toMatchObject({ status: 401 });
    }
  });

  it('lists my sessions and ends one of them, and none of somebody else', async () => {
    const staff = await account('second', 'county-staff', '370702');
    const other = (await call('POST', 'sessions', { body: { login: 'second', password: PASSWORD } })).cookie?.split(';')[0];
    const list = (await call('GET', 'me/sessions', { cookie: staff })).body.items as { id: string; current: boolean }[];
    expect(list.filter((session) => session.current)).toHaveLength(1);
    const elsewhere = list.find((session) => !session.current)?.id;
    expect((await call('DELETE', `me/sessions/${elsewhere}`, { cookie: admin })).status).toBe(404);
    expect((await call('DELETE', `me/sessions/${elsewhere}`, { cookie: staff })).status).toBe(204);
    expect((await call('GET', 'me', { cookie: other ?? '' })).status).toBe(401);
    expect((await call('POST', 'me/password', { cookie: staff, body: { current: PASSWORD, next: '一二三' } })).body).toMatchObject({
      status: 422,
      errors: [{ path: 'next', code: 'password.short', message: 'At least 10 characters' }],
    });
  });

  it('shows the tree and the trail', async () => {
    expect((await call('GET', 'org-nodes?kind=county')).body).toHaveLength(16);
    expect((await call('GET', 'org-nodes')).body).toMatchObject([{ id: '37', kind: 'province' }]);
    const town = await call('POST', 'org-nodes', { cookie: admin, body: { parentId: '370702', kind: 'town', name: '于河街道' } });
    expect(town).toMatchObject({ status: 201, body: { parentId: '370702', path: expect.stringMatching(/^\/37\/3707\/370702\//) } });
    const trail = (await call('GET', 'audit-entries?objectKind=user&limit=3', { cookie: admin })).body;
    expect(trail.items).toHaveLength(3);
    const [invited] = (await call('GET', 'audit-entries?objectKind=user&action=user.invited', { cookie: admin })).body.items;
    expect(invited).toMatchObject({
      userName: '王boss',
      objectName: '李雷',
      actionName: 'Invited somebody',
      requestId: expect.any(String),
    });
    expect((await call('GET', `audit-entries?objectKind=user&limit=3&cursor=${trail.next}`, { cookie: admin })).body.items[0].id).not.toBe(
      trail.items[0].id,
    );
  });

  it('answers a forgotten password alike for everybody', async () => {
    for (const login of ['boss', 'nobody'])
      expect(await call('POST', 'password-links', { body: { login } })).toMatchObject({ status: 202, body: null });
  });
});
