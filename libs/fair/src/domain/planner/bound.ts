import { groupsOf, release, takeOne, type Limit } from './bound-limits.js';
import { Priced } from './bound-prices.js';
import type { PlanningProblem } from './problem.js';

/**
 * An upper bound of what any plan can cover, in weighted people: no plan is better, whoever made it. It shares no code with the search.
 *
 * Lagrangian relaxation: that each visit of a demand is made once, and that an enterprise goes to so many fairs a month, cost a price.
 * At given prices the fairs of a county, month and size are worth less and less the more of one theme there are (a linear program in
 * their number, hence concave), and those that are worth most are taken in order, which is exact for limits that lie inside one
 * another. Rules that are left out (one fair a day for an enterprise, what stands already) can make the bound larger, never wrong. Prices
 * follow the subgradient, averaged as in the volume algorithm, with Polyak's step towards what a plan is known to cover.
 *
 * @param known what some plan covers: how far the bound can fall at most
 * @param rounds evaluations of the relaxation
 * @param enough the share above what is known at which it is low enough
 */
export const upperBound = (problem: PlanningProblem, known: number, rounds = 500, enough = 1e-6): number => {
  const relaxation = new Relaxation(problem);
  let lowest = Infinity;
  let step = 0.1;
  let since = 0;
  for (let round = 0; round < rounds && lowest > known * (1 + enough); round += 1) {
    const value = relaxation.evaluate();
    since = value < lowest * (1 - 1e-4) ? 0 : since + 1;
    if (since === 0) step *= 1.05;
    if (value < lowest) {
      lowest = value;
      relaxation.hold();
    }
    if (since >= PATIENCE) {
      step = Math.max(step * 0.66, 1e-3);
      since = 0;
      relaxation.back();
    }
    relaxation.follow(step * Math.max(value - known, value * 1e-6));
  }
  return lowest;
};

/** Evaluations without progress after which steps become shorter. */
const PATIENCE = 12;

/** Fairs of one county, month and number of booths, one theme: what each further one is worth, and who goes to so many. */
interface Kind {
  month: number;
  booths: number;
  group: Limit;
  /** Whose visits come into question. */
  demands: Int32Array;
  increments: number[];
  /** The visits worth their price: which, of which demand, and the how-many-eth of it in worth. */
  visit: Int32Array;
  demand: Int32Array;
  rank: Uint8Array;
  /** Their worths, and behind each its place in the lists above; ascending, in the first `count`. */
  keys: Float64Array;
  count: number;
}

/** Worths are counted in parts of 2^20, rounded up: a bound may be too high, never too low. */
const PARTS = 2 ** 20;
/** More than visits of one kind; worths up to 2^16 people leave so much room in a whole number. */
const PLACES = 2 ** 17;

class Relaxation {
  private readonly months: number;
  private readonly gains: Float64Array;
  private readonly begins: Int32Array;
  private readonly enterprise: Int32Array;
  private readonly visits: Priced;
  private readonly monthly: Priced;
  private readonly kinds: readonly Kind[];

  constructor(private readonly problem: PlanningProblem) {
    const { demands, enterprises, days, perVisit, perMonth } = problem;
    this.months = days.reduce((most, { month }) => Math.max(most, month + 1), 1);
    const gains: number[] = [];
    const begins = [0];
    for (const { people, weight } of demands) {
      for (let left = people, n = 0; left > 0 && n < perMonth * this.months; left -= perVisit, n += 1)
        gains.push(weight * Math.min(perVisit, left));
      begins.push(gains.length);
    }
    this.gains = Float64Array.from(gains);
    this.begins = Int32Array.from(begins);
    this.enterprise = Int32Array.from(demands, (one) => one.enterprise);
    this.visits = new Priced(new Float64Array(gains.length).fill(1));
    const limits = new Float64Array(enterprises.length * this.months).fill(perMonth);
    for (const { enterprise, day } of problem.engaged) {
      const at = enterprise * this.months + (days[day]?.month ?? 0);
      limits[at] = Math.max(0, (limits[at] ?? 0) - 1);
    }
    this.monthly = new Priced(limits);
    this.kinds = this.kindsOf();
  }

  /** The relaxation's value at the prices of now: an upper bound. */
  evaluate(): number {
    const { fairs } = this.problem;
    this.visits.used.fill(0);
    this.monthly.used.fill(0);
    let value = this.visits.worth() + this.monthly.worth();
    const offers: { kind: Kind; worth: number }[] = [];
    for (const kind of this.kinds) {
      this.price(kind);
      release(kind.group);
      for (const worth of kind.increments) offers.push({ kind, worth });
    }
    offers.sort((a, b) => b.worth - a.worth);
    const held = new Map<Kind, number>();
    let left = fairs;
    for (const { kind, worth } of offers) {
      if (left === 0) break;
      if (!takeOne(kind.group)) continue;
      left -= 1;
      value += worth;
      held.set(kind, (held.get(kind) ?? 0) + 1);
    }
    for (const [kind, times] of held) this.take(kind, times, true);
    return value;
  }

