import { Accounts, OrgTree, Sessions, SignIn } from '#access';
import type { Settings } from '#platform/config';
import { UnitOfWork } from '#platform/db';
import type { Principal, Problem, Role } from '#platform/http';
import { TestClock } from './clock.js';
import type { TestDatabase } from './databases.js';
import type { RunningApp } from './http.js';
import { startPart } from './start-part.js';

export const PASSWORD = '春风十里不如今日招工顺';

export interface TestPerson {
  login: string;
  userId: string;
  who: Principal;
  token: string;
}

/** The library of sign-in and roles by itself, on a city that is set up. */
export interface AccessApp extends RunningApp {
  clock: TestClock;
  uow: UnitOfWork;
  /** A new account with one role, signed in. */
  person(role: Role, on: { nodeId?: string; enterpriseId?: string; supplierId?: string }): Promise<TestPerson>;
}

let serial = 0;

export const startAccess = async (database: TestDatabase, settings: Partial<Settings> = {}): Promise<AccessApp> => {
  const clock = new TestClock();
  const running = await startPart(database, ['access'], { clock, settings });
  database.atEnd(running.close);
  await running.get(OrgTree).ensureCity();
  const person: AccessApp['person'] = async (role, on) => {
    const login = `someone${(serial += 1)}`;
    const userId = await running.get(Accounts).create({ name: `王${serial}`, login, email: `${login}@example.com`, password: PASSWORD });
    await running.get(Accounts).grant(userId, { role, ...on });
    const { token } = await running.get(SignIn).signIn(login, PASSWORD, 'jest');
    const who = await running.get(Sessions).principal(token, 'zh');
    if (!who) throw new Error(`${login} could not sign in`);
    return { login, userId, who, token };
  };
  return Object.assign(running, { clock, uow: running.get(UnitOfWork), person });
};

/** What the work was refused with, as `401 access.sign_in`. */
export const refusal = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'nothing was refused',
    (error: Problem | Error) => ('code' in error ? `${error.status} ${error.code}` : error.message),
  );
