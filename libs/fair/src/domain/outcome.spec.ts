import fc from 'fast-check';
import { judgeOutcome, OUTCOMES, reasonFor, stateIn, type Outcome, type Said } from './outcome.js';

const said = (kind: Outcome, at: number, reason: Said['reason'] = null): Said => ({ id: `e${at}`, kind, reason, at });

describe('what an enterprise says of somebody', () => {
  it('begins with anything, and goes on along the table', () => {
    expect(OUTCOMES.map((kind) => judgeOutcome([], said(kind, 1)))).toEqual(OUTCOMES.map(() => 'counts'));
    const after = (first: Outcome): string[] => OUTCOMES.filter((kind) => judgeOutcome([said(first, 1)], said(kind, 2)) === 'no_way');
    expect(OUTCOMES.map(after)).toEqual([[], [], ['interested'], ['interested', 'interview'], []]);
  });

  it('is nothing new when it is said twice, unless there is another reason', () => {
    const before = [said('unsuitable', 1, 'pay')];
    expect(judgeOutcome(before, said('unsuitable', 2, 'pay'))).toBe('repeat');
    expect(judgeOutcome(before, said('unsuitable', 2, 'skill'))).toBe('counts');
  });

  it('is what was said last, in whatever order it is told', () =>
    fc.assert(
      fc.property(fc.shuffledSubarray([...OUTCOMES], { minLength: 1 }), (kinds) => {
        const all = kinds.map((kind, at) => said(kind, at));
        expect(stateIn([...all].reverse())?.kind).toBe(kinds.at(-1));
      }),
    ));

  it('that is told late is judged by what was said before it, and changes nothing that came after', () => {
    const known = [said('interested', 1), said('hired', 9)];
    expect(judgeOutcome(known, said('offer', 5))).toBe('counts');
    expect(stateIn([...known, said('offer', 5)])?.kind).toBe('hired');
    expect(judgeOutcome([said('hired', 1)], said('interested', 5))).toBe('no_way');
  });

  it('has a reason only where somebody does not suit', () => {
    expect([reasonFor('hired', 'pay'), reasonFor('unsuitable', 'pay'), reasonFor('unsuitable', 'looks')]).toEqual([null, 'pay', 'other']);
  });
});
