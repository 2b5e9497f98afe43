import type { OccupationLine } from './catalogue-pack.js';

export interface CatalogueFilter {
  /** 1 to 4. */
  depth: number;
  county?: string | undefined;
  level?: number | undefined;
  /** Codes that are looked for, with how well they fit; groups above them are found with them. */
  codes?: ReadonlyMap<string, number> | undefined;
  /** A code of any level: it and what is below it. */
  within?: string | undefined;
}

/** The figure of the county or level that was asked for. */
export interface Part {
  withheld: boolean;
  estimate: number | null;
}

export interface FoundLine {
  line: OccupationLine['line'];
  part: Part | null;
}

const DEPTH = 4;

/** Figures by county and level at once are worked out for occupations, not for the groups above them. */
export const tooFine = ({ depth, county, level }: CatalogueFilter): boolean => county !== undefined && level !== undefined && depth < DEPTH;

const tableFor = ({ county, level }: CatalogueFilter): number | null =>
  county !== undefined && level !== undefined ? 2 : county !== undefined ? 0 : level !== undefined ? 1 : null;

/** Occupations of a depth that fit, in the order of the list: by rank or by figure, what is withheld last. */
export const found = (lines: readonly OccupationLine[], filter: CatalogueFilter): FoundLine[] => {
  const table = tableFor(filter);
  const fits = fitOf(filter);
  const all = lines.flatMap(({ line, cells }): (FoundLine & { value: number })[] => {
    if (line.code.split('-').length !== filter.depth || !fits(line.code)) return [];
    if (table === null) return [{ line, part: null, value: line.rank === null ? (line.estimate ?? -1) : 1e12 - line.rank }];
    const cell = cells.find(
      ([at, node, level]) => at === table && (table === 1 || node === filter.county) && (table === 0 || level === filter.level),
    );
    return cell ? [{ line, part: { withheld: cell[4] === null, estimate: cell[4] }, value: cell[4] ?? -1 }] : [];
  });
  return all.sort((a, b) => b.value - a.value || (a.line.code < b.line.code ? -1 : 1)).map(({ line, part }) => ({ line, part }));
};

const below = (code: string, group: string): boolean => code === group || code.startsWith(`${group}-`);

const fitOf = ({ codes, within }: CatalogueFilter): ((code: string) => boolean) => {
  const groups =
    codes && new Set([...codes.keys()].flatMap((code) => code.split('-').map((_, i, parts) => parts.slice(0, i + 1).join('-'))));
  return (code) => (within === undefined || below(code, within)) && (groups === undefined || groups.has(code));
};
