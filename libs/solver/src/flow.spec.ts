import fc from 'fast-check';
import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { certify, minCostFlow, readDimacs, type FlowProblem } from './index.js';
import { asLinearProgram, highs } from './testing/highs.js';
import { oddFlow } from './testing/odd-flow.js';

const RUNS = Number(process.env.GANGQIAO_SOLVER_RUNS ?? 1500);
const DATA = process.env.GANGQIAO_FLOW_DATA;

const problem = (nodes: number, supply: number[], arcs: [number, number, number, number, number][]): FlowProblem => ({
  nodes,
  supply: Float64Array.from(supply),
  source: Int32Array.from(arcs, ([s]) => s),
  target: Int32Array.from(arcs, ([, t]) => t),
  lower: Float64Array.from(arcs, ([, , low]) => low),
  capacity: Float64Array.from(arcs, ([, , , high]) => high),
  cost: Float64Array.from(arcs, ([, , , , cost]) => cost),
});

describe('minimum-cost flow', () => {
  it('takes the cheaper way first and respects lower bounds', () => {
    const answer = minCostFlow(
      problem(
        3,
        [4, 0, -4],
        [
          [0, 1, 0, 3, 1],
          [1, 2, 0, 3, 1],
          [0, 2, 2, 9, 5],
        ],
      ),
    );
    expect(answer).toMatchObject({ status: 'optimal', objective: 14n, flow: Float64Array.of(2, 2, 2) });
  });

  it('tells an endless gain from an impossible demand', () => {
    const cycle: [number, number, number, number, number][] = [
      [0, 1, 0, Infinity, -2],
      [1, 0, 0, Infinity, 1],
    ];
    expect(minCostFlow(problem(2, [0, 0], cycle))).toEqual({ status: 'unbounded' });
    expect(minCostFlow(problem(3, [1, 0, -1], cycle))).toEqual({ status: 'infeasible' });
  });

  it('calls supplies that do not balance infeasible', () => {
    expect(minCostFlow(problem(2, [1, 0], [[0, 1, 0, 5, 0]]))).toEqual({ status: 'infeasible' });
  });

  it('sums objectives beyond 2^53 exactly', () => {
    const answer = minCostFlow(problem(2, [3_000_000_001, -3_000_000_001], [[0, 1, 0, 2 ** 40, 1_000_000_007]]));
    expect(answer).toMatchObject({ status: 'optimal', objective: 3_000_000_001n * 1_000_000_007n });
  });

  it('refuses before the start what could leave the exact range', () => {
    expect(minCostFlow(problem(2, [1, -1], [[0, 1, 0, 1, 2 ** 51]]))).toMatchObject({ status: 'refused' });
    expect(minCostFlow(problem(2, [1, -1], [[0, 1, 0, 1, 1]]), { memoryLimit: 10 })).toMatchObject({ status: 'refused' });
  });

  it('is not believed by the checker when a unit is missing', () => {
    const flow = problem(2, [2, -2], [[0, 1, 0, 5, 3]]);
    const answer = minCostFlow(flow);
    if (answer.status !== 'optimal') throw new Error(answer.status);
    expect(certify(flow, answer).valid).toBe(true);
    expect(certify(flow, { ...answer, flow: Float64Array.of(1) }).valid).toBe(false);
    expect(certify(flow, { ...answer, objective: 5n }).valid).toBe(false);
  });

  it('agrees with HiGHS on odd problems, and its optima are proved', async () => {
    const solver = await highs();
    fc.assert(
      fc.property(oddFlow(), (flow) => {
        const answer = minCostFlow(flow);
        const reference = solver.solve(asLinearProgram(flow));
        if (answer.status === 'optimal') {
          expect(certify(flow, answer).faults).toEqual([]);
          expect(reference).toMatchObject({ Status: 'Optimal' });
          expect(reference.ObjectiveValue).toBeCloseTo(Number(answer.objective), 3);
        } else expect(reference.Status.toLowerCase()).toContain(answer.status);
      }),
      { numRuns: RUNS, seed: 20264 },
    );
  });

  // The instances are other people's and no part of the project; `npm test` names their folder where it lies beside it.
  if (DATA)
    it('finds the known optima of the given files', async () => {
      const optima = readFileSync(join(DATA, 'optima.csv'), 'utf8').trim().split(/\r?\n/).slice(1);
      for (const [file, optimum] of optima.map((line) => line.split(',') as [string, string])) {
        if (!existsSync(join(DATA, file))) continue;
        const flow = await readDimacs(createReadStream(join(DATA, file)));
        const answer = minCostFlow(flow);
        if (answer.status !== 'optimal') throw new Error(`${file}: ${answer.status}`);
        expect(`${file} ${answer.objective}`).toBe(`${file} ${optimum}`);
        expect(certify(flow, answer).faults).toEqual([]);
      }
    });
});