  /** @param distance how far the value is from where it shall go */
  follow(distance: number): void {
    const norm = this.visits.turn() + this.monthly.turn();
    if (norm === 0) return;
    this.visits.go(distance / norm);
    this.monthly.go(distance / norm);
  }

  hold(): void {
    this.visits.hold();
    this.monthly.hold();
  }

  back(): void {
    this.visits.back();
    this.monthly.back();
  }

  private kindsOf(): Kind[] {
    const { counties, demands, enterprises, themes, perMonth } = this.problem;
    return groupsOf(this.problem).flatMap(({ county, month, booths, group }) => {
      const near = new Set(counties[county]?.near);
      return Array.from({ length: themes }, (_, theme): Kind => {
        const fitting = demands.flatMap((demand, index) =>
          demand.theme === theme && near.has(enterprises[demand.enterprise] ?? -1) ? [index] : [],
        );
        const most = fitting.reduce((sum, demand) => sum + Math.min(perMonth, this.visitsOf(demand)), 0);
        return {
          ...{ month, booths, group, demands: Int32Array.from(fitting), increments: [], count: 0 },
          ...{ visit: new Int32Array(most), demand: new Int32Array(most), rank: new Uint8Array(most), keys: new Float64Array(most) },
        };
      });
    });
  }

  private visitsOf(demand: number): number {
    return (this.begins[demand + 1] ?? 0) - (this.begins[demand] ?? 0);
  }

  /** What the first fair of a kind is worth at the prices of now, the second, and so on. */
  private price(kind: Kind): void {
    kind.count = 0;
    for (const demand of kind.demands) this.offer(kind, demand);
    kind.keys.subarray(0, kind.count).sort();
    kind.increments = [];
    let before = 0;
    for (let times = 1; times <= kind.group.most; times += 1) {
      const now = this.take(kind, times);
      if (now - before <= 0) break;
      kind.increments.push(now - before);
      before = now;
    }
  }

  /** Puts the visits of a demand that are worth their prices on a kind's list: as many as its enterprise may make in a month. */
  private offer(kind: Kind, demand: number): void {
    const { perMonth } = this.problem;
    const paid = this.monthly.prices[(this.enterprise[demand] ?? 0) * this.months + kind.month] ?? 0;
    const first = kind.count;
    for (let visit = this.begins[demand] ?? 0; visit < (this.begins[demand + 1] ?? 0); visit += 1) {
      const worth = Math.ceil(((this.gains[visit] ?? 0) - (this.visits.prices[visit] ?? 0) - paid) * PARTS);
      if (worth <= 0) continue;
      let at = kind.count;
      while (at > first && worthOf(kind.keys[at - 1]) < worth) at -= 1;
      if (at - first >= perMonth) continue;
      const end = Math.min(kind.count, first + perMonth - 1);
      for (let i = end; i > at; i -= 1) {
        kind.visit[i] = kind.visit[i - 1] ?? 0;
        kind.keys[i] = worthOf(kind.keys[i - 1]) * PLACES + i;
      }
      kind.visit[at] = visit;
      kind.keys[at] = worth * PLACES + at;
      kind.count = end + 1;
    }
    for (let i = first; i < kind.count; i += 1) {
      kind.demand[i] = demand;
      kind.rank[i] = i - first;
    }
  }

  /** What so many fairs of a kind are worth: the best visits, of each demand no more than fairs. @param use counts them as used */
  private take(kind: Kind, times: number, use = false): number {
    let left = times * kind.booths;
    let sum = 0;
    for (let i = kind.count - 1; i >= 0 && left > 0; i -= 1) {
      const key = kind.keys[i] ?? 0;
      const at = key % PLACES;
      if ((kind.rank[at] ?? 0) >= times) continue;
      sum += worthOf(key);
      left -= 1;
      if (use) this.count(kind, at);
    }
    return sum / PARTS;
  }

  private count(kind: Kind, at: number): void {
    const visit = kind.visit[at] ?? 0;
    this.visits.used[visit] = (this.visits.used[visit] ?? 0) + 1;
    const month = (this.enterprise[kind.demand[at] ?? 0] ?? 0) * this.months + kind.month;
    this.monthly.used[month] = (this.monthly.used[month] ?? 0) + 1;
  }
}

const worthOf = (key = 0): number => Math.floor(key / PLACES);
