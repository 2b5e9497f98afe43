import { certifyTransport, transportByFlow, TransportSession, type TransportProblem } from '../index.js';

/** A small generator, so that every run sees the same numbers. */
const numbers = (seed: number): ((below: number) => number) => {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
};

interface Town {
  readonly peopleAt?: number;
  readonly worth?: number;
  readonly costFrom?: number;
  readonly costs?: number;
  readonly poolOf?: number;
}

/** 120 batches, each of which may serve 30 of 240 needs; two tiers, or one pool for every `poolOf` needs. */
const town = ({ peopleAt = 40, worth = 10_000, costFrom = 300, costs = 4000, poolOf }: Town): TransportProblem => {
  const draw = numbers(7);
  const [sources, sinks, perSource] = [120, 240, 30];
  const pools = poolOf ? Math.ceil(sinks / poolOf) : sinks;
  return {
    sources,
    sinks,
    supply: Int32Array.from({ length: sources }, () => 1 + draw(peopleAt)),
    demand: Int32Array.from({ length: sinks }, () => 1 + draw(22)),
    ...(poolOf && { pool: Int32Array.from({ length: sinks }, (_, j) => Math.floor(j / poolOf)) }),
    tierBegin: Int32Array.from({ length: pools + 1 }, (_, p) => 2 * p),
    tierWidth: Int32Array.from({ length: 2 * pools }, () => 1 + draw(8)),
    tierWorth: Int32Array.from({ length: 2 * pools }, (_, t) => (t % 2 === 0 ? worth + draw(worth) : worth >> 1)),
    pairBegin: Int32Array.from({ length: sources + 1 }, (_, i) => i * perSource),
    pairSink: Int32Array.from({ length: sources * perSource }, (_, a) => (a * 8 + draw(8)) % sinks),
    pairCost: Int32Array.from({ length: sources * perSource }, () => costFrom + draw(costs)),
  };
};

describe('the start of a cold solve', () => {
  it.each<[string, Town]>([
    ['as many people as are asked for', {}],
    ['far more people than are asked for', { peopleAt: 900 }],
    ['hardly any people', { peopleAt: 2 }],
    ['worths far above the costs', { worth: 10_000_000 }],
    ['pairs that pay by themselves and needs worth next to nothing', { worth: 4, costFrom: -5000 }],
    ['pairs that all cost the same', { costs: 1 }],
    ['needs that share the tiers of a pool', { poolOf: 3 }],
  ])('leads to the proven optimum, the same plan in both kernels, with %s', async (_, kind) => {
    const problem = town(kind);
    const reference = transportByFlow(problem);
    const wasm = await new TransportSession(problem, { kernel: 'wasm' }).solve();
    const twin = await new TransportSession(problem, { kernel: 'twin' }).solve();
    if (wasm.status !== 'optimal' || reference.status !== 'optimal') throw new Error(wasm.status);
    expect(wasm.objective).toBe(reference.objective);
    expect(certifyTransport(problem, wasm).faults).toEqual([]);
    expect(twin).toEqual(wasm);
  });

  it('leaves fewer pivots than there are batches and needs', async () => {
    const problem = town({});
    const answer = await new TransportSession(problem).solve();
    if (answer.status !== 'optimal') throw new Error(answer.status);
    expect(answer.pivots).toBeLessThan(problem.sources + problem.sinks);
  });
});
