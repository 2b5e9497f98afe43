import { fits, pairKey } from './industry-fit.js';
import type { Answer, AnswerRow } from './questionnaire.js';
import { rangeFor, type WageRanges } from './wages.js';

export const DOUBT_KINDS = [
  'share_of_employees',
  'employees_jump',
  'short_jump',
  'wage',
  'industry',
  'agency_twice',
  'row_twice',
  'rate_of_need',
] as const;
export type DoubtKind = (typeof DOUBT_KINDS)[number];

export const DOUBT_WORDS: Record<DoubtKind, { zh: string; en: string }> = {
  share_of_employees: { zh: '缺工人数与职工人数不相称', en: 'Short of too many for its number of employees' },
  employees_jump: { zh: '职工人数与上季度相差过大', en: 'The number of employees jumped since last quarter' },
  short_jump: { zh: '缺工人数与上季度相差过大', en: 'The shortage jumped since last quarter' },
  wage: { zh: '工资超出该职业的常见范围', en: 'The wage lies outside what the occupation is offered' },
  industry: { zh: '职业与所属行业不符', en: 'The occupation is not found in the industry' },
  agency_twice: { zh: '劳务机构与用工单位重复填报', en: 'Counted by the agency and by its client' },
  row_twice: { zh: '同一岗位重复填报', en: 'The same post is told twice' },
  rate_of_need: { zh: '总需求人数与职工人数不相称', en: 'Needs more people in all than it could employ' },
};

/** One thing to look at; `row` is the place in the answer, -1 for the enterprise as a whole. */
export interface Doubt {
  kind: DoubtKind;
  row: number;
  now: Record<string, number | string | null>;
  /** The same values a quarter before; null when there was no answer. */
  last: Record<string, number | string | null> | null;
}

export interface DoubtFacts {
  industryCode: string | null;
  last: Answer | null;
  ranges: WageRanges;
  /** Pairs of occupation and industry that are usual here, as {@link pairKey} writes them. */
  usualPairs: ReadonlySet<string>;
  /** Credit code of this enterprise. */
  creditCode: string | null;
  /** What others of the round answered that may be the same people: agencies for this enterprise, and clients of this agency. */
  others: readonly { clientCreditCode: string; occupationCode: string; byAgency: boolean }[];
}

const ratio = (a: number, b: number): number => (a > b ? a / Math.max(1, b) : b / Math.max(1, a));

/** Everything about an answer that does not look right. Sums are by occupation, for rows come and go. */
export const doubtsOf = (answer: Answer, facts: DoubtFacts): Doubt[] => [
  ...ofEnterprise(answer, facts),
  ...ofJumps(answer, facts),
  ...answer.rows.flatMap((row, i) => ofRow(row, i, answer, facts)),
];

const total = (answer: Answer): number => answer.rows.reduce((sum, row) => sum + row.stillShort, 0);

const ofEnterprise = (answer: Answer, { last, industryCode }: DoubtFacts): Doubt[] => {
  const doubts: Doubt[] = [];
  const employees = answer.employees ?? 0;
  const short = total(answer);
  const agency = /^L?726/.test(industryCode ?? '');
  const before = last && { employees: last.employees, stillShort: total(last) };
  // Half of the staff and more; the smallest double in a quarter as a matter of course.
  if (!agency && short > Math.max(10, employees * 0.5))
    doubts.push({ kind: 'share_of_employees', row: -1, now: { employees, stillShort: short }, last: before });
  const needed = answer.rows.reduce((sum, row) => sum + (row.neededInAll ?? 0), 0);
  if (!agency && needed > Math.max(30, (employees + short) * 1.5)) {
    doubts.push({
      kind: 'rate_of_need',
      row: -1,
      now: { employees, neededInAll: needed },
      last: last && { employees: last.employees, neededInAll: last.rows.reduce((sum, row) => sum + (row.neededInAll ?? 0), 0) },
    });
  }
  const was = last?.employees ?? null;
  if (was !== null && Math.abs(employees - was) >= 20 && ratio(employees, was) >= 1.8)
    doubts.push({ kind: 'employees_jump', row: -1, now: { employees }, last: { employees: was } });
  return doubts;
};

