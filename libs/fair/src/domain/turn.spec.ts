import { expectedAt, looksAgainAfter, paceOf, TURN_STATES, turnAfter, turnsFor } from './turn.js';

const MINUTE = 60_000;
const at = (time: string): Date => new Date(`2027-03-01T${time}:00Z`);

describe('a turn in the queue of an enterprise', () => {
  it('is waited for, called, talked and over; who was not there or left can join again, who talked cannot', () => {
    expect(turnAfter('waiting', 'call')).toBe('called');
    expect(turnAfter('called', 'come')).toBe('talking');
    expect(turnAfter('talking', 'end')).toBe('done');
    expect([turnAfter('missed', 'join'), turnAfter('left', 'join'), turnAfter('done', 'join')]).toEqual(['waiting', 'waiting', null]);
    expect(turnAfter('talking', 'miss')).toBeNull();
    for (const state of TURN_STATES) expect(turnsFor('leave').includes(state)).toBe(turnAfter(state, 'leave') !== null);
  });

  it('comes when those before have talked, as long as talks take there', () => {
    const opens = at('01:00');
    expect(expectedAt(at('02:00'), opens, 10 * MINUTE, 3, null)).toEqual(at('02:30'));
    expect(expectedAt(at('02:00'), opens, 10 * MINUTE, 3, at('01:56'))).toEqual(at('02:36'));
    expect(expectedAt(at('02:00'), opens, 10 * MINUTE, 0, at('01:30'))).toEqual(at('02:00'));
    expect(expectedAt(at('00:40'), opens, 10 * MINUTE, 1, null)).toEqual(at('01:10'));
  });

  it('is reckoned by what the enterprise planned until three talks tell better', () => {
    expect(paceOf(15, [MINUTE, MINUTE])).toBe(15 * MINUTE);
    expect(paceOf(15, [4 * MINUTE, 8 * MINUTE, 6 * MINUTE])).toBe(6 * MINUTE);
    expect(paceOf(15, [1, 1, 1])).toBe(MINUTE);
    expect(paceOf(10, [MINUTE * 600, MINUTE * 600, MINUTE * 600])).toBe(30 * MINUTE);
  });

  it('is looked at more often the nearer it is', () => {
    expect([null, 0, 1, 2, 5, 100].map(looksAgainAfter)).toEqual([30, 4, 4, 9, 15, 30]);
  });
});
