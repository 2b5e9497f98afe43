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
/* host: begin */
type i32 = number;
let H: Int32Array = new Int32Array(0);
/** The plain twin works on this heap from now on. */
export function attach(heap: Int32Array): void {
  H = heap;
  configure();
}
function at(index: i32): i32 {
  return H[index]!;
}
function put(index: i32, value: i32): void {
  H[index] = value;
}
/* host: end */

// Words of the heap's header: where the arrays begin.
const HEADER_NODE: i32 = 0;
const HEADER_POTENTIAL: i32 = 1;
const HEADER_SUPERIOR: i32 = 2;
const HEADER_SEGMENT: i32 = 3;
const HEADER_SEGMENT_BEGIN: i32 = 4;
const HEADER_HIGH: i32 = 5;
const HEADER_COST: i32 = 6;
const HEADER_ROW_BEGIN: i32 = 7;
const HEADER_ROW_END: i32 = 8;
const HEADER_PAIR_SINK: i32 = 9;
const HEADER_PAIR_COST: i32 = 10;
const HEADER_SUPPLY_END: i32 = 11;
const HEADER_EXTRA_SOURCE: i32 = 13;
const HEADER_EXTRA_BEGIN: i32 = 14;

// Words of a component's record.
const PART_ROWS: i32 = 0;
const PART_ROW_COUNT: i32 = 1;
const PART_OTHERS: i32 = 2;
const PART_OTHER_COUNT: i32 = 3;
const PART_STACK: i32 = 4;
const PART_NEXT_ROW: i32 = 5;
const PART_NEXT_OTHER: i32 = 6;
const PART_PIVOTS: i32 = 7;
const PART_BLOCK: i32 = 8;
const PART_EXTRA_COUNT: i32 = 9;
const PART_STALL: i32 = 10;

export const DONE: i32 = 0;
/** The pivots allowed are used up; run again to go on. */
export const MORE: i32 = 1;
/** A potential left the range in which 32-bit sums are exact: solve the component in doubles instead. */
export const OVERFLOW: i32 = 2;

const NO_LIMIT: i32 = 0x7fffffff;
const SAFE_POTENTIAL: i32 = 0x20000000;
const OWN_STEM: i32 = -1;
const PARENTS_STEM: i32 = -2;

let NODE: i32 = 0;
let POTENTIAL: i32 = 0;
let SUPERIOR: i32 = 0;
let SEGMENT: i32 = 0;
let SEGMENT_BEGIN: i32 = 0;
let HIGH: i32 = 0;
let COST: i32 = 0;
let ROW_BEGIN: i32 = 0;
let ROW_END: i32 = 0;
let PAIR_SINK: i32 = 0;
let PAIR_COST: i32 = 0;
let SUPPLY_END: i32 = 0;
let EXTRA_SOURCE: i32 = 0;
let EXTRA_BEGIN: i32 = 0;

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
}

// A node's record is eight words: half a cache line.
function parent(v: i32): i32 {
  return at(NODE + (v << 3));
}
/** The tree arc to the parent: a pair's number, or whose stem it is. */
function link(v: i32): i32 {
  return at(NODE + (v << 3) + 1);
}
/** Flow on the pair arc to the parent, when the link is a pair. */
function pairFlow(v: i32): i32 {
  return at(NODE + (v << 3) + 2);
}
function firstChild(v: i32): i32 {
  return at(NODE + (v << 3) + 3);
}
function nextSibling(v: i32): i32 {
  return at(NODE + (v << 3) + 4);
}
function depth(v: i32): i32 {
  return at(NODE + (v << 3) + 6);
}
/** Flow on the node's stem, in the tree or not. */
function stemFlow(v: i32): i32 {
  return at(NODE + (v << 3) + 7);
}
function setStemFlow(v: i32, value: i32): void {
  put(NODE + (v << 3) + 7, value);
}
function potential(v: i32): i32 {
  return at(POTENTIAL + v);
}
function superior(v: i32): i32 {
  return at(SUPERIOR + v);
}
function low(v: i32, segment: i32): i32 {
  return segment === at(SEGMENT_BEGIN + v) ? 0 : at(HIGH + segment - 1);
}

