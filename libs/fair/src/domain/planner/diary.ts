import type { InvitedFair, PlannedFair, PlanningProblem } from './problem.js';

/** A planned fair of the diary, whose guests may still change. */
export interface OpenFair extends PlannedFair {
  readonly county: number;
  readonly fixed: boolean;
  guests: number[];
}

/** The guests that a fair would have, best first, and what they are worth. */
export interface Offer {
  guests: number[];
  gain: number;
}

/** The plan while it is being made: what is booked, who goes where, and what one more fair would be worth. */
export class Diary {
  readonly fairs = new Set<OpenFair>();
  /** Weighted people that the plan covers. */
  covered = 0;
  private readonly visits: Uint16Array;
  private readonly inMonth: Uint8Array;
  private readonly onDay: Uint8Array;
  private readonly months: number;
  private readonly roomDays: Int32Array;
  private readonly countyDays: Int32Array;
  private readonly countyWeeks: Int32Array;
  private readonly inWeek: Int32Array;
  /** Planned fairs of each county, without those that stand. */
  private readonly ofCounty: Int32Array;
  private readonly roomsBusy: Uint8Array;
  private readonly weeks: number;
  private readonly struck: ReadonlySet<string>;
  /** Demands of each theme that go to fairs of each county. */
  private readonly reach: Int32Array[];
  private readonly enterprise: Int32Array;
  private readonly people: Float64Array;
  private readonly weight: Float64Array;
  private readonly gains: Float64Array;
  private readonly picked: Int32Array;

  constructor(readonly problem: PlanningProblem) {
    const { days, rooms, counties, demands, enterprises, themes } = problem;
    this.months = Math.max(0, ...days.map(({ month }) => month)) + 1;
    this.weeks = Math.max(0, ...days.map(({ week }) => week)) + 1;
    this.visits = new Uint16Array(demands.length);
    this.inMonth = new Uint8Array(enterprises.length * this.months);
    this.onDay = new Uint8Array(enterprises.length * days.length);
    this.roomDays = new Int32Array(rooms.length);
    this.countyDays = new Int32Array(counties.length * days.length);
    this.countyWeeks = new Int32Array(counties.length * this.weeks);
    this.inWeek = new Int32Array(this.weeks);
    this.ofCounty = new Int32Array(counties.length);
    this.roomsBusy = new Uint8Array(rooms.length * days.length);
    this.enterprise = Int32Array.from(demands, (one) => one.enterprise);
    this.people = Float64Array.from(demands, (one) => one.people);
    this.weight = Float64Array.from(demands, (one) => one.weight);
    this.struck = new Set(problem.struck.map(({ room, day, theme }) => `${room}/${day}/${theme}`));
    const near = counties.map((county) => new Set(county.near));
    const lists: number[][] = Array.from({ length: counties.length * themes }, () => []);
    demands.forEach(({ enterprise, theme }, index) => {
      const home = enterprises[enterprise] ?? -1;
      near.forEach((homes, county) => homes.has(home) && lists[county * themes + theme]?.push(index));
    });
    this.reach = lists.map((list) => Int32Array.from(list));
    const longest = Math.max(1, ...lists.map(({ length }) => length));
    this.gains = new Float64Array(longest);
    this.picked = new Int32Array(longest);
    for (const { enterprise, day } of problem.engaged) this.appear(enterprise, day, 1);
    for (const { county, day } of problem.standing) this.lookAfter(county, day, 1);
  }

  /** Whether a fair may stand there. */
  free(room: number, day: number): boolean {
    const { rooms, counties, days } = this.problem;
    const county = rooms[room]?.county ?? -1;
    const limits = counties[county];
    const week = days[day]?.week ?? 0;
    return (
      limits !== undefined &&
      this.roomsBusy[room * days.length + day] === 0 &&
      (this.roomDays[room] ?? 0) < (rooms[room]?.most ?? 0) &&
      (this.countyDays[county * days.length + day] ?? 0) < limits.perDay &&
      (this.countyWeeks[county * this.weeks + week] ?? 0) < limits.perWeek &&
      (this.inWeek[week] ?? 0) < this.problem.perWeek
    );
  }

  /** Fairs that a county lacks to its least. */
  owedTo(county: number): number {
    return Math.max(0, (this.problem.counties[county]?.atLeast ?? 0) - (this.ofCounty[county] ?? 0));
  }

  /** The same of all counties. */
  owed(): number {
    let sum = 0;
    for (let county = 0; county < this.ofCounty.length; county += 1) sum += this.owedTo(county);
    return sum;
  }

  isStruck(room: number, day: number, theme: number): boolean {
    return this.struck.size > 0 && this.struck.has(`${room}/${day}/${theme}`);
  }

