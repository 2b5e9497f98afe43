import type { Wording } from '#platform/http';
import type { FairClash } from '../fair-clashes.js';

/** What stands against a fair, in words for an error. */
export const wordsOf = ({ kind, name, from, to, count }: FairClash): Wording => {
  const words: Record<FairClash['kind'], Wording> = {
    room_taken: { zh: `场地已被“${name}”占用（${from}–${to}）`, en: `the room is taken by “${name}” (${from}–${to})` },
    venue_closed: from
      ? { zh: `场地只在 ${from}–${to} 开放`, en: `the venue is open from ${from} to ${to} only` }
      : { zh: '场地当日不开放', en: 'the venue is closed' },
    room_small: { zh: `展厅只有 ${count} 个展位`, en: `the room has ${count} booths only` },
    enterprise_busy: { zh: `${name} 同一时间在别的招聘会`, en: `${name} is at another fair` },
    staff_busy: { zh: `${name} 同一时间在别处值守`, en: `${name} is on duty elsewhere` },
    holiday: { zh: `节假日：${name}`, en: `a holiday: ${name}` },
    workday: { zh: `调休上班：${name}`, en: `a working day: ${name}` },
    past: { zh: '日期已过', en: 'has passed' },
  };
  return words[kind];
};
