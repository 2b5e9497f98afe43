import fc from 'fast-check';
import { clearedOf, insideBy, judgePass, type Pass, type PassSeen, type Way } from './passes.js';

const MINUTE = 60_000;
const seen = (id: string, gateId: string, way: Way, minute: number): PassSeen => ({ id, gateId, way, at: minute * MINUTE });
/** Takes passes as they come, as the gate does. */
const taken = (...given: PassSeen[]): Pass[] => {
  const passes: Pass[] = [];
  for (const mark of given) {
    const { kind } = judgePass(passes, mark);
    if (kind === 'repeat') continue;
    passes.push({ ...mark, standing: kind });
    const cleared = clearedOf(passes);
    for (const pass of passes) if (cleared.includes(pass.id)) pass.standing = 'counts';
  }
  return passes;
};
const standings = (passes: Pass[]): string[] => passes.map(({ id, standing }) => `${id} ${standing}`).sort();

describe('a ticket at the gates', () => {
  it('lets somebody in, out and in again', () => {
    const passes = taken(seen('a', '1', 'in', 0), seen('b', '2', 'out', 30), seen('c', '2', 'in', 40));
    expect([standings(passes), insideBy(passes)]).toEqual([['a counts', 'b counts', 'c counts'], '2']);
  });

  it('that goes in at a second gate waits for a supervisor, and at the same one too unless it is the same scan', () => {
    const before = taken(seen('a', '1', 'in', 0));
    expect(judgePass(before, seen('b', '2', 'in', 0.5))).toEqual({ kind: 'pending', code: 'used_elsewhere', withId: 'a' });
    expect(judgePass(before, seen('b', '1', 'in', 5))).toEqual({ kind: 'pending', code: 'used_here', withId: 'a' });
    expect(judgePass(before, seen('b', '1', 'in', 1))).toEqual({ kind: 'repeat' });
  });

  it('clashes as well with what is known already and came later', () =>
    expect(judgePass(taken(seen('a', '1', 'in', 10)), seen('b', '2', 'in', 5))).toMatchObject({ kind: 'pending', withId: 'a' }));

  it('clashes no more once a phone that was offline tells of the way out in between', () => {
    const passes = taken(seen('a', '1', 'in', 0), seen('c', '2', 'in', 40), seen('b', '3', 'out', 20));
    expect([standings(passes), insideBy(passes)]).toEqual([['a counts', 'b counts', 'c counts'], '2']);
  });

  it('that was never scanned on its way in goes out, and nobody is inside for it', () => {
    const passes = taken(seen('a', '1', 'out', 0));
    expect([standings(passes), insideBy(passes)]).toEqual([['a counts'], null]);
  });

  it('of somebody who goes in and out by turns counts whole in whatever order phones tell of it', () => {
    const walk = Array.from({ length: 8 }, (_, i) => seen(String(i), String(i % 3), i % 2 === 0 ? 'in' : 'out', i * 10));
    fc.assert(
      fc.property(fc.shuffledSubarray(walk, { minLength: walk.length }), (order) => {
        const passes = taken(...order);
        expect(passes.every(({ standing }) => standing === 'counts')).toBe(true);
        expect(insideBy(passes)).toBeNull();
      }),
    );
  });

  it('never counts two ways in with no way out between', () => {
    const pass = fc.record({ gateId: fc.constantFrom('1', '2'), way: fc.constantFrom<Way>('in', 'out'), minute: fc.nat(60) });
    fc.assert(
      fc.property(fc.array(pass, { maxLength: 12 }), (given) => {
        const counting = taken(...given.map(({ gateId, way, minute }, i) => seen(String(i).padStart(2, '0'), gateId, way, minute)))
          .filter(({ standing }) => standing === 'counts')
          .sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
        for (const [i, { way }] of counting.entries()) if (i > 0) expect([way, counting[i - 1]?.way]).not.toEqual(['in', 'in']);
      }),
    );
  });
});
