/**
 * A start near the optimum for a component that nothing is known of yet; which the pivots of pivot.ts go on from.
 *
 * First an auction (D. Bertsekas and D. Castañon, "The auction algorithm for the transportation problem", Annals of Operations
 * Research 20, 1989). Sources bid for the units of sinks. A source goes to the sink where a unit brings it most, and bids down to an
 * offer (the sink's potential) at which the unit would bring ε less than one at the next best sink; whoever held those units bids anew.
 * No bid is worse than the best choice by more than ε, so a small ε ends near the optimum, and a large one ends soon. So ε falls in phases:
 * each begins without bids, at the offers that the phase before ended at, raised a little because it may have sunk them too far.
 *
 * What the auction sells is then brought into the tree pair by pair, each with as much more or less as lowers the cost, until it
 * or an arc of the tree is used up: the push phase of R. Bixby and M. Saltzman, "Recovering an optimal LP basis from an interior point
 * solution", Operations Research Letters 15, 1994. What remains is a basis some pivots away from the optimum. Nothing here needs
 * to be exact, and the auction may end at any moment: pivots prove the optimum and find it from wherever they start.
 */
import {
  HOLDING_SHARE,
  MORE,
  OVERFLOW,
  PART_FRESH,
  PART_HOLDINGS,
  PART_OTHER_COUNT,
  PART_OTHERS,
  PART_ROW_COUNT,
  PART_ROWS,
  PART_STACK,
} from '../heap-names.js';
import { boundHoldings, holdPhase, openPhase } from './bids.js';
import { at, NO_LIMIT, PAIR_COST, PAIR_SINK, put, ROW_BEGIN, ROW_END, SAFE_POTENTIAL } from './heap.js';
import { holding, isSink, NEXT, NONE, PAIR, SOURCE, UNITS } from './offers.js';
import { bring } from './pivot.js';
import { recount } from './potentials.js';
import { parent, potential } from './tree.js';

/* host: begin */
type i32 = number;
/* host: end */

/**
 * The first ε is a sixteenth of what the best pair brings, each a quarter of the one before, the last about a 256th, or a
 * 32nd of what costs lie apart where that is less.
 */
const FIRST_SHIFT: i32 = 4;
const LAST_SHIFT: i32 = 8;
const SPREAD_SHIFT: i32 = 5;
const PHASE_SHIFT: i32 = 2;
/** What offers are raised by between phases, in ε of the phase before. */
const RAISE: i32 = 2;
/** Costs far from the worths can draw an auction out: after so many bids per node it is ended. */
const MOST_BIDS: i32 = 64;

/** What the best pair of the component brings per unit, and how far the costs of its pairs lie apart. */
let largest: i32 = 0;
let spread: i32 = 0;

function measure(part: i32): void {
  const rows = at(part + PART_ROWS);
  const end = rows + at(part + PART_ROW_COUNT);
  let cheapest: i32 = SAFE_POTENTIAL;
  let dearest: i32 = -SAFE_POTENTIAL;
  largest = 0;
  for (let k = rows; k < end; k++) {
    for (let a = at(ROW_BEGIN + at(k)); a < at(ROW_END + at(k)); a++) {
      const cost = at(PAIR_COST + a);
      const value = potential(at(PAIR_SINK + a)) - cost;
      if (value > largest) largest = value;
      if (cost < cheapest) cheapest = cost;
      if (cost > dearest) dearest = cost;
    }
  }
  spread = dearest - cheapest;
}

function auction(part: i32): void {
  boundHoldings(at(part + PART_HOLDINGS) + at(part + PART_OTHER_COUNT) * HOLDING_SHARE);
  let bids = at(part + PART_OTHER_COUNT) * MOST_BIDS;
  let least = largest >> LAST_SHIFT;
  if (spread > 0 && spread >> SPREAD_SHIFT < least) least = spread >> SPREAD_SHIFT;
  let epsilon = (largest >> FIRST_SHIFT) + 1;
  let raise = NO_LIMIT;
  for (;;) {
    openPhase(part, raise);
    bids = holdPhase(epsilon, bids);
    if (bids === 0 || epsilon >> PHASE_SHIFT < least || epsilon === 1) return;
    raise = RAISE * epsilon;
    epsilon = (epsilon >> PHASE_SHIFT) + 1;
  }
}

/**
 * Solves a component nearly, once, when its tree is still the one in which every node hangs on the root: `run` goes on from there. Returns
 * MORE, or OVERFLOW as `run` does.
 */
export function start(part: i32): i32 {
  if (at(part + PART_FRESH) === 0) return MORE;
  put(part + PART_FRESH, 0);
  measure(part);
  if (largest === 0) return MORE;
  auction(part);
  const others = at(part + PART_OTHERS);
  const end = others + at(part + PART_OTHER_COUNT);
  for (let k = others; k < end; k++) if (parent(parent(at(k))) < 0) recount(at(k), at(part + PART_STACK));
  for (let k = others; k < end; k++) {
    const sink = at(k);
    if (!isSink(sink)) continue;
    for (let entry = holding(sink); entry !== NONE; entry = at(entry + NEXT)) {
      if (!bring(at(entry + PAIR), at(entry + SOURCE), at(entry + UNITS), at(part + PART_STACK))) return OVERFLOW;
    }
  }
  return MORE;
}
