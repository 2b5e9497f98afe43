import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '#platform/db';
import { notFound, type Principal } from '#platform/http';
import { UserAccount } from './access.entity.js';
import { problems } from './access.problems.js';
import { AccessService } from './access.service.js';
import { Accounts } from './accounts.service.js';
import { Identities } from './identity.js';
import { SecondFactors } from './second-factor.service.js';

/** For somebody who lost their telephone and their recovery codes: their second factor goes, and their sessions end. */
@Injectable()
export class SecondFactorAdmin {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly access: AccessService,
    private readonly identities: Identities,
    private readonly accounts: Accounts,
    private readonly factors: SecondFactors,
  ) {}

  /** @throws Problem 409 for oneself, whom the account page asks for the password; 404 for nobody. */
  async reset(who: Principal, id: string): Promise<void> {
    this.access.require(who, 'user.manage');
    if (id === who.userId) throw problems('access.own_second_factor');
    if (!(await this.uow.manager.existsBy(UserAccount, { id }))) throw notFound('user', id);
    await this.remove(id, who);
  }

  /** From the command line, for the last administrator. @returns whether there is such an account */
  async resetByName(typed: string): Promise<boolean> {
    const account = await this.uow.manager.findOneBy(UserAccount, this.identities.lookup(typed));
    if (account) await this.remove(account.id, null);
    return account !== null;
  }

  private async remove(userId: string, by: Principal | null): Promise<void> {
    await this.uow.run(async () => {
      await this.accounts.changeCredential(userId, {});
      await this.factors.remove(userId, by);
    });
  }
}
