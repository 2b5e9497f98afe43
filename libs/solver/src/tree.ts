import {
  NODE_FIRST_CHILD,
  NODE_LINK,
  NODE_NEXT_SIBLING,
  NODE_PAIR_FLOW,
  NODE_PARENT,
  NODE_STEM_FLOW,
  NODE_WORDS,
  PART_STACK,
} from './heap-names.js';
import type { Layout } from './layout.js';
import type { Engine } from './engine.js';

const OWN_STEM = -1;
const PARENTS_STEM = -2;

/**
 * The host's view of the spanning tree in the heap: reading flows, and taking units back so that the tree stays feasible after a
 * capacity has fallen. What was taken back is remembered and mended by `mend`.
 */
export class Tree {
  private readonly touched = new Set<number>();

  constructor(
    private readonly layout: Layout,
    private readonly heap: Int32Array,
    private readonly engine: Engine,
  ) {}

  private field(v: number, index: number): number {
    return this.heap[this.layout.offsets.node + v * NODE_WORDS + index]!;
  }

  parent(v: number): number {
    return this.field(v, NODE_PARENT);
  }

  link(v: number): number {
    return this.field(v, NODE_LINK);
  }

  pairFlow(v: number): number {
    return this.field(v, NODE_PAIR_FLOW);
  }

  stemFlow(v: number): number {
    return this.field(v, NODE_STEM_FLOW);
  }

  potential(v: number): number {
    return this.heap[this.layout.offsets.potential + v]!;
  }

  superior(v: number): number {
    return this.heap[this.layout.offsets.superior + v]!;
  }

  costOf(v: number): number {
    const { cost, segmentBegin } = this.layout.offsets;
    return this.heap[cost + this.heap[segmentBegin + v]!]!;
  }

  /** The cost of a stem of the supply side. */
  setCost(v: number, cost: number): void {
    const { cost: costs, segmentBegin } = this.layout.offsets;
    this.heap[costs + this.heap[segmentBegin + v]!] = cost;
  }

  setSuperior(v: number, superior: number): void {
    this.heap[this.layout.offsets.superior + v] = superior;
    if (this.link(v) !== OWN_STEM) return;
    this.engine.unhang(v);
    this.engine.hang(v, superior, OWN_STEM, 0);
  }

  /** Puts a node that was outside the tree under its superior. */
  plant(v: number, superior: number, flow: number): void {
    this.heap[this.layout.offsets.superior + v] = superior;
    this.engine.hang(v, superior, OWN_STEM, 0);
    this.heap[this.layout.offsets.node + v * NODE_WORDS + NODE_STEM_FLOW] = flow;
  }

  *children(v: number): Generator<number> {
    for (let child = this.field(v, NODE_FIRST_CHILD); child >= 0; child = this.field(child, NODE_NEXT_SIBLING)) yield child;
  }

  /** Nodes whose link is a pair arc of this node: itself, and children. */
  private pairNeighbours(v: number): { carrier: number; other: number }[] {
    const found = this.link(v) >= 0 ? [{ carrier: v, other: this.parent(v) }] : [];
    for (const child of this.children(v)) if (this.link(child) >= 0) found.push({ carrier: child, other: child });
    return found.filter(({ carrier }) => this.pairFlow(carrier) > 0).sort((a, b) => this.link(a.carrier) - this.link(b.carrier));
  }

  /** Takes up to `units` back from the pairs of a source or sink, on both sides of each pair up to the root. */
  takeBack(v: number, units: number): void {
    const { node } = this.layout.offsets;
    let left = units;
    for (const { carrier, other } of this.pairNeighbours(v)) {
      const amount = Math.min(left, this.pairFlow(carrier));
      this.heap[node + carrier * NODE_WORDS + NODE_PAIR_FLOW]! -= amount;
      this.lowerStems(v, amount);
      this.lowerStems(other, amount);
      left -= amount;
      if (left === 0) break;
    }
  }

  private lowerStems(from: number, amount: number): void {
    for (let v = from; v < this.layout.numbering.firstRoot; v = this.superior(v)) {
      this.heap[this.layout.offsets.node + v * NODE_WORDS + NODE_STEM_FLOW]! -= amount;
      this.touched.add(v);
    }
  }

  /** A stem's limits or its flow were changed: look at it when mending. */
  touch(v: number): void {
    this.touched.add(v);
  }

  /** Whether a node's stem is an arc of the tree. */
  inTree(v: number): boolean {
    if (this.link(v) === OWN_STEM) return true;
    const superior = this.superior(v);
    return this.link(superior) === PARENTS_STEM && this.parent(superior) === v;
  }

  /** The segment that holds the flow now; at a breakpoint the upper one, which has room. */
  private findSegment(v: number): void {
    const { segmentBegin, segment, high } = this.layout.offsets;
    const last = this.heap[segmentBegin + v + 1]! - 1;
    let k = this.heap[segmentBegin + v]!;
    while (k < last && this.stemFlow(v) >= this.heap[high + k]!) k++;
    this.heap[segment + v] = k;
  }

  private interior(v: number): boolean {
    const { segmentBegin, segment, high } = this.layout.offsets;
    const k = this.heap[segment + v]!;
    const low = k === this.heap[segmentBegin + v] ? 0 : this.heap[high + k - 1]!;
    const flow = this.stemFlow(v);
    // A stem of the supply side at 0 is no end either: it has no lower bound of its own.
    return flow < this.heap[high + k]! && (flow > low || v < this.layout.numbering.firstSink);
  }

  private rootOf(from: number): number {
    let v = from;
    while (v < this.layout.numbering.firstRoot) v = this.superior(v);
    return v;
  }

  /**
   * After changes: potentials counted anew below `root`, and no stem left standing between two ends outside the tree. False:
   * numbers too large.
   */
  mend(root: number, part: number): boolean {
    for (const v of this.touched) this.findSegment(v);
    const stack = this.heap[part + PART_STACK]!;
    let safe = true;
    for (const child of [...this.children(root)]) safe = Boolean(this.engine.recount(child, stack)) && safe;
    for (const v of this.touched) {
      if (this.rootOf(v) !== root) continue;
      this.touched.delete(v);
      if (!this.inTree(v) && this.interior(v)) this.engine.settle(v, part);
    }
    return safe;
  }
}
