import { DEPTH } from './round.js';

/** Figures of fewer enterprises are withheld. */
export const FEW = 3;

/** Up to {@link FEW} different enterprises: enough to tell whether a union of sets has so many. */
export type Few = readonly number[];
const NONE: Few = [];
export const few = (...enterprises: number[]): Few => (enterprises.length === 0 ? NONE : join(NONE, enterprises));

export const join = (a: Few, b: Few): Few => {
  if (a.length >= FEW) return a;
  let all: number[] | undefined;
  for (const one of b) {
    if ((all ?? a).includes(one)) continue;
    all ??= [...a];
    all.push(one);
    if (all.length === FEW) break;
  }
  return all ?? a;
};

/** The finest figure there could be: everything published is a sum of these. */
export interface Atom {
  /** Line of the occupation, from "all" to the code itself. */
  line: readonly string[];
  county: string;
  level: string;
  /** `industry|flag`: industry division and whether above the designated size. */
  kind: string;
  size: string;
  /** Up to three of the enterprises behind it. */
  enterprises: Few;
}

/** Atoms that no published figure takes apart, by the occupation tables. */
export interface Block {
  atoms: number[];
  enterprises: Few;
  /** Depth of the group of the code that holds it all. */
  depth: number;
}

/** What a part of the tree gives: its blocks, and what is too little for one. */
interface Gathered {
  blocks: Block[];
  rest: Block | null;
}

/**
 * Puts atoms into blocks of at least {@link FEW} enterprises: by skill level within county within occupation within its
 * groups. What is too little for a block joins the other leftovers beside it; if these are still too few, the smallest
 * block beside them; if there is none, the leftovers of the next larger group. So every occupation with enough enterprises
 * is made of whole blocks unless it has to cover a neighbour. A round of fewer than three enterprises has no block.
 */
export const blocksOf = (atoms: readonly Atom[]): Block[] => {
  const all = atoms.map((_, i) => i);
  const { blocks } = gather(atoms, all, 0);
  return blocks;
};

/** Branches: one level of the code each, then the county, then the skill level. */
const branchOf = (atom: Atom, step: number): string =>
  step < DEPTH ? (atom.line[step + 1] ?? '') : step === DEPTH ? atom.county : atom.level;
const LAST = DEPTH + 2;

const gather = (atoms: readonly Atom[], members: readonly number[], step: number): Gathered => {
  const depth = Math.min(step, DEPTH);
  if (step === LAST) {
    const block = together(atoms, members, depth);
    return block.enterprises.length >= FEW ? { blocks: [block], rest: null } : { blocks: [], rest: block };
  }
  const branches = new Map<string, number[]>();
  for (const i of members) {
    const branch = branchOf(atoms[i] as Atom, step);
    const list = branches.get(branch);
    if (list) list.push(i);
    else branches.set(branch, [i]);
  }
  const blocks: Block[] = [];
  const rests: Block[] = [];
  for (const list of branches.values()) {
    const inner = gather(atoms, list, step + 1);
    for (const block of inner.blocks) blocks.push(block);
    if (inner.rest) rests.push(inner.rest);
  }
  return settled(blocks, rests, depth);
};

const settled = (blocks: Block[], rests: readonly Block[], depth: number): Gathered => {
  if (rests.length === 0) return { blocks, rest: null };
  const rest = rests.length === 1 ? (rests[0] as Block) : merged(rests, depth);
  if (rest.enterprises.length >= FEW) return { blocks: [...blocks, rest], rest: null };
  if (blocks.length === 0) return { blocks, rest };
  const smallest = blocks.reduce((a, b) => (b.atoms.length < a.atoms.length ? b : a));
  return { blocks: [...blocks.filter((block) => block !== smallest), merged([smallest, rest], depth)], rest: null };
};

const together = (atoms: readonly Atom[], members: readonly number[], depth: number): Block => ({
  atoms: [...members],
  depth,
  enterprises: members.reduce<Few>((sum, i) => join(sum, (atoms[i] as Atom).enterprises), few()),
});

const merged = (parts: readonly Block[], depth: number): Block => ({
  atoms: parts.flatMap((part) => part.atoms),
  depth,
  enterprises: parts.reduce<Few>((sum, part) => join(sum, part.enterprises), few()),
});
