import { Injectable } from '@nestjs/common';
import { FieldCipher } from '#platform/crypto';
import { Settings } from '#platform/config';
import { Clock, UnitOfWork } from '#platform/db';
import { UserAccount } from './access.entity.js';
import { AccountNames } from './account-names.service.js';
import { Accounts, type NewAccount } from './accounts.service.js';
import { isEqual, type Cookies, type DeviceCookie } from './devices.service.js';
import type { NameIndexes } from './identity.js';

const COOKIE = 'gq_newcomer';
const DAY_MS = 86_400_000;

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
  ) {}

  /** Runs `then` in the unit of work that makes the account. @throws Problem 422 for a weak password */
  async register<T>(person: NewAccount, then: (userId: string) => Promise<T>): Promise<T> {
    const account = await this.accounts.prepare(person);
    return this.uow.run(async () => then(await this.accounts.insertUnfound(account)));
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
  cookie(userId: string): DeviceCookie {
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
