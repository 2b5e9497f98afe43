import { calendarFile, calendarInstant, calendarText } from '#platform/icalendar';

/** One entry of a calendar; times are instants. */
export interface CalendarEntry {
  uid: string;
  startsAt: Date;
  endsAt: Date;
  /** Rises with each change: programs take the entry with the highest one. */
  sequence: number;
  stamp: Date;
  cancelled: boolean;
  title: string;
  place: string;
  about: string;
  url: string | null;
}

const entryLines = (one: CalendarEntry): string[] => [
  'BEGIN:VEVENT',
  `UID:${one.uid}`,
  `DTSTAMP:${calendarInstant(one.stamp)}`,
  `DTSTART:${calendarInstant(one.startsAt)}`,
  `DTEND:${calendarInstant(one.endsAt)}`,
  `SEQUENCE:${one.sequence}`,
  `STATUS:${one.cancelled ? 'CANCELLED' : 'CONFIRMED'}`,
  `SUMMARY:${calendarText(one.title)}`,
  `LOCATION:${calendarText(one.place)}`,
  ...(one.about ? [`DESCRIPTION:${calendarText(one.about)}`] : []),
  ...(one.url ? [`URL:${one.url}`] : []),
  'END:VEVENT',
];

/** A calendar that programs subscribe to. */
export const icalendar = (name: string, entries: readonly CalendarEntry[]): string =>
  calendarFile([
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Gangqiao//Fairs//ZH',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${calendarText(name)}`,
    'REFRESH-INTERVAL;VALUE=DURATION:PT6H',
    ...entries.flatMap(entryLines),
    'END:VCALENDAR',
  ]);
