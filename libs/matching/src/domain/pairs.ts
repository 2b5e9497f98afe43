import type { NeedTerms, OccupationKey, Tables } from './tables.js';

/** Points are doubled inside the flow, so that half a point can tell a real gain from a tie. */
export const HALF_POINTS = 2;

/** The first condition of a pair that fails, in the order in which they are asked. */
export type Obstacle = 'occupation' | 'level' | 'time' | 'wage' | 'lodging';

export interface CostParts {
  readonly occupation: number;
  readonly skill: number;
  readonly training: number;
  readonly wage: number;
  readonly journey: number;
  readonly lateness: number;
  readonly record: number;
}

/** Batches of one 中类, by skill level, each list by wage: a need reads only the lists and the beginnings it can use. */
export type Shelf = readonly Int32Array[];

const LEVELS = 9;

/** All batches by 中类 and level, each list in the order given. */
export const shelvesOf = (tables: Tables, order: (a: number, b: number) => number): Map<number, Shelf> => {
  const lists = new Map<number, number[][]>();
  tables.batchOccupation.forEach(({ middle }, b) => {
    let shelf = lists.get(middle);
    if (!shelf) lists.set(middle, (shelf = Array.from({ length: LEVELS }, () => [])));
    shelf[tables.batchLevel[b]!]!.push(b);
  });
  return new Map(
    [...lists].map(([middle, shelf]) => [middle, shelf.map((list) => Int32Array.from(list.sort((a, b) => order(a, b) || a - b)))]),
  );
};

