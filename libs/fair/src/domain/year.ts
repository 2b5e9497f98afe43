import { addDays } from '#platform/dates';
import type { FairState } from './states.js';

/** Of a fair, what counts in the year. */
export interface YearFair {
  day: string;
  nodeId: string;
  campaign: string;
  themeOccupation: string | null;
  state: FairState;
}

/** Fairs that were or will be, by how far they are; cancelled ones stand apart and count for nothing. */
export interface Tally {
  fairs: number;
  held: number;
  announced: number;
  planned: number;
  cancelled: number;
}

export interface Part extends Tally {
  key: string;
}

export interface Year extends Tally {
  months: Part[];
  /** By the Monday of the week. */
  weeks: Part[];
  nodes: Part[];
  /** By the occupation that they are about, to the group of two levels; '' for those about none. */
  themes: Part[];
  campaigns: Part[];
}

const none = (): Tally => ({ fairs: 0, held: 0, announced: 0, planned: 0, cancelled: 0 });

const kindOf = (state: FairState): Exclude<keyof Tally, 'fairs'> => {
  if (state === 'cancelled') return 'cancelled';
  if (state === 'planned' || state === 'filed') return 'planned';
  return state === 'ended' || state === 'results_in' ? 'held' : 'announced';
};

const add = (tally: Tally, state: FairState): void => {
  const kind = kindOf(state);
  tally[kind] += 1;
  if (kind !== 'cancelled') tally.fairs += 1;
};

export const mondayOf = (day: string): string => addDays(day, -((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7));

const by = (fairs: readonly YearFair[], keyOf: (fair: YearFair) => string, all: readonly string[] = []): Part[] => {
  const parts = new Map<string, Part>(all.map((key) => [key, { key, ...none() }]));
  for (const fair of fairs) {
    const key = keyOf(fair);
    const part = parts.get(key) ?? { key, ...none() };
    add(part, fair.state);
    parts.set(key, part);
  }
  return [...parts.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
};

/** The year's fairs by month, week, county, theme and campaign; months and weeks without one are there too. */
export const yearOf = (year: number, fairs: readonly YearFair[]): Year => {
  const total = none();
  for (const { state } of fairs) add(total, state);
  const months = Array.from({ length: 12 }, (_, i) => `${year}-${String(i + 1).padStart(2, '0')}`);
  const weeks: string[] = [];
  for (let day = mondayOf(`${year}-01-01`); day <= `${year}-12-31`; day = addDays(day, 7)) weeks.push(day);
  return {
    ...total,
    months: by(fairs, ({ day }) => day.slice(0, 7), months),
    weeks: by(fairs, ({ day }) => mondayOf(day), weeks),
    nodes: by(fairs, ({ nodeId }) => nodeId),
    themes: by(fairs, ({ themeOccupation }) => (themeOccupation ?? '').slice(0, 4)),
    campaigns: by(fairs, ({ campaign }) => campaign),
  };
};
