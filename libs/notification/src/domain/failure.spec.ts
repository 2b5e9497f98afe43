import { FAILURES, pauseAfterFailure, type Failure } from './failure.js';

const pauses = (failure: Failure, chance = 1): number[] => {
  const all: number[] = [];
  for (let tries = 1; ; tries += 1) {
    const pause = pauseAfterFailure(failure, tries, chance);
    if (pause === null) return all;
    all.push(pause);
  }
};

describe('after a failure', () => {
  it('the pause doubles with each try, up to the longest', () => {
    expect(pauses('network').slice(0, 4)).toEqual([30_000, 60_000, 120_000, 240_000]);
    expect(Math.max(...pauses('throttled'))).toBe(600_000);
  });

  it('chance spreads what failed together over half of the pause', () => {
    expect([pauseAfterFailure('throttled', 1, 0), pauseAfterFailure('throttled', 1, 0.5), pauseAfterFailure('throttled', 1, 1)]).toEqual([
      1_000, 1_500, 2_000,
    ]);
  });

  it.each(['template', 'address', 'content', 'expired', 'undelivered'] as const)('%s is left to a person at once', (failure) =>
    expect(pauses(failure)).toEqual([]),
  );

  it('no failure is tried for ever', () => {
    for (const failure of FAILURES) expect(pauses(failure).length).toBeLessThan(12);
  });
});
