import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Settings } from '#platform/config';
import { Clock, newId, UnitOfWork } from '#platform/db';
import { Authenticator, notFound, Trail, type Grant, type Principal } from '#platform/http';
import { AccessGrant, OrgNodeRow, Session, UserAccount } from './access.entity.js';
import { isAlive, lifeOf, TOUCH_MS } from './domain/session-life.js';
import { Identities } from './identity.js';
import { hashToken, newToken } from './tokens.js';

export const SESSION_COOKIE = 'gq_session';

const MINUTE = 60_000;

export interface StartedSession {
  sessionId: string;
  token: string;
  expiresAt: Date;
}

/** Sessions: a random token in a cookie, its hash in a table; revocable at once and by anybody who may. */
@Injectable()
export class Sessions extends Authenticator {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly identities: Identities,
    private readonly settings: Settings,
    private readonly trail: Trail,
  ) {
    super();
  }

  async authenticate(request: FastifyRequest): Promise<Principal | null> {
    const token = request.cookies[SESSION_COOKIE];
    const locale = /^\s*en\b/i.test(request.headers['accept-language'] ?? '') ? 'en' : 'zh';
    return token ? this.principal(token, locale) : null;
  }

  /** The person behind a token; null for a session that ended, idled away or belongs to a disabled account. */
  async principal(token: string, locale: 'zh' | 'en'): Promise<Principal | null> {
    const session = await this.uow.manager.findOneBy(Session, { tokenHash: hashToken(token) });
    if (!session || !isAlive(session, this.clock.now())) return null;
    const account = await this.uow.manager.findOneBy(UserAccount, { id: session.userId });
    if (!account || account.disabledAt) return null;
    await this.touch(session);
    return {
      userId: account.id,
      name: this.identities.open(account).name,
      // A password that somebody else knows opens nothing but the page to change it.
      grants: account.mustChange ? [] : await this.grantsOf(account.id),
      sessionId: session.id,
      locale,
    };
  }

  async start(userId: string, agent: string): Promise<StartedSession> {
    const now = this.clock.now();
    const token = newToken();
    return this.uow.run(async () => {
      const life = lifeOf((await this.grantsOf(userId)).map((grant) => grant.role));
      const session: Session = {
        id: newId(),
        userId,
        tokenHash: hashToken(token),
        createdAt: now,
        seenAt: now,
        idleMinutes: life.idleMs / MINUTE,
        expiresAt: new Date(now.getTime() + life.absoluteMs),
        endedAt: null,
        agent: agent.slice(0, 200),
      };
      await this.uow.manager.insert(Session, session);
      await this.uow.manager.update(UserAccount, { id: userId }, { lastSignInAt: now });
      return { sessionId: session.id, token, expiresAt: session.expiresAt };
    });
  }

  /** Ends one of the person's own sessions. @throws Problem 404 for somebody else's. */
  async end(who: Principal, sessionId: string): Promise<void> {
    await this.uow.run(async () => {
      const ended = await this.uow.manager.update(Session, { id: sessionId, userId: who.userId }, { endedAt: this.clock.now() });
      if (ended.affected !== 1) throw notFound('session', sessionId);
      const action = sessionId === who.sessionId ? 'session.signed_out' : 'session.ended';
      await this.trail.record(who, action, { kind: 'session', id: sessionId });
    });
  }

  /** The person's living sessions, newest first. */
  async own(who: Principal): Promise<Session[]> {
    const sessions = await this.uow.manager.find(Session, {
      where: { userId: who.userId },
      order: { createdAt: 'DESC', id: 'DESC' },
      take: 100,
    });
    return sessions.filter((session) => isAlive(session, this.clock.now()));
  }

  /** How the cookie is set. `Secure` needs HTTPS, which the address people use tells; with a bare address in a county office there is none. */
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

  private async touch(session: Session): Promise<void> {
    const now = this.clock.now();
    if (now.getTime() - session.seenAt.getTime() < TOUCH_MS) return;
    await this.uow.run(() => this.uow.manager.update(Session, { id: session.id }, { seenAt: now }));
  }
}
