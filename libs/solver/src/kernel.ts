/**
 * The inner loop of the transportation simplex, in the subset of TypeScript that AssemblyScript compiles as it stands: this one
 * text is both the plain twin (compiled by tsc) and, with the part between the host marks exchanged, the WebAssembly kernel.
 * All state lies in one heap of 32-bit words, so that threads may work on different components of the same heap.
 *
 * Nodes: supply side (groups, sources) below SUPPLY_END, then demand side (sinks, pools), then one root per component. Every node
 * except a root has a *stem*: a capacitated arc to its superior with convex cost, given as segments. Stems of the supply side flow
 * from the superior to the node, stems of the demand side from the node to the superior. Pair arcs lead from sources to sinks
 * and have no capacity, so one outside the tree carries nothing and needs no state. The tree is kept by parent and child lists.
 * Reduced cost of an arc: cost + potential(tail) − potential(head), 0 on tree arcs.
 */
import {
  DONE,
  HEADER_BASE,
  HEADER_COST,
  HEADER_EXTRA_BEGIN,
  HEADER_EXTRA_SOURCE,
  HEADER_FIRST_SOURCE,
  HEADER_HIGH,
  HEADER_HIGHEST,
  HEADER_HOLDING,
  HEADER_LOG,
  HEADER_MARK,
  HEADER_MEMBER,
  HEADER_MEMBER_BEGIN,
  HEADER_NODE,
  HEADER_NODES,
  HEADER_NOTED,
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
  MORE,
  NODE_DEPTH,
  NODE_FIRST_CHILD,
  NODE_LINK,
  NODE_NEXT_SIBLING,
  NODE_PAIR_FLOW,
  NODE_PREVIOUS_SIBLING,
  NODE_STEM_FLOW,
  NODE_WORDS,
  NOTE_NODE,
  NOTE_POTENTIAL,
  NOTE_RECORD,
  NOTE_SEGMENT,
  NOTE_WORDS,
  OVERFLOW,
  PART_BLOCK,
  PART_NEXT_OTHER,
  PART_NEXT_ROW,
  PART_OTHERS,
  PART_OTHER_COUNT,
  PART_PIVOTS,
  PART_ROWS,
  PART_ROW_COUNT,
  PART_STACK,
  PART_STALL,
} from './heap-names.js';

/* host: begin */
type i32 = number;
let H: Int32Array = new Int32Array(0);
/** The plain twin works on this heap from now on. */
export function attach(heap: Int32Array): void {
  H = heap;
  configure();
}
export function at(index: i32): i32 {
  return H[index]!;
}
export function put(index: i32, value: i32): void {
  H[index] = value;
}
/* host: end */

export const NO_LIMIT: i32 = 0x7fffffff;
export const SAFE_POTENTIAL: i32 = 0x20000000;
const OWN_STEM: i32 = -1;
const PARENTS_STEM: i32 = -2;

let NODE: i32 = 0;
export let POTENTIAL: i32 = 0;
let SUPERIOR: i32 = 0;
export let SEGMENT: i32 = 0;
export let SEGMENT_BEGIN: i32 = 0;
export let HIGH: i32 = 0;
export let COST: i32 = 0;
export let ROW_BEGIN: i32 = 0;
export let ROW_END: i32 = 0;
export let PAIR_SINK: i32 = 0;
export let PAIR_COST: i32 = 0;
export let SUPPLY_END: i32 = 0;
let EXTRA_SOURCE: i32 = 0;
let EXTRA_BEGIN: i32 = 0;
let RISE: i32 = 0;
let SORTED_SINK: i32 = 0;
let SORTED_SLACK: i32 = 0;
let BASE: i32 = 0;
let FIRST_SOURCE: i32 = 0;
export let SINK_END: i32 = 0;
let MEMBER_BEGIN: i32 = 0;
let MEMBER: i32 = 0;
let LOG: i32 = 0;
let MARK: i32 = 0;
let QUEUE: i32 = 0;
let NODES: i32 = 0;
export let HOLDING: i32 = 0;
export let OFFER: i32 = 0;

