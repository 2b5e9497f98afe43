import type { TransportOptimum, TransportProblem } from './transport-types.js';

/** Residual arcs, as kind + 8 × index. */
export const PAIR = 0;
export const BACK = 1;
export const EXTRA = 2;
export const MORE = 3;
export const LESS = 4;

export interface ExtraPair {
  readonly source: number;
  readonly cost: number;
}

/** Receives an arc's other end, its reduced cost (0 or more) and the arc. */
export type Visit = (node: number, reduced: number, arc: number) => void;

const lists = (keys: Int32Array, count: number): { begin: Int32Array; items: Int32Array } => {
  const begin = new Int32Array(count + 1);
  for (const key of keys) if (key >= 0) begin[key + 1]!++;
  for (let k = 0; k < count; k++) begin[k + 1]! += begin[k]!;
  const cursor = begin.slice();
  const items = new Int32Array(begin[count]!);
  keys.forEach((key, index) => key >= 0 && (items[cursor[key]!++] = index));
  return { begin, items };
};

/**
 * The residual network of an optimum. Nodes: sources, sinks, pools, groups, the root. A *stem* is the arc between a node and its
 * superior (source and group: downwards, sink and pool: upwards). Changes are journalled and can be taken back.
 */
export class Residual {
  readonly firstSink: number;
  readonly firstPool: number;
  readonly firstGroup: number;
  readonly root: number;
  readonly price: Float64Array;
  readonly stem: Float64Array;
  readonly sourceOfPair: Int32Array;
  private readonly bySink: { begin: Int32Array; items: Int32Array };
  private readonly byPool: { begin: Int32Array; items: Int32Array };
  private readonly byGroup: { begin: Int32Array; items: Int32Array };
  /** Carried pairs: `carriedPair[k]` is a pair, or −1 − e for extra pair e; linked from both ends. */
  private readonly carriedPair: number[] = [];
  private readonly carriedSource: number[] = [];
  private readonly carriedSink: number[] = [];
  private readonly amount: number[] = [];
  private readonly nextOfSource: number[] = [];
  private readonly nextOfSink: number[] = [];
  private readonly headOfSource: Int32Array;
  private readonly headOfSink: Int32Array;
  private journal: (() => void)[] = [];
  private extras: readonly ExtraPair[] = [];
  private inserted = 0;
  /** The sink asked about; units above `base` cost half a point (1) more, so that ties are no gain. */
  private asked = -1;
  private base = 0;

  constructor(
    readonly problem: TransportProblem,
    optimum: TransportOptimum,
  ) {
    const { sources, sinks } = problem;
    const [pools, groups] = [optimum.duals.pool.length, optimum.duals.group.length];
    this.firstSink = sources;
    this.firstPool = sources + sinks;
    this.firstGroup = this.firstPool + pools;
    this.root = this.firstGroup + groups;
    this.price = new Float64Array(this.root + 1);
    this.price.set(optimum.duals.source);
    this.price.set(optimum.duals.sink, this.firstSink);
    this.price.set(optimum.duals.pool, this.firstPool);
    this.price.set(optimum.duals.group, this.firstGroup);
    this.stem = new Float64Array(this.root + 1);
    this.sourceOfPair = new Int32Array(problem.pairSink.length);
    for (let i = 0; i < sources; i++) this.sourceOfPair.fill(i, problem.pairBegin[i]!, problem.pairBegin[i + 1]!);
    this.bySink = lists(problem.pairSink, sinks);
    this.byPool = problem.pool ? lists(problem.pool, pools) : lists(Int32Array.from({ length: sinks }, (_, j) => j), pools);
    this.byGroup = lists(problem.group ?? new Int32Array(0), groups);
    this.headOfSource = new Int32Array(sources).fill(-1);
    this.headOfSink = new Int32Array(sinks).fill(-1);
    optimum.pair.forEach((a, k) => this.place(a, this.sourceOfPair[a]!, problem.pairSink[a]!, optimum.amount[k]!));
  }

  private place(pair: number, i: number, j: number, units: number): void {
    this.carry(pair, i, j, units);
    this.stem[i]! += units;
    this.stem[this.firstSink + j]! += units;
    this.stem[this.superior(this.firstSink + j)]! += units;
    if (this.superior(i) !== this.root) this.stem[this.superior(i)]! += units;
  }

