import fc from 'fast-check';
import { ChangeFeed } from './change-feed.js';

describe('the feed of changes', () => {
  it('asks again for numbers that commit late, until they turn up', () => {
    const feed = new ChangeFeed(10);
    feed.take([11, 14, 15], 0);
    expect(feed.last).toBe(15);
    expect(feed.missing()).toEqual([{ from: 12, to: 13 }]);
    feed.take([13, 16], 100);
    expect(feed.missing()).toEqual([{ from: 12, to: 12 }]);
    feed.take([12], 200);
    expect(feed.missing()).toEqual([]);
  });

  it('gives up on numbers of transactions that were rolled back', () => {
    const feed = new ChangeFeed(0);
    feed.take([5], 0);
    feed.take([], 119_000);
    expect(feed.missing()).toHaveLength(1);
    feed.take([], 120_000);
    expect(feed.missing()).toEqual([]);
  });

  it('sees every number once, in whatever order transactions commit', () => {
    fc.assert(
      fc.property(
        fc.shuffledSubarray(
          Array.from({ length: 30 }, (_, i) => i + 1),
          { minLength: 30 },
        ),
        fc.integer({ min: 1, max: 7 }),
        (order, step) => {
          const feed = new ChangeFeed(0);
          const visible: number[] = [];
          const seen: number[] = [];
          for (let i = 0; i < order.length; i += step) {
            visible.push(...order.slice(i, i + step));
            const missing = feed.missing();
            const answer = visible
              .filter((n) => n > feed.last || missing.some((gap) => gap.from <= n && n <= gap.to))
              .sort((a, b) => a - b);
            seen.push(...answer);
            feed.take(answer, i);
          }
          expect([...seen].sort((a, b) => a - b)).toEqual(Array.from({ length: 30 }, (_, i) => i + 1));
        },
      ),
    );
  });
});
