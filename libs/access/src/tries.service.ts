import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { FieldCipher } from '#platform/crypto';
import { Settings } from '#platform/config';
import { Clock, UnitOfWork } from '#platform/db';
import { addressBlock, requestContext } from '#platform/http';
import { SignInAttempt } from './access.entity.js';
import { problems } from './access.problems.js';
import { Audit } from './audit.service.js';
import { FORGET_MS, lockedUntil, type SlowDown } from './domain/lock-out.js';

/** One count of wrong tries. */
export interface Door extends SlowDown {
  key: string;
}

/** From anywhere at all a stranger waits no longer than this: it slows guessing down, and must not be a lock that strangers can close. */
const ANYWHERE_MINUTES = 1;

/**
 * Counts wrong tries and slows further ones down. A stranger's are counted by address and account together, and by account from anywhere;
 * a known device has a count of its own, which nobody else's tries touch. Accounts that do not exist are counted alike.
 */
@Injectable()
export class Tries {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly cipher: FieldCipher,
    private readonly settings: Settings,
    private readonly audit: Audit,
  ) {}

  /** @param typed blind index of the account name as it was typed: two names of one account must not be seen to belong together */
  toSignIn(typed: string, deviceId: string | null): Door[] {
    if (deviceId !== null) return [this.door(`sign-in on ${deviceId}`)];
    const anywhere = { freeTries: this.settings.SIGN_IN_ACCOUNT_TRIES, longestMinutes: ANYWHERE_MINUTES };
    return [this.door(`sign-in ${typed} from ${here()}`), this.door(`sign-in ${typed}`, anywhere)];
  }

  /** After the right password. By account, wherever the tries come from: an address costs nothing, and six digits are few. */
  toSecondStep(userId: string, deviceId: string | null): Door[] {
    return [this.door(`second step ${userId} ${deviceId ?? ''}`)];
  }

  /** Of somebody signed in who gives their password again. */
  toConfirm(userId: string): Door[] {
    return [this.door(`confirm ${userId}`)];
  }

  /** Counts a try before it is answered: tries sent at the same moment cannot all pass as the first.
   * @throws Problem 429 `access.locked` with nothing counted */
  async count(doors: readonly Door[]): Promise<void> {
    await this.uow.run(async () => {
      for (const door of doors) await this.countOne(door);
    });
  }

  /** After the right one. */
  async forget(doors: readonly Door[]): Promise<void> {
    await this.uow.run(() => this.uow.manager.delete(SignInAttempt, { id: In(doors.map(({ key }) => key)) }));
  }

  /** A wrong try, and that it closed a door when it did. What was typed is not kept: people type their password there.
   * @param userId null when there is no such account */
  async noteWrong(doors: readonly Door[], userId: string | null): Promise<void> {
    const of = { kind: userId === null ? 'unknown_account' : 'user', id: userId ?? doors[0]?.key ?? '' };
    await this.audit.record(null, 'sign_in.failed', of, {}, 'failed');
    const attempts = await this.uow.manager.findBy(SignInAttempt, { id: In(doors.map(({ key }) => key)) });
    const closed = attempts.find(({ lockedUntil: until }) => until !== null);
    if (!closed) return;
    const { tries, lockedUntil: until } = closed;
    await this.audit.record(null, 'sign_in.locked', of, { tries, until }, 'failed');
  }

  private door(name: string, slowDown?: SlowDown): Door {
    const { SIGN_IN_TRIES: freeTries, SIGN_IN_WAIT_MINUTES: longestMinutes } = this.settings;
    return { key: this.cipher.blindIndex('attempt', name), ...(slowDown ?? { freeTries, longestMinutes }) };
  }

  private async countOne(door: Door): Promise<void> {
    const now = this.clock.now();
    const { key: id } = door;
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
    if (counted.affected === 1) await this.lockFrom(door, now);
    else await this.refuse(id, now);
  }

  /** From the last free try on the door closes as the try is made, and opens again if it was the right one. */
  private async lockFrom(door: Door, now: Date): Promise<void> {
    const { tries } = await this.uow.manager.findOneByOrFail(SignInAttempt, { id: door.key });
    const until = lockedUntil(tries, now, door);
    if (until) await this.uow.manager.update(SignInAttempt, { id: door.key }, { lockedUntil: until });
  }

  private async refuse(id: string, now: Date): Promise<never> {
    const attempt = await this.uow.manager.findOneBy(SignInAttempt, { id });
    const minutes = Math.max(1, Math.ceil(((attempt?.lockedUntil?.getTime() ?? 0) - now.getTime()) / 60_000));
    throw problems('access.locked', { minutes });
  }
}

const here = (): string => addressBlock(requestContext()?.ip ?? '');
