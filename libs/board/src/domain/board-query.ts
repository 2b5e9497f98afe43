import type { BoardTable } from './board-table.js';
import { Stamps } from './dictionary.js';

export const BOARD_SORTS = ['shortage', 'enterprises', 'wage', 'recent'] as const;
export type BoardSort = (typeof BOARD_SORTS)[number];

/** One line of the board: an occupation, the sum of its needs. */
export interface OccupationSum {
  code: string;
  shortage: number;
  posts: number;
  enterprises: number;
  wageFromFen: number | null;
  wageToFen: number | null;
  /** Milliseconds since 1970 of the last confirmation. */
  confirmedAt: number;
}

export interface BoardTotals {
  shortage: number;
  posts: number;
  enterprises: number;
}

const MOST = 0x7fffffff;
const stamps = new Stamps();
const pairStamps = new Stamps();

/** Shortage, posts and enterprises of the needs in `places` that count in the live figure. */
export const totalsOf = (table: BoardTable, places: Int32Array): BoardTotals => {
  const c = table.columns;
  const totals = { shortage: 0, posts: 0, enterprises: 0 };
  stamps.begin(table.enterprises.size);
  for (let k = 0; k < places.length; k += 1) {
    const i = places[k] as number;
    const shortage = c.shortage[i] as number;
    if (c.live[i] === 0 || shortage === 0) continue;
    totals.shortage += shortage;
    totals.posts += 1;
    if (stamps.first(c.counted[i] as number)) totals.enterprises += 1;
  }
  return totals;
};

/** Sums by occupation number, kept from one question to the next: a fresh set would cost more than the summing. */
class OccupationSums {
  people = new Int32Array(0);
  posts = new Int32Array(0);
  enterprises = new Int32Array(0);
  /** Wages in fen; the latest confirmation in minutes since 1970. */
  lowest = new Int32Array(0);
  highest = new Int32Array(0);
  latest = new Int32Array(0);
  /** 1 for an occupation that has a live need. */
  seen = new Uint8Array(0);

  begin(size: number): void {
    if (this.seen.length < size) {
      const length = size * 2;
      for (const name of ['people', 'posts', 'enterprises', 'lowest', 'highest', 'latest'] as const) this[name] = new Int32Array(length);
      this.seen = new Uint8Array(length);
    }
    for (const column of [this.people, this.posts, this.enterprises, this.latest, this.seen]) column.fill(0, 0, size);
    this.lowest.fill(MOST, 0, size);
    this.highest.fill(-1, 0, size);
  }
}

const sums = new OccupationSums();

/** The board's lines: one for each occupation that has a live need, in no order. */
export const byOccupation = (table: BoardTable, places: Int32Array): OccupationSum[] => {
  const { occupation, live, shortage, occupationPair, wageFrom, wageTo, confirmed } = table.columns;
  const size = table.occupations.size;
  sums.begin(size);
  pairStamps.begin(table.occupationPairs.size);
  const { seen, people, posts, enterprises, lowest, highest, latest } = sums;
  for (let k = 0; k < places.length; k += 1) {
    const place = places[k] as number;
    if (live[place] === 0) continue;
    const at = occupation[place] as number;
    seen[at] = 1;
    const short = shortage[place] as number;
    if (short > 0) {
      people[at] = (people[at] as number) + short;
      posts[at] = (posts[at] as number) + 1;
      if (pairStamps.first(occupationPair[place] as number)) enterprises[at] = (enterprises[at] as number) + 1;
    }
    const from = wageFrom[place] as number;
    if (from >= 0 && from < (lowest[at] as number)) lowest[at] = from;
    highest[at] = Math.max(highest[at] as number, wageTo[place] as number);
    latest[at] = Math.max(latest[at] as number, confirmed[place] as number);
  }
  const lines: OccupationSum[] = [];
  for (let at = 0; at < size; at += 1) if (seen[at] === 1) lines.push(lineOf(table, at));
  return lines;
};

const lineOf = (table: BoardTable, at: number): OccupationSum => ({
  code: table.occupations.texts[at] ?? '',
  shortage: sums.people[at] ?? 0,
  posts: sums.posts[at] ?? 0,
  enterprises: sums.enterprises[at] ?? 0,
  wageFromFen: sums.lowest[at] === MOST ? null : (sums.lowest[at] ?? null),
  wageToFen: sums.highest[at] === -1 ? null : (sums.highest[at] ?? null),
  confirmedAt: (sums.latest[at] ?? 0) * 60_000,
});

