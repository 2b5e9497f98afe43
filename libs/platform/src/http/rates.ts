import { setTimeout as pause } from 'node:timers/promises';
import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Redis } from 'ioredis';
import { LRUCache } from 'lru-cache';
import type { Settings } from '#platform/config';
import type { RateClass } from './action.js';
import { addressBlock } from './address.js';
import { Problem } from './problem.js';

const WINDOW_MS = 60_000;
/** Counting must not hold a request up: a Redis that takes longer counts as failed. */
const REDIS_PATIENCE_MS = 500;
const LOCAL_VISITORS = 20_000;
const PREFIX = 'gangqiao-rate-';

const countInRedis = `
  local current = redis.call('INCR', KEYS[1])
  if current == 1 then redis.call('PEXPIRE', KEYS[1], ARGV[1]) end
  return {current, redis.call('PTTL', KEYS[1])}`;

interface Count {
  current: number;
  ttl: number;
}
type Done = (error: Error | null, count?: Count) => void;

class LocalCounts {
  private readonly counts = new LRUCache<string, { current: number }>({ max: LOCAL_VISITORS, ttl: WINDOW_MS });

  add(key: string): Count {
    const count = this.counts.get(key) ?? { current: 0 };
    count.current += 1;
    if (count.current === 1) this.counts.set(key, count);
    return { current: count.current, ttl: this.counts.getRemainingTTL(key) };
  }
}

/** Counts in Redis for all processes together, and in this process while Redis does not answer: a limit never opens. */
const storeOn = (redis: Redis | undefined) =>
  class Store {
    private readonly local = new LocalCounts();

    incr(key: string, done: Done): void {
      this.count(key).then(
        (count) => done(null, count),
        (error: unknown) => done(error as Error),
      );
    }

    child(): this {
      return this;
    }

    private async count(key: string): Promise<Count> {
      if (redis?.status !== 'ready') return this.local.add(key);
      try {
        const [current, ttl] = (await redis.eval(countInRedis, 1, PREFIX + key, WINDOW_MS)) as [number, number];
        return { current, ttl };
      } catch {
        return this.local.add(key);
      }
    }
  };

const limitsOf = (settings: Settings): Record<RateClass, number> => ({
  read: settings.RATE_WRITE * 10,
  write: settings.RATE_WRITE,
  login: settings.RATE_LOGIN,
  upload: Math.max(10, Math.floor(settings.RATE_WRITE / 10)),
});

/** Connects, and goes on without waiting for a Redis that does not come: it may come later. */
const connected = async (url: string): Promise<Redis> => {
  const redis = new Redis(url, {
    maxRetriesPerRequest: 1,
    enableOfflineQueue: false,
    lazyConnect: true,
    commandTimeout: REDIS_PATIENCE_MS,
  });
  redis.on('error', () => undefined);
  await Promise.race([redis.connect().catch(() => undefined), pause(REDIS_PATIENCE_MS, undefined, { ref: false })]);
  return redis;
};

/** Limits requests per minute and visitor, by the rate class of the route. */
export const registerRates = async (fastify: FastifyInstance, settings: Settings): Promise<void> => {
  const limits = limitsOf(settings);
  const classOf = (request: FastifyRequest): RateClass =>
    (request.routeOptions.config as { rateClass?: RateClass } | undefined)?.rateClass ?? 'read';
  const redis = settings.REDIS_URL ? await connected(settings.REDIS_URL) : undefined;
  await fastify.register(rateLimit, {
    timeWindow: WINDOW_MS,
    max: (request: FastifyRequest) => limits[classOf(request)],
    keyGenerator: (request: FastifyRequest) => `${classOf(request)}:${addressBlock(request.ip)}`,
    store: storeOn(redis),
    errorResponseBuilder: () =>
      new Problem('request.too_many', 429, {
        detail: { zh: '操作过于频繁，请稍后再试', en: 'Too many requests; wait a moment and try again' },
      }),
  });
  if (redis) fastify.addHook('onClose', () => redis.disconnect());
};
