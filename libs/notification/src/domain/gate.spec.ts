import { afterTrouble, canTrip, laneRate, nextPlaces, OPEN_GATE, type GateState } from './gate.js';
import { FAILURES, type Failure } from './failure.js';

const now = new Date('2026-11-28T02:00:00Z');
const after = (times: number, failure: Failure, from: GateState = OPEN_GATE, at = now): GateState =>
  Array.from({ length: times }).reduce<GateState>((state) => afterTrouble(state, failure, at, 1), from);
const closedFor = (state: GateState, at = now): number => (state.closedUntil?.getTime() ?? at.getTime()) - at.getTime();

describe('the gate before a provider', () => {
  it('closes after some failures of the provider itself one behind another, not at the first', () => {
    expect(after(4, 'network').closedUntil).toBeNull();
    expect(closedFor(after(5, 'network'))).toBe(15_000);
  });

  it('is not closed for longer by what was on its way when it closed', () => {
    expect(closedFor(after(50, 'network'))).toBe(15_000);
  });

  it('stays closed twice as long when the try after the pause fails as well, up to the longest', () => {
    let state = after(5, 'network');
    const pauses: number[] = [];
    for (let i = 0; i < 8; i += 1) {
      const at = state.closedUntil!;
      state = afterTrouble(state, 'network', at, 1);
      pauses.push(closedFor(state, at));
    }
    expect(pauses.slice(0, 4)).toEqual([30_000, 60_000, 120_000, 240_000]);
    expect(pauses.at(-1)).toBe(300_000);
  });

  it('is not moved by what concerns one message only', () => {
    expect(FAILURES.filter((failure) => !canTrip(failure))).toEqual([
      'template',
      'address',
      'content',
      'expired',
      'undelivered',
      'unknown',
    ]);
    expect(after(100, 'address')).toEqual(OPEN_GATE);
  });

  it('hands out places one behind another at the rate, from now on and behind those that are taken', () => {
    const first = nextPlaces(null, now, 10, 50);
    expect([first.from, first.until.getTime()]).toEqual([now.getTime(), now.getTime() + 200]);
    expect(nextPlaces(first.until, now, 1, 50).from).toBe(now.getTime() + 200);
    expect(nextPlaces(first.until, new Date(now.getTime() + 5_000), 1, 50).from).toBe(now.getTime() + 5_000);
  });

  it('keeps a fifth of the places for what is urgent', () => {
    expect([laneRate(50, 'urgent'), laneRate(50, 'bulk')]).toEqual([10, 40]);
  });
});
