import type { TransportProblem } from '#solver';

export type ShapeName = 'S' | 'M' | 'L';

interface Size {
  readonly batches: number;
  readonly needs: number;
  readonly pairs: number;
}

export const sizes: Record<ShapeName, Size> = {
  S: { batches: 1_000, needs: 2_000, pairs: 38_000 },
  M: { batches: 10_000, needs: 20_000, pairs: 950_000 },
  L: { batches: 50_000, needs: 100_000, pairs: 5_100_000 },
};

const FAMILIES = 80;
const DIVISIONS = 12;
const BATCHES_PER_SUPPLIER = 200;
const TIER_WORTHS = [10_000, 8_500, 7_500];

/** Mulberry32: a small generator whose numbers depend on the seed alone. */
export const random = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
};

interface People {
  readonly family: Int32Array;
  readonly level: Int32Array;
  readonly wage: Int32Array;
  readonly day: Int32Array;
  readonly trade: Int32Array;
}

/** Family k has a share of the people that falls as 1/√k: the largest makes a fifth of the pairs. */
const familyShares = (): number[] => {
  const raw = Array.from({ length: FAMILIES }, (_, k) => 1 / Math.sqrt(k + 1));
  const total = raw.reduce((sum, share) => sum + share, 0);
  return raw.map((share) => share / total);
};

const peopleOf = (count: number, next: () => number, wageStep: number): People => {
  const shares = familyShares();
  const cumulative = shares.map((_, k) => shares.slice(0, k + 1).reduce((sum, share) => sum + share, 0));
  const column = (of: () => number): Int32Array => Int32Array.from({ length: count }, of);
  return {
    family: column(() => {
      const draw = next();
      return Math.min(FAMILIES - 1, cumulative.findIndex((edge) => draw < edge) & 0x7f);
    }),
    level: column(() => Math.floor(next() * 6)),
    wage: column(() => 4500 + 100 * Math.floor(next() * wageStep)),
    day: column(() => Math.floor(next() * 45)),
    trade: column(() => Math.floor(next() * 6)),
  };
};

const membersOf = (family: Int32Array): number[][] => {
  const members = Array.from({ length: FAMILIES }, () => [] as number[]);
  family.forEach((f, k) => members[f]!.push(k));
  return members;
};

interface Pairs {
  readonly begin: Int32Array;
  readonly sink: Int32Array;
  readonly cost: Int32Array;
}

/** Thinned at random to the number of pairs asked for; costs are sums of journey, trade, level, wage and delay as in a real run. */
const pairsOf = (size: Size, batches: People, needs: People, next: () => number): Pairs => {
  const suppliers = Math.ceil(size.batches / BATCHES_PER_SUPPLIER);
  const journey = Int32Array.from(
    { length: suppliers * DIVISIONS },
    (_, k) => 300 + Math.floor(next() * 40) + ((((k / DIVISIONS) | 0) * 7919) % 2600),
  );
  const members = membersOf(needs.family);
  const possible = membersOf(batches.family).reduce((sum, list, f) => sum + list.length * members[f]!.length, 0);
  const step = 1 / Math.log(1 - Math.min(0.999, size.pairs / possible));
  const begin = new Int32Array(size.batches + 1);
  const [sink, cost] = [new Int32Array(size.pairs * 1.02 + 1000), new Int32Array(size.pairs * 1.02 + 1000)];
  let count = 0;
  for (let i = 0; i < size.batches; i++) {
    const list = members[batches.family[i]!]!;
    for (
      let k = Math.floor(Math.log(1 - next()) * step);
      k < list.length && count < sink.length;
      k += 1 + Math.floor(Math.log(1 - next()) * step)
    ) {
      const j = list[k]!;
      sink[count] = j;
      const shortWage = Math.max(0, batches.wage[i]! - needs.wage[j]!);
      const late = Math.max(0, batches.day[i]! - needs.day[j]!);
      const trade = batches.trade[i] === needs.trade[j] ? 0 : (batches.trade[i]! & 1) === (needs.trade[j]! & 1) ? 600 : 1500;
      const level = Math.abs(batches.level[i]! - needs.level[j]!) * 120;
      cost[count++] =
        journey[((i / BATCHES_PER_SUPPLIER) | 0) * DIVISIONS + (j % DIVISIONS)]! + trade + level + 2 * Math.min(500, shortWage) + 20 * late;
    }
    begin[i + 1] = count;
  }
  return { begin, sink: sink.slice(0, count), cost: cost.slice(0, count) };
};

/** A city's run of the given size: supply about nine tenths of what is asked, three tiers per need, no supplier limits. */
export const makeShape = (name: ShapeName, seed: number): TransportProblem => {
  const size = sizes[name];
  const next = random(seed + size.batches);
  const [batches, needs] = [peopleOf(size.batches, next, 40), peopleOf(size.needs, next, 45)];
  const pairs = pairsOf(size, batches, needs, next);
  const supply = Int32Array.from({ length: size.batches }, () => 1 + Math.floor(next() * 40));
  const demand = Int32Array.from({ length: size.needs }, () => 1 + Math.floor(next() * 22));
  const [begin, width, worth] = [[0], [] as number[], [] as number[]];
  for (const short of demand) {
    const priority = 1 + Math.floor(next() * 3);
    let reach = 0;
    TIER_WORTHS.forEach((points, k) => {
      const end = k === 2 ? short : Math.ceil((short * (k + 1)) / 3);
      if (end > reach) {
        width.push(end - reach);
        worth.push(points * priority);
      }
      reach = end;
    });
    begin.push(width.length);
  }
  return {
    sources: size.batches,
    sinks: size.needs,
    supply,
    demand,
    tierBegin: Int32Array.from(begin),
    tierWidth: Int32Array.from(width),
    tierWorth: Int32Array.from(worth),
    pairBegin: pairs.begin,
    pairSink: pairs.sink,
    pairCost: pairs.cost,
  };
};

/** Supplier limits from what each sends without them: every `nth` supplier is cut to four fifths, the others have room. */
export const withLimits = (problem: TransportProblem, pair: Int32Array, amount: Int32Array, nth: number): TransportProblem => {
  const group = Int32Array.from({ length: problem.sources }, (_, i) => (i / BATCHES_PER_SUPPLIER) | 0);
  const sent = new Int32Array(group.at(-1)! + 1);
  const sourceOf = new Int32Array(problem.pairSink.length);
  for (let i = 0; i < problem.sources; i++) sourceOf.fill(i, problem.pairBegin[i], problem.pairBegin[i + 1]);
  pair.forEach((a, k) => (sent[group[sourceOf[a]!]!]! += amount[k]!));
  return { ...problem, group, groupCapacity: sent.map((units, g) => (g % nth === 0 ? Math.floor(units * 0.8) : units * 2 + 10)) };
};
