import type { DoubtFacts, DoubtKind } from '../doubts.js';
import { emptyAnswer, REASONS, type Answer, type AnswerRow } from '../questionnaire.js';
import { seeded } from '../random.js';
import { pairKey } from '../industry-fit.js';
import { wageRanges } from '../wages.js';

/** Occupations as the factories of an industry division seek them, with what they pay. */
const TRADES: Record<string, readonly (readonly [code: string, from: number, to: number])[]> = {
  C34: [
    ['6-18-02-04', 6000, 9500],
    ['6-18-01-01', 5500, 9000],
    ['6-20-01-01', 5500, 8500],
    ['6-31-01-03', 5500, 8000],
    ['6-18-01-07', 6000, 9800],
  ],
  C18: [
    ['6-05-01-03', 4500, 7500],
    ['6-05-01-02', 4800, 7000],
    ['6-31-05-00', 4500, 6000],
  ],
  C17: [
    ['6-04-03-03', 5200, 7800],
    ['6-04-02-01', 5000, 7500],
    ['6-31-05-00', 4500, 6000],
  ],
  C36: [
    ['6-22-02-01', 5800, 8200],
    ['6-18-02-04', 6000, 9500],
    ['6-18-03-03', 6000, 9500],
  ],
  C26: [
    ['6-11-01-03', 5800, 8500],
    ['6-31-01-03', 5500, 8000],
    ['4-02-06-01', 4500, 6200],
  ],
  H62: [
    ['4-03-02-05', 3800, 5200],
    ['4-03-02-01', 6000, 9000],
    ['4-09-08-01', 3000, 4000],
  ],
  E47: [
    ['6-29-01-04', 7000, 10000],
    ['6-29-01-01', 7500, 11000],
    ['6-30-05-01', 5500, 7800],
  ],
  L72: [
    ['6-18-02-04', 6000, 9500],
    ['6-05-01-03', 4500, 7500],
    ['4-07-05-01', 3600, 4800],
  ],
};
const DIVISIONS = Object.keys(TRADES);
const SIZES = [
  [8, 19],
  [20, 299],
  [20, 299],
  [300, 999],
  [1000, 5000],
] as const;

export const FAULT_KINDS = [
  'short_times_ten',
  'short_times_hundred',
  'employees_dropped_digit',
  'employees_added_digit',
  'wage_in_thousands',
  'wage_a_year',
  'wage_a_day',
  'foreign_occupation',
  'agency_and_client',
  'row_repeated',
  'needed_times_ten',
  'shortage_vanished',
] as const;
export type PlantedFault = (typeof FAULT_KINDS)[number];

export interface GeneratedAnswer {
  answer: Answer;
  facts: DoubtFacts;
  /** What was done to it; null when it is sound. */
  planted: PlantedFault | null;
}

interface Firm {
  division: string;
  agency: boolean;
  creditCode: string;
}

/** A round of `firms` answers beside those of the quarter before, with the noise of real ones (people come and go, wages creep, posts
 * appear and vanish), in which `faults` answers, of every kind in turn, hold one gross fault. The seed decides everything. */
export const roundWithFaults = (seed: number, firms = 3_000, faults = 200): GeneratedAnswer[] => {
  const next = seeded(seed);
  const made = Array.from({ length: firms }, (_, i) => {
    const division = DIVISIONS[Math.floor(next() * DIVISIONS.length)] ?? 'C34';
    const firm: Firm = { division, agency: division === 'L72', creditCode: `91370702MA3K${String(i).padStart(5, '0')}X` };
    const last = lastAnswer(next, firm);
    return { firm, last, answer: grown(next, firm, last) };
  });
  const every = made.flatMap(({ last }) =>
    last.rows.map((row) => ({ occupationCode: row.occupationCode ?? '', fromYuan: row.wageFromYuan, toYuan: row.wageToYuan })),
  );
  const ranges = wageRanges(every);
  const usualPairs = new Set(made.flatMap(({ firm, last }) => last.rows.map((row) => pairKey(row.occupationCode ?? '', firm.division))));
  const answers = made.map(({ firm, last, answer }): GeneratedAnswer => ({
    answer,
    planted: null,
    facts: {
      industryCode: firm.agency ? 'L726' : `${firm.division}1`,
      creditCode: firm.creditCode,
      last: next() < 0.9 ? last : null,
      ranges,
      usualPairs,
      others: [],
    },
  }));
  let planted = 0;
  for (let i = 0; planted < faults && i < answers.length * 3; i += 1) {
    const one = answers[Math.floor(next() * answers.length)];
    const kind = FAULT_KINDS[planted % FAULT_KINDS.length] ?? 'row_repeated';
    if (one?.planted === null && plant(next, one, kind)) planted += 1;
  }
  return answers;
};

