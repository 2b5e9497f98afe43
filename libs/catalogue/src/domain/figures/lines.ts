import { FEW } from './blocks.js';
import type { Estimate } from './estimate.js';
import { gradeOf, type GradePolicy, type Indicators } from './grade.js';
import type { CatalogueLine, Earlier } from './published.js';
import { ratioByOccupation } from './ratio.js';
import { reasonShares } from './reasons.js';
import type { RoundData } from './round.js';
import { maybe, rateOf, round } from './rounding.js';
import type { Cell, RoundTables } from './tables.js';

interface Measures {
  intervals: ReadonlyMap<Cell, Estimate & { enterprises: number }>;
  /** People needed in all by code. */
  needed: ReadonlyMap<string, number>;
}

/** The list: every occupation of any level, with what may be told of it. */
export const linesOf = (
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

export const seekersOf = (byOccupation: Record<string, number>, code: string): number =>
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
