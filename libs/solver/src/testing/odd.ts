import fc from 'fast-check';
import type { TransportProblem } from '../transport-types.js';

interface Shape {
  readonly supply: number[];
  readonly demand: number[];
  readonly pairs: { i: number; j: number; cost: number }[];
  readonly group: number[];
  readonly groupCapacity: number[];
  readonly sinkCost: number[] | undefined;
  readonly pool: number[] | undefined;
  readonly tiers: { width: number; drop: number }[][];
  readonly top: number;
}

const columns = ({ supply, pairs }: Shape): Pick<TransportProblem, 'pairBegin' | 'pairSink' | 'pairCost'> => {
  const bySource = supply.map((_, i) => pairs.filter((pair) => pair.i === i));
  const sorted = bySource.flat();
  let begin = 0;
  return {
    pairBegin: Int32Array.from([0, ...bySource.map((row) => (begin += row.length))]),
    pairSink: Int32Array.from(sorted, (pair) => pair.j),
    pairCost: Int32Array.from(sorted, (pair) => pair.cost),
  };
};

const problemOf = (shape: Shape): TransportProblem => {
  const pools = shape.pool ? Math.max(...shape.pool, 0) + 1 : shape.demand.length;
  const tiers = Array.from({ length: pools }, (_, p) => shape.tiers[p % Math.max(1, shape.tiers.length)] ?? []);
  let begin = 0;
  const worths = tiers.flatMap((list) => {
    let worth = shape.top;
    return list.map(({ drop }) => (worth -= drop));
  });
  return {
    sources: shape.supply.length,
    sinks: shape.demand.length,
    supply: Int32Array.from(shape.supply),
    demand: Int32Array.from(shape.demand),
    ...(shape.groupCapacity.length > 0 && { group: Int32Array.from(shape.group), groupCapacity: Int32Array.from(shape.groupCapacity) }),
    ...(shape.sinkCost && { sinkCost: Int32Array.from(shape.sinkCost) }),
    ...(shape.pool && { pool: Int32Array.from(shape.pool) }),
    tierBegin: Int32Array.from([0, ...tiers.map((list) => (begin += list.length))]),
    tierWidth: Int32Array.from(tiers.flat(), ({ width }) => width),
    tierWorth: Int32Array.from(worths),
    ...columns(shape),
  };
};

/** Problems of odd shape: empty, disconnected, nothing to send, ties, large costs, capacities that bind and that do not. */
export const oddTransport = (): fc.Arbitrary<TransportProblem> =>
  fc
    .record({
      m: fc.integer({ min: 0, max: 8 }),
      n: fc.integer({ min: 0, max: 8 }),
      groups: fc.integer({ min: 0, max: 3 }),
      scale: fc.constantFrom(3, 20, 1_000_000),
    })
    .chain(({ m, n, groups, scale }) => {
      const units = fc.integer({ min: 0, max: 6 });
      const list = <T>(of: fc.Arbitrary<T>, length: number): fc.Arbitrary<T[]> => fc.array(of, { minLength: length, maxLength: length });
      const pair = fc.record({ i: fc.nat(Math.max(0, m - 1)), j: fc.nat(Math.max(0, n - 1)), cost: fc.integer({ min: -2, max: scale }) });
      const tier = fc.record({ width: units, drop: fc.integer({ min: 0, max: scale }) });
      const shape: fc.Arbitrary<Shape> = fc.record({
        supply: list(units, m),
        demand: list(units, n),
        pairs: m * n > 0 ? fc.array(pair, { maxLength: 30 }) : fc.constant([]),
        group: list(fc.integer({ min: -1, max: groups - 1 }), m),
        groupCapacity: list(fc.integer({ min: 0, max: 9 }), groups),
        sinkCost: fc.option(list(fc.integer({ min: 0, max: 4 }), n), { nil: undefined }),
        pool: fc.option(list(fc.nat(3), n), { nil: undefined }),
        tiers: fc.array(fc.array(tier, { maxLength: 3 }), { maxLength: 4 }),
        top: fc.integer({ min: 0, max: 2 * scale }),
      });
      return shape.map(problemOf);
    });