  /**
   * Who would come to a fair of `theme` in `county`, at most `booths`, each visit worth its gain.
   * @param day the day, or null for any day of the month: then nobody is left out for being elsewhere on it
   * @param keen how much of its gain each one counts with, for a search that tries other choices
   */
  offer(county: number, theme: number, booths: number, month: number, day: number | null, keen?: (demand: number) => number): Offer {
    const list = this.reach[county * this.problem.themes + theme];
    if (!list) return { guests: [], gain: 0 };
    const { perMonth, perVisit, days } = this.problem;
    let count = 0;
    for (const demand of list) {
      const enterprise = this.enterprise[demand] ?? 0;
      if ((this.inMonth[enterprise * this.months + month] ?? 0) >= perMonth) continue;
      if (day !== null && this.onDay[enterprise * days.length + day] === 1) continue;
      const gain = this.gainOf(demand, perVisit);
      if (gain <= 0) continue;
      this.gains[count] = keen ? gain * keen(demand) : gain;
      this.picked[count] = demand;
      count += 1;
    }
    const guests = best(this.picked, this.gains, count, booths);
    return { guests, gain: guests.reduce((sum, demand) => sum + this.gainOf(demand, perVisit), 0) };
  }

  /** Whether an enterprise may go to one more fair on that day. */
  mayCome(demand: number, day: number): boolean {
    const { days, perMonth } = this.problem;
    const enterprise = this.enterprise[demand] ?? 0;
    const month = enterprise * this.months + (days[day]?.month ?? 0);
    return this.onDay[enterprise * days.length + day] === 0 && (this.inMonth[month] ?? 0) < perMonth;
  }

  add(fair: PlannedFair, guests: readonly number[], fixed = false): OpenFair {
    const county = this.problem.rooms[fair.room]?.county ?? 0;
    const open: OpenFair = { room: fair.room, day: fair.day, theme: fair.theme, county, fixed, guests: [] };
    this.book(open, 1);
    this.fairs.add(open);
    for (const guest of guests) this.invite(open, guest);
    return open;
  }

  remove(fair: OpenFair): void {
    this.clear(fair);
    this.book(fair, -1);
    this.fairs.delete(fair);
  }

  /** Nobody comes any more. */
  clear(fair: OpenFair): void {
    for (const guest of fair.guests) this.visit(guest, fair.day, -1);
    fair.guests = [];
  }

  invite(fair: OpenFair, guest: number): void {
    this.visit(guest, fair.day, 1);
    fair.guests.push(guest);
  }

  plan(): InvitedFair[] {
    return [...this.fairs].map(({ room, day, theme, guests }) => ({ room, day, theme, guests: [...guests] }));
  }

  private gainOf(demand: number, perVisit: number): number {
    const left = (this.people[demand] ?? 0) - (this.visits[demand] ?? 0) * perVisit;
    return left <= 0 ? 0 : (left < perVisit ? left : perVisit) * (this.weight[demand] ?? 0);
  }

  private visit(demand: number, day: number, by: 1 | -1): void {
    const { perVisit } = this.problem;
    if (by === 1) this.covered += this.gainOf(demand, perVisit);
    this.visits[demand] = (this.visits[demand] ?? 0) + by;
    if (by === -1) this.covered -= this.gainOf(demand, perVisit);
    this.appear(this.enterprise[demand] ?? 0, day, by);
  }

  private appear(enterprise: number, day: number, by: 1 | -1): void {
    const { days } = this.problem;
    const month = enterprise * this.months + (days[day]?.month ?? 0);
    this.inMonth[month] = (this.inMonth[month] ?? 0) + by;
    const at = enterprise * days.length + day;
    this.onDay[at] = (this.onDay[at] ?? 0) + by;
  }

  private book({ room, day, county }: OpenFair, by: 1 | -1): void {
    const { days } = this.problem;
    const at = room * days.length + day;
    this.roomsBusy[at] = (this.roomsBusy[at] ?? 0) + by;
    this.roomDays[room] = (this.roomDays[room] ?? 0) + by;
    this.ofCounty[county] = (this.ofCounty[county] ?? 0) + by;
    this.lookAfter(county, day, by);
  }

  private lookAfter(county: number, day: number, by: 1 | -1): void {
    const { days } = this.problem;
    const today = county * days.length + day;
    const week = days[day]?.week ?? 0;
    const ofCounty = county * this.weeks + week;
    this.countyDays[today] = (this.countyDays[today] ?? 0) + by;
    this.countyWeeks[ofCounty] = (this.countyWeeks[ofCounty] ?? 0) + by;
    this.inWeek[week] = (this.inWeek[week] ?? 0) + by;
  }
}

/** The `most` of the first `count` with the largest values; of equals the earlier one. A heap of the best so far, its worst on top. */
const best = (items: Int32Array, values: Float64Array, count: number, most: number): number[] => {
  if (count <= most) return Array.from(items.subarray(0, count));
  const heap: number[] = [];
  const worse = (a: number, b: number): boolean => {
    const [x, y] = [values[a] ?? 0, values[b] ?? 0];
    return x < y || (x === y && a > b);
  };
  const sink = (from: number): void => {
    const moving = heap[from] ?? 0;
    let at = from;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && worse(heap[child + 1] ?? 0, heap[child] ?? 0)) child += 1;
      if (!worse(heap[child] ?? 0, moving)) break;
      heap[at] = heap[child] ?? 0;
      at = child;
    }
    heap[at] = moving;
  };
  for (let i = 0; i < most; i += 1) heap.push(i);
  for (let i = (most >> 1) - 1; i >= 0; i -= 1) sink(i);
  for (let i = most; i < count; i += 1) {
    if (most > 0 && worse(heap[0] ?? 0, i)) {
      heap[0] = i;
      sink(0);
    }
  }
  return heap.map((i) => items[i] ?? 0);
};
