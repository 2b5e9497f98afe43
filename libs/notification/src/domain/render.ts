import { DateTime } from 'luxon';
import { queueWord } from './queue-words.js';

export type Locale = 'zh' | 'en';
export type ParamValue = string | number;

type NameOf<Brace extends string> = Brace extends `${infer Name}|${string}` ? Name : Brace;
/** The names in braces of a text, as a type: '{people} 人' and '{people|person|people}' have 'people'. */
export type NamesIn<Text extends string> = Text extends `${string}{${infer Brace}}${infer Rest}` ? NameOf<Brace> | NamesIn<Rest> : never;

const ZONE = 'Asia/Shanghai';

/** Names that end in `At` hold instants (ISO 8601): people read them in the city's time. An hour of the day is no instant. */
const shown = (name: string, value: ParamValue, locale: Locale): string => {
  if (name === 'queueName') return queueWord(String(value), locale);
  if (!name.endsWith('At') || typeof value !== 'string' || !value.includes('T')) return String(value);
  if (last.value !== value || last.locale !== locale) last = { value, locale, text: instantText(value, locale) };
  return last.text;
};

const instantText = (value: string, locale: Locale): string => {
  const at = DateTime.fromISO(value, { zone: ZONE });
  if (!at.isValid) return value;
  return locale === 'zh' ? at.toFormat('M月d日 HH:mm') : at.setLocale('en').toFormat('d LLL HH:mm');
};

/** What many are told names one instant, which takes as long to write as all the rest of the text. */
let last: { value: string; locale: Locale; text: string } = { value: '', locale: 'zh', text: '' };

const NAMES = /\{(\w+)(?:\|([^|{}]+)\|([^|{}]+))?\}/g;

/** Writes something else in place of each name in braces.
 * @param write gets the name, and the braces with all that stands in them */
export const withNames = (text: string, write: (name: string, whole: string) => string): string =>
  text.replace(NAMES, (whole, name: string) => write(name, whole));

/** Puts the parameters in place of the names in braces, and after a number the noun that suits it: '{people|person|people}'.
 * A name without a parameter stays, so that the fault is seen. */
export const render = (text: string, params: Readonly<Record<string, ParamValue>>, locale: Locale): string =>
  text.replace(NAMES, (whole, name: string, one?: string, many?: string) => {
    const value = params[name];
    if (value === undefined) return whole;
    const noun = String(value) === '1' ? one : many;
    return noun === undefined ? shown(name, value, locale) : `${shown(name, value, locale)} ${noun}`;
  });

/** One line: a line break in a subject would begin another header. */
export const oneLine = (text: string): string => text.replace(/[\r\n\t]+/g, ' ').trim();
