import { FEW } from './blocks.js';
import { changesOf, type Change } from './change.js';
import { estimateOf, ITSELF, type Estimate } from './estimate.js';
import { GRADE_POLICY, gradeOf, type Grade, type GradePolicy, type Indicator, type Indicators } from './grade.js';
import { RANK_WEIGHTS, ranked, type RankWeights } from './rank.js';
import { ratioByLevel, ratioByOccupation } from './ratio.js';
import { reasonShares } from './reasons.js';
import { DEPTH, depthOf, lineOf, type RoundData } from './round.js';
import { kindOf, tablesOf, type Cell, type RoundTables, type TableName } from './tables.js';

/** A frozen quarter: what is published of a round, and never changed afterwards. Numbers of people are rounded to whole ones. */
export interface Catalogue {
  roundId: string;
  quarter: string;
  version: number;
  asOf: string;
  figure: 'frozen';
  response: { population: number; sampled: number; responded: number; responseRate: number; coverage: number };
  policy: { rank: RankWeights; grade: GradePolicy; withholdBelow: number; confidence: 0.95 };
  occupations: CatalogueLine[];
  /** Codes of the list before that are not on this one. */
  left: string[];
  cells: CatalogueCell[];
}

/** One occupation of any level of the code. What is withheld has null in every figure. */
export interface CatalogueLine {
  code: string;
  withheld: boolean;
  estimate: number | null;
  low: number | null;
  high: number | null;
  enterprises: number | null;
  /** Short / needed in all. */
  shortageRate: number | null;
  ratio: number | null;
  divisions: number | null;
  /** Occupations only, not the groups above them. */
  rank: number | null;
  score: number | null;
  change: Change | null;
  grade: Grade;
  points: Record<Indicator, number | null> | null;
  quarters: number | null;
  /** Median of the middles of the offered wages, fen a month. */
  wageFen: number | null;
  /** The reason behind the most people; shares are not told, as they would tell of single enterprises. */
  mainReason: string | null;
}

export interface CatalogueCell {
  table: TableName;
  occupation: string | null;
  node: string | null;
  level: number | null;
  industry: string | null;
  size: string | null;
  aboveScale: boolean | null;
  withheld: boolean;
  estimate: number | null;
  /** Only in the total and the one-way tables. */
  low: number | null;
  high: number | null;
  /** By level only. */
  ratio: number | null;
  /** Short / needed in all; in the province's table only. */
  shortageRate: number | null;
}

/** What of the quarter before is looked at. */
export interface Earlier {
  occupations: readonly Pick<CatalogueLine, 'code' | 'rank' | 'quarters' | 'wageFen'>[];
}

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

const round = (value: number, digits = 0): number => Math.round(value * 10 ** digits) / 10 ** digits;
const maybe = (value: number | null, digits: number): number | null => (value === null ? null : round(value, digits));

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

const rateOf = (short: number, needed: number): number | null => (needed > 0 ? round(Math.min(1, short / needed), 4) : null);

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

interface Measures {
  intervals: ReturnType<typeof intervalsOf>;
  /** People needed in all by code. */
  needed: ReadonlyMap<string, number>;
}