/** Shortage by skill level, of live needs. */
export const byLevel = (table: BoardTable, places: Int32Array): { level: number; shortage: number }[] => {
  const sums = new Array<number>(9).fill(0);
  const c = table.columns;
  for (const i of places) if (c.live[i] === 1) sums[c.level[i] as number] = (sums[c.level[i] as number] ?? 0) + (c.shortage[i] as number);
  return sums.flatMap((shortage, level) => (shortage > 0 ? [{ level, shortage }] : []));
};

/** Shortage and enterprises by region; `regionOf` names the region of a node by its number, or null for none. */
export const byRegion = (
  table: BoardTable,
  places: Int32Array,
  regionOf: (node: number) => string | null,
): Map<string, { shortage: number; enterprises: number }> => {
  const c = table.columns;
  const sums = new Map<string, { shortage: number; enterprises: Set<number> }>();
  const regions = table.nodes.texts.map((_, node) => regionOf(node));
  pairStamps.begin(table.nodePairs.size);
  for (const i of places) {
    const shortage = c.shortage[i] as number;
    const region = regions[c.node[i] as number];
    if (c.live[i] === 0 || shortage === 0 || !region) continue;
    let sum = sums.get(region);
    if (!sum) sums.set(region, (sum = { shortage: 0, enterprises: new Set() }));
    sum.shortage += shortage;
    // A region may have several nodes, so the pair is only a quick way to leave out most repetitions.
    if (pairStamps.first(c.nodePair[i] as number)) sum.enterprises.add(c.counted[i] as number);
  }
  return new Map([...sums].map(([region, sum]) => [region, { shortage: sum.shortage, enterprises: sum.enterprises.size }]));
};

/** The sortable value of a line or post: greater comes first. */
export const lineValue = (sum: OccupationSum, sort: BoardSort): number =>
  sort === 'enterprises' ? sum.enterprises : sort === 'wage' ? (sum.wageToFen ?? -1) : sort === 'recent' ? sum.confirmedAt : sum.shortage;

/** Orders by value, then by text, so that every place in the list is defined and a cursor can name it. */
export const inOrder = (a: { value: number; key: string }, b: { value: number; key: string }): number =>
  b.value - a.value || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0);

export interface Ordered {
  value: number;
  key: string;
}

/** More than any value, so that what is out of the figure stands behind all that counts. */
const STALE_BEHIND = 1e12;

/** The `limit` first after the cursor, in order, and how many there are in all. */
export interface Page<T> {
  items: T[];
  more: boolean;
  total: number;
}

/** Posts that are still short in order of the sort, those out of the live figure last. */
export const postsInOrder = (
  table: BoardTable,
  places: Int32Array,
  sort: BoardSort,
  cursor: Ordered | undefined,
  limit: number,
): Page<Ordered> => {
  const { shortage, live, wageTo, confirmed } = table.columns;
  const by = sort === 'wage' ? wageTo : sort === 'recent' ? confirmed : shortage;
  const first = new FirstFew<Ordered>(limit + 1);
  let total = 0;
  for (const place of places) {
    if (shortage[place] === 0) continue;
    total += 1;
    const value = live[place] === 0 ? (by[place] as number) - STALE_BEHIND : (by[place] as number);
    if (value < first.least || (cursor && value > cursor.value)) continue;
    const post = { value, key: table.ids[place] ?? '' };
    if (!cursor || inOrder(cursor, post) < 0) first.offer(post);
  }
  return first.page(limit, total);
};

/** The same for lines that are at hand. */
export const pageInOrder = <T extends Ordered>(items: readonly T[], cursor: Ordered | undefined, limit: number): Page<T> => {
  const first = new FirstFew<T>(limit + 1);
  for (const item of items) if (!cursor || inOrder(cursor, item) < 0) first.offer(item);
  return first.page(limit, items.length);
};

/** Keeps the first `count` of what it is offered: most of it fails the last one kept at once, so nothing is sorted in whole. */
class FirstFew<T extends Ordered> {
  private readonly kept: T[] = [];
  /** What is below this cannot be among the first any more. */
  least = -Infinity;

  constructor(private readonly count: number) {}

  offer(item: T): void {
    const { kept, count } = this;
    if (item.value < this.least) return;
    let [low, high] = [0, kept.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (inOrder(kept[middle] as T, item) <= 0) low = middle + 1;
      else high = middle;
    }
    if (low === count) return;
    kept.splice(low, 0, item);
    if (kept.length > count) kept.pop();
    if (kept.length === count) this.least = kept[count - 1]?.value ?? -Infinity;
  }

  page(limit: number, total: number): Page<T> {
    return { items: this.kept.slice(0, limit), more: this.kept.length > limit, total };
  }
}
