import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { ByteCache } from '#platform/cache';
import { Settings } from '#platform/config';
import { Clock } from '#platform/db';
import { addressBlock } from './address.js';
import { defineProblems } from './problem.js';

const problems = defineProblems({
  'request.too_many': {
    status: 429,
    zh: '来自同一网络地址的查询过多，请 {seconds} 秒后再试；登录后不受此限',
    en: 'Too much was asked from this address: try again in {seconds} s, or sign in',
  },
});

/** A kept answer costs so much of one that has to be worked out. */
const KEPT_SHARE = 0.1;
const MINUTE_MS = 60_000;
/** Addresses that are remembered; a forgotten one begins with a full minute. */
const ADDRESSES_BYTES = 8 * 1_048_576;

interface Balance {
  left: number;
  at: number;
}

/**
 * What people who are not signed in may read from one process, by address (of IPv6: by the /64 that one connection has): a minute's worth
 * of answers that have to be worked out, which fills again steadily. A whole office behind one address may ask it all at once; nobody can
 * keep the server working out answers.
 */
@Injectable()
export class AnonymousReads {
  private readonly balances = new ByteCache<Balance>({ bytes: ADDRESSES_BYTES, weigh: () => 64 });

  constructor(
    private readonly settings: Settings,
    private readonly clock: Clock,
  ) {}

  /** Counts a read before it is answered. @throws Problem 429 naming the seconds after which to ask again */
  take({ ip }: Pick<FastifyRequest, 'ip'>): void {
    const balance = this.balanceOf(ip);
    if (balance.left < 1) throw problems('request.too_many', { seconds: this.secondsUntil(1 - balance.left) });
    balance.left -= 1;
  }

  /** The answer was there already: most of what was counted is given back. */
  wasKept({ ip, principal }: Pick<FastifyRequest, 'ip'> & { principal?: unknown }): void {
    if (!principal) this.balanceOf(ip).left += 1 - KEPT_SHARE;
  }

  private secondsUntil(missing: number): number {
    return Math.ceil((missing * MINUTE_MS) / this.settings.RATE_READ / 1_000);
  }

  private balanceOf(ip: string): Balance {
    const { RATE_READ } = this.settings;
    const visitor = addressBlock(ip);
    const now = this.clock.now().getTime();
    const known = this.balances.get(visitor);
    const balance = known ?? { left: RATE_READ, at: now };
    balance.left = Math.min(RATE_READ, balance.left + ((now - balance.at) * RATE_READ) / MINUTE_MS);
    balance.at = now;
    if (!known) this.balances.set(visitor, balance);
    return balance;
  }
}
