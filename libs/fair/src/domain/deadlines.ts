import { addDays } from '#platform/dates';
import type { Filing } from './filing.js';
import type { FairState } from './states.js';

/** What of a fair is due by a day: its filing, the application for a permit, its results. */
export const DEADLINES = ['filing', 'permit', 'results'] as const;
export type Deadline = (typeof DEADLINES)[number];

/** Rules of the city about what is due when, and about series; kept with those of filing. */
export interface YearRules {
  /** Days before something is due from which on the office is reminded. */
  remindDays: number;
  /** Days after a fair by which its results are in. */
  resultsDays: number;
  /** Fairs that may be planned at once, in a series. */
  seriesMost: number;
}

export interface Due {
  kind: Deadline;
  due: string;
}

/** What of a fair is still due, earliest first. @param resultsDays days after a fair by which its results are in */
export const dueOf = (fair: { day: string; state: FairState; filing: Filing }, resultsDays: number): Due[] => {
  const { state, filing } = fair;
  const list: Due[] = [];
  const permitMissing = filing.gaps.includes('permit_number');
  if (state === 'planned' && filing.permit && permitMissing) list.push({ kind: 'permit', due: filing.permit.applyBy });
  const until = filing.owed.map((one) => one.until).sort()[0];
  if (state === 'planned') list.push({ kind: 'filing', due: until ?? addDays(fair.day, -1) });
  if (state === 'ended') list.push({ kind: 'results', due: addDays(fair.day, resultsDays) });
  return list.sort((a, b) => (a.due < b.due ? -1 : Number(a.due > b.due)));
};
