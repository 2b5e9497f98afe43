import { Injectable } from '@nestjs/common';
import { In, IsNull, LessThan } from 'typeorm';
import { Clock, newId, UnitOfWork } from '#platform/db';
import { notFound, signInFirst, type Role } from '#platform/http';
import { AccessGrant, ApiToken, OrgNodeRow, Session, UserAccount } from './access.entity.js';
import { problems } from './access.problems.js';
import { AccountNames } from './account-names.service.js';
import { Identities, type Identity, type NameIndexes } from './identity.js';
import { NameIndex } from './name-index.js';
import { mixesSides } from './domain/side.js';
import { hashPassword, requireGoodPassword } from './passwords.js';

export interface NewAccount extends Identity {
  /** Absent for an invited person, who chooses one through the link. */
  password?: string | undefined;
  /** Somebody else chose it: it has to be changed at the first sign-in. */
  mustChange?: boolean | undefined;
  locale?: 'zh' | 'en' | undefined;
}

/** A new account that is not written yet. */
export type PreparedAccount = Omit<UserAccount, 'generation' | 'createdAt' | 'disabledAt' | 'lastSignInAt'>;

/** A role and the one thing it stands on. */
export interface NewGrant {
  role: Role;
  nodeId?: string | null | undefined;
  enterpriseId?: string | null | undefined;
  supplierId?: string | null | undefined;
}

export type CredentialChange = Partial<Pick<UserAccount, 'passwordHash' | 'mustChange' | 'disabledAt'>>;

export interface ChangeGuard {
  /** The account's generation as the change was decided on. */
  stillAt?: number;
  /** The session in which the person makes the change: it goes on. */
  keep?: string;
}

