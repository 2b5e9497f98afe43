import type { Engine } from './engine.js';
import { EXTRA_PAIRS, Part, PART_WORDS, type Layout } from './layout.js';
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

/** A stretch of the heap as it was at the optimum. */
interface Stretch {
  readonly begin: number;
  readonly words: Int32Array;
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

interface Kept {
  readonly part: number;
  readonly stretches: readonly Stretch[];
  readonly sent: number;
  /** Units that each group sends from other components. */
  readonly elsewhere: Int32Array;
}

const MANY_PIVOTS = 0x7fffffff;

/**
 * Answers "what would these pairs change?" for one sink at a time, from the optimum's own tree: the pairs are let in, a few pivots
 * follow, and the tree is put back as it was. Costs must be even numbers: one more is put on each unit of the sink asked
 * about, which decides every tie against it and no real gain.
 */
export class WhatIfs {
  private kept: Kept | undefined;

  constructor(private readonly ground: WhatIfGround) {}

  /** How much below 0 the reduced cost of a new pair would be: without any such pair nothing changes. */
  advantage(source: number, sink: number, cost: number): number {
    const { layout, tree } = this.ground;
    return tree.potential(layout.numbering.ofSink[sink]!) - tree.potential(layout.numbering.ofSource[source]!) - cost;
  }

  /** The sink's new pairs (also cheaper twins of pairs it has), all to sources of the sink's own component or of none. */
  ask(sink: number, pairs: readonly ExtraPair[]): WhatIf {
    const { layout, tree, engine, heap } = this.ground;
    const index = this.componentOf(sink);
    const inside = pairs.filter(({ source }) => this.partOfSource(source) === index).slice(0, EXTRA_PAIRS);
    if (index < 0 || inside.length === 0) return { gain: 0, netPlaced: 0 };
    const kept = this.keep(index);
    const node = layout.numbering.ofSink[sink]!;
    const before = tree.stemFlow(node);
    const record = layout.offsets.parts + index * PART_WORDS;
    this.addCost(node, 1);
    inside.forEach(({ source, cost }, e) => {
      heap[layout.offsets.extraSource + e] = layout.numbering.ofSource[source]!;
      heap[layout.offsets.pairSink + layout.problem.pairSink.length + e] = node;
      heap[layout.offsets.pairCost + layout.problem.pairSink.length + e] = cost;
    });
    heap[record + Part.extras] = inside.length;
    engine.run(record, MANY_PIVOTS);
    const exceeded = this.exceeded(index, kept);
    const answer = { gain: Math.max(0, tree.stemFlow(node) - before), netPlaced: this.sent(index) - kept.sent };
    for (const { begin, words } of kept.stretches) heap.set(words, begin);
    this.addCost(node, -1, false);
    if (exceeded.length === 0) return answer;
    this.ground.activate(exceeded);
    this.kept = undefined;
    return this.ask(sink, pairs);
  }

  /** Groups outside the tree that would send more than they may. */
  private exceeded(index: number, { elsewhere }: Kept): number[] {
    const capacity = this.ground.layout.problem.groupCapacity;
    if (!capacity) return [];
    const usage = this.usage(index, elsewhere.slice(), 1);
    return Array.from(capacity, (_, g) => g).filter((g) => usage[g]! > capacity[g]! && !this.ground.active.has(g));
  }

  /** Adds (or takes off) what the component's sources send to each group's sum. */
  private usage(index: number, sums: Int32Array, sign: number): Int32Array {
    const { layout, tree } = this.ground;
    const { group } = layout.problem;
    if (!group) return sums;
    this.forEachRow(index, (v) => {
      const g = group[layout.numbering.sourceAt[v - layout.numbering.firstSource]!]!;
      if (g >= 0) sums[g]! += sign * tree.stemFlow(v);
    });
    return sums;
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

  private addCost(node: number, more: number, recount = true): void {
    const { layout, heap, tree, engine } = this.ground;
    const { cost, segmentBegin, stacks } = layout.offsets;
    for (let k = heap[segmentBegin + node]!; k < heap[segmentBegin + node + 1]!; k++) heap[cost + k]! += more;
    if (!recount) return;
    const superior = tree.superior(node);
    const top = tree.link(node) === -1 ? node : tree.link(superior) === -2 && tree.parent(superior) === node ? superior : -1;
    if (top >= 0) engine.recount(top, this.stackOf(node, stacks));
  }

  private stackOf(node: number, fallback: number): number {
    const { layout, heap } = this.ground;
    const index = this.componentOf(layout.numbering.sinkAt[node - layout.numbering.firstSink]!);
    return index < 0 ? fallback : heap[layout.offsets.parts + index * PART_WORDS + Part.stack]!;
  }

  /** Remembers all that a run on this component may change. */
  private keep(index: number): Kept {
    if (this.kept?.part === index) return this.kept;
    const { layout, heap } = this.ground;
    const { node, potential, segment, parts } = layout.offsets;
    const stretches: Stretch[] = [];
    const copy = (begin: number, length: number): void => void stretches.push({ begin, words: heap.slice(begin, begin + length) });
    for (const [first, count] of this.ranges(index)) {
      copy(node + first * 8, count * 8);
      copy(potential + first, count);
      copy(segment + first, count);
    }
    copy(parts + index * PART_WORDS, PART_WORDS);
    const elsewhere = this.usage(index, groupUsage(layout, heap, layout.problem), -1);
    this.kept = { part: index, stretches, sent: this.sent(index), elsewhere };
    return this.kept;
  }

  /** Node numbers of a component: runs of sources, sinks and pools, and its root. All nodes when it is the joined one. */
  private ranges(index: number): [first: number, count: number][] {
    const { layout, heap } = this.ground;
    if (index === layout.components.count) return [[0, layout.numbering.nodes]];
    const found: [number, number][] = [[layout.numbering.firstRoot + index, 1]];
    for (let at = layout.listBegin[index]!; at < layout.listBegin[index + 1]!; at++) {
      const v = heap[layout.offsets.lists + at]!;
      const last = found.at(-1)!;
      if (last[0] + last[1] === v) last[1]++;
      else found.push([v, 1]);
    }
    return found;
  }

  private forEachRow(index: number, take: (v: number) => void): void {
    const { layout, heap } = this.ground;
    const record = layout.offsets.parts + index * PART_WORDS;
    const begin = heap[record + Part.rows]!;
    for (let k = 0; k < heap[record + Part.rowCount]!; k++) take(heap[begin + k]!);
  }

  private sent(index: number): number {
    let sent = 0;
    this.forEachRow(index, (v) => (sent += this.ground.tree.stemFlow(v)));
    return sent;
  }
}
