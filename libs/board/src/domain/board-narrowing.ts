import { daysSince1970, type BoardTable } from './board-table.js';

/** By numbers of the table, what a word of a query may mean: any of them is enough. */
export interface Named {
  occupations: Uint8Array;
  titles: Uint8Array;
  enterprises: Uint8Array;
  nodes: Uint8Array;
}

/** What a reader asked for; absent means any. */
export interface BoardFilter {
  /** Each word of the query has to be meant. */
  words?: readonly Named[] | undefined;
  /** Code of any level of the classification; an occupation has to lie below it. */
  occupation?: string | undefined;
  level?: number | undefined;
  /** A node of the organisation tree, with its whole subtree. */
  nodePath?: string | undefined;
  /** Lowest wage, in fen a month. */
  wageFromFen?: number | undefined;
  /** One can start by this day. */
  startBy?: string | undefined;
  /** With or without a bed. */
  lodging?: boolean | undefined;
}

/**
 * Places of the needs that match, those out of the live figure included. One pass a question asked, each over what the one
 * before left. Whether a need matches is hard to foresee, so no pass has a branch: a place is written down, and the next one
 * overwrites it unless it matched. The answer is good until the next question: use it before anything is awaited.
 */
export const matching = (table: BoardTable, filter: BoardFilter): Int32Array => {
  const { occupation, level, node, wageFrom, startFrom, lodging } = table.columns;
  let places = room.every(table.size);
  for (const word of filter.words ?? []) places = meant(table, word, places);
  if (filter.occupation !== undefined) places = within(places, occupation, occupationMask(table, filter.occupation));
  if (filter.nodePath !== undefined) places = within(places, node, nodeMask(table, filter.nodePath));
  if (filter.level !== undefined) places = within(places, level, levelMask(filter.level));
  if (filter.wageFromFen !== undefined) places = atLeast(places, wageFrom, filter.wageFromFen);
  if (filter.lodging !== undefined) places = within(places, lodging, filter.lodging ? WITH : WITHOUT);
  if (filter.startBy !== undefined) places = atMost(places, startFrom, daysSince1970(filter.startBy));
  return places;
};

/** Room for one question's places, kept: fresh pages from the system for every question would cost more than the passes. */
class Room {
  private all = new Int32Array(0);
  left = new Int32Array(0);

  /** All places. What a pass leaves goes to `left`, which never gets ahead of what it reads. */
  every(size: number): Int32Array {
    if (this.all.length < size) {
      this.all = Int32Array.from({ length: size * 2 }, (_, place) => place);
      this.left = new Int32Array(size * 2);
    }
    return this.all.subarray(0, size);
  }
}

const room = new Room();

const within = (places: Int32Array, column: Int32Array, mask: Uint8Array): Int32Array => {
  const { left } = room;
  let count = 0;
  for (let k = 0; k < places.length; k += 1) {
    const place = places[k] as number;
    left[count] = place;
    count = (count + (mask[column[place] as number] as number)) | 0;
  }
  return left.subarray(0, count);
};

const atLeast = (places: Int32Array, column: Int32Array, least: number): Int32Array => {
  const { left } = room;
  let count = 0;
  for (let k = 0; k < places.length; k += 1) {
    const place = places[k] as number;
    left[count] = place;
    count = (count + ((((column[place] as number) - least) >>> 31) ^ 1)) | 0; // the sign bit is 1 below the least
  }
  return left.subarray(0, count);
};

const atMost = (places: Int32Array, column: Int32Array, most: number): Int32Array => {
  const { left } = room;
  let count = 0;
  for (let k = 0; k < places.length; k += 1) {
    const place = places[k] as number;
    left[count] = place;
    count = (count + (((most - (column[place] as number)) >>> 31) ^ 1)) | 0;
  }
  return left.subarray(0, count);
};

const meant = (table: BoardTable, { occupations, titles, enterprises, nodes }: Named, places: Int32Array): Int32Array => {
  const { occupation, title, enterprise, node } = table.columns;
  const { left } = room;
  let count = 0;
  for (let k = 0; k < places.length; k += 1) {
    const place = places[k] as number;
    left[count] = place;
    const named =
      (occupations[occupation[place] as number] as number) |
      (titles[title[place] as number] as number) |
      (enterprises[enterprise[place] as number] as number) |
      (nodes[node[place] as number] as number);
    count = (count + named) | 0;
  }
  return left.subarray(0, count);
};

const occupationMask = (table: BoardTable, code: string): Uint8Array =>
  Uint8Array.from(table.occupations.texts, (text) => (text === code || text.startsWith(`${code}-`) ? 1 : 0));

const nodeMask = (table: BoardTable, nodePath: string): Uint8Array =>
  Uint8Array.from(table.paths, (path) => (path?.startsWith(nodePath) ? 1 : 0));

const [WITH, WITHOUT] = [Uint8Array.of(0, 1), Uint8Array.of(1, 0)];

const LEVELS = 9;
const levelMask = (level: number): Uint8Array => Uint8Array.from({ length: LEVELS }, (_, at) => (at === level ? 1 : 0));
