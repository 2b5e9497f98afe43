import { certifyTransport, transport, transportByFlow, TransportSession } from './index.js';
import { oddTransport } from './testing/odd.js';
import fc from 'fast-check';

const RUNS = Number(process.env.GANGQIAO_SOLVER_RUNS ?? 1500);

describe('the transportation solver', () => {
  it('sends the units where they are worth most', async () => {
    const answer = await transport({
      sources: 2,
      sinks: 2,
      supply: Int32Array.of(3, 2),
      demand: Int32Array.of(2, 4),
      tierBegin: Int32Array.of(0, 1, 3),
      tierWidth: Int32Array.of(2, 1, 3),
      tierWorth: Int32Array.of(100, 90, 10),
      pairBegin: Int32Array.of(0, 2, 3),
      pairSink: Int32Array.of(0, 1, 1),
      pairCost: Int32Array.of(5, 20, 2),
    });
    expect(answer).toMatchObject({ status: 'optimal', placed: 4, objective: 286n, pair: Int32Array.of(0, 2), amount: Int32Array.of(2, 2) });
  });

  it('finds the worth of the general solver on odd problems, with a proof, in both kernels', async () => {
    await fc.assert(
      fc.asyncProperty(oddTransport(), async (problem) => {
        const reference = transportByFlow(problem);
        for (const kernel of ['wasm', 'twin'] as const) {
          const answer = await new TransportSession(problem, { kernel }).solve();
          if (answer.status !== 'optimal' || reference.status !== 'optimal') throw new Error(answer.status);
          expect(answer.objective).toBe(reference.objective);
          expect(certifyTransport(problem, answer).faults).toEqual([]);
        }
      }),
      { numRuns: RUNS, seed: 20261 },
    );
  });

  it('finds after changes what a cold solve finds', async () => {
    const pick = fc.array(fc.tuple(fc.constantFrom('supply', 'demand', 'pairCost'), fc.nat(1000), fc.nat(12)), {
      minLength: 1,
      maxLength: 4,
    });
    await fc.assert(
      fc.asyncProperty(oddTransport(), fc.array(pick, { minLength: 1, maxLength: 3 }), async (problem, rounds) => {
        const session = new TransportSession(problem);
        await session.solve();
        for (const round of rounds) {
          for (const [field, index, value] of round) {
            if (problem[field].length > 0) session.change({ [field]: [[index % problem[field].length, value]] });
          }
          const warm = await session.solve();
          const cold = await new TransportSession({ ...session.problem, pairCost: session.problem.pairCost.slice() }).solve();
          if (warm.status !== 'optimal' || cold.status !== 'optimal') throw new Error(warm.status);
          expect(warm.objective).toBe(cold.objective);
          expect(certifyTransport(session.problem, warm).faults).toEqual([]);
        }
      }),
      { numRuns: RUNS, seed: 20262 },
    );
  });
});
