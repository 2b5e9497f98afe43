/** Bidding in the auction of start.ts: sources take units of sinks, and whoever held them bids anew. */
import { PART_HOLDINGS, PART_OTHER_COUNT, PART_OTHERS, PART_ROW_COUNT, PART_ROWS, PART_STACK } from '../heap-names.js';
import {
  at,
  HOLDING,
  NO_LIMIT,
  OFFER,
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
import {
  advance,
  aside,
  AT_OFFER,
  fresh,
  holding,
  HOLDING_WORDS,
  isSink,
  NEXT,
  NONE,
  offer,
  offered,
  PAIR,
  SOURCE,
  takeFree,
  UNITS,
  unsold,
} from './offers.js';
import { potential, setStemFlow, stemFlow } from './tree.js';

/* host: begin */
type i32 = number;
/* host: end */

let freeHolding: i32 = NONE;
let nextHolding: i32 = 0;
let holdingsEnd: i32 = 0;

// Sources with units left to sell wait in a ring.
let ring: i32 = 0;
let ringSize: i32 = 0;
let ringBegin: i32 = 0;
let waiting: i32 = 0;

function wait(source: i32): void {
  if (aside(source) === 1) return;
  put(OFFER + source, 1);
  let end = ringBegin + waiting++;
  if (end >= ringSize) end -= ringSize;
  put(ring + end, source);
}

function nextSeller(): i32 {
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

/** Where the auction keeps what it sells. */
export function boundHoldings(end: i32): void {
  holdingsEnd = end;
}

/** Takes all bids back. Sinks offer their worth, but not more than so much above their last offer. */
export function openPhase(part: i32, raise: i32): void {
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
export function holdPhase(epsilon: i32, bids: i32): i32 {
  let left = bids;
  while (waiting > 0) {
    const source = nextSeller();
    while (unsold(source) > 0) {
      if (left === 0 || (freeHolding === NONE && nextHolding + HOLDING_WORDS > holdingsEnd)) {
        while (waiting > 0) nextSeller();
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
