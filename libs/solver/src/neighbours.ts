import { HEADER_HIGHEST, NODE_WORDS } from './heap-names.js';
import type { Layout } from './layout.js';

/** Longest row that can be packed beside a slack of 32 bits into one double. */
const ROW_RANGE = 2 ** 20;

/** Writes into the heap who stands next to whom where the solver itself does not need to know: see kernel/question.ts. */
export class Neighbours {
  constructor(
    private readonly layout: Layout,
    private readonly heap: Int32Array,
  ) {}

  /** Pairs of each row in order of their reduced costs at the potentials as they are now. */
  sortRows(): void {
    const { heap } = this;
    const { offsets, numbering, problem } = this.layout;
    heap.copyWithin(offsets.base, offsets.potential, offsets.potential + numbering.nodes);
    const packed = new Float64Array(problem.pairSink.length);
    for (let k = 0; k < problem.sources; k++) {
      const v = numbering.firstSource + k;
      const own = heap[offsets.potential + v]!;
      const [begin, end] = [heap[offsets.rowBegin + v]!, heap[offsets.rowEnd + v]!];
      for (let a = begin; a < end; a++)
        packed[a] = (heap[offsets.pairCost + a]! + own - heap[offsets.potential + heap[offsets.pairSink + a]!]!) * ROW_RANGE + (a - begin);
      packed.subarray(begin, end).sort();
      for (let a = begin; a < end; a++) {
        const slack = Math.floor(packed[a]! / ROW_RANGE);
        heap[offsets.sortedSlack + a] = slack;
        heap[offsets.sortedSink + a] = heap[offsets.pairSink + begin + (packed[a]! - slack * ROW_RANGE)]!;
      }
    }
  }

  /** How far potentials lie above those that rows were sorted by, and the most that a sink's does. */
  writeRises(): void {
    const { heap } = this;
    const { base, potential, rise } = this.layout.offsets;
    let highest = 0;
    for (let v = 0; v < this.layout.numbering.nodes; v++) {
      heap[rise + v] = heap[potential + v]! - heap[base + v]!;
      if (v >= this.layout.numbering.firstSink) highest = Math.max(highest, heap[rise + v]!);
    }
    heap[HEADER_HIGHEST] = highest;
  }

  /** Nodes below each group, pool and root. */
  writeMembers(): void {
    const { heap } = this;
    const { offsets, numbering } = this.layout;
    const above = (v: number): number => (heap[offsets.node + v * NODE_WORDS]! >= 0 ? heap[offsets.superior + v]! : -1);
    const begin = new Int32Array(numbering.nodes + 1);
    for (let v = 0; v < numbering.firstRoot; v++) if (above(v) >= 0) begin[above(v) + 1]!++;
    for (let v = 0; v < numbering.nodes; v++) begin[v + 1]! += begin[v]!;
    heap.set(begin, offsets.memberBegin);
    for (let v = 0; v < numbering.firstRoot; v++) if (above(v) >= 0) heap[offsets.members + begin[above(v)]!++] = v;
  }
}
