import type { UnitOfWork } from './unit-of-work.js';

/** How long one kind of record is kept, why, and how it goes. */
export interface RetentionRule {
  /** Kind of record: the table, or the table and a part of its rows: 'session', 'delivery.address'. */
  readonly name: string;
  /** Tables whose rows go with it. */
  readonly also?: readonly string[];
  readonly keepDays: number;
  /** The law, policy or reason that the number comes from. */
  readonly source: string;
  /**
   * Deletes or anonymises at most `limit` records that ended before `before`, inside the open unit of work. Returns how
   * many; fewer than `limit` ends the sweep.
   */
  readonly sweep: (uow: UnitOfWork, before: Date, limit: number) => Promise<number>;
}

const rules = new Map<string, RetentionRule>();

/** Adds a rule; the daily job `retention.sweep` keeps all of them. Called once where the library's schema is declared.
 * @throws Error for a second rule of the same name */
export const defineRetention = (rule: RetentionRule): RetentionRule => {
  if (rules.has(rule.name)) throw new Error(`there are two retention rules for ${rule.name}`);
  rules.set(rule.name, Object.freeze(rule));
  return rule;
};

export const retentionRules = (): RetentionRule[] => [...rules.values()].sort((a, b) => (a.name < b.name ? -1 : 1));

const grounds = new Map<string, string>();

/** Names tables that no rule empties, and why: nobody is named in them, the law wants them kept, or a job of its own empties them.
 * @throws Error for a table that has a ground already */
export const keepWithoutRule = (ground: string, ...tables: string[]): void => {
  for (const table of tables) {
    if (grounds.has(table)) throw new Error(`there are two grounds for keeping ${table}`);
    grounds.set(table, ground);
  }
};

/** For each table what becomes of its rows: names of rules, or the ground for having none. */
export const keptTables = (): Map<string, string> =>
  new Map([
    ...grounds,
    ...retentionRules().flatMap(({ name, also = [] }) => [name.split('.')[0] ?? name, ...also].map((table) => [table, name] as const)),
  ]);
