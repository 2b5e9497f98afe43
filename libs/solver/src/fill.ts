import {
  HEADER_BASE,
  HEADER_COST,
  HEADER_EXTRA_BEGIN,
  HEADER_EXTRA_SOURCE,
  HEADER_FIRST_SOURCE,
  HEADER_HIGH,
  HEADER_HOLDING,
  HEADER_LOG,
  HEADER_MARK,
  HEADER_MEMBER,
  HEADER_MEMBER_BEGIN,
  HEADER_NODE,
  HEADER_NODES,
  HEADER_OFFER,
  HEADER_PAIR_COST,
  HEADER_PAIR_SINK,
  HEADER_POTENTIAL,
  HEADER_QUEUE,
  HEADER_RISE,
  HEADER_ROW_BEGIN,
  HEADER_ROW_END,
  HEADER_SEGMENT,
  HEADER_SEGMENT_BEGIN,
  HEADER_SINK_END,
  HEADER_SORTED_SINK,
  HEADER_SORTED_SLACK,
  HEADER_SUPERIOR,
  HEADER_SUPPLY_END,
  HEADER_WORDS,
  HOLDING_SHARE,
  NODE_DEPTH,
  NODE_FIRST_CHILD,
  NODE_PREVIOUS_SIBLING,
  NODE_WORDS,
  PART_BLOCK,
  PART_FRESH,
  PART_HOLDINGS,
  PART_OTHERS,
  PART_OTHER_COUNT,
  PART_ROWS,
  PART_ROW_COUNT,
  PART_STACK,
  PART_WORDS,
} from './heap-names.js';
import type { Layout } from './layout.js';

/** Writes a fresh problem into the heap: every node hangs on its superior, nothing flows. */
export const fillHeap = (layout: Layout, heap: Int32Array): void => {
  writeHeader(layout, heap);
  writeSegments(layout, heap);
  writePairs(layout, heap);
  writeParts(layout, heap);
  writeTree(layout, heap);
};

const writeHeader = ({ offsets, numbering, problem }: Layout, heap: Int32Array): void => {
  const header: [word: number, value: number][] = [
    [HEADER_NODE, offsets.node],
    [HEADER_POTENTIAL, offsets.potential],
    [HEADER_SUPERIOR, offsets.superior],
    [HEADER_SEGMENT, offsets.segment],
    [HEADER_SEGMENT_BEGIN, offsets.segmentBegin],
    [HEADER_HIGH, offsets.high],
    [HEADER_COST, offsets.cost],
    [HEADER_ROW_BEGIN, offsets.rowBegin],
    [HEADER_ROW_END, offsets.rowEnd],
    [HEADER_PAIR_SINK, offsets.pairSink],
    [HEADER_PAIR_COST, offsets.pairCost],
    [HEADER_SUPPLY_END, numbering.firstSink],
    [HEADER_EXTRA_SOURCE, offsets.extraSource],
    [HEADER_EXTRA_BEGIN, problem.pairSink.length],
    [HEADER_RISE, offsets.rise],
    [HEADER_SORTED_SINK, offsets.sortedSink],
    [HEADER_SORTED_SLACK, offsets.sortedSlack],
    [HEADER_MEMBER_BEGIN, offsets.memberBegin],
    [HEADER_MEMBER, offsets.members],
    [HEADER_LOG, offsets.log],
    [HEADER_MARK, offsets.mark],
    [HEADER_QUEUE, offsets.waiting],
    [HEADER_NODES, numbering.nodes],
    [HEADER_BASE, offsets.base],
    [HEADER_FIRST_SOURCE, numbering.firstSource],
    [HEADER_SINK_END, numbering.firstPool],
    [HEADER_HOLDING, offsets.holding],
    [HEADER_OFFER, offsets.offer],
  ];
  heap.fill(0, 0, HEADER_WORDS);
  for (const [word, value] of header) heap[word] = value;
};

/** Upper ends of the segments of a sink or pool: the tiers, cut off at what it can take. A missing rest is an empty last segment. */
export const tierHighs = (layout: Layout, heap: Int32Array, node: number, tiers: number, most: number): void => {
  const { tierBegin, tierWidth } = layout.problem;
  let at = layout.offsets.high + heap[layout.offsets.segmentBegin + node]!;
  let reach = 0;
  for (let t = tierBegin[tiers]!; t < tierBegin[tiers + 1]!; t++) {
    reach = Math.min(most, reach + tierWidth[t]!);
    heap[at++] = reach;
  }
  if (tierBegin[tiers] === tierBegin[tiers + 1]) heap[at] = 0;
};

