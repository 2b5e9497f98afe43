import type { UnitOfWork } from './unit-of-work.js';

/** How long one kind of record is kept, why, and how it goes. */
export interface RetentionRule {
  /** Kind of record: 'session', 'audit_entry'. */
  readonly name: string;
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
