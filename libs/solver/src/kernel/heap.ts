/** The heap of 32-bit words that everything lies in, and where its arrays begin. */
import {
  HEADER_BASE,
  HEADER_COST,
  HEADER_EXTRA_BEGIN,
  HEADER_EXTRA_SOURCE,
  HEADER_FIRST_SOURCE,
  HEADER_HIGH,
  HEADER_HOLDING,
  HEADER_LOG,
  HEADER_MARK,
  HEADER_MEMBER,
  HEADER_MEMBER_BEGIN,
  HEADER_NODE,
  HEADER_NODES,
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
} from '../heap-names.js';

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
export const OWN_STEM: i32 = -1;
export const PARENTS_STEM: i32 = -2;

export let NODE: i32 = 0;
export let POTENTIAL: i32 = 0;
export let SUPERIOR: i32 = 0;
export let SEGMENT: i32 = 0;
export let SEGMENT_BEGIN: i32 = 0;
export let HIGH: i32 = 0;
export let COST: i32 = 0;
export let ROW_BEGIN: i32 = 0;
export let ROW_END: i32 = 0;
export let PAIR_SINK: i32 = 0;
export let PAIR_COST: i32 = 0;
export let SUPPLY_END: i32 = 0;
export let EXTRA_SOURCE: i32 = 0;
export let EXTRA_BEGIN: i32 = 0;
export let RISE: i32 = 0;
export let SORTED_SINK: i32 = 0;
export let SORTED_SLACK: i32 = 0;
export let BASE: i32 = 0;
export let FIRST_SOURCE: i32 = 0;
export let SINK_END: i32 = 0;
export let MEMBER_BEGIN: i32 = 0;
export let MEMBER: i32 = 0;
export let LOG: i32 = 0;
export let MARK: i32 = 0;
export let QUEUE: i32 = 0;
export let NODES: i32 = 0;
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