/** Reads the header. To be called once per heap (per instance of the WebAssembly module). */
export function configure(): void {
  NODE = at(HEADER_NODE);
  POTENTIAL = at(HEADER_POTENTIAL);
  SUPERIOR = at(HEADER_SUPERIOR);
  SEGMENT = at(HEADER_SEGMENT);
  SEGMENT_BEGIN = at(HEADER_SEGMENT_BEGIN);
  HIGH = at(HEADER_HIGH);
  COST = at(HEADER_COST);
  ROW_BEGIN = at(HEADER_ROW_BEGIN);
  ROW_END = at(HEADER_ROW_END);
  PAIR_SINK = at(HEADER_PAIR_SINK);
  PAIR_COST = at(HEADER_PAIR_COST);
  SUPPLY_END = at(HEADER_SUPPLY_END);
  EXTRA_SOURCE = at(HEADER_EXTRA_SOURCE);
  EXTRA_BEGIN = at(HEADER_EXTRA_BEGIN);
  RISE = at(HEADER_RISE);
  SORTED_SINK = at(HEADER_SORTED_SINK);
  SORTED_SLACK = at(HEADER_SORTED_SLACK);
  BASE = at(HEADER_BASE);
  FIRST_SOURCE = at(HEADER_FIRST_SOURCE);
  SINK_END = at(HEADER_SINK_END);
  MEMBER_BEGIN = at(HEADER_MEMBER_BEGIN);
  MEMBER = at(HEADER_MEMBER);
  LOG = at(HEADER_LOG);
  MARK = at(HEADER_MARK);
  QUEUE = at(HEADER_QUEUE);
  NODES = at(HEADER_NODES);
  HOLDING = at(HEADER_HOLDING);
  OFFER = at(HEADER_OFFER);
}

// A node's record is eight words: half a cache line.
export function parent(v: i32): i32 {
  return at(NODE + (v << 3));
}
/** The tree arc to the parent: a pair's number, or whose stem it is. */
function link(v: i32): i32 {
  return at(NODE + (v << 3) + NODE_LINK);
}
/** Flow on the pair arc to the parent, when the link is a pair. */
function pairFlow(v: i32): i32 {
  return at(NODE + (v << 3) + NODE_PAIR_FLOW);
}
function firstChild(v: i32): i32 {
  return at(NODE + (v << 3) + NODE_FIRST_CHILD);
}
function nextSibling(v: i32): i32 {
  return at(NODE + (v << 3) + NODE_NEXT_SIBLING);
}
function depth(v: i32): i32 {
  return at(NODE + (v << 3) + NODE_DEPTH);
}
/** Flow on the node's stem, in the tree or not. */
export function stemFlow(v: i32): i32 {
  return at(NODE + (v << 3) + NODE_STEM_FLOW);
}
export function setStemFlow(v: i32, value: i32): void {
  if (noting) note(v);
  put(NODE + (v << 3) + NODE_STEM_FLOW, value);
}
export function potential(v: i32): i32 {
  return at(POTENTIAL + v);
}
export function superior(v: i32): i32 {
  return at(SUPERIOR + v);
}
function low(v: i32, segment: i32): i32 {
  return segment === at(SEGMENT_BEGIN + v) ? 0 : at(HIGH + segment - 1);
}

// While a question is asked, what a node was before its first change is noted, and nodes whose stems may have become
// cheaper wait in a queue.
const MARK_NOTED: i32 = 1;
const MARK_WAITS: i32 = 2;
let noting: boolean = false;
let noted: i32 = 0;
let queueBegin: i32 = 0;
let queueLength: i32 = 0;
/** The most that a sink's potential has risen above the one that pairs were sorted by. */
let highest: i32 = 0;

function note(v: i32): void {
  const mark = at(MARK + v);
  if ((mark & MARK_NOTED) !== 0) return;
  put(MARK + v, mark | MARK_NOTED);
  const to = LOG + noted * NOTE_WORDS;
  const from = NODE + (v << 3);
  put(to + NOTE_NODE, v);
  put(to + NOTE_POTENTIAL, potential(v));
  put(to + NOTE_SEGMENT, at(SEGMENT + v));
  for (let k: i32 = 0; k < NODE_WORDS; k++) put(to + NOTE_RECORD + k, at(from + k));
  noted++;
}

