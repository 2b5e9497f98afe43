import { gainOf, type InvitedFair, type PlannedFair, type PlanningProblem } from './problem.js';

/**
 * The planner that somebody with a list and a calendar would be: again and again the theme and county with the largest uncovered
 * shortage gets the next free venue-day near it, and the enterprises that are short of most are invited. What the search is compared
 * with.
 */
export const greedyPlan = (problem: PlanningProblem): InvitedFair[] => {
  const list = new ShortageList(problem);
  for (const fixed of problem.fixed) list.hold(fixed);
  while (list.plan.length < problem.fairs && list.next());
  return list.plan;
};

const placeOf = ({ room, day, theme }: PlannedFair): string => `${room}/${day}/${theme}`;

/** How often something happened. */
class Tally extends Map<string, number> {
  of(key: string): number {
    return this.get(key) ?? 0;
  }

  add(key: string, by = 1): void {
    this.set(key, this.of(key) + by);
  }
}

class ShortageList {
  readonly plan: InvitedFair[] = [];
  private readonly visits: number[];
  /** Weighted people not covered, by home county and theme. */
  private readonly left = new Tally();
  private readonly booked = new Tally();
  private readonly appearances = new Tally();
  private readonly struck: ReadonlySet<string>;

  constructor(private readonly problem: PlanningProblem) {
    this.visits = problem.demands.map(() => 0);
    this.struck = new Set(problem.struck.map(placeOf));
    for (const { enterprise, theme, people, weight } of problem.demands) this.left.add(this.homeOf(enterprise, theme), people * weight);
    for (const { enterprise, day } of problem.engaged) this.appear(enterprise, day);
    for (const { county, day } of problem.standing) {
      this.booked.add(`county ${county} on ${day}`);
      this.booked.add(`county ${county} in ${problem.days[day]?.week}`);
      this.booked.add(`week ${problem.days[day]?.week}`);
    }
  }

  /** @returns whether one more fair could be planned */
  next(): boolean {
    const largest = [...this.left].filter(([, people]) => people > 0).sort((a, b) => b[1] - a[1]);
    for (const [key, before] of largest) {
      const [home, theme] = key.split('/').map(Number) as [number, number];
      const venue = this.problem.venueDays.find((one) => this.nearOf(one.room).includes(home) && this.isFree({ ...one, theme }));
      if (!venue) continue;
      this.hold({ ...venue, theme });
      // Nobody of them could come any more: another fair for them would stand empty too.
      if (this.left.get(key) === before) this.left.set(key, 0);
      return true;
    }
    return false;
  }

  hold(fair: PlannedFair): void {
    const { room, day, theme } = fair;
    const { demands, enterprises, perVisit } = this.problem;
    const near = new Set(this.nearOf(room));
    const fitting = demands.flatMap((demand, index) => {
      if (demand.theme !== theme || !near.has(enterprises[demand.enterprise] ?? -1) || !this.mayCome(demand.enterprise, day)) return [];
      const gain = gainOf(demand, this.visits[index] ?? 0, perVisit);
      return gain > 0 ? [{ index, enterprise: demand.enterprise, gain }] : [];
    });
    const guests = fitting.sort((a, b) => b.gain - a.gain).slice(0, this.problem.rooms[room]?.booths);
    for (const { index, enterprise, gain } of guests) {
      this.visits[index] = (this.visits[index] ?? 0) + 1;
      this.appear(enterprise, day);
      this.left.add(this.homeOf(enterprise, theme), -gain);
    }
    for (const [key] of this.limits(fair)) this.booked.add(key);
    this.plan.push({ room, day, theme, guests: guests.map(({ index }) => index) });
  }

  private isFree(fair: PlannedFair): boolean {
    return !this.struck.has(placeOf(fair)) && this.limits(fair).every(([key, most]) => this.booked.of(key) < most);
  }

  /** What a fair takes a part of, and how many fairs may. */
  private limits({ room, day }: PlannedFair): [string, number][] {
    const { county = -1, most = 0 } = this.problem.rooms[room] ?? {};
    const { perDay = 0, perWeek = 0 } = this.problem.counties[county] ?? {};
    return [
      [`room ${room} on ${day}`, 1],
      [`room ${room}`, most],
      [`county ${county} on ${day}`, perDay],
      [`county ${county} in ${this.problem.days[day]?.week}`, perWeek],
      [`week ${this.problem.days[day]?.week}`, this.problem.perWeek],
    ];
  }

  private nearOf(room: number): readonly number[] {
    return this.problem.counties[this.problem.rooms[room]?.county ?? -1]?.near ?? [];
  }

  private homeOf(enterprise: number, theme: number): string {
    return `${this.problem.enterprises[enterprise]}/${theme}`;
  }

  private mayCome(enterprise: number, day: number): boolean {
    const month = this.problem.days[day]?.month;
    return this.appearances.of(`${enterprise} on ${day}`) === 0 && this.appearances.of(`${enterprise} in ${month}`) < this.problem.perMonth;
  }

  private appear(enterprise: number, day: number): void {
    this.appearances.add(`${enterprise} on ${day}`);
    this.appearances.add(`${enterprise} in ${this.problem.days[day]?.month}`);
  }
}
