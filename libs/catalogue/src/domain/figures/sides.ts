import { few, FEW, join, type Atom, type Block, type Few } from './blocks.js';
import { DEPTH } from './round.js';

export const SIDES = ['kind', 'size', 'level', 'county'] as const;
export type Side = (typeof SIDES)[number];

/** At which levels of the code each side is published together with the occupation; 0 is the one-way table. */
export const DEPTHS: Record<Side, readonly number[]> = { kind: [4, 0], size: [0], level: [4, 3, 2, 1, 0], county: [4, 3, 2, 1, 0] };

export const key = (code: string, value: string): string => `${code}\u0001${value}`;

/** Cells that are only published together. */
export class Classes {
  private readonly parents = new Map<string, string>();
  private readonly sizes = new Map<string, number>();

  /** @param published whether this table is published at all */
  constructor(private readonly published: boolean) {}

  private root(of: string): string {
    let root = of;
    for (let up = this.parents.get(root); up !== undefined; up = this.parents.get(root)) root = up;
    for (let at = of; at !== root;) {
      const up = this.parents.get(at) ?? root;
      this.parents.set(at, root);
      at = up;
    }
    return root;
  }

  merge(a: string, b: string): void {
    const [x, y] = [this.root(a), this.root(b)];
    if (x === y) return;
    const [sizeX, sizeY] = [this.sizes.get(x) ?? 1, this.sizes.get(y) ?? 1];
    const [under, over] = sizeX < sizeY ? [x, y] : [y, x];
    this.parents.set(under, over);
    this.sizes.set(over, sizeX + sizeY);
  }

  same(a: string, b: string): boolean {
    return this.root(a) === this.root(b);
  }

  /** Whether these cells are published, and together with no others. */
  alone(keys: readonly string[]): boolean {
    if (!this.published) return false;
    const counts = new Map<string, number>();
    for (const one of new Set(keys)) {
      const root = this.root(one);
      counts.set(root, (counts.get(root) ?? 0) + 1);
    }
    return [...counts].every(([root, count]) => (this.sizes.get(root) ?? 1) === count);
  }
}

/** Two values of a side in one group of the code, and who of either side has twins on the other. */
interface Pair {
  group: string;
  line: readonly string[];
  values: readonly [string, string];
  twins: [Few, Few];
}
/** By group, then by both values. */
type Pairs = Map<string, Map<string, Map<string, Pair>>>;

const full = (pair: Pair): boolean => pair.twins[0].length >= FEW && pair.twins[1].length >= FEW;

const pairIn = (pairs: Pairs, depth: number, line: readonly string[], a: string, b: string): Pair => {
  const group = line[depth] ?? '';
  const inGroup = pairs.get(group) ?? new Map<string, Map<string, Pair>>();
  if (inGroup.size === 0) pairs.set(group, inGroup);
  const ofFirst = inGroup.get(a) ?? new Map<string, Pair>();
  if (ofFirst.size === 0) inGroup.set(a, ofFirst);
  let pair = ofFirst.get(b);
  if (!pair) ofFirst.set(b, (pair = { group, line, values: [a, b], twins: [few(), few()] }));
  return pair;
};

const addTwins = (pair: Pair, a: Few, b: Few): void => {
  if (!full(pair)) pair.twins = [join(pair.twins[0], a), join(pair.twins[1], b)];
};

/** The tables of one side, and the values that its one-way table could not keep apart. */
export interface SideTables {
  /** By depth of the code. */
  classes: Classes[];
  failing: (readonly [string, string])[];
}

/**
 * The one-way table comes first: while it would lack a value, the tables beside the occupation are given up, the finest
 * first, so that more twins are left for it.
 */
export const sideTables = (atoms: readonly Atom[], blocks: readonly Block[], side: Side): SideTables => {
  const later = SIDES.slice(SIDES.indexOf(side) + 1);
  let best: SideTables | undefined;
  for (const depths of fewerAndFewer(DEPTHS[side])) {
    const tables = tablesAt(atoms, blocks, side, later, depths);
    if (!best || tables.failing.length < best.failing.length) best = tables;
    if (best.failing.length === 0) break;
  }
  return best ?? { classes: [], failing: [] };
};

