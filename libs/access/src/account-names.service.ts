import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '#platform/db';
import { UserAccount } from './access.entity.js';
import { Identities, type NameIndexes } from './identity.js';

type Column = keyof NameIndexes;

/**
 * The names that an account is found by. Whoever registers on their own has shown of no address that it is theirs: their account is
 * found by none until an office knows them, and by none that is somebody else's then.
 */
@Injectable()
export class AccountNames {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly identities: Identities,
  ) {}

  /** From now on the account is found by its names, but for those of others. In the caller's unit of work. */
  async take(userId: string): Promise<void> {
    const account = await this.uow.manager.findOneByOrFail(UserAccount, { id: userId });
    const others = await this.ofOthers(account);
    for (const [column, index] of this.unfound(account))
      if (!others.has(column)) await this.uow.manager.update(UserAccount, { id: userId }, { [column]: index });
  }

  /** The names of the account that somebody else's is found by, with the id of that. */
  async ofOthers(account: UserAccount): Promise<Map<Column, string>> {
    const others = new Map<Column, string>();
    for (const [column, index] of this.unfound(account)) {
      const other = await this.uow.manager.findOneBy(UserAccount, { [column]: index });
      if (other) others.set(column, other.id);
    }
    return others;
  }

  /** The names of the account that it is not found by. */
  unfound(account: UserAccount): [Column, string][] {
    const indexes = this.identities.indexesOf(this.identities.open(account));
    return (Object.entries(indexes) as [Column, string | null][]).flatMap(([column, index]) =>
      index !== null && account[column] === null ? [[column, index]] : [],
    );
  }
}
