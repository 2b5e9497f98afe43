/** From and to of one day, HH:MM, local time of the city. */
export interface Hours {
  from: string;
  to: string;
}

/** A day that is not what its weekday says: a public holiday, or a weekend day that is worked instead (调休). */
export type SpecialKind = 'holiday' | 'workday';

/** When a venue is open: Monday first, and last the public holidays. Null is closed. */
export type OpeningTimes = readonly (Hours | null)[];
export const OPENING_DAYS = 8;
const HOLIDAY = 7;

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));

/** 0 for Monday. @param day YYYY-MM-DD */
const weekdayOf = (day: string): number => (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;

/** When a venue is open on a day: on a holiday its holiday hours, on a make-up working day those of a Monday. */
export const openOn = (times: OpeningTimes, day: string, special: SpecialKind | null): Hours | null =>
  times[special === 'holiday' ? HOLIDAY : special === 'workday' ? 0 : weekdayOf(day)] ?? null;

export const isWithin = ({ opensAt, closesAt }: { opensAt: string; closesAt: string }, hours: Hours | null): boolean =>
  hours !== null && hours.from <= opensAt && closesAt <= hours.to;

const QUARTER = 15;

/** The quarters of an hour, 0 to 95, that hours touch. Rooms and people are taken by the quarter: fairs that touch the same one clash. */
export const quartersOf = (opensAt: string, closesAt: string): number[] => {
  const [first, end] = [Math.floor(minutesOf(opensAt) / QUARTER), Math.ceil(minutesOf(closesAt) / QUARTER)];
  return Array.from({ length: Math.max(0, end - first) }, (_, i) => first + i);
};