function* fewerAndFewer(depths: readonly number[]): Iterable<readonly number[]> {
  for (let gone = 0; gone < depths.length; gone += 1) yield depths.slice(gone);
}

const tablesAt = (
  atoms: readonly Atom[],
  blocks: readonly Block[],
  side: Side,
  later: readonly Side[],
  depths: readonly number[],
): SideTables => {
  const classes = Array.from({ length: DEPTH + 1 }, (_, depth) => new Classes(depths.includes(depth)));
  const pairs = Array.from({ length: DEPTH + 1 }, (): Pairs => new Map());
  let failing: Pair[] = [];
  for (const block of blocks) {
    finerTogether(atoms, block, side, classes);
    pairsWithin(atoms, block, side, later, pairs);
  }
  for (let depth = DEPTH; depth >= 0; depth -= 1) {
    for (const { line, values, twins } of failing) addTwins(pairIn(pairs[depth] as Pairs, depth, line, ...values), ...twins);
    failing = unequal([...listed(pairs[depth])], depths.includes(depth));
    for (const { group, values } of failing) classes[depth]?.merge(key(group, values[0]), key(group, values[1]));
  }
  return { classes, failing: failing.map((pair) => pair.values) };
};

function* listed(pairs: Pairs | undefined): Iterable<Pair> {
  for (const inGroup of pairs?.values() ?? []) for (const ofFirst of inGroup.values()) yield* ofFirst.values();
}

/** The pairs whose values are not shown to be equal, by their own twins or by a chain of others. */
const unequal = (pairs: Pair[], published: boolean): Pair[] => {
  if (!published) return pairs;
  const equal = new Classes(true);
  for (const pair of pairs) if (full(pair)) equal.merge(key(pair.group, pair.values[0]), key(pair.group, pair.values[1]));
  return pairs.filter(({ group, values }) => !equal.same(key(group, values[0]), key(group, values[1])));
};

/** A block of several occupations is not taken apart below the group that they share. */
const finerTogether = (atoms: readonly Atom[], block: Block, side: Side, classes: readonly Classes[]): void => {
  for (let depth = block.depth + 1; depth <= DEPTH; depth += 1) {
    let first: string | undefined;
    for (const i of block.atoms) {
      const atom = atoms[i] as Atom;
      const one = key(atom.line[depth] ?? '', atom[side]);
      if (first === undefined) first = one;
      else classes[depth]?.merge(first, one);
    }
  }
};

const pairsWithin = (atoms: readonly Atom[], block: Block, side: Side, later: readonly Side[], pairs: Pairs[]): void => {
  const depth = Math.min(block.depth, DEPTH);
  const into = pairs[depth];
  const line = atoms[block.atoms[0] ?? 0]?.line ?? [];
  const values = new Set(block.atoms.map((i) => (atoms[i] as Atom)[side]));
  if (!into || values.size < 2) return;
  for (const [a, b] of pairsOf([...values].sort())) pairIn(into, depth, line, a, b);
  for (const group of likeGroups(atoms, block, side, later))
    for (const [a, b] of pairsOf([...group.keys()].sort()))
      addTwins(pairIn(into, depth, line, a, b), group.get(a) ?? few(), group.get(b) ?? few());
};

/** The block's enterprises by their value of the side, for each way to agree in the sides that are still to come. */
const likeGroups = (atoms: readonly Atom[], block: Block, side: Side, later: readonly Side[]): Iterable<Map<string, Few>> => {
  const groups = new Map<string, Map<string, Few>>();
  for (const i of block.atoms) {
    const atom = atoms[i] as Atom;
    const where = later.map((one) => atom[one]).join('\u0001');
    const group = groups.get(where) ?? new Map<string, Few>();
    group.set(atom[side], join(group.get(atom[side]) ?? few(), atom.enterprises));
    groups.set(where, group);
  }
  return [...groups.values()].filter((group) => group.size > 1);
};

function* pairsOf(values: readonly string[]): Iterable<readonly [string, string]> {
  for (let i = 0; i < values.length; i += 1) for (let j = i + 1; j < values.length; j += 1) yield [values[i] ?? '', values[j] ?? ''];
}
