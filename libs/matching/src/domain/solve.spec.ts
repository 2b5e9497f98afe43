import { runMatch, solveMatching, type MatchingProblem, type NeedInput } from './index.js';

const need = (id: string, change: Partial<NeedInput> = {}): NeedInput => ({
  id,
  enterprise: `E${id}`,
  division: '370702',
  occupation: '6-18-02-04',
  skillLevel: 4,
  short: 5,
  wageFrom: 5000,
  wageTo: 6500,
  startFrom: '2026-12-10',
  startBy: '2026-12-31',
  priority: 1,
  ...change,
});

const problem = (change: Partial<MatchingProblem> = {}): MatchingProblem => ({
  asOf: '2026-12-01',
  city: { lng: 119.161748, lat: 36.706962 },
  suppliers: [{ id: 'S1', division: '620000', lng: 103.83, lat: 36.06, peoplePerRun: 12 }],
  batches: [
    { id: 'B1', supplier: 'S1', occupation: '6-18-02-04', skillLevel: 5, people: 8, wage: 6200, freeFrom: '2026-12-05' },
    { id: 'B2', supplier: 'S1', occupation: '6-18-02-05', skillLevel: 4, people: 6, wage: 6000, freeFrom: '2026-12-15' },
  ],
  needs: [need('N1'), need('N2', { short: 10, priority: 2 }), need('N3', { occupation: '4-03-02-05' })],
  ...change,
});

describe('a matching run', () => {
  it('places as many as the supplier can send and proves that nothing is better', async () => {
    const answer = await solveMatching(problem());
    expect(answer).toMatchObject({ status: 'optimal', placed: 12, gap: 0, certificate: { valid: true } });
  });

  it('says why in words', async () => {
    const answer = await solveMatching(problem());
    if (!('proposals' in answer)) throw new Error(answer.status);
    expect(answer.proposals[0]).toMatchObject({
      batch: 'B1',
      text: expect.stringMatching(
        /^同一细类，高一级，工资高 300 元，1,\d{3} 公里，12月10日到岗（期望\d+月\d+日起，最晚12月31日）$/,
      ) as string,
    });
    expect(answer.unfilled.find((entry) => entry.need === 'N3')).toMatchObject({ people: 5, reason: { code: 'occupation' } });
  });

  it('says of a need to which everybody goes already that there are no more, and of another that they do more good elsewhere', async () => {
    const batch = { id: 'B', supplier: 'S1', occupation: '6-18-02-04', skillLevel: 4, people: 10, wage: 5000, freeFrom: '2026-12-01' };
    const reasons = async (...needs: NeedInput[]) => {
      const answer = await solveMatching(
        problem({ suppliers: [{ id: 'S1', division: '522200', lng: 109.19, lat: 27.72 }], batches: [batch], needs }),
      );
      if (!('unfilled' in answer)) throw new Error(answer.status);
      return answer.unfilled.map(({ need: id, people, reason }) => [id, people, reason.code]);
    };
    const lodged = { lodging: true, wageFrom: 6000, wageTo: 8000 };
    expect(await reasons(need('N', { short: 20, ...lodged }))).toEqual([['N', 10, 'all-here']]);
    expect(await reasons(need('N', { short: 10, ...lodged, priority: 2 }), need('M', { ...lodged, wageTo: 6000 }))).toEqual([
      ['M', 5, 'elsewhere'],
    ]);
  });

  it('does not depend on the order of the lists', async () => {
    const straight = await solveMatching(problem(), { now: () => 0 });
    const { needs, batches } = problem();
    expect(await solveMatching(problem({ needs: [...needs].reverse(), batches: [...batches].reverse() }), { now: () => 0 })).toEqual(
      straight,
    );
  });

  it('keeps groups that are too small at home', async () => {
    const { batches } = problem();
    const answer = await solveMatching(problem({ batches: [{ ...batches[0]!, smallestGroup: 30 }], needs: [need('N1')] }));
    expect(answer).toMatchObject({ status: 'feasible', placed: 0, unfilled: [{ reason: { code: 'group' } }] });
  });

  it('lists every fault with its place and solves nothing', async () => {
    const { text, exitCode } = await runMatch(
      JSON.stringify(
        problem({
          needs: [need('N1', { short: -1, wageFrom: 7000, occupation: 'x' }), need('N1', { startBy: '2026-01-01' })],
          committed: [{ batch: 'B1', need: 'N1', people: 99 }],
          quotas: [{ kind: 'division', id: '370702', people: 5 }],
        }),
      ),
      {},
    );
    expect(exitCode).toBe(2);
    for (const place of [
      'needs[0].short',
      'needs[0].wageTo',
      'needs[0].occupation',
      'needs[1].id',
      'needs[1].startBy',
      'committed[0].people',
      'quotas[0]',
    ]) {
      expect(text).toContain(`${place}: `);
    }
  });
});
