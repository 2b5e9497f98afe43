import type { Prices } from '#solver';
import type { Model } from './build.js';
import { HALF_POINTS, shelvesOf, type Shelf } from './pairs.js';
import type { ChangeKind } from './problem.js';
import type { NeedTerms } from './tables.js';

/** Starting later than this is another need. */
export const MOST_DAYS = 60;

/** A pair that pays at the optimum's prices once a kind of change has gone far enough. */
export interface Prospect {
  readonly source: number;
  /** Smallest value (wage, day) from which it can take part in a change, and from which it can bring the need people by itself. */
  readonly from: number;
  readonly brings: number;
  /** In half points, at the wage `wage` or above; the need's own wage for other kinds. */
  readonly cost: number;
  readonly wage: number;
}

export type Prospects = Record<ChangeKind, Prospect[]>;

/**
 * Finds what could change for a need: batches that one change makes possible or cheaper, as far as they pay at the
 * optimum's prices. Without any such pair the optimum stays what it is. Batches lie in order of their price, so that a
 * need reads only those that cost less than it is worth.
 */
export class ProspectFinder {
  private readonly shelves: ReadonlyMap<number, Shelf>;

  constructor(
    private readonly model: Model,
    private readonly prices: Prices,
  ) {
    const { source } = prices;
    this.shelves = shelvesOf(model.tables, (a, b) => source[a]! - source[b]!);
  }

  of(n: number): Prospects {
    const { finder, tables } = this.model;
    const terms = tables.terms[n]!;
    const found: Prospects = { wage: [], training: [], start: [], lodging: [] };
    const worth = this.prices.sink[n]!;
    const shelf = this.shelves.get(terms.occupation.middle) ?? [];
    for (let level = Math.max(0, finder.lowestLevel(terms) - 1); level < shelf.length; level++) {
      for (const b of shelf[level]!) {
        if (this.prices.source[b]! >= worth) break;
        this.weigh(n, terms, b, found);
      }
    }
    for (const b of finder.relatives({ ...terms, skillLevel: Math.max(0, terms.skillLevel - 1) })) this.weigh(n, terms, b, found);
    return found;
  }

  /** Puts a batch where exactly one change stands between it and the need. */
  private weigh(n: number, terms: NeedTerms, b: number, found: Prospects): void {
    const { finder, tables, excluded } = this.model;
    const { weights } = tables;
    if (this.prices.source[b]! >= this.prices.sink[n]! || tables.batches[b]!.people === 0) return;
    const low = tables.batchLevel[b]! < finder.lowestLevel(terms);
    const arrives = finder.arrival(b, terms);
    const late = arrives > terms.startBy;
    const dear = tables.batchWage[b]! > terms.wageTo + weights.mostYuanShort;
    const far = !terms.lodging && finder.km(b, terms) > weights.commuteKm;
    const obstacles = Number(low) + Number(late) + Number(dear) + Number(far);
    const byWage = tables.batchWage[b]! > terms.wageTo && obstacles === Number(dear);
    if ((obstacles !== 1 && !byWage) || (excluded.size > 0 && excluded.has(b * tables.needs.length + n))) return;
    if (byWage) this.weighWage(n, terms, b, found);
    if (obstacles !== 1 || dear) return;
    if (low) this.weighTraining(n, terms, b, found);
    else if (late) {
      if (arrives <= terms.startBy + MOST_DAYS) this.add(found.start, n, b, terms, arrives);
    } else this.add(found.lodging, n, b, terms, 1);
  }

  private weighTraining(n: number, terms: NeedTerms, b: number, found: Prospects): void {
    const trained = { ...terms, trainable: true };
    const applies = !terms.trainable && terms.skillLevel > 0 && this.model.tables.batchLevel[b]! >= this.model.finder.lowestLevel(trained);
    if (applies) this.add(found.training, n, b, trained, 1);
  }

  private add(list: Prospect[], n: number, b: number, terms: NeedTerms, from: number): void {
    const cost = HALF_POINTS * this.model.finder.cost(b, terms);
    const { source, sink, place } = this.prices;
    if (sink[n]! - source[b]! > cost)
      list.push({ source: b, from, brings: place[n]! - source[b]! > cost ? from : Infinity, cost, wage: -Infinity });
  }

  /** How far the wage must rise until the pair pays. */
  private weighWage(n: number, terms: NeedTerms, b: number, found: Prospects): void {
    const { tables, finder } = this.model;
    const { perYuanShort, mostYuanShort } = tables.weights;
    const { source, sink, place } = this.prices;
    const wage = tables.batchWage[b]!;
    const cost = HALF_POINTS * finder.cost(b, { ...terms, wageTo: Infinity });
    const perYuan = HALF_POINTS * perYuanShort;
    const least = Math.max(wage - mostYuanShort, terms.wageTo + 1);
    const affordable = (slack: number): number =>
      slack <= 0 ? Infinity : Math.max(least, perYuan > 0 ? Math.floor(wage - slack / perYuan) + 1 : -Infinity);
    const from = affordable(sink[n]! - source[b]! - cost);
    if (from < Infinity) found.wage.push({ source: b, from, brings: affordable(place[n]! - source[b]! - cost), cost, wage });
  }
}
