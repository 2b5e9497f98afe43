import type { TransportProblem } from './transport-types.js';

/** Costs and worths beyond this could leave 32 bits in one sum already. */
const LARGEST_COST = 2 ** 27;
const LARGEST_TOTAL = 2 ** 31 - 1;
const WORDS_PER_NODE = 46;
const WORDS_PER_PAIR = 4;

const outside = (values: Int32Array | undefined, low: number, high: number): boolean =>
  values !== undefined && values.some((value) => value < low || value > high);

const total = (values: Int32Array): number => values.reduce((sum, value) => sum + value, 0);

const rises = ({ tierBegin, tierWorth }: TransportProblem): boolean => {
  for (let p = 0; p + 1 < tierBegin.length; p++) {
    for (let t = tierBegin[p]! + 1; t < tierBegin[p + 1]!; t++) if (tierWorth[t]! > tierWorth[t - 1]!) return true;
  }
  return false;
};

const assertShape = (problem: TransportProblem): void => {
  const { sources, sinks, supply, demand, pairBegin, pairSink, pairCost, pool, tierBegin, tierWidth, tierWorth, group } = problem;
  const lengths = supply.length === sources && demand.length === sinks && pairBegin.length === sources + 1;
  const pairs = pairSink.length === pairCost.length && pairBegin[sources] === pairSink.length;
  const tiers = tierWidth.length === tierWorth.length && tierBegin.at(-1) === tierWidth.length;
  const pools = pool ? pool.length === sinks : tierBegin.length === sinks + 1;
  if (!lengths || !pairs || !tiers || !pools) throw new RangeError('the arrays of the transportation problem do not belong together');
  const wrongSink = outside(pairSink, 0, sinks - 1) || outside(pool, 0, tierBegin.length - 2);
  if (wrongSink || outside(group, -1, (problem.groupCapacity?.length ?? 0) - 1)) throw new RangeError('an index leaves its range');
};

/** Why a problem is not taken on, before anything is allocated for it; undefined when it is. */
export const refusalOf = (problem: TransportProblem, memoryLimit: number): string | undefined => {
  assertShape(problem);
  const nodes = problem.sources + problem.sinks + problem.tierBegin.length + (problem.groupCapacity?.length ?? 0);
  const bytes = 4 * (nodes * WORDS_PER_NODE + problem.pairSink.length * WORDS_PER_PAIR + problem.tierWidth.length * 2);
  if (bytes > memoryLimit) return `needs about ${Math.ceil(bytes / 2 ** 20)} MiB, allowed are ${Math.floor(memoryLimit / 2 ** 20)} MiB`;
  const amounts = [problem.supply, problem.demand, problem.tierWidth, problem.groupCapacity];
  if (amounts.some((values) => outside(values, 0, LARGEST_TOTAL))) return 'supplies, demands, widths and capacities must not be negative';
  const prices = [problem.pairCost, problem.tierWorth, problem.sinkCost];
  if (prices.some((values) => outside(values, -LARGEST_COST, LARGEST_COST))) return 'costs and worths must stay within ±2^27';
  if (Math.min(total(problem.supply), total(problem.demand)) > LARGEST_TOTAL) return 'more than 2^31 − 1 units could flow';
  return rises(problem) ? 'the worth of tiers must never rise' : undefined;
};
