import { HEADER_NOTED, NODE_STEM_FLOW, NODE_WORDS, NOTE_RECORD, NOTE_WORDS, PART_WORDS } from './heap-names.js';
import type { Engine } from './engine.js';
import { EXTRA_PAIRS, type Layout } from './layout.js';
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
  /** Without a gain: a pair from the watched source in this place would change something from a cost below this on. */
  readonly reach: readonly number[];
}

const NOTHING: WhatIf = { gain: 0, netPlaced: 0, reach: [] };

type Watched = Pick<ExtraPair, 'source'>;

/** The question that stands, and what the sink got before it. */
interface Question {
  readonly sink: number;
  readonly node: number;
  readonly index: number;
  readonly before: number;
  /** Pairs that were let in. */
  count: number;
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

const NEARLY_FULL = 0.8;

/**
 * Answers "what would these pairs change?" for one sink at a time, from the optimum's own tree: the pairs are let in, a few pivots
 * follow around what changes, and the tree is put back as it was. Costs must be even numbers: one more is put on each unit of the
 * sink asked about, which decides every tie against it and no real gain.
 */
export class WhatIfs {
  private usage: Int32Array;
  private standing: Question | undefined;
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
    this.end();
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
  ask(sink: number, pairs: readonly ExtraPair[], watched: readonly Watched[] = pairs): WhatIf {
    this.end();
    const index = this.componentOf(sink);
    if (index < 0) return NOTHING;
    const { layout, tree } = this.ground;
    const node = layout.numbering.ofSink[sink]!;
    this.standing = { sink, node, index, before: tree.stemFlow(node), count: 0 };
    return this.goOn(pairs, watched);
  }

  /**
   * The same sink once more, after an answer without gain: with these pairs beside those that were let in before, which must
   * be no better.
   */
  goOn(pairs: readonly ExtraPair[], watched: readonly Watched[] = pairs): WhatIf {
    const question = this.standing;
    if (!question) return NOTHING;
    const { layout, tree, engine, heap } = this.ground;
    const { sink, node, index, before, count } = question;
    question.count = this.writePairs(question, pairs);
    if (question.count === 0) return { ...NOTHING, reach: this.reachOf(node, index, watched) };
    const part = layout.offsets.parts + index * PART_WORDS;
    if (count === 0) engine.ask(node, question.count, part);
    else engine.goOn(question.count, part);
    const { exceeded, netPlaced } = this.difference();
    const gain = Math.max(0, tree.stemFlow(node) - before);
    const reach = gain > 0 ? NOTHING.reach : this.reachOf(node, index, watched);
    if (gain > 0 || exceeded.length > 0) this.end();
    if (exceeded.length === 0) return { gain, netPlaced, reach };
    this.outward.back();
    this.ground.activate(this.nearlyFull(exceeded));
    this.usage = this.turn();
    new Neighbours(layout, heap).writeRises();
    return this.ask(sink, pairs, watched);
  }

  private end(): void {
    if (this.standing && this.standing.count > 0) this.ground.engine.forget(this.standing.node);
    this.standing = undefined;
  }

  private reachOf(node: number, index: number, watched: readonly Watched[]): number[] {
    const { layout, tree } = this.ground;
    const own = tree.potential(node);
    return watched.map(({ source }) =>
      this.partOfSource(source) === index ? own - tree.potential(layout.numbering.ofSource[source]!) : -Infinity,
    );
  }

  /** @returns how many are let in by now */
  private writePairs({ node, index, count: before }: Question, pairs: readonly ExtraPair[]): number {
    const { layout, heap } = this.ground;
    const { extraSource, pairSink, pairCost } = layout.offsets;
    const first = layout.problem.pairSink.length;
    let count = before;
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
      const more = heap[offsets.node + v * NODE_WORDS + NODE_STEM_FLOW]! - heap[at + NOTE_RECORD + NODE_STEM_FLOW]!;
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
