import type { Seekers } from './round.js';

/**
 * People of the public employment services who look for work: of one occupation (null when they name none) and skill level
 * (0 without a certificate).
 */
export interface SeekerRow {
  occupation: string | null;
  level: number;
  people: number;
}

/** Rows of one occupation and level as one, in order of code and level, those who name no occupation first. */
export const joined = (rows: readonly SeekerRow[]): SeekerRow[] => {
  const sums = new Map<string, SeekerRow>();
  for (const row of rows) {
    const key = `${row.occupation ?? ''}|${row.level}`;
    const before = sums.get(key);
    sums.set(key, before ? { ...row, people: before.people + row.people } : row);
  }
  return [...sums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
};

/** The register as the ratios need it. */
export const countSeekers = (rows: readonly SeekerRow[]): Seekers => {
  const seekers: Seekers = { byOccupation: {}, byLevel: {}, unnamed: 0 };
  for (const { occupation, level, people } of rows) {
    if (occupation === null) seekers.unnamed += people;
    else seekers.byOccupation[occupation] = (seekers.byOccupation[occupation] ?? 0) + people;
    seekers.byLevel[level] = (seekers.byLevel[level] ?? 0) + people;
  }
  return seekers;
};