  private carry(pair: number, i: number, j: number, units: number): void {
    const k = this.carriedPair.length;
    this.carriedPair.push(pair);
    this.carriedSource.push(i);
    this.carriedSink.push(j);
    this.amount.push(units);
    this.nextOfSource.push(this.headOfSource[i]!);
    this.nextOfSink.push(this.headOfSink[j]!);
    this.headOfSource[i] = k;
    this.headOfSink[j] = k;
  }

  superior(v: number): number {
    const { pool, group } = this.problem;
    if (v < this.firstSink) return group && group[v]! >= 0 ? this.firstGroup + group[v]! : this.root;
    if (v < this.firstPool) return this.firstPool + (pool ? pool[v - this.firstSink]! : v - this.firstSink);
    return this.root;
  }

  /** Begins a question about one sink. */
  ask(sink: number, extras: readonly ExtraPair[]): void {
    this.asked = sink;
    this.base = this.stem[this.firstSink + sink]!;
    this.extras = extras;
    this.inserted = 0;
  }

  /** Extra pairs take part in the network from their insertion on, in their order. */
  insertNext(): void {
    this.inserted++;
  }

  setPrice(v: number, value: number): void {
    const old = this.price[v]!;
    this.journal.push(() => (this.price[v] = old));
    this.price[v] = value;
  }

  /** Takes back everything since the question began. */
  takeBack(): void {
    for (let k = this.journal.length - 1; k >= 0; k--) this.journal[k]!();
    this.journal = [];
    this.asked = -1;
    this.inserted = 0;
  }

  private costOf(k: number): number {
    const pair = this.carriedPair[k]!;
    return pair >= 0 ? this.problem.pairCost[pair]! : this.extras[-1 - pair]!.cost;
  }

  /** Tier that the next unit (or the last one) of a pool falls into, −1 for none, and how many units it is away from its end. */
  private tier(pool: number, next: boolean): { tier: number; room: number } {
    const { tierBegin, tierWidth } = this.problem;
    const flow = this.stem[this.firstPool + pool]!;
    let low = 0;
    for (let t = tierBegin[pool]!; t < tierBegin[pool + 1]!; t++) {
      const high = low + tierWidth[t]!;
      if (next ? flow < high : flow <= high && flow > low) return { tier: t, room: next ? high - flow : flow - low };
      low = high;
    }
    return { tier: -1, room: 0 };
  }

  /** Cost and room of one more unit on a stem, or of one less (then the cost saved is meant). */
  private stemEnd(v: number, more: boolean): { cost: number; room: number } {
    const { supply, demand, groupCapacity, sinkCost, tierWorth } = this.problem;
    const flow = this.stem[v]!;
    if (v < this.firstSink) return { cost: 0, room: more ? supply[v]! - flow : flow };
    if (v >= this.firstGroup) return { cost: 0, room: more ? groupCapacity![v - this.firstGroup]! - flow : flow };
    if (v >= this.firstPool) {
      const { tier, room } = this.tier(v - this.firstPool, more);
      return { cost: tier < 0 ? 0 : -tierWorth[tier]!, room };
    }
    const j = v - this.firstSink;
    const extra = sinkCost?.[j] ?? 0;
    if (j !== this.asked) return { cost: extra, room: more ? demand[j]! - flow : flow };
    const above = more ? flow >= this.base : flow > this.base;
    const end = above === more ? (more ? demand[j]! : 0) : this.base;
    return { cost: extra + (above ? 1 : 0), room: Math.abs(end - flow) };
  }

  private upwards(v: number): boolean {
    return v >= this.firstSink && v < this.firstGroup;
  }

  /** Visits the stem of v in the given sense when it has room; `node` is the end that is visited. */
  private visitStem(v: number, more: boolean, node: number, visit: Visit): void {
    const { cost, room } = this.stemEnd(v, more);
    if (room <= 0) return;
    const superior = this.superior(v);
    const forward = this.upwards(v) ? cost + this.price[v]! - this.price[superior]! : cost + this.price[superior]! - this.price[v]!;
    visit(node, more ? forward : -forward, (more ? MORE : LESS) + 8 * v);
  }

