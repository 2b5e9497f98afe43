import fc from 'fast-check';
import { seenAt } from './seen-at.js';

const HOUR = 3_600_000;
const NINE = Date.UTC(2027, 1, 20, 1);

describe('when something was seen', () => {
  it.each([-2 * HOUR, -HOUR, 0, 2 * HOUR, 400 * 24 * HOUR])(
    'is the same with a clock that is %d ms off, sent at once or a day later',
    (off) => {
      for (const waited of [60_000, 24 * HOUR]) {
        const receivedAt = NINE + waited;
        expect(seenAt({ at: NINE + off, sentAt: receivedAt + off, receivedAt, since: NINE - HOUR })).toBe(NINE);
      }
    },
  );

  it('is taken as it was written when the clocks differ by no more than the way of the message', () =>
    expect(seenAt({ at: NINE, sentAt: NINE + 1_000, receivedAt: NINE + 4_000, since: 0 })).toBe(NINE));

  it('is never after it came, nor before the phone was enrolled, whatever was done to the clock in between', () => {
    const instant = fc.integer({ min: 0, max: 4e12 });
    fc.assert(
      fc.property(instant, instant, instant, instant, (at, sentAt, receivedAt, since) => {
        const seen = seenAt({ at, sentAt, receivedAt, since });
        expect(seen).toBeLessThanOrEqual(receivedAt);
        if (since <= receivedAt) expect(seen).toBeGreaterThanOrEqual(since);
      }),
    );
  });
});
