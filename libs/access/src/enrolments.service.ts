import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '#platform/db';
import { Session, UserAccount } from './access.entity.js';
import { Accounts } from './accounts.service.js';
import { Identities } from './identity.js';
import { SecondFactors, type Enrolment } from './second-factor.service.js';

/** Setting up an authenticator app, on the way in or from the account page. */
@Injectable()
export class Enrolments {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly identities: Identities,
    private readonly accounts: Accounts,
    private readonly factors: SecondFactors,
  ) {}

  begin(account: UserAccount): Promise<Enrolment> {
    const { login, email, phone } = this.identities.open(account);
    return this.factors.begin(account.id, login ?? email ?? phone ?? 'Gangqiao');
  }

  /** Ends every other session: they were opened by the password alone. @returns the recovery codes
   * @param stillAt the account's generation when its password was checked @param keep the session that it is done in */
  async confirm(userId: string, code: string, guard: { stillAt?: number; keep?: string }): Promise<string[]> {
    return this.uow.run(async () => {
      await this.accounts.changeCredential(userId, {}, guard);
      if (guard.keep !== undefined) await this.uow.manager.update(Session, { id: guard.keep, userId }, { secondFactor: true });
      return this.factors.confirm(userId, code);
    });
  }
}
