import { NODE_FIRST_CHILD, NODE_NEXT_SIBLING, NODE_WORDS } from './heap-names.js';
import type { Engine } from './engine.js';
import { NearestFirst } from './heap-queue.js';
import type { Layout } from './layout.js';

const OWN_STEM = -1;
const PARENTS_STEM = -2;
const FAR = 0x7fffffff;

/**
 * The solver leaves a tree from which every node could send a unit to the root: its potentials say what one unit more of a
 * source would bring. Questions take units away, and ask what one unit less would lose. This class turns the tree of an
 * optimum round: shortest paths from the root in what is left of the capacities, by the reduced costs of the tree as it
 * stands. Every arc that could change either way costs nothing there and stays in the tree, so that the flow is a basic
 * one still.
 */
export class Outward {
  private saved: Int32Array[] = [];
  private nodes: Int32Array = new Int32Array(0);
  private readonly parent: Int32Array;
  private readonly link: Int32Array;
  private readonly segment: Int32Array;
  private readonly distance: Int32Array;
  private readonly done: Uint8Array;
  private readonly queue = new NearestFirst();
  /** Nodes that free arcs hang together, while they are settled. */
  private readonly together: number[] = [];

  constructor(
    private readonly layout: Layout,
    private readonly heap: Int32Array,
    private readonly engine: Engine,
  ) {
    const { nodes } = layout.numbering;
    [this.parent, this.link, this.segment, this.distance] = [
      new Int32Array(nodes),
      new Int32Array(nodes),
      new Int32Array(nodes),
      new Int32Array(nodes),
    ];
    this.done = new Uint8Array(nodes);
  }

  private stretches(): [begin: number, length: number][] {
    const { offsets, numbering } = this.layout;
    return [
      [offsets.node, numbering.nodes * 8],
      [offsets.potential, numbering.nodes],
      [offsets.segment, numbering.nodes],
    ];
  }

  /** Lists of members must be written. */
  turn(): void {
    const { heap } = this;
    const { offsets, numbering } = this.layout;
    this.saved = this.stretches().map(([begin, length]) => heap.slice(begin, begin + length));
    this.nodes = this.saved[0]!;
    this.parent.fill(-1);
    this.distance.fill(FAR);
    this.done.fill(0);
    for (let root = numbering.firstRoot; root < numbering.nodes; root++) {
      if (heap[offsets.memberBegin + root] === heap[offsets.memberBegin + root + 1]) continue;
      this.settle(root, 0);
      while (this.queue.take()) if (!this.done[this.queue.node]) this.settle(this.queue.node, this.queue.distance);
    }
    this.write();
  }

  /** The tree as it was before the last turn. */
  back(): void {
    this.stretches().forEach(([begin], k) => this.saved[k] && this.heap.set(this.saved[k], begin));
    this.saved = [];
  }

  private superior(v: number): number {
    return this.heap[this.layout.offsets.superior + v]!;
  }

  private flow(v: number): number {
    return this.nodes[v * 8 + 7]!;
  }

  private high(segment: number): number {
    return this.heap[this.layout.offsets.high + segment]!;
  }

  private first(v: number): number {
    return this.heap[this.layout.offsets.segmentBegin + v]!;
  }

  private low(v: number, segment: number): number {
    return segment === this.first(v) ? 0 : this.high(segment - 1);
  }

  private potential(v: number): number {
    return this.heap[this.layout.offsets.potential + v]!;
  }

  /** Reduced cost of a stem's segment, from the superior to a node of the supply side, from a node of the demand side to its superior. */
  private stemCost(v: number, segment: number): number {
    const cost = this.heap[this.layout.offsets.cost + segment]!;
    const difference = this.potential(v) - this.potential(this.superior(v));
    return v < this.layout.numbering.firstSink ? cost - difference : cost + difference;
  }

  /**
   * The segment inside which a stem's flow could fall and rise, −1 when there is none. Nothing flows in an unused source,
   * but its stem stays in the tree.
   */
  private freeSegment(v: number): number {
    const segment = this.heap[this.layout.offsets.segment + v]!;
    const flow = this.flow(v);
    if (v < this.layout.numbering.firstSink) return flow < this.high(segment) ? segment : -1;
    return flow > this.low(v, segment) && flow < this.high(segment) ? segment : -1;
  }

  private take(v: number, parent: number, link: number, segment: number): void {
    this.parent[v] = parent;
    this.link[v] = link;
    this.segment[v] = segment;
  }

  /** A node at its distance, with all that free arcs connect to it, and what lies one arc further. */
  private settle(from: number, distance: number): void {
    const { together } = this;
    together.length = 0;
    this.reach(from);
    for (let k = 0; k < together.length; k++) this.crossFree(together[k]!);
    for (const v of together) this.relaxFrom(v, distance);
  }

  private reach(v: number): void {
    this.done[v] = 1;
    this.together.push(v);
  }