const between = (next: () => number, low: number, high: number): number => low + Math.floor(next() * (high - low + 1));

const lastAnswer = (next: () => number, firm: Firm): Answer => {
  const [low, high] = SIZES[Math.floor(next() * SIZES.length)] ?? [20, 299];
  const employees = Math.round(low * (high / low) ** next());
  const trades = TRADES[firm.division] ?? [];
  const posts = Math.min(trades.length, between(next, 1, 4));
  const rows = trades.slice(0, posts).map(([code, from, to]) => post(next, firm, code, from, to, employees / posts));
  return { ...emptyAnswer, employees, contactPhone: '0536-8880000', rows };
};

const post = (next: () => number, firm: Firm, code: string, from: number, to: number, share: number): AnswerRow => {
  const atWork = Math.max(2, Math.round(share * (0.2 + next() * 0.6)));
  const stillShort = Math.max(1, Math.round(atWork * (0.02 + next() ** 2 * 0.3)));
  const wage = Math.round((from * (0.85 + next() * 0.3)) / 100) * 100;
  return {
    needId: null,
    occupationCode: code,
    title: code,
    skillLevel: between(next, 0, 3),
    stillShort,
    neededInAll: atWork + stillShort,
    filledSince: 0,
    withdrawn: false,
    reasons: [REASONS[Math.floor(next() * REASONS.length)] ?? 'pay'],
    wageFromYuan: wage,
    wageToYuan: Math.round((wage + (to - from) * (0.4 + next())) / 100) * 100,
    clientCreditCode: firm.agency ? `91370702MA3C${String(between(next, 0, 99_999)).padStart(5, '0')}X` : null,
  };
};

/** The quarter after: most things stay nearly as they were, some posts are filled, given up or new. */
const grown = (next: () => number, firm: Firm, last: Answer): Answer => {
  const employees = Math.max(5, Math.round((last.employees ?? 20) * (0.85 + next() * 0.3)));
  const rows = last.rows.flatMap((row): AnswerRow[] => {
    const dice = next();
    if (dice < 0.08) return [];
    const came = dice < 0.3 ? Math.round(row.stillShort * next()) : 0;
    const stillShort = dice < 0.12 ? 0 : Math.max(0, Math.round((row.stillShort - came) * (0.7 + next() * (next() < 0.03 ? 3 : 0.9))));
    const creep = 0.97 + next() * 0.08;
    return [
      {
        ...row,
        stillShort,
        filledSince: stillShort === 0 ? row.stillShort : came,
        neededInAll: Math.max(stillShort, row.neededInAll ?? 0),
        wageFromYuan: Math.round(((row.wageFromYuan ?? 0) * creep) / 100) * 100,
        wageToYuan: Math.round(((row.wageToYuan ?? 0) * creep) / 100) * 100,
      },
    ];
  });
  const trade = (TRADES[firm.division] ?? [])[Math.floor(next() * 5)];
  if (trade && next() < 0.15) rows.push(post(next, firm, trade[0], trade[1], trade[2], employees / 4));
  return { ...last, employees, rows };
};

