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
}

/** Batches of one 中类, by skill level, each list by wage: a need reads only the lists and the beginnings it can use. */
type Shelf = readonly Int32Array[];

const LEVELS = 9;

/** Finds compatible pairs by occupation group, level and wage, and says what a pair costs. */
export class PairFinder {
  private readonly shelves = new Map<number, Shelf>();
  private readonly byCode = new Map<number, number[]>();

  constructor(private readonly tables: Tables) {
    const { batchOccupation, batchLevel, batchWage } = tables;
    const lists = new Map<number, number[][]>();
    batchOccupation.forEach((key, b) => {
      let shelf = lists.get(key.middle);
      if (!shelf) lists.set(key.middle, (shelf = Array.from({ length: LEVELS }, () => [])));
      shelf[batchLevel[b]!]!.push(b);
      const sameCode = this.byCode.get(key.fine);
      if (sameCode) sameCode.push(b);
      else this.byCode.set(key.fine, [b]);
    });
    for (const [middle, shelf] of lists) {
      this.shelves.set(middle, shelf.map((list) => Int32Array.from(list.sort((a, b) => batchWage[a]! - batchWage[b]! || a - b))));
    }
  }

  /** Points for the distance of two occupations, −1 when they are not related. */
  occupationPoints(need: OccupationKey, batch: OccupationKey): number {
    const { weights, related } = this.tables;
    if (need.fine === batch.fine) return 0;
    if (need.small === batch.small) return weights.otherOccupation;
    if (need.middle === batch.middle) return weights.otherSubgroup;
    return related.get(need.fine)?.includes(batch.fine) ? weights.otherSubgroup : -1;
  }

  private lowestLevel(terms: NeedTerms): number {
    return terms.skillLevel > 0 && terms.trainable ? terms.skillLevel - 1 : terms.skillLevel;
  }

  /** Kilometres of road from a batch's supplier to the need. */
  km(b: number, terms: NeedTerms): number {
    const { km, divisions, supplierOf } = this.tables;
    return km[supplierOf[b]! * divisions.length + terms.division]!;
  }

  obstacle(b: number, terms: NeedTerms): Obstacle | undefined {
    const { batchOccupation, batchLevel, batchWage, batchFree, weights } = this.tables;
    if (this.occupationPoints(terms.occupation, batchOccupation[b]!) < 0) return 'occupation';
    if (batchLevel[b]! < this.lowestLevel(terms)) return 'level';
    if (batchFree[b]! > terms.startBy) return 'time';
    if (batchWage[b]! > terms.wageTo + weights.mostYuanShort) return 'wage';
    return !terms.lodging && this.km(b, terms) > weights.commuteKm ? 'lodging' : undefined;
  }

  /** The named parts of a compatible pair's cost, in points. */
  parts(b: number, terms: NeedTerms): CostParts {
    const { batchOccupation, batchLevel, batchWage, batchFree, weights } = this.tables;
    const above = terms.skillLevel === 0 ? 0 : batchLevel[b]! - terms.skillLevel;
    const short = batchWage[b]! - terms.wageTo;
    return {
      occupation: this.occupationPoints(terms.occupation, batchOccupation[b]!),
      skill: above > 0 ? above * weights.perLevelAbove : 0,
      training: above < 0 ? weights.training : 0,
      wage: short > 0 ? short * weights.perYuanShort : 0,
      journey: Math.round((this.km(b, terms) * weights.per100Km) / 100),
      lateness: Math.max(0, batchFree[b]! - terms.startFrom) * weights.perDayLate,
    };
  }

  cost(b: number, terms: NeedTerms): number {
    const { occupation, skill, training, wage, journey, lateness } = this.parts(b, terms);
    return occupation + skill + training + wage + journey + lateness;
  }

  /** Batches of related occupation that reach the level; wages, dates and lodging not yet asked. */
  *candidates(terms: NeedTerms): Generator<number> {
    const shelf = this.shelves.get(terms.occupation.middle) ?? [];
    for (let level = this.lowestLevel(terms); level < shelf.length; level++) yield* shelf[level]!;
    for (const b of this.relatives(terms)) yield b;
  }

  /** Calls `take` with every batch of related occupation that reaches the level, in no particular order; nothing else is asked yet. */
  forEachCandidate(terms: NeedTerms, take: (b: number) => void): void {
    const shelf = this.shelves.get(terms.occupation.middle) ?? [];
    for (let level = this.lowestLevel(terms); level < shelf.length; level++) shelf[level]!.forEach(take);
    this.relatives(terms).forEach(take);
  }

  private relatives(terms: NeedTerms): number[] {
    const { related, batchOccupation, batchLevel } = this.tables;
    const codes = related.get(terms.occupation.fine);
    if (!codes) return [];
    const found = [...new Set(codes)].flatMap((code) => this.byCode.get(code) ?? []);
    return found.filter((b) => batchOccupation[b]!.middle !== terms.occupation.middle && batchLevel[b]! >= this.lowestLevel(terms));
  }

  /** Calls `take` with every compatible batch and its cost. */
  forEach(terms: NeedTerms, take: (b: number, cost: number) => void): void {
    const { batchWage, weights } = this.tables;
    const most = terms.wageTo + weights.mostYuanShort;
    const shelf = this.shelves.get(terms.occupation.middle) ?? [];
    for (let level = this.lowestLevel(terms); level < shelf.length; level++) {
      for (const b of shelf[level]!) {
        if (batchWage[b]! > most) break;
        if (this.fits(b, terms)) take(b, this.cost(b, terms));
      }
    }
    for (const b of this.relatives(terms)) if (batchWage[b]! <= most && this.fits(b, terms)) take(b, this.cost(b, terms));
  }

  private fits(b: number, terms: NeedTerms): boolean {
    return this.tables.batchFree[b]! <= terms.startBy && (terms.lodging || this.km(b, terms) <= this.tables.weights.commuteKm);
  }
}
