import type { Random } from './random.js';

const MOST = 150;
const MOST_THINGS = 40;

type Known = string | number | boolean;
export type Thing = Record<string, unknown>;

/** What the server gave out: values by the name of their field, things and their ids by the collection they belong to, cursors by their
 * list; each by the role that saw it as well, for most roles may only touch what they see. */
export class Pool {
  private readonly values = new Map<string, Known[]>();
  private readonly things = new Map<string, Thing[]>();
  private readonly versions = new Map<string, number>();
  private readonly seen = new Set<string>();

  /** @param own ids that must stay as they are: with its own accounts disabled the tool could try nothing more */
  constructor(private readonly own: ReadonlySet<string>) {}

  /** @param path path of the operation without parameters filled in */
  learn(role: string, path: string, answer: unknown): void {
    const page = answer as { items?: unknown[]; next?: unknown } | null;
    const collection = collectionOf(path);
    if (typeof page?.next === 'string') this.keep(role, `${path}#cursor`, page.next);
    for (const item of (Array.isArray(answer) ? answer : (page?.items ?? [answer])) as (Thing | null)[]) {
      if (typeof item !== 'object' || item === null || this.own.has(String(item['id']))) continue;
      for (const [name, value] of Object.entries(item)) this.keep(role, `${collection}#${name}`, value);
      if (typeof item['id'] === 'string' && typeof item['version'] === 'number') this.versions.set(item['id'], item['version']);
      const things = this.things.get(`${role} ${collection}`) ?? [];
      if (things.length < MOST_THINGS) this.things.set(`${role} ${collection}`, [...things, item]);
    }
    this.walk(role, answer, 0);
  }

  /** A value of one of the names, the first that is known; mostly one that the role has seen. */
  value(random: Random, role: string, ...names: string[]): Known | undefined {
    const prefixes = random.chance(0.8) ? [`${role} `, ''] : [''];
    const known = names.flatMap((name) => prefixes.map((prefix) => this.values.get(prefix + name))).find((values) => values?.length);
    return known && random.pick(known);
  }

  /** Something of the collection that the role has seen. */
  thing(random: Random, role: string, collection: string): Thing | undefined {
    const things = this.things.get(`${role} ${collection}`);
    return things && random.pick(things);
  }

  versionOf(id: string): number | undefined {
    return this.versions.get(id);
  }

  /** An id of anything. */
  anyId(random: Random): string {
    const lists = [...this.values.keys()].filter((name) => name.endsWith('#id'));
    return lists.length ? String(random.pick(this.values.get(random.pick(lists)) ?? ['nothing'])) : 'nothing';
  }

  cursor(random: Random, path: string): string | undefined {
    const lists = random.chance(0.7) ? [`${path}#cursor`] : [...this.values.keys()].filter((name) => name.endsWith('#cursor'));
    const known = lists.length ? this.values.get(random.pick(lists)) : undefined;
    return known && String(random.pick(known));
  }

  private walk(role: string, node: unknown, depth: number): void {
    if (depth > 6 || typeof node !== 'object' || node === null) return;
    for (const [name, value] of Object.entries(node)) {
      if (typeof value === 'object') this.walk(role, value, depth + 1);
      else if (!Array.isArray(node)) this.keep(role, name, value);
    }
  }

  private keep(role: string, name: string, value: unknown): void {
    if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') return;
    if (/(^|#)(login|password|link|next|token)$/.test(name) || this.own.has(String(value))) return;
    for (const key of [name, `${role} ${name}`]) {
      const values = this.values.get(key) ?? [];
      const mark = `${key}\0${String(value)}`;
      if (values.length >= MOST || this.seen.has(mark)) continue;
      this.seen.add(mark);
      this.values.set(key, [...values, value]);
    }
  }
}

/** `/api/needs/{id}/ledger` → `needs/ledger`: whatever is below a thing is a collection of its own. */
export const collectionOf = (path: string): string =>
  path
    .split('/')
    .filter((part) => part && part !== 'api' && !part.startsWith('{'))
    .join('/');
