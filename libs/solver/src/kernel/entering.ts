/** Pricing: which arc enters the tree, the way flow goes round through it, and how much it takes itself. */
import { PART_BLOCK, PART_NEXT_OTHER, PART_NEXT_ROW, PART_OTHER_COUNT, PART_OTHERS, PART_ROW_COUNT, PART_ROWS } from '../heap-names.js';
import {
  at,
  COST,
  EXTRA_BEGIN,
  EXTRA_SOURCE,
  HIGH,
  NO_LIMIT,
  PAIR_COST,
  PAIR_SINK,
  POTENTIAL,
  put,
  ROW_BEGIN,
  ROW_END,
  SEGMENT,
  SEGMENT_BEGIN,
  SUPPLY_END,
} from './heap.js';
import { note, noting } from './notes.js';
import { low, potential, stemFlow, superior } from './tree.js';

/* host: begin */
type i32 = number;
/* host: end */

export let reduced: i32 = 0;
export let enteringPair: i32 = -1;
export let enteringNode: i32 = -1;
let enteringSegment: i32 = -1;
export let increases: boolean = true;
/** Flow that the entering pair carried outside the tree, and whether the pivot takes from it. */
export let carried: i32 = 0;
export let takesBack: boolean = false;
export let tail: i32 = 0;
export let head: i32 = 0;

export function beginPricing(): void {
  reduced = 0;
}

export function takePair(pair: i32, source: i32, cost: i32): void {
  reduced = cost;
  enteringPair = pair;
  tail = source;
}

export function takeStem(v: i32, segment: i32, increase: boolean, cost: i32): void {
  reduced = cost;
  enteringPair = -1;
  enteringNode = v;
  enteringSegment = segment;
  increases = increase;
}

/** A pair that carries flow outside the tree enters whichever way lowers the cost. */
export function takeCarried(pair: i32, source: i32, flow: i32): void {
  const sink = at(PAIR_SINK + pair);
  const cost = at(PAIR_COST + pair) + potential(source) - potential(sink);
  enteringPair = pair;
  carried = flow;
  takesBack = cost >= 0;
  reduced = takesBack ? -cost : cost;
  tail = takesBack ? sink : source;
  head = takesBack ? source : sink;
}

export function endCarried(): void {
  carried = 0;
  takesBack = false;
}

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
  if (found >= 0) takePair(found, row, best + own);
  return end - begin;
}

/**
 * Stems of the supply side have one segment of cost 0 or more; only at capacity, or after a change of data, can they stand
 * outside the tree.
 */
export function priceStem(v: i32): void {
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

export function priceExtras(count: i32): void {
  for (let e: i32 = 0; e < count; e++) {
    const a = EXTRA_BEGIN + e;
    const source = at(EXTRA_SOURCE + e);
    const value = at(PAIR_COST + a) + potential(source) - potential(at(PAIR_SINK + a));
    if (value < reduced) takePair(a, source, value);
  }
}

/** Prices blocks of rows, and the stems in step with them, going round; the best of the first block that has any. */
export function findEntering(part: i32): boolean {
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

/** Where the entering arc starts and ends in the direction of the flow, and how much it takes itself. */
export function orient(): i32 {
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
