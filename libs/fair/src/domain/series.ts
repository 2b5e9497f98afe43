import { addDays } from '#platform/dates';

export interface SeriesRule {
  firstDay: string;
  /** 1 for every week, 2 for every fortnight. */
  everyWeeks: number;
  /** The last day that may be one of them. */
  until: string;
  except: readonly string[];
}

/** Days of a series, at most one more than `most`: whoever asks for more needs no list of them. */
export const daysOf = ({ firstDay, everyWeeks, until, except }: SeriesRule, most: number): string[] => {
  const [left, days] = [new Set(except), [] as string[]];
  for (let day = firstDay; day <= until && days.length <= most; day = addDays(day, 7 * everyWeeks)) if (!left.has(day)) days.push(day);
  return days;
};

/** How many there would be. */
export const countOf = ({ firstDay, everyWeeks, until, except }: SeriesRule): number => {
  const days = Math.floor((Date.parse(until) - Date.parse(firstDay)) / 86_400_000);
  if (days < 0) return 0;
  const dates = Math.floor(days / (7 * everyWeeks)) + 1;
  const left = new Set(except.filter((day) => day >= firstDay && day <= until && isIn(day, firstDay, everyWeeks)));
  return dates - left.size;
};

const isIn = (day: string, firstDay: string, everyWeeks: number): boolean =>
  ((Date.parse(day) - Date.parse(firstDay)) / 86_400_000) % (7 * everyWeeks) === 0;
