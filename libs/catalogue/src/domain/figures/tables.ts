import { few, FEW, join, type Atom } from './blocks.js';
import { ITSELF, weightings, type Weighting } from './estimate.js';
import { lineOf, UNNAMED, type RoundData, type RoundEnterprise, type RoundRow } from './round.js';
import { releaseOf } from './suppress.js';

/** Which of a round's tables a figure stands in. */
export const TABLES = [
  'total',
  'occupation',
  'county',
  'level',
  'industry',
  'size',
  'occupation_county',
  'occupation_level',
  'occupation_county_level',
  'province',
] as const;
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
  /** With the occupation as it was answered, of any level of the code. */
  atoms: (Atom & { code: string; short: number })[];
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

/** Small numbers for texts: what a key is made of. */
class Numbers {
  private readonly known = new Map<string, number>();
  readonly texts: string[] = [];

  of(text: string): number {
    const number = this.known.get(text);
    if (number !== undefined) return number;
    this.known.set(text, this.texts.length);
    return this.texts.push(text) - 1;
  }

  get size(): number {
    return this.texts.length;
  }
}

const LEVELS = 9;

const rowsInto = (
  atoms: RoundTables['atoms'],
  data: RoundData,
  enterprises: Map<string, RoundEnterprise>,
  weights: Map<string, Weighting>,
): RoundTables['rows'] => {
  const [occupations, counties, kinds, sizes] = [new Numbers(), new Numbers(), new Numbers(), new Numbers()];
  const known = new Map<string, { number: number; kind: number; county: number; size: number; weight: number }>();
  data.enterprises.forEach(({ id, nodeId, industry, aboveScale, size, stratum }, number) => {
    known.set(id, {
      number,
      kind: kinds.of(kindOf(industry, aboveScale)),
      county: counties.of(nodeId),
      size: sizes.of(size),
      weight: (weights.get(stratum) ?? ITSELF).weight,
    });
  });
  const lines: string[][] = [];
  const places = new Map<number, number>();
  const rows: RoundTables['rows'] = [];
  for (const row of data.rows) {
    const enterprise = enterprises.get(row.enterpriseId);
    const numbers = known.get(row.enterpriseId);
    if (!enterprise || !numbers || !(row.short > 0)) continue;
    const { number, kind, county, size, weight } = numbers;
    const occupation = occupations.of(row.occupation);
    const at = (((occupation * counties.size + county) * LEVELS + row.skillLevel) * kinds.size + kind) * sizes.size + size;
    let place = places.get(at);
    if (place === undefined) {
      const line = (lines[occupation] ??= lineOf(row.occupation));
      place =
        atoms.push({
          code: row.occupation,
          line,
          county: counties.texts[county] ?? '',
          level: String(row.skillLevel),
          kind: kinds.texts[kind] ?? '',
          size: sizes.texts[size] ?? '',
          enterprises: few(),
          short: 0,
        }) - 1;
      places.set(at, place);
    }
    const atom = atoms[place] as RoundTables['atoms'][number];
    if (atom.enterprises.length < FEW) atom.enterprises = join(atom.enterprises, [number]);
    atom.short += weight * row.short;
    rows.push({ row, enterprise, weight, atom: place });
  }
  return rows;
};

export const kindOf = (industry: string, aboveScale: boolean): string => `${industry}|${aboveScale ? '1' : '0'}`;
const kindParts = (kind: string): { industry: string; aboveScale: boolean } => ({
  industry: kind.slice(0, -2),
  aboveScale: kind.endsWith('1'),
});

const NOWHERE = { occupation: null, node: null, level: null, industry: null, size: null, aboveScale: null };
type Where = Partial<Pick<Cell, 'occupation' | 'node' | 'level' | 'industry' | 'size' | 'aboveScale'>>;

/** The cells of all tables. Keys are numbers: the tables are cut some twenty times for each atom. */
const cellsOf = (atoms: RoundTables['atoms']): Cell[] => {
  const [codes, counties, kinds, sizes, industries] = [new Numbers(), new Numbers(), new Numbers(), new Numbers(), new Numbers()];
  const partsOf: ReturnType<typeof kindParts>[] = [];
  const named = new Map<readonly string[], number[]>();
  const at = atoms.map(({ line, county, kind, size }) => {
    if (!named.has(line))
      named.set(
        line,
        [...new Set(line.slice(1).filter(isNamed))].map((code) => codes.of(code)),
      );
    const k = kinds.of(kind);
    const parts = (partsOf[k] ??= kindParts(kind));
    return {
      occupations: named.get(line) ?? [],
      last: isNamed(line.at(-1) ?? ''),
      county: counties.of(county),
      kind: k,
      industry: industries.of(parts.industry),
      size: sizes.of(size),
    };
  });
  const cells: Cell[] = [];
  const tables = Object.fromEntries(TABLES.map((table) => [table, new Map<number, Cell>()])) as Record<TableName, Map<number, Cell>>;
  const put = (table: TableName, key: number, place: number, where: () => Where): void => {
    let cell = tables[table].get(key);
    if (!cell) {
      cell = { table, ...NOWHERE, ...where(), short: 0, atoms: [], published: false };
      tables[table].set(key, cell);
      cells.push(cell);
    }
    cell.short += (atoms[place] as RoundTables['atoms'][number]).short;
    cell.atoms.push(place);
  };
  at.forEach(({ occupations, last, county, kind, industry, size }, place) => {
    const { county: node, level: levelText, kind: kindText, size: sizeText } = atoms[place] as Atom;
    const level = Number(levelText);
    put('total', 0, place, () => ({}));
    put('county', county, place, () => ({ node }));
    put('level', level, place, () => ({ level }));
    put('industry', industry, place, () => ({ industry: kindParts(kindText).industry }));
    put('size', size, place, () => ({ size: sizeText }));
    for (const code of occupations) {
      const occupation = codes.texts[code] ?? '';
      put('occupation', code, place, () => ({ occupation }));
      put('occupation_county', code * counties.size + county, place, () => ({ occupation, node }));
      put('occupation_level', code * LEVELS + level, place, () => ({ occupation, level }));
    }
    const code = occupations.at(-1);
    if (!last || code === undefined) return;
    const occupation = codes.texts[code] ?? '';
    put('occupation_county_level', (code * counties.size + county) * LEVELS + level, place, () => ({ occupation, node, level }));
    put('province', code * kinds.size + kind, place, () => ({ occupation, ...kindParts(kindText) }));
  });
  return cells;
};

const isNamed = (code: string): boolean => !code.includes(UNNAMED);

const decide = (atoms: readonly Atom[], cells: readonly Cell[]): void => {
  const release = releaseOf(atoms);
  const beside = (cell: Cell): boolean => {
    const code = cell.occupation ?? '';
    const depth = code === '' ? 0 : code.split('-').length;
    switch (cell.table) {
      case 'county':
      case 'occupation_county':
        return release.beside('county', code, depth, cell.node ?? '');
      case 'level':
      case 'occupation_level':
        return release.beside('level', code, depth, String(cell.level));
      case 'size':
        return release.beside('size', '', 0, cell.size ?? '');
      case 'province':
        return release.beside('kind', code, depth, kindOf(cell.industry ?? '', cell.aboveScale ?? false));
      case 'industry':
        return release.kinds([...new Set(cell.atoms.map((atom) => atoms[atom]?.kind ?? ''))]);
      default:
        return false;
    }
  };
  for (const cell of cells) cell.published = release.whole(cell.atoms) || beside(cell);
};
