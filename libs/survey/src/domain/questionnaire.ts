import type { RoundForm } from './round.js';

/** Why a place stays empty. */
export const REASONS = ['no_applicants', 'skill', 'pay', 'shift', 'lodging', 'distance', 'leaving'] as const;
export type Reason = (typeof REASONS)[number];

/** What an enterprise says of one of its needs. Money in whole yuan a month. */
export interface AnswerRow {
  /** The need in the ledger; null for one that is told here for the first time. */
  needId: string | null;
  occupationCode: string | null;
  title: string;
  /** 0 none asked … 8 首席技师. */
  skillLevel: number;
  /** People still short today; 0 when all came or none are wanted any more. */
  stillShort: number;
  /** People the work needs in all, those at work included: the base of 缺工率. */
  neededInAll: number | null;
  /** People who came since the quarter before. */
  filledSince: number;
  /** Nobody is wanted for it any more. */
  withdrawn: boolean;
  reasons: Reason[];
  wageFromYuan: number | null;
  wageToYuan: number | null;
  /** For whom a staffing agency seeks. */
  clientCreditCode: string | null;
}

/** A whole answer. The last four are asked by the long form only. */
export interface Answer {
  employees: number | null;
  contactName: string | null;
  contactPhone: string | null;
  rows: AnswerRow[];
  /** People to be taken on in the quarter to come. */
  openingsNext: number | null;
  hiredLast: number | null;
  leftLast: number | null;
  /** Beds that the enterprise can still offer. */
  bedsFree: number | null;
}

/** A post of an answer that is still being written: how many are short may not be told yet. */
export type SaidRow = Omit<AnswerRow, 'stillShort'> & { stillShort: number | null };
export type SaidAnswer = Omit<Answer, 'rows'> & { rows: SaidRow[] };

export const emptyAnswer: Answer = {
  employees: null,
  contactName: null,
  contactPhone: null,
  rows: [],
  openingsNext: null,
  hiredLast: null,
  leftLast: null,
  bedsFree: null,
};

export const FAULTS = [
  'employees',
  'title',
  'occupation',
  'short',
  'needed',
  'needed_below_short',
  'reason',
  'wages_crossed',
  'withdrawn_short',
  'contact',
  'long_form',
  'twice',
  'phone',
  'client_code',
  'wording',
] as const;
export type AnswerFault = (typeof FAULTS)[number];

export interface AnswerFacts {
  form: RoundForm;
  isPostable: (occupationCode: string) => boolean;
  isPhone: (text: string) => boolean;
  isCreditCode: (code: string) => boolean;
  /** The first phrase that no published post may say, and the rule; as the ledger of needs sees it. */
  refusedIn: (text: string) => { phrase: string; rule: { zh: string; en: string } } | undefined;
}

export interface FoundFault {
  path: string;
  code: AnswerFault;
  params?: Record<string, string>;
}

/** What is missing or impossible in an answer that is to be handed in; `path` is the field, such as `rows.2.reasons`. */
export const faultsOf = (answer: SaidAnswer, facts: AnswerFacts): FoundFault[] => {
  const faults: FoundFault[] = [];
  const add = (path: string, code: AnswerFault, params?: FoundFault['params']): void =>
    void faults.push({ path, code, ...(params ? { params } : {}) });
  if (answer.employees === null || answer.employees < 1) add('employees', 'employees');
  if (facts.form === 'long') {
    for (const field of ['openingsNext', 'hiredLast', 'leftLast'] as const) if (answer[field] === null) add(field, 'long_form');
  }
  const needs = new Set<string>();
  answer.rows.forEach((row, i) => {
    for (const { path, code, params } of rowFaults(row, facts)) add(`rows.${i}.${path}`, code, params);
    if (row.needId !== null && needs.has(row.needId)) add(`rows.${i}.needId`, 'twice');
    if (row.needId !== null) needs.add(row.needId);
  });
  if (answer.rows.some((row) => row.needId === null && row.stillShort !== null && row.stillShort > 0) && !answer.contactPhone)
    add('contactPhone', 'contact');
  if (answer.contactPhone && !facts.isPhone(answer.contactPhone)) add('contactPhone', 'phone');
  return faults;
};