function enqueue(v: i32): void {
  const mark = at(MARK + v);
  if ((mark & MARK_WAITS) !== 0) return;
  put(MARK + v, mark | MARK_WAITS);
  let end = queueBegin + queueLength++;
  if (end >= NODES) end -= NODES;
  put(QUEUE + end, v);
}

export function hang(v: i32, newParent: i32, newLink: i32, flow: i32): void {
  const record = NODE + (v << 3);
  const siblings = NODE + (newParent << 3) + NODE_FIRST_CHILD;
  const sibling = at(siblings);
  if (noting) {
    note(v);
    note(newParent);
    if (sibling >= 0) note(sibling);
  }
  put(record, newParent);
  put(record + NODE_LINK, newLink);
  put(record + NODE_PAIR_FLOW, flow);
  put(record + NODE_NEXT_SIBLING, sibling);
  put(record + NODE_PREVIOUS_SIBLING, -1);
  if (sibling >= 0) put(NODE + (sibling << 3) + NODE_PREVIOUS_SIBLING, v);
  put(siblings, v);
}

export function unhang(v: i32): void {
  const record = NODE + (v << 3);
  const after = at(record + NODE_NEXT_SIBLING);
  const before = at(record + NODE_PREVIOUS_SIBLING);
  if (noting) {
    note(before >= 0 ? before : at(record));
    if (after >= 0) note(after);
  }
  if (before >= 0) put(NODE + (before << 3) + NODE_NEXT_SIBLING, after);
  else put(NODE + (at(record) << 3) + NODE_FIRST_CHILD, after);
  if (after >= 0) put(NODE + (after << 3) + NODE_PREVIOUS_SIBLING, before);
}

// The pivot at hand: the entering arc, the way flow goes round, and what leaves.
let reduced: i32 = 0;
let enteringPair: i32 = -1;
let enteringNode: i32 = -1;
let enteringSegment: i32 = -1;
let increases: boolean = true;
/** Flow that the entering pair carried outside the tree, and whether the pivot takes from it. */
let carried: i32 = 0;
let takesBack: boolean = false;
let tail: i32 = 0;
let head: i32 = 0;
let join: i32 = 0;
let delta: i32 = 0;
let leaving: i32 = -1;
let leavesOnTail: boolean = false;
let overflowed: boolean = false;

/** Row pricing: the most negative reduced cost among one source's pairs, if it beats what is known. */
function priceRow(row: i32): i32 {
  const begin = at(ROW_BEGIN + row);
  const end = at(ROW_END + row);
  const own = potential(row);
  let best = reduced - own;
  let found: i32 = -1;
  for (let a: i32 = begin; a < end; a++) {
    const value = at(PAIR_COST + a) - at(POTENTIAL + at(PAIR_SINK + a));
    if (value < best) {
      best = value;
      found = a;
    }
  }
  if (found >= 0) {
    reduced = best + own;
    enteringPair = found;
    tail = row;
  }
  return end - begin;
}

/**
 * Stems of the supply side have one segment of cost 0 or more; only at capacity, or after a change of data, can they stand
 * outside the tree.
 */
function priceStem(v: i32): void {
  const upper = superior(v);
  const segment = at(SEGMENT + v);
  const flow = stemFlow(v);
  if (v < SUPPLY_END) {
    const cost = at(COST + segment) + potential(upper) - potential(v);
    if (-cost < reduced) takeStem(v, segment, false, -cost);
    else if (cost < reduced && flow < at(HIGH + segment)) takeStem(v, segment, true, cost);
    return;
  }
  const difference = potential(v) - potential(upper);
  const up = flow < at(HIGH + segment) ? segment : segment + 1;
  if (up < at(SEGMENT_BEGIN + v + 1)) {
    const cost = at(COST + up) + difference;
    if (cost < reduced) takeStem(v, up, true, cost);
  }
  const down = flow > low(v, segment) ? segment : segment - 1;
  if (down >= at(SEGMENT_BEGIN + v)) {
    const cost = -(at(COST + down) + difference);
    if (cost < reduced) takeStem(v, down, false, cost);
  }
}

