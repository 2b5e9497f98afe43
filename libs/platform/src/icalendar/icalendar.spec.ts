import { calendarFile, calendarInstant, calendarText } from './index.js';

describe('a calendar file', () => {
  it('has no line of more than 75 octets, breaks none inside a character, and reads as it was', () => {
    const line = `SUMMARY:${'春风行动🎪机械装备专场'.repeat(12)}`;
    const file = calendarFile(['BEGIN:VCALENDAR', line, 'END:VCALENDAR']);
    for (const one of file.split('\r\n')) expect(Buffer.byteLength(one)).toBeLessThanOrEqual(75);
    expect(file.replaceAll('\r\n ', '').split('\r\n')).toEqual(['BEGIN:VCALENDAR', line, 'END:VCALENDAR', '']);
  });

  it('takes signs that have a meaning as text, and lets no text begin a line', () => {
    expect(calendarText('A;B,C\\D')).toBe('A\\;B\\,C\\\\D');
    expect(calendarText('one\r\nATTENDEE:x\rtwo\nthree\u0007')).toBe('one\\nATTENDEE:x\\ntwo\\nthree');
  });

  it('says moments in UTC', () => {
    expect(calendarInstant(new Date('2026-11-28T01:02:03.456Z'))).toBe('20261128T010203Z');
  });
});
