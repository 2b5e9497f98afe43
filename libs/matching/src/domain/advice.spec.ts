import { expandTransport, minCostFlow, TransportSession, type FlowProblem, type TransportOptimum } from '#solver';
import fc from 'fast-check';
import { adviseAll } from './advice.js';
import { buildModel, type Model } from './build.js';
import { tablesOf } from './tables.js';
import { smallCity } from './testing/city.js';
import { stepsOf, type Step } from './testing/steps.js';

const RUNS = Number(process.env.GANGQIAO_ADVICE_RUNS ?? 200);

const withTerms = (model: Model, n: number, { terms }: Step): Model =>
  buildModel({ ...model.tables, terms: model.tables.terms.map((old, k) => (k === n ? terms : old)) })!;

/**
 * The fewest people the need gets in any optimum, found cold: units above `base` cost half a point more, which decides
 * every tie against them.
 */
const fewest = (model: Model, n: number, base: number): number => {
  const { flow } = expandTransport(model.transport);
  const { pairSink, sources, groupCapacity, demand } = model.transport;
  const arc = pairSink.length + sources + (groupCapacity?.length ?? 0) + n;
  const add = (column: Float64Array | Int32Array, value: number): number[] => [...column, value];
  const capacity = Float64Array.from(add(flow.capacity, demand[n]! - base));
  capacity[arc] = base;
  const split: FlowProblem = {
    ...flow,
    source: Int32Array.from(add(flow.source, flow.source[arc]!)),
    target: Int32Array.from(add(flow.target, flow.target[arc]!)),
    lower: Float64Array.from(add(flow.lower, 0)),
    cost: Float64Array.from(add(flow.cost, flow.cost[arc]! + 1)),
    capacity,
  };
  const answer = minCostFlow(split);
  if (answer.status !== 'optimal') throw new Error(answer.status);
  return answer.flow[arc]! + answer.flow.at(-1)!;
};

const filled = ({ transport: { pairSink } }: Model, { pair, amount }: TransportOptimum, n: number): number =>
  pair.reduce((sum, a, k) => (pairSink[a] === n ? sum + amount[k]! : sum), 0);

describe('advice', () => {
  it('is given exactly where one change helps, promises what the changed optimum gives, and is the smallest step', async () => {
    let promised = 0;
    await fc.assert(
      fc.asyncProperty(smallCity(), async (city) => {
        const model = buildModel(tablesOf(city))!;
        const session = new TransportSession(model.transport);
        const optimum = await session.solve();
        if (optimum.status !== 'optimal') throw new Error(optimum.status);
        const short = city.needs.map((_, n) => n).filter((n) => filled(model, optimum, n) < model.tables.needs[n]!.short);
        const advice = adviseAll(model, session.whatIfs()!, short);
        for (const n of short) {
          const base = filled(model, optimum, n);
          const helping = stepsOf(model, n).flatMap((steps) => {
            const first = steps
              .map((step) => ({ step, gain: fewest(withTerms(model, n, step), n, base) - base }))
              .find(({ gain }) => gain > 0);
            return first ? [first] : [];
          });
          promised += helping.length;
          const byKind = (a: { kind: string }, b: { kind: string }): number => (a.kind < b.kind ? -1 : 1);
          const expected = helping.map(({ step: { change }, gain }) => ({ kind: change.kind, by: change.by, gain })).sort(byKind);
          expect(
            advice
              .get(n)!
              .map(({ change, gain }) => ({ kind: change.kind, by: change.by, gain }))
              .sort(byKind),
          ).toEqual(expected);
          for (const { gain, netPlaced, takenFromOthers } of advice.get(n)!) expect(netPlaced + takenFromOthers).toBe(gain);
        }
      }),
      { numRuns: RUNS, seed: 20263 },
    );
    expect(promised).toBeGreaterThan(RUNS / 2);
  });
});
