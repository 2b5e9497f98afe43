import { deliveryId, errorText, waitingOf, nextTry, pauseAfterLoss } from './job-state.js';

const now = new Date('2026-11-24T02:00:00Z');

describe('a job that failed', () => {
  it('is tried again after pauses that double, an hour at most', () => {
    const pauses = [1, 2, 3, 14].map(
      (failures) => (nextTry({ attempts: 99, backoffMs: 1000 }, failures, now)?.getTime() ?? 0) - now.getTime(),
    );
    expect(pauses).toEqual([1000, 2000, 4000, 3_600_000]);
  });

  it('has no further try once all are used', () => {
    expect(nextTry({ attempts: 3, backoffMs: 1000 }, 3, now)).toBeNull();
  });

  it('keeps the original error, and what caused it', () => {
    const text = errorText(new Error('the run failed', { cause: new RangeError('no such node') }));
    expect(text).toMatch(/^Error: the run failed[\s\S]*caused by RangeError: no such node/);
    expect(errorText('plain')).toBe('plain');
  });
});

it('a job whose worker died is taken again at once the first two times', () => {
  expect([1, 2, 3, 4].map(pauseAfterLoss)).toEqual([0, 0, 30_000, 60_000]);
});

it('each wait of a job has a name of its own that Redis accepts as an id', () => {
  const job = { id: '0199e1c4-0000-7000-8000-000000000001', runAt: now, starts: 0 };
  const names = [job, { ...job, starts: 1 }, { ...job, runAt: new Date(now.getTime() + 1) }].map(deliveryId);
  expect(new Set(names).size).toBe(3);
  expect(waitingOf(names[1] ?? '')).toEqual({ ...job, starts: 1 });
  for (const name of names) {
    expect(name).not.toContain(':');
    expect(waitingOf(name).id).toBe(job.id);
  }
});
