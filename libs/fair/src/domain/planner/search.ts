import { randomOf } from './chance.js';
import { Diary, type OpenFair } from './diary.js';
import type { InvitedFair, PlannedFair, PlanningProblem, VenueDay } from './problem.js';

/** How the search is steered. */
export interface SearchOptions {
  /** The same seed makes the same plan. */
  seed: number;
  /** Attempts to improve the plan. */
  rounds: number;
  /** A plan to begin with, as far as it may still stand: what nobody objected to stays rather as it was. */
  from?: readonly InvitedFair[];
}

/** How often the search becomes ready again to take steps back. */
const CYCLES = 6;

/** Venue-days that are alike for whoever is invited: same county, month and number of booths. */
interface Kind {
  county: number;
  month: number;
  booths: number;
  venueDays: VenueDay[];
}

interface Candidate {
  kind: number;
  theme: number;
  gain: number;
}

/**
 * Looks for the plan that covers most: fills the diary with the fair that adds most, again and again, then takes some fairs out and
 * fills the gap anew, or invites all guests of a theme or a month once more, and mostly keeps what is no worse (large neighbourhood
 * search).
 *
 * It runs as a generator so that its caller decides when others get their turn; each value is what the best plan so far covers, and
 * whoever ends it early has that plan in `bestPlan`.
 */
export class PlanSearch {
  bestPlan: InvitedFair[] = [];
  bestCovered = -1;
  private bestWorth = -Infinity;
  /** More than any plan covers: a county's least comes before whatever else a plan could cover. */
  private readonly penalty: number;
  private readonly diary: Diary;
  private readonly kinds: Kind[];
  /** What a fair of each kind and theme was worth when it was last looked at. */
  private readonly estimates: Float64Array;
  private readonly random: () => number;
  private readonly venueDays: ReadonlySet<string>;

  constructor(
    private readonly problem: PlanningProblem,
    private readonly options: SearchOptions,
  ) {
    this.venueDays = new Set(problem.venueDays.map(({ room, day }) => `${room}/${day}`));
    this.diary = new Diary(problem);
    this.random = randomOf(options.seed);
    this.penalty = 1 + problem.demands.reduce((sum, { people, weight }) => sum + people * weight, 0);
    const kinds = new Map<string, Kind>();
    for (const venueDay of problem.venueDays) {
      const { county = 0, booths = 0 } = problem.rooms[venueDay.room] ?? {};
      const month = problem.days[venueDay.day]?.month ?? 0;
      const key = `${county}/${month}/${booths}`;
      const kind = kinds.get(key) ?? { county, month, booths, venueDays: [] };
      kinds.set(key, kind);
      kind.venueDays.push(venueDay);
    }
    this.kinds = [...kinds.values()];
    this.estimates = new Float64Array(this.kinds.length * problem.themes);
  }

  *run(): Generator<number, InvitedFair[]> {
    const { fixed } = this.problem;
    for (const one of fixed) this.seat(this.diary.add(one, this.asBefore(one), true));
    for (const one of this.options.from ?? []) if (this.mayStand(one)) this.seat(this.diary.add(one, this.asBefore(one)));
    this.kinds.forEach((_, kind) => this.look(kind));
    yield* this.fill();
    this.keep();
    const { rounds } = this.options;
    let current = this.worth();
    for (let round = 0; round < rounds; round += 1) {
      const undo = this.change();
      const warmth = 1 - ((round * CYCLES) % rounds) / rounds;
      const tolerance = warmth ** 2 * Math.max(3 * this.problem.perVisit, 2e-4 * this.bestCovered) * this.random();
      const worth = this.worth();
      if (worth >= current - tolerance) current = worth;
      else undo();
      if (current > this.bestWorth + 1e-9) this.keep();
      yield this.bestCovered;
    }
    return this.bestPlan;
  }

  /** Guests that a fair of the plan before had and may still have. */
  private asBefore(fair: PlannedFair): number[] {
    const before = this.options.from?.find(({ room, day, theme }) => room === fair.room && day === fair.day && theme === fair.theme);
    return (before?.guests ?? []).filter((guest) => this.diary.mayCome(guest, fair.day));
  }

