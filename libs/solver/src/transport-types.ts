/**
 * A transportation problem in which nothing has to be served: send units from sources over pairs to sinks so that worth − cost is largest.
 * Everything is an integer. Pairs are stored by source: those of source i are `pairBegin[i]` … `pairBegin[i + 1] − 1`.
 */
export interface TransportProblem {
  readonly sources: number;
  readonly sinks: number;
  /** Units a source has, 0 or more. */
  readonly supply: Int32Array;
  /** Group of a source, −1 for none, and what a group may send in all. */
  readonly group?: Int32Array;
  readonly groupCapacity?: Int32Array;
  /** Units a sink takes, 0 or more. */
  readonly demand: Int32Array;
  /** Added to every unit that reaches the sink; 0 when absent. */
  readonly sinkCost?: Int32Array;
  /** Sinks of one pool share its tiers. Absent: each sink is its own pool. */
  readonly pool?: Int32Array;
  /**
   * Tiers of pool p are `tierBegin[p]` … `tierBegin[p + 1] − 1`: the first `width` units are worth `worth` each, and so on,
   * worth never rising.
   */
  readonly tierBegin: Int32Array;
  readonly tierWidth: Int32Array;
  readonly tierWorth: Int32Array;
  /** Sources and sinks of one cluster are kept in one component, so that new pairs between them can be asked about. */
  readonly cluster?: { readonly ofSource: Int32Array; readonly ofSink: Int32Array };
  readonly pairBegin: Int32Array;
  readonly pairSink: Int32Array;
  readonly pairCost: Int32Array;
}

/**
 * Prices that prove the answer. Per unit: what one more unit of the source, of the group's capacity would bring, what a
 * unit at the sink or pool is worth.
 */
export interface TransportDuals {
  readonly source: Float64Array;
  readonly group: Float64Array;
  readonly sink: Float64Array;
  readonly pool: Float64Array;
}

export interface TransportOptimum {
  readonly status: 'optimal';
  /** Worth − cost of all units sent. */
  readonly objective: bigint;
  readonly placed: number;
  /** The pairs that carry something, ascending, and how much. */
  readonly pair: Int32Array;
  readonly amount: Int32Array;
  readonly duals: TransportDuals;
  readonly pivots: number;
  readonly components: number;
  /** Components solved again together because a group's capacity was exceeded. */
  readonly joined: number;
}

export type TransportAnswer = TransportOptimum | { readonly status: 'cancelled' } | { readonly status: 'refused'; readonly reason: string };

/** Shared with whoever watches: word 0 set to 1 asks to stop; word 1 counts the components done, word 2 says how many there are. */
export type TransportSignal = Int32Array;

export interface TransportOptions {
  /** Worker threads; 1 (the default) works in the caller's thread. */
  readonly threads?: number;
  /** An Int32Array of 3 words on a SharedArrayBuffer. */
  readonly signal?: TransportSignal;
  /** Bytes for the solver's arrays, refused before the start when they do not suffice. Default 1.5 GiB. */
  readonly memoryLimit?: number;
  /** `twin` runs the plain TypeScript kernel instead of WebAssembly. */
  readonly kernel?: 'wasm' | 'twin';
}

/** Changes of numbers between two solves of the same session; the set of pairs, groups and pools stays. */
export interface TransportChange {
  readonly supply?: readonly (readonly [source: number, units: number])[];
  readonly demand?: readonly (readonly [sink: number, units: number])[];
  readonly pairCost?: readonly (readonly [pair: number, cost: number])[];
}
