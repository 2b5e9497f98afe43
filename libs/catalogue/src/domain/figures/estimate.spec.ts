import { randomFrom } from '../testing/rounds.js';
import { estimateTotal, weightings } from './estimate.js';
import type { Stratum } from './round.js';
import { tQuantile95 } from './student.js';

const amounts = (...pairs: [string, number][]): Map<string, number> => new Map(pairs);
const first = (id: string): string => id.slice(0, 1);

describe('an estimated total', () => {
  it('is each answer times what it stands for, with the variance of a stratified sample', () => {
    // a: 10 enterprises, 4 answers 2 4 6 8 → 10/4·20 = 50, s² = 20/3, V = 100·0.6·(20/3)/4 = 100; b: 5 asked, 5 answered → 7, no variance
    const weights = weightings([
      { key: 'a', population: 10, sampled: 5, responded: 4 },
      { key: 'b', population: 5, sampled: 5, responded: 5 },
    ]);
    const { value, standardError, df, low, high } = estimateTotal(
      amounts(['a1', 2], ['a2', 4], ['a3', 6], ['a4', 8], ['b1', 7]),
      first,
      weights,
    );
    expect([value, standardError, df]).toEqual([57, 10, 3]);
    expect(high - value).toBeCloseTo(3.18245 * 10, 2);
    expect(low).toBeCloseTo(27, 0); // not below what the answers themselves hold
  });

  it('is uncertain where all were asked and not all answered', () => {
    const weights = weightings([{ key: 'a', population: 4, sampled: 4, responded: 2 }]);
    const { value, standardError } = estimateTotal(amounts(['a1', 3], ['a2', 5]), first, weights);
    expect(value).toBe(16);
    expect(standardError).toBeCloseTo(Math.sqrt((16 * 0.5 * 2) / 2), 9);
  });

  it('has no interval where everybody answered', () => {
    const weights = weightings([{ key: 'a', population: 2, sampled: 2, responded: 2 }]);
    expect(estimateTotal(amounts(['a1', 3], ['a2', 9]), first, weights)).toMatchObject({ value: 12, low: 12, high: 12 });
  });

  it('counts an answer from outside the frame for itself', () => {
    expect(estimateTotal(amounts(['z1', 3]), first, new Map())).toMatchObject({ value: 3, low: 3, high: 3 });
  });
});

describe('strata with fewer than two answers', () => {
  const keys = (strata: Stratum[]) => [...weightings(strata)].map(([key, one]) => [key, one.population, one.responded]);
  it('stand together with the neighbour that shares more of their key', () => {
    const strata = ['large|1', 'large|2', 'small|1', 'small|2'].map((key, i) => ({
      key,
      population: 10,
      sampled: 5,
      responded: i === 1 ? 1 : 5,
    }));
    expect(keys(strata).filter(([, , responded]) => responded === 6)).toEqual([
      ['large|2', 20, 6],
      ['large|1', 20, 6],
    ]);
  });
  it('stay as they are when their only enterprise answered', () => {
    expect(
      keys([
        { key: 'a', population: 1, sampled: 1, responded: 1 },
        { key: 'b', population: 9, sampled: 3, responded: 3 },
      ]),
    ).toEqual([
      ['a', 1, 1],
      ['b', 9, 3],
    ]);
  });
  it('never lose an enterprise of the population', () => {
    const random = randomFrom(7);
    for (let i = 0; i < 200; i += 1) {
      const strata = Array.from({ length: 1 + Math.floor(random() * 9) }, (_, k) => ({
        key: `${k % 3}|${k}`,
        population: 1 + Math.floor(random() * 9),
        sampled: 3,
        responded: Math.floor(random() * 3),
      })).map((one) => ({ ...one, responded: Math.min(one.population, one.responded) }));
      if (strata.every((one) => one.responded === 0)) continue;
      const groups = new Set(weightings(strata).values());
      const sum = [...groups].reduce((all, one) => all + one.weight * one.responded, 0);
      expect(sum).toBeCloseTo(
        strata.reduce((all, one) => all + one.population, 0),
        6,
      );
    }
  });
});

it('Student’s quantiles are those of the printed tables', () => {
  const table: [number, number][] = [
    [1, 12.7062],
    [2, 4.3027],
    [3, 3.1824],
    [4, 2.7764],
    [5, 2.5706],
    [7, 2.3646],
    [10, 2.2281],
    [20, 2.086],
    [30, 2.0423],
    [120, 1.9799],
    [Infinity, 1.96],
  ];
  for (const [df, t] of table) expect(Math.abs(tQuantile95(df) - t)).toBeLessThan(1e-3);
});

describe('over 1,000 simulated surveys', () => {
  const SURVEYS = 1_000;
  const STRATA = [
    { key: 'large', population: 60, sampled: 60, answers: 0.85, mean: 30 },
    { key: 'medium', population: 300, sampled: 120, answers: 0.8, mean: 12 },
    { key: 'small', population: 1_200, sampled: 200, answers: 0.7, mean: 4 },
  ];

  it('the interval of the total, and those of a one-way table, cover the truth in 93 to 97 of 100', () => {
    const random = randomFrom(20_261_124);
    const population = STRATA.map(({ population: size, mean, key }) =>
      Array.from({ length: size }, (_, i) => ({
        id: `${key}${i}`,
        key,
        county: Math.floor(random() * 4),
        short: random() < 0.25 ? 0 : Math.round(mean * (random() + random())),
      })),
    );
    const everyone = population.flat();
    const covers = new Map<number, number>();
    const truth = (county: number): number => everyone.reduce((sum, one) => sum + (county < 0 || one.county === county ? one.short : 0), 0);
    const truths = [-1, 0, 1, 2, 3].map((county) => [county, truth(county)] as const);
    const stratumOf = (id: string): string => id.replace(/\d+$/, '');
    for (let survey = 0; survey < SURVEYS; survey += 1) {
      const answered = STRATA.map((stratum, i) =>
        shuffled(population[i] ?? [], random)
          .slice(0, stratum.sampled)
          .filter(() => random() < stratum.answers),
      );
      const strata = weightings(
        STRATA.map(({ key, population: size, sampled }, i) => ({ key, population: size, sampled, responded: answered[i]?.length ?? 0 })),
      );
      for (const [county, real] of truths) {
        const given = new Map(answered.flat().map((one) => [one.id, county < 0 || one.county === county ? one.short : 0]));
        const { low, high } = estimateTotal(given, stratumOf, strata);
        if (low <= real && real <= high) covers.set(county, (covers.get(county) ?? 0) + 1);
      }
    }
    for (const [county] of truths) {
      const share = (covers.get(county) ?? 0) / SURVEYS;
      expect([county, share >= 0.93 && share <= 0.97 ? 'within' : share]).toEqual([county, 'within']);
    }
  }, 60_000);
});

const shuffled = <T>(list: readonly T[], random: () => number): T[] => {
  const copy = [...list];
  for (let i = copy.length - 1; i > 0; i -= 1) {
    const j = Math.floor(random() * (i + 1));
    [copy[i], copy[j]] = [copy[j] as T, copy[i] as T];
  }
  return copy;
};
