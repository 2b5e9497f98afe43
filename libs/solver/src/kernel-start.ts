/**
 * A start near the optimum for a component that nothing is known of yet; compiled like kernel.ts, whose heap it works on.
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
  PART_OTHERS,
  PART_OTHER_COUNT,
  PART_ROWS,
  PART_ROW_COUNT,
  PART_STACK,
} from './heap-names.js';
import {
  at,
  bring,
  COST,
  HIGH,
  HOLDING,
  NO_LIMIT,
  OFFER,
  PAIR_COST,
  PAIR_SINK,
  parent,
  POTENTIAL,
  potential,
  put,
  recount,
  ROW_BEGIN,
  ROW_END,
  SAFE_POTENTIAL,
  SEGMENT,
  SEGMENT_BEGIN,
  setStemFlow,
  SINK_END,
  stemFlow,
  superior,
  SUPPLY_END,
} from './kernel.js';

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

// A holding: units of a sink that a source bid for, at an offer. A sink's holdings are a list from the highest offer down.
const NEXT: i32 = 0;
const SOURCE: i32 = 1;
const PAIR: i32 = 2;
const UNITS: i32 = 3;
const AT_OFFER: i32 = 4;
const HOLDING_WORDS: i32 = 5;
const NONE: i32 = -1;
const NOTHING: i32 = -SAFE_POTENTIAL;

let freeHolding: i32 = NONE;
let nextHolding: i32 = 0;
let holdingsEnd: i32 = 0;

// Sources with units left to sell wait in a ring.
let ring: i32 = 0;
let ringSize: i32 = 0;
let ringBegin: i32 = 0;
let waiting: i32 = 0;

function isSink(v: i32): boolean {
  return v >= SUPPLY_END && v < SINK_END;
}
/** A sink's first holding. */
function holding(sink: i32): i32 {
  return at(HOLDING + sink);
}
/** The most that a sink offers in this phase for a unit that nobody holds; for a source: whether it waits. */
function aside(v: i32): i32 {
  return at(OFFER + v);
}
function unsold(source: i32): i32 {
  return at(HIGH + at(SEGMENT + source)) - stemFlow(source);
}
function offered(entry: i32): i32 {
  return entry === NONE ? NOTHING : at(entry + AT_OFFER);
}

/** Makes the segment the one that the next unit falls into. */
function advance(sink: i32): void {
  const last = at(SEGMENT_BEGIN + sink + 1) - 1;
  let segment = at(SEGMENT + sink);
  while (segment < last && stemFlow(sink) >= at(HIGH + segment)) segment++;
  put(SEGMENT + sink, segment);
}

/** What is left of the segment of a sink or pool. */
function space(v: i32): i32 {
  return at(HIGH + at(SEGMENT + v)) - stemFlow(v);
}
function pooled(sink: i32): boolean {
  return parent(superior(sink)) >= 0;
}

/** What the sink offers for the next unit that nobody holds. */
function fresh(sink: i32): i32 {
  if (space(sink) <= 0) return NOTHING;
  let worth = -at(COST + at(SEGMENT + sink));
  if (pooled(sink)) {
    if (space(superior(sink)) <= 0) return NOTHING;
    worth -= at(COST + at(SEGMENT + superior(sink)));
  }
  return worth < aside(sink) ? worth : aside(sink);
}

function offer(sink: i32): i32 {
  const free = fresh(sink);
  const first = offered(holding(sink));
  return free > first ? free : first;
}

/**
 * Takes units that nobody holds, no more than one segment has. Sinks of one pool share its tiers, but not each other's
 * holdings: near enough.
 */
function takeFree(sink: i32, most: i32): i32 {
  let units = space(sink) < most ? space(sink) : most;
  if (pooled(sink)) {
    const pool = superior(sink);
    if (space(pool) < units) units = space(pool);
    setStemFlow(pool, stemFlow(pool) + units);
    advance(pool);
  }
  setStemFlow(sink, stemFlow(sink) + units);
  advance(sink);
  return units;
}

function wait(source: i32): void {
  if (aside(source) === 1) return;
  put(OFFER + source, 1);
  let end = ringBegin + waiting++;
  if (end >= ringSize) end -= ringSize;
  put(ring + end, source);
}

function nextWaiting(): i32 {
  const source = at(ring + ringBegin);
  if (++ringBegin === ringSize) ringBegin = 0;
  waiting--;
  put(OFFER + source, 0);
  return source;
}

// The bid at hand.
let bidPair: i32 = NONE;
let bidOffer: i32 = 0;

