import {
  PART_BLOCK,
  PART_NEXT_OTHER,
  PART_NEXT_ROW,
  PART_OTHERS,
  PART_OTHER_COUNT,
  PART_ROWS,
  PART_ROW_COUNT,
  PART_STACK,
  PART_WORDS,
} from './heap-names.js';
import { blockFor } from './fill.js';
import type { Layout } from './layout.js';
import type { Tree } from './tree.js';
import type { TransportProblem } from './transport-types.js';

/** Pivots of joined components move large subtrees: it pays to look at more pairs before each. */
const JOINED_BLOCK = 4;

export interface Joining {
  /** Groups to enforce from now on, and what they send at present. */
  readonly exceeded: readonly number[];
  readonly usage: Int32Array;
  /** Components joined so far; those that the groups touch are added. */
  readonly joined: Set<number>;
  readonly problem: TransportProblem;
}

const sourcesOf = (layout: Layout, problem: TransportProblem, groups: readonly number[]): Map<number, number[]> => {
  const members = new Map<number, number[]>(groups.map((g) => [g, []]));
  problem.group!.forEach((g, i) => {
    if (layout.components.ofSource[i]! >= 0) members.get(g)?.push(layout.numbering.ofSource[i]!);
  });
  return members;
};

const nodesOfPart = ({ offsets, listBegin }: Layout, heap: Int32Array, part: number): Int32Array =>
  heap.slice(offsets.lists + listBegin[part]!, offsets.lists + listBegin[part + 1]!);

/** Moves the components that the groups touch under one root, and the groups' sources under the groups. */
const reroot = (layout: Layout, heap: Int32Array, tree: Tree, joining: Joining, members: Map<number, number[]>): number => {
  const { numbering, components } = layout;
  const before = new Set(joining.joined);
  for (const nodes of members.values())
    for (const v of nodes) joining.joined.add(components.ofSource[numbering.sourceAt[v - numbering.firstSource]!]!);
  const root =
    before.size > 0
      ? tree.superior(numbering.groups > 0 ? firstPlanted(layout, tree) : -1)
      : numbering.firstRoot + Math.min(...joining.joined);
  for (const part of [...joining.joined].sort((a, b) => a - b)) {
    if (before.has(part)) continue;
    const old = numbering.firstRoot + part;
    if (old !== root) for (const v of nodesOfPart(layout, heap, part)) if (tree.superior(v) === old) tree.setSuperior(v, root);
  }
  for (const [g, nodes] of members) {
    tree.plant(g, root, joining.usage[g]!);
    for (const v of nodes) tree.setSuperior(v, g);
  }
  return root;
};

/** Any group that is in the tree already: its superior is the root of the joined components. */
const firstPlanted = (layout: Layout, tree: Tree): number => {
  for (let g = 0; g < layout.numbering.groups; g++) if (tree.parent(g) >= 0) return g;
  return -1;
};

/** Takes back what is beyond the capacity, from the sources whose units bring least. */
const cutToCapacity = (tree: Tree, joining: Joining, group: number, members: readonly number[]): void => {
  let excess = joining.usage[group]! - joining.problem.groupCapacity![group]!;
  const byPrice = members.filter((v) => tree.stemFlow(v) > 0).sort((a, b) => tree.potential(a) - tree.potential(b) || a - b);
  for (const v of byPrice) {
    if (excess <= 0) break;
    const units = Math.min(excess, tree.stemFlow(v));
    tree.takeBack(v, units);
    excess -= units;
  }
};

const writeRecord = (layout: Layout, heap: Int32Array, joining: Joining, tree: Tree): void => {
  const { offsets, numbering, components } = layout;
  const nodes: number[] = [];
  const parts = [...joining.joined].sort((a, b) => a - b);
  let pairs = 0;
  for (const part of parts) {
    for (const v of nodesOfPart(layout, heap, part)) nodes.push(v);
    pairs += components.pairs[part]!;
  }
  const rows = nodes.filter((v) => v < numbering.firstSink);
  const demand = nodes.filter((v) => v >= numbering.firstSink);
  const groups = Array.from({ length: numbering.groups }, (_, g) => g).filter((g) => tree.parent(g) >= 0);
  const list = [...rows, ...demand, ...groups];
  heap.set(list, offsets.joinedList);
  const record = offsets.parts + components.count * PART_WORDS;
  heap[record + PART_ROWS] = offsets.joinedList;
  heap[record + PART_ROW_COUNT] = rows.length;
  heap[record + PART_OTHERS] = offsets.joinedList;
  heap[record + PART_OTHER_COUNT] = list.length;
  heap[record + PART_STACK] = offsets.joinedStack;
  heap[record + PART_NEXT_ROW] = 0;
  heap[record + PART_NEXT_OTHER] = 0;
  heap[record + PART_BLOCK] = blockFor(pairs) * JOINED_BLOCK;
};

/** Joins what the exceeded groups touch into one component whose tree is feasible again (to be mended and run). Returns its root. */
export const joinParts = (layout: Layout, heap: Int32Array, tree: Tree, joining: Joining): number => {
  const members = sourcesOf(layout, joining.problem, joining.exceeded);
  const root = reroot(layout, heap, tree, joining, members);
  writeRecord(layout, heap, joining, tree);
  for (const [g, nodes] of members) cutToCapacity(tree, joining, g, nodes);
  return root;
};
