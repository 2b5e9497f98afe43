import type { TransportOptimum, TransportProblem } from './transport-types.js';

/** `bound` is the value of the dual: no plan whatever is worth more. The answer is proved when `faults` is empty. */
export interface TransportCertificate {
  readonly valid: boolean;
  readonly faults: readonly string[];
  readonly bound: bigint;
}

interface Notes {
  note: (fault: string) => void;
}

/** Exact sum of products far beyond 2^53. */
class Sum {
  private exact = 0n;
  private part = 0;

  add(units: number, price: number): void {
    const product = units * price;
    if (Math.abs(product) > 2 ** 51) this.exact += BigInt(units) * BigInt(price);
    else this.part += product;
    if (Math.abs(this.part) > 2 ** 51) {
      this.exact += BigInt(this.part);
      this.part = 0;
    }
  }

  get value(): bigint {
    return this.exact + BigInt(this.part);
  }
}

const sourceOfPair = (problem: TransportProblem): Int32Array => {
  const source = new Int32Array(problem.pairSink.length);
  for (let i = 0; i < problem.sources; i++) source.fill(i, problem.pairBegin[i], problem.pairBegin[i + 1]);
  return source;
};

const worthOfPools = (problem: TransportProblem, load: Float64Array, worth: Sum, { note }: Notes): void => {
  for (let p = 0; p < load.length; p++) {
    let left = load[p]!;
    for (let t = problem.tierBegin[p]!; t < problem.tierBegin[p + 1]!; t++) {
      const units = Math.min(left, problem.tierWidth[t]!);
      worth.add(units, problem.tierWorth[t]!);
      left -= units;
    }
    if (left > 0) note(`pool ${p}: holds ${left} more than its tiers`);
  }
};

/** Capacities kept, and what the plan is worth when it is counted anew. */
const primal = (problem: TransportProblem, answer: TransportOptimum, notes: Notes): bigint => {
  const { sources, sinks, group, groupCapacity, pool } = problem;
  const [sent, taken] = [new Float64Array(sources), new Float64Array(sinks)];
  const inGroup = new Float64Array(groupCapacity?.length ?? 0);
  const inPool = new Float64Array(problem.tierBegin.length - 1);
  const source = sourceOfPair(problem);
  const worth = new Sum();
  let last = -1;
  for (let k = 0; k < answer.pair.length; k++) {
    const [a, units] = [answer.pair[k]!, answer.amount[k]!];
    if (a <= last || a >= source.length) notes.note(`entry ${k}: pair ${a} is out of order or unknown`);
    if (units <= 0) notes.note(`pair ${a}: carries ${units}`);
    last = a;
    sent[source[a]!]! += units;
    taken[problem.pairSink[a]!]! += units;
    worth.add(-units, problem.pairCost[a]!);
  }
  for (let i = 0; i < sources; i++) {
    if (sent[i]! > problem.supply[i]!) notes.note(`source ${i}: sends ${sent[i]} of ${problem.supply[i]}`);
    if (group && group[i]! >= 0) inGroup[group[i]!]! += sent[i]!;
  }
  inGroup.forEach((units, g) => units > groupCapacity![g]! && notes.note(`group ${g}: sends ${units} of ${groupCapacity![g]}`));
  for (let j = 0; j < sinks; j++) {
    if (taken[j]! > problem.demand[j]!) notes.note(`sink ${j}: takes ${taken[j]} of ${problem.demand[j]}`);
    inPool[pool ? pool[j]! : j]! += taken[j]!;
    worth.add(-taken[j]!, problem.sinkCost?.[j] ?? 0);
  }
  worthOfPools(problem, inPool, worth, notes);
  return worth.value;
};

/** Any prices give an upper bound as long as no pair is sold under its price. */
const dual = (problem: TransportProblem, answer: TransportOptimum, { note }: Notes): bigint => {
  const { source, group, sink, pool } = answer.duals;
  const bound = new Sum();
  const positive = (value: number): number => Math.max(0, value);
  group.forEach((price, g) => bound.add(problem.groupCapacity![g]!, positive(price)));
  for (let i = 0; i < problem.sources; i++) {
    const own = problem.group && problem.group[i]! >= 0 ? group[problem.group[i]!]! : 0;
    bound.add(problem.supply[i]!, positive(source[i]! - own));
    for (let a = problem.pairBegin[i]!; a < problem.pairBegin[i + 1]!; a++) {
      const reduced = problem.pairCost[a]! + source[i]! - sink[problem.pairSink[a]!]!;
      if (reduced < 0) note(`pair ${a}: would gain ${-reduced} per unit`);
    }
  }
  for (let j = 0; j < problem.sinks; j++) {
    const after = pool[problem.pool ? problem.pool[j]! : j]! - (problem.sinkCost?.[j] ?? 0);
    bound.add(problem.demand[j]!, positive(after - sink[j]!));
  }
  for (let p = 0; p < pool.length; p++) {
    for (let t = problem.tierBegin[p]!; t < problem.tierBegin[p + 1]!; t++) {
      bound.add(problem.tierWidth[t]!, positive(problem.tierWorth[t]! - pool[p]!));
    }
  }
  return bound.value;
};

/** Proves a plan from the problem alone, sharing no code with the solver. `offset` is what the problem's owner adds to the objective. */
export const certifyTransport = (problem: TransportProblem, answer: TransportOptimum): TransportCertificate => {
  const faults: string[] = [];
  const notes: Notes = { note: (fault) => void (faults.length < 20 && faults.push(fault)) };
  const value = primal(problem, answer, notes);
  const bound = dual(problem, answer, notes);
  if (value !== answer.objective) notes.note(`objective ${answer.objective} is reported, the plan is worth ${value}`);
  if (bound !== value) notes.note(`the dual value ${bound} differs from the worth ${value}`);
  return { valid: faults.length === 0, faults, bound };
};
