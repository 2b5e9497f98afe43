import { Injectable } from '@nestjs/common';
import { Clock, UnitOfWork } from '#platform/db';
import type { Principal } from '#platform/http';
import { SignInAttempt, UserAccount } from './access.entity.js';
import { problems } from './access.problems.js';
import { Accounts } from './accounts.service.js';
import { Audit } from './audit.service.js';
import { FORGET_MS, lockedUntil } from './domain/lock-out.js';
import { Identities } from './identity.js';
import { hashPassword, passwordMatches, requireGoodPassword } from './passwords.js';
import { Sessions, type StartedSession } from './session.service.js';

/** Signing in, and changing one's own password. */
@Injectable()
export class SignIn {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly identities: Identities,
    private readonly sessions: Sessions,
    private readonly accounts: Accounts,
    private readonly audit: Audit,
  ) {}

  /** Answers the same, and as slowly, whether the account does not exist, is disabled or the password is wrong.
   * @throws Problem 401 `access.sign_in_failed`; 429 `access.locked` after five wrong tries. */
  async signIn(typed: string, password: string, agent: string): Promise<StartedSession> {
    const account = await this.uow.manager.findOneBy(UserAccount, this.identities.lookup(typed));
    const key = this.identities.attemptKey(account?.id, typed);
    await this.count(key);
    const right = await passwordMatches(account?.passwordHash ?? null, password);
    if (!account || !right || account.disabledAt) {
      await this.noteLock(key, account?.id);
      throw problems('access.sign_in_failed');
    }
    return this.uow.run(async () => {
      await this.uow.manager.delete(SignInAttempt, { id: key });
      return this.sessions.start(account.id, agent);
    });
  }

  /** Ends all other sessions of the person. @throws Problem 401 for a wrong current password; 422 for a weak new one. */
  async changePassword(who: Principal, current: string, next: string): Promise<void> {
    const account = await this.uow.manager.findOneByOrFail(UserAccount, { id: who.userId });
    const key = this.identities.attemptKey(account.id, '');
    await this.count(key);
    if (!(await passwordMatches(account.passwordHash, current))) {
      await this.noteLock(key, account.id);
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
      await this.uow.manager.delete(SignInAttempt, { id: key });
      // The password that was checked has to be the one that is replaced.
      const changed = await this.uow.manager.update(
        UserAccount,
        { id: account.id, passwordHash: account.passwordHash ?? '' },
        { passwordHash, mustChange: false },
      );
      if (changed.affected !== 1) throw problems('access.sign_in_failed');
      await this.accounts.endSessions([account.id], who.sessionId);
      await this.audit.record(who, 'user.password_changed', { kind: 'user', id: account.id });
    });
  }

  /** Counts a try before it is answered: tries sent at the same moment cannot all pass as the first. */
  private async count(id: string): Promise<void> {
    const now = this.clock.now();
    await this.uow.run(async () => {
      const fresh: SignInAttempt = { id, tries: 0, lastAt: now, lockedUntil: null };
      await this.uow.manager.createQueryBuilder().insert().into(SignInAttempt).values(fresh).orIgnore().updateEntity(false).execute();
      const forget = new Date(now.getTime() - FORGET_MS);
      await this.uow.manager
        .createQueryBuilder()
        .update(SignInAttempt)
        .set({ tries: 0, lockedUntil: null })
        .where('id = :id AND lastAt < :forget', { id, forget })
        .execute();
      const counted = await this.uow.manager
        .createQueryBuilder()
        .update(SignInAttempt)
        .set({ tries: () => 'tries + 1', lastAt: now })
        .where('id = :id AND (lockedUntil IS NULL OR lockedUntil <= :now)', { id, now })
        .execute();
      if (counted.affected === 1) await this.lockFrom(id, now);
      else await this.refuse(id, now);
    });
  }

  /** From the fifth try on the door closes as the try is made, and opens again if it was the right one. */
  private async lockFrom(id: string, now: Date): Promise<void> {
    const { tries } = await this.uow.manager.findOneByOrFail(SignInAttempt, { id });
    const until = lockedUntil(tries, now);
    if (until) await this.uow.manager.update(SignInAttempt, { id }, { lockedUntil: until });
  }

  private async refuse(id: string, now: Date): Promise<never> {
    const attempt = await this.uow.manager.findOneBy(SignInAttempt, { id });
    const minutes = Math.max(1, Math.ceil(((attempt?.lockedUntil?.getTime() ?? 0) - now.getTime()) / 60_000));
    throw problems('access.locked', { minutes });
  }

  /** Says so in the trail when a try closed the door. */
  private async noteLock(key: string, userId: string | undefined): Promise<void> {
    const attempt = await this.uow.manager.findOneBy(SignInAttempt, { id: key });
    if (!attempt?.lockedUntil) return;
    await this.audit.record(
      null,
      'sign_in.locked',
      { kind: 'sign_in', id: userId ?? key },
      { tries: attempt.tries, until: attempt.lockedUntil },
    );
  }
}
