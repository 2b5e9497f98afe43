import type { Fair } from '../../api/types';
import { fairs } from '../../api/fairs';

const DAY = 86_400_000;

export const plus = (day: string, days: number): string => new Date(Date.parse(day) + days * DAY).toISOString().slice(0, 10);
export const mondayOf = (day: string): string => plus(day, -((new Date(Date.parse(day)).getUTCDay() + 6) % 7));
export const monthOf = (day: string): string => day.slice(0, 7);

/** The first of the month that is so many months away. */
export const monthPlus = (day: string, months: number): string =>
  new Date(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1 + months, 1)).toISOString().slice(0, 10);

/** Days that a view shows: whole weeks of a month, or one week. */
export const daysShown = (view: 'month' | 'week', day: string): string[] => {
  const first = view === 'week' ? mondayOf(day) : mondayOf(`${monthOf(day)}-01`);
  const last = view === 'week' ? plus(first, 6) : plus(mondayOf(plus(monthPlus(day, 1), -1)), 6);
  const days: string[] = [];
  for (let one = first; one <= last; one = plus(one, 1)) days.push(one);
  return days;
};

/** More than any month has; pages of 200. */
const MOST_PAGES = 5;

/** All fairs of some days. */
export const fairsBetween = async (from: string, to: string, node: string | undefined): Promise<Fair[]> => {
  const found: Fair[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const { items, next } = await fairs.list({ from, to, node, cursor, limit: 200 });
    found.push(...items);
    if (next === null) break;
    cursor = next;
  }
  return found;
};
