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

/** RFC 5545: lines of at most 75 bytes, texts with their signs escaped. */
const escaped = (text: string): string =>
  text
    .replace(/[\\;,]/g, (sign) => `\\${sign}`)
    .replace(/\r?\n/g, '\\n')
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '');

const LINE = 75;

/** Breaks a line between characters, never within one. */
const folded = (line: string): string => {
  const lines: string[] = [];
  let [now, bytes] = ['', 0];
  for (const sign of line) {
    const size = new TextEncoder().encode(sign).length;
    if (bytes + size > LINE) {
      lines.push(now);
      [now, bytes] = [' ', 1];
    }
    now += sign;
    bytes += size;
  }
  return [...lines, now].join('\r\n');
};

const instant = (at: Date): string => at.toISOString().replace(/[-:]|\.\d{3}/g, '');

const entryLines = (one: CalendarEntry): string[] => [
  'BEGIN:VEVENT',
  `UID:${one.uid}`,
  `DTSTAMP:${instant(one.stamp)}`,
  `DTSTART:${instant(one.startsAt)}`,
  `DTEND:${instant(one.endsAt)}`,
  `SEQUENCE:${one.sequence}`,
  `STATUS:${one.cancelled ? 'CANCELLED' : 'CONFIRMED'}`,
  `SUMMARY:${escaped(one.title)}`,
  `LOCATION:${escaped(one.place)}`,
  ...(one.about ? [`DESCRIPTION:${escaped(one.about)}`] : []),
  ...(one.url ? [`URL:${one.url}`] : []),
  'END:VEVENT',
];

/** A calendar that programs subscribe to, in UTC: so no zone has to be described. */
export const icalendar = (name: string, entries: readonly CalendarEntry[]): string =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Gangqiao//Fairs//ZH',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${escaped(name)}`,
    'REFRESH-INTERVAL;VALUE=DURATION:PT6H',
    ...entries.flatMap(entryLines),
    'END:VCALENDAR',
    '',
  ]
    .map(folded)
    .join('\r\n');
