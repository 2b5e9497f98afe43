/**
 * A minimum-cost flow problem on typed arrays. Nodes are 0 … nodes − 1; arc `a` leads from `source[a]` to `target[a]`.
 * Every number is an integer a double holds exactly (at most 2^53 − 1 in absolute value), except that `capacity` may be Infinity.
 */
export interface FlowProblem {
  readonly nodes: number;
  /** What a node sends out (positive) or takes in (negative). The sum over all nodes must be 0, else nothing is feasible. */
  readonly supply: Float64Array;
  readonly source: Int32Array;
  readonly target: Int32Array;
  readonly lower: Float64Array;
  readonly capacity: Float64Array;
  readonly cost: Float64Array;
}

/**
 * `flow` includes the lower bounds. `potential` proves the optimum: cost + potential[source] − potential[target] has the
 * right sign on every arc.
 */
export interface OptimalFlow {
  readonly status: 'optimal';
  readonly objective: bigint;
  readonly flow: Float64Array;
  readonly potential: Float64Array;
  readonly pivots: number;
}

/** The outcome is a value. Only a broken promise of the caller (arrays of different length) is an exception. */
export type FlowAnswer =
  | OptimalFlow
  | { readonly status: 'infeasible' }
  | { readonly status: 'unbounded' }
  | { readonly status: 'cancelled' }
  | { readonly status: 'refused'; readonly reason: string };

export interface FlowOptions {
  /** Asked every few thousand pivots; true ends the work with the outcome `cancelled`. */
  readonly cancelled?: () => boolean;
  /** Bytes the solver may take for its own arrays; more is refused before the start. Default 1.5 GiB. */
  readonly memoryLimit?: number;
}

/** Integers above this are no longer told apart from their neighbours. */
export const EXACT = 2 ** 53;
