/** A pivot: an arc enters, flow goes round, and the arc that is used up leaves the tree. */
import {
  DONE,
  MORE,
  NODE_PAIR_FLOW,
  OVERFLOW,
  PART_NEXT_ROW,
  PART_OTHER_COUNT,
  PART_PIVOTS,
  PART_ROW_COUNT,
  PART_STACK,
  PART_STALL,
} from '../heap-names.js';
import {
  carried,
  endCarried,
  enteringNode,
  enteringPair,
  findEntering,
  head,
  increases,
  orient,
  reduced,
  tail,
  takeCarried,
  takesBack,
  takeStem,
} from './entering.js';
import { at, COST, HIGH, NO_LIMIT, NODE, OWN_STEM, PARENTS_STEM, put, SEGMENT, SUPPLY_END } from './heap.js';
import { note, noting } from './notes.js';
import { beginRange, overflowed, shift } from './potentials.js';
import { depth, hang, link, low, pairFlow, parent, potential, setStemFlow, stemFlow, superior, unhang } from './tree.js';

/* host: begin */
type i32 = number;
/* host: end */

let join: i32 = 0;
let delta: i32 = 0;
let leaving: i32 = -1;
let leavesOnTail: boolean = false;

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

export function pivot(stack: i32): void {
  findLeaving();
  push();
  if (leaving >= 0) exchange(stack);
}

/**
 * Brings a pair that carries flow outside the tree into it, or empties it: whichever way lowers the cost, as far as it
 * goes. The flow counts in the stems of both ends already. False: a potential left its range.
 */
export function bring(pair: i32, source: i32, flow: i32, stack: i32): boolean {
  beginRange();
  takeCarried(pair, source, flow);
  pivot(stack);
  endCarried();
  return !overflowed;
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

/** Pivots until no arc of the component has a negative reduced cost, at most `most` times. The tree must be feasible. */
export function run(part: i32, most: i32): i32 {
  const stack = at(part + PART_STACK);
  beginRange();
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
