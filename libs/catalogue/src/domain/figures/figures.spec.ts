import fc from 'fast-check';
import { changesOf } from './change.js';
import { gradeOf, type Indicators } from './grade.js';
import { ranked } from './rank.js';
import { ratioByLevel, ratioByOccupation } from './ratio.js';
import { reasonShares } from './reasons.js';

describe('求人倍率 by occupation', () => {
  it('shares seekers who name no occupation out by demand', () => {
    // 100 posts of 400, 40 seekers, 80 without a wish: 40 + 80·100/400 = 60
    expect(ratioByOccupation(100, 40, 80, 400)).toBeCloseTo(100 / 60, 12);
    expect(ratioByOccupation(0, 40, 80, 400)).toBeNull();
    expect(ratioByOccupation(100, 0, 0, 400)).toBeNull();
  });

  // Demand and seekers of the national list's 100 occupations in ten thousand people, their gap and ratio as published.
  it.each([
    ['2020Q1', 137.6, 52.6, 85.0, 2.62],
    ['2020Q2', 148.9, 74.3, 74.6, 2.01],
    ['2020Q4', 141.8, 48.9, 92.9, 2.9],
    ['2021Q1', 166.5, 60.9, 105.5, 2.73],
    ['2021Q2', 153.8, 51.7, 102.1, 2.97],
    ['2021Q3', 111.4, 41.8, 69.6, 2.67],
  ])('is demand over seekers in the published totals of %s', (_quarter, demand, seekers, gap, ratio) => {
    // What is published was rounded to 1,000 people before, so the ratio may differ in its second digit.
    expect(Math.abs((ratioByOccupation(demand, seekers, 0, demand) ?? 0) - ratio)).toBeLessThan(0.015);
    expect(demand - seekers).toBeCloseTo(gap, 0);
  });

  it('leaves the ratio of all unchanged however the seekers are shared out', () => {
    const groups = fc.array(fc.record({ demand: fc.integer({ min: 1, max: 9_999 }), seekers: fc.integer({ min: 0, max: 9_999 }) }), {
      minLength: 1,
      maxLength: 8,
    });
    fc.assert(
      fc.property(groups, fc.integer({ min: 1, max: 9_999 }), (all, unnamed) => {
        const demand = all.reduce((sum, one) => sum + one.demand, 0);
        const offered = all.reduce(
          (sum, one) => sum + one.demand / (ratioByOccupation(one.demand, one.seekers, unnamed, demand) ?? NaN),
          0,
        );
        expect(offered).toBeCloseTo(
          all.reduce((sum, one) => sum + one.seekers, unnamed),
          4,
        );
      }),
    );
  });
});

it('求人倍率 by level shares posts that ask for none out by seekers', () => {
  // 30 posts for 20 people of the level, and 50 posts that ask for none over 200 people
  expect(ratioByLevel(30, 20, 50, 200)).toBeCloseTo(1.75, 12);
  expect(ratioByLevel(30, 0, 50, 200)).toBeNull();
});

it('the rank is by the share of the gap and by how many divisions report it', () => {
  const places = ranked(
    [
      { code: 'a', gap: 60, divisions: 2 },
      { code: 'b', gap: 40, divisions: 10 },
      { code: 'c', gap: -5, divisions: 1 },
    ],
    10,
    { gap: 0.7, divisions: 0.3 },
  );
  expect(places.get('b')).toEqual({ score: 0.7 * 0.4 + 0.3, rank: 1 });
  expect(places.get('a')?.rank).toBe(2);
  expect(places.get('c')).toEqual({ score: 0.3 * 0.1, rank: 3 });
});

it('a larger gap never ranks lower, all else equal', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 500 }), { minLength: 2, maxLength: 20 }), (gaps) => {
      const places = ranked(
        gaps.map((gap, i) => ({ code: `c${i}`, gap, divisions: 3 })),
        16,
      );
      gaps.forEach((gap, i) =>
        gaps.forEach((other, j) => expect(gap > other && (places.get(`c${i}`)?.rank ?? 0) > (places.get(`c${j}`)?.rank ?? 0)).toBe(false)),
      );
    }),
  );
});

describe('the grade', () => {
  const nothing: Indicators = { fillRate: null, daysOpen: null, ratio: null, wageChange: null, reporting: null, quarters: null };
  it('is the average of 0 to 3 points for each indicator that there is data for', () => {
    expect(gradeOf({ fillRate: 0.25, daysOpen: 100, ratio: 1.6, wageChange: 0, reporting: 0.06, quarters: 4 }, 12)).toEqual({
      grade: 'short',
      average: 13 / 6,
      points: { fillRate: 3, daysOpen: 3, ratio: 2, wageChange: 0, reporting: 2, quarters: 3 },
    });
  });
  it('is severe, tight or balanced by the published limits', () => {
    expect(gradeOf({ ...nothing, ratio: 2, daysOpen: 90, quarters: 2 }, 3).grade).toBe('severe');
    expect(gradeOf({ ...nothing, ratio: 1, daysOpen: 30, quarters: 2 }, 3).grade).toBe('tight');
    expect(gradeOf({ ...nothing, ratio: 0.5, daysOpen: 3, quarters: 1 }, 3).grade).toBe('balanced');
  });
  it('is X with fewer than three enterprises or fewer than three indicators', () => {
    expect(gradeOf({ ...nothing, ratio: 2, daysOpen: 90, quarters: 4 }, 2)).toMatchObject({ grade: 'X', average: null });
    expect(gradeOf({ ...nothing, ratio: 2, daysOpen: 90 }, 30).grade).toBe('X');
  });
});

it('a change is new, up, down, the same or out, and nothing is new in the first quarter', () => {
  const now = new Map([
    ['a', 1],
    ['b', 2],
    ['c', 3],
    ['d', 4],
  ]);
  expect(
    Object.fromEntries(
      changesOf(
        now,
        new Map([
          ['b', 1],
          ['a', 2],
          ['c', 3],
          ['x', 4],
        ]),
      ),
    ),
  ).toEqual({ a: 'up', b: 'down', c: 'same', d: 'new', x: 'out' });
  expect([...changesOf(now, null).values()]).toEqual([null, null, null, null]);
});

it('the main reason is the one behind the most people', () => {
  const rows = [
    { reason: 'wage', short: 5 },
    { reason: 'skill', short: 4 },
    { reason: 'skill', short: 3 },
    { reason: null, short: 90 },
    { reason: 'shift', short: 0 },
  ];
  expect(reasonShares(rows)).toEqual([
    { reason: 'skill', share: 7 / 12 },
    { reason: 'wage', share: 5 / 12 },
  ]);
});
