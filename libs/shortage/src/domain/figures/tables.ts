import { few, join, type Atom } from './blocks.js';
import { ITSELF, weightings, type Weighting } from './estimate.js';
import { lineOf, UNNAMED, type RoundData, type RoundEnterprise, type RoundRow } from './round.js';
import { releaseOf } from './suppress.js';

/** Which of a round's tables a figure stands in. */
export const TABLES = ['total', 'occupation', 'county', 'level', 'industry', 'size', 'occupation_county', 'occupation_level', 'occupation_county_level', 'province'] as const;
export type TableName = (typeof TABLES)[number];

/** One figure of one table. Coordinates that the table does not have are null. */
export interface Cell {
  table: TableName;
  occupation: string | null;
  node: string | null;
  level: number | null;
  industry: string | null;
  size: string | null;
  aboveScale: boolean | null;
  /** People short over the population, not rounded. */
  short: number;
  /** Places in {@link RoundTables.atoms}. */
  atoms: number[];
  published: boolean;
}

export interface RoundTables {
  /** Rows with a shortage, with their enterprise. */
  rows: { row: RoundRow; enterprise: RoundEnterprise; weight: number; atom: number }[];
  atoms: (Atom & { short: number })[];
  cells: Cell[];
  weights: Map<string, Weighting>;
  enterprises: Map<string, RoundEnterprise>;
}

/** All tables of a round, each figure with whether it may be published. Rows of unknown enterprises and without a shortage stay out. */
export const tablesOf = (data: RoundData): RoundTables => {
  const weights = weightings(data.strata);
  const enterprises = new Map(data.enterprises.map((one) => [one.id, one]));
  const atoms: RoundTables['atoms'] = [];
  const rows = rowsInto(atoms, data, enterprises, weights);
  const cells = cellsOf(atoms);
  decide(atoms, cells);
  return { rows, atoms, cells, weights, enterprises };
};

const rowsInto = (atoms: RoundTables['atoms'], data: RoundData, enterprises: Map<string, RoundEnterprise>, weights: Map<string, Weighting>): RoundTables['rows'] => {
  const places = new Map<string, number>();
  const numbers = new Map(data.enterprises.map((one, i) => [one.id, i]));
  const lines = new Map<string, string[]>();
  return data.rows.flatMap((row) => {
    const enterprise = enterprises.get(row.enterpriseId);
    if (!enterprise || !(row.short > 0)) return [];
    const { nodeId: county, industry, size, aboveScale } = enterprise;
    const kind = kindOf(industry, aboveScale);
    const at = `${row.occupation}\u0001${county}\u0001${row.skillLevel}\u0001${kind}\u0001${size}`;
    let place = places.get(at);
    if (place === undefined) {
      const line = lines.get(row.occupation) ?? lineOf(row.occupation);
      lines.set(row.occupation, line);
      place = atoms.push({ line, county, level: String(row.skillLevel), kind, size, enterprises: few(), short: 0 }) - 1;
      places.set(at, place);
    }
    const atom = atoms[place] as RoundTables['atoms'][number];
    const { weight } = weights.get(enterprise.stratum) ?? ITSELF;
    atom.enterprises = join(atom.enterprises, [numbers.get(enterprise.id) ?? -1]);
    atom.short += weight * row.short;
    return [{ row, enterprise, weight, atom: place }];
  });
};

const kindOf = (industry: string, aboveScale: boolean): string => `${industry}|${aboveScale ? '1' : '0'}`;
const kindParts = (kind: string): { industry: string; aboveScale: boolean } => ({ industry: kind.slice(0, -2), aboveScale: kind.endsWith('1') });

const NOWHERE = { occupation: null, node: null, level: null, industry: null, size: null, aboveScale: null };
type Where = Partial<Pick<Cell, 'occupation' | 'node' | 'level' | 'industry' | 'size' | 'aboveScale'>>;

const cellsOf = (atoms: RoundTables['atoms']): Cell[] => {
  const cells = new Map<string, Cell>();
  const put = (table: TableName, at: string, where: Where, place: number): void => {
    const key = `${table}\u0001${at}`;
    let cell = cells.get(key);
    if (!cell) cells.set(key, (cell = { table, ...NOWHERE, ...where, short: 0, atoms: [], published: false }));
    cell.short += (atoms[place] as RoundTables['atoms'][number]).short;
    cell.atoms.push(place);
  };
  atoms.forEach(({ line, county, level: levelText, kind, size }, place) => {
    const level = Number(levelText);
    const { industry, aboveScale } = kindParts(kind);
    put('total', '', {}, place);
    put('county', county, { node: county }, place);
    put('level', levelText, { level }, place);
    put('industry', industry, { industry }, place);
    put('size', size, { size }, place);
    for (const occupation of new Set(line.slice(1).filter(named))) {
      put('occupation', occupation, { occupation }, place);
      put('occupation_county', `${occupation}|${county}`, { occupation, node: county }, place);
      put('occupation_level', `${occupation}|${levelText}`, { occupation, level }, place);
    }
    const occupation = line.at(-1) ?? '';
    if (!named(occupation)) return;
    put('occupation_county_level', `${occupation}|${county}|${levelText}`, { occupation, node: county, level }, place);
    put('province', `${occupation}|${kind}`, { occupation, industry, aboveScale }, place);
  });
  return [...cells.values()];
};

const named = (code: string): boolean => !code.includes(UNNAMED);

const decide = (atoms: readonly Atom[], cells: readonly Cell[]): void => {
  const release = releaseOf(atoms);
  const beside = (cell: Cell): boolean => {
    const code = cell.occupation ?? '';
    const depth = code === '' ? 0 : code.split('-').length;
    switch (cell.table) {
      case 'county':
      case 'occupation_county': return release.beside('county', code, depth, cell.node ?? '');
      case 'level':
      case 'occupation_level': return release.beside('level', code, depth, String(cell.level));
      case 'size': return release.beside('size', '', 0, cell.size ?? '');
      case 'province': return release.beside('kind', code, depth, kindOf(cell.industry ?? '', cell.aboveScale ?? false));
      case 'industry': return release.kinds([...new Set(cell.atoms.map((atom) => atoms[atom]?.kind ?? ''))]);
      default: return false;
    }
  };
  for (const cell of cells) cell.published = release.whole(cell.atoms) || beside(cell);
};