export function hang(v: i32, newParent: i32, newLink: i32, flow: i32): void {
  const record = NODE + (v << 3);
  const siblings = NODE + (newParent << 3) + 3;
  const sibling = at(siblings);
  put(record, newParent);
  put(record + 1, newLink);
  put(record + 2, flow);
  put(record + 4, sibling);
  put(record + 5, -1);
  if (sibling >= 0) put(NODE + (sibling << 3) + 5, v);
  put(siblings, v);
}

export function unhang(v: i32): void {
  const record = NODE + (v << 3);
  const after = at(record + 4);
  const before = at(record + 5);
  if (before >= 0) put(NODE + (before << 3) + 4, after);
  else put(NODE + (at(record) << 3) + 3, after);
  if (after >= 0) put(NODE + (after << 3) + 5, before);
}

// The pivot at hand: the entering arc, the way flow goes round, and what leaves.
let reduced: i32 = 0;
let enteringPair: i32 = -1;
let enteringNode: i32 = -1;
let enteringSegment: i32 = -1;
let increases: boolean = true;
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

/** Stems of the supply side have one segment of cost 0 or more; only at capacity, or after a change of data, can they stand outside the tree. */
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
  const perRow = rowCount > 0 ? (otherCount + rowCount - 1) / rowCount | 0 : otherCount;
  let row = at(part + PART_NEXT_ROW);
  let other = at(part + PART_NEXT_OTHER);
  let othersLeft = otherCount;
  let left = at(part + PART_BLOCK);
  reduced = 0;
  priceExtras(at(part + PART_EXTRA_COUNT));
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
    put(NODE + (v << 3) + 2, pairFlow(v) + (upward === v < SUPPLY_END ? amount : -amount));
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
    head = at(PAIR_SINK + enteringPair);
    return NO_LIMIT;
  }
  const fromSuperior = enteringNode < SUPPLY_END === increases;
  tail = fromSuperior ? superior(enteringNode) : enteringNode;
  head = fromSuperior ? enteringNode : superior(enteringNode);
  put(SEGMENT + enteringNode, enteringSegment);
  if (increases) return at(HIGH + enteringSegment) - stemFlow(enteringNode);
  return enteringNode < SUPPLY_END ? NO_LIMIT : stemFlow(enteringNode) - low(enteringNode, enteringSegment);
}

/** Ties go to the last blocking arc from the join along the flow, which keeps the tree strongly feasible. */
function findLeaving(): void {
  delta = orient();
  join = findJoin();
  leaving = -1;
  for (let u = tail; u !== join; u = parent(u)) {
    const space = room(u, false);
    if (space < delta) {
      delta = space;
      leaving = u;
      leavesOnTail = true;
    }
  }
  for (let u = head; u !== join; u = parent(u)) {
    const space = room(u, true);
    if (space <= delta) {
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
  let flow = delta;
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
    extent |= value ^ (value >> 31);
    put(POTENTIAL + v, value);
    put(NODE + (v << 3) + 6, depth(parent(v)) + 1);
    for (let child = firstChild(v); child >= 0; child = nextSibling(child)) put(stack + size++, child);
  }
  if (extent >= SAFE_POTENTIAL) overflowed = true;
}

/** A run of pivots without progress cannot be endless when the place where pricing starts is drawn at random. */
function shuffle(part: i32): void {
  const stall = delta > 0 ? 0 : at(part + PART_STALL) + 1;
  put(part + PART_STALL, stall);
  const rowCount = at(part + PART_ROW_COUNT);
  if (stall < 8 * (rowCount + at(part + PART_OTHER_COUNT)) || rowCount === 0) return;
  const draw = (at(part + PART_PIVOTS) & 0xffff) * 40503 & 0x3fffffff;
  put(part + PART_NEXT_ROW, draw % rowCount);
}

function pivot(stack: i32): void {
  findLeaving();
  push();
  if (leaving >= 0) exchange(stack);
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
    put(NODE + (v << 3) + 6, depth(parent(v)) + 1);
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
