/** Worths are counted in parts of 2^20, rounded up: a bound may be too high, never too low. */
export const PARTS = 2 ** 20;
/** More than visits of one list; worths up to 2^16 people leave so much room in a whole number. */
const PLACES = 2 ** 17;

/** Visits that are worth their price, best first, of one theme: which, of which demand, and the how-many-eth of it in worth. */
export class Visits {
  /** In parts; behind the last one stands a 0. */
  readonly worth: Float64Array;
  readonly visit: Int32Array;
  readonly demand: Int32Array;
  readonly rank: Uint8Array;
  count = 0;

  constructor(readonly most: number) {
    this.worth = new Float64Array(most + 1);
    this.visit = new Int32Array(most + 1);
    this.demand = new Int32Array(most + 1);
    this.rank = new Uint8Array(most + 1);
  }
}

/** What the enterprises of one county would do for one theme in one month, at the prices of now. */
export class Shelf {
  readonly sorted: Visits;
  private readonly keys: Float64Array;
  private readonly loose: Visits;
  /** The best of one demand. */
  private readonly best: Float64Array;
  private readonly which: Int32Array;

  constructor(
    readonly month: number,
    /** Whose visits come into question. */
    private readonly demands: Int32Array,
    most: number,
    private readonly perMonth: number,
  ) {
    this.sorted = new Visits(most);
    this.loose = new Visits(most);
    this.keys = new Float64Array(most);
    this.best = new Float64Array(perMonth);
    this.which = new Int32Array(perMonth);
  }

  /** @param begins where the visits of each demand begin @param worthOf what a visit is worth in parts, 0 or less when it does not pay */
  fill(begins: Int32Array, worthOf: (visit: number, demand: number) => number): void {
    const { loose, keys } = this;
    loose.count = 0;
    for (const demand of this.demands) this.offer(demand, begins[demand] ?? 0, begins[demand + 1] ?? 0, worthOf);
    const last = loose.count - 1;
    // Of equal worth the first of a demand stands before its second.
    for (let i = 0; i <= last; i += 1) keys[i] = (loose.worth[i] ?? 0) * PLACES + (last - i);
    keys.subarray(0, loose.count).sort();
    const { sorted } = this;
    sorted.count = loose.count;
    for (let i = 0; i <= last; i += 1) {
      const key = keys[last - i] ?? 0;
      const worth = Math.floor(key / PLACES);
      const at = last - (key - worth * PLACES);
      sorted.worth[i] = worth;
      sorted.visit[i] = loose.visit[at] ?? 0;
      sorted.demand[i] = loose.demand[at] ?? 0;
      sorted.rank[i] = loose.rank[at] ?? 0;
    }
    sorted.worth[loose.count] = 0;
  }

  /** As many visits of a demand as its enterprise may make in a month, the best ones. */
  private offer(demand: number, from: number, to: number, worthOf: (visit: number, demand: number) => number): void {
    const { best, which, perMonth, loose } = this;
    let count = 0;
    for (let visit = from; visit < to; visit += 1) {
      const worth = worthOf(visit, demand);
      if (worth <= 0 || (count === perMonth && worth <= (best[count - 1] ?? 0))) continue;
      let at = count < perMonth ? count : perMonth - 1;
      if (count < perMonth) count += 1;
      for (; at > 0 && (best[at - 1] ?? 0) < worth; at -= 1) {
        best[at] = best[at - 1] ?? 0;
        which[at] = which[at - 1] ?? 0;
      }
      best[at] = worth;
      which[at] = visit;
    }
    for (let rank = 0; rank < count; rank += 1) {
      const at = loose.count;
      loose.worth[at] = best[rank] ?? 0;
      loose.visit[at] = which[rank] ?? 0;
      loose.demand[at] = demand;
      loose.rank[at] = rank;
      loose.count += 1;
    }
  }
}

/** Puts the visits of several shelves into one list, best first, until it is full. */
export const mergeInto = (list: Visits, shelves: readonly Shelf[], at: Int32Array): void => {
  at.fill(0);
  let count = 0;
  while (count < list.most) {
    let [from, most] = [-1, 0];
    for (let s = 0; s < shelves.length; s += 1) {
      const worth = shelves[s]?.sorted.worth[at[s] ?? 0] ?? 0;
      if (worth > most) [from, most] = [s, worth];
    }
    const shelf = shelves[from];
    if (!shelf) break;
    const next = at[from] ?? 0;
    at[from] = next + 1;
    list.worth[count] = most;
    list.visit[count] = shelf.sorted.visit[next] ?? 0;
    list.demand[count] = shelf.sorted.demand[next] ?? 0;
    list.rank[count] = shelf.sorted.rank[next] ?? 0;
    count += 1;
  }
  list.count = count;
};
