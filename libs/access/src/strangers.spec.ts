import { requestStorage } from '#platform/http';
import { eachDatabase } from '../../../test/support/index.js';
import { PasswordLink, ResetRequest } from './access.entity.js';
import type { Cookies } from './devices.service.js';
import { PasswordLinks } from './password-links.service.js';
import { ResetRequests } from './reset-requests.service.js';
import { SignIn, type SignedIn } from './sign-in.service.js';
import { PASSWORD, refusal, startAccess, type AccessApp, type TestPerson } from '../../../test/support/access.js';
import { Users } from './users.service.js';

const HOME = '203.0.113.10';
const STRANGE = '198.51.100.20';
const FAILED = '401 access.sign_in_failed';
const LOCKED = '429 access.locked';
const NOTHING = 'nothing was refused';

eachDatabase((database) => {
  let app: AccessApp;
  let admin: TestPerson;
  beforeAll(async () => {
    app = await startAccess(database, { SIGN_IN_ACCOUNT_TRIES: 12, DEVICE_DAYS: 90 });
    admin = await app.person('city-admin', { nodeId: '3707' });
  }, 60_000);

  const from = <T>(ip: string, work: () => Promise<T>): Promise<T> => requestStorage.run({ requestId: 'r', ip, locale: 'zh' }, work);
  const enter = (ip: string, login: string, password: string, cookies: Cookies = {}): Promise<SignedIn> =>
    from(ip, () => app.get(SignIn).signIn(login, password, 'x', cookies));
  const tries = async (times: number, ip: string, login: string, cookies: Cookies = {}): Promise<string[]> => {
    const answers: string[] = [];
    for (let i = 0; i < times; i += 1) answers.push(await refusal(enter(ip, login, 'wrong', cookies)));
    return answers;
  };
  const staff = () => app.person('county-staff', { nodeId: '370702' });
  const cookieOf = ({ device }: SignedIn): Cookies => ({ [device.name]: device.value });

  describe('wrong passwords of strangers', () => {
    it('make those at their own address wait, and nobody elsewhere', async () => {
      const { login } = await staff();
      expect(await tries(6, STRANGE, login)).toEqual([...Array<string>(5).fill(FAILED), LOCKED]);
      expect(await refusal(enter(STRANGE, login, PASSWORD))).toBe(LOCKED);
      expect(await refusal(enter(HOME, login, PASSWORD))).toBe(NOTHING);
    });

    it('count together over one IPv6 connection', async () => {
      const { login } = await staff();
      for (let i = 1; i <= 5; i += 1) await refusal(enter(`2001:db8:1:2::${i}`, login, 'wrong'));
      expect(await refusal(enter('2001:db8:1:2:ffff::9', login, PASSWORD))).toBe(LOCKED);
      expect(await refusal(enter('2001:db8:1:3::1', login, PASSWORD))).toBe(NOTHING);
    });

    it('never make a known device wait, even at the same address', async () => {
      const { login } = await staff();
      const cookies = cookieOf(await enter(HOME, login, PASSWORD));
      for (let i = 0; i < 30; i += 1) await refusal(enter(i % 2 ? HOME : `198.51.100.${i}`, login, 'wrong'));
      expect(await refusal(enter(HOME, login, PASSWORD))).toBe(LOCKED);
      expect(await refusal(enter(HOME, login, PASSWORD, cookies))).toBe(NOTHING);
    });

    it('from many addresses make a new device wait a minute at most', async () => {
      const { login } = await staff();
      for (let i = 0; i < 40; i += 1) await refusal(enter(`198.51.100.${i}`, login, 'wrong'));
      expect(await refusal(enter(HOME, login, PASSWORD))).toBe(LOCKED);
      app.clock.advance({ seconds: 61 });
      expect(await refusal(enter(HOME, login, PASSWORD))).toBe(NOTHING);
    });

    it('for one name of an account say nothing about its other names', async () => {
      const { login } = await staff();
      await tries(6, STRANGE, login);
      expect(await tries(1, STRANGE, `${login}@example.com`)).toEqual([FAILED]);
    });

    it('answer alike, try by try, for an account and for a name that nobody has', async () => {
      const { login } = await staff();
      expect(await tries(7, STRANGE, login)).toEqual(await tries(7, STRANGE, 'nobody-has-this'));
    });
  });

  describe('a known device', () => {
    it('is slowed down by its own wrong passwords', async () => {
      const { login } = await staff();
      const cookies = cookieOf(await enter(HOME, login, PASSWORD));
      expect(await tries(6, HOME, login, cookies)).toEqual([...Array<string>(5).fill(FAILED), LOCKED]);
    });

    it('is nobody else’s, cannot be made up, and is forgotten when it is not used', async () => {
      const [one, two] = [await staff(), await staff()];
      const started = await enter(HOME, one.login, PASSWORD);
      await tries(5, HOME, one.login);
      await tries(5, HOME, two.login);
      const [id, ...rest] = started.device.value.split('.');
      const forged = { [started.device.name]: [`${id}0`, ...rest].join('.') };
      expect(await refusal(enter(HOME, one.login, PASSWORD, forged))).toBe(LOCKED);
      expect(await refusal(enter(HOME, two.login, PASSWORD, cookieOf(started)))).toBe(LOCKED);
      app.clock.advance({ days: 90 });
      await tries(5, HOME, one.login);
      expect(await refusal(enter(HOME, one.login, PASSWORD, cookieOf(started)))).toBe(LOCKED);
    });
  });

  describe('a reset asked for by a stranger', () => {
    const token = (address: string): string => address.split('#')[1] ?? '';
    const asked = (login: string): Promise<void> => app.get(PasswordLinks).forgotten(login);

    it('leaves an invitation and a reset mail in use as they are, and all end once one was used', async () => {
      const { id, link } = await app.get(Users).invite(admin.who, { name: '新人', login: `fresh-${database.kind}` }, []);
      await asked(`fresh-${database.kind}`);
      await app.get(PasswordLinks).redeem(token(link), PASSWORD);
      expect(await app.uow.manager.countBy(PasswordLink, { userId: id })).toBe(2);
      const { address } = await app.get(PasswordLinks).make(id, 'reset');
      await asked(`fresh-${database.kind}`);
      await app.get(PasswordLinks).redeem(token(address), '另一个足够长的密码在这里');
      expect((await app.uow.manager.findBy(PasswordLink, { userId: id })).filter(({ usedAt }) => usedAt === null)).toEqual([]);
    });

    it('sends at most three links an hour, also when many ask at the same moment', async () => {
      const { login, userId } = await staff();
      await Promise.all(Array.from({ length: 8 }, () => asked(login)));
      expect(await app.uow.manager.countBy(PasswordLink, { userId })).toBe(3);
      app.clock.advance({ hours: 1 });
      await asked(login);
      expect(await app.uow.manager.countBy(PasswordLink, { userId })).toBe(4);
    });

    it('does the same work at once whether there is such an account or not, and keeps nothing of it once it was answered', async () => {
      const { login, userId } = await staff();
      for (const typed of [login, 'nobody-has-this']) await app.get(ResetRequests).note(typed);
      const noted = await app.uow.manager.find(ResetRequest);
      expect(noted).toHaveLength(2);
      expect(JSON.stringify(noted)).not.toContain(login);
      expect(await app.uow.manager.countBy(PasswordLink, { userId })).toBe(0);
      for (const { id } of noted) await app.uow.run(() => app.get(ResetRequests).answer(id));
      expect(await app.uow.manager.countBy(PasswordLink, { userId })).toBe(1);
      expect(await app.uow.manager.count(ResetRequest)).toBe(0);
    });
  });

  it('a wrong password takes as long for an account that there is not', async () => {
    const took = async (login: string): Promise<number> => {
      const begun = performance.now();
      await refusal(enter(STRANGE, login, 'wrong'));
      return performance.now() - begun;
    };
    const [known, unknown]: [number[], number[]] = [[], []];
    const people = await Promise.all(Array.from({ length: 15 }, staff));
    for (const [i, { login }] of people.entries()) {
      known.push(await took(login));
      unknown.push(await took(`nobody-${i}`));
    }
    // The fastest of each: what else the machine does only ever adds.
    const ratio = Math.min(...unknown) / Math.min(...known);
    expect(ratio).toBeGreaterThan(0.6);
    expect(ratio).toBeLessThan(1.6);
  });
});
