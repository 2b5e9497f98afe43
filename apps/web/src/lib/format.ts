import { lookup, type Language } from '../i18n';

const zone = 'Asia/Shanghai';
const locale = (language: Language): string => (language === 'zh' ? 'zh-CN' : 'en-GB');

const cache = new Map<string, Intl.DateTimeFormat>();
const dateFormat = (language: Language, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat => {
  const key = language + JSON.stringify(options);
  const known = cache.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(locale(language), { timeZone: zone, ...options });
  cache.set(key, made);
  return made;
};

export const number = (value: number, language: Language): string => value.toLocaleString(locale(language));

/** "2026-11-24" or an instant, as a calendar day in Shanghai; a bare day has no zone and is read as noon there. */
const toDate = (value: string): Date => new Date(/^\d{4}-\d{2}-\d{2}$/.test(value) ? `${value}T12:00:00+08:00` : value);

export const day = (value: string, language: Language): string =>
  dateFormat(language, { year: 'numeric', month: language === 'zh' ? 'long' : 'short', day: 'numeric' }).format(toDate(value));

/** Month and day, with the weekday: for things that happen within weeks. */
export const shortDay = (value: string, language: Language): string =>
  dateFormat(language, { month: language === 'zh' ? 'long' : 'short', day: 'numeric', weekday: 'short' }).format(toDate(value));

export const time = (value: string, language: Language): string =>
  dateFormat(language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(toDate(value));

export const moment = (value: string, language: Language): string =>
  dateFormat(language, {
    month: language === 'zh' ? 'long' : 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(toDate(value));

export const dayParts = (value: string, language: Language): { month: string; date: string; weekday: string } => ({
  month: dateFormat(language, { month: 'short' }).format(toDate(value)),
  date: dateFormat('en', { day: 'numeric' }).format(toDate(value)),
  weekday: dateFormat(language, { weekday: 'short' }).format(toDate(value)),
});

/** Today's date in Shanghai, 'YYYY-MM-DD', `plus` days later. */
export const todayPlus = (plus = 0): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: zone }).format(new Date(Date.now() + plus * 86_400_000));

/** A local wall-clock time of Shanghai ("2026-11-24T08:30") as an instant in UTC. */
export const shanghaiInstant = (local: string): string => new Date(`${local}:00+08:00`).toISOString();

/** The opposite: an instant as the value of a `datetime-local` field in Shanghai. */
export const shanghaiLocal = (instant: string): string =>
  new Intl.DateTimeFormat('sv-SE', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  })
    .format(new Date(instant))
    .replace(' ', 'T');

/** A monthly wage or range in whole yuan; `null` when neither end is known. */
export const wage = (from: number | null | undefined, to: number | null | undefined, language: Language): string | null => {
  const only = from ?? to;
  if (!only) return null;
  const n = from && to && from !== to ? `${number(from, language)}–${number(to, language)}` : number(only, language);
  return lookup('common', 'wage.month', n, { n });
};
