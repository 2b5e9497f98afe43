import type { TransportProblem } from '#solver';
import { HALF_POINTS, PairFinder } from './pairs.js';
import type { Tables } from './tables.js';

/** More pairs than this are refused: the figures of a city stay far below, and beyond it memory would decide. */
export const MOST_PAIRS = 9_000_000;

export interface Model {
  readonly tables: Tables;
  readonly finder: PairFinder;
  readonly transport: TransportProblem;
  /** Source of each pair, and class (enterprise × occupation) of each need. */
  readonly batchOfPair: Int32Array;
  readonly classOf: Int32Array;
  readonly excluded: ReadonlySet<number>;
}

/** Room for these from the start: memory that is not written to costs nothing. */
const FIRST_PAIRS = 1 << 16;

/** Pairs in growing columns. */
class PairColumns {
  length = 0;
  batch = new Int32Array(FIRST_PAIRS);
  need = new Int32Array(FIRST_PAIRS);
  cost = new Int32Array(FIRST_PAIRS);

  push(batch: number, need: number, cost: number): void {
    if (this.length === this.batch.length) this.grow();
    this.batch[this.length] = batch;
    this.need[this.length] = need;
    this.cost[this.length++] = cost;
  }

  private grow(): void {
    const wider = (old: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> => {
      const fresh = new Int32Array(old.length * 2);
      fresh.set(old);
      return fresh;
    };
    this.batch = wider(this.batch);
    this.need = wider(this.need);
    this.cost = wider(this.cost);
  }
}

const keyOfPair = (tables: Tables, batch: string, need: string): number =>
  tables.batchIndex.get(batch)! * tables.needs.length + tables.needIndex.get(need)!;

const collect = (tables: Tables, finder: PairFinder, excluded: ReadonlySet<number>): PairColumns | undefined => {
  const columns = new PairColumns();
  const people = Int32Array.from(tables.batches, (batch) => batch.people);
  const locked = new Set((tables.problem.locked ?? []).map(({ batch, need }) => keyOfPair(tables, batch, need)));
  for (let n = 0; n < tables.needs.length && columns.length <= MOST_PAIRS; n++) {
    if (tables.needs[n]!.short === 0) continue;
    finder.forEach(tables.terms[n]!, (b, cost) => {
      if (people[b] === 0) return;
      const key = b * tables.needs.length + n;
      if (excluded.size > 0 && excluded.has(key)) return;
      columns.push(b, n, HALF_POINTS * (locked.size > 0 && locked.has(key) ? cost - tables.weights.locked : cost));
    });
  }
  return columns.length > MOST_PAIRS ? undefined : columns;
};

type PairArrays = Pick<TransportProblem, 'pairBegin' | 'pairSink' | 'pairCost'> & { readonly batchOfPair: Int32Array };

/** Counting sort by batch; inside a batch the needs stay in order. */
const byBatch = ({ length, batch, need, cost }: PairColumns, batches: number): PairArrays => {
  const pairBegin = new Int32Array(batches + 1);
  for (let k = 0; k < length; k++) pairBegin[batch[k]! + 1]!++;
  for (let b = 0; b < batches; b++) pairBegin[b + 1]! += pairBegin[b]!;
  const cursor = pairBegin.slice();
  const [pairSink, pairCost, batchOfPair] = [new Int32Array(length), new Int32Array(length), new Int32Array(length)];
  for (let k = 0; k < length; k++) {
    const at = cursor[batch[k]!]!++;
    pairSink[at] = need[k]!;
    pairCost[at] = cost[k]!;
    batchOfPair[at] = batch[k]!;
  }
  return { pairBegin, pairSink, pairCost, batchOfPair };
};

interface Classes {
  readonly classOf: Int32Array;
  readonly size: Int32Array;
  readonly committed: Int32Array;
  readonly priority: Float64Array;
}

/** Needs of one enterprise in one occupation share their tiers: splitting a need into many gains nothing. */
const classesOf = (tables: Tables): Classes => {
  const numbers = new Map<string, number>();
  const classOf = Int32Array.from(tables.needs, ({ enterprise, occupation }) => {
    const key = JSON.stringify([enterprise, occupation]);
    if (!numbers.has(key)) numbers.set(key, numbers.size);
    return numbers.get(key)!;
  });
  const size = new Int32Array(numbers.size);
  const committed = new Int32Array(numbers.size);
  const priority = new Float64Array(numbers.size);
  tables.needs.forEach((need, n) => {
    size[classOf[n]!]! += need.short;
    priority[classOf[n]!] = Math.max(priority[classOf[n]!]!, need.priority ?? 1);
  });
  for (const { need, people } of tables.problem.committed ?? []) committed[classOf[tables.needIndex.get(need)!]!]! += people;
  return { classOf, size, committed, priority };
};

type TierArrays = Pick<TransportProblem, 'tierBegin' | 'tierWidth' | 'tierWorth'>;

/** What is committed has filled the first tiers already; what is still short begins where it ends. */
const tiersOf = (tables: Tables, { size, committed, priority }: Classes): TierArrays => {
  const { tiers } = tables.weights;
  const [begin, width, worth] = [[0], [] as number[], [] as number[]];
  for (let c = 0; c < size.length; c++) {
    const total = size[c]! + committed[c]!;
    let [percent, reach] = [0, 0];
    tiers.forEach((tier, k) => {
      percent += tier.percent;
      const end = k === tiers.length - 1 ? total : Math.min(total, Math.ceil((total * percent) / 100));
      const open = Math.max(0, end - Math.max(reach, committed[c]!));
      reach = Math.max(reach, end);
      if (open === 0) return;
      width.push(open);
      worth.push(HALF_POINTS * Math.round(tier.worth * priority[c]!));
    });
    begin.push(width.length);
  }
  return { tierBegin: Int32Array.from(begin), tierWidth: Int32Array.from(width), tierWorth: Int32Array.from(worth) };
};

/** A need below its class's highest priority is worth less by the difference, reckoned at the last tier. */
const sinkCosts = (tables: Tables, { classOf, priority }: Classes): Int32Array => {
  const last = tables.weights.tiers.at(-1)!.worth;
  return Int32Array.from(tables.needs, (need, n) => HALF_POINTS * Math.round((priority[classOf[n]!]! - (need.priority ?? 1)) * last));
};

const groupsOf = (tables: Tables): Pick<TransportProblem, 'group' | 'groupCapacity'> => {
  const limited = tables.suppliers.map(({ peoplePerRun }) => peoplePerRun ?? -1);
  if (limited.every((most) => most < 0)) return {};
  return {
    group: Int32Array.from(tables.supplierOf, (s) => (limited[s]! < 0 ? -1 : s)),
    groupCapacity: Int32Array.from(limited, (most) => Math.max(0, most)),
  };
};

/** Batches and needs whose occupations lie in one 中类, or in several that the bureau relates, can become pairs by a change. */
const clustersOf = ({ terms, batchOccupation, related }: Tables): NonNullable<TransportProblem['cluster']> => {
  const middleOf = new Map([...batchOccupation, ...terms.map(({ occupation }) => occupation)].map(({ fine, middle }) => [fine, middle]));
  const label = new Map<number, number>();
  const of = (middle: number): number => {
    const next = label.get(middle) ?? middle;
    return next === middle ? middle : of(next);
  };
  for (const [from, codes] of related) {
    for (const to of codes) {
      const [a, b] = [middleOf.get(from), middleOf.get(to)];
      if (a !== undefined && b !== undefined && of(a) !== of(b)) label.set(Math.max(of(a), of(b)), Math.min(of(a), of(b)));
    }
  }
  return {
    ofSource: Int32Array.from(batchOccupation, ({ middle }) => of(middle)),
    ofSink: Int32Array.from(terms, ({ occupation }) => of(occupation.middle)),
  };
};

/** The flow problem of a run; undefined when there are too many pairs. */
export const buildModel = (tables: Tables): Model | undefined => {
  const finder = new PairFinder(tables);
  const excluded = new Set((tables.problem.excluded ?? []).map(({ batch, need }) => keyOfPair(tables, batch, need)));
  const columns = collect(tables, finder, excluded);
  if (!columns) return undefined;
  const { batchOfPair, ...pairs } = byBatch(columns, tables.batches.length);
  const classes = classesOf(tables);
  const transport: TransportProblem = {
    sources: tables.batches.length,
    sinks: tables.needs.length,
    supply: Int32Array.from(tables.batches, ({ people }) => people),
    demand: Int32Array.from(tables.needs, ({ short }) => short),
    pool: classes.classOf,
    sinkCost: sinkCosts(tables, classes),
    cluster: clustersOf(tables),
    ...groupsOf(tables),
    ...tiersOf(tables, classes),
    ...pairs,
  };
  return { tables, finder, transport, batchOfPair, classOf: classes.classOf, excluded };
};
