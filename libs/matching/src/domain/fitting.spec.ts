import { fittingNeeds } from './fitting.js';
import type { MatchingProblem, NeedInput } from './problem.js';

const need = (id: string, more: Partial<NeedInput> = {}): NeedInput => ({
  id,
  enterprise: 'e',
  division: 'd',
  occupation: '6-18-02-04',
  skillLevel: 3,
  short: 5,
  wageFrom: 5000,
  wageTo: 6500,
  startFrom: '2026-12-01',
  startBy: '2026-12-31',
  priority: 1,
  ...more,
});
const problem = (needs: NeedInput[]): MatchingProblem => ({
  asOf: '2026-11-24',
  city: { lng: 119, lat: 36.7 },
  suppliers: [{ id: 's', division: '230102', lng: 126.6, lat: 45.7 }],
  batches: [{ id: 'b', supplier: 's', occupation: '6-18-02-04', skillLevel: 3, people: 8, wage: 6000, freeFrom: '2026-12-01' }],
  needs,
});

it('shows a batch the needs that it meets, the best first, with reasons and how many could go', () => {
  const fits = fittingNeeds(
    problem([
      need('late', { startFrom: '2026-11-01', startBy: '2026-11-30' }),
      need('poor', { wageTo: 5300 }),
      need('near', { occupation: '6-18-02-05', short: 20 }),
      need('high', { skillLevel: 5 }),
      need('same'),
      need('urgent', { priority: 3, wageTo: 5900 }),
    ]),
    () => undefined,
    10,
  );
  expect(fits.map((fit) => [fit.need, fit.people])).toEqual([
    ['urgent', 5],
    ['same', 5],
    ['near', 8],
  ]);
  expect(fits[0]?.reasons.map((reason) => reason.kind)).toEqual(['occupation', 'skill', 'wage', 'journey', 'lateness']);
});