  private crossFree(v: number): void {
    const { heap, nodes } = this;
    const { numbering, offsets } = this.layout;
    const cross = (to: number, link: number, segment: number): void => {
      if (this.done[to]) return;
      this.take(to, v, link, segment);
      this.reach(to);
    };
    for (let k = heap[offsets.memberBegin + v]!; k < heap[offsets.memberBegin + v + 1]!; k++) {
      const member = heap[offsets.members + k]!;
      const segment = this.freeSegment(member);
      if (segment >= 0) cross(member, OWN_STEM, segment);
    }
    if (v >= numbering.firstRoot) return;
    const own = this.freeSegment(v);
    if (own >= 0) cross(this.superior(v), PARENTS_STEM, own);
    if (nodes[v * 8 + 1]! >= 0 && nodes[v * 8 + 2]! > 0) cross(nodes[v * 8]!, nodes[v * 8 + 1]!, 0);
    for (let child = nodes[v * 8 + 3]!; child >= 0; child = nodes[child * 8 + 4]!) {
      if (nodes[child * 8 + 1]! >= 0 && nodes[child * 8 + 2]! > 0) cross(child, nodes[child * 8 + 1]!, 0);
    }
  }

  private relax(v: number, distance: number, parent: number, link: number, segment: number): void {
    if (this.done[v] || distance >= this.distance[v]!) return;
    this.distance[v] = distance;
    this.take(v, parent, link, segment);
    this.queue.push(v, distance);
  }

  private relaxFrom(v: number, distance: number): void {
    const { numbering } = this.layout;
    this.relaxMembers(v, distance);
    if (v >= numbering.firstRoot) return;
    const upper = this.superior(v);
    if (!this.done[upper]) this.relaxUpward(v, upper, distance);
    if (v >= numbering.firstSource && v < numbering.firstSink) this.relaxRow(v, distance);
  }

  /** Units of the demand side can be taken back from its superior. */
  private relaxMembers(v: number, distance: number): void {
    const { heap } = this;
    const { offsets, numbering } = this.layout;
    for (let k = heap[offsets.memberBegin + v]!; k < heap[offsets.memberBegin + v + 1]!; k++) {
      const member = heap[offsets.members + k]!;
      if (member < numbering.firstSink || this.done[member] || this.flow(member) === 0) continue;
      let segment = heap[offsets.segment + member]!;
      while (segment > this.first(member) && this.flow(member) <= this.low(member, segment)) segment--;
      this.relax(member, distance - this.stemCost(member, segment), v, OWN_STEM, segment);
    }
  }

  private relaxUpward(v: number, upper: number, distance: number): void {
    const { heap } = this;
    const { offsets, numbering } = this.layout;
    let segment = heap[offsets.segment + v]!;
    if (v < numbering.firstSink) {
      if (this.flow(v) > 0) this.relax(upper, distance - this.stemCost(v, segment), v, PARENTS_STEM, segment);
      return;
    }
    while (segment < this.first(v + 1) && this.flow(v) >= this.high(segment)) segment++;
    if (segment < this.first(v + 1)) this.relax(upper, distance + this.stemCost(v, segment), v, PARENTS_STEM, segment);
  }

  private relaxRow(v: number, distance: number): void {
    const { heap } = this;
    const { pairSink, pairCost, potential, rowBegin, rowEnd } = this.layout.offsets;
    const own = distance + heap[potential + v]!;
    const end = heap[rowEnd + v]!;
    for (let a = heap[rowBegin + v]!; a < end; a++) {
      const sink = heap[pairSink + a]!;
      const reached = own + heap[pairCost + a]! - heap[potential + sink]!;
      if (reached < this.distance[sink]! && !this.done[sink]) this.relax(sink, reached, v, a, 0);
    }
  }

  /** Builds the tree of the parents that were found. Nodes that nothing reaches hang on their stems: they have nothing to give. */
  private write(): void {
    const { heap, nodes } = this;
    const { offsets, numbering } = this.layout;
    const inTree = (v: number): boolean => nodes[v * 8]! >= 0;
    for (let v = 0; v < numbering.nodes; v++) heap[offsets.node + v * NODE_WORDS + NODE_FIRST_CHILD] = -1;
    for (let v = 0; v < numbering.firstRoot; v++) {
      if (!inTree(v)) continue;
      if (!this.done[v]) this.take(v, this.superior(v), OWN_STEM, this.first(v));
      const link = this.link[v]!;
      this.engine.hang(v, this.parent[v]!, link, link >= 0 ? this.pairFlow(v, this.parent[v]!, link) : 0);
      if (link < 0) heap[offsets.segment + (link === OWN_STEM ? v : this.parent[v]!)] = this.segment[v]!;
    }
    for (let root = numbering.firstRoot; root < numbering.nodes; root++) {
      for (
        let child = heap[offsets.node + root * NODE_WORDS + NODE_FIRST_CHILD]!;
        child >= 0;
        child = heap[offsets.node + child * NODE_WORDS + NODE_NEXT_SIBLING]!
      )
        this.engine.recount(child, offsets.joinedStack);
    }
  }

  /** What a pair carries stands at whichever end hung on the other. */
  private pairFlow(v: number, parent: number, link: number): number {
    const { nodes } = this;
    if (nodes[v * 8] === parent && nodes[v * 8 + 1] === link) return nodes[v * 8 + 2]!;
    return nodes[parent * 8] === v && nodes[parent * 8 + 1] === link ? nodes[parent * 8 + 2]! : 0;
  }
}
