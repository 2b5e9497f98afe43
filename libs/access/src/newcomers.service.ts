import { Injectable } from '@nestjs/common';
import { FieldCipher } from '#platform/crypto';
import { Settings } from '#platform/config';
import { Clock, UnitOfWork } from '#platform/db';
import { UserAccount } from './access.entity.js';
import { AccountNames } from './account-names.service.js';
import { Accounts, type NewAccount } from './accounts.service.js';
import { isEqual, type Cookies, type DeviceCookie } from './devices.service.js';
import type { NameIndexes } from './identity.js';
import { Privacy } from './privacy.service.js';
import { SESSION_COOKIE, Sessions } from './session.service.js';

const COOKIE = 'gq_newcomer';
const DAY_MS = 86_400_000;
/** Of an account that was just made. */
const FIRST_GENERATION = 1;

/**
 * People who register on their own. Whether somebody else has the address that they give is told them by nothing: each gets an account,
 * and signs in with that address on the browser that they registered with, and on no other, until an office knows them.
 */
@Injectable()
export class Newcomers {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly cipher: FieldCipher,
    private readonly settings: Settings,
    private readonly accounts: Accounts,
    private readonly names: AccountNames,
    private readonly privacy: Privacy,
    private readonly sessions: Sessions,
  ) {}

  /** Runs `then` in the unit of work that makes the account and keeps what its person agreed to.
   * @throws Problem 422 for a weak password, or for another privacy notice than the one that holds */
  async register<T>(person: NewAccount, privacyVersion: string, then: (userId: string) => Promise<T>): Promise<T> {
    this.privacy.requireCurrent(privacyVersion);
    const account = await this.accounts.prepare(person);
    return this.uow.run(async () => {
      const userId = await this.accounts.insertUnfound(account);
      await this.privacy.agree({ userId }, privacyVersion);
      return then(userId);
    });
  }

  /** Signs in whoever has just registered, as an account that holds no role: the same for an address that somebody has.
   * @returns what the browser is to keep, first what it knows the account by */
  async enter(userId: string, agent: string): Promise<DeviceCookie[]> {
    const { token, expiresAt } = await this.sessions.start(userId, agent, FIRST_GENERATION);
    return [this.cookie(userId), { name: SESSION_COOKIE, value: token, options: this.sessions.cookie(expiresAt) }];
  }

  /** Ids of the accounts that have a name of this one. */
  async namesakes(userId: string): Promise<string[]> {
    const account = await this.uow.manager.findOneBy(UserAccount, { id: userId });
    return account ? [...new Set((await this.names.ofOthers(account)).values())] : [];
  }

  /** The account that was made on this browser with the name that was typed, and is not found by it. */
  async registeredHere(typed: Partial<NameIndexes>, cookies: Cookies): Promise<UserAccount | null> {
    const [userId = '', until = '', signature = ''] = (cookies[COOKIE] ?? '').split('.');
    if (!isEqual(signature, this.sign(userId, until)) || this.clock.now().getTime() >= Number(until)) return null;
    const account = await this.uow.manager.findOneBy(UserAccount, { id: userId });
    return account && this.names.unfound(account).some(([column, index]) => typed[column] === index) ? account : null;
  }

  /** To be set on the browser that somebody registered with. */
  private cookie(userId: string): DeviceCookie {
    const expires = new Date(this.clock.now().getTime() + this.settings.DEVICE_DAYS * DAY_MS);
    const until = String(expires.getTime());
    const secure = this.settings.PUBLIC_URL?.startsWith('https:') ?? false;
    return {
      name: COOKIE,
      value: [userId, until, this.sign(userId, until)].join('.'),
      options: { httpOnly: true, sameSite: 'lax', secure, path: '/api/sessions', expires },
    };
  }

  private sign(userId: string, until: string): string {
    return this.cipher.blindIndex('newcomer', `${userId} ${until}`);
  }
}
