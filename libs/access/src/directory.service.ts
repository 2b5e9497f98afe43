import { Injectable } from '@nestjs/common';
import { In, IsNull, type FindOptionsWhere } from 'typeorm';
import { UnitOfWork } from '#platform/db';
import type { Role } from '#platform/http';
import { idsOf } from './domain/region.js';
import { AccessGrant, OrgNodeRow, UserAccount } from './access.entity.js';
import { AccountNames } from './account-names.service.js';
import { Identities } from './identity.js';

/** Somebody to be told something, with their addresses in the clear: hold it no longer than the sending takes. */
export interface Recipient {
  userId: string;
  name: string;
  locale: 'zh' | 'en';
  email: string | null;
  phone: string | null;
  /** Mobile number by which the bureau's WeCom may know them: of staff and partners. */
  wecom: string | null;
  /** Office that they stand on; null of whoever acts for an enterprise or a supplier. */
  nodeId: string | null;
}

/** How somebody can be reached, without the addresses. */
export interface Reach {
  userId: string;
  locale: 'zh' | 'en';
  email: boolean;
  phone: boolean;
}

/** By enterprise; what is nobody is left out. */
const together = <P>(grants: readonly AccessGrant[], of: (grant: AccessGrant) => P | undefined): Map<string, P[]> => {
  const all = new Map<string, P[]>();
  for (const grant of grants) {
    const one = of(grant);
    if (one !== undefined && grant.enterpriseId !== null) all.set(grant.enterpriseId, [...(all.get(grant.enterpriseId) ?? []), one]);
  }
  return all;
};

/** Who stands where. Disabled accounts are nobody. */
@Injectable()
export class Directory {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly identities: Identities,
    private readonly accountNames: AccountNames,
  ) {}

  /** Staff on exactly this node, given by id or path: not those above it, unless their role is asked for, and never those beside it. */
  async staffOf(nodeIdOrPath: string, roles: readonly Role[] = ['county-staff']): Promise<Recipient[]> {
    const ids = idsOf(nodeIdOrPath);
    const own = ids.at(-1);
    if (own === undefined) return [];
    const ownRoles = roles.filter((role) => !role.startsWith('city-'));
    const cityRoles = roles.filter((role) => role.startsWith('city-'));
    const above = cityRoles.length > 0 ? await this.ancestors(nodeIdOrPath, own) : [];
    const where = [
      ...(ownRoles.length > 0 ? [{ nodeId: own, role: In(ownRoles), state: 'active' as const }] : []),
      ...(above.length > 0 ? [{ nodeId: In(above), role: In(cityRoles), state: 'active' as const }] : []),
    ];
    return where.length > 0 ? this.holders(where) : [];
  }

  /** Whoever keeps the installation running. */
  administrators(): Promise<Recipient[]> {
    return this.holders([{ role: 'city-admin', state: 'active' }]);
  }

  async usersOfEnterprise(enterpriseId: string): Promise<Recipient[]> {
    return this.holders([{ enterpriseId, state: 'active' }]);
  }

  /** The same of many, by enterprise. */
  async usersOfEnterprises(enterpriseIds: readonly string[]): Promise<Map<string, Recipient[]>> {
    const grants = await this.grantsOf(enterpriseIds);
    const people = new Map((await this.users(grants.map(({ userId }) => userId))).map((one) => [one.userId, one]));
    return together(grants, ({ userId }) => people.get(userId));
  }

  /** As {@link usersOfEnterprises}, with nothing opened: whether there is an address. */
  async reachOfEnterprises(enterpriseIds: readonly string[]): Promise<Map<string, Reach[]>> {
    const grants = await this.grantsOf(enterpriseIds);
    const ids = [...new Set(grants.map(({ userId }) => userId))];
    const select = { id: true, locale: true, emailIndex: true, phoneIndex: true } as const;
    const accounts =
      ids.length > 0 ? await this.uow.manager.find(UserAccount, { select, where: { id: In(ids), disabledAt: IsNull() } }) : [];
    const people = new Map(
      accounts.map(({ id, locale, emailIndex, phoneIndex }) => [
        id,
        { userId: id, locale, email: emailIndex !== null, phone: phoneIndex !== null },
      ]),
    );
    return together(grants, ({ userId }) => people.get(userId));
  }

  private async grantsOf(enterpriseIds: readonly string[]): Promise<AccessGrant[]> {
    if (enterpriseIds.length === 0) return [];
    return this.uow.manager.find(AccessGrant, { where: { enterpriseId: In([...enterpriseIds]), state: 'active' }, order: { id: 'ASC' } });
  }

  async usersOfSupplier(supplierId: string): Promise<Recipient[]> {
    return this.holders([{ supplierId, state: 'active' }]);
  }

  async users(ids: readonly string[]): Promise<Recipient[]> {
    if (ids.length === 0) return [];
    const accounts = await this.uow.manager.findBy(UserAccount, { id: In([...new Set(ids)]), disabledAt: IsNull() });
    const grants = await this.uow.manager.findBy(AccessGrant, { userId: In(accounts.map(({ id }) => id)), state: 'active' });
    const inside = new Set(grants.filter(({ role }) => role !== 'enterprise').map(({ userId }) => userId));
    const offices = new Map(grants.flatMap(({ userId, nodeId }) => (nodeId === null ? [] : [[userId, nodeId] as const])));
    return Promise.all(accounts.map((account) => this.recipient(account, inside.has(account.id), offices.get(account.id) ?? null)));
  }

  /** Nothing goes to an address that somebody else has: who registered with it is told in the product alone. */
  private async recipient(account: UserAccount, inside: boolean, nodeId: string | null): Promise<Recipient> {
    const { name, email, phone } = this.identities.open(account);
    const others = await this.accountNames.ofOthers(account);
    const own = others.has('phoneIndex') ? null : phone;
    return {
      userId: account.id,
      name,
      locale: account.locale,
      email: others.has('emailIndex') ? null : email,
      phone: own,
      wecom: inside ? own : null,
      nodeId,
    };
  }

  /** Names by user id, of disabled accounts too: for lists of what was done by whom. */
  async names(ids: readonly (string | null)[]): Promise<Map<string, string>> {
    const wanted = [...new Set(ids.filter((id) => id !== null))];
    const accounts = wanted.length > 0 ? await this.uow.manager.findBy(UserAccount, { id: In(wanted) }) : [];
    return new Map(accounts.map((account) => [account.id, this.identities.open(account).name]));
  }

  private async ancestors(nodeIdOrPath: string, own: string): Promise<string[]> {
    if (nodeIdOrPath.includes('/')) return idsOf(nodeIdOrPath);
    const node = await this.uow.manager.findOneBy(OrgNodeRow, { id: own });
    return node ? idsOf(node.path) : [own];
  }

  private async holders(where: FindOptionsWhere<AccessGrant>[]): Promise<Recipient[]> {
    const grants = await this.uow.manager.findBy(AccessGrant, where);
    return this.users(grants.map((grant) => grant.userId));
  }
}
