import { NODE_LINK, NODE_PAIR_FLOW, NODE_STEM_FLOW, NODE_WORDS, PART_PIVOTS, PART_WORDS } from './heap-names.js';
import type { Layout } from './layout.js';
import type { TransportDuals, TransportOptimum, TransportProblem } from './transport-types.js';

/** Units each group sends at present. */
export const groupUsage = ({ numbering, offsets }: Layout, heap: Int32Array, problem: TransportProblem): Int32Array => {
  const usage = new Int32Array(numbering.groups);
  if (!problem.group) return usage;
  for (let i = 0; i < problem.sources; i++) {
    const g = problem.group[i]!;
    if (g >= 0) usage[g]! += heap[offsets.node + numbering.ofSource[i]! * 8 + 7]!;
  }
  return usage;
};

interface Flows {
  readonly pair: Int32Array;
  readonly amount: Int32Array;
}

/** Pairs with flow are arcs of the tree, each kept at its lower end. In order: counted by source, then sorted inside a row. */
const flowsOf = ({ numbering, offsets, problem }: Layout, heap: Int32Array): Flows => {
  const { firstSource, firstSink, firstPool, sourceAt } = numbering;
  const rowEnd = new Int32Array(problem.sources + 1);
  const eachFlow = (visit: (row: number, pair: number, units: number) => void): void => {
    for (let v = firstSource; v < firstPool; v++) {
      const record = offsets.node + v * NODE_WORDS;
      if (heap[record + NODE_LINK]! < 0 || heap[record + NODE_PAIR_FLOW] === 0) continue;
      visit(sourceAt[(v < firstSink ? v : heap[record]!) - firstSource]!, heap[record + NODE_LINK]!, heap[record + NODE_PAIR_FLOW]!);
    }
  };
  eachFlow((row) => rowEnd[row + 1]!++);
  for (let row = 0; row < problem.sources; row++) rowEnd[row + 1]! += rowEnd[row]!;
  const rowBegin = rowEnd.slice();
  const pair = new Int32Array(rowEnd[problem.sources]!);
  const amount = new Int32Array(pair.length);
  eachFlow((row, found, units) => {
    let k = rowEnd[row]!++;
    for (; k > rowBegin[row]! && pair[k - 1]! > found; k--) {
      pair[k] = pair[k - 1]!;
      amount[k] = amount[k - 1]!;
    }
    pair[k] = found;
    amount[k] = units;
  });
  return { pair, amount };
};

const worthAtEnd = (problem: TransportProblem, pool: number, units: number): number => {
  let reach = 0;
  for (let t = problem.tierBegin[pool]!; t < problem.tierBegin[pool + 1]!; t++) {
    reach += problem.tierWidth[t]!;
    if (reach > units) return problem.tierWorth[t]!;
  }
  return -Infinity;
};

const firstWorth = (problem: TransportProblem, pool: number): number =>
  problem.tierBegin[pool] === problem.tierBegin[pool + 1] ? 0 : problem.tierWorth[problem.tierBegin[pool]!]!;

/** Potentials as prices; where no pair leads, prices under which nothing is worth doing. */
const dualsOf = (layout: Layout, heap: Int32Array, problem: TransportProblem, active: ReadonlySet<number>): TransportDuals => {
  const { numbering, offsets, components } = layout;
  const potential = (v: number): number => heap[offsets.potential + v]!;
  const group = new Float64Array(numbering.groups);
  for (const g of active) group[g] = potential(g);
  const source = new Float64Array(problem.sources);
  for (let i = 0; i < problem.sources; i++) {
    const g = problem.group?.[i] ?? -1;
    source[i] = components.ofSource[i]! >= 0 ? potential(numbering.ofSource[i]!) : g >= 0 ? group[g]! : 0;
  }
  const pool = new Float64Array(problem.tierBegin.length - 1);
  const sink = new Float64Array(problem.sinks);
  if (problem.pool)
    pool.forEach((_, p) => (pool[p] = components.ofPool[p]! >= 0 ? potential(numbering.ofPool[p]!) : firstWorth(problem, p)));
  for (let j = 0; j < problem.sinks; j++) {
    const extra = problem.sinkCost?.[j] ?? 0;
    const linked = components.ofSink[j]! >= 0;
    if (!problem.pool) {
      const own = linked ? potential(numbering.ofSink[j]!) + extra : firstWorth(problem, j);
      pool[j] = Math.max(own, worthAtEnd(problem, j, problem.demand[j]!));
      sink[j] = own - extra;
    } else sink[j] = linked ? potential(numbering.ofSink[j]!) : pool[problem.pool[j]!]! - extra;
  }
  return { source, group, sink, pool };
};

const objectiveOf = (layout: Layout, heap: Int32Array, pair: Int32Array, amount: Int32Array): bigint => {
  const { offsets, numbering } = layout;
  let exact = 0n;
  let part = 0;
  const add = (units: number, worth: number): void => {
    part += units * worth;
    if (Math.abs(part) > 2 ** 51) {
      exact += BigInt(part);
      part = 0;
    }
  };
  for (let k = 0; k < pair.length; k++) add(-amount[k]!, heap[offsets.pairCost + pair[k]!]!);
  for (let v = numbering.firstSink; v < numbering.firstRoot; v++) {
    let left = heap[offsets.node + v * NODE_WORDS + NODE_STEM_FLOW]!;
    let low = 0;
    for (let k = heap[offsets.segmentBegin + v]!; left > 0; k++) {
      const units = Math.min(left, heap[offsets.high + k]! - low);
      add(units, -heap[offsets.cost + k]!);
      left -= units;
      low = heap[offsets.high + k]!;
    }
  }
  return exact + BigInt(part);
};

const pivotsOf = ({ offsets, components }: Layout, heap: Int32Array): number => {
  let pivots = 0;
  for (let c = 0; c <= components.count; c++) pivots += heap[offsets.parts + c * PART_WORDS + PART_PIVOTS]!;
  return pivots;
};

export const answerOf = (
  layout: Layout,
  heap: Int32Array,
  problem: TransportProblem,
  active: ReadonlySet<number>,
  joined: number,
): TransportOptimum => {
  const { pair, amount } = flowsOf(layout, heap);
  return {
    status: 'optimal',
    objective: objectiveOf(layout, heap, pair, amount),
    placed: amount.reduce((sum, units) => sum + units, 0),
    pair,
    amount,
    duals: dualsOf(layout, heap, problem, active),
    pivots: pivotsOf(layout, heap),
    components: layout.components.count,
    joined,
  };
};