  private mayStand({ room, day, theme }: PlannedFair): boolean {
    const open = this.venueDays.has(`${room}/${day}`) && this.diary.free(room, day) && !this.diary.isStruck(room, day, theme);
    return open && this.diary.fairs.size < this.problem.fairs;
  }

  /** What the diary covers, less what it owes to counties. */
  private worth(): number {
    return this.diary.covered - this.penalty * this.diary.owed();
  }

  private keep(): void {
    this.bestWorth = this.worth();
    this.bestCovered = this.diary.covered;
    this.bestPlan = this.diary.plan();
  }

  /** Other fairs, other guests, or both: some better plans are reached only by both at once. @returns what takes it back */
  private change(): () => void {
    const how = this.random();
    if (how < 0.4) return this.replace();
    if (how < 0.75) return this.invite();
    const first = this.replace();
    const then = this.invite();
    return () => {
      then();
      first();
    };
  }

  /** Takes related fairs out and fills their places anew. */
  private replace(): () => void {
    const movable = [...this.diary.fairs].filter(({ fixed }) => !fixed);
    const first = this.oneOf(movable);
    if (!first) return () => undefined;
    const how = this.random();
    const month = this.problem.days[first.day]?.month;
    const related = movable.filter((fair) => {
      if (fair === first) return false;
      if (how < 0.35) return fair.theme === first.theme;
      if (how < 0.6) return fair.county === first.county && this.problem.days[fair.day]?.month === month;
      return true;
    });
    const most = 1 + Math.floor(this.random() * 5);
    const out = [first, ...this.shuffled(related).slice(0, most)];
    const before = out.map((fair) => ({ fair, guests: [...fair.guests] }));
    for (const fair of out) this.diary.remove(fair);
    this.lookAgain(out);
    const had = new Set(this.diary.fairs);
    for (const _ of this.fill(this.daring(0.12))) void _;
    const added = [...this.diary.fairs].filter((fair) => !had.has(fair));
    return () => {
      for (const fair of added) this.diary.remove(fair);
      for (const { fair, guests } of before) this.diary.add(fair, guests);
    };
  }

  /** Invites anew to all fairs of a theme, a month or a county and month. */
  private invite(): () => void {
    const fairs = [...this.diary.fairs];
    const first = this.oneOf(fairs);
    if (!first) return () => undefined;
    const how = this.random();
    const month = this.problem.days[first.day]?.month;
    const chosen = fairs.filter((fair) => {
      if (how < 0.4) return fair.theme === first.theme;
      if (how < 0.8) return fair.county === first.county && this.problem.days[fair.day]?.month === month;
      return fair === first || this.random() < 6 / fairs.length;
    });
    const before = chosen.map((fair) => ({ fair, guests: [...fair.guests] }));
    for (const fair of chosen) this.diary.clear(fair);
    const noise = this.daring(0.3);
    for (const fair of this.shuffled(chosen)) this.seat(fair, noise);
    return () => {
      for (const { fair } of before) this.diary.clear(fair);
      for (const { fair, guests } of before) for (const guest of guests) this.diary.invite(fair, guest);
    };
  }

  /** Invites the best until the booths are taken. */
  private seat(fair: OpenFair, noise = 0): void {
    const booths = (this.problem.rooms[fair.room]?.booths ?? 0) - fair.guests.length;
    const month = this.problem.days[fair.day]?.month ?? 0;
    const { guests } = this.diary.offer(fair.county, fair.theme, booths, month, fair.day, this.keenness(noise));
    for (const guest of guests) this.diary.invite(fair, guest);
  }

  /** Mostly a little off what looks best, sometimes far: a plan that is best of its neighbours is left only by bold steps. */
  private daring(usual: number): number {
    return this.random() < 0.25 ? this.random() : usual * this.random();
  }

  private keenness(noise: number): ((demand: number) => number) | undefined {
    return noise > 0 ? () => 1 - noise * this.random() : undefined;
  }

  /** What the fairs taken out have freed: demands of their themes, and now and then whatever else their guests are short of. */
  private lookAgain(out: readonly OpenFair[]): void {
    const everything = this.estimates.length <= 500 || this.random() < 0.1;
    const themes = everything ? [undefined] : [...new Set(out.map(({ theme }) => theme))];
    for (const theme of themes) this.kinds.forEach((_, kind) => this.look(kind, theme));
  }

