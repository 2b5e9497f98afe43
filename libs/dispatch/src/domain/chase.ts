import { addDays } from '#platform/dates';

/** What the city says about checks after 30, 90 and 180 days. */
export interface RetentionRules {
  /** So many days from a check's own on the employer can answer before the liaison asks. */
  answerDays: number;
}

/** Whose turn a check is: the employer's for so many days from its day on, then the liaison's, who asks the employer. */
export const TURNS = ['employer', 'liaison'] as const;
export type Turn = (typeof TURNS)[number];

/** The last day on which the employer can answer without being asked again. */
export const answerBy = (dueOn: string, answerDays: number): string => addDays(dueOn, answerDays);

export const turnOf = (dueOn: string, answerDays: number, today: string): Turn =>
  answerBy(dueOn, answerDays) < today ? 'liaison' : 'employer';

/** Checks of that day or before are late. */
export const lateSince = (today: string, answerDays: number): string => addDays(today, -answerDays - 1);
