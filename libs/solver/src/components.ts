import type { TransportProblem } from './transport-types.js';

/**
 * Connected parts of a problem, group capacities left aside; the one with most pairs first. Parts without pairs are not
 * listed, unless clusters ask for them.
 */
export interface Components {
  readonly count: number;
  /** Part of each source, sink and pool; −1 where no pair leads. */
  readonly ofSource: Int32Array;
  readonly ofSink: Int32Array;
  readonly ofPool: Int32Array;
  readonly pairs: Int32Array;
}

const find = (above: Int32Array, node: number): number => {
  let v = node;
  while (above[v] !== v) {
    above[v] = above[above[v]!]!;
    v = above[v]!;
  }
  return v;
};

const unite = (problem: TransportProblem, pools: number): Int32Array => {
  const { sources, sinks, pairBegin, pairSink, pool } = problem;
  const above = new Int32Array(sources + sinks + pools);
  for (let v = 0; v < above.length; v++) above[v] = v;
  for (let i = 0; i < sources; i++) {
    let top = find(above, i);
    for (let a = pairBegin[i]!; a < pairBegin[i + 1]!; a++) {
      const sink = sources + pairSink[a]!;
      if (above[sink] === top) continue;
      const other = find(above, sink);
      if (other === top) continue;
      if (other < top) {
        above[top] = other;
        top = other;
      } else above[other] = top;
    }
  }
  if (pool) for (let j = 0; j < sinks; j++) above[find(above, sources + j)] = find(above, sources + sinks + pool[j]!);
  if (problem.cluster) uniteClusters(problem.cluster, sources, above);
  return above;
};

const uniteClusters = ({ ofSource, ofSink }: NonNullable<TransportProblem['cluster']>, sources: number, above: Int32Array): void => {
  const first = new Map<number, number>();
  const join = (cluster: number, v: number): void => {
    const other = first.get(cluster);
    if (other === undefined) first.set(cluster, v);
    else above[find(above, v)] = find(above, other);
  };
  ofSource.forEach((cluster, i) => join(cluster, i));
  ofSink.forEach((cluster, j) => join(cluster, sources + j));
};

export const findComponents = (problem: TransportProblem): Components => {
  const { sources, sinks, pairBegin, pool } = problem;
  const pools = pool ? problem.tierBegin.length - 1 : 0;
  const above = unite(problem, pools);
  const pairsAt = new Map<number, number>();
  for (let i = 0; i < sources; i++) {
    const pairs = pairBegin[i + 1]! - pairBegin[i]!;
    if (pairs === 0 && !problem.cluster) continue;
    const top = find(above, i);
    pairsAt.set(top, (pairsAt.get(top) ?? 0) + pairs);
  }
  const order = [...pairsAt].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  const rank = new Map(order.map(([top], index) => [top, index]));
  const partOf = (first: number, count: number): Int32Array => {
    const parts = new Int32Array(count);
    for (let v = 0; v < count; v++) parts[v] = rank.get(find(above, first + v)) ?? -1;
    return parts;
  };
  return {
    count: order.length,
    ofSource: partOf(0, sources),
    ofSink: partOf(sources, sinks),
    ofPool: partOf(sources + sinks, pools),
    pairs: Int32Array.from(order, ([, pairs]) => pairs),
  };
};
