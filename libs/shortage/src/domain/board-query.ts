import { daysSince1970, type BoardTable } from './board-table.js';
import { Stamps } from './dictionary.js';

export const BOARD_SORTS = ['shortage', 'enterprises', 'wage', 'recent'] as const;
export type BoardSort = (typeof BOARD_SORTS)[number];

/** What a reader asked for; absent means any. */
export interface BoardFilter {
  /** Numbers of the occupations it may be, and of the titles it may have: either is enough. */
  occupations?: Uint8Array | undefined;
  titles?: Uint8Array | undefined;
  /** Code of any level of the classification; an occupation has to lie below it. */
  occupation?: string | undefined;
  level?: number | undefined;
  /** A node of the organisation tree, with its whole subtree. */
  nodePath?: string | undefined;
  /** Lowest wage, in fen a month. */
  wageFromFen?: number | undefined;
  /** One can start by this day. */
  startBy?: string | undefined;
}

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

const stamps = new Stamps();
const pairStamps = new Stamps();

/** Places of the needs that match, those out of the live figure included. */
export const matching = (table: BoardTable, filter: BoardFilter): Int32Array => {
  const { columns: c, size } = table;
  const found = new Int32Array(size);
  const occupations = occupationMask(table, filter);
  const nodes = nodeMask(table, filter.nodePath);
  const { titles, level } = filter;
  const wage = filter.wageFromFen ?? -2;
  const start = filter.startBy === undefined ? 0x7fffffff : daysSince1970(filter.startBy);
  const named = filter.occupations !== undefined || titles !== undefined;
  let count = 0;
  for (let i = 0; i < size; i += 1) {
    const occupation = c.occupation[i] as number;
    if (occupations && occupations[occupation] === 0) continue;
    if (named && filter.occupations?.[occupation] !== 1 && titles?.[c.title[i] as number] !== 1) continue;
    if (level !== undefined && c.level[i] !== level) continue;
    if (nodes && nodes[c.node[i] as number] === 0) continue;
    if ((c.wageFrom[i] as number) < wage || (c.startFrom[i] as number) > start) continue;
    found[count++] = i;
  }
  return found.subarray(0, count);
};

const occupationMask = (table: BoardTable, { occupation }: BoardFilter): Uint8Array | undefined => {
  if (occupation === undefined) return undefined;
  return Uint8Array.from(table.occupations.texts, (code) => (code === occupation || code.startsWith(`${occupation}-`) ? 1 : 0));
};

const nodeMask = (table: BoardTable, nodePath: string | undefined): Uint8Array | undefined =>
  nodePath === undefined ? undefined : Uint8Array.from(table.paths, (path) => (path?.startsWith(nodePath) ? 1 : 0));

/** Shortage, posts and enterprises of the needs in `places` that count in the live figure. */
export const totalsOf = (table: BoardTable, places: Int32Array): BoardTotals => {
  const c = table.columns;
  const totals = { shortage: 0, posts: 0, enterprises: 0 };
  stamps.begin(table.enterprises.size);
  for (const i of places) {
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
  shortage = new Int32Array(0);
  posts = new Int32Array(0);
  enterprises = new Int32Array(0);
  wageFrom = new Int32Array(0);
  wageTo = new Int32Array(0);
  confirmed = new Int32Array(0);
  live = new Uint8Array(0);

  begin(size: number): void {
    if (this.live.length < size) {
      const length = size * 2;
      for (const name of ['shortage', 'posts', 'enterprises', 'wageFrom', 'wageTo', 'confirmed'] as const) this[name] = new Int32Array(length);
      this.live = new Uint8Array(length);
    }
    for (const column of [this.shortage, this.posts, this.enterprises, this.confirmed, this.live]) column.fill(0, 0, size);
    this.wageFrom.fill(MOST, 0, size);
    this.wageTo.fill(-1, 0, size);
  }
}

const MOST = 0x7fffffff;
const sums = new OccupationSums();

/** The board's lines: one for each occupation that has a live need, in no order. */
export const byOccupation = (table: BoardTable, places: Int32Array): OccupationSum[] => {
  const { occupation, live, shortage, occupationPair, wageFrom, wageTo, confirmed } = table.columns;
  const size = table.occupations.size;
  sums.begin(size);
  pairStamps.begin(table.occupationPairs.size);
  for (const i of places) {
    if (live[i] === 0) continue;
    const at = occupation[i] as number;
    sums.live[at] = 1;
    const people = shortage[i] as number;
    if (people > 0) {
      sums.shortage[at] = (sums.shortage[at] as number) + people;
      sums.posts[at] = (sums.posts[at] as number) + 1;
      if (pairStamps.first(occupationPair[i] as number)) sums.enterprises[at] = (sums.enterprises[at] as number) + 1;
    }
    const [from, to, minutes] = [wageFrom[i] as number, wageTo[i] as number, confirmed[i] as number];
    if (from >= 0 && from < (sums.wageFrom[at] as number)) sums.wageFrom[at] = from;
    if (to > (sums.wageTo[at] as number)) sums.wageTo[at] = to;
    if (minutes > (sums.confirmed[at] as number)) sums.confirmed[at] = minutes;
  }
  const lines: OccupationSum[] = [];
  for (let at = 0; at < size; at += 1) if (sums.live[at] === 1) lines.push(lineOf(table, at));
  return lines;
};

const lineOf = (table: BoardTable, at: number): OccupationSum => ({
  code: table.occupations.texts[at] ?? '',
  shortage: sums.shortage[at] ?? 0,
  posts: sums.posts[at] ?? 0,
  enterprises: sums.enterprises[at] ?? 0,
  wageFromFen: sums.wageFrom[at] === MOST ? null : (sums.wageFrom[at] ?? null),
  wageToFen: sums.wageTo[at] === -1 ? null : (sums.wageTo[at] ?? null),
  confirmedAt: (sums.confirmed[at] ?? 0) * 60_000,
});

/** Shortage by skill level, of live needs. */
export const byLevel = (table: BoardTable, places: Int32Array): { level: number; shortage: number }[] => {
  const sums = new Array<number>(9).fill(0);
  const c = table.columns;
  for (const i of places) if (c.live[i] === 1) sums[c.level[i] as number] = (sums[c.level[i] as number] ?? 0) + (c.shortage[i] as number);
  return sums.flatMap((shortage, level) => (shortage > 0 ? [{ level, shortage }] : []));
};

/** Shortage and enterprises by region; `regionOf` names the region of a node by its number, or null for none. */
export const byRegion = (table: BoardTable, places: Int32Array, regionOf: (node: number) => string | null): Map<string, { shortage: number; enterprises: number }> => {
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
export const inOrder = (a: { value: number; key: string }, b: { value: number; key: string }): number => b.value - a.value || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0);

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
export const postsInOrder = (table: BoardTable, places: Int32Array, sort: BoardSort, cursor: Ordered | undefined, limit: number): Page<Ordered> => {
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
