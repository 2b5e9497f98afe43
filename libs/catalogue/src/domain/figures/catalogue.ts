import { FEW } from './blocks.js';
import { changesOf } from './change.js';
import { estimateOf, ITSELF, type Estimate } from './estimate.js';
import { GRADE_POLICY, type GradePolicy } from './grade.js';
import { linesOf, seekersOf } from './lines.js';
import type { Catalogue, CatalogueCell, CatalogueLine, Earlier } from './published.js';
import { RANK_WEIGHTS, ranked, type RankWeights } from './rank.js';
import { ratioByLevel } from './ratio.js';
import { DEPTH, depthOf, lineOf, type RoundData } from './round.js';
import { maybe, rateOf, round } from './rounding.js';
import { kindOf, tablesOf, type Cell, type RoundTables, type TableName } from './tables.js';

const ONE_WAY: ReadonlySet<TableName> = new Set(['total', 'county', 'level', 'industry', 'size', 'occupation']);

export interface CataloguePolicy {
  rank: RankWeights;
  grade: GradePolicy;
  /** Counties and zones there are. */
  divisions: number;
}

/** Works out what is published of a round. The same round gives the same catalogue. */
export const catalogueOf = (
  data: RoundData,
  before: Earlier | null,
  { divisions, rank = RANK_WEIGHTS, grade = GRADE_POLICY }: Partial<CataloguePolicy> & { divisions: number },
): Catalogue => {
  const tables = tablesOf(data);
  const intervals = intervalsOf(data, tables);
  const needed = neededOf(data, tables);
  const lines = linesOf(data, tables, { intervals, needed: neededByCode(needed) }, before, grade);
  const places = rankingOf(lines, data, divisions, rank);
  const known = before && new Map(before.occupations.flatMap((line) => (line.rank === null ? [] : [[line.code, line.rank] as const])));
  const changes = changesOf(new Map([...places].map(([code, place]) => [code, place.rank])), known);
  for (const line of lines) {
    const place = places.get(line.code);
    if (place) Object.assign(line, { rank: place.rank, score: round(place.score, 4), change: changes.get(line.code) ?? null });
  }
  const { id, quarter, version, asOf } = data.round;
  return {
    roundId: id,
    quarter,
    version,
    asOf,
    figure: 'frozen',
    response: responseOf(data),
    policy: { rank, grade, withholdBelow: FEW, confidence: 0.95 },
    occupations: lines.sort((a, b) => (a.code < b.code ? -1 : 1)),
    left: [...changes].filter(([, change]) => change === 'out').map(([code]) => code),
    cells: tables.cells
      .filter((cell) => cell.table !== 'occupation')
      .map((cell) => shown(cell, intervals.get(cell), { ratio: ratioOf(cell, tables, data), shortageRate: rateIn(cell, needed) })),
  };
};

/** What people are needed in all, by occupation and kind of enterprise, as far as somebody of that kind is short of the occupation: so
 * whatever can be added up of it has the enterprises behind it that the shortage has, and tells of fewer than three of
 * them no more than that does. */
const neededOf = ({ rows }: RoundData, { atoms, enterprises, weights }: RoundTables): Map<string, Map<string, number>> => {
  const needed = new Map<string, Map<string, number>>();
  for (const { code, kind } of atoms) {
    const kinds = needed.get(code);
    if (kinds) kinds.set(kind, 0);
    else needed.set(code, new Map([[kind, 0]]));
  }
  const known = new Map(
    [...enterprises].map(([id, { industry, aboveScale, stratum }]) => [
      id,
      { kind: kindOf(industry, aboveScale), weight: (weights.get(stratum) ?? ITSELF).weight },
    ]),
  );
  for (const { enterpriseId, occupation, neededInAll } of rows) {
    const [kinds, one] = [needed.get(occupation), known.get(enterpriseId)];
    const sum = one && kinds?.get(one.kind);
    if (one && kinds && sum !== undefined) kinds.set(one.kind, sum + one.weight * neededInAll);
  }
  return needed;
};

/** The same by code of any level. */
const neededByCode = (needed: Map<string, Map<string, number>>): Map<string, number> => {
  const byCode = new Map<string, number>();
  for (const [occupation, kinds] of needed) {
    const sum = [...kinds.values()].reduce((all, one) => all + one, 0);
    for (const code of lineOf(occupation)) byCode.set(code, (byCode.get(code) ?? 0) + sum);
  }
  return byCode;
};

