import fc from 'fast-check';
import { forkIn, type Link } from './chain.js';

/** The log of one phone, as digests. */
const log = (length: number, name = 'a', from = 0, before = ''): Link[] =>
  Array.from({ length }, (_, i) => ({
    n: from + i + 1,
    digest: `${name}${from + i + 1}`,
    prev: i === 0 ? before : `${name}${from + i}`,
  }));

describe('the log of a phone', () => {
  it('is one log in whatever portions and order it comes, however often', () => {
    const all = log(30);
    fc.assert(
      fc.property(fc.array(fc.array(fc.nat(29), { maxLength: 10 }), { maxLength: 8 }), (portions) => {
        const known = new Map<number, Link>();
        for (const portion of portions) {
          const fresh = [...new Set(portion)].map((i) => all[i]).filter((link) => link !== undefined);
          expect(forkIn([...known.values()], fresh)).toBeNull();
          for (const link of fresh) known.set(link.n, link);
        }
      }),
    );
  });

  it('is two logs when a number says something else, and when an entry follows another one', () => {
    const known = log(10);
    expect(forkIn(known, log(1, 'b', 9, 'a9'))).toBe(10);
    expect(forkIn(known, log(1, 'b', 10, 'b10'))).toBe(11);
    // what lies before is not there yet, and then is
    expect(forkIn(log(1, 'b', 10, 'b10'), known)).toBe(11);
    expect(forkIn([], log(1, 'b', 0, 'a0'))).toBe(1);
  });

  it('of a copy is told from the first entry on that the copy writes for itself', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 20 }), (shared, one, two) => {
        const common = log(shared);
        const [original, copy] = [log(one, 'o', shared, `a${shared}`), log(two, 'c', shared, `a${shared}`)];
        expect(forkIn([...common, ...original], copy)).toBe(shared + 1);
        expect(forkIn([...common, ...copy], original)).toBe(shared + 1);
      }),
    );
  });
});