function takeStem(v: i32, segment: i32, increase: boolean, cost: i32): void {
  reduced = cost;
  enteringPair = -1;
  enteringNode = v;
  enteringSegment = segment;
  increases = increase;
}

function priceExtras(count: i32): void {
  for (let e: i32 = 0; e < count; e++) {
    const a = EXTRA_BEGIN + e;
    const source = at(EXTRA_SOURCE + e);
    const value = at(PAIR_COST + a) + potential(source) - potential(at(PAIR_SINK + a));
    if (value < reduced) {
      reduced = value;
      enteringPair = a;
      tail = source;
    }
  }
}

/** Prices blocks of rows, and the stems in step with them, going round; the best of the first block that has any. */
function findEntering(part: i32): boolean {
  const rows = at(part + PART_ROWS);
  const rowCount = at(part + PART_ROW_COUNT);
  const others = at(part + PART_OTHERS);
  const otherCount = at(part + PART_OTHER_COUNT);
  const perRow = rowCount > 0 ? ((otherCount + rowCount - 1) / rowCount) | 0 : otherCount;
  let row = at(part + PART_NEXT_ROW);
  let other = at(part + PART_NEXT_OTHER);
  let othersLeft = otherCount;
  let left = at(part + PART_BLOCK);
  reduced = 0;
  for (let seen: i32 = 0; seen < rowCount; seen++) {
    left -= priceRow(at(rows + row));
    if (++row === rowCount) row = 0;
    for (let k: i32 = 0; k < perRow && othersLeft > 0; k++) {
      priceStem(at(others + other));
      if (++other === otherCount) other = 0;
      othersLeft--;
    }
    if (left <= 0) {
      if (reduced < 0) break;
      left = at(part + PART_BLOCK);
    }
  }
  put(part + PART_NEXT_ROW, row);
  put(part + PART_NEXT_OTHER, other);
  return reduced < 0;
}

/** Room on the tree arc between a node and its parent, for flow that goes up (towards the root) or down. */
function room(v: i32, upward: boolean): i32 {
  const arc = link(v);
  if (arc >= 0) return upward === v < SUPPLY_END ? NO_LIMIT : pairFlow(v);
  const owner = arc === OWN_STEM ? v : parent(v);
  const towardsOwner = (arc === OWN_STEM) !== upward;
  const segment = at(SEGMENT + owner);
  if (towardsOwner === owner < SUPPLY_END) return at(HIGH + segment) - stemFlow(owner);
  // Stems of the supply side cannot fall below 0 as long as no pair does: they need no lower bound, and the tree stays strongly feasible.
  return owner < SUPPLY_END ? NO_LIMIT : stemFlow(owner) - low(owner, segment);
}

function move(v: i32, upward: boolean, amount: i32): void {
  const arc = link(v);
  if (arc >= 0) {
    if (noting) note(v);
    put(NODE + (v << 3) + NODE_PAIR_FLOW, pairFlow(v) + (upward === v < SUPPLY_END ? amount : -amount));
    return;
  }
  const owner = arc === OWN_STEM ? v : parent(v);
  const towardsOwner = (arc === OWN_STEM) !== upward;
  setStemFlow(owner, stemFlow(owner) + (towardsOwner === owner < SUPPLY_END ? amount : -amount));
}

function findJoin(): i32 {
  let u = tail;
  let v = head;
  while (u !== v) {
    if (depth(u) >= depth(v)) u = parent(u);
    else v = parent(v);
  }
  return u;
}

/** Where the entering arc starts and ends in the direction of the flow, and how much it takes itself. */
function orient(): i32 {
  if (enteringPair >= 0) {
    if (takesBack) return carried;
    head = at(PAIR_SINK + enteringPair);
    return NO_LIMIT;
  }
  const fromSuperior = enteringNode < SUPPLY_END === increases;
  tail = fromSuperior ? superior(enteringNode) : enteringNode;
  head = fromSuperior ? enteringNode : superior(enteringNode);
  if (noting) note(enteringNode);
  put(SEGMENT + enteringNode, enteringSegment);
  if (increases) return at(HIGH + enteringSegment) - stemFlow(enteringNode);
  return enteringNode < SUPPLY_END ? NO_LIMIT : stemFlow(enteringNode) - low(enteringNode, enteringSegment);
}

