/** Questions: what would the optimum be if a sink's units were worth one less and more pairs were let in. */
import { HEADER_NOTED, PART_ROW_COUNT, PART_ROWS, PART_STACK } from '../heap-names.js';
import { beginChanges, enqueue, highest, lookHighest, nextChanged, queueLength } from './changed.js';
import { beginPricing, priceExtras, priceStem, reduced, takePair } from './entering.js';
import {
  at,
  BASE,
  COST,
  MEMBER,
  MEMBER_BEGIN,
  OWN_STEM,
  PAIR_COST,
  PAIR_SINK,
  PARENTS_STEM,
  put,
  RISE,
  ROW_BEGIN,
  ROW_END,
  SEGMENT_BEGIN,
  SORTED_SINK,
  SORTED_SLACK,
} from './heap.js';
import { beginNotes, note, noted, takeNotesBack } from './notes.js';
import { pivot } from './pivot.js';
import { beginRange, shift } from './potentials.js';
import { link, parent, superior } from './tree.js';

/* host: begin */
type i32 = number;
/* host: end */

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
  const sink = at(SORTED_SINK + found);
  const cost = at(SORTED_SLACK + found) - at(BASE + row) + at(BASE + sink);
  let a = at(ROW_BEGIN + row);
  while (at(PAIR_SINK + a) !== sink || at(PAIR_COST + a) !== cost) a++;
  takePair(a, row, best + rise);
}

/** The cheapest stem of a node that waits and of those below it. */
function priceStems(v: i32): void {
  priceStem(v);
  for (let k = at(MEMBER_BEGIN + v); k < at(MEMBER_BEGIN + v + 1); k++) priceStem(at(MEMBER + k));
}

/** Takes a node that waits and prices its stems; true when one of them is to enter. */
function priceWaiting(): boolean {
  const v = nextChanged();
  priceStems(v);
  if (reduced === 0) return false;
  enqueue(v);
  return true;
}

/** Pivots after which the bound on how far sinks rose is taken anew. */
const PIVOTS_PER_LOOK: i32 = 4;

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
    beginPricing();
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
  beginNotes();
  beginChanges();
  beginRange();
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
  takeNotesBack();
  addCost(sink, -1);
}