const ofJumps = (answer: Answer, { last }: DoubtFacts): Doubt[] => {
  if (!last) return [];
  const before = byOccupation(last.rows);
  return [...byOccupation(answer.rows)].flatMap(([code, { short, filled, gone, row }]) => {
    const was = before.get(code)?.short;
    if (was === undefined) return [];
    const rose = short - was >= 20 && ratio(short, was) >= 4;
    // Fewer by far is no wonder where people came or the work was given up.
    const fell = was - short >= 20 && ratio(short, was) >= 4 && !gone && filled < (was - short) * 0.5;
    return rose || fell
      ? [
          {
            kind: 'short_jump' as const,
            row,
            now: { occupationCode: code, stillShort: short },
            last: { occupationCode: code, stillShort: was },
          },
        ]
      : [];
  });
};

const byOccupation = (rows: readonly AnswerRow[]): Map<string, { short: number; filled: number; gone: boolean; row: number }> => {
  const sums = new Map<string, { short: number; filled: number; gone: boolean; row: number }>();
  rows.forEach((row, i) => {
    if (!row.occupationCode) return;
    const known = sums.get(row.occupationCode) ?? { short: 0, filled: 0, gone: false, row: i };
    sums.set(row.occupationCode, {
      short: known.short + row.stillShort,
      filled: known.filled + row.filledSince,
      gone: known.gone || row.withdrawn,
      row: known.row,
    });
  });
  return sums;
};

const ofRow = (row: AnswerRow, i: number, answer: Answer, facts: DoubtFacts): Doubt[] => {
  const code = row.occupationCode;
  if (!code || row.stillShort === 0) return [];
  const doubts: Doubt[] = [];
  const old = facts.last?.rows.find((one) => one.occupationCode === code && one.skillLevel === row.skillLevel);
  const [low, high] = rangeFor(facts.ranges, code);
  const from = row.wageFromYuan ?? row.wageToYuan;
  const to = row.wageToYuan ?? row.wageFromYuan;
  if (from !== null && to !== null && (from < low || to > high)) {
    doubts.push({
      kind: 'wage',
      row: i,
      now: { wageFromYuan: from, wageToYuan: to, usualFrom: low, usualTo: high },
      last: old ? { wageFromYuan: old.wageFromYuan, wageToYuan: old.wageToYuan } : null,
    });
  }
  if (!fits(code, facts.industryCode) && !facts.usualPairs.has(pairKey(code, facts.industryCode))) {
    doubts.push({
      kind: 'industry',
      row: i,
      now: { occupationCode: code, industryCode: facts.industryCode },
      last: old ? { occupationCode: old.occupationCode } : null,
    });
  }
  const client = row.clientCreditCode ?? facts.creditCode;
  const other = facts.others.find(
    (one) => one.clientCreditCode === client && one.occupationCode === code && one.byAgency === (row.clientCreditCode === null),
  );
  if (other)
    doubts.push({
      kind: 'agency_twice',
      row: i,
      now: { occupationCode: code, stillShort: row.stillShort, clientCreditCode: client },
      last: old ? { stillShort: old.stillShort } : null,
    });
  if (answer.rows.slice(0, i).some((one) => same(one, row))) {
    doubts.push({
      kind: 'row_twice',
      row: i,
      now: { occupationCode: code, stillShort: row.stillShort },
      last: old ? { stillShort: old.stillShort } : null,
    });
  }
  return doubts;
};

/** The same post with the same figures. Two posts of one occupation differ in something. */
const same = (a: AnswerRow, b: AnswerRow): boolean =>
  a.occupationCode === b.occupationCode &&
  a.skillLevel === b.skillLevel &&
  a.stillShort === b.stillShort &&
  a.clientCreditCode === b.clientCreditCode &&
  a.wageFromYuan === b.wageFromYuan &&
  a.wageToYuan === b.wageToYuan &&
  a.neededInAll === b.neededInAll &&
  a.title === b.title;
