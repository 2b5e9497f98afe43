import { startOfDay } from '#platform/db';
import type { Fair } from '../fair.entity.js';

const MINUTE_MS = 60_000;
/** Gates and booths stand before a fair opens, and people leave after it has closed. */
const AROUND_MS = 4 * 60 * MINUTE_MS;

export const instantOf = (day: string, time: string): number =>
  startOfDay(day).getTime() + (Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))) * MINUTE_MS;

/** So long phones are on duty at a fair. */
export const fairHours = ({ day, opensAt, closesAt }: Pick<Fair, 'day' | 'opensAt' | 'closesAt'>): { startsAt: Date; endsAt: Date } => ({
  startsAt: new Date(instantOf(day, opensAt) - AROUND_MS),
  endsAt: new Date(instantOf(day, closesAt) + AROUND_MS),
});
