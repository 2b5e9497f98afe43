import { eachDatabase } from '../../../test/support/index.js';
import { AuditEntry, RecoveryCode, SecondFactor, Session } from './access.entity.js';
import { Accounts } from './accounts.service.js';
import { SecondFactorAdmin } from './second-factor-admin.service.js';
import { PASSWORD, startAccess, type AccessApp } from '../../../test/support/access.js';
import { Browser, type Answer } from './testing/browser.js';
import { codeAt } from './totp.js';

eachDatabase((database) => {
  let app: AccessApp;
  let required: AccessApp;
  let n = 0;

  beforeAll(async () => {
    app = await startAccess(database, { TRUSTED_DEVICE_DAYS: 30 });
  }, 60_000);

  const account = async (
    role: 'city-admin' | 'county-staff' | 'enterprise' = 'county-staff',
  ): Promise<{ login: string; userId: string }> => {
    const login = `factor${database.kind}${(n += 1)}`;
    const userId = await app.get(Accounts).create({ name: '王敏', login, password: PASSWORD });
    await app.get(Accounts).grant(userId, {
      role,
      ...(role === 'enterprise' ? { enterpriseId: 'e1' } : { nodeId: role === 'city-admin' ? '3707' : '370702' }),
    });
    return { login, userId };
  };
  const browser = (at: AccessApp = app): Browser => new Browser(at.url);
  const signIn = (by: Browser, login: string): Promise<Answer> => by.post('sessions', { login, password: PASSWORD });
  const give = (by: Browser, code: string, trust = false): Promise<Answer> => by.post('sessions/second-step', { code, trust });
  const codeNow = (secret: string): string => codeAt(secret, app.clock.now());
  /** Codes are taken once, so the next one is of the next half minute. */
  const later = (): void => app.clock.advance({ seconds: 30 });

  /** Signed in, with an app set up. */
  const withApp = async (): Promise<{ by: Browser; login: string; userId: string; secret: string; recoveryCodes: string[] }> => {
    const person = await account();
    const by = browser();
    await signIn(by, person.login);
    const { secret } = (await by.post('me/second-factor', { password: PASSWORD })).body as { secret: string };
    const { recoveryCodes } = (await by.post('me/second-factor/confirm', { code: codeNow(secret) })).body as { recoveryCodes: string[] };
    later();
    return { ...person, by, secret, recoveryCodes };
  };
  /** The right password given, the code not yet. */
  const halfWay = async (login: string): Promise<Browser> => {
    const by = browser();
    expect(await signIn(by, login)).toMatchObject({ status: 401, body: { code: 'access.second_step', params: { step: 'code' } } });
    return by;
  };

  describe('setting it up', () => {
    it('needs the password, and a code of the app before anything changes', async () => {
      const { login } = await account();
      const by = browser();
      await signIn(by, login);
      expect(await by.post('me/second-factor', { password: 'wrong' })).toMatchObject({
        status: 401,
        body: { code: 'access.sign_in_failed' },
      });
      const { body } = await by.post('me/second-factor', { password: PASSWORD });
      expect(body).toMatchObject({
        secret: expect.stringMatching(/^[A-Z2-7]{32}$/),
        address: expect.stringMatching(/^otpauth:\/\/totp\/Gangqiao:/),
        qr: expect.stringContaining('<svg'),
      });
      expect(await by.post('me/second-factor/confirm', { code: '000000' })).toMatchObject({
        status: 422,
        body: { code: 'access.code_wrong' },
      });
      expect((await by.get('me/second-factor')).body).toEqual({ since: null, codesLeft: 0, offered: true, required: false });
      expect((await signIn(browser(), login)).status).toBe(201);
    });

    it('gives ten recovery codes once, keeps this session and ends the others', async () => {
      const { login } = await account();
      const [by, other] = [browser(), browser()];
      await signIn(by, login);
      await signIn(other, login);
      const { secret } = (await by.post('me/second-factor', { password: PASSWORD })).body as { secret: string };
      const { status, body } = await by.post('me/second-factor/confirm', { code: codeNow(secret) });
      expect([status, new Set(body.recoveryCodes as string[]).size]).toEqual([201, 10]);
      expect(body.recoveryCodes[0]).toMatch(/^[a-z2-9]{5}-[a-z2-9]{5}$/);
      expect((await by.get('me/second-factor')).body).toMatchObject({ since: app.clock.now().toISOString(), codesLeft: 10 });
      expect((await other.get('me')).status).toBe(401);
    });

    it('anew leaves the old app valid until the new one has shown a code', async () => {
      const { by, login, secret } = await withApp();
      const next = (await by.post('me/second-factor', { password: PASSWORD })).body.secret as string;
      expect((await give(await halfWay(login), codeNow(secret))).status).toBe(201);
      later();
      expect((await by.post('me/second-factor/confirm', { code: codeNow(next) })).status).toBe(201);
      later();
      expect((await give(await halfWay(login), codeNow(secret))).status).toBe(401);
      expect((await give(await halfWay(login), codeNow(next))).status).toBe(201);
    });

    it('is not offered to people of enterprises', async () => {
      const { login } = await account('enterprise');
      const by = browser();
      await signIn(by, login);
      expect((await by.get('me/second-factor')).body.offered).toBe(false);
      expect((await by.post('me/second-factor', { password: PASSWORD })).body.code).toBe('access.second_factor_off');
    });

    it('stores neither secret nor recovery code readably', async () => {
      const { secret, recoveryCodes, userId } = await withApp();
      const stored = JSON.stringify([await app.uow.manager.find(SecondFactor), await app.uow.manager.findBy(RecoveryCode, { userId })]);
      expect(stored).not.toContain(secret);
      for (const code of recoveryCodes) expect(stored).not.toContain(code.replace('-', ''));
    });
  });

  describe('signing in with it', () => {
    it('opens nothing between the password and the code', async () => {
      const { login, userId } = await withApp();
      const before = await app.uow.manager.countBy(Session, { userId });
      const by = await halfWay(login);
      for (const path of ['me', 'me/sessions', 'me/second-factor', 'users']) expect((await by.get(path)).status).toBe(401);
      expect((await by.post('me/password', { current: PASSWORD, next: '另一个足够长的密码在这里' })).status).toBe(401);
      expect((await by.post('sessions/second-step/enrolment')).status).toBe(401);
      expect(await app.uow.manager.countBy(Session, { userId })).toBe(before);
    });

    it('takes the code of the moment once, be it tried four times at the same moment', async () => {
      const { login, secret } = await withApp();
      const browsers = await Promise.all([1, 2, 3, 4].map(() => halfWay(login)));
      const answers = await Promise.all(browsers.map((by) => give(by, codeNow(secret))));
      expect(answers.map(({ status }) => status).sort()).toEqual([201, 401, 401, 401]);
      expect((await give(await halfWay(login), codeNow(secret))).body).toMatchObject({ code: 'access.code_refused' });
      later();
      expect((await give(await halfWay(login), codeNow(secret))).status).toBe(201);
    });

    it('takes each recovery code once, however it is typed', async () => {
      const { login, recoveryCodes } = await withApp();
      const typed = ` ${recoveryCodes[0]!.toUpperCase().replace('-', ' ')} `;
      const [one, two] = [await halfWay(login), await halfWay(login)];
      const answers = await Promise.all([give(one, typed), give(two, typed)]);
      expect(answers.map(({ status }) => status).sort()).toEqual([201, 401]);
      const by = answers[0].status === 201 ? one : two;
      expect((await by.get('me/second-factor')).body.codesLeft).toBe(9);
      expect(await app.uow.manager.countBy(AuditEntry, { action: 'user.recovery_code_used' })).toBeGreaterThan(0);
    });

    it('waits after five wrong codes, wherever they come from', async () => {
      const { login, secret } = await withApp();
      for (let i = 0; i < 5; i += 1) await give(await halfWay(login), '000000');
      expect(await give(await halfWay(login), codeNow(secret))).toMatchObject({ status: 429, body: { code: 'access.locked' } });
    });

    it('has ten minutes for the code, and none once the password was reset', async () => {
      const { login, secret, userId } = await withApp();
      const [slow, overtaken] = [await halfWay(login), await halfWay(login)];
      await app.get(Accounts).changeCredential(userId, { passwordHash: null });
      expect(await give(overtaken, codeNow(secret))).toMatchObject({ status: 401, body: { code: 'access.second_step_over' } });
      app.clock.advance({ seconds: 601 });
      expect((await give(slow, codeNow(secret))).body.code).toBe('access.second_step_over');
      expect((await give(browser(), codeNow(secret))).body.code).toBe('access.second_step_over');
    });

    it('does not ask again on a trusted device, for thirty days or until the password changes', async () => {
      const { login, secret, userId } = await withApp();
      const by = await halfWay(login);
      await give(by, codeNow(secret), true);
      app.clock.advance({ days: 29 });
      expect((await signIn(by, login)).status).toBe(201);
      expect((await signIn(browser(), login)).status).toBe(401);
      app.clock.advance({ days: 2 });
      expect((await signIn(by, login)).status).toBe(401);
      await give(by, codeNow(secret), true);
      expect((await signIn(by, login)).status).toBe(201);
      await app.get(Accounts).changeCredential(userId, {});
      expect((await signIn(by, login)).status).toBe(401);
    });
  });

  describe('getting rid of it', () => {
    it('needs the password, and ends the other sessions', async () => {
      const { by, login, secret } = await withApp();
      const other = await halfWay(login);
      await give(other, codeNow(secret));
      expect((await by.post('me/second-factor/turn-off', { password: 'wrong' })).status).toBe(401);
      expect((await by.post('me/second-factor/turn-off', { password: PASSWORD })).status).toBe(204);
      expect([(await by.get('me')).status, (await other.get('me')).status]).toEqual([200, 401]);
      expect((await signIn(browser(), login)).status).toBe(201);
    });

    it('is an administrator’s step for somebody else, seen in the trail', async () => {
      const { login, userId } = await withApp();
      const admin = await account('city-admin');
      const by = browser();
      await signIn(by, admin.login);
      expect((await by.get(`users/${userId}`)).body.secondFactor).toBe(true);
      expect((await by.post(`users/${userId}/second-factor/reset`)).status).toBe(204);
      expect((await by.post(`users/${admin.userId}/second-factor/reset`)).body.code).toBe('access.own_second_factor');
      expect((await by.post('users/nobody/second-factor/reset')).status).toBe(404);
      expect((await signIn(browser(), login)).status).toBe(201);
      const trail = await app.uow.manager.findBy(AuditEntry, { action: 'user.second_factor_removed', objectId: userId });
      expect(trail.map((entry) => entry.userId)).toEqual([admin.userId]);
    });

    it('is a command for the last administrator', async () => {
      const { login, by } = await withApp();
      expect(await app.get(SecondFactorAdmin).resetByName('nobody-has-this')).toBe(false);
      expect(await app.get(SecondFactorAdmin).resetByName(login)).toBe(true);
      expect((await by.get('me')).status).toBe(401);
      expect((await signIn(browser(), login)).status).toBe(201);
    });

    it('new recovery codes end the earlier ones', async () => {
      const { by, login, recoveryCodes } = await withApp();
      const fresh = (await by.post('me/second-factor/recovery-codes', { password: PASSWORD })).body.recoveryCodes as string[];
      expect((await give(await halfWay(login), recoveryCodes[0]!)).status).toBe(401);
      expect((await give(await halfWay(login), fresh[0]!)).status).toBe(201);
    });
  });

  describe('where it is required', () => {
    beforeAll(async () => {
      await app.close();
      required = await startAccess(database, { GANGQIAO_TWO_FACTOR: 'required' });
      app = required;
    }, 60_000);

    it('lets bureau accounts set it up on their way in, and do nothing before', async () => {
      const { login } = await account();
      const by = browser();
      expect(await signIn(by, login)).toMatchObject({ status: 401, body: { code: 'access.second_step', params: { step: 'enrolment' } } });
      expect((await by.get('me')).status).toBe(401);
      expect((await give(by, '123456')).status).toBe(401);
      const { secret } = (await by.post('sessions/second-step/enrolment')).body as { secret: string };
      expect((await by.post('sessions/second-step/enrolment/confirm', { code: '000000' })).status).toBe(422);
      const { status, body } = await by.post('sessions/second-step/enrolment/confirm', { code: codeNow(secret) });
      expect([status, body.recoveryCodes.length]).toEqual([201, 10]);
      expect((await by.get('me')).status).toBe(200);
      expect((await by.post('me/second-factor/turn-off', { password: PASSWORD })).body.code).toBe('access.second_factor_required');
    });

    it('ends sessions that a password alone had opened, also when the bureau role came later', async () => {
      const login = `later${database.kind}`;
      const userId = await app.get(Accounts).create({ name: '王敏', login, password: PASSWORD });
      const by = browser();
      expect((await signIn(by, login)).status).toBe(201);
      expect((await by.get('me')).status).toBe(200);
      await app.get(Accounts).grant(userId, { role: 'county-staff', nodeId: '370702' });
      expect((await by.get('me')).status).toBe(401);
      expect((await signIn(by, login)).body.params.step).toBe('enrolment');
    });

    it('asks no enterprise', async () => {
      const { login } = await account('enterprise');
      expect((await signIn(browser(), login)).status).toBe(201);
    });
  });
});
