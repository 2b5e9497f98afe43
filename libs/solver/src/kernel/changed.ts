/** While a question is asked, nodes whose stems may have become cheaper wait in a queue, and it is known how far sinks rose. */
import { HEADER_HIGHEST, NOTE_WORDS } from '../heap-names.js';
import { at, FIRST_SOURCE, LOG, MARK, NODES, OWN_STEM, put, QUEUE, RISE, SINK_END, SUPPLY_END } from './heap.js';
import { MARK_NOTED, note, noted } from './notes.js';
import { link } from './tree.js';

/* host: begin */
type i32 = number;
/* host: end */

const MARK_WAITS: i32 = 2;
let queueBegin: i32 = 0;
export let queueLength: i32 = 0;
/** The most that a sink's potential has risen above the one that pairs were sorted by. */
export let highest: i32 = 0;

export function beginChanges(): void {
  queueBegin = 0;
  queueLength = 0;
  highest = at(HEADER_HIGHEST);
}

export function enqueue(v: i32): void {
  const mark = at(MARK + v);
  if ((mark & MARK_WAITS) !== 0) return;
  put(MARK + v, mark | MARK_WAITS);
  let end = queueBegin + queueLength++;
  if (end >= NODES) end -= NODES;
  put(QUEUE + end, v);
}

export function nextChanged(): i32 {
  const v = at(QUEUE + queueBegin);
  if (++queueBegin === NODES) queueBegin = 0;
  queueLength--;
  put(MARK + v, at(MARK + v) & MARK_NOTED);
  return v;
}

/**
 * A stem in the tree costs 0 as before. Outside, that of a source worth more is used to the full already. Others, and
 * nodes with stems below them, must be looked at.
 */
function mayPay(v: i32, change: i32): boolean {
  if (v < FIRST_SOURCE || v >= SINK_END) return true;
  return link(v) !== OWN_STEM && (v >= SUPPLY_END || change < 0);
}

/** Hears of each potential that moved. */
export function moved(v: i32, change: i32): void {
  if ((at(MARK + v) & MARK_NOTED) === 0) note(v);
  if (mayPay(v, change)) enqueue(v);
  const rise = at(RISE + v) + change;
  put(RISE + v, rise);
  if (v >= SUPPLY_END && rise > highest) highest = rise;
}

/** On the way, potentials shoot up and come down again: the bound on how far they rose is taken anew now and then. */
export function lookHighest(): void {
  highest = at(HEADER_HIGHEST);
  for (let n: i32 = 0; n < noted; n++) {
    const v = at(LOG + n * NOTE_WORDS);
    if (v >= SUPPLY_END && at(RISE + v) > highest) highest = at(RISE + v);
  }
}
