import { reasonsOf } from './explain.js';
import { PairFinder } from './pairs.js';
import type { MatchingProblem, Place, Reason } from './problem.js';
import { tablesOf } from './tables.js';

/** A need that people of a batch could go to, now and by itself: what a run would weigh against all others. */
export interface FittingNeed {
  readonly need: string;
  /** As many as the batch has and the need lacks. */
  readonly people: number;
  /** Points of the pair's cost; less is better. */
  readonly cost: number;
  readonly reasons: readonly Reason[];
}

/**
 * Needs of the problem that its one batch meets, the best first: what a place is worth less what the pair costs, then more places.
 * `prices` are the last run's, in points by need; a need that the run did not know counts as its first places do.
 */
export const fittingNeeds = (
  problem: MatchingProblem,
  placeOf: (division: string) => Place | undefined,
  limit: number,
  prices: Pick<ReadonlyMap<string, number>, 'get'> = new Map(),
): FittingNeed[] => {
  const tables = tablesOf(problem, placeOf);
  const finder = new PairFinder(tables);
  const batch = tables.batches[0];
  if (!batch || tables.batches.length !== 1) throw new RangeError('expected exactly one batch');
  const worth = tables.weights.tiers[0]?.worth ?? 0;
  const excluded = new Set((problem.excluded ?? []).map(({ need }) => need));
  const fits = tables.needs.flatMap((need, n) => {
    const terms = tables.terms[n];
    if (!terms || need.short < 1 || excluded.has(need.id) || finder.obstacle(0, terms) !== undefined) return [];
    const cost = finder.cost(0, terms);
    return [
      {
        n,
        need: need.id,
        people: Math.min(batch.people, need.short),
        cost,
        value: (prices.get(need.id) ?? worth * (need.priority ?? 1)) - cost,
      },
    ];
  });
  return fits
    .sort((a, b) => b.value - a.value || b.people - a.people || a.n - b.n)
    .slice(0, limit)
    .map(({ n, need, people, cost }) => ({ need, people, cost, reasons: reasonsOf(tables, finder, 0, n, false) }));
};
