import type { Says } from './retention.js';

/** Who paid a month of somebody's social insurance: the employer whom they were brought to, or another one. */
export type PaidBy = 'same' | 'other';

export interface PaidMonth {
  /** YYYY-MM */
  month: string;
  paidBy: PaidBy;
}

export const monthOf = (day: string): string => day.slice(0, 7);

/** A month after or before another one. */
export const addMonths = (month: string, months: number): string => {
  const at = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 + months;
  return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`;
};

/** All months from one to another, both counted. */
export const monthsFrom = (from: string, to: string): string[] => {
  const months: string[] = [];
  for (let month = from; month <= to; month = addMonths(month, 1)) months.push(month);
  return months;
};

const YEAR_FIRST = /^(\d{4})(?:年|[-/.])?(\d{1,2})(?:月份?)?(?:(?:[-/.日]?\d{1,2}日?)(?:\s.*)?)?$/;

/** A month as lists write it: 2026-12, 202612, 2026年12月, 2026/12/01, 20261201. @returns YYYY-MM, or null */
export const readMonth = (text: string): string | null => {
  const [, year = '', month = ''] = YEAR_FIRST.exec(text.replace(/\s+/g, '')) ?? [];
  const n = Number(month);
  return year >= '1990' && year <= '2100' && n >= 1 && n <= 12 ? `${year}-${String(n).padStart(2, '0')}` : null;
};

/**
 * What insurance months show of a check: there, when the same employer paid the month of the day or a later one; gone, when the last month
 * that is known up to that day is another employer's and later than the signing. A missing month shows nothing: it may be paid late.
 */
export const insuranceSays = (check: { dueOn: string; signedOn: string }, months: readonly PaidMonth[]): Says | null => {
  const [due, signed] = [monthOf(check.dueOn), monthOf(check.signedOn)];
  if (months.some(({ month, paidBy }) => paidBy === 'same' && month >= due)) return 'stayed';
  const known = months.filter(({ month }) => month > signed && month <= due).sort((a, b) => (a.month < b.month ? 1 : -1));
  return known[0]?.paidBy === 'other' ? 'left' : null;
};