const responseOf = ({ strata }: RoundData): Catalogue['response'] => {
  const sum = (of: 'population' | 'sampled' | 'responded'): number => strata.reduce((all, one) => all + one[of], 0);
  const [population, sampled, responded] = [sum('population'), sum('sampled'), sum('responded')];
  return {
    population,
    sampled,
    responded,
    responseRate: sampled > 0 ? round(responded / sampled, 4) : 0,
    coverage: population > 0 ? round(responded / population, 4) : 0,
  };
};

/** Intervals of the one-way tables and the total, and how many enterprises are behind each. */
const intervalsOf = (data: RoundData, { atoms, cells, rows, weights }: RoundTables): Map<Cell, Estimate & { enterprises: number }> => {
  const number = new Map(data.enterprises.map(({ id }, i) => [id, i]));
  const strata = data.enterprises.map(({ stratum }) => weights.get(stratum) ?? ITSELF);
  const byAtom: number[][] = atoms.map(() => []);
  const who = rows.map(({ row, atom }, i) => {
    byAtom[atom]?.push(i);
    return number.get(row.enterpriseId) ?? 0;
  });
  const amounts = new Float64Array(data.enterprises.length);
  const seen = new Int32Array(data.enterprises.length).fill(-1);
  const intervals = new Map<Cell, Estimate & { enterprises: number }>();
  cells.forEach((cell, pass) => {
    if (!cell.published || !ONE_WAY.has(cell.table)) return;
    const met: number[] = [];
    for (const atom of cell.atoms)
      for (const i of byAtom[atom] ?? []) {
        const one = who[i] ?? 0;
        if (seen[one] !== pass) {
          seen[one] = pass;
          amounts[one] = 0;
          met.push(one);
        }
        amounts[one] = (amounts[one] ?? 0) + (rows[i]?.row.short ?? 0);
      }
    intervals.set(cell, { ...estimateOf(met.map((one) => [strata[one] ?? ITSELF, amounts[one] ?? 0])), enterprises: met.length });
  });
  return intervals;
};

/** In the table by occupation and kind only, and only of what is published. */
const rateIn = (
  { table, published, occupation, industry, aboveScale, short }: Cell,
  needed: Map<string, Map<string, number>>,
): number | null =>
  table === 'province' && published
    ? rateOf(short, needed.get(occupation ?? '')?.get(kindOf(industry ?? '', aboveScale ?? false)) ?? 0)
    : null;

const shown = (
  cell: Cell,
  interval: Estimate | undefined,
  { ratio, shortageRate }: Pick<CatalogueCell, 'ratio' | 'shortageRate'>,
): CatalogueCell => {
  const { table, occupation, node, level, industry, size, aboveScale, published } = cell;
  const where = { table, occupation, node, level, industry, size, aboveScale, withheld: !published };
  if (!published) return { ...where, estimate: null, low: null, high: null, ratio: null, shortageRate: null };
  return {
    ...where,
    estimate: round(cell.short),
    low: maybe(interval?.low ?? null, 0),
    high: maybe(interval?.high ?? null, 0),
    ratio,
    shortageRate,
  };
};

/** By level: posts that ask for none are shared out by seekers, which holds only while their number may be known. */
const ratioOf = (cell: Cell, { cells }: RoundTables, { seekers }: RoundData): number | null => {
  if (cell.table !== 'level' || !seekers || cell.level === 0 || cell.level === null) return null;
  const none = cells.find((one) => one.table === 'level' && one.level === 0);
  if (none && !none.published) return null;
  const all = Object.entries(seekers.byLevel).reduce((sum, [level, people]) => sum + (level === '0' ? 0 : people), 0);
  return maybe(ratioByLevel(cell.short, seekers.byLevel[cell.level] ?? 0, none?.short ?? 0, all), 2);
};

const rankingOf = (lines: readonly CatalogueLine[], { seekers }: RoundData, divisions: number, weights: RankWeights) =>
  ranked(
    lines
      .filter((line) => !line.withheld && depthOf(line.code) === DEPTH)
      .map(({ code, estimate, divisions: reporting }) => ({
        code,
        gap: (estimate ?? 0) - seekersOf(seekers?.byOccupation ?? {}, code),
        divisions: reporting ?? 0,
      })),
    divisions,
    weights,
  );