/** The pair that brings a unit of the source most, if any brings more than nothing, and the offer down to which it is worth bidding. */
function chooseBid(source: i32, epsilon: i32): void {
  const end = at(ROW_END + source);
  let best: i32 = 0;
  let second: i32 = 0;
  bidPair = NONE;
  for (let a = at(ROW_BEGIN + source); a < end; a++) {
    const value = at(POTENTIAL + at(PAIR_SINK + a)) - at(PAIR_COST + a);
    if (value <= second) continue;
    if (value > best) {
      second = best;
      best = value;
      bidPair = a;
    } else second = value;
  }
  if (bidPair >= 0) bidOffer = second + at(PAIR_COST + bidPair) - epsilon;
}

/** Units out of the sink's first holding, for another source or, at a lower offer, the same. */
function outbid(source: i32, sink: i32, most: i32): i32 {
  const entry = holding(sink);
  const owner = at(entry + SOURCE);
  const held = at(entry + UNITS);
  const units = held < most ? held : most;
  if (units === held) {
    put(HOLDING + sink, at(entry + NEXT));
    put(entry + NEXT, freeHolding);
    freeHolding = entry;
  } else put(entry + UNITS, held - units);
  setStemFlow(owner, stemFlow(owner) - units);
  if (owner !== source) wait(owner);
  return units;
}

/** Takes units of the sink that are offered for more than the bid, the dearest first. */
function placeBid(source: i32): void {
  const sink = at(PAIR_SINK + bidPair);
  let got: i32 = 0;
  // Another sink of the pool may have taken the units that were on offer here: then the source chooses again.
  while (unsold(source) > 0 && offer(sink) > bidOffer && (got > 0 || offer(sink) === potential(sink))) {
    const most = unsold(source);
    const units = fresh(sink) >= offered(holding(sink)) ? takeFree(sink, most) : outbid(source, sink, most);
    setStemFlow(source, stemFlow(source) + units);
    got += units;
  }
  if (got > 0) hold(source, sink, got);
  put(POTENTIAL + sink, offer(sink));
}

function hold(source: i32, sink: i32, units: i32): void {
  let entry = freeHolding;
  if (entry === NONE) {
    entry = nextHolding;
    nextHolding += HOLDING_WORDS;
  } else freeHolding = at(entry + NEXT);
  let link = HOLDING + sink;
  while (offered(at(link)) > bidOffer) link = at(link) + NEXT;
  put(entry + NEXT, at(link));
  put(entry + SOURCE, source);
  put(entry + PAIR, bidPair);
  put(entry + UNITS, units);
  put(entry + AT_OFFER, bidOffer);
  put(link, entry);
}

/** Takes all bids back. Sinks offer their worth, but not more than so much above their last offer. */
function openPhase(part: i32, raise: i32): void {
  freeHolding = NONE;
  nextHolding = at(part + PART_HOLDINGS);
  ring = at(part + PART_STACK);
  ringSize = at(part + PART_ROW_COUNT);
  ringBegin = 0;
  waiting = 0;
  const others = at(part + PART_OTHERS);
  const end = others + at(part + PART_OTHER_COUNT);
  for (let k = others; k < end; k++) {
    const v = at(k);
    setStemFlow(v, 0);
    if (v < SUPPLY_END) continue;
    put(HOLDING + v, NONE);
    put(OFFER + v, raise === NO_LIMIT ? NO_LIMIT : potential(v) + raise);
    put(SEGMENT + v, at(SEGMENT_BEGIN + v));
    advance(v);
  }
  for (let k = others; k < end; k++) if (isSink(at(k))) put(POTENTIAL + at(k), offer(at(k)));
  const rows = at(part + PART_ROWS);
  for (let k = rows; k < rows + ringSize; k++) if (unsold(at(k)) > 0) wait(at(k));
}

/** Bids until every source has sold its units or finds nobody who pays for them. Returns how many bids of those allowed are left. */
function holdPhase(epsilon: i32, bids: i32): i32 {
  let left = bids;
  while (waiting > 0) {
    const source = nextWaiting();
    while (unsold(source) > 0) {
      if (left === 0 || (freeHolding === NONE && nextHolding + HOLDING_WORDS > holdingsEnd)) {
        while (waiting > 0) nextWaiting();
        return 0;
      }
      chooseBid(source, epsilon);
      if (bidPair === NONE) break;
      placeBid(source);
      left--;
    }
  }
  return left;
}

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
  holdingsEnd = at(part + PART_HOLDINGS) + at(part + PART_OTHER_COUNT) * HOLDING_SHARE;
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
