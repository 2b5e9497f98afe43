import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '#platform/db';
import type { Principal } from '#platform/http';
import { UserAccount } from './access.entity.js';
import { problems } from './access.problems.js';
import { Accounts } from './accounts.service.js';
import { Audit } from './audit.service.js';
import { Identities } from './identity.js';
import { hashPassword, passwordMatches, requireGoodPassword } from './passwords.js';
import { Tries } from './tries.service.js';

/** The password of somebody signed in: given again before what only they may do, and changed. */
@Injectable()
export class OwnPassword {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly identities: Identities,
    private readonly accounts: Accounts,
    private readonly tries: Tries,
    private readonly audit: Audit,
  ) {}

  /** The account as it was when its password was checked. @throws Problem 401 for a wrong one; 429 after too many. */
  async check(userId: string, password: string): Promise<UserAccount> {
    const account = await this.uow.manager.findOneByOrFail(UserAccount, { id: userId });
    const doors = this.tries.toConfirm(userId);
    await this.tries.count(doors);
    if (!(await passwordMatches(account.passwordHash, password))) {
      await this.tries.noteWrong(doors, userId);
      throw problems('access.sign_in_failed');
    }
    await this.tries.forget(doors);
    return account;
  }

  /** Ends all other sessions of the person. @throws Problem 401 for a wrong current password; 422 for a weak new one. */
  async change(who: Principal, current: string, next: string): Promise<void> {
    const account = await this.check(who.userId, current);
    const { name, login, email, phone } = this.identities.open(account);
    requireGoodPassword(
      next,
      [name, login, email, phone].filter((text) => text !== null),
      'next',
    );
    const passwordHash = await hashPassword(next);
    await this.uow.run(async () => {
      const guard = { stillAt: account.generation, keep: who.sessionId };
      await this.accounts.changeCredential(account.id, { passwordHash, mustChange: false }, guard);
      await this.audit.record(who, 'user.password_changed', { kind: 'user', id: account.id });
    });
  }
}
