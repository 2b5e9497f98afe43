import type { PlanningProblem } from './problem.js';

/**
 * An upper bound of what any plan can cover, in weighted people: no plan is better, whoever made it. It shares no code with the search.
 *
 * Lagrangian relaxation: that each visit of a demand is made once, and that an enterprise goes to so many fairs a month, cost a price.
 * At given prices the fairs of a county, month and size are worth less and less the more of one theme there are (a linear program in
 * their number, hence concave), and those that are worth most are taken in order, which is exact for limits that lie inside one
 * another. Rules that are left out (a room's days, one fair a day for an enterprise) can make the bound larger, never wrong. Prices
 * follow the subgradient, averaged as in the volume algorithm, with Polyak's step towards what a plan is known to cover.
 *
 * @param known what some plan covers: how far the bound can fall at most
 * @param rounds evaluations of the relaxation
 */
export const upperBound = (problem: PlanningProblem, known: number, rounds = 500): number => {
  const relaxation = new Relaxation(problem);
  let lowest = Infinity;
  let step = 0.1;
  let since = 0;
  for (let round = 0; round < rounds && lowest > known * (1 + 1e-6); round += 1) {
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
/** How many rooms are open, by week and day. */
type Weeks = Map<number, Map<number, number>>;

/** How much the newest evaluation counts in the direction. */
const SHARE = 0.25;

/** What has a price, how much of it is used and how much is there. */
class Priced {
  readonly used: Float64Array;
  readonly prices: Float64Array;
  private readonly best: Float64Array;
  private readonly direction: Float64Array;

  constructor(readonly limits: Float64Array) {
    const size = limits.length;
    this.used = new Float64Array(size);
    this.prices = new Float64Array(size);
    this.best = new Float64Array(size);
    this.direction = new Float64Array(size);
  }

  /** What all of it costs. */
  worth(): number {
    return this.prices.reduce((sum, price, i) => sum + price * (this.limits[i] ?? 0), 0);
  }

  /** Averages the newest subgradient in. @returns the square of the direction's length */
  turn(): number {
    let norm = 0;
    for (let i = 0; i < this.prices.length; i += 1) {
      const along = SHARE * ((this.used[i] ?? 0) - (this.limits[i] ?? 0)) + (1 - SHARE) * (this.direction[i] ?? 0);
      this.direction[i] = along;
      if (along > 0 || (this.prices[i] ?? 0) > 0) norm += along * along;
    }
    return norm;
  }

  go(step: number): void {
    for (let i = 0; i < this.prices.length; i += 1) this.prices[i] = Math.max(0, (this.prices[i] ?? 0) + step * (this.direction[i] ?? 0));
  }

  hold(): void {
    this.best.set(this.prices);
  }

  back(): void {
    this.prices.set(this.best);
  }
}

/** Fairs of one county, month and number of booths, one theme: what each further one is worth, and who goes to so many. */
interface Kind {
  month: number;
  booths: number;
  theme: number;
  group: Group;
  /** Whose visits come into question. */
  demands: Int32Array;
  increments: number[];
  /** Visits in order of worth for one fair, for two, and so on up to `perMonth`. */
  orders: { visits: readonly Visit[]; sums: Float64Array }[];
}

/** A visit that a fair may count on: one of several of its demand, the `rank`-th in worth. */
interface Visit {
  visit: number;
  demand: number;
  worth: number;
  rank: number;
}

interface Group {
  most: number;
  chosen: number;
  within: { most: number; chosen: number };
}

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
      kind.group.chosen = kind.group.within.chosen = 0;
      for (const worth of kind.increments) offers.push({ kind, worth });
    }
    offers.sort((a, b) => b.worth - a.worth);
    const held = new Map<Kind, number>();
    let left = fairs;
    for (const { kind, worth } of offers) {
      const { group } = kind;
      if (left === 0) break;
      if (group.chosen >= group.most || group.within.chosen >= group.within.most) continue;
      group.chosen += 1;
      group.within.chosen += 1;
      left -= 1;
      value += worth;
      held.set(kind, (held.get(kind) ?? 0) + 1);
    }
    for (const [kind, times] of held) this.use(kind, times);
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
    const { rooms, days, counties, venueDays, demands, enterprises, themes } = this.problem;
    const groups = new Map<string, { county: number; month: number; booths: number; weeks: Weeks }>();
    const together = new Map<string, { most: number; chosen: number; weeks: Weeks }>();
    const count = (weeks: Weeks, week: number, day: number): void => {
      const ofWeek = weeks.get(week) ?? new Map<number, number>();
      weeks.set(week, ofWeek.set(day, (ofWeek.get(day) ?? 0) + 1));
    };
    for (const { room, day } of venueDays) {
      const { county = 0, booths = 0 } = rooms[room] ?? {};
      const { month = 0, week = 0 } = days[day] ?? {};
      const group = groups.get(`${county}/${month}/${booths}`) ?? { county, month, booths, weeks: new Map<number, Map<number, number>>() };
      groups.set(`${county}/${month}/${booths}`, group);
      count(group.weeks, week, day);
      const within = together.get(`${county}/${month}`) ?? { most: 0, chosen: 0, weeks: new Map<number, Map<number, number>>() };
      together.set(`${county}/${month}`, within);
      count(within.weeks, week, day);
    }
    /** No more than that fit into the days and weeks, whichever they are. */
    const mostOf = (county: number, weeks: Weeks): number => {
      const { perDay = 0, perWeek = 0 } = counties[county] ?? {};
      const inWeek = (ofWeek: Map<number, number>): number =>
        Math.min(
          perWeek,
          [...ofWeek.values()].reduce((sum, open) => sum + Math.min(perDay, open), 0),
        );
      return [...weeks.values()].reduce((sum, ofWeek) => sum + inWeek(ofWeek), 0);
    };
    for (const [key, within] of together) within.most = mostOf(Number(key.split('/')[0]), within.weeks);
    return [...groups.values()].flatMap(({ county, month, booths, weeks }) => {
      const within = together.get(`${county}/${month}`) ?? { most: 0, chosen: 0 };
      const group: Group = { most: mostOf(county, weeks), chosen: 0, within };
      const near = new Set(counties[county]?.near);
      return Array.from({ length: themes }, (_, theme): Kind => {
        const fitting = demands.flatMap((demand, index) =>
          demand.theme === theme && near.has(enterprises[demand.enterprise] ?? -1) ? [index] : [],
        );
        return { month, booths, theme, group, demands: Int32Array.from(fitting), increments: [], orders: [] };
      });
    });
  }

  /** What the first fair of a kind is worth at the prices of now, the second, and so on. */
  private price(kind: Kind): void {
    const { perMonth } = this.problem;
    const found = this.worthwhile(kind);
    found.sort((a, b) => b.worth - a.worth);
    kind.orders = Array.from({ length: perMonth }, (_, most) => {
      const order = most === perMonth - 1 ? found : found.filter(({ rank }) => rank <= most);
      const sums = new Float64Array(order.length + 1);
      order.forEach(({ worth }, i) => (sums[i + 1] = (sums[i] ?? 0) + worth));
      return { visits: order, sums };
    });
    kind.increments = [];
    let before = 0;
    for (let times = 1; times <= kind.group.most; times += 1) {
      const { visits, sums } = this.order(kind, times);
      const now = sums[Math.min(visits.length, times * kind.booths)] ?? 0;
      if (now - before <= 0) break;
      kind.increments.push(now - before);
      before = now;
    }
  }

  /** Visits that are worth their prices, of each demand at most as many as its enterprise may make in a month, the best first. */
  private worthwhile({ demands, month }: Kind): Visit[] {
    const { perMonth } = this.problem;
    const found: Visit[] = [];
    for (const demand of demands) {
      const paid = this.monthly.prices[(this.enterprise[demand] ?? 0) * this.months + month] ?? 0;
      const first = found.length;
      for (let visit = this.begins[demand] ?? 0; visit < (this.begins[demand + 1] ?? 0); visit += 1) {
        const worth = (this.gains[visit] ?? 0) - (this.visits.prices[visit] ?? 0) - paid;
        if (worth > 0) found.push({ visit, demand, worth, rank: 0 });
      }
      if (found.length - first < 2) continue;
      const own = found.splice(first).sort((a, b) => b.worth - a.worth);
      for (const [rank, one] of own.slice(0, perMonth).entries()) found.push({ ...one, rank });
    }
    return found;
  }

  private order({ orders }: Kind, times: number): Kind['orders'][number] {
    return orders[Math.min(times, orders.length) - 1] ?? { visits: [], sums: new Float64Array(1) };
  }

  private use(kind: Kind, times: number): void {
    for (const { visit, demand } of this.order(kind, times).visits.slice(0, times * kind.booths)) {
      this.visits.used[visit] = (this.visits.used[visit] ?? 0) + 1;
      const month = (this.enterprise[demand] ?? 0) * this.months + kind.month;
      this.monthly.used[month] = (this.monthly.used[month] ?? 0) + 1;
    }
  }
}