const writeSegments = (layout: Layout, heap: Int32Array): void => {
  const { problem, numbering, offsets } = layout;
  const { tierBegin, tierWorth, sinkCost } = problem;
  let next = 0;
  const open = (node: number): void => {
    heap[offsets.segmentBegin + node] = next;
    heap[offsets.segment + node] = next;
  };
  const single = (node: number, high: number, cost: number): void => {
    open(node);
    heap[offsets.high + next] = high;
    heap[offsets.cost + next++] = cost;
  };
  const tiered = (node: number, tiers: number, most: number, extra: number): void => {
    open(node);
    for (let t = tierBegin[tiers]!; t < tierBegin[tiers + 1]!; t++) heap[offsets.cost + next++] = extra - tierWorth[t]!;
    if (tierBegin[tiers] === tierBegin[tiers + 1]) heap[offsets.cost + next++] = 0;
    tierHighs(layout, heap, node, tiers, most);
  };
  for (let g = 0; g < numbering.groups; g++) single(g, problem.groupCapacity![g]!, 0);
  numbering.sourceAt.forEach((i, k) => single(numbering.firstSource + k, problem.supply[i]!, 0));
  numbering.sinkAt.forEach((j, k) => {
    const node = numbering.firstSink + k;
    if (problem.pool) single(node, problem.demand[j]!, sinkCost?.[j] ?? 0);
    else tiered(node, j, problem.demand[j]!, sinkCost?.[j] ?? 0);
  });
  numbering.poolAt.forEach((p, k) => tiered(numbering.firstPool + k, p, 0x7fffffff, 0));
  for (let v = numbering.firstRoot; v <= numbering.nodes; v++) heap[offsets.segmentBegin + v] = next;
};

const writePairs = ({ problem, numbering, offsets }: Layout, heap: Int32Array): void => {
  const { pairSink, pairCost, pairBegin } = problem;
  for (let a = 0; a < pairSink.length; a++) heap[offsets.pairSink + a] = numbering.ofSink[pairSink[a]!]!;
  heap.set(pairCost, offsets.pairCost);
  for (let i = 0; i < problem.sources; i++) {
    heap[offsets.rowBegin + numbering.ofSource[i]!] = pairBegin[i]!;
    heap[offsets.rowEnd + numbering.ofSource[i]!] = pairBegin[i + 1]!;
  }
};

/** Pairs priced before the best of them enters. Large blocks choose better, small ones choose sooner. */
export const blockFor = (pairs: number): number => Math.max(32, Math.ceil(Math.sqrt(pairs)));

const writeParts = (layout: Layout, heap: Int32Array): void => {
  const { components, numbering, offsets, listBegin } = layout;
  const cursor = listBegin.slice();
  const rowCount = new Int32Array(components.count);
  const list = (part: number, node: number): void => {
    if (part >= 0) heap[offsets.lists + cursor[part]!++] = node;
  };
  numbering.sourceAt.forEach((i, k) => {
    const part = components.ofSource[i]!;
    if (part >= 0) rowCount[part]!++;
    list(part, numbering.firstSource + k);
  });
  numbering.sinkAt.forEach((j, k) => list(components.ofSink[j]!, numbering.firstSink + k));
  numbering.poolAt.forEach((p, k) => list(components.ofPool[p]!, numbering.firstPool + k));
  for (let c = 0; c < components.count; c++) {
    const record = offsets.parts + c * PART_WORDS;
    heap[record + PART_ROWS] = offsets.lists + listBegin[c]!;
    heap[record + PART_ROW_COUNT] = rowCount[c]!;
    heap[record + PART_OTHERS] = offsets.lists + listBegin[c]!;
    heap[record + PART_OTHER_COUNT] = listBegin[c + 1]! - listBegin[c]!;
    heap[record + PART_STACK] = offsets.stacks + listBegin[c]! + 16 * c;
    heap[record + PART_BLOCK] = blockFor(components.pairs[c]!);
    heap[record + PART_FRESH] = 1;
    heap[record + PART_HOLDINGS] = offsets.holdings + listBegin[c]! * HOLDING_SHARE;
  }
};

const writeTree = (layout: Layout, heap: Int32Array): void => {
  const { components, numbering, offsets, problem } = layout;
  const record = (v: number): number => offsets.node + v * NODE_WORDS;
  for (let v = 0; v < numbering.nodes; v++) heap.set([-1, -1, 0, -1, -1, -1, 0, 0], record(v));
  const hang = (v: number, superior: number): void => {
    const sibling = heap[record(superior) + NODE_FIRST_CHILD]!;
    heap[offsets.superior + v] = superior;
    heap.set([superior, -1, 0, -1, sibling, -1, heap[record(superior) + NODE_DEPTH]! + 1, 0], record(v));
    if (sibling >= 0) heap[record(sibling) + NODE_PREVIOUS_SIBLING] = v;
    heap[record(superior) + NODE_FIRST_CHILD] = v;
    const cost = heap[offsets.cost + heap[offsets.segment + v]!]!;
    heap[offsets.potential + v] = heap[offsets.potential + superior]! + (v < numbering.firstSink ? cost : -cost);
  };
  const rootOf = (part: number): number => numbering.firstRoot + part;
  numbering.poolAt.forEach((p, k) => {
    const part = components.ofPool[p]!;
    if (part >= 0) hang(numbering.firstPool + k, rootOf(part));
  });
  numbering.sinkAt.forEach((j, k) => {
    const part = components.ofSink[j]!;
    if (part >= 0) hang(numbering.firstSink + k, problem.pool ? numbering.ofPool[problem.pool[j]!]! : rootOf(part));
  });
  numbering.sourceAt.forEach((i, k) => {
    const part = components.ofSource[i]!;
    if (part >= 0) hang(numbering.firstSource + k, rootOf(part));
  });
};