/** The first place of an ascending list at which a value is reached. */
const reached = (list: Int32Array, values: Int32Array, least: number): number => {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (values[list[middle]!]! < least) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** From each supplier to a division: points, with those of its record, days, and 1 where it is too far to commute. */
interface Journeys {
  readonly points: Int32Array;
  readonly days: Int32Array;
  readonly mostDays: number;
  readonly far: Int32Array;
}

/** A value of batches that is looked for: shelves in order of `values`, which a batch's own value may exceed by `more` at most. */
interface Sought {
  readonly shelves: ReadonlyMap<number, Shelf>;
  readonly values: Int32Array;
  readonly more: number;
  readonly of: (b: number) => number;
}

/** Finds compatible pairs by occupation group, level and wage, and says what a pair costs. */
export class PairFinder {
  private readonly shelves: ReadonlyMap<number, Shelf>;
  private shelvesByReady: ReadonlyMap<number, Shelf> | undefined;
  private readonly byCode = new Map<number, number[]>();
  private readonly fineOf: Int32Array;
  private readonly smallOf: Int32Array;
  private readonly journeysTo = new Map<number, Journeys>();

  constructor(private readonly tables: Tables) {
    const { batchOccupation, batchWage } = tables;
    this.fineOf = Int32Array.from(batchOccupation, ({ fine }) => fine);
    this.smallOf = Int32Array.from(batchOccupation, ({ small }) => small);
    batchOccupation.forEach(({ fine }, b) => {
      const sameCode = this.byCode.get(fine);
      if (sameCode) sameCode.push(b);
      else this.byCode.set(fine, [b]);
    });
    this.shelves = shelvesOf(tables, (a, b) => batchWage[a]! - batchWage[b]!);
  }

  /** Points for the distance of two occupations, −1 when they are not related. */
  occupationPoints(need: OccupationKey, batch: OccupationKey): number {
    const { weights, related } = this.tables;
    if (need.fine === batch.fine) return 0;
    if (need.small === batch.small) return weights.otherOccupation;
    if (need.middle === batch.middle) return weights.otherSubgroup;
    return related.get(need.fine)?.includes(batch.fine) ? weights.otherSubgroup : -1;
  }

  lowestLevel(terms: NeedTerms): number {
    return terms.skillLevel > 0 && terms.trainable ? terms.skillLevel - 1 : terms.skillLevel;
  }

  /** Kilometres of road from a batch's supplier to the need. */
  km(b: number, terms: NeedTerms): number {
    const { km, divisions, supplierOf } = this.tables;
    return km[supplierOf[b]! * divisions.length + terms.division]!;
  }

  /** The day on which a batch's people would be at the need's workplace. */
  arrival(b: number, terms: NeedTerms): number {
    const { batchReady, divisions, supplierOf, travel } = this.tables;
    return batchReady[b]! + travel[supplierOf[b]! * divisions.length + terms.division]!;
  }

  obstacle(b: number, terms: NeedTerms): Obstacle | undefined {
    const { batchOccupation, batchLevel, batchWage, weights } = this.tables;
    if (this.occupationPoints(terms.occupation, batchOccupation[b]!) < 0) return 'occupation';
    if (batchLevel[b]! < this.lowestLevel(terms)) return 'level';
    if (this.arrival(b, terms) > terms.startBy) return 'time';
    if (batchWage[b]! > terms.wageTo + weights.mostYuanShort) return 'wage';
    return !terms.lodging && this.km(b, terms) > weights.commuteKm ? 'lodging' : undefined;
  }

  /** The named parts of a compatible pair's cost, in points. */
  parts(b: number, terms: NeedTerms): CostParts {
    const { batchOccupation, batchLevel, batchWage, supplierLost, supplierOf, weights } = this.tables;
    const above = terms.skillLevel === 0 ? 0 : batchLevel[b]! - terms.skillLevel;
    const short = batchWage[b]! - terms.wageTo;
    return {
      occupation: this.occupationPoints(terms.occupation, batchOccupation[b]!),
      skill: above > 0 ? above * weights.perLevelAbove : 0,
      training: above < 0 ? weights.training : 0,
      wage: short > 0 ? short * weights.perYuanShort : 0,
      journey: Math.round((this.km(b, terms) * weights.per100Km) / 100),
      lateness: Math.max(0, this.arrival(b, terms) - terms.startFrom) * weights.perDayLate,
      record: supplierLost[supplierOf[b]!]! + terms.lost,
    };
  }

  cost(b: number, terms: NeedTerms): number {
    const { occupation, skill, training, wage, journey, lateness, record } = this.parts(b, terms);
    return occupation + skill + training + wage + journey + lateness + record;
  }

  /** Batches of related occupation that reach the level; wages, dates and lodging not yet asked. */
  *candidates(terms: NeedTerms): Generator<number> {
    const shelf = this.shelves.get(terms.occupation.middle) ?? [];
    for (let level = this.lowestLevel(terms); level < shelf.length; level++) yield* shelf[level]!;
    for (const b of this.relatives(terms)) yield b;
  }

  /** The smallest wage of `least` or more that some batch asks for which nothing but its wage can stand in the way. */
  nextWage(terms: NeedTerms, least: number): number {
    const { batchWage } = this.tables;
    const byWage = { shelves: this.shelves, values: batchWage, more: 0, of: (b: number) => batchWage[b]! };
    return this.nextValue(byWage, { ...terms, wageTo: Infinity }, least);
  }

  /** The first day from `least` on at which some batch arrives that only its day can stand in the way of. */
  nextDay(terms: NeedTerms, least: number): number {
    const { batchReady } = this.tables;
    this.shelvesByReady ??= shelvesOf(this.tables, (a, b) => batchReady[a]! - batchReady[b]!);
    const more = this.journeys(terms.division).mostDays;
    const byDay = { shelves: this.shelvesByReady, values: batchReady, more, of: (b: number) => this.arrival(b, terms) };
    return this.nextValue(byDay, { ...terms, startBy: Infinity }, least);
  }

  private nextValue({ shelves, values, more, of }: Sought, terms: NeedTerms, least: number): number {
    let next = Infinity;
    const look = (b: number): void => {
      const value = of(b);
      if (value >= least && value < next && !this.obstacle(b, terms)) next = value;
    };
    const shelf = shelves.get(terms.occupation.middle) ?? [];
    for (let level = this.lowestLevel(terms); level < shelf.length; level++) {
      const list = shelf[level]!;
      for (let k = reached(list, values, least - more); k < list.length && values[list[k]!]! < next; k++) look(list[k]!);
    }
    for (const b of this.relatives(terms)) look(b);
    return next;
  }

  /** Batches of other groups whose occupation the bureau holds close. */
  relatives(terms: NeedTerms): number[] {
    const { related, batchOccupation, batchLevel } = this.tables;
    const codes = related.get(terms.occupation.fine);
    if (!codes) return [];
    const found = [...new Set(codes)].flatMap((code) => this.byCode.get(code) ?? []);
    return found.filter((b) => batchOccupation[b]!.middle !== terms.occupation.middle && batchLevel[b]! >= this.lowestLevel(terms));
  }

  /** Calls `take` with every compatible batch and its cost. What is the same for a need or a level is reckoned once. */
  forEach(terms: NeedTerms, take: (b: number, cost: number) => void): void {
    const { batchWage, weights } = this.tables;
    const most = terms.wageTo + weights.mostYuanShort;
    const shelf = this.shelves.get(terms.occupation.middle) ?? [];
    const journey = this.journeys(terms.division);
    for (let level = this.lowestLevel(terms); level < shelf.length; level++)
      this.forEachOf(shelf[level]!, terms, this.skillPoints(level, terms) + terms.lost, journey, take);
    for (const b of this.relatives(terms)) if (batchWage[b]! <= most && this.fits(b, terms)) take(b, this.cost(b, terms));
  }

  /** Batches of the need's own 中类 and one level, the cheapest first; `same` are the points that all of them have. */
  private forEachOf(list: Int32Array, terms: NeedTerms, same: number, journey: Journeys, take: (b: number, cost: number) => void): void {
    const { batchWage, batchReady, supplierOf, weights } = this.tables;
    const { fine, small } = terms.occupation;
    const most = terms.wageTo + weights.mostYuanShort;
    for (const b of list) {
      const wage = batchWage[b]!;
      if (wage > most) break;
      const s = supplierOf[b]!;
      const arrives = batchReady[b]! + journey.days[s]!;
      if (arrives > terms.startBy || (!terms.lodging && journey.far[s]! === 1)) continue;
      const occupation = this.fineOf[b] === fine ? 0 : this.smallOf[b] === small ? weights.otherOccupation : weights.otherSubgroup;
      const short = wage > terms.wageTo ? (wage - terms.wageTo) * weights.perYuanShort : 0;
      const late = arrives > terms.startFrom ? (arrives - terms.startFrom) * weights.perDayLate : 0;
      take(b, occupation + same + short + journey.points[s]! + late);
    }
  }

  private skillPoints(level: number, { skillLevel }: NeedTerms): number {
    const { weights } = this.tables;
    if (skillLevel === 0 || level === skillLevel) return 0;
    return level > skillLevel ? (level - skillLevel) * weights.perLevelAbove : weights.training;
  }

  private journeys(division: number): Journeys {
    let journeys = this.journeysTo.get(division);
    if (!journeys) {
      const { suppliers, divisions, km, supplierLost, travel, weights } = this.tables;
      const bySupplier = (of: (at: number) => number): Int32Array =>
        Int32Array.from(suppliers, (_, s) => of(s * divisions.length + division));
      const days = bySupplier((at) => travel[at]!);
      journeys = {
        points: Int32Array.from(
          suppliers,
          (_, s) => supplierLost[s]! + Math.round((km[s * divisions.length + division]! * weights.per100Km) / 100),
        ),
        days,
        mostDays: days.reduce((most, one) => Math.max(most, one), 0),
        far: bySupplier((at) => Number(km[at]! > weights.commuteKm)),
      };
      this.journeysTo.set(division, journeys);
    }
    return journeys;
  }

  private fits(b: number, terms: NeedTerms): boolean {
    return this.arrival(b, terms) <= terms.startBy && (terms.lodging || this.km(b, terms) <= this.tables.weights.commuteKm);
  }
}
