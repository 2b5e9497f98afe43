import type { Model } from './build.js';
import type { Obstacle } from './pairs.js';
import type { UnfilledCode } from './problem.js';

const ORDER: readonly Obstacle[] = ['occupation', 'level', 'time', 'wage', 'lodging'];

/** Of a need that no pair leads to: the condition at which the last of the people fell away. */
const obstacleOf = ({ tables, finder, excluded }: Model, n: number): UnfilledCode => {
  const terms = tables.terms[n]!;
  let furthest = 0;
  const open = { ...terms, skillLevel: 0 };
  for (const b of finder.candidates(open)) {
    if (tables.batches[b]!.people === 0) continue;
    const obstacle = finder.obstacle(b, terms);
    if (!obstacle) return excluded.size > 0 ? 'excluded' : 'elsewhere';
    furthest = Math.max(furthest, ORDER.indexOf(obstacle));
  }
  return ORDER[furthest]!;
};

export interface FlowState {
  /** Units sent by each batch and by each group. */
  readonly sent: Int32Array;
  readonly sentByGroup: Int32Array;
  /** Units of each pair. */
  readonly byPair: Int32Array;
}

export const flowState = ({ transport, batchOfPair }: Model, pair: Int32Array, amount: Int32Array): FlowState => {
  const sent = new Int32Array(transport.sources);
  const sentByGroup = new Int32Array(transport.groupCapacity?.length ?? 0);
  const byPair = new Int32Array(transport.pairSink.length);
  pair.forEach((a, k) => {
    const b = batchOfPair[a]!;
    byPair[a]! += amount[k]!;
    sent[b]! += amount[k]!;
    if (transport.group && transport.group[b]! >= 0) sentByGroup[transport.group[b]!]! += amount[k]!;
  });
  return { sent, sentByGroup, byPair };
};

/** Pairs by need, as positions in the batch-major columns. */
export class PairsByNeed {
  private readonly begin: Int32Array;
  private readonly pairs: Int32Array;

  constructor({ transport }: Model) {
    const { pairSink, sinks } = transport;
    this.begin = new Int32Array(sinks + 1);
    this.pairs = new Int32Array(pairSink.length);
    for (const j of pairSink) this.begin[j + 1]!++;
    for (let j = 0; j < sinks; j++) this.begin[j + 1]! += this.begin[j]!;
    const cursor = this.begin.slice();
    pairSink.forEach((j, a) => (this.pairs[cursor[j]!++] = a));
  }

  of(need: number): Int32Array {
    return this.pairs.subarray(this.begin[need], this.begin[need + 1]);
  }
}

/** Why a need stays short, told from what stands in its way. */
export const unfilledReason = (model: Model, pairs: PairsByNeed, n: number, state: FlowState): UnfilledCode => {
  const { transport, batchOfPair } = model;
  const own = pairs.of(n);
  if (own.length === 0) return obstacleOf(model, n);
  let [capped, here, away] = [false, 0, 0];
  for (const a of own) {
    const b = batchOfPair[a]!;
    if (state.sent[b]! >= transport.supply[b]!) {
      here += state.byPair[a]!;
      away += state.sent[b]! - state.byPair[a]!;
      continue;
    }
    const g = transport.group?.[b] ?? -1;
    if (g < 0 || state.sentByGroup[g]! < transport.groupCapacity![g]!) return 'too-costly';
    capped = true;
  }
  if (capped) return 'supplier-capacity';
  return here > 0 && away === 0 ? 'all-here' : 'elsewhere';
};
