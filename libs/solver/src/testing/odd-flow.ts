import fc from 'fast-check';
import type { FlowProblem } from '../types.js';

interface Arc {
  readonly from: number;
  readonly to: number;
  readonly low: number;
  readonly width: number;
  readonly cost: number;
}

/**
 * Flow problems of odd shape: loops, parallel arcs, nodes without arcs, negative costs, arcs without capacity, supplies
 * that do not balance.
 */
export const oddFlow = (): fc.Arbitrary<FlowProblem> =>
  fc
    .record({ nodes: fc.integer({ min: 1, max: 7 }), scale: fc.constantFrom(1, 10, 1_000_000), endless: fc.boolean() })
    .chain(({ nodes, scale, endless }) => {
      const node = fc.nat(nodes - 1);
      const width = endless ? fc.oneof({ weight: 4, arbitrary: fc.nat(9) }, { weight: 1, arbitrary: fc.constant(Infinity) }) : fc.nat(9);
      const arc: fc.Arbitrary<Arc> = fc.record({
        from: node,
        to: node,
        low: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat(3) }),
        width,
        cost: fc.integer({ min: -scale, max: 3 * scale }),
      });
      return fc
        .record({
          arcs: fc.array(arc, { minLength: 1, maxLength: 20 }),
          moves: fc.array(fc.record({ from: node, to: node, units: fc.nat(4) }), { maxLength: 4 }),
          loose: fc.constantFrom(0, 0, 0, 0, 1),
        })
        .map(({ arcs, moves, loose }) => {
          const supply = new Float64Array(nodes);
          for (const { from, to, units } of moves) {
            supply[from]! += units;
            supply[to]! -= units;
          }
          supply[0]! += loose;
          return {
            nodes,
            supply,
            source: Int32Array.from(arcs, ({ from }) => from),
            target: Int32Array.from(arcs, ({ to }) => to),
            lower: Float64Array.from(arcs, ({ low }) => low),
            capacity: Float64Array.from(arcs, ({ low, width: w }) => low + w),
            cost: Float64Array.from(arcs, ({ cost }) => cost),
          };
        });
    });
