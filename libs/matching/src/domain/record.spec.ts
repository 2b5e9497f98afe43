import { solveMatching, validateWeights, type MatchingProblem, type NeedInput } from './index.js';
import { validateProblem } from './validate.js';

const need = (id: string, enterprise: string): NeedInput => ({
  ...{ id, enterprise, division: '370702', occupation: '6-18-02-04', skillLevel: 3, short: 5, priority: 1 },
  ...{ wageFrom: 5000, wageTo: 6500, startFrom: '2026-12-10', startBy: '2026-12-31' },
});
const batch = (id: string, supplier: string) => ({
  ...{ id, supplier, occupation: '6-18-02-04', skillLevel: 3, people: 5, wage: 6000, freeFrom: '2026-12-01' },
});
const problem = (change: Partial<MatchingProblem> = {}): MatchingProblem => ({
  asOf: '2026-12-01',
  city: { lng: 119.161748, lat: 36.706962 },
  suppliers: [
    { id: 'S1', division: '620000', lng: 103.83, lat: 36.06, record: 70 },
    { id: 'S2', division: '620000', lng: 103.83, lat: 36.06, record: 95 },
  ],
  enterprises: [{ id: 'E1', record: 80 }],
  batches: [batch('B1', 'S1'), batch('B2', 'S2')],
  needs: [need('N1', 'E1')],
  ...change,
});
const proposed = async (given: MatchingProblem) => {
  const answer = await solveMatching(given);
  if (!('proposals' in answer)) throw new Error(JSON.stringify(answer));
  expect(answer.certificate.valid).toBe(true);
  return answer.proposals;
};

it('prefers who kept what was said, on either side, and says it', async () => {
  const [first, ...others] = await proposed(problem());
  expect(others).toEqual([]);
  expect(first).toMatchObject({ batch: 'B2', need: 'N1', people: 5 });
  expect(first?.reasons.find(({ kind }) => kind === 'record')).toEqual({
    ...{ kind: 'record', points: (5 + 20) * 20, value: (5 + 20) * 20, text: '供给方到位 95%，企业履约 80%' },
    record: { supplier: 95, enterprise: 80 },
  });

  const two = {
    needs: [need('N1', 'E1'), need('N2', 'E2')],
    batches: [{ ...batch('B1', 'S1'), people: 2 }],
    enterprises: [{ id: 'E1', record: 40 }],
  };
  expect(await proposed(problem(two))).toMatchObject([{ need: 'N2', people: 2 }]);
});

it('costs nothing where nothing is known or nobody asks for it', async () => {
  const unknown = problem({ enterprises: [], suppliers: problem().suppliers.map(({ record: _, ...one }) => one) });
  expect((await proposed(unknown))[0]?.reasons.map(({ kind }) => kind)).not.toContain('record');
  const free = await proposed(problem({ weights: { perPercentLost: 0 } }));
  expect(free[0]?.reasons.find(({ kind }) => kind === 'record')?.points).toBe(0);
});

it('refuses a record that is no percentage', () => {
  const [supplier] = problem().suppliers;
  const wrong = { ...problem(), suppliers: [{ ...supplier, record: 101 }], batches: [], enterprises: [{ id: 'E1', record: 0.5 }] };
  expect(validateProblem(wrong).map(({ path }) => path)).toEqual(['suppliers[0].record', 'enterprises[0].record']);
  expect(validateWeights({ perPercentLost: -1 })).toHaveLength(1);
});
