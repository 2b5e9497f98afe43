import { DateTime } from 'luxon';
import { calendarFile, calendarInstant, calendarText } from '#platform/icalendar';
import { oneLine, render, type Locale, type ParamValue } from './render.js';
import { templateOf } from './templates.js';
import { ownWords } from './wording.js';

const ZONE = 'Asia/Shanghai';

/** What a calendar takes over from a message. */
export interface CalendarEntry {
  method: 'PUBLISH' | 'CANCEL';
  /** An iCalendar file. */
  content: string;
}

const utc = (at: DateTime): string => calendarInstant(at.toJSDate());
const basic = (day: string): string => day.replaceAll('-', '');
const instant = (value: string | number): DateTime => DateTime.fromISO(String(value), { zone: ZONE });

/** Start and end: of an instant, of hours of a day in the city, or of the whole day. Undefined where the message says no date. */
const timesOf = (from: string, params: Readonly<Record<string, ParamValue>>): string[] | undefined => {
  const value = params[from];
  if (typeof value !== 'string' || !instant(value).isValid) return undefined;
  if (value.includes('T')) return [`DTSTART:${utc(instant(value))}`];
  const hours = /^(\d\d:\d\d)\D(\d\d:\d\d)$/.exec(String(params['hours'] ?? ''));
  if (hours) return [`DTSTART:${utc(instant(`${value}T${hours[1]}`))}`, `DTEND:${utc(instant(`${value}T${hours[2]}`))}`];
  return [`DTSTART;VALUE=DATE:${basic(value)}`, `DTEND;VALUE=DATE:${basic(instant(value).plus({ days: 1 }).toISODate() ?? value)}`];
};

/**
 * A message's date for the reader's calendar, or null where it has none. A later message about the same thing moves the entry or takes it
 * out: it has the same name and a higher sequence.
 * @param domain what makes names of this installation unlike others'
 * @param at when the message was written
 */
export const calendarEntryOf = (
  key: string,
  params: Readonly<Record<string, ParamValue>>,
  { locale, domain, at }: { locale: Locale; domain: string; at: Date },
): CalendarEntry | null => {
  const template = templateOf(key);
  const date = template?.date;
  const times = date && timesOf(date.from, params);
  if (!template || !times) return null;
  const words = (text: string): string => calendarText(oneLine(render(text, params, locale)));
  const { text } = ownWords(params, locale) ?? template[locale];
  const method = date.cancelled ? 'CANCEL' : 'PUBLISH';
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Gangqiao//messages//ZH',
    `METHOD:${method}`,
    'BEGIN:VEVENT',
    `UID:${words(date.uid)}@${domain}`,
    `SEQUENCE:${Math.floor(at.getTime() / 1_000) - SEQUENCE_FROM}`,
    `DTSTAMP:${calendarInstant(at)}`,
    ...times,
    `SUMMARY:${words(date.summary[locale])}`,
    ...(date.place === undefined ? [] : [`LOCATION:${words(date.place)}`]),
    `DESCRIPTION:${words(typeof text === 'string' ? text : text.join(''))}`,
    `STATUS:${date.cancelled ? 'CANCELLED' : 'CONFIRMED'}`,
    'TRANSP:OPAQUE',
    'END:VEVENT',
    'END:VCALENDAR',
  ];
  return { method, content: calendarFile(lines) };
};

/** Seconds since 2020: a sequence has to rise and to fit into 31 bits. */
const SEQUENCE_FROM = Date.UTC(2020, 0, 1) / 1_000;
