import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Clock, pageOf, UnitOfWork, type Paged } from '#platform/db';
import { notFound, type Principal, type Role } from '#platform/http';
import { AccessGrant, UserAccount } from './access.entity.js';
import { problems } from './access.problems.js';
import { AccessService } from './access.service.js';
import { Accounts, type NewAccount, type NewGrant } from './accounts.service.js';
import { Identities } from './identity.js';
import { NameIndex } from './name-index.js';
import { OrgAdmin } from './org-admin.service.js';
import { PasswordLinks } from './password-links.service.js';

export interface UserFilter {
  /** Part of a name, or a whole login name, e-mail address or phone number. */
  q?: string | undefined;
  role?: Role | undefined;
}

/** A person with the roles they hold. */
export interface UserWithGrants {
  account: UserAccount;
  grants: AccessGrant[];
}

/** Those of a supplier that is switched off are held still. */
const HELD = In(['active', 'paused']);

/** Accounts as administrators manage them. Every use case asks for `user.manage` and leaves an audit entry. */
@Injectable()
export class Users {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly access: AccessService,
    private readonly accounts: Accounts,
    private readonly identities: Identities,
    private readonly links: PasswordLinks,
    private readonly org: OrgAdmin,
    private readonly names: NameIndex,
  ) {}

  async page(who: Principal, filter: UserFilter, cursor: string | undefined, limit: number): Promise<Paged<UserWithGrants>> {
    this.access.require(who, 'user.manage');
    const query = this.uow.manager.createQueryBuilder(UserAccount, 'account');
    if (filter.q) query.andWhere([this.identities.lookup(filter.q), { id: In(await this.names.find(filter.q)) }]);
    if (filter.role) {
      const holders = query
        .subQuery()
        .select('held.userId')
        .from(AccessGrant, 'held')
        .where('held.role = :role AND held.state = :active')
        .getQuery();
      query.andWhere(`account.id IN ${holders}`, { role: filter.role, active: 'active' });
    }
    const page = await pageOf(query, {
      order: [
        ['account.createdAt', 'DESC'],
        ['account.id', 'DESC'],
      ],
      cursor,
      limit,
    });
    const grants = await this.grantsOf(page.items.map((account) => account.id));
    return { ...page, items: page.items.map((account) => ({ account, grants: grants.filter((grant) => grant.userId === account.id) })) };
  }

  async one(who: Principal, id: string): Promise<UserWithGrants> {
    this.access.require(who, 'user.manage');
    return { account: await this.load(id), grants: await this.grantsOf([id]) };
  }

  /** Invites somebody: they choose their password through the link, which is sent to them and shown here once. */
  async invite(who: Principal, person: Omit<NewAccount, 'password'>, grants: readonly NewGrant[]): Promise<{ id: string; link: string }> {
    this.access.require(who, 'user.manage');
    return this.uow.run(async () => {
      const id = await this.accounts.create(person);
      for (const grant of grants) await this.give(who, id, grant);
      await this.org.audit.record(who, 'user.invited', { kind: 'user', id }, { ...person, grants });
      return { id, link: (await this.links.make(id, 'invite')).address };
    });
  }

  /** @throws Problem 409 for oneself, and for the last administrator. */
  async disable(who: Principal, id: string): Promise<void> {
    this.access.require(who, 'user.manage');
    if (id === who.userId) throw problems('access.self');
    await this.uow.run(async () => {
      await this.load(id);
      await this.accounts.changeCredential(id, { disabledAt: this.clock.now() });
      await this.requireAnAdmin();
      await this.org.audit.record(who, 'user.disabled', { kind: 'user', id });
    });
  }

  async enable(who: Principal, id: string): Promise<void> {
    this.access.require(who, 'user.manage');
    await this.uow.run(async () => {
      await this.load(id);
      await this.uow.manager.update(UserAccount, { id }, { disabledAt: null });
      await this.org.audit.record(who, 'user.enabled', { kind: 'user', id });
    });
  }

  /** Ends the person's sessions and password, and makes a link with which they choose another. */
  async reset(who: Principal, id: string): Promise<string> {
    this.access.require(who, 'user.manage');
    return this.uow.run(async () => {
      await this.load(id);
      await this.accounts.changeCredential(id, { passwordHash: null });
      await this.org.audit.record(who, 'user.password_reset', { kind: 'user', id });
      return (await this.links.make(id, 'reset')).address;
    });
  }

  /** @throws Problem 409 for oneself: what somebody may do is another one's to decide. */
  async grant(who: Principal, id: string, grant: NewGrant): Promise<void> {
    this.access.require(who, 'user.manage');
    await this.uow.run(async () => {
      const before = await this.rolesForUpdate(who, id);
      await this.give(who, id, grant);
      await this.traceRoles(who, 'user.granted', id, before);
    });
  }

  /** @throws Problem 404 for a grant the person does not hold; 409 for one's own and for the last administrator's. */
  async revoke(who: Principal, id: string, grantId: string): Promise<void> {
    this.access.require(who, 'user.manage');
    await this.uow.run(async () => {
      const before = await this.rolesForUpdate(who, id);
      const grant = await this.uow.forUpdate(AccessGrant, { id: grantId, userId: id, state: HELD });
      if (!grant) throw notFound('grant', grantId);
      await this.uow.manager.update(AccessGrant, { id: grantId }, { state: 'ended' });
      await this.requireAnAdmin();
      await this.accounts.endSessions([id]);
      await this.traceRoles(who, 'user.grant_ended', id, before);
    });
  }

  /** What somebody may do until the end of the unit of work: changes of one person's roles follow one another. */
  private async rolesForUpdate(who: Principal, id: string): Promise<NewGrant[]> {
    if (id === who.userId) throw problems('access.own_roles');
    if (!(await this.uow.forUpdate(UserAccount, { id }))) throw notFound('user', id);
    return this.rolesOf(id);
  }

  private async rolesOf(id: string): Promise<NewGrant[]> {
    return (await this.grantsOf([id])).map(({ role, nodeId, enterpriseId, supplierId }) => ({ role, nodeId, enterpriseId, supplierId }));
  }

  private async traceRoles(who: Principal, action: string, id: string, from: NewGrant[]): Promise<void> {
    await this.org.audit.record(who, action, { kind: 'user', id }, { grants: { from, to: await this.rolesOf(id) } });
  }

  /** Nobody gives a role on a node above or beside their own, nor on what does not exist. */
  private async give(who: Principal, id: string, grant: NewGrant): Promise<void> {
    if (grant.nodeId) await this.org.requireWithin(who, 'user.manage', grant.nodeId);
    await this.accounts.grant(id, grant);
    if (grant.enterpriseId) await this.org.requireThere('enterprise', grant.enterpriseId);
    if (grant.supplierId) await this.org.requireThere('supplier', grant.supplierId);
  }

  private async load(id: string): Promise<UserAccount> {
    const account = await this.uow.manager.findOneBy(UserAccount, { id });
    if (!account) throw notFound('user', id);
    return account;
  }

  private async grantsOf(userIds: string[]): Promise<AccessGrant[]> {
    if (userIds.length === 0) return [];
    return this.uow.manager.find(AccessGrant, { where: { userId: In(userIds), state: HELD }, order: { id: 'ASC' } });
  }

  /**
   * Called after the change, inside its transaction. The update changes nothing and makes two administrators who remove each
   * other take turns.
   */
  private async requireAnAdmin(): Promise<void> {
    const role: Role = 'city-admin';
    await this.uow.manager.update(AccessGrant, { role }, { role });
    const left = await this.uow.manager
      .createQueryBuilder(AccessGrant, 'held')
      .innerJoin(UserAccount, 'account', 'account.id = held.userId')
      .where('held.role = :role AND held.state = :active AND account.disabledAt IS NULL', { role, active: 'active' })
      .getCount();
    if (left === 0) throw problems('access.last_admin');
  }
}
