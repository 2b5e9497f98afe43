import { calendarEntryOf, type CalendarEntry } from './calendar-entry.js';
import { TEMPLATES } from './templates.js';

const domain = 'gq.example';
const at = new Date('2026-11-28T02:00:00Z');
const entry = (key: string, params: Record<string, string | number>, when = at): CalendarEntry | null =>
  calendarEntryOf(key, params, { locale: 'zh', domain, at: when });
/** Lines as a calendar reads them. */
const read = (content: string): Record<string, string> =>
  Object.fromEntries(
    content
      .replaceAll('\r\n ', '')
      .split('\r\n')
      .filter(Boolean)
      .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1)]),
  );
const fair = { fairId: 'f1', fairName: '春风行动；机械,专场', day: '2026-12-05', place: '潍城区人力资源市场二楼', reason: '暴雪' };
const moved = { ...fair, hours: '09:00–15:30', fromDay: '2026-12-04', fromHours: '09:00–15:30', fromPlace: '体育中心' };

describe('the calendar entry of a message', () => {
  it('stands at the hours of the day in the city, in UTC', () => {
    expect(read(entry('fair.moved', moved)!.content)).toMatchObject({
      DTSTART: '20261205T010000Z',
      DTEND: '20261205T073000Z',
      SUMMARY: '春风行动；机械\\,专场',
      LOCATION: '潍城区人力资源市场二楼',
      METHOD: 'PUBLISH',
    });
  });

  it('takes the whole day where no hours are told, and an instant where one is', () => {
    expect(read(entry('fair.cancelled', fair)!.content)).toMatchObject({
      'DTSTART;VALUE=DATE': '20261205',
      'DTEND;VALUE=DATE': '20261206',
    });
    const trip = {
      tripId: 't1',
      supplierName: '昭通站',
      people: 30,
      departAt: '2026-12-01T00:00:00.000Z',
      arriveAt: '2026-12-02T10:15:00.000Z',
    };
    expect(read(entry('trip.announced', { ...trip, from: '昭通', to: '潍坊' })!.content)).toMatchObject({ DTSTART: '20261202T101500Z' });
  });

  it('is taken out by a cancellation, and moved by a later message about the same', () => {
    const [first, second] = [entry('fair.moved', moved)!, entry('fair.cancelled', fair, new Date(at.getTime() + 1_000))!];
    const [one, other] = [read(first.content), read(second.content)];
    expect([other['UID'], other['STATUS'], second.method]).toEqual([one['UID'], 'CANCELLED', 'CANCEL']);
    expect(Number(other['SEQUENCE'])).toBeGreaterThan(Number(one['SEQUENCE']));
  });

  it('has no line of more than 75 octets, and breaks none inside a character', () => {
    const { content } = entry('fair.moved', { ...moved, fairName: '春风行动机械装备专场'.repeat(12) })!;
    for (const line of content.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    expect(read(content)['SUMMARY']).toBe('春风行动机械装备专场'.repeat(12));
  });

  it('is not made of a message without a date, nor of one whose date is none', () => {
    expect(entry('need.approved', { needTitle: '焊工', needId: 'n1' })).toBeNull();
    expect(entry('fair.cancelled', { ...fair, day: 'soon' })).toBeNull();
    expect(entry('gone.template', {})).toBeNull();
  });

  it('puts no line into the file that a parameter brings', () => {
    const { content } = entry('fair.cancelled', { ...fair, place: 'A\r\nATTENDEE:mailto:x@y' })!;
    expect(content).not.toMatch(/^ATTENDEE/m);
  });

  it('names only values that its message has', () => {
    for (const template of Object.values(TEMPLATES)) {
      if (!('date' in template)) continue;
      const said = JSON.stringify([template.zh, template.link]);
      const { uid, summary, place = '', from } = template.date as { uid: string; summary: object; place?: string; from: string };
      const names = [...JSON.stringify([uid, summary, place, `{${from}}`]).matchAll(/\{(\w+)[^}]*\}/g)].map((found) => found[1]!);
      expect(names.filter((name) => !said.includes(`{${name}`))).toEqual([]);
    }
  });
});
