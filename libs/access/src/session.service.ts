import { Injectable } from '@nestjs/common';
import { In, IsNull, MoreThan } from 'typeorm';
import { Settings } from '#platform/config';
import { Clock, insertRows, newId, pageOf, UnitOfWork, type Paged } from '#platform/db';
import { notFound, type Grant, type Principal } from '#platform/http';
import { AccessGrant, OrgNodeRow, Session, UserAccount } from './access.entity.js';
import { problems } from './access.problems.js';
import { Audit } from './audit.service.js';
import { demandsFactor } from './domain/second-factor.js';
import { boundedBy, isAlive, lifeOf, TOUCH_MS, type SessionLife } from './domain/session-life.js';
import { Identities } from './identity.js';
import { hashToken, newToken } from './tokens.js';

export const SESSION_COOKIE = 'gq_session';

const MINUTE = 60_000;

export interface StartedSession {
  sessionId: string;
  token: string;
  expiresAt: Date;
}

const rolesOf = (grants: readonly Grant[]): string[] => grants.map((grant) => grant.role);

/** Sessions: a random token in a cookie, its hash in a table; revocable at once and by anybody who may. */
@Injectable()
export class Sessions {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly identities: Identities,
    private readonly settings: Settings,
    private readonly audit: Audit,
  ) {}

  /** The person behind a token; null for a session that ended, idled away or belongs to a disabled account. */
  async principal(token: string, locale: 'zh' | 'en'): Promise<Principal | null> {
    const session = await this.uow.manager.findOneBy(Session, { tokenHash: hashToken(token) });
    if (!session) return null;
    const account = await this.uow.manager.findOneBy(UserAccount, { id: session.userId });
    if (!account || account.disabledAt || session.generation !== account.generation) return null;
    const grants = await this.grantsOf(account.id);
    if (!isAlive(boundedBy(this.lifeOf(grants), session), this.clock.now())) return null;
    if (!session.secondFactor && demandsFactor(this.settings.GANGQIAO_TWO_FACTOR, rolesOf(grants))) return null;
    await this.touch(session);
    return {
      userId: account.id,
      name: this.identities.open(account).name,
      // A password that somebody else knows opens nothing but the page to change it.
      grants: account.mustChange ? [] : grants,
      sessionId: session.id,
      locale,
    };
  }

  /** @param generation the account's when its password was checked
   * @throws Problem 401 when the credential was reset, changed or disabled meanwhile */
  async start(userId: string, agent: string, generation: number, secondFactor = false): Promise<StartedSession> {
    const now = this.clock.now();
    const token = newToken();
    return this.uow.run(async () => {
      // Before anything is read, and so the account's row is locked until the session is there.
      const standing = { id: userId, generation, disabledAt: IsNull() };
      const signedIn = await this.uow.manager.update(UserAccount, standing, { lastSignInAt: now });
      if (signedIn.affected !== 1) throw problems('access.sign_in_failed');
      const life = this.lifeOf(await this.grantsOf(userId));
      const session: Session = {
        id: newId(),
        userId,
        generation,
        tokenHash: hashToken(token),
        createdAt: now,
        seenAt: now,
        idleMinutes: life.idleMs / MINUTE,
        expiresAt: new Date(now.getTime() + life.absoluteMs),
        endedAt: null,
        agent: agent.slice(0, 200),
        secondFactor,
      };
      await insertRows(this.uow.manager, Session, [session]);
      await this.audit.record({ userId }, 'sign_in.done', { kind: 'user', id: userId });
      return { sessionId: session.id, token, expiresAt: session.expiresAt };
    });
  }

  /** Ends one of the person's own sessions. @throws Problem 404 for somebody else's. */
  async end(who: Principal, sessionId: string): Promise<void> {
    await this.uow.run(async () => {
      const own = { id: sessionId, userId: who.userId };
      const ended = await this.uow.manager.update(Session, { ...own, endedAt: IsNull() }, { endedAt: this.clock.now() });
      if (ended.affected !== 1) {
        if (!(await this.uow.manager.existsBy(Session, own))) throw notFound('session', sessionId);
        return; // it had ended: the second click leaves no second trace
      }
      const action = sessionId === who.sessionId ? 'session.signed_out' : 'session.ended';
      await this.audit.record(who, action, { kind: 'session', id: sessionId });
    });
  }

  /** Which of these sessions may still be used. Asking keeps none of them awake. */
  async standing(ids: readonly string[]): Promise<Set<string>> {
    if (ids.length === 0) return new Set();
    const now = this.clock.now();
    const sessions = await this.uow.manager
      .createQueryBuilder(Session, 'session')
      .innerJoin(UserAccount, 'account', 'account.id = session.userId AND account.generation = session.generation')
      .where({ id: In([...new Set(ids)]) })
      .andWhere('account.disabledAt IS NULL')
      .getMany();
    return new Set(sessions.filter((session) => isAlive(session, now)).map(({ id }) => id));
  }

  /** The person's living sessions, newest first. */
  async own(who: Principal, cursor?: string, limit = 20): Promise<Paged<Session>> {
    const now = this.clock.now();
    const { generation } = await this.uow.manager.findOneByOrFail(UserAccount, { id: who.userId });
    const life = this.lifeOf(await this.grantsOf(who.userId));
    const query = this.uow.manager.createQueryBuilder(Session, 'session');
    query.where({ userId: who.userId, generation, endedAt: IsNull(), expiresAt: MoreThan(now) });
    query.andWhere({
      createdAt: MoreThan(new Date(now.getTime() - life.absoluteMs)),
      seenAt: MoreThan(new Date(now.getTime() - life.idleMs)),
    });
    const page = await pageOf(query, {
      order: [
        ['session.createdAt', 'DESC'],
        ['session.id', 'DESC'],
      ],
      cursor,
      limit,
    });
    return { ...page, items: page.items.map((session) => boundedBy(life, session)).filter((session) => isAlive(session, now)) };
  }

  /**
   * How the cookie is set. `Secure` needs HTTPS, which the address people use tells; with a bare address in a county office
   * there is none.
   */
  cookie(expires: Date): { httpOnly: true; sameSite: 'lax'; secure: boolean; path: string; expires: Date } {
    return { httpOnly: true, sameSite: 'lax', secure: this.settings.PUBLIC_URL?.startsWith('https:') ?? false, path: '/', expires };
  }

  async grantsOf(userId: string): Promise<Grant[]> {
    const rows = await this.uow.manager
      .createQueryBuilder(AccessGrant, 'held')
      .leftJoin(OrgNodeRow, 'node', 'node.id = held.nodeId')
      .select([
        'held.role AS role',
        'held.nodeId AS nodeId',
        'node.path AS path',
        'held.enterpriseId AS enterpriseId',
        'held.supplierId AS supplierId',
      ])
      .where('held.userId = :userId AND held.state = :state', { userId, state: 'active' })
      .orderBy('held.id')
      .getRawMany<Grant>();
    return rows.map(({ role, nodeId, path, enterpriseId, supplierId }) => ({ role, nodeId, path, enterpriseId, supplierId }));
  }

  private lifeOf(grants: readonly Grant[]): SessionLife {
    return lifeOf(rolesOf(grants), this.settings);
  }

  private async touch(session: Session): Promise<void> {
    const now = this.clock.now();
    if (now.getTime() - session.seenAt.getTime() < TOUCH_MS) return;
    await this.uow.run(() => this.uow.manager.update(Session, { id: session.id }, { seenAt: now }));
  }
}
