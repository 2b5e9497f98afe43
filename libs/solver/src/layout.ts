import { HEADER_WORDS, HOLDING_SHARE, NODE_WORDS, NOTE_WORDS, PART_WORDS } from './heap-names.js';
import { findComponents, type Components } from './components.js';
import type { TransportProblem } from './transport-types.js';

/** Pairs that may be added for a moment, to ask what they would change. */
export const EXTRA_PAIRS = 65_536;
const PAGE = 65536;

/** Node numbers: groups, sources, sinks, pools, one root per component. `sourceAt` and `sinkAt` lead back to the caller's numbers. */
export interface Numbering {
  readonly groups: number;
  readonly firstSource: number;
  readonly firstSink: number;
  readonly firstPool: number;
  readonly firstRoot: number;
  readonly nodes: number;
  readonly ofSource: Int32Array;
  readonly ofSink: Int32Array;
  readonly sourceAt: Int32Array;
  readonly sinkAt: Int32Array;
  readonly poolAt: Int32Array;
  readonly ofPool: Int32Array;
}

export interface Offsets {
  readonly node: number;
  readonly potential: number;
  readonly superior: number;
  readonly segment: number;
  readonly segmentBegin: number;
  readonly high: number;
  readonly cost: number;
  readonly rowBegin: number;
  readonly rowEnd: number;
  readonly pairSink: number;
  readonly pairCost: number;
  readonly extraSource: number;
  /**
   * For questions only, and touched by nothing else: pairs of each row in order of their slack, the potentials that it was
   * taken at and how far they have risen, those below each node, notes, marks, and nodes that wait.
   */
  readonly sortedSink: number;
  readonly sortedSlack: number;
  readonly base: number;
  readonly rise: number;
  readonly memberBegin: number;
  readonly members: number;
  readonly log: number;
  readonly mark: number;
  readonly waiting: number;
  /** Component records; the last one is for joined components. */
  readonly parts: number;
  readonly lists: number;
  readonly joinedList: number;
  readonly stacks: number;
  readonly joinedStack: number;
  /** For the auction: each sink's first holding, what nodes set aside, and the holdings. */
  readonly holding: number;
  readonly offer: number;
  readonly holdings: number;
  /** Next component to take, and components done: shared by the threads. */
  readonly queue: number;
  readonly words: number;
}

export interface Layout {
  readonly problem: TransportProblem;
  readonly components: Components;
  readonly numbering: Numbering;
  readonly offsets: Offsets;
  /** First list position of each component: its sources, sinks and pools follow one another. */
  readonly listBegin: Int32Array;
}

/** Sorts 0 … parts.length − 1 by part (those without one last) and keeps the order inside a part. */
const byPart = (parts: Int32Array, count: number): Int32Array => {
  const begin = new Int32Array(count + 2);
  const bucket = (v: number): number => (parts[v]! < 0 ? count : parts[v]!);
  for (let v = 0; v < parts.length; v++) begin[bucket(v) + 1]!++;
  for (let c = 0; c <= count; c++) begin[c + 1]! += begin[c]!;
  const order = new Int32Array(parts.length);
  for (let v = 0; v < parts.length; v++) order[begin[bucket(v)]!++] = v;
  return order;
};

const inverse = (order: Int32Array, first: number): Int32Array => {
  const numbers = new Int32Array(order.length);
  for (let k = 0; k < order.length; k++) numbers[order[k]!] = first + k;
  return numbers;
};

const numberNodes = (problem: TransportProblem, components: Components): Numbering => {
  const groups = problem.groupCapacity?.length ?? 0;
  const pools = components.ofPool.length;
  const firstSink = groups + problem.sources;
  const firstPool = firstSink + problem.sinks;
  const firstRoot = firstPool + pools;
  const sourceAt = byPart(components.ofSource, components.count);
  const sinkAt = byPart(components.ofSink, components.count);
  const poolAt = byPart(components.ofPool, components.count);
  return {
    groups,
    firstSource: groups,
    firstSink,
    firstPool,
    firstRoot,
    nodes: firstRoot + components.count,
    ofSource: inverse(sourceAt, groups),
    ofSink: inverse(sinkAt, firstSink),
    ofPool: inverse(poolAt, firstPool),
    sourceAt,
    sinkAt,
    poolAt,
  };
};

const segmentCount = (problem: TransportProblem, numbering: Numbering): number => {
  const { groups, firstPool, firstRoot } = numbering;
  if (problem.pool) return groups + problem.sources + problem.sinks + problem.tierWidth.length + (firstRoot - firstPool);
  return groups + problem.sources + problem.tierWidth.length + problem.sinks;
};

const place = (problem: TransportProblem, numbering: Numbering, parts: number): Offsets => {
  let words = HEADER_WORDS;
  const take = (count: number): number => {
    words = (words + 15) & ~15;
    const begin = words;
    words += count;
    return begin;
  };
  const { nodes } = numbering;
  const pairs = problem.pairSink.length;
  const offsets = {
    node: take(nodes * NODE_WORDS),
    potential: take(nodes),
    superior: take(nodes),
    segment: take(nodes),
    segmentBegin: take(nodes + 1),
    high: take(segmentCount(problem, numbering)),
    cost: take(segmentCount(problem, numbering)),
    rowBegin: take(nodes),
    rowEnd: take(nodes),
    pairSink: take(pairs + EXTRA_PAIRS),
    pairCost: take(pairs + EXTRA_PAIRS),
    extraSource: take(EXTRA_PAIRS),
    sortedSink: take(pairs),
    sortedSlack: take(pairs),
    base: take(nodes),
    rise: take(nodes),
    memberBegin: take(nodes + 1),
    members: take(nodes),
    log: take(nodes * NOTE_WORDS),
    mark: take(nodes),
    waiting: take(nodes),
    parts: take((parts + 1) * PART_WORDS),
    lists: take(nodes),
    joinedList: take(nodes),
    stacks: take(nodes + 16 * parts),
    joinedStack: take(nodes),
    holding: take(nodes),
    offer: take(nodes),
    holdings: take(nodes * HOLDING_SHARE),
    queue: take(16),
  };
  return { ...offsets, words };
};

export const planLayout = (problem: TransportProblem): Layout => {
  const components = findComponents(problem);
  const numbering = numberNodes(problem, components);
  const offsets = place(problem, numbering, components.count);
  const listBegin = new Int32Array(components.count + 1);
  for (const parts of [components.ofSource, components.ofSink, components.ofPool]) {
    for (const part of parts) if (part >= 0) listBegin[part + 1]!++;
  }
  for (let c = 0; c < components.count; c++) listBegin[c + 1]! += listBegin[c]!;
  return { problem, components, numbering, offsets, listBegin };
};

export const heapBytes = (layout: Layout): number => Math.ceil((layout.offsets.words * 4) / PAGE) * PAGE;