/** @returns false when this answer is not one that the fault could happen to. */
const plant = (next: () => number, one: GeneratedAnswer, kind: PlantedFault): boolean => {
  const { answer } = one;
  const i = answer.rows.findIndex(({ stillShort }) => stillShort >= 3);
  const row = answer.rows[i];
  if (!row || (answer.employees ?? 0) < 20) return false;
  const fault = planting[kind]({ row, employees: answer.employees ?? 0, facts: one.facts, next });
  if (!fault) return false;
  const rows = answer.rows.map((old, at) => (at === i ? { ...old, ...fault.row } : old));
  one.answer = { ...answer, ...fault.answer, rows: [...rows, ...(fault.extra ? [fault.extra] : [])] };
  one.facts = { ...one.facts, ...fault.facts };
  one.planted = kind;
  return true;
};

interface Field {
  row: AnswerRow;
  employees: number;
  facts: DoubtFacts;
  next: () => number;
}
interface Change {
  row?: Partial<AnswerRow>;
  answer?: Partial<Answer>;
  facts?: Partial<DoubtFacts>;
  extra?: AnswerRow;
}

const paid = ({ row }: Field, by: number): Change => ({
  row: { wageFromYuan: Math.round((row.wageFromYuan ?? 0) * by), wageToYuan: Math.round((row.wageToYuan ?? 0) * by) },
});
const more = ({ row }: Field, by: number): Change => ({
  row: { stillShort: row.stillShort * by, neededInAll: (row.neededInAll ?? 0) + row.stillShort * (by - 1) },
});
const FOREIGN = ['6-16-01-01', '6-23-01-01', '5-01-01-01', '6-03-01-01'];

const planting: Record<PlantedFault, (field: Field) => Change | null> = {
  short_times_ten: (field) => more(field, 10),
  short_times_hundred: (field) => more(field, 100),
  employees_dropped_digit: ({ employees, facts }) =>
    employees >= 40 && facts.last ? { answer: { employees: Math.floor(employees / 10) } } : null,
  employees_added_digit: ({ employees, facts }) => (facts.last ? { answer: { employees: employees * 10 } } : null),
  wage_in_thousands: (field) => paid(field, 0.001),
  wage_a_year: (field) => paid(field, 12),
  wage_a_day: (field) => paid(field, 1 / 26),
  foreign_occupation: ({ facts, next }) =>
    facts.industryCode === 'L726' ? null : { row: { occupationCode: FOREIGN[Math.floor(next() * FOREIGN.length)] ?? '6-16-01-01' } },
  agency_and_client: ({ row, facts }) => {
    const clientCreditCode = row.clientCreditCode ?? facts.creditCode ?? '';
    return { facts: { others: [{ clientCreditCode, occupationCode: row.occupationCode ?? '', byAgency: row.clientCreditCode === null }] } };
  },
  row_repeated: ({ row }) => ({ extra: { ...row } }),
  needed_times_ten: ({ row, employees }) => ({ row: { neededInAll: Math.max(row.neededInAll ?? 0, employees) * 10 } }),
  shortage_vanished: ({ row, facts }) => {
    const was = facts.last?.rows.find((old) => old.occupationCode === row.occupationCode)?.stillShort ?? 0;
    return was >= 25 ? { row: { stillShort: Math.floor(was / 20), filledSince: 0 } } : null;
  },
};

/** Kinds of doubt that a planted fault may be found by. */
export const foundBy: Record<PlantedFault, readonly DoubtKind[]> = {
  short_times_ten: ['share_of_employees', 'short_jump', 'rate_of_need'],
  short_times_hundred: ['share_of_employees', 'short_jump', 'rate_of_need'],
  employees_dropped_digit: ['employees_jump', 'share_of_employees', 'rate_of_need'],
  employees_added_digit: ['employees_jump'],
  wage_in_thousands: ['wage'],
  wage_a_year: ['wage'],
  wage_a_day: ['wage'],
  foreign_occupation: ['industry'],
  agency_and_client: ['agency_twice'],
  row_repeated: ['row_twice', 'rate_of_need'],
  needed_times_ten: ['rate_of_need'],
  shortage_vanished: ['short_jump'],
};
