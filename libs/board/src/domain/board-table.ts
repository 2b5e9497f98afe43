import { Dictionary } from './dictionary.js';
import { searchable } from './searchable.js';

/** What the board knows of one need that stands on it: published, or stale and shown as such. */
export interface BoardNeed {
  id: string;
  title: string;
  enterpriseId: string;
  /** For whom it is counted; null: on the board, out of the figures (an agency that names no client). */
  countedFor: string | null;
  nodeId: string;
  nodePath: string;
  /** Places no published need lacks it. */
  occupationCode: string;
  skillLevel: number;
  shortage: number;
  wageFromFen: number | null;
  wageToFen: number | null;
  startFrom: string | null;
  lodging: boolean;
  confirmedAt: Date;
  stale: boolean;
}

const NONE = -1;
const FIRST_SIZE = 4096;

/** Columns of numbers, one place a need. */
interface Columns {
  occupation: Int32Array;
  node: Int32Array;
  enterprise: Int32Array;
  title: Int32Array;
  /** Pairs of occupation × counted enterprise, and of node × counted enterprise: to count enterprises once each. */
  occupationPair: Int32Array;
  nodePair: Int32Array;
  /** Who is counted; NONE when the need is out of the figures. */
  counted: Int32Array;
  level: Int32Array;
  shortage: Int32Array;
  wageFrom: Int32Array;
  wageTo: Int32Array;
  /** Days since 1970 from which one may start; 0 for any time. */
  startFrom: Int32Array;
  /** 1 where the employer lodges people. */
  lodging: Int32Array;
  /** Minutes since 1970. */
  confirmed: Int32Array;
  /** 1 for a need that counts in the live figure. */
  live: Int32Array;
  /** The table's version when this need was last put in. */
  put: Int32Array;
}

const columnNames = [
  'occupation',
  'node',
  'enterprise',
  'title',
  'occupationPair',
  'nodePair',
  'counted',
  'level',
  'shortage',
  'wageFrom',
  'wageTo',
  'startFrom',
  'lodging',
  'confirmed',
  'live',
  'put',
] as const satisfies readonly (keyof Columns)[];

const columnsOf = (size: number): Columns =>
  Object.fromEntries(columnNames.map((name) => [name, new Int32Array(size)])) as unknown as Columns;

/**
 * All needs of the board as columns of numbers in memory. Going through 60,000 of them takes a fraction of a millisecond, so
 * any filter is answered from the needs themselves and there is no second set of sums that could disagree with them.
 */
export class BoardTable {
  readonly occupations = new Dictionary();
  readonly nodes = new Dictionary();
  readonly enterprises = new Dictionary();
  readonly titles = new Dictionary();
  readonly occupationPairs = new Dictionary();
  readonly nodePairs = new Dictionary();
  /** Path of each node, by the node's number. */
  readonly paths: string[] = [];
  columns = columnsOf(FIRST_SIZE);
  /** Key of the need in each place. */
  readonly ids: string[] = [];
  private readonly places = new Map<string, number>();
  private versionNumber = 0;

  get size(): number {
    return this.ids.length;
  }

  /** Rises with every change. */
  get version(): number {
    return this.versionNumber;
  }

  has(id: string): boolean {
    return this.places.has(id);
  }

  /** The table's version when this need was last put in; undefined for a need that is not on the board. */
  putAt(id: string): number | undefined {
    const place = this.places.get(id);
    return place === undefined ? undefined : this.columns.put[place];
  }

  placeOf(id: string): number | undefined {
    return this.places.get(id);
  }

  put(need: BoardNeed): void {
    const place = this.places.get(need.id) ?? this.append(need.id);
    const c = this.columns;
    const node = this.nodes.number(need.nodeId);
    this.paths[node] = need.nodePath;
    const occupation = this.occupations.number(need.occupationCode);
    const counts = !need.stale && need.countedFor !== null;
    c.occupation[place] = occupation;
    c.node[place] = node;
    c.enterprise[place] = this.enterprises.number(need.enterpriseId);
    c.title[place] = this.titles.number(searchable(need.title));
    c.counted[place] = counts ? this.enterprises.number(need.countedFor ?? '') : NONE;
    c.occupationPair[place] = counts ? this.occupationPairs.number(`${occupation} ${need.countedFor}`) : NONE;
    c.nodePair[place] = counts ? this.nodePairs.number(`${node} ${need.countedFor}`) : NONE;
    c.level[place] = need.skillLevel;
    c.shortage[place] = need.shortage;
    c.wageFrom[place] = need.wageFromFen ?? need.wageToFen ?? NONE;
    c.wageTo[place] = need.wageToFen ?? need.wageFromFen ?? NONE;
    c.startFrom[place] = need.startFrom === null ? 0 : daysSince1970(need.startFrom);
    c.lodging[place] = need.lodging ? 1 : 0;
    c.confirmed[place] = Math.floor(need.confirmedAt.getTime() / 60_000);
    c.live[place] = counts ? 1 : 0;
    this.versionNumber += 1;
    c.put[place] = this.versionNumber;
  }

  /** Takes a need off the board; the last one moves into its place. */
  remove(id: string): void {
    const place = this.places.get(id);
    if (place === undefined) return;
    const last = this.ids.length - 1;
    const moved = this.ids[last] ?? id;
    for (const name of columnNames) this.columns[name][place] = this.columns[name][last] ?? 0;
    this.ids[place] = moved;
    this.places.set(moved, place);
    this.ids.pop();
    this.places.delete(id);
    this.versionNumber += 1;
  }

  private append(id: string): number {
    const place = this.ids.push(id) - 1;
    this.places.set(id, place);
    if (place >= this.columns.level.length) this.grow();
    return place;
  }

  private grow(): void {
    const larger = columnsOf(this.columns.level.length * 2);
    for (const name of columnNames) larger[name].set(this.columns[name]);
    this.columns = larger;
  }
}

export const daysSince1970 = (day: string): number => Math.floor(Date.parse(`${day}T00:00:00Z`) / 86_400_000);
