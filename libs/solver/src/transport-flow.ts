import { minCostFlow } from './flow.js';
import type { FlowProblem, OptimalFlow } from './types.js';
import type { TransportAnswer, TransportProblem } from './transport-types.js';

/** Where the parts of a transportation problem lie among the nodes and arcs of its flow problem. */
interface Expansion {
  readonly flow: FlowProblem;
  readonly firstSink: number;
  readonly firstPool: number;
  readonly firstGroup: number;
}

/**
 * The same problem as a circulation: root → group → source → sink → pool → root, one arc per tier. Pair arcs come first and keep
 * their numbers. Units that are not sent simply do not circulate, so 0 is always feasible.
 */
export const expandTransport = (problem: TransportProblem): Expansion => {
  const { sources, sinks, group, groupCapacity, pool, tierBegin } = problem;
  const [groups, pools] = [groupCapacity?.length ?? 0, tierBegin.length - 1];
  const [firstSink, firstPool, firstGroup] = [sources, sources + sinks, sources + sinks + pools];
  const root = firstGroup + groups;
  const arcs = problem.pairSink.length + sources + sinks + groups + problem.tierWidth.length;
  const [source, target] = [new Int32Array(arcs), new Int32Array(arcs)];
  const [capacity, cost] = [new Float64Array(arcs), new Float64Array(arcs)];
  // Pairs have no capacity of their own; what all sources have together never binds.
  const unlimited = problem.supply.reduce((sum, units) => sum + units, 1);
  let next = 0;
  const arc = (from: number, to: number, most: number, price: number): void => {
    source[next] = from;
    target[next] = to;
    capacity[next] = most;
    cost[next++] = price;
  };
  for (let i = 0; i < sources; i++) {
    for (let a = problem.pairBegin[i]!; a < problem.pairBegin[i + 1]!; a++) {
      const j = problem.pairSink[a]!;
      arc(i, firstSink + j, unlimited, problem.pairCost[a]!);
    }
  }
  for (let i = 0; i < sources; i++) arc(group && group[i]! >= 0 ? firstGroup + group[i]! : root, i, problem.supply[i]!, 0);
  for (let g = 0; g < groups; g++) arc(root, firstGroup + g, groupCapacity![g]!, 0);
  for (let j = 0; j < sinks; j++) arc(firstSink + j, firstPool + (pool ? pool[j]! : j), problem.demand[j]!, problem.sinkCost?.[j] ?? 0);
  for (let p = 0; p < pools; p++) {
    for (let t = tierBegin[p]!; t < tierBegin[p + 1]!; t++) arc(firstPool + p, root, problem.tierWidth[t]!, -problem.tierWorth[t]!);
  }
  const flow = { nodes: root + 1, supply: new Float64Array(root + 1), source, target, lower: new Float64Array(arcs), capacity, cost };
  return { flow, firstSink, firstPool, firstGroup };
};

const translate = (
  problem: TransportProblem,
  { flow, firstSink, firstPool, firstGroup }: Expansion,
  answer: OptimalFlow,
): TransportAnswer => {
  const used: number[] = [];
  const pairs = problem.pairSink.length;
  let placed = 0;
  for (let a = 0; a < pairs; a++) {
    if (answer.flow[a] === 0) continue;
    used.push(a);
    placed += answer.flow[a]!;
  }
  const zero = answer.potential[flow.nodes - 1]!;
  const price = (first: number, count: number): Float64Array => answer.potential.slice(first, first + count).map((value) => value - zero);
  return {
    status: 'optimal',
    objective: -answer.objective,
    placed,
    pair: Int32Array.from(used),
    amount: Int32Array.from(used, (a) => answer.flow[a]!),
    duals: {
      source: price(0, problem.sources),
      group: price(firstGroup, problem.groupCapacity?.length ?? 0),
      sink: price(firstSink, problem.sinks),
      pool: price(firstPool, problem.tierBegin.length - 1),
    },
    pivots: answer.pivots,
    components: 1,
    joined: 0,
  };
};

/** The slow and general way, in doubles: for numbers that the fast kernel's 32 bits cannot be sure of, and to compare with. */
export const transportByFlow = (problem: TransportProblem): TransportAnswer => {
  const expansion = expandTransport(problem);
  const answer = minCostFlow(expansion.flow);
  if (answer.status === 'optimal') return translate(problem, expansion, answer);
  if (answer.status === 'refused') return answer;
  throw new Error(`a circulation through 0 cannot be ${answer.status}`);
};
