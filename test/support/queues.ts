import { Redis } from 'ioredis';

export interface TestQueue {
  readonly kind: 'inline' | 'redis';
  /** For REDIS_URL; absent for the inline driver. */
  readonly redisUrl?: string;
  /** Empties Redis, as a restart without persistence would. */
  lose(): Promise<void>;
}

const server = process.env['TEST_REDIS_URL'];

/** Runs the block with the inline driver, and with Redis when `npm test` has started one. */
export const eachQueue = (body: (queue: TestQueue) => void): void => {
  describe('with the inline queue', () => body({ kind: 'inline', lose: () => Promise.resolve() }));
  const withServer = server ? describe : describe.skip;
  withServer('with the Redis queue', () => body(freshQueue()));
};

/** A Redis database of its own: Jest runs the files of one worker one after another, so its number keeps them apart. */
export const freshQueue = (): TestQueue => {
  const redisUrl = `${server}/${process.env['JEST_WORKER_ID'] ?? '0'}`;
  const lose = async (): Promise<void> => {
    const client = new Redis(redisUrl);
    try {
      await client.flushdb();
    } finally {
      client.disconnect();
    }
  };
  beforeAll(lose);
  afterAll(lose);
  return { kind: 'redis', redisUrl, lose };
};