/** Accounts and the roles they hold. Everything joins the caller's unit of work; whether the caller may is the caller's question. */
@Injectable()
export class Accounts {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly identities: Identities,
    private readonly pieces: NameIndex,
    private readonly names: AccountNames,
  ) {}

  /** @returns the new account's id. @throws Problem 409 `account.exists`; 422 for a weak password or nothing to sign in with. */
  async create(given: NewAccount): Promise<string> {
    return this.insert(await this.prepare(given));
  }

  /** All of a new account but its row: checked, sealed, the password hashed.
   * @throws Problem 422 for a weak password or nothing to sign in with. */
  async prepare(given: NewAccount): Promise<PreparedAccount> {
    const { name, login, email, phone, password, mustChange = false, locale = 'zh' } = given;
    const id = newId();
    const identity = this.identities.seal(id, given);
    if (!identity.loginIndex && !identity.emailIndex && !identity.phoneIndex) throw problems('account.identity');
    if (password !== undefined)
      requireGoodPassword(
        password,
        [name, login, email, phone].filter((text) => typeof text === 'string'),
      );
    return { id, ...identity, passwordHash: password === undefined ? null : await hashPassword(password), mustChange, locale };
  }

  /** @returns its id. @throws Problem 409 `account.exists` */
  async insert(prepared: PreparedAccount): Promise<string> {
    const { loginIndex, emailIndex, phoneIndex } = prepared;
    const names = [{ loginIndex }, { emailIndex }, { phoneIndex }].filter((name) => Object.values(name)[0] !== null);
    return this.uow.run(async () => {
      if (await this.uow.manager.existsBy(UserAccount, names as { loginIndex: string }[])) throw problems('account.exists');
      return this.write(prepared);
    });
  }

  /** Of somebody who has not shown that the names are theirs: the account is found by none of them, whoever has them. @returns its id. */
  async insertUnfound(prepared: PreparedAccount): Promise<string> {
    const unfound: NameIndexes = { loginIndex: null, emailIndex: null, phoneIndex: null };
    return this.uow.run(() => this.write({ ...prepared, ...unfound }));
  }

  private async write(account: PreparedAccount): Promise<string> {
    const fresh = { generation: 1, createdAt: this.clock.now(), disabledAt: null, lastSignInAt: null };
    await this.uow.manager.insert(UserAccount, { ...account, ...fresh });
    await this.pieces.add([{ id: account.id, name: this.identities.nameOf(account) }]);
    return account.id;
  }

  /** Whether one of these addresses is somebody's. */
  async anyWithEmail(emails: readonly string[]): Promise<boolean> {
    const indexes = emails
      .map((email) => this.identities.lookup(email))
      .flatMap((found) => ('emailIndex' in found ? found.emailIndex : []));
    return this.uow.manager.existsBy(UserAccount, { emailIndex: In(indexes) });
  }

  /** Gives a role, with which the person is known: the account is found by its names. A role once taken away is given again; one that is
   * held stays. Returns the grant's id.
   * @throws Problem 422 when the role stands on something else; 409 `access.sides` for a role of the other side; 404 for an unknown
   * node or user. */
  async grant(userId: string, given: NewGrant): Promise<string> {
    const on = this.standsOn(given);
    return this.uow.run(async () => {
      // Takes the account's row first, so that two grants at once see each other.
      if ((await this.uow.manager.update(UserAccount, { id: userId }, { id: userId })).affected !== 1) throw notFound('user', userId);
      await this.becomeKnown(userId);
      if (on.nodeId !== null) await this.requireNode(given.role, on.nodeId);
      const held = await this.uow.manager.findBy(AccessGrant, { userId, state: In(['active', 'paused']) });
      if (
        mixesSides(
          held.map(({ role }) => role),
          given.role,
        )
      )
        throw problems('access.sides');
      const key = { userId, role: given.role, scopeKey: on.scopeKey };
      const off = on.supplierId !== null && (await this.uow.manager.existsBy(AccessGrant, { supplierId: on.supplierId, state: 'paused' }));
      const state = off ? 'paused' : 'active';
      const row: AccessGrant = { id: newId(), ...key, ...on, state, createdAt: this.clock.now() };
      await this.uow.manager.createQueryBuilder().insert().into(AccessGrant).values(row).orIgnore().updateEntity(false).execute();
      await this.uow.manager.update(AccessGrant, { ...key, state: 'ended' }, { state });
      return (await this.uow.manager.findOneByOrFail(AccessGrant, key)).id;
    });
  }

  /** The account is found by its names from now on, but for those of others. In the caller's unit of work. */
  becomeKnown(userId: string): Promise<void> {
    return this.names.take(userId);
  }

  /** Takes a role away; from the next request on it is gone, and the person signs in again. */
  async revoke(userId: string, given: NewGrant): Promise<void> {
    const { scopeKey } = this.standsOn(given);
    await this.uow.run(async () => {
      await this.uow.manager.update(AccessGrant, { userId, role: given.role, scopeKey }, { state: 'ended' });
      await this.endSessions([userId]);
    });
  }

  /** Ends every session of these people, also those that are being started at this moment. */
  async endSessions(userIds: readonly string[]): Promise<void> {
    await this.uow.run(async () => {
      for (const userId of userIds) await this.changeCredential(userId, {});
    });
  }

  /** Everybody who acts for a supplier loses what they may do while it is switched off, from their next request on. */
  async pauseSupplier(supplierId: string, off: boolean): Promise<void> {
    const [from, to] = off ? (['active', 'paused'] as const) : (['paused', 'active'] as const);
    await this.uow.run(() => this.uow.manager.update(AccessGrant, { supplierId, state: from }, { state: to }));
  }

  /** Changes what a person signs in with. Sessions that stand on what was before end, also those that are being started at this moment.
   * @throws Problem 401 when `stillAt` or the session to keep is no longer what the change was decided on */
  async changeCredential(userId: string, change: CredentialChange, { stillAt, keep }: ChangeGuard = {}): Promise<void> {
    await this.uow.run(async () => {
      const account = { id: userId, ...(stillAt === undefined ? {} : { generation: stillAt, disabledAt: IsNull() }) };
      const changed = await this.uow.manager.update(UserAccount, account, { ...change, generation: () => 'generation + 1' });
      if (changed.affected !== 1) throw signInFirst();
      const { generation } = await this.uow.manager.findOneByOrFail(UserAccount, { id: userId });
      if (keep !== undefined) await this.carryOver(userId, keep, generation);
      const older = { userId, generation: LessThan(generation), endedAt: IsNull() };
      for (const entity of [Session, ApiToken]) await this.uow.manager.update(entity, older, { endedAt: this.clock.now() });
    });
  }

  /** What reaches the whole city stands on it, or its holder would rule over more than their node. */
  private async requireNode(role: Role, nodeId: string): Promise<void> {
    const node = await this.uow.manager.findOneBy(OrgNodeRow, { id: nodeId });
    if (!node) throw notFound('org-node', nodeId);
    if (role.startsWith('city-') && node.kind !== 'city' && node.kind !== 'province') throw problems('access.grant_node');
  }

  private async carryOver(userId: string, sessionId: string, generation: number): Promise<void> {
    const kept = await this.uow.manager.update(Session, { id: sessionId, userId, endedAt: IsNull() }, { generation });
    if (kept.affected !== 1) throw signInFirst();
    // Other systems go on: whoever changes their password in a session of their own has lost nothing to anybody.
    await this.uow.manager.update(ApiToken, { userId, endedAt: IsNull(), generation: generation - 1 }, { generation });
  }

  private standsOn({
    role,
    nodeId,
    enterpriseId,
    supplierId,
  }: NewGrant): Pick<AccessGrant, 'nodeId' | 'enterpriseId' | 'supplierId' | 'scopeKey'> {
    const nothing = { nodeId: null, enterpriseId: null, supplierId: null };
    if (role === 'enterprise') {
      if (!enterpriseId) throw problems('access.grant_scope', { what: 'enterprise' });
      return { ...nothing, enterpriseId, scopeKey: `enterprise ${enterpriseId}` };
    }
    if (role === 'supplier') {
      if (!supplierId) throw problems('access.grant_scope', { what: 'supplier' });
      return { ...nothing, supplierId, scopeKey: `supplier ${supplierId}` };
    }
    if (!nodeId) throw problems('access.grant_scope', { what: 'node' });
    return { ...nothing, nodeId, scopeKey: `node ${nodeId}` };
  }
}
