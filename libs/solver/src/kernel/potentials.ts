/** Potentials and depths of whole subtrees, and whether 32 bits still hold them. */
import { NODE_DEPTH } from '../heap-names.js';
import { moved } from './changed.js';
import { at, COST, NODE, OWN_STEM, PAIR_COST, POTENTIAL, put, SAFE_POTENTIAL, SEGMENT, SUPPLY_END } from './heap.js';
import { noting } from './notes.js';
import { depth, firstChild, link, nextSibling, parent, potential } from './tree.js';

/* host: begin */
type i32 = number;
/* host: end */

export let overflowed: boolean = false;

export function beginRange(): void {
  overflowed = false;
}

/** Moves the potentials of a whole subtree and counts its depths anew. */
export function shift(top: i32, change: i32, stack: i32): void {
  let extent: i32 = 0;
  let size: i32 = 1;
  put(stack, top);
  while (size > 0) {
    const v = at(stack + --size);
    const value = potential(v) + change;
    if (noting) moved(v, change);
    extent |= value ^ (value >> 31);
    put(POTENTIAL + v, value);
    put(NODE + (v << 3) + NODE_DEPTH, depth(parent(v)) + 1);
    for (let child = firstChild(v); child >= 0; child = nextSibling(child)) put(stack + size++, child);
  }
  if (extent >= SAFE_POTENTIAL) overflowed = true;
}

/** Counts potentials and depths of a subtree from its top's parent, after its links or costs were written by the host. */
export function recount(top: i32, stack: i32): boolean {
  overflowed = false;
  let size: i32 = 1;
  put(stack, top);
  let extent: i32 = 0;
  while (size > 0) {
    const v = at(stack + --size);
    const value = derivedPotential(v);
    extent |= value ^ (value >> 31);
    put(POTENTIAL + v, value);
    put(NODE + (v << 3) + NODE_DEPTH, depth(parent(v)) + 1);
    for (let child = firstChild(v); child >= 0; child = nextSibling(child)) put(stack + size++, child);
  }
  return extent < SAFE_POTENTIAL;
}

function derivedPotential(v: i32): i32 {
  const arc = link(v);
  const above = potential(parent(v));
  if (arc >= 0) return v < SUPPLY_END ? above - at(PAIR_COST + arc) : above + at(PAIR_COST + arc);
  const owner = arc === OWN_STEM ? v : parent(v);
  const cost = at(COST + at(SEGMENT + owner));
  return owner < SUPPLY_END === (arc === OWN_STEM) ? above + cost : above - cost;
}