  /** Arcs that leave a node (not the root). */
  forward(v: number, visit: Visit): void {
    const { price, problem, firstSink } = this;
    this.visitStem(v, this.upwards(v), this.superior(v), visit);
    if (v < firstSink) {
      for (let a = problem.pairBegin[v]!; a < problem.pairBegin[v + 1]!; a++) {
        const to = firstSink + problem.pairSink[a]!;
        visit(to, problem.pairCost[a]! + price[v]! - price[to]!, PAIR + 8 * a);
      }
      for (let e = 0; e < this.inserted; e++) if (this.extras[e]!.source === v) this.visitExtra(e, firstSink + this.asked, visit);
    } else if (v < this.firstPool) {
      for (let k = this.headOfSink[v - firstSink]!; k >= 0; k = this.nextOfSink[k]!) this.visitBack(k, this.carriedSource[k]!, visit);
    } else this.members(v, (member) => this.visitStem(member, !this.upwards(member), member, visit));
  }

  /** Arcs that enter a node (not the root), with the node they come from. */
  backward(v: number, visit: Visit): void {
    const { price, problem, firstSink } = this;
    this.visitStem(v, !this.upwards(v), this.superior(v), visit);
    if (v < firstSink) {
      for (let k = this.headOfSource[v]!; k >= 0; k = this.nextOfSource[k]!) this.visitBack(k, firstSink + this.carriedSink[k]!, visit);
    } else if (v < this.firstPool) {
      const j = v - firstSink;
      for (let at = this.bySink.begin[j]!; at < this.bySink.begin[j + 1]!; at++) {
        const a = this.bySink.items[at]!;
        const from = this.sourceOfPair[a]!;
        visit(from, problem.pairCost[a]! + price[from]! - price[v]!, PAIR + 8 * a);
      }
      if (j === this.asked) for (let e = 0; e < this.inserted; e++) this.visitExtra(e, this.extras[e]!.source, visit);
    } else this.members(v, (member) => this.visitStem(member, this.upwards(member), member, visit));
  }

  private members(v: number, take: (member: number) => void): void {
    const isPool = v < this.firstGroup;
    const { begin, items } = isPool ? this.byPool : this.byGroup;
    const index = v - (isPool ? this.firstPool : this.firstGroup);
    for (let at = begin[index]!; at < begin[index + 1]!; at++) take(items[at]! + (isPool ? this.firstSink : 0));
  }

  private visitExtra(e: number, node: number, visit: Visit): void {
    const { source, cost } = this.extras[e]!;
    visit(node, cost + this.price[source]! - this.price[this.firstSink + this.asked]!, EXTRA + 8 * e);
  }

  private visitBack(k: number, node: number, visit: Visit): void {
    if (this.amount[k]! <= 0) return;
    const reduced = this.costOf(k) + this.price[this.carriedSource[k]!]! - this.price[this.firstSink + this.carriedSink[k]!]!;
    visit(node, -reduced, BACK + 8 * k);
  }

  room(arc: number): number {
    const [kind, index] = [arc % 8, Math.floor(arc / 8)];
    if (kind === PAIR || kind === EXTRA) return Infinity;
    return kind === BACK ? this.amount[index]! : this.stemEnd(index, kind === MORE).room;
  }

  push(arc: number, units: number): void {
    const [kind, index] = [arc % 8, Math.floor(arc / 8)];
    if (kind === BACK) {
      this.amount[index]! -= units;
      this.journal.push(() => (this.amount[index]! += units));
    } else if (kind === PAIR || kind === EXTRA) this.pushPair(kind === PAIR ? index : -1 - index, units);
    else {
      const change = kind === MORE ? units : -units;
      this.stem[index]! += change;
      this.journal.push(() => (this.stem[index]! -= change));
    }
  }

  private pushPair(pair: number, units: number): void {
    const i = pair >= 0 ? this.sourceOfPair[pair]! : this.extras[-1 - pair]!.source;
    const j = pair >= 0 ? this.problem.pairSink[pair]! : this.asked;
    this.carry(pair, i, j, units);
    this.journal.push(() => {
      this.headOfSource[i] = this.nextOfSource.pop()!;
      this.headOfSink[j] = this.nextOfSink.pop()!;
      for (const column of [this.carriedPair, this.carriedSource, this.carriedSink, this.amount]) column.pop();
    });
  }
}