/**
 * Ties go to the last blocking arc from the join along the flow: a tree from which every node could send a unit to the root stays one.
 * Questions are asked of a tree turned outward, along which the root could send a unit to every node: there the first one leaves.
 */
function findLeaving(): void {
  delta = orient();
  join = findJoin();
  leaving = -1;
  const tailStrict: i32 = noting ? 0 : 1;
  const headStrict: i32 = 1 - tailStrict;
  for (let u = tail; u !== join; u = parent(u)) {
    const space = room(u, false);
    if (space <= delta - tailStrict) {
      delta = space;
      leaving = u;
      leavesOnTail = true;
    }
  }
  for (let u = head; u !== join; u = parent(u)) {
    const space = room(u, true);
    if (space <= delta - headStrict) {
      delta = space;
      leaving = u;
      leavesOnTail = false;
    }
  }
}

function push(): void {
  if (delta === 0) return;
  if (enteringPair < 0) setStemFlow(enteringNode, stemFlow(enteringNode) + (increases ? delta : -delta));
  for (let u = tail; u !== join; u = parent(u)) move(u, false, delta);
  for (let u = head; u !== join; u = parent(u)) move(u, true, delta);
}

/** The leaving arc cuts off a subtree, which is turned round to hang on the entering arc. */
function exchange(stack: i32): void {
  const inside = leavesOnTail ? tail : head;
  let v = inside;
  let above = leavesOnTail ? head : tail;
  let arc = enteringPair >= 0 ? enteringPair : inside === enteringNode ? OWN_STEM : PARENTS_STEM;
  let flow = takesBack ? carried - delta : carried + delta;
  for (;;) {
    const nextNode = parent(v);
    const oldArc = link(v);
    const oldFlow = pairFlow(v);
    unhang(v);
    hang(v, above, arc, flow);
    if (v === leaving) break;
    above = v;
    v = nextNode;
    arc = oldArc >= 0 ? oldArc : oldArc === OWN_STEM ? PARENTS_STEM : OWN_STEM;
    flow = oldFlow;
  }
  shift(inside, leavesOnTail ? -reduced : reduced, stack);
}

/** Moves the potentials of a whole subtree and counts its depths anew. */
function shift(top: i32, change: i32, stack: i32): void {
  let extent: i32 = 0;
  let size: i32 = 1;
  put(stack, top);
  while (size > 0) {
    const v = at(stack + --size);
    const value = potential(v) + change;
    if (noting) moved(v, change);
    extent |= value ^ (value >> 31);
    put(POTENTIAL + v, value);
    put(NODE + (v << 3) + NODE_DEPTH, depth(parent(v)) + 1);
    for (let child = firstChild(v); child >= 0; child = nextSibling(child)) put(stack + size++, child);
  }
  if (extent >= SAFE_POTENTIAL) overflowed = true;
}

/**
 * A stem in the tree costs 0 as before. Outside, that of a source worth more is used to the full already. Others, and
 * nodes with stems below them, must be looked at.
 */
function mayPay(v: i32, change: i32): boolean {
  if (v < FIRST_SOURCE || v >= SINK_END) return true;
  return link(v) !== OWN_STEM && (v >= SUPPLY_END || change < 0);
}

function moved(v: i32, change: i32): void {
  if ((at(MARK + v) & MARK_NOTED) === 0) note(v);
  if (mayPay(v, change)) enqueue(v);
  const rise = at(RISE + v) + change;
  put(RISE + v, rise);
  if (v >= SUPPLY_END && rise > highest) highest = rise;
}

/** A run of pivots without progress cannot be endless when the place where pricing starts is drawn at random. */
function shuffle(part: i32): void {
  const stall = delta > 0 ? 0 : at(part + PART_STALL) + 1;
  put(part + PART_STALL, stall);
  const rowCount = at(part + PART_ROW_COUNT);
  if (stall < 8 * (rowCount + at(part + PART_OTHER_COUNT)) || rowCount === 0) return;
  const draw = ((at(part + PART_PIVOTS) & 0xffff) * 40503) & 0x3fffffff;
  put(part + PART_NEXT_ROW, draw % rowCount);
}

