import type { Engine } from './engine.js';
import { EXTRA_PAIRS, NOTE_WORDS, PART_WORDS, type Layout } from './layout.js';
import { Neighbours } from './neighbours.js';
import { Outward } from './outward.js';
import { groupUsage } from './transport-answer.js';
import type { Tree } from './tree.js';

export interface ExtraPair {
  readonly source: number;
  readonly cost: number;
}

/** What new pairs of one sink alone would change in the optimum. */
export interface WhatIf {
  /** The sink gets at least so many more, in every optimum of the changed problem. */
  readonly gain: number;
  /** So many more are sent in all, in one such optimum. */
  readonly netPlaced: number;
}

/** Prices that prove the optimum, and tell what a new pair from source i to sink j can do. */
export interface Prices {
  /** What one unit less of the source would lose. */
  readonly source: Int32Array;
  /** A pair can take part in a change only if it costs less than `sink[j] − source[i]`. */
  readonly sink: Int32Array;
  /** The sink can get more only if some new pair costs less than `place[j] − source[i]`. */
  readonly place: Int32Array;
}

export interface WhatIfGround {
  readonly layout: Layout;
  readonly heap: Int32Array;
  readonly engine: Engine;
  readonly tree: Tree;
  /** Components that were joined. */
  readonly joined: ReadonlySet<number>;
  /** Groups whose capacity the tree keeps. The others have room at the optimum, but a change may use it up. */
  readonly active: ReadonlySet<number>;
  /** Gives groups with room a place in the tree, which leaves the optimum as it is. */
  activate(groups: readonly number[]): void;
}

const HEADER_NOTED = 21;
const NEARLY_FULL = 0.8;

/**
 * Answers "what would these pairs change?" for one sink at a time, from the optimum's own tree: the pairs are let in, a few pivots
 * follow around what changes, and the tree is put back as it was. Costs must be even numbers: one more is put on each unit of the
 * sink asked about, which decides every tie against it and no real gain.
 */
export class WhatIfs {
  private usage: Int32Array;
  private readonly outward: Outward;
  /** Those of the optimum; they stay when a group is given its place, since what proved the optimum proves it still. */
  readonly prices: Prices;

  constructor(private readonly ground: WhatIfGround) {
    const { layout, heap, engine } = ground;
    this.outward = new Outward(layout, heap, engine);
    const inward = this.potentialsOfSinks();
    this.usage = this.turn();
    this.prices = this.read(inward);
    new Neighbours(layout, heap).sortRows();
  }

  /** Puts the tree back as the solver left it. Nothing can be asked afterwards. */
  close(): void {
    this.outward.back();
  }

  private potentialsOfSinks(): Int32Array {
    const { layout, tree } = this.ground;
    return Int32Array.from({ length: layout.problem.sinks }, (_, j) => tree.potential(layout.numbering.ofSink[j]!));
  }

  /** A sink that shares its pool with others may take their places: then it is worth what a place of the pool is worth to them. */
  private read(inward: Int32Array): Prices {
    const { layout, tree } = this.ground;
    const { numbering, problem } = layout;
    const { pool, sinkCost } = problem;
    const place = inward;
    if (pool) {
      const filled = (j: number): number => Math.min(1, tree.stemFlow(numbering.ofSink[j]!));
      const used = new Int32Array(problem.tierBegin.length - 1);
      pool.forEach((p, j) => (used[p]! += filled(j)));
      pool.forEach((p, j) => {
        if (used[p]! > filled(j)) place[j] = tree.potential(numbering.ofPool[p]!) - (sinkCost?.[j] ?? 0);
      });
    }
    const source = Int32Array.from({ length: problem.sources }, (_, i) => tree.potential(numbering.ofSource[i]!));
    return { source, sink: this.potentialsOfSinks().map((value, j) => Math.max(value, place[j]!)), place };
  }

  /** The sink's new pairs (also cheaper twins of pairs it has), all to sources of the sink's own component or of none. */
  ask(sink: number, pairs: readonly ExtraPair[]): WhatIf {
    const { layout, tree, engine, heap } = this.ground;
    const index = this.componentOf(sink);
    const count = index < 0 ? 0 : this.writePairs(sink, index, pairs);
    if (count === 0) return { gain: 0, netPlaced: 0 };
    const node = layout.numbering.ofSink[sink]!;
    const before = tree.stemFlow(node);
    engine.ask(node, count, layout.offsets.parts + index * PART_WORDS);
    const { exceeded, netPlaced } = this.difference();
    const gain = Math.max(0, tree.stemFlow(node) - before);
    engine.forget(node);
    if (exceeded.length === 0) return { gain, netPlaced };
    this.outward.back();
    this.ground.activate(this.nearlyFull(exceeded));
    this.usage = this.turn();
    new Neighbours(layout, heap).writeRises();
    return this.ask(sink, pairs);
  }

  private writePairs(sink: number, index: number, pairs: readonly ExtraPair[]): number {
    const { layout, heap } = this.ground;
    const { extraSource, pairSink, pairCost } = layout.offsets;
    const first = layout.problem.pairSink.length;
    const node = layout.numbering.ofSink[sink]!;
    let count = 0;
    for (const { source, cost } of pairs) {
      if (this.partOfSource(source) !== index || count === EXTRA_PAIRS) continue;
      heap[extraSource + count] = layout.numbering.ofSource[source]!;
      heap[pairSink + first + count] = node;
      heap[pairCost + first + count++] = cost;
    }
    return count;
  }

  /** What sources send more than at the optimum, and groups outside the tree that would send more than they may. */
  private difference(): { exceeded: number[]; netPlaced: number } {
    const { layout, heap, active } = this.ground;
    const { numbering, offsets, problem } = layout;
    const byGroup = new Map<number, number>();
    let netPlaced = 0;
    for (let n = 0, at = offsets.log; n < heap[HEADER_NOTED]!; n++, at += NOTE_WORDS) {
      const v = heap[at]!;
      if (v < numbering.firstSource || v >= numbering.firstSink) continue;
      const more = heap[offsets.node + v * 8 + 7]! - heap[at + 3 + 7]!;
      if (more === 0) continue;
      netPlaced += more;
      const g = problem.group?.[numbering.sourceAt[v - numbering.firstSource]!] ?? -1;
      if (g >= 0 && !active.has(g)) byGroup.set(g, (byGroup.get(g) ?? 0) + more);
    }
    const exceeded = [...byGroup].filter(([g, more]) => this.usage[g]! + more > problem.groupCapacity![g]!).map(([g]) => g);
    return { exceeded, netPlaced };
  }

  /** Giving groups their place costs more than a question: those that will be next come along. */
  private nearlyFull(exceeded: readonly number[]): number[] {
    const capacity = this.ground.layout.problem.groupCapacity!;
    const next = Array.from(capacity, (_, g) => g).filter((g) => !this.ground.active.has(g) && this.usage[g]! > NEARLY_FULL * capacity[g]!);
    return [...new Set([...exceeded, ...next])];
  }

  /** Turns the tree outward and tells the kernel who stands where; what the groups send. */
  private turn(): Int32Array {
    const { layout, heap } = this.ground;
    new Neighbours(layout, heap).writeMembers();
    this.outward.turn();
    return groupUsage(layout, heap, layout.problem);
  }

  private componentOf(sink: number): number {
    const { layout, joined } = this.ground;
    const part = layout.components.ofSink[sink]!;
    return joined.has(part) ? layout.components.count : part;
  }

  private partOfSource(source: number): number {
    const { layout, joined } = this.ground;
    const part = layout.components.ofSource[source]!;
    return joined.has(part) ? layout.components.count : part;
  }
}
