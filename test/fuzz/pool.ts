import type { Random } from './random.js';

const MOST = 150;

type Known = string | number | boolean;

/** What the server gave out: ids by the collection they belong to, values by the name of their field, cursors by their list. */
export class Pool {
  private readonly values = new Map<string, Known[]>();
  private readonly seen = new Set<string>();

  /** @param own ids that must stay as they are: with its own accounts disabled the tool could try nothing more */
  constructor(private readonly own: ReadonlySet<string>) {}

  /** @param path path of the operation without parameters filled in */
  learn(path: string, answer: unknown): void {
    const page = answer as { items?: unknown[]; next?: unknown; id?: unknown } | null;
    const collection = collectionOf(path);
    for (const item of Array.isArray(answer) ? answer : (page?.items ?? [answer]))
      this.keep(`${collection}#id`, (item as { id?: unknown } | null)?.id);
    if (typeof page?.next === 'string') this.keep(`${path}#cursor`, page.next);
    this.walk(answer, 0);
  }

  /** A value of one of the names, the first that is known. */
  value(random: Random, ...names: string[]): Known | undefined {
    const known = names.map((name) => this.values.get(name)).find((values) => values?.length);
    return known && random.pick(known);
  }

  /** An id of anything. */
  anyId(random: Random): string {
    const ids = [...this.values.keys()].filter((name) => name.endsWith('#id'));
    return String(ids.length ? this.value(random, random.pick(ids)) : 'nothing');
  }

  cursor(random: Random, path: string): string | undefined {
    const lists = random.chance(0.7) ? [`${path}#cursor`] : [...this.values.keys()].filter((name) => name.endsWith('#cursor'));
    return lists.length ? (this.value(random, random.pick(lists)) as string | undefined) : undefined;
  }

  private walk(node: unknown, depth: number): void {
    if (depth > 6 || typeof node !== 'object' || node === null) return;
    for (const [name, value] of Object.entries(node)) {
      if (typeof value === 'object') this.walk(value, depth + 1);
      else if (!Array.isArray(node)) this.keep(name, value);
    }
  }

  private keep(name: string, value: unknown): void {
    if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') return;
    if (/^(login|password|link|next|token)$/.test(name) || this.own.has(String(value))) return;
    const values = this.values.get(name) ?? [];
    const key = `${name}\0${String(value)}`;
    if (values.length >= MOST || this.seen.has(key)) return;
    this.seen.add(key);
    this.values.set(name, [...values, value]);
  }
}

/** `/api/needs/{id}/ledger` → `needs/ledger`: whatever is below a thing is a collection of its own. */
export const collectionOf = (path: string): string =>
  path
    .split('/')
    .filter((part) => part && part !== 'api' && !part.startsWith('{'))
    .join('/');
