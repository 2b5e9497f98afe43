import type { TransportOptimum, TransportSession } from '#solver';
import type { Model } from './build.js';
import { weekOf } from './geo.js';

/** Points above any worth: a pair at this cost carries nobody. */
const FORBIDDEN = 2 ** 26;

/** One journey: people of one batch to one county in one week. */
interface Journey {
  readonly batch: number;
  people: number;
  readonly pairs: number[];
}

export const journeyKey = ({ tables, finder, transport, batchOfPair }: Model, pair: number): string => {
  const [b, n] = [batchOfPair[pair]!, transport.pairSink[pair]!];
  const terms = tables.terms[n]!;
  return `${b}|${terms.division}|${weekOf(Math.max(finder.arrival(b, terms), terms.startFrom))}`;
};

const smallest = (model: Model, batch: number): number => model.tables.batches[batch]!.smallestGroup ?? 0;

/** Journeys with fewer people than travel together, by key. */
const tooSmall = (model: Model, answer: TransportOptimum): Map<string, Journey> => {
  const journeys = new Map<string, Journey>();
  answer.pair.forEach((a, k) => {
    const batch = model.batchOfPair[a]!;
    if (smallest(model, batch) <= 1) return;
    const key = journeyKey(model, a);
    const journey = journeys.get(key) ?? { batch, people: 0, pairs: [] };
    journey.people += answer.amount[k]!;
    journey.pairs.push(a);
    journeys.set(key, journey);
  });
  for (const [key, { batch, people }] of journeys) if (people >= smallest(model, batch)) journeys.delete(key);
  return journeys;
};

/** All pairs that belong to one of the journeys, used or not. */
const pairsOf = (model: Model, keys: ReadonlyMap<string, Journey>): Map<string, number[]> => {
  const found = new Map<string, number[]>([...keys.keys()].map((key) => [key, []]));
  for (const batch of new Set([...keys.values()].map((journey) => journey.batch))) {
    for (let a = model.transport.pairBegin[batch]!; a < model.transport.pairBegin[batch + 1]!; a++)
      found.get(journeyKey(model, a))?.push(a);
  }
  return found;
};

/** Half of the journeys at a time, those furthest from their size first: what is freed may fill the others. */
const worst = (model: Model, journeys: ReadonlyMap<string, Journey>): Map<string, Journey> => {
  const share = ({ people, batch }: Journey): number => people / smallest(model, batch);
  const order = [...journeys].sort(([ka, a], [kb, b]) => share(a) - share(b) || (ka < kb ? -1 : 1));
  return new Map(order.slice(0, Math.ceil(order.length / 2)));
};

/**
 * Local search after the optimum: journeys below their smallest group are closed and the flow solved again from where it stands,
 * until all that travel are large enough; then closed journeys are tried open again, one at a time, and kept open where
 * that is worth more and leaves no group too small. `tries` bounds the second part.
 */
export const repairGroups = async (
  model: Model,
  session: TransportSession,
  optimum: TransportOptimum,
  tries: number,
): Promise<TransportOptimum> => {
  const closed = new Map<string, number[]>();
  let answer = optimum;
  const solve = async (): Promise<TransportOptimum | undefined> => {
    const next = await session.solve();
    return next.status === 'optimal' ? next : undefined;
  };
  const setCosts = (pairs: readonly number[], open: boolean): void =>
    session.change({ pairCost: pairs.map((a) => [a, open ? model.transport.pairCost[a]! : FORBIDDEN] as const) });
  for (let small = tooSmall(model, answer); small.size > 0; small = tooSmall(model, answer)) {
    for (const [key, pairs] of pairsOf(model, worst(model, small))) {
      closed.set(key, pairs);
      setCosts(pairs, false);
    }
    const next = await solve();
    if (!next) return answer;
    answer = next;
  }
  for (const [, pairs] of [...closed].slice(0, tries)) {
    setCosts(pairs, true);
    const next = await solve();
    if (next && next.objective > answer.objective && tooSmall(model, next).size === 0) answer = next;
    else setCosts(pairs, false);
  }
  return answer;
};