/** What stands here goes into the ledger of needs and into the catalogue: whatever publishing a need refuses is refused here. */
const rowFaults = (row: SaidRow, { isPostable, isCreditCode, refusedIn }: AnswerFacts): FoundFault[] => {
  const faults: FoundFault[] = [];
  const refused = refusedIn(row.title);
  if (refused)
    faults.push({ path: 'title', code: 'wording', params: { phrase: refused.phrase, zh: refused.rule.zh, en: refused.rule.en } });
  if (row.clientCreditCode !== null && !isCreditCode(row.clientCreditCode)) faults.push({ path: 'clientCreditCode', code: 'client_code' });
  if (row.title.trim().length < 2) faults.push({ path: 'title', code: 'title' });
  if (row.occupationCode === null || !isPostable(row.occupationCode)) faults.push({ path: 'occupationCode', code: 'occupation' });
  if (row.stillShort === null) return [...faults, { path: 'stillShort', code: 'short' }];
  if (row.withdrawn && row.stillShort > 0) faults.push({ path: 'stillShort', code: 'withdrawn_short' });
  if (row.wageFromYuan !== null && row.wageToYuan !== null && row.wageFromYuan > row.wageToYuan)
    faults.push({ path: 'wageToYuan', code: 'wages_crossed' });
  if (row.stillShort === 0 || row.withdrawn) return faults;
  if (row.reasons.length === 0) faults.push({ path: 'reasons', code: 'reason' });
  if (row.neededInAll === null) faults.push({ path: 'neededInAll', code: 'needed' });
  else if (row.neededInAll < row.stillShort) faults.push({ path: 'neededInAll', code: 'needed_below_short' });
  return faults;
};

/** A need as the form is filled from: what the ledger says today. */
export interface KnownNeed {
  id: string;
  occupationCode: string | null;
  title: string;
  skillLevel: number;
  shortage: number;
  neededInAll: number | null;
  wageFromYuan: number | null;
  wageToYuan: number | null;
  clientCreditCode: string | null;
}

export interface KnownEnterprise {
  employees: number | null;
  contactName: string | null;
  contactPhone: string | null;
}

/** The form as an enterprise finds it: its needs from the ledger, reasons and people in all from its last answer. */
export const prefill = (enterprise: KnownEnterprise, needs: readonly KnownNeed[], last: Answer | null): Answer => {
  const before = (need: KnownNeed): AnswerRow | undefined =>
    last?.rows.find((row) => row.needId === need.id) ??
    last?.rows.find(
      (row) =>
        row.occupationCode === need.occupationCode && row.skillLevel === need.skillLevel && row.clientCreditCode === need.clientCreditCode,
    );
  return {
    ...emptyAnswer,
    employees: last?.employees ?? enterprise.employees,
    contactName: enterprise.contactName ?? last?.contactName ?? null,
    contactPhone: enterprise.contactPhone ?? last?.contactPhone ?? null,
    openingsNext: last?.openingsNext ?? null,
    hiredLast: last?.hiredLast ?? null,
    leftLast: last?.leftLast ?? null,
    bedsFree: last?.bedsFree ?? null,
    rows: needs.map((need) => {
      const old = before(need);
      const neededInAll = need.neededInAll ?? old?.neededInAll ?? null;
      return {
        needId: need.id,
        occupationCode: need.occupationCode,
        title: need.title,
        skillLevel: need.skillLevel,
        stillShort: need.shortage,
        neededInAll: neededInAll === null ? null : Math.max(neededInAll, need.shortage),
        filledSince: 0,
        withdrawn: false,
        reasons: old?.reasons ?? [],
        wageFromYuan: need.wageFromYuan,
        wageToYuan: need.wageToYuan,
        clientCreditCode: need.clientCreditCode,
      };
    }),
  };
};
