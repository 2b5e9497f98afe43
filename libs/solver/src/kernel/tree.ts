/** The nodes' records, and the tree that they are hung into by parent and child lists. */
import {
  NODE_DEPTH,
  NODE_FIRST_CHILD,
  NODE_LINK,
  NODE_NEXT_SIBLING,
  NODE_PAIR_FLOW,
  NODE_PREVIOUS_SIBLING,
  NODE_STEM_FLOW,
} from '../heap-names.js';
import { at, HIGH, NODE, POTENTIAL, put, SEGMENT_BEGIN, SUPERIOR } from './heap.js';
import { note, noting } from './notes.js';

/* host: begin */
type i32 = number;
/* host: end */

// A node's record is eight words: half a cache line.
export function parent(v: i32): i32 {
  return at(NODE + (v << 3));
}
/** The tree arc to the parent: a pair's number, or whose stem it is. */
export function link(v: i32): i32 {
  return at(NODE + (v << 3) + NODE_LINK);
}
/** Flow on the pair arc to the parent, when the link is a pair. */
export function pairFlow(v: i32): i32 {
  return at(NODE + (v << 3) + NODE_PAIR_FLOW);
}
export function firstChild(v: i32): i32 {
  return at(NODE + (v << 3) + NODE_FIRST_CHILD);
}
export function nextSibling(v: i32): i32 {
  return at(NODE + (v << 3) + NODE_NEXT_SIBLING);
}
export function depth(v: i32): i32 {
  return at(NODE + (v << 3) + NODE_DEPTH);
}
/** Flow on the node's stem, in the tree or not. */
export function stemFlow(v: i32): i32 {
  return at(NODE + (v << 3) + NODE_STEM_FLOW);
}
export function setStemFlow(v: i32, value: i32): void {
  if (noting) note(v);
  put(NODE + (v << 3) + NODE_STEM_FLOW, value);
}
export function potential(v: i32): i32 {
  return at(POTENTIAL + v);
}
export function superior(v: i32): i32 {
  return at(SUPERIOR + v);
}
export function low(v: i32, segment: i32): i32 {
  return segment === at(SEGMENT_BEGIN + v) ? 0 : at(HIGH + segment - 1);
}

export function hang(v: i32, newParent: i32, newLink: i32, flow: i32): void {
  const record = NODE + (v << 3);
  const siblings = NODE + (newParent << 3) + NODE_FIRST_CHILD;
  const sibling = at(siblings);
  if (noting) {
    note(v);
    note(newParent);
    if (sibling >= 0) note(sibling);
  }
  put(record, newParent);
  put(record + NODE_LINK, newLink);
  put(record + NODE_PAIR_FLOW, flow);
  put(record + NODE_NEXT_SIBLING, sibling);
  put(record + NODE_PREVIOUS_SIBLING, -1);
  if (sibling >= 0) put(NODE + (sibling << 3) + NODE_PREVIOUS_SIBLING, v);
  put(siblings, v);
}

export function unhang(v: i32): void {
  const record = NODE + (v << 3);
  const after = at(record + NODE_NEXT_SIBLING);
  const before = at(record + NODE_PREVIOUS_SIBLING);
  if (noting) {
    note(before >= 0 ? before : at(record));
    if (after >= 0) note(after);
  }
  if (before >= 0) put(NODE + (before << 3) + NODE_NEXT_SIBLING, after);
  else put(NODE + (at(record) << 3) + NODE_FIRST_CHILD, after);
  if (after >= 0) put(NODE + (after << 3) + NODE_PREVIOUS_SIBLING, before);
}