function pivot(stack: i32): void {
  findLeaving();
  push();
  if (leaving >= 0) exchange(stack);
}

/**
 * Brings a pair that carries flow outside the tree into it, or empties it: whichever way lowers the cost, as far as it
 * goes. The flow counts in the stems of both ends already. False: a potential left its range.
 */
export function bring(pair: i32, source: i32, flow: i32, stack: i32): boolean {
  overflowed = false;
  const sink = at(PAIR_SINK + pair);
  const cost = at(PAIR_COST + pair) + potential(source) - potential(sink);
  enteringPair = pair;
  carried = flow;
  takesBack = cost >= 0;
  reduced = takesBack ? -cost : cost;
  tail = takesBack ? sink : source;
  head = takesBack ? source : sink;
  pivot(stack);
  carried = 0;
  takesBack = false;
  return !overflowed;
}

/** Pivots until no arc of the component has a negative reduced cost, at most `most` times. The tree must be feasible. */
export function run(part: i32, most: i32): i32 {
  const stack = at(part + PART_STACK);
  overflowed = false;
  for (let left = most; left > 0; left--) {
    if (!findEntering(part)) return DONE;
    pivot(stack);
    put(part + PART_PIVOTS, at(part + PART_PIVOTS) + 1);
    if (overflowed) return OVERFLOW;
    if (delta === 0 || at(part + PART_STALL) > 0) shuffle(part);
  }
  return MORE;
}

/** Brings a stem that stands outside the tree strictly inside a segment (after a change of data) to one of its ends, or into the tree. */
export function settle(v: i32, part: i32): void {
  const segment = at(SEGMENT + v);
  const upper = superior(v);
  const difference = v < SUPPLY_END ? potential(upper) - potential(v) : potential(v) - potential(upper);
  const cost = at(COST + segment) + difference;
  takeStem(v, segment, cost < 0, cost < 0 ? cost : -cost);
  pivot(at(part + PART_STACK));
}

/** Counts potentials and depths of a subtree from its top's parent, after its links or costs were written by the host. */
export function recount(top: i32, stack: i32): boolean {
  overflowed = false;
  let size: i32 = 1;
  put(stack, top);
  let extent: i32 = 0;
  while (size > 0) {
    const v = at(stack + --size);
    const value = derivedPotential(v);
    extent |= value ^ (value >> 31);
    put(POTENTIAL + v, value);
    put(NODE + (v << 3) + NODE_DEPTH, depth(parent(v)) + 1);
    for (let child = firstChild(v); child >= 0; child = nextSibling(child)) put(stack + size++, child);
  }
  return extent < SAFE_POTENTIAL;
}

function derivedPotential(v: i32): i32 {
  const arc = link(v);
  const above = potential(parent(v));
  if (arc >= 0) return v < SUPPLY_END ? above - at(PAIR_COST + arc) : above + at(PAIR_COST + arc);
  const owner = arc === OWN_STEM ? v : parent(v);
  const cost = at(COST + at(SEGMENT + owner));
  return owner < SUPPLY_END === (arc === OWN_STEM) ? above + cost : above - cost;
}

/**
 * Pairs of a row lie in order of their reduced costs at the optimum. Where the row's potential has risen by r and no sink's by more
 * than h, a pair that cost h − r or more costs 0 or more still: only the beginning of the row is read.
 */
function priceSorted(row: i32): void {
  const rise = at(RISE + row);
  const limit = highest - rise;
  const end = at(ROW_END + row);
  let best = reduced - rise;
  let found: i32 = -1;
  for (let k = at(ROW_BEGIN + row); k < end; k++) {
    const slack = at(SORTED_SLACK + k);
    if (slack >= limit) break;
    const value = slack - at(RISE + at(SORTED_SINK + k));
    if (value < best) {
      best = value;
      found = k;
    }
  }
  if (found < 0) return;
  reduced = best + rise;
  tail = row;
  const sink = at(SORTED_SINK + found);
  const cost = at(SORTED_SLACK + found) - at(BASE + row) + at(BASE + sink);
  let a = at(ROW_BEGIN + row);
  while (at(PAIR_SINK + a) !== sink || at(PAIR_COST + a) !== cost) a++;
  enteringPair = a;
}

