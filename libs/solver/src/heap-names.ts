/**
 * The words of the heap by their names: what the host lays out and fills, and what the kernel reads and writes. The one text is compiled
 * into both, so neither can mean another word than the other.
 */
/* host: begin */
type i32 = number;
/* host: end */

// Words of the heap's header: where the arrays begin, and a few numbers.
export const HEADER_NODE: i32 = 0;
export const HEADER_POTENTIAL: i32 = 1;
export const HEADER_SUPERIOR: i32 = 2;
export const HEADER_SEGMENT: i32 = 3;
export const HEADER_SEGMENT_BEGIN: i32 = 4;
export const HEADER_HIGH: i32 = 5;
export const HEADER_COST: i32 = 6;
export const HEADER_ROW_BEGIN: i32 = 7;
export const HEADER_ROW_END: i32 = 8;
export const HEADER_PAIR_SINK: i32 = 9;
export const HEADER_PAIR_COST: i32 = 10;
export const HEADER_SUPPLY_END: i32 = 11;
export const HEADER_EXTRA_SOURCE: i32 = 13;
export const HEADER_EXTRA_BEGIN: i32 = 14;
export const HEADER_RISE: i32 = 15;
export const HEADER_SORTED_SINK: i32 = 16;
export const HEADER_SORTED_SLACK: i32 = 17;
export const HEADER_MEMBER_BEGIN: i32 = 18;
export const HEADER_MEMBER: i32 = 19;
export const HEADER_LOG: i32 = 20;
export const HEADER_NOTED: i32 = 21;
export const HEADER_MARK: i32 = 22;
export const HEADER_QUEUE: i32 = 23;
export const HEADER_NODES: i32 = 24;
export const HEADER_BASE: i32 = 25;
export const HEADER_HIGHEST: i32 = 26;
export const HEADER_FIRST_SOURCE: i32 = 27;
export const HEADER_SINK_END: i32 = 28;
export const HEADER_HOLDING: i32 = 29;
export const HEADER_OFFER: i32 = 30;
export const HEADER_WORDS: i32 = 32;

// A node's record is eight words: half a cache line.
export const NODE_PARENT: i32 = 0;
/** The tree arc to the parent: a pair's number, or whose stem it is. */
export const NODE_LINK: i32 = 1;
/** Flow on the pair arc to the parent, when the link is a pair. */
export const NODE_PAIR_FLOW: i32 = 2;
export const NODE_FIRST_CHILD: i32 = 3;
export const NODE_NEXT_SIBLING: i32 = 4;
export const NODE_PREVIOUS_SIBLING: i32 = 5;
export const NODE_DEPTH: i32 = 6;
/** Flow on the node's stem, in the tree or not. */
export const NODE_STEM_FLOW: i32 = 7;
export const NODE_WORDS: i32 = 8;

// Words of a component's record.
export const PART_ROWS: i32 = 0;
export const PART_ROW_COUNT: i32 = 1;
export const PART_OTHERS: i32 = 2;
export const PART_OTHER_COUNT: i32 = 3;
export const PART_STACK: i32 = 4;
export const PART_NEXT_ROW: i32 = 5;
export const PART_NEXT_OTHER: i32 = 6;
export const PART_PIVOTS: i32 = 7;
export const PART_BLOCK: i32 = 8;
/** 1 as long as nothing is known of the component: see kernel/start.ts. */
export const PART_FRESH: i32 = 9;
export const PART_STALL: i32 = 10;
/** Set by the host: how the last run of the component ended. */
export const PART_OUTCOME: i32 = 11;
export const PART_HOLDINGS: i32 = 12;
export const PART_WORDS: i32 = 16;

export const DONE: i32 = 0;
/** The pivots allowed are used up; run again to go on. */
export const MORE: i32 = 1;
/** A potential left the range in which 32-bit sums are exact: solve the component in doubles instead. */
export const OVERFLOW: i32 = 2;

// A note of what a node was before a question changed it: the node, its potential and segment, and its record.
export const NOTE_NODE: i32 = 0;
export const NOTE_POTENTIAL: i32 = 1;
export const NOTE_SEGMENT: i32 = 2;
export const NOTE_RECORD: i32 = 3;
export const NOTE_WORDS: i32 = 11;

/** Words per node for what the auction of `start` sells. Where they do not suffice it is ended. */
export const HOLDING_SHARE: i32 = 10;
