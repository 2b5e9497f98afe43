import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '#platform/db';
import type { Principal } from '#platform/http';
import { UserAccount } from './access.entity.js';
import { problems } from './access.problems.js';
import { Accounts } from './accounts.service.js';
import { Audit } from './audit.service.js';
import { Devices, type Cookies, type DeviceCookie } from './devices.service.js';
import { Identities } from './identity.js';
import { hashPassword, passwordMatches, requireGoodPassword } from './passwords.js';
import { Sessions, type StartedSession } from './session.service.js';
import { Tries } from './tries.service.js';

export interface SignedIn extends StartedSession {
  device: DeviceCookie;
}

/** Signing in, and changing one's own password. */
@Injectable()
export class SignIn {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly identities: Identities,
    private readonly sessions: Sessions,
    private readonly accounts: Accounts,
    private readonly tries: Tries,
    private readonly devices: Devices,
    private readonly audit: Audit,
  ) {}

  /** Answers the same, and as slowly, whether the account does not exist, is disabled or the password is wrong.
   * @throws Problem 401 `access.sign_in_failed`; 429 `access.locked` after too many wrong tries. */
  async signIn(typed: string, password: string, agent: string, cookies: Cookies = {}): Promise<SignedIn> {
    const index = this.identities.lookup(typed);
    const account = await this.uow.manager.findOneBy(UserAccount, index);
    const known = account && this.devices.recognise(account, cookies);
    const doors = this.tries.toSignIn(Object.values(index).join(), known?.id ?? null);
    await this.tries.count(doors);
    const right = await passwordMatches(account?.passwordHash ?? null, password);
    if (!account || !right || account.disabledAt) {
      await this.tries.noteClosed(doors, account?.id ?? doors[0]?.key ?? '');
      throw problems('access.sign_in_failed');
    }
    return this.uow.run(async () => {
      await this.tries.forget(doors);
      const session = await this.sessions.start(account.id, agent, account.generation);
      return { ...session, device: this.devices.remember(account, known, false) };
    });
  }

  /** Ends all other sessions of the person. @throws Problem 401 for a wrong current password; 422 for a weak new one. */
  async changePassword(who: Principal, current: string, next: string): Promise<void> {
    const account = await this.uow.manager.findOneByOrFail(UserAccount, { id: who.userId });
    const doors = this.tries.toConfirm(account.id);
    await this.tries.count(doors);
    if (!(await passwordMatches(account.passwordHash, current))) {
      await this.tries.noteClosed(doors, account.id);
      throw problems('access.sign_in_failed');
    }
    const { name, login, email, phone } = this.identities.open(account);
    requireGoodPassword(
      next,
      [name, login, email, phone].filter((text) => text !== null),
      'next',
    );
    const passwordHash = await hashPassword(next);
    await this.uow.run(async () => {
      await this.tries.forget(doors);
      const guard = { stillAt: account.generation, keep: who.sessionId };
      await this.accounts.changeCredential(account.id, { passwordHash, mustChange: false }, guard);
      await this.audit.record(who, 'user.password_changed', { kind: 'user', id: account.id });
    });
  }
}
