import { blocksOf, type Atom, type Block } from './blocks.js';
import { DEPTH } from './round.js';
import { DEPTHS, key, SIDES, sideTables, type Classes, type Side, type SideTables } from './sides.js';

/** Answers whether a figure may be published. */
export interface Release {
  /** The figure of exactly these atoms. */
  whole(atoms: Iterable<number>): boolean;
  /** The figure of one occupation (of any level) and one value of a side. */
  beside(side: Side, code: string, depth: number, value: string): boolean;
  /** One-way: all of an industry's or flag's kinds together. */
  kinds(values: readonly string[]): boolean;
}

/**
 * Decides what of a round's tables can be published so that no figure of fewer than three enterprises is among them, nor to be had
 * from them by adding and subtracting.
 *
 * The atoms are put into blocks of at least three enterprises (see {@link blocksOf}). A figure that is made of whole
 * blocks tells nothing of less than a block. The tables by county, level, size and industry cut through blocks; they stay
 * safe by this argument. Let c be a set of atoms with fewer than three enterprises whose sum follows from what is
 * published: its indicator is then a sum of one function per table. Two atoms of one block that differ in one side only
 * (twins) change the indicator by the difference of that side's function, the same for all such twins; were it not 0, all
 * the atoms on one side of the pair would be in c. So wherever the twins on either side come from three enterprises or
 * more, it is 0. Where they do not, the two values are not published apart at that level of the code, and the question is
 * asked again one level up, until no level is left. Then no table distinguishes atoms of one block, c is made of whole
 * blocks, and has three enterprises after all.
 *
 * The sides follow one another: twins have to agree in the sides that are still to come. As every atom is above 0, a sum
 * that does not follow linearly has an interval, not a point, in any linear program as well.
 */
export const releaseOf = (atoms: readonly Atom[]): Release => {
  const { blocks, sides } = settled(atoms);
  const blockOf = new Int32Array(atoms.length).fill(-1);
  blocks.forEach((block, i) => block.atoms.forEach((atom) => (blockOf[atom] = i)));
  const whole = (members: Iterable<number>): boolean => {
    const counts = new Map<number, number>();
    for (const atom of members) {
      const block = blockOf[atom] ?? -1;
      if (block < 0) return false;
      counts.set(block, (counts.get(block) ?? 0) + 1);
    }
    return [...counts].every(([block, count]) => blocks[block]?.atoms.length === count);
  };
  const classesOf = (side: Side, depth: number): Classes | undefined =>
    DEPTHS[side].includes(depth) ? sides.get(side)?.classes[depth] : undefined;
  const nothing = blocks.length === 0;
  return {
    whole,
    beside: (side, code, depth, value) => !nothing && classesOf(side, depth)?.alone([key(code, value)]) === true,
    kinds: (values) => !nothing && classesOf('kind', 0)?.alone(values.map((value) => key('', value))) === true,
  };
};

const ROUNDS = 12;

/**
 * Blocks and tables, with blocks joined across two counties or levels until the one-way tables are whole, or nothing more
 * can be joined.
 */
const settled = (atoms: readonly Atom[]): { blocks: Block[]; sides: Map<Side, SideTables> } => {
  let blocks = blocksOf(atoms);
  for (let round = 0; ; round += 1) {
    const sides = new Map(SIDES.map((side) => [side, sideTables(atoms, blocks, side)]));
    if (round === ROUNDS) return { blocks, sides };
    let next = blocks;
    for (const side of ['county', 'level'] as const) next = bridged(atoms, next, side, sides.get(side)?.failing ?? []);
    if (next === blocks) return { blocks, sides };
    blocks = next;
  }
};

/**
 * Joins, for each two values that could not be kept apart, a block of one with a block of the other: three enterprises on
 * either side are twins then.
 */
const bridged = (atoms: readonly Atom[], blocks: Block[], side: 'county' | 'level', failing: SideTables['failing']): Block[] => {
  const pure = pureBlocks(atoms, blocks, side);
  const gone = new Set<Block>();
  const made: Block[] = [];
  for (const [a, b] of failing) {
    const candidates = [...pure.values()].flatMap((byValue) => {
      const [one, other] = [byValue.get(a), byValue.get(b)];
      return one && other && !gone.has(one) && !gone.has(other) ? [[one, other] as const] : [];
    });
    const [first] = candidates.sort((x, y) => x[0].atoms.length + x[1].atoms.length - y[0].atoms.length - y[1].atoms.length);
    if (!first) continue;
    for (const block of first) gone.add(block);
    made.push({ atoms: [...first[0].atoms, ...first[1].atoms], enterprises: first[0].enterprises, depth: DEPTH });
  }
  return made.length === 0 ? blocks : [...blocks.filter((block) => !gone.has(block)), ...made];
};

/** The smallest block of each value of the side, by what else it is; only blocks of one occupation, county and level. */
const pureBlocks = (atoms: readonly Atom[], blocks: readonly Block[], side: 'county' | 'level'): Map<string, Map<string, Block>> => {
  const found = new Map<string, Map<string, Block>>();
  for (const block of blocks) {
    const of = block.atoms.map((i) => atoms[i] as Atom);
    const [one] = of;
    if (!one || block.depth < DEPTH || of.some((atom) => atom.county !== one.county || atom.level !== one.level)) continue;
    const where = `${one.line.at(-1) ?? ''}\u0001${side === 'county' ? one.level : one.county}`;
    const byValue = found.get(where) ?? new Map<string, Block>();
    const known = byValue.get(one[side]);
    if (!known || known.atoms.length > block.atoms.length) byValue.set(one[side], block);
    found.set(where, byValue);
  }
  return found;
};