/** The cheapest stem of a node that waits and of those below it. */
function priceStems(v: i32): void {
  priceStem(v);
  for (let k = at(MEMBER_BEGIN + v); k < at(MEMBER_BEGIN + v + 1); k++) priceStem(at(MEMBER + k));
}

/** Takes a node that waits and prices its stems; true when one of them is to enter. */
function priceWaiting(): boolean {
  const v = at(QUEUE + queueBegin);
  if (++queueBegin === NODES) queueBegin = 0;
  queueLength--;
  put(MARK + v, at(MARK + v) & MARK_NOTED);
  priceStems(v);
  if (reduced === 0) return false;
  enqueue(v);
  return true;
}

/** On the way, potentials shoot up and come down again: the bound on how far they rose is taken anew now and then. */
const PIVOTS_PER_LOOK: i32 = 4;

function lookHighest(): void {
  highest = at(HEADER_HIGHEST);
  for (let n: i32 = 0; n < noted; n++) {
    const v = at(LOG + n * NOTE_WORDS);
    if (v >= SUPPLY_END && at(RISE + v) > highest) highest = at(RISE + v);
  }
}

/** Rows that are read before the best pair of theirs enters. */
const ROWS_AT_ONCE: i32 = 64;

/** Pivots until neither a stem that may have changed nor a pair of the component, the extra ones included, has a negative reduced cost. */
function settleAround(part: i32, extras: i32): void {
  const stack = at(part + PART_STACK);
  const rows = at(part + PART_ROWS);
  const rowCount = at(part + PART_ROW_COUNT);
  let row: i32 = 0;
  let look: i32 = 0;
  for (;;) {
    reduced = 0;
    while (queueLength > 0) if (priceWaiting()) break;
    if (reduced === 0) {
      priceExtras(extras);
      if (--look <= 0) {
        look = PIVOTS_PER_LOOK;
        lookHighest();
      }
      for (let seen: i32 = 1; seen <= rowCount; seen++) {
        priceSorted(at(rows + row));
        if (++row === rowCount) row = 0;
        if (reduced < 0 && seen % ROWS_AT_ONCE === 0) break;
      }
    }
    if (reduced === 0) return;
    pivot(stack);
  }
}

/**
 * From an optimum: lets the extra pairs of a sink in, puts 1 on each of its units and pivots to the new optimum, looking only where
 * something changed. What was is noted, for `forget` to bring back. The number of notes stands in the header.
 */
export function ask(v: i32, extras: i32, part: i32): void {
  const stack = at(part + PART_STACK);
  noting = true;
  noted = 0;
  queueBegin = 0;
  queueLength = 0;
  highest = at(HEADER_HIGHEST);
  overflowed = false;
  addCost(v, 1);
  note(v);
  enqueue(v);
  const upper = superior(v);
  if (link(v) === OWN_STEM) shift(v, -1, stack);
  else if (link(upper) === PARENTS_STEM && parent(upper) === v) shift(upper, 1, stack);
  settleAround(part, extras);
  put(HEADER_NOTED, noted);
}

/** Lets more extra pairs in, beside those of the question that stands. */
export function goOn(extras: i32, part: i32): void {
  settleAround(part, extras);
  put(HEADER_NOTED, noted);
}

function addCost(v: i32, more: i32): void {
  for (let k = at(SEGMENT_BEGIN + v); k < at(SEGMENT_BEGIN + v + 1); k++) put(COST + k, at(COST + k) + more);
}

/** Puts everything back as it was when the question was asked. */
export function forget(sink: i32): void {
  noting = false;
  addCost(sink, -1);
  for (let n: i32 = 0; n < noted; n++) {
    const from = LOG + n * NOTE_WORDS;
    const v = at(from);
    put(MARK + v, 0);
    put(RISE + v, at(RISE + v) + at(from + NOTE_POTENTIAL) - potential(v));
    put(POTENTIAL + v, at(from + NOTE_POTENTIAL));
    put(SEGMENT + v, at(from + NOTE_SEGMENT));
    for (let k: i32 = 0; k < NODE_WORDS; k++) put(NODE + (v << 3) + k, at(from + NOTE_RECORD + k));
  }
}