const linesOf = (
  data: RoundData,
  tables: RoundTables,
  { intervals, needed }: Measures,
  before: Earlier | null,
  policy: GradePolicy,
): CatalogueLine[] => {
  const rowsBy = rowsByCode(tables);
  const divisionsBy = new Map<string, number>();
  for (const cell of tables.cells)
    if (cell.table === 'occupation_county') divisionsBy.set(cell.occupation ?? '', (divisionsBy.get(cell.occupation ?? '') ?? 0) + 1);
  const demandInAll = tables.cells.find((cell) => cell.table === 'total')?.short ?? 0;
  const beforeBy = new Map(before?.occupations.map((line) => [line.code, line]));
  return tables.cells.flatMap((cell) => {
    if (cell.table !== 'occupation') return [];
    const code = cell.occupation ?? '';
    const interval = intervals.get(cell);
    if (!interval) return [{ ...EMPTY, code }];
    const rows = rowsBy.get(code) ?? [];
    const earlier = beforeBy.get(code);
    const wageFen = medianWage(rows.map(({ row }) => row));
    const quarters = (earlier?.quarters ?? 0) + 1;
    const ratio = data.seekers
      ? ratioByOccupation(cell.short, seekersOf(data.seekers.byOccupation, code), data.seekers.unnamed, demandInAll)
      : null;
    const indicators: Indicators = {
      ...postsOf(data, code),
      ratio,
      wageChange: wageFen !== null && earlier?.wageFen ? wageFen / earlier.wageFen - 1 : null,
      reporting: data.enterprises.length > 0 ? interval.enterprises / data.enterprises.length : null,
      quarters: before ? quarters : null,
    };
    const { grade, points } = gradeOf(indicators, interval.enterprises, policy);
    const reasons = reasonShares(rows.map(({ row, weight }) => ({ reason: row.reason, short: weight * row.short })));
    return [
      {
        ...EMPTY,
        code,
        withheld: false,
        estimate: round(interval.value),
        low: round(interval.low),
        high: round(interval.high),
        enterprises: interval.enterprises,
        shortageRate: rateOf(cell.short, needed.get(code) ?? 0),
        ratio: maybe(ratio, 2),
        divisions: divisionsBy.get(code) ?? 0,
        grade,
        points,
        quarters,
        wageFen,
        mainReason: reasons[0]?.reason ?? null,
      },
    ];
  });
};

const EMPTY: CatalogueLine = {
  code: '',
  withheld: true,
  estimate: null,
  low: null,
  high: null,
  enterprises: null,
  shortageRate: null,
  ratio: null,
  divisions: null,
  rank: null,
  score: null,
  change: null,
  grade: 'X',
  points: null,
  quarters: null,
  wageFen: null,
  mainReason: null,
};

const rowsByCode = ({ rows, atoms }: RoundTables): Map<string, RoundTables['rows']> => {
  const found = new Map<string, RoundTables['rows']>();
  for (const row of rows)
    for (const code of atoms[row.atom]?.line ?? []) {
      if (code === '') continue;
      const list = found.get(code);
      if (list) list.push(row);
      else found.set(code, [row]);
    }
  return found;
};

const within = (code: string, group: string): boolean => code === group || code.startsWith(`${group}-`);

const seekersOf = (byOccupation: Record<string, number>, code: string): number =>
  Object.entries(byOccupation).reduce((sum, [one, people]) => sum + (within(one, code) ? people : 0), 0);

const postsOf = ({ posts }: RoundData, code: string): { fillRate: number | null; daysOpen: number | null } => {
  const own = posts?.filter((one) => within(one.occupation, code)) ?? [];
  const asked = own.reduce((sum, one) => sum + one.asked, 0);
  if (asked === 0) return { fillRate: null, daysOpen: null };
  const filled = own.reduce((sum, one) => sum + one.filled, 0);
  return { fillRate: filled / asked, daysOpen: own.reduce((sum, one) => sum + one.daysOpen * one.asked, 0) / asked };
};

/** The median over rows of the middle of what at least three enterprises offer; whole hundreds of fen would tell no more. */
const medianWage = (rows: readonly { enterpriseId: string; wageFrom: number | null; wageTo: number | null }[]): number | null => {
  const offering = new Set(
    rows.flatMap(({ enterpriseId, wageFrom, wageTo }) => (wageFrom === null && wageTo === null ? [] : [enterpriseId])),
  );
  if (offering.size < FEW) return null;
  const middles = rows.flatMap(({ wageFrom, wageTo }) =>
    wageFrom === null && wageTo === null ? [] : [((wageFrom ?? wageTo ?? 0) + (wageTo ?? wageFrom ?? 0)) / 2],
  );
  middles.sort((a, b) => a - b);
  const middle = middles.length >> 1;
  const upper = middles[middle] ?? 0;
  return Math.round(middles.length % 2 === 1 ? upper : ((middles[middle - 1] ?? 0) + upper) / 2);
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
