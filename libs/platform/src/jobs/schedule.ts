import { DateTime } from 'luxon';
import { CITY_ZONE } from '#platform/db';
import type { Job } from './job.js';

type Schedule = NonNullable<Job['schedule']>;

/** When a scheduled job runs next, after `now`. An interval keeps the beat that `last` began; missed beats are not made up for.
 * @throws Error for a time that is none */
export const nextRun = (schedule: Schedule, now: Date, last: Date = now): Date => {
  if ('everyMs' in schedule) {
    const { everyMs } = schedule;
    if (!(everyMs >= 1)) throw new Error(`not an interval: ${everyMs} ms`);
    const beats = Math.max(1, Math.floor((now.getTime() - last.getTime()) / everyMs) + 1);
    return new Date(last.getTime() + beats * everyMs);
  }
  const match = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(schedule.dailyAt);
  if (!match) throw new Error(`not a time of day: ${schedule.dailyAt}`);
  const local = DateTime.fromJSDate(now, { zone: CITY_ZONE });
  const today = local.set({ hour: Number(match[1]), minute: Number(match[2]), second: 0, millisecond: 0 });
  return (today > local ? today : today.plus({ days: 1 })).toJSDate();
};
