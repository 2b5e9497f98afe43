import { groupsOf, release, takeOne, type Limit } from './bound-limits.js';
import { mergeInto, PARTS, Shelf, Visits } from './bound-lists.js';
import { Priced } from './bound-prices.js';
import type { PlanningProblem } from './problem.js';

/** When a bound is good enough, or has cost enough. */
export interface BoundEffort {
  /** Evaluations of the relaxation at most. */
  rounds?: number;
  /** The share above what is known at which it is low enough. */
  enough?: number;
  /** Whether there is time for another evaluation. */
  more?: () => boolean;
}

/**
 * An upper bound of what any plan can cover, in weighted people: no plan is better, whoever made it. It shares no code with the search.
 *
 * Lagrangian relaxation: that each visit of a demand is made once, and that an enterprise goes to so many fairs a month, cost a price.
 * At given prices the fairs of a county, month and size are worth less and less the more of one theme there are (a linear program in
 * their number, hence concave), and those that are worth most are taken in order, which is exact for limits that lie inside one
 * another. Rules that are left out (one fair a day for an enterprise, what stands already, the least of a county, the most of a week)
 * can make the bound larger, never wrong. Prices follow the subgradient, averaged as in the volume algorithm, with Polyak's step
 * towards what a plan is known to cover.
 *
 * @param known what some plan covers: how far the bound can fall at most
 */
export const upperBound = (
  problem: PlanningProblem,
  known: number,
  { rounds = 500, enough = 1e-6, more = () => true }: BoundEffort = {},
): number => {
  const relaxation = new Relaxation(problem);
  let lowest = Infinity;
  let step = 0.1;
  let since = 0;
  for (let round = 0; round < rounds && lowest > known * (1 + enough); round += 1) {
    if (round > 0 && !more()) break;
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
/** Fairs worth less than this share of the last one that was taken before are looked at only when they are needed. */
const WORTH_A_LOOK = 0.7;

/** Fairs of one county, month and number of booths, one theme: what each further one is worth, and who goes to so many. */
interface Kind {
  booths: number;
  group: Limit;
  month: number;
  /** Of each county near by. */
  shelves: readonly Shelf[];
  at: Int32Array;
  visits: Visits;
  increments: number[];
}

class Relaxation {
  private readonly months: number;
  private readonly gains: Float64Array;
  private readonly begins: Int32Array;
  private readonly enterprise: Int32Array;
  private readonly visits: Priced;
  private readonly monthly: Priced;
  private readonly shelves: Shelf[] = [];
  private readonly kinds: readonly Kind[];
  /** What the last fair that was taken before was worth; 0 when there were fewer than wanted. */
  private last = 0;

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
    this.visits.used.fill(0);
    this.monthly.used.fill(0);
    for (const shelf of this.shelves) this.stock(shelf);
    for (const kind of this.kinds) mergeInto(kind.visits, kind.shelves, kind.at);
    const least = this.last * WORTH_A_LOOK;
    const taken = this.choose(least) ?? this.choose(0);
    return this.visits.worth() + this.monthly.worth() + (taken ?? 0);
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
    const lists = new Map<string, number[]>();
    demands.forEach(({ enterprise, theme }, index) => {
      const key = `${theme}/${enterprises[enterprise] ?? -1}`;
      const list = lists.get(key);
      if (list) list.push(index);
      else lists.set(key, [index]);
    });
    const known = new Map<string, Shelf>();
    const shelfOf = (theme: number, home: number, month: number): Shelf[] => {
      const list = lists.get(`${theme}/${home}`);
      if (!list) return [];
      const key = `${theme}/${home}/${month}`;
      const most = list.reduce((sum, demand) => sum + Math.min(perMonth, this.visitsOf(demand)), 0);
      const shelf = known.get(key) ?? new Shelf(month, Int32Array.from(list), most, perMonth);
      known.set(key, shelf);
      return [shelf];
    };
    const kinds = groupsOf(this.problem).flatMap(({ county, month, booths, group }) => {
      const near = [...new Set(counties[county]?.near)];
      return Array.from({ length: themes }, (_, theme): Kind => {
        const shelves = near.flatMap((home) => shelfOf(theme, home, month));
        const all = shelves.reduce((sum, shelf) => sum + shelf.sorted.most, 0);
        // Of the best so many visits at least one in `perMonth` is the first of its demand.
        const most = Math.min(all, Math.max(group.most, perMonth) * booths);
        return { booths, group, month, shelves, at: new Int32Array(shelves.length), visits: new Visits(most), increments: [] };
      });
    });
    this.shelves.push(...known.values());
    return kinds;
  }

  private visitsOf(demand: number): number {
    return (this.begins[demand + 1] ?? 0) - (this.begins[demand] ?? 0);
  }

  private stock(shelf: Shelf): void {
    const { gains, enterprise, months } = this;
    const { prices } = this.visits;
    const paid = this.monthly.prices;
    shelf.fill(this.begins, (visit, demand) => {
      const price = (prices[visit] ?? 0) + (paid[(enterprise[demand] ?? 0) * months + shelf.month] ?? 0);
      return Math.ceil(((gains[visit] ?? 0) - price) * PARTS);
    });
  }

  /** Takes the fairs that are worth most. @param least those worth less are not looked at @returns null when one of them may be missing */
  private choose(least: number): number | null {
    const offers: { kind: Kind; worth: number }[] = [];
    for (const kind of this.kinds) {
      this.price(kind, least);
      release(kind.group);
      for (const worth of kind.increments) offers.push({ kind, worth });
    }
    offers.sort((a, b) => b.worth - a.worth);
    const held = new Map<Kind, number>();
    let [left, value, last] = [this.problem.fairs, 0, 0];
    for (const { kind, worth } of offers) {
      if (left === 0) break;
      if (!takeOne(kind.group)) continue;
      left -= 1;
      value += worth;
      last = worth;
      held.set(kind, (held.get(kind) ?? 0) + 1);
    }
    if (left > 0 && least > 0) return null;
    this.last = left > 0 ? 0 : last;
    for (const [kind, times] of held) this.take(kind, times, true);
    return value;
  }

  /** What the first fair of a kind is worth at the prices of now, the second, and so on. */
  private price(kind: Kind, least: number): void {
    kind.increments = [];
    const { visits, booths } = kind;
    let [before, sum, next] = [0, 0, 0];
    for (let times = 1; times <= kind.group.most; times += 1) {
      let now: number;
      if (times < this.problem.perMonth) now = this.take(kind, times);
      else {
        // Nobody may go more often: the best are taken as they stand.
        for (const end = Math.min(visits.count, times * booths); next < end; next += 1) sum += visits.worth[next] ?? 0;
        now = sum / PARTS;
      }
      if (now - before <= 0 || now - before < least) break;
      kind.increments.push(now - before);
      before = now;
    }
  }

  /** What so many fairs of a kind are worth: the best visits, of each demand no more than fairs. @param use counts them as used */
  private take({ visits, booths, month }: Kind, times: number, use = false): number {
    let left = times * booths;
    let sum = 0;
    for (let i = 0; i < visits.count && left > 0; i += 1) {
      if ((visits.rank[i] ?? 0) >= times) continue;
      sum += visits.worth[i] ?? 0;
      left -= 1;
      if (use) this.count(visits.visit[i] ?? 0, (this.enterprise[visits.demand[i] ?? 0] ?? 0) * this.months + month);
    }
    return sum / PARTS;
  }

  private count(visit: number, month: number): void {
    this.visits.used[visit] = (this.visits.used[visit] ?? 0) + 1;
    this.monthly.used[month] = (this.monthly.used[month] ?? 0) + 1;
  }
}
