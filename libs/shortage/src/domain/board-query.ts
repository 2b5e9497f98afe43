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

/** The board's lines: one for each occupation that has a live need, in no order. */
export const byOccupation = (table: BoardTable, places: Int32Array): OccupationSum[] => {
  const c = table.columns;
  const sums = new Map<number, OccupationSum>();
  pairStamps.begin(table.occupationPairs.size);
  for (const i of places) {
    if (c.live[i] === 0) continue;
    const occupation = c.occupation[i] as number;
    let sum = sums.get(occupation);
    if (!sum) sums.set(occupation, (sum = { code: table.occupations.texts[occupation] ?? '', shortage: 0, posts: 0, enterprises: 0, wageFromFen: null, wageToFen: null, confirmedAt: 0 }));
    const shortage = c.shortage[i] as number;
    if (shortage > 0) {
      sum.shortage += shortage;
      sum.posts += 1;
      if (pairStamps.first(c.occupationPair[i] as number)) sum.enterprises += 1;
    }
    const [from, to] = [c.wageFrom[i] as number, c.wageTo[i] as number];
    if (from >= 0 && (sum.wageFromFen === null || from < sum.wageFromFen)) sum.wageFromFen = from;
    if (to >= 0 && (sum.wageToFen === null || to > sum.wageToFen)) sum.wageToFen = to;
    const confirmed = (c.confirmed[i] as number) * 60_000;
    if (confirmed > sum.confirmedAt) sum.confirmedAt = confirmed;
  }
  return [...sums.values()];
};

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

/** Posts in order: those that are short first, then by the sort; stale ones last. */
export const postsInOrder = (table: BoardTable, places: Int32Array, sort: BoardSort): { value: number; key: string; place: number }[] => {
  const c = table.columns;
  const posts: { value: number; key: string; place: number }[] = [];
  for (const place of places) {
    const shortage = c.shortage[place] as number;
    if (shortage === 0) continue;
    const value = sort === 'wage' ? (c.wageTo[place] as number) : sort === 'recent' ? (c.confirmed[place] as number) : shortage;
    posts.push({ value: c.live[place] === 0 ? value - STALE_BEHIND : value, key: table.ids[place] ?? '', place });
  }
  return posts;
};

/** More than any value, so that what is out of the figure stands behind all that counts. */
const STALE_BEHIND = 1e12;

/** The `limit` first after the cursor, in order, without sorting all when many match. */
export const pageInOrder = <T extends { value: number; key: string }>(items: T[], cursor: { value: number; key: string } | undefined, limit: number): { items: T[]; more: boolean } => {
  const after = cursor ? items.filter((item) => inOrder(cursor, item) < 0) : items;
  const page = after.length > 4 * limit + 64 ? firstFew(after, limit + 1) : after.sort(inOrder).slice(0, limit + 1);
  return { items: page.slice(0, limit), more: page.length > limit };
};

/** The first `count` in order by keeping a small sorted list: most items fail its last one at once. */
const firstFew = <T extends { value: number; key: string }>(items: T[], count: number): T[] => {
  const kept: T[] = [];
  for (const item of items) {
    const last = kept[count - 1];
    if (last && inOrder(item, last) >= 0) continue;
    let at = Math.min(kept.length, count - 1);
    while (at > 0 && inOrder(item, kept[at - 1] as T) < 0) at -= 1;
    kept.splice(at, 0, item);
    if (kept.length > count) kept.pop();
  }
  return kept;
};
