import { DEFAULT_REMINDERS, reminderDue } from './reminders.js';

const due = (today: string, openedOn = '2026-11-01'): string | null => reminderDue('2026-12-10', DEFAULT_REMINDERS, openedOn, today);

describe('a reminder of the survey', () => {
  it('is due on the days before, on and after the closing day that the round names', () => {
    expect(['2026-12-03', '2026-12-08', '2026-12-10', '2026-12-12', '2026-12-15'].map((day) => due(day))).toEqual([
      'before-7',
      'before-2',
      'on',
      'after-2',
      'after-5',
    ]);
    expect(due('2026-11-20')).toBeNull();
  });

  it('of a day on which the server was down is made up for, but not when the next one is due or it is long past', () => {
    expect([due('2026-12-04'), due('2026-12-05'), due('2026-12-06')]).toEqual(['before-7', 'before-7', null]);
    expect(due('2026-12-09')).toBe('before-2');
  });

  it('does not follow the invitation at once in a round that was opened late', () => {
    expect([due('2026-12-04', '2026-12-03'), due('2026-12-08', '2026-12-07')]).toEqual([null, 'before-2']);
  });
});
