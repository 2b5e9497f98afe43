import { DateTime } from 'luxon';

export const CITY_ZONE = 'Asia/Shanghai';

const MINUTE_MS = 60_000;
let last = { minute: NaN, day: '' };

/** The day in the city's time zone, YYYY-MM-DD. Days begin with a minute: within one the answer is kept, for it is asked row by row. */
export const dayOf = (instant: Date): string => {
  const minute = Math.floor(instant.getTime() / MINUTE_MS);
  if (minute !== last.minute) last = { minute, day: DateTime.fromJSDate(instant, { zone: CITY_ZONE }).toISODate() ?? '' };
  return last.day;
};

/** The moment as clocks of the city show it, YYYY-MM-DD HH:MM:SS. */
export const localTime = (instant: Date): string => DateTime.fromJSDate(instant, { zone: CITY_ZONE }).toFormat('yyyy-MM-dd HH:mm:ss');

/** The instant at which that day begins in the city's time zone. */
export const startOfDay = (day: string): Date => DateTime.fromISO(day, { zone: CITY_ZONE }).toJSDate();

/** `day` moved by whole days. */
export const addDays = (day: string, days: number): string => DateTime.fromISO(day, { zone: 'utc' }).plus({ days }).toISODate() ?? '';
