import { DateTime } from 'luxon';
import { oneLine, render, type Locale, type ParamValue } from './render.js';
import { templateOf } from './templates.js';
import { ownWords } from './wording.js';

const ZONE = 'Asia/Shanghai';
/** RFC 5545, section 3.1: a line has 75 octets at most; the next one begins with a space that counts. */
const LINE_OCTETS = 75;

/** What a calendar takes over from a message. */
export interface CalendarEntry {
  method: 'PUBLISH' | 'CANCEL';
  /** An iCalendar file. */
  content: string;
}

const escaped = (text: string): string => text.replace(/[\\;,]/g, (sign) => `\\${sign}`).replace(/\r?\n/g, '\\n');

/** Cuts a line where it gets too long, never inside a character. */
const folded = (line: string): string => {
  const lines: string[] = [];
  let current = '';
  let octets = 0;
  for (const sign of line) {
    const more = Buffer.byteLength(sign);
    if (octets + more > LINE_OCTETS) {
      lines.push(current);
      current = ' ';
      octets = 1;
    }
    current += sign;
    octets += more;
  }
  return [...lines, current].join('\r\n');
};

const utc = (at: DateTime): string => at.toUTC().toFormat("yyyyMMdd'T'HHmmss'Z'");
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
  const words = (text: string): string => escaped(oneLine(render(text, params, locale)));
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
    `DTSTAMP:${utc(DateTime.fromJSDate(at))}`,
    ...times,
    `SUMMARY:${words(date.summary[locale])}`,
    ...(date.place === undefined ? [] : [`LOCATION:${words(date.place)}`]),
    `DESCRIPTION:${words(typeof text === 'string' ? text : text.join(''))}`,
    `STATUS:${date.cancelled ? 'CANCELLED' : 'CONFIRMED'}`,
    'TRANSP:OPAQUE',
    'END:VEVENT',
    'END:VCALENDAR',
  ];
  return { method, content: `${lines.map(folded).join('\r\n')}\r\n` };
};

/** Seconds since 2020: a sequence has to rise and to fit into 31 bits. */
const SEQUENCE_FROM = Date.UTC(2020, 0, 1) / 1_000;
