import { fittingNeeds, solveMatching, weightsOf, type MatchingProblem, type NeedInput, type Reason } from './index.js';
import { travelDays } from './weights.js';

const need = (startFrom: string, startBy: string): NeedInput => ({
  ...{ id: 'N', enterprise: 'E', division: 'd', occupation: '6-18-02-04', skillLevel: 0, short: 5, priority: 1 },
  ...{ wageFrom: 5000, wageTo: 7000, startFrom, startBy, lodging: true },
});
const city = (freeFrom: string, one: NeedInput, more: Partial<MatchingProblem> = {}): MatchingProblem => ({
  asOf: '2026-11-28',
  city: { lng: 119.16, lat: 36.71 },
  suppliers: [{ id: 'S', division: '230100', lng: 126.64, lat: 45.76 }], // Harbin: some 1,500 km of road
  batches: [{ id: 'B', supplier: 'S', occupation: '6-18-02-04', skillLevel: 3, people: 8, wage: 6000, freeFrom }],
  needs: [one],
  ...more,
});
const nowhere = () => undefined;
const arrivalOf = (reasons: readonly Reason[] = []) => reasons.find(({ kind }) => kind === 'lateness');

describe('the day of arrival', () => {
  it('comes after the days to organise and to travel, from the day on which people are free or from today', () => {
    const arrives = (freeFrom: string, weights = {}) => {
      const [fit] = fittingNeeds(city(freeFrom, need('2026-12-01', '2026-12-28'), { weights }), nowhere, 1);
      return arrivalOf(fit?.reasons)?.days?.arrives;
    };
    expect(arrives('2026-11-01')).toBe('2026-12-03'); // three days to organise, two by train
    expect(arrives('2026-12-10')).toBe('2026-12-15');
    expect(arrives('2026-11-01', { organiseDays: 0 })).toBe('2026-11-30');
    expect(arrives('2026-11-01', { kmPerRailDay: 500 })).toBe('2026-12-05');
  });

  it('follows distance and means of travel', () => {
    const days = [0, 60, 61, 560, 561, 1_200, 1_201, 4_000].map((km) => travelDays(km, weightsOf({})));
    expect(days).toEqual([0, 0, 1, 1, 1, 1, 2, 4]);
  });

  it('is no match after the latest day, however soon people are free: nobody is there today from 1,500 km away', async () => {
    for (const day of ['2026-11-28', '2026-12-02']) {
      const problem = city('2026-11-01', need('2026-11-28', day));
      expect(fittingNeeds(problem, nowhere, 1)).toEqual([]);
      expect(await solveMatching(problem)).toMatchObject({ placed: 0, unfilled: [{ need: 'N', reason: { code: 'time' } }] });
    }
  });

  it('is the same for a run, the list of what fits and the advice, and is said with what was wished and what is possible', async () => {
    const possible = city('2026-11-01', need('2026-11-28', '2026-12-28'));
    const days = { arrives: '2026-12-03', wished: '2026-11-28', latest: '2026-12-28' };
    const text = '12月3日到岗（期望11月28日起，最晚12月28日）';
    expect(arrivalOf(fittingNeeds(possible, nowhere, 1)[0]?.reasons)).toMatchObject({ value: 5, text, days });
    const answer = await solveMatching(possible);
    if (!('proposals' in answer)) throw new Error(answer.status);
    expect(arrivalOf(answer.proposals[0]?.reasons)).toMatchObject({ value: 5, text, days });
    const late = await solveMatching(city('2026-11-01', need('2026-11-28', '2026-11-30')));
    expect(late).toMatchObject({ unfilled: [{ advice: [{ change: { kind: 'start', by: 3, to: '2026-12-03' } }] }] });
  });
});
