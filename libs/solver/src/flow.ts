import { NetworkSimplex } from './network.js';
import { EXACT, type FlowAnswer, type FlowOptions, type FlowProblem } from './types.js';

const BYTES_PER_NODE = 70;
const BYTES_PER_ARC = 42;
const DEFAULT_MEMORY = 1.5 * 2 ** 30;

/** Arrays of one working problem: lower bounds moved into the supplies, room at the end for one artificial arc per node. */
interface Working {
  readonly source: Int32Array;
  readonly target: Int32Array;
  readonly capacity: Float64Array;
  readonly cost: Float64Array;
  readonly supply: Float64Array;
}

const largest = (values: Float64Array): number => values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);

/** Throws on arrays that do not belong together: that is a bug of the caller, not a property of the problem. */
const assertShape = (problem: FlowProblem): void => {
  const arcs = problem.source.length;
  const lengths = [problem.target, problem.lower, problem.capacity, problem.cost].map((array) => array.length);
  if (lengths.some((length) => length !== arcs)) throw new RangeError('the arc arrays differ in length');
  if (problem.supply.length !== problem.nodes) throw new RangeError('supply must have one entry per node');
  for (let a = 0; a < arcs; a++) {
    const s = problem.source[a]!;
    const t = problem.target[a]!;
    if (s < 0 || t < 0 || s >= problem.nodes || t >= problem.nodes) throw new RangeError(`arc ${a} leaves the node range`);
  }
};

const refusal = (problem: FlowProblem, memoryLimit: number): string | undefined => {
  const { nodes, lower, capacity, cost, supply } = problem;
  const bytes = nodes * BYTES_PER_NODE + cost.length * BYTES_PER_ARC;
  if (bytes > memoryLimit) return `needs about ${Math.ceil(bytes / 2 ** 20)} MiB, allowed are ${Math.floor(memoryLimit / 2 ** 20)} MiB`;
  const wrong = [cost, supply, lower].some((values) => !values.every(Number.isSafeInteger));
  if (wrong || !capacity.every((value) => value === Infinity || Number.isSafeInteger(value)))
    return 'every number must be an integer below 2^53';
  // A path in the tree holds at most one artificial arc, and that costs (nodes + 1) × the largest cost.
  if (2 * (nodes + 1) * (largest(cost) + 1) >= EXACT) return `(nodes + 1) × largest cost leaves the exact range of 2^53`;
  let moved = 0;
  for (let v = 0; v < nodes; v++) moved += Math.abs(supply[v]!);
  for (let a = 0; a < lower.length; a++) moved += Math.abs(lower[a]!) + Math.abs(lower[a]!);
  const most = capacity.reduce((a, b) => (b === Infinity ? a : Math.max(a, Math.abs(b))), 0);
  if (moved + 2 * most >= EXACT) return 'supplies, lower bounds and capacities add up beyond the exact range of 2^53';
  return undefined;
};

const prepare = (problem: FlowProblem): Working => {
  const { nodes } = problem;
  const arcs = problem.source.length;
  const source = new Int32Array(arcs + nodes);
  const target = new Int32Array(arcs + nodes);
  const capacity = new Float64Array(arcs + nodes);
  const cost = new Float64Array(arcs + nodes);
  const supply = Float64Array.from(problem.supply);
  source.set(problem.source);
  target.set(problem.target);
  cost.set(problem.cost);
  for (let a = 0; a < arcs; a++) {
    const low = problem.lower[a]!;
    capacity[a] = problem.capacity[a]! - low;
    supply[source[a]!]! -= low;
    supply[target[a]!]! += low;
  }
  return { source, target, capacity, cost, supply };
};

const build = (nodes: number, arcs: number, w: Working, artificialCost: number): NetworkSimplex =>
  new NetworkSimplex(nodes, arcs, w.source, w.target, w.capacity, w.cost, w.supply, artificialCost);

const satisfied = (simplex: NetworkSimplex, arcs: number): boolean => {
  for (let a = arcs; a < simplex.flow.length; a++) if (simplex.flow[a] !== 0) return false;
  return true;
};

/** Unbounded means: something is feasible, and a cycle of negative cost has room without end. Feasibility is asked with all costs at 0. */
const unboundedOrInfeasible = (problem: FlowProblem, w: Working, cancelled: () => boolean): FlowAnswer => {
  const arcs = problem.source.length;
  const simplex = build(problem.nodes, arcs, { ...w, cost: new Float64Array(w.cost.length) }, problem.nodes + 1);
  if (simplex.run(cancelled) === 'cancelled') return { status: 'cancelled' };
  return { status: satisfied(simplex, arcs) ? 'unbounded' : 'infeasible' };
};

/** Cost times flow over all arcs, exact whatever its size. */
export const objectiveOf = (cost: Float64Array, flow: Float64Array): bigint => {
  let exact = 0n;
  let part = 0;
  for (let a = 0; a < cost.length; a++) {
    const product = cost[a]! * flow[a]!;
    if (Math.abs(product) >= EXACT / 4) {
      exact += BigInt(cost[a]!) * BigInt(flow[a]!);
      continue;
    }
    part += product;
    if (Math.abs(part) >= EXACT / 4) {
      exact += BigInt(part);
      part = 0;
    }
  }
  return exact + BigInt(part);
};

const answer = (problem: FlowProblem, simplex: NetworkSimplex): FlowAnswer => {
  const arcs = problem.source.length;
  const flow = simplex.flow.slice(0, arcs);
  for (let a = 0; a < arcs; a++) flow[a]! += problem.lower[a]!;
  return {
    status: 'optimal',
    objective: objectiveOf(problem.cost, flow),
    flow,
    potential: simplex.potential.slice(0, problem.nodes),
    pivots: simplex.pivots,
  };
};

/**
 * Sends every supply to the demands at least cost. Lower bounds and negative costs are allowed; a negative cycle without a
 * capacity makes the problem unbounded. Runs until done: a general network simplex has no useful partial answer.
 */
export const minCostFlow = (problem: FlowProblem, options: FlowOptions = {}): FlowAnswer => {
  assertShape(problem);
  const reason = refusal(problem, options.memoryLimit ?? DEFAULT_MEMORY);
  if (reason) return { status: 'refused', reason };
  // Exact: the refusal above has bounded the sum of absolute supplies.
  if (problem.supply.reduce((total, value) => total + value, 0) !== 0) return { status: 'infeasible' };
  for (let a = 0; a < problem.lower.length; a++) if (problem.lower[a]! > problem.capacity[a]!) return { status: 'infeasible' };
  const cancelled = options.cancelled ?? (() => false);
  const arcs = problem.source.length;
  const working = prepare(problem);
  const simplex = build(problem.nodes, arcs, working, (problem.nodes + 1) * (largest(problem.cost) + 1));
  const outcome = simplex.run(cancelled);
  if (outcome === 'cancelled') return { status: 'cancelled' };
  if (outcome === 'unbounded') return unboundedOrInfeasible(problem, working, cancelled);
  return satisfied(simplex, arcs) ? answer(problem, simplex) : { status: 'infeasible' };
};
