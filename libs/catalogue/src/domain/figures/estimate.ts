import type { Stratum } from './round.js';
import { tQuantile95 } from './student.js';

/** A stratum as it is estimated from: strata with too few answers stand together with their neighbours. */
export interface Weighting {
  population: number;
  responded: number;
  /** How many enterprises one answer stands for: population / answers, non-response made up for within the stratum. */
  weight: number;
}

/** An answer from outside the frame stands for itself. */
export const ITSELF: Weighting = { population: 1, responded: 1, weight: 1 };

/** An estimated total with its 95 % interval. */
export interface Estimate {
  value: number;
  low: number;
  high: number;
  standardError: number;
  /** Satterthwaite's; Infinity where nothing varies. */
  df: number;
}

/**
 * Weights by stratum. Strata with fewer than two answers are put together with the next one in the order of their keys, so with one
 * that shares their coarser part where there is one; a stratum of one enterprise that answered stands for itself.
 * Source: W. G. Cochran, Sampling Techniques (1977), §5A.12 (collapsed strata), §13.5 (non-response adjustment in classes).
 * @returns by key; strata that nobody stands in are left out, and strata without any neighbour to lean on keep what they have.
 */
export const weightings = (strata: readonly Stratum[]): Map<string, Weighting> => {
  const ordered = strata.filter((one) => one.population > 0).sort((a, b) => (a.key < b.key ? -1 : 1));
  const groups: { keys: string[]; population: number; responded: number }[] = [];
  const enough = (group: { population: number; responded: number }): boolean => group.responded >= Math.min(2, group.population);
  for (const { key, population, responded } of ordered) groups.push({ keys: [key], population, responded });
  for (let i = 0; i < groups.length;) {
    const group = groups[i];
    if (!group || enough(group) || groups.length === 1) i += 1;
    else {
      const other = nearer(groups[i - 1], groups[i + 1], group.keys[0] ?? '');
      other.keys.unshift(...group.keys);
      other.population += group.population;
      other.responded += group.responded;
      groups.splice(i, 1);
      i = Math.max(0, i - 1);
    }
  }
  return new Map(
    groups.flatMap(({ keys, population, responded }) => {
      const one = { population, responded, weight: responded > 0 ? population / responded : 0 };
      return keys.map((key) => [key, one] as const);
    }),
  );
};

const shared = (a: string, b: string): number => {
  const [left, right] = [a.split('|'), b.split('|')];
  let n = 0;
  while (n < left.length && left[n] === right[n]) n += 1;
  return n;
};

const nearer = <G extends { keys: string[] }>(before: G | undefined, after: G | undefined, key: string): G => {
  if (!before || !after) return (before ?? after) as G;
  return shared(before.keys.at(-1) ?? '', key) > shared(after.keys[0] ?? '', key) ? before : after;
};

/**
 * The stratified expansion estimate of a total over the population, with its interval.
 * Answers are taken as a simple random sample of their stratum: V = Σ N²(1 − m/N)s²/m, so a stratum that was asked in full but did not
 * answer in full has its variance too; the interval is Student's with Satterthwaite's degrees of freedom, and never below
 * what the answers hold. Source: Cochran (1977), (5.6), (5.13), (5.16).
 * @param amounts per enterprise that answered; who is missing has 0.
 */
export const estimateTotal = (
  amounts: ReadonlyMap<string, number>,
  stratumOf: (enterpriseId: string) => string,
  strata: ReadonlyMap<string, Weighting>,
): Estimate => estimateOf([...amounts].map(([id, amount]) => [strata.get(stratumOf(id)) ?? ITSELF, amount]));

/** The same, each answer with its stratum. */
export const estimateOf = (amounts: Iterable<readonly [Weighting, number]>): Estimate => {
  const sums = new Map<Weighting, { sum: number; squares: number }>();
  let counted = 0;
  for (const [stratum, amount] of amounts) {
    if (amount === 0) continue;
    const sum = sums.get(stratum) ?? { sum: 0, squares: 0 };
    sum.sum += amount;
    sum.squares += amount * amount;
    counted += amount;
    sums.set(stratum, sum);
  }
  let value = 0;
  let variance = 0;
  let spread = 0;
  for (const [{ population, responded, weight }, { sum, squares }] of sums) {
    value += weight * sum;
    if (responded < 2) continue;
    const s2 = Math.max(0, (squares - (sum * sum) / responded) / (responded - 1));
    const v = (population * population * (1 - responded / population) * s2) / responded;
    variance += v;
    spread += (v * v) / (responded - 1);
  }
  const df = spread > 0 ? (variance * variance) / spread : Infinity;
  const standardError = Math.sqrt(Math.max(0, variance));
  const half = standardError === 0 ? 0 : tQuantile95(df) * standardError;
  return { value, low: Math.max(Math.min(counted, value), value - half), high: value + half, standardError, df };
};
