/** The services of sign-in and roles, put together by hand on a database of their own, without HTTP. */
import type { DataSource } from 'typeorm';
import { cryptoSchema, FieldCipher, loadKeys } from '#platform/crypto';
import { UnitOfWork } from '#platform/db';
import { Problem, type Principal, type Role } from '#platform/http';
import { jobsSchema } from '#platform/jobs';
import type { HeardEvents, TestClock, TestDatabase } from '../../../../test/support/index.js';
import { accessSchema } from '../access.schema.js';
import type { AccessService } from '../access.service.js';
import { AccountNames } from '../account-names.service.js';
import { Accounts } from '../accounts.service.js';
import { Audit } from '../audit.service.js';
import { Devices } from '../devices.service.js';
import { Directory } from '../directory.service.js';
import { Identities } from '../identity.js';
import { NameIndex } from '../name-index.js';
import { Newcomers } from '../newcomers.service.js';
import { OrgAdmin } from '../org-admin.service.js';
import { OrgTree } from '../org-tree.service.js';
import { OwnPassword } from '../own-password.service.js';
import { PasswordLinks } from '../password-links.service.js';
import { Privacy } from '../privacy.service.js';
import { SecondFactors } from '../second-factor.service.js';
import { Sessions } from '../session.service.js';
import { SignIn } from '../sign-in.service.js';
import { Tickets } from '../tickets.service.js';
import { Tries } from '../tries.service.js';
import { Users } from '../users.service.js';

export const PASSWORD = '春风十里不如今日招工顺';

export const refusal = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'nothing was refused',
    (error: unknown) => (error instanceof Problem ? `${error.status} ${error.code}` : String(error)),
  );

interface Given {
  clock: TestClock;
  heard: HeardEvents;
  access: AccessService;
}

export interface AccessServices {
  source: DataSource;
  uow: UnitOfWork;
  org: OrgTree;
  accounts: Accounts;
  sessions: Sessions;
  signIn: SignIn;
  ownPassword: OwnPassword;
  audit: Audit;
  links: PasswordLinks;
  users: Users;
  directory: Directory;
}

export const accessServices = async (database: TestDatabase, { clock, heard, access }: Given): Promise<AccessServices> => {
  const source = await database.open([jobsSchema, cryptoSchema, accessSchema]);
  const settings = await database.settings({ PUBLIC_URL: 'https://gq.example' });
  const uow = new UnitOfWork(source);
  const cipher = new FieldCipher(loadKeys(settings));
  const identities = new Identities(cipher);
  const org = new OrgTree(uow, settings);
  const names = new AccountNames(uow, identities);
  const accounts = new Accounts(uow, clock, identities, new NameIndex(uow, cipher, identities), names);
  const nameless = { of: () => Promise.resolve(new Map<string, string>()), find: () => Promise.resolve([]) };
  const audit = new Audit(uow, clock, access, cipher, new NameIndex(uow, cipher, identities), nameless);
  const sessions = new Sessions(uow, clock, identities, settings, audit);
  const newcomers = new Newcomers(uow, clock, cipher, settings, accounts, names, new Privacy(uow, clock, settings, audit), sessions);
  const tries = new Tries(uow, clock, cipher, settings, audit);
  const factors = new SecondFactors(uow, clock, cipher, settings, audit);
  const [devices, tickets] = [new Devices(cipher, clock, settings), new Tickets(cipher, clock, settings)];
  const signIn = new SignIn(uow, identities, newcomers, sessions, tries, devices, factors, tickets);
  const ownPassword = new OwnPassword(uow, identities, accounts, tries, audit);
  const links = new PasswordLinks(uow, clock, cipher, heard, settings, identities, accounts, audit);
  const users = new Users(
    uow,
    clock,
    access,
    accounts,
    identities,
    links,
    new OrgAdmin(uow, org, access, audit, nameless),
    new NameIndex(uow, cipher, identities),
  );
  const directory = new Directory(uow, identities, names);
  await org.ensureCity();
  return { source, uow, org, accounts, sessions, signIn, ownPassword, audit, links, users, directory };
};

/** The `n`th somebody, with one role, signed in. */
export const signedInAs = async (
  { accounts, sessions, signIn }: AccessServices,
  n: number,
  role: Role,
  on: { nodeId?: string; enterpriseId?: string },
): Promise<{ login: string; userId: string; who: Principal; token: string }> => {
  const login = `user${n}`;
  const userId = await accounts.create({
    name: `王${n}`,
    login,
    email: `${login}@example.com`,
    phone: `138${String(n).padStart(8, '0')}`,
    password: PASSWORD,
  });
  await accounts.grant(userId, { role, ...on });
  const { token } = await signIn.signIn(login, PASSWORD, 'jest');
  const who = await sessions.principal(token, 'zh');
  return { login, userId, who: who!, token };
};
