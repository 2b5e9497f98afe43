import { TransportSession, type TransportOptimum } from '#solver';
import fc from 'fast-check';
import highsPackage, { type Highs } from 'highs';
import { buildModel, type Model } from './build.js';
import { journeyKey, repairGroups } from './repair.js';
import { tablesOf } from './tables.js';
import { smallCity } from './testing/city.js';

const RUNS = 100;

/** Pairs of each journey that has a smallest group. */
const journeysOf = (model: Model): Map<string, { least: number; pairs: number[] }> => {
  const journeys = new Map<string, { least: number; pairs: number[] }>();
  model.batchOfPair.forEach((b, a) => {
    const least = model.tables.batches[b]!.smallestGroup ?? 0;
    if (least <= 1) return;
    const journey = journeys.get(journeyKey(model, a)) ?? { least, pairs: [] };
    journey.pairs.push(a);
    journeys.set(journeyKey(model, a), journey);
  });
  return journeys;
};

const smallestGroupsKept = (model: Model, { pair, amount }: TransportOptimum): boolean => {
  const carried = new Map(Array.from(pair, (a, k) => [a, amount[k]!]));
  return [...journeysOf(model).values()].every(({ least, pairs }) => {
    const people = pairs.reduce((sum, a) => sum + (carried.get(a) ?? 0), 0);
    return people === 0 || people >= least;
  });
};

const sum = (names: string[]): string => (names.length > 0 ? names.join(' + ') : '0 none');

/** The run with its groups as an integer program in CPLEX LP text. */
const integerProgram = (model: Model): string => {
  const t = model.transport;
  const at = (keep: (a: number) => boolean): string[] =>
    Array.from(t.pairSink.keys())
      .filter(keep)
      .map((a) => `x${a}`);
  const rows: string[] = [];
  t.supply.forEach((units, b) => rows.push(`${sum(at((a) => model.batchOfPair[a] === b))} <= ${units}`));
  t.demand.forEach((units, n) => rows.push(`${sum(at((a) => t.pairSink[a] === n))} <= ${units}`));
  t.groupCapacity?.forEach((units, g) => rows.push(`${sum(at((a) => t.group![model.batchOfPair[a]!] === g))} <= ${units}`));
  const objective = Array.from(
    t.pairCost,
    (cost, a) => `${cost + t.sinkCost![t.pairSink[a]!]! > 0 ? '-' : '+'} ${Math.abs(cost + t.sinkCost![t.pairSink[a]!]!)} x${a}`,
  );
  const bounds: string[] = [];
  for (let p = 0; p + 1 < t.tierBegin.length; p++) {
    const tiers = Array.from({ length: t.tierBegin[p + 1]! - t.tierBegin[p]! }, (_, k) => t.tierBegin[p]! + k);
    for (const k of tiers) {
      objective.push(`+ ${t.tierWorth[k]} t${k}`);
      bounds.push(`0 <= t${k} <= ${t.tierWidth[k]}`);
    }
    rows.push(`${sum(at((a) => t.pool![t.pairSink[a]!] === p))} ${tiers.map((k) => `- t${k}`).join(' ')} + 0 none = 0`);
  }
  const open = [...journeysOf(model).values()].map(({ least, pairs }, k) => {
    rows.push(`${sum(pairs.map((a) => `x${a}`))} - ${least} z${k} >= 0`, `${sum(pairs.map((a) => `x${a}`))} - 1000 z${k} <= 0`);
    return `z${k}`;
  });
  const labelled = rows.map((row, k) => ` r${k}: ${row}`);
  const integers = at(() => true).join(' ');
  return (
    `Maximize\n obj: ${objective.join(' ')} + 0 none\nSubject To\n${labelled.join('\n')}\nBounds\n ` +
    `${[...bounds, '0 <= none <= 0'].join('\n ')}\nGeneral\n ${integers}\nBinary\n ${open.join(' ')}\nEnd\n`
  );
};

describe('the repair of groups', () => {
  it('keeps every smallest group, never claims more than the integer optimum, and mostly reaches it', async () => {
    const solver: Highs = await (highsPackage as unknown as typeof highsPackage.default)();
    let [reached, lost, best] = [0, 0, 0];
    await fc.assert(
      fc.asyncProperty(smallCity(true), async (city) => {
        const model = buildModel(tablesOf(city))!;
        const session = new TransportSession(model.transport);
        const optimum = await session.solve();
        if (optimum.status !== 'optimal') throw new Error(optimum.status);
        const repaired = await repairGroups(model, session, optimum, 50);
        expect(smallestGroupsKept(model, repaired)).toBe(true);
        const exact = model.transport.pairSink.length === 0 ? 0 : Math.round(solver.solve(integerProgram(model)).ObjectiveValue);
        expect(Number(repaired.objective)).toBeLessThanOrEqual(exact);
        expect(exact).toBeLessThanOrEqual(Number(optimum.objective));
        best += exact;
        lost += exact - Number(repaired.objective);
        if (exact === Number(repaired.objective)) reached++;
      }),
      { numRuns: RUNS, seed: 20266, endOnFailure: true },
    );
    expect(reached).toBeGreaterThan(0.95 * RUNS);
    expect(lost / best).toBeLessThan(0.01);
  });
});
