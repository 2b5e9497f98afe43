import { CITY_ZONE } from '#platform/db';
import type { Locale } from '#platform/document';
import type { ReliefState } from '../domain/person.js';
import type { WorkerKind } from '../domain/travel.js';
import type { TravelMode } from '../domain/trip.js';
import { MODES } from '../mode-words.js';

type In<K extends string> = Record<Locale, Record<K, string>>;

const modesIn = (language: 0 | 1): Record<TravelMode, string> => {
  const { train, coach, flight, car, own } = MODES;
  return { train: train[language], coach: coach[language], flight: flight[language], car: car[language], own: own[language] };
};

export const MODE_WORDS: In<TravelMode> = { zh: modesIn(0), en: modesIn(1) };

export const RELIEF_WORDS: In<ReliefState> = {
  zh: { none: '', alleviated: '脱贫劳动力', monitored: '监测对象' },
  en: { none: '', alleviated: 'out of poverty', monitored: 'monitored' },
};

export const KIND_WORDS: In<WorkerKind> = {
  zh: { rural: '农村劳动力', graduate: '高校毕业生', unemployed: '登记失业人员', veteran: '退役军人', other: '其他' },
  en: { rural: 'rural', graduate: 'graduate', unemployed: 'registered unemployed', veteran: 'veteran', other: 'other' },
};

/** As clocks of the city show it. */
export const clockOf = (at: Date): string =>
  new Intl.DateTimeFormat('zh-CN', {
    ...{ timeZone: CITY_ZONE, month: 'numeric', day: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  }).format(at);
