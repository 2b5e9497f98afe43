/** What a sink offers for its next unit in the auction of start.ts, and what it holds. */
import { at, COST, HIGH, HOLDING, OFFER, put, SAFE_POTENTIAL, SEGMENT, SEGMENT_BEGIN, SINK_END, SUPPLY_END } from './heap.js';
import { parent, setStemFlow, stemFlow, superior } from './tree.js';

/* host: begin */
type i32 = number;
/* host: end */

// A holding: units of a sink that a source bid for, at an offer. A sink's holdings are a list from the highest offer down.
export const NEXT: i32 = 0;
export const SOURCE: i32 = 1;
export const PAIR: i32 = 2;
export const UNITS: i32 = 3;
export const AT_OFFER: i32 = 4;
export const HOLDING_WORDS: i32 = 5;
export const NONE: i32 = -1;
const NOTHING: i32 = -SAFE_POTENTIAL;

export function isSink(v: i32): boolean {
  return v >= SUPPLY_END && v < SINK_END;
}
/** A sink's first holding. */
export function holding(sink: i32): i32 {
  return at(HOLDING + sink);
}
/** The most that a sink offers in this phase for a unit that nobody holds; for a source: whether it waits. */
export function aside(v: i32): i32 {
  return at(OFFER + v);
}
export function unsold(source: i32): i32 {
  return at(HIGH + at(SEGMENT + source)) - stemFlow(source);
}
export function offered(entry: i32): i32 {
  return entry === NONE ? NOTHING : at(entry + AT_OFFER);
}

/** Makes the segment the one that the next unit falls into. */
export function advance(sink: i32): void {
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
export function fresh(sink: i32): i32 {
  if (space(sink) <= 0) return NOTHING;
  let worth = -at(COST + at(SEGMENT + sink));
  if (pooled(sink)) {
    if (space(superior(sink)) <= 0) return NOTHING;
    worth -= at(COST + at(SEGMENT + superior(sink)));
  }
  return worth < aside(sink) ? worth : aside(sink);
}

export function offer(sink: i32): i32 {
  const free = fresh(sink);
  const first = offered(holding(sink));
  return free > first ? free : first;
}

/**
 * Takes units that nobody holds, no more than one segment has. Sinks of one pool share its tiers, but not each other's
 * holdings: near enough.
 */
export function takeFree(sink: i32, most: i32): i32 {
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
