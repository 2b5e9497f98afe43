import { setTimeout as sleep } from 'node:timers/promises';
import { Settings } from '#platform/config';
import { ByteCache, cacheBytes, weightOf } from './index.js';

describe('what is kept to be given again', () => {
  it('takes no more bytes than it may, however much is asked, and forgets what was not asked for longest', () => {
    const cache = new ByteCache<Buffer>({ bytes: 100_000 });
    for (let i = 0; i < 5_000; i += 1) {
      cache.set(`question ${i}`, Buffer.alloc(1_000));
      cache.get('question 0');
      expect(cache.bytes).toBeLessThanOrEqual(100_000);
    }
    expect([cache.get('question 0') !== undefined, cache.get('question 1'), cache.get('question 4999') !== undefined]).toEqual([
      true,
      undefined,
      true,
    ]);
  });

  it('counts keys, which strangers choose as well', () => {
    const cache = new ByteCache<Buffer>({ bytes: 100_000 });
    for (let i = 0; i < 1_000; i += 1) cache.set(`${i} ${'x'.repeat(5_000)}`, Buffer.alloc(1));
    expect(cache.bytes).toBeLessThanOrEqual(100_000);
  });

  it('does not keep what alone is larger', () => {
    const cache = new ByteCache<Buffer>({ bytes: 1_000 });
    cache.set('large', Buffer.alloc(2_000));
    expect(cache.get('large')).toBeUndefined();
  });

  it('makes once what many ask for at once, and again what failed', async () => {
    const cache = new ByteCache<string>({ bytes: 10_000 });
    let made = 0;
    const make = async (): Promise<string> => {
      made += 1;
      await sleep(5);
      if (made === 1) throw new Error('the first time it fails');
      return `made ${made}`;
    };
    await expect(Promise.allSettled([cache.getOrMake('a', make), cache.getOrMake('a', make)])).resolves.toMatchObject([
      { status: 'rejected' },
      { status: 'rejected' },
    ]);
    expect(await Promise.all([cache.getOrMake('a', make), cache.getOrMake('a', make)])).toEqual(['made 2', 'made 2']);
    expect(await cache.getOrMake('a', make)).toBe('made 2');
  });

  it('estimates what data takes, whatever it is made of', () => {
    expect(weightOf('电'.repeat(1_000))).toBeGreaterThan(2_000);
    expect(weightOf(new Uint8Array(5_000))).toBeGreaterThan(5_000);
    expect(weightOf(new Map([['a', { rows: ['x'.repeat(500)] }]]))).toBeGreaterThan(1_000);
    expect(weightOf({ at: new Date(), nothing: null, n: 1 })).toBeLessThan(200);
  });

  it('divides the memory that is set aside, and no more than that', () => {
    const settings = Object.assign(new Settings(), { CACHE_MIB: 100 });
    const names = [
      'board.answers',
      'board.posts',
      'board.searches',
      'pages.drawn',
      'catalogue.opened',
      'catalogue.documents',
      'catalogue.rounds',
      'fair.pictures',
    ] as const;
    const sum = names.reduce((bytes, name) => bytes + cacheBytes(settings, name), 0);
    expect(Math.round(sum / 1_048_576)).toBe(100);
  });
});
