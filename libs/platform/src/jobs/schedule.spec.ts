import { nextRun } from './schedule.js';

const at = (text: string): Date => new Date(text);

describe('the next run of a scheduled job', () => {
  it('is the next such time of the day in the city', () => {
    expect(nextRun({ dailyAt: '02:30' }, at('2026-11-24T02:00:00Z'))).toEqual(at('2026-11-24T18:30:00Z'));
    expect(nextRun({ dailyAt: '10:00' }, at('2026-11-24T02:00:00Z'))).toEqual(at('2026-11-25T02:00:00Z'));
    expect(nextRun({ dailyAt: '10:01' }, at('2026-11-24T02:00:00Z'))).toEqual(at('2026-11-24T02:01:00Z'));
  });

  it('keeps the beat of an interval and leaves out the beats that were missed', () => {
    expect(nextRun({ everyMs: 60_000 }, at('2026-11-24T02:00:05Z'), at('2026-11-24T02:00:00Z'))).toEqual(at('2026-11-24T02:01:00Z'));
    expect(nextRun({ everyMs: 60_000 }, at('2026-11-24T02:07:30Z'), at('2026-11-24T02:00:00Z'))).toEqual(at('2026-11-24T02:08:00Z'));
    expect(nextRun({ everyMs: 60_000 }, at('2026-11-24T02:00:00Z'))).toEqual(at('2026-11-24T02:01:00Z'));
  });

  it.each([{ dailyAt: '25:00' }, { dailyAt: '7:00' }, { everyMs: 0 }, { everyMs: Number.NaN }])('refuses %j', (schedule) => {
    expect(() => nextRun(schedule, at('2026-11-24T02:00:00Z'))).toThrow('not a');
  });
});