  private look(kind: number, only?: number): void {
    const { county = 0, month = 0, booths = 0 } = this.kinds[kind] ?? {};
    const { themes } = this.problem;
    for (let theme = only ?? 0; theme < (only === undefined ? themes : only + 1); theme += 1)
      this.estimates[kind * themes + theme] = this.diary.offer(county, theme, booths, month, null).gain;
  }

  /**
   * Adds the fair that adds most until there are enough or none adds anything. When only as many are left as counties lack to their
   * least, those counties come first.
   * @param noise share by which a choice may be off
   */
  private *fill(noise = 0): Generator<number> {
    const { themes } = this.problem;
    const open: Candidate[] = [];
    const shy = (): number => (noise > 0 ? 1 - noise * this.random() : 1);
    this.estimates.forEach((gain, at) => {
      if (gain > 0) open.push({ kind: Math.floor(at / themes), theme: at % themes, gain: gain * shy() });
    });
    open.sort((a, b) => a.gain - b.gain);
    const later: Candidate[] = [];
    let owed = this.diary.owed();
    for (let left = this.problem.fairs - this.diary.fairs.size; left > 0; left = this.problem.fairs - this.diary.fairs.size) {
      const top = open.pop();
      if (!top && later.length > 0) {
        // Nothing more can be done for those that lack some.
        owed = 0;
        open.push(...later.splice(0).reverse());
        continue;
      }
      if (!top) break;
      const { county = 0, month = 0, booths = 0 } = this.kinds[top.kind] ?? {};
      if (owed >= left && this.diary.owedTo(county) === 0) {
        later.push(top);
        continue;
      }
      const free = this.freeDays(top);
      if (free.length === 0) continue;
      const { gain } = this.diary.offer(county, top.theme, booths, month, null);
      this.estimates[top.kind * themes + top.theme] = gain;
      if (gain <= 0) continue;
      if (gain < (open.at(-1)?.gain ?? 0)) {
        this.insert(open, { ...top, gain: gain * shy() });
        continue;
      }
      const choice = this.bestDay(top, free, booths, month);
      if (choice.guests.length === 0) continue;
      if (owed > 0 && this.diary.owedTo(county) > 0) owed -= 1;
      this.diary.add({ ...choice.venueDay, theme: top.theme }, choice.guests);
      this.insert(open, { ...top, gain });
      yield this.diary.covered;
    }
  }

  private freeDays({ kind, theme }: Candidate): VenueDay[] {
    return (this.kinds[kind]?.venueDays ?? []).filter(
      ({ room, day }) => this.diary.free(room, day) && !this.diary.isStruck(room, day, theme),
    );
  }

  /** Of a few free days the one on which fewest of the wanted are elsewhere. */
  private bestDay({ kind, theme }: Candidate, free: readonly VenueDay[], booths: number, month: number) {
    const county = this.kinds[kind]?.county ?? 0;
    const tried = free.length <= 3 ? free : [0, 1, 2].map(() => free[Math.floor(this.random() * free.length)] as VenueDay);
    const offers = tried.map((venueDay) => ({ venueDay, ...this.diary.offer(county, theme, booths, month, venueDay.day) }));
    return offers.reduce((a, b) => (b.gain > a.gain ? b : a));
  }

  private insert(open: Candidate[], candidate: Candidate): void {
    let [low, high] = [0, open.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((open[middle]?.gain ?? 0) < candidate.gain) low = middle + 1;
      else high = middle;
    }
    open.splice(low, 0, candidate);
  }

  private oneOf<T>(items: readonly T[]): T | undefined {
    return items[Math.floor(this.random() * items.length)];
  }

  private shuffled<T>(items: readonly T[]): T[] {
    const mixed = [...items];
    for (let i = mixed.length - 1; i > 0; i -= 1) {
      const j = Math.floor(this.random() * (i + 1));
      [mixed[i], mixed[j]] = [mixed[j] as T, mixed[i] as T];
    }
    return mixed;
  }
}
