import type { Catalogue, CatalogueCell, CatalogueLine } from './figures/published.js';
import { kindOf, type TableName } from './figures/tables.js';

/** The tables that are cut by occupation and something else. */
export const LINE_TABLES = [
  'occupation_county',
  'occupation_level',
  'occupation_county_level',
  'province',
] as const satisfies readonly TableName[];
export type LineTable = (typeof LINE_TABLES)[number];

/**
 * One figure of an occupation: table (place in {@link LINE_TABLES}), county, level, `industry|flag`, estimate and rate.
 * What is withheld has no estimate.
 */
export type PackedCell = [
  table: number,
  node: string | null,
  level: number | null,
  kind: string | null,
  estimate: number | null,
  rate: number | null,
];

/** A catalogue without its occupations: the total and the tables of one side. */
export type CatalogueHead = Omit<Catalogue, 'occupations' | 'cells'> & { cells: CatalogueCell[] };

/** An occupation as it is stored. */
export interface PackedLine {
  code: string;
  line: string;
  cells: string;
}

export interface PackedCatalogue {
  head: CatalogueHead;
  lines: PackedLine[];
}

/** An occupation as it is read. */
export interface OccupationLine {
  line: CatalogueLine;
  cells: PackedCell[];
}

const placeOf = (table: TableName): number => (LINE_TABLES as readonly TableName[]).indexOf(table);

/** Puts the figures of each occupation beside it. */
export const packed = ({ occupations, cells, ...rest }: Catalogue): PackedCatalogue => {
  const byCode = new Map<string, PackedCell[]>(occupations.map(({ code }) => [code, []]));
  for (const { table, occupation, node, level, industry, aboveScale, estimate, shortageRate } of cells) {
    if (occupation === null) continue;
    const kind = table === 'province' ? kindOf(industry ?? '', aboveScale ?? false) : null;
    byCode.get(occupation)?.push([placeOf(table), node, level, kind, estimate, shortageRate]);
  }
  return {
    head: { ...rest, cells: cells.filter(({ occupation }) => occupation === null) },
    lines: occupations.map((line) => ({
      code: line.code,
      line: JSON.stringify(line),
      cells: JSON.stringify((byCode.get(line.code) ?? []).sort(inOrder)),
    })),
  };
};

const inOrder = (a: PackedCell, b: PackedCell): number =>
  a[0] - b[0] || compared(a[1] ?? '', b[1] ?? '') || (a[2] ?? 0) - (b[2] ?? 0) || compared(a[3] ?? '', b[3] ?? '');
const compared = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

export const opened = ({ line, cells }: Pick<PackedLine, 'line' | 'cells'>): OccupationLine => ({
  line: JSON.parse(line) as CatalogueLine,
  cells: JSON.parse(cells) as PackedCell[],
});
