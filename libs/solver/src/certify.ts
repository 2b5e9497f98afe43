import type { FlowProblem, OptimalFlow } from './types.js';

/** What the checker found. `faults` is empty exactly when the answer is proved optimal; at most 20 are listed. */
export interface FlowCertificate {
  readonly valid: boolean;
  readonly faults: readonly string[];
  /** Value of the dual built from the potentials: equal to the objective, or the answer is not proved. */
  readonly dual: bigint;
}

const big = (value: number): bigint => BigInt(value);

/**
 * Checks an answer from the problem alone, in exact arithmetic and without any code of the solvers: bounds kept, every node
 * balanced, reduced costs of the right sign, dual value equal to the objective reported.
 */
export const certify = (problem: FlowProblem, answer: OptimalFlow): FlowCertificate => {
  const faults: string[] = [];
  const note = (fault: string): void => {
    if (faults.length < 20) faults.push(fault);
  };
  const balance = Float64Array.from(problem.supply);
  let primal = 0n;
  let dual = 0n;
  for (let v = 0; v < problem.nodes; v++) dual -= big(problem.supply[v]!) * big(answer.potential[v]!);
  for (let a = 0; a < problem.source.length; a++) {
    const [s, t, x] = [problem.source[a]!, problem.target[a]!, answer.flow[a]!];
    const [low, high, cost] = [problem.lower[a]!, problem.capacity[a]!, problem.cost[a]!];
    if (!Number.isSafeInteger(x)) {
      note(`arc ${a}: flow ${x} is not an integer`);
      continue;
    }
    if (x < low || x > high) note(`arc ${a}: flow ${x} is outside ${low} … ${high}`);
    balance[s]! -= x;
    balance[t]! += x;
    primal += big(cost) * big(x);
    const reduced = cost + answer.potential[s]! - answer.potential[t]!;
    if (reduced > 0 && x > low) note(`arc ${a}: carries more than its lower bound at reduced cost ${reduced}`);
    if (reduced < 0 && x < high) note(`arc ${a}: has room at reduced cost ${reduced}`);
    if (reduced > 0) dual += big(reduced) * big(low);
    else if (reduced < 0 && high !== Infinity) dual += big(reduced) * big(high);
  }
  for (let v = 0; v < problem.nodes; v++) if (balance[v] !== 0) note(`node ${v}: out of balance by ${balance[v]}`);
  if (primal !== answer.objective) note(`objective ${answer.objective} is reported, the flow costs ${primal}`);
  if (dual !== primal) note(`the dual value ${dual} differs from the cost ${primal}`);
  return { valid: faults.length === 0, faults, dual };
};
