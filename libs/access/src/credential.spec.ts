import { setTimeout as after } from 'node:timers/promises';
import { Settings } from '#platform/config';
import { eachDatabase } from '../../../test/support/index.js';
import { AccessGrant, Session, UserAccount } from './access.entity.js';
import { Accounts } from './accounts.service.js';
import { OwnPassword } from './own-password.service.js';
import { PasswordLinks } from './password-links.service.js';
import { Sessions } from './session.service.js';
import { SignIn } from './sign-in.service.js';
import { PASSWORD, refusal, startAccess, type AccessApp, type TestPerson } from '../../../test/support/access.js';
import { Users } from './users.service.js';

const NEXT = '另一个足够长的密码在这里';
/** Checking a password takes about 20 ms: a tryst is somewhere before, within or after it. */
const MOMENTS_MS = [0, 10, 20, 30, 45];

eachDatabase((database) => {
  let app: AccessApp;
  let admin: TestPerson;
  beforeAll(async () => {
    app = await startAccess(database);
    admin = await app.person('city-admin', { nodeId: '3707' });
  }, 60_000);

  const staff = () => app.person('county-staff', { nodeId: '370702' });
  const lives = async (token: string): Promise<boolean> => (await app.get(Sessions).principal(token, 'zh')) !== null;
  const generation = async ({ userId }: TestPerson): Promise<number> =>
    (await app.uow.manager.findOneByOrFail(UserAccount, { id: userId })).generation;
  const grantOf = async ({ userId }: TestPerson): Promise<string> => (await app.uow.manager.findOneByOrFail(AccessGrant, { userId })).id;

  const takingBack: [name: string, how: (person: TestPerson) => Promise<unknown>][] = [
    ['a reset', ({ userId }) => app.get(Users).reset(admin.who, userId)],
    ['disabling', ({ userId }) => app.get(Users).disable(admin.who, userId)],
    ['taking a role away', async (person) => app.get(Users).revoke(admin.who, person.userId, await grantOf(person))],
    ['changing the password elsewhere', ({ who }) => app.get(OwnPassword).change(who, PASSWORD, NEXT)],
  ];

  describe.each(takingBack)('%s', (name, takeBack) => {
    it('ends the sessions that there are', async () => {
      const person = await staff();
      const second = await app.get(SignIn).signIn(person.login, PASSWORD, 'x');
      await takeBack(person);
      expect(await lives(second.token)).toBe(false);
      expect(await lives(person.token)).toBe(name.startsWith('changing'));
    });

    it('ends a sign-in whose password was checked before it', async () => {
      const person = await staff();
      const checkedAt = await generation(person);
      await takeBack(person);
      expect(await refusal(app.get(Sessions).start(person.userId, 'x', checkedAt))).toBe('401 access.sign_in_failed');
    });

    it('leaves no session of before, whenever a sign-in began', async () => {
      for (const ms of MOMENTS_MS) {
        const person = await staff();
        const entering = MOMENTS_MS.map(async (wait) => {
          await after(wait);
          return app
            .get(SignIn)
            .signIn(person.login, PASSWORD, 'x')
            .catch(() => undefined);
        });
        await after(ms);
        await takeBack(person);
        const final = await generation(person);
        await Promise.all(entering);
        const left = await app.uow.manager.findBy(Session, { userId: person.userId });
        expect(left.filter((one) => one.endedAt === null && one.generation < final)).toEqual([]);
      }
    });
  });

  it('a password change that was begun before a reset changes nothing, and keeps no session', async () => {
    for (const ms of MOMENTS_MS) {
      const person = await staff();
      const changing = refusal(app.get(OwnPassword).change(person.who, PASSWORD, NEXT));
      await after(ms);
      await app.get(Users).reset(admin.who, person.userId);
      expect(['401 access.sign_in', '401 access.sign_in_failed', 'nothing was refused']).toContain(await changing);
      expect((await app.uow.manager.findOneByOrFail(UserAccount, { id: person.userId })).passwordHash).toBeNull();
      expect(await lives(person.token)).toBe(false);
      expect(await refusal(app.get(SignIn).signIn(person.login, NEXT, 'x'))).toBe('401 access.sign_in_failed');
    }
  });

  it('of two password changes at the same moment one counts', async () => {
    const person = await staff();
    const other = await app.get(SignIn).signIn(person.login, PASSWORD, 'x');
    const elsewhere = await app.get(Sessions).principal(other.token, 'zh');
    const answers = await Promise.all([
      refusal(app.get(OwnPassword).change(person.who, PASSWORD, NEXT)),
      refusal(app.get(OwnPassword).change(elsewhere!, PASSWORD, `${NEXT}！`)),
    ]);
    expect(answers.sort()).toEqual(['401 access.sign_in', 'nothing was refused']);
    expect([await lives(person.token), await lives(other.token)].filter(Boolean)).toHaveLength(1);
  });

  it('a link redeemed while the account is disabled opens nothing', async () => {
    const person = await staff();
    const { address } = await app.get(PasswordLinks).make(person.userId, 'reset');
    const redeeming = refusal(app.get(PasswordLinks).redeem(address.split('#')[1]!, NEXT));
    await app.get(Users).disable(admin.who, person.userId);
    await redeeming;
    expect(await refusal(app.get(SignIn).signIn(person.login, NEXT, 'x'))).toBe('401 access.sign_in_failed');
    expect(await lives(person.token)).toBe(false);
  });

  it('a session follows the strongest role, also one that came after the sign-in', async () => {
    const login = `later${database.kind}`;
    const userId = await app.get(Accounts).create({ name: '王敏', login, password: PASSWORD });
    const { token } = await app.get(SignIn).signIn(login, PASSWORD, 'x');
    const person = { userId, token, who: (await app.get(Sessions).principal(token, 'zh'))! };
    app.clock.advance({ hours: 11 });
    expect(await lives(person.token)).toBe(true);
    await app.get(Accounts).grant(person.userId, { role: 'county-staff', nodeId: '370702' });
    expect(await lives(person.token)).toBe(true);
    expect((await app.get(Sessions).own(person.who)).items[0]?.expiresAt.getTime()).toBeLessThan(
      app.clock.now().getTime() + 7 * 86_400_000,
    );
    app.clock.advance({ hours: 11 });
    expect(await lives(person.token)).toBe(false);
    expect((await app.get(Sessions).own(person.who)).items).toEqual([]);
  });

  it('a session lives as long as the settings say, also one that began under others', async () => {
    const settings = app.get(Settings);
    const person = await staff();
    Object.assign(settings, { BUREAU_SESSION_IDLE_HOURS: 1 });
    app.clock.advance({ minutes: 59 });
    expect(await lives(person.token)).toBe(true);
    app.clock.advance({ minutes: 61 });
    expect(await lives(person.token)).toBe(false);
    Object.assign(settings, { BUREAU_SESSION_IDLE_HOURS: 200, BUREAU_SESSION_DAYS: 2 });
    const longer = await staff();
    app.clock.advance({ hours: 47 });
    expect(await lives(longer.token)).toBe(true);
    app.clock.advance({ hours: 2 });
    expect(await lives(longer.token)).toBe(false);
    const { BUREAU_SESSION_IDLE_HOURS, BUREAU_SESSION_DAYS } = new Settings();
    Object.assign(settings, { BUREAU_SESSION_IDLE_HOURS, BUREAU_SESSION_DAYS });
  });

  it('the list of sessions shows every living one, a page at a time, however many ended ones are newer', async () => {
    const person = await staff();
    const rows = Array.from({ length: 150 }, (_, i) => ({
      ...{
        id: `s${database.kind}${i}`,
        userId: person.userId,
        tokenHash: `h${database.kind}${i}`,
        generation: 1,
        agent: '',
        idleMinutes: 600,
      },
      createdAt: new Date(app.clock.now().getTime() + i),
      seenAt: app.clock.now(),
      expiresAt: new Date(app.clock.now().getTime() + 86_400_000),
      endedAt: i % 5 === 0 ? null : app.clock.now(),
    }));
    await app.uow.run(() => app.uow.manager.insert(Session, rows));
    const seen: string[] = [];
    for (let cursor: string | undefined; ;) {
      const page = await app.get(Sessions).own(person.who, cursor, 20);
      seen.push(...page.items.map(({ id }) => id));
      if (page.next === null) break;
      cursor = page.next;
    }
    expect(seen).toHaveLength(31);
    expect(seen).toContain(person.who.sessionId);
  });
});
