import { readBy, type Condition, type Term } from './expression.js';

/** How a statement names what a rule speaks of. */
export interface Naming<C extends string, G extends string> {
  /** A column; as it is when left out. */
  column?: (name: C) => string;
  /** What is given; a parameter of that name when left out. */
  given?: (name: G) => string;
}

/** A term as both databases read it. */
export const termSql = <C extends string, G extends string>(term: Term<C, G>, naming: Naming<C, G> = {}): string => {
  if (typeof term === 'number') return String(term);
  if (typeof term === 'string') return naming.column?.(term) ?? term;
  if ('word' in term) return quoted(term.word);
  if ('given' in term) return naming.given?.(term.given) ?? `:${term.given}`;
  if ('firstOf' in term) return `COALESCE(${term.firstOf.map((one) => termSql(one, naming)).join(', ')})`;
  if ('when' in term)
    return `CASE WHEN ${conditionSql(term.when, naming)} THEN ${termSql(term.then, naming)} ELSE ${termSql(term.otherwise, naming)} END`;
  const plus = term.plus.map((one) => bracketed(one, naming)).join(' + ');
  return [plus, ...term.minus.map((one) => bracketed(one, naming))].join(' - ');
};

const bracketed = <C extends string, G extends string>(term: Term<C, G>, naming: Naming<C, G>): string => {
  const plain = typeof term !== 'object' || 'word' in term || 'given' in term || 'firstOf' in term;
  return plain ? termSql(term, naming) : `(${termSql(term, naming)})`;
};

/** A condition as both databases read it. */
export const conditionSql = <C extends string, G extends string>(condition: Condition<C, G>, naming: Naming<C, G> = {}): string => {
  if ('all' in condition) return condition.all.length === 0 ? '1 = 1' : joined(condition.all, ' AND ', naming);
  if ('any' in condition) return condition.any.length === 0 ? '1 = 0' : joined(condition.any, ' OR ', naming);
  if ('among' in condition) return amongSql(termSql(condition.column, naming), condition.among);
  const [one, other] = 'same' in condition ? condition.same : condition.atMost;
  return `${bracketed(one, naming)} ${'same' in condition ? '=' : '<='} ${bracketed(other, naming)}`;
};

const joined = <C extends string, G extends string>(conditions: readonly Condition<C, G>[], by: string, naming: Naming<C, G>): string =>
  conditions.map((one) => ('any' in one || 'all' in one ? `(${conditionSql(one, naming)})` : conditionSql(one, naming))).join(by);

const amongSql = (column: string, words: readonly string[]): string => {
  const [only, ...others] = words;
  if (only === undefined) return '1 = 0';
  return others.length === 0 ? `${column} = ${quoted(only)}` : `${column} IN (${words.map(quoted).join(', ')})`;
};

/** Words of a table of rules, never of a person. */
const quoted = (text: string): string => {
  if (!/^[a-z_-]+$/.test(text)) throw new RangeError(`${text} is no word of a rule`);
  return `'${text}'`;
};

/**
 * What a statement sets, in an order that is right for MariaDB too: there a column that was set already has its new value, so
 * whoever reads it comes before. @throws Error where two columns read one another: no order is right then
 */
export const assignmentsSql = <C extends string, G extends string>(
  set: Partial<Record<C, Term<C, G>>>,
  naming: Naming<C, G> = {},
): [C, string][] => {
  const waiting = new Map(Object.entries(set) as [C, Term<C, G>][]);
  const ordered: [C, string][] = [];
  while (waiting.size > 0) {
    const free = [...waiting].find(([column]) => [...waiting].every(([other, term]) => other === column || !readBy(term).includes(column)));
    if (!free)
      throw new Error(`these columns read one another, so that no order of setting them is right: ${[...waiting.keys()].join(', ')}`);
    waiting.delete(free[0]);
    ordered.push([free[0], termSql(free[1], naming)]);
  }
  return ordered;
};

/** What a query builder sets, in that order. */
export const setOf = <C extends string, G extends string>(set: Partial<Record<C, Term<C, G>>>): Record<string, () => string> =>
  Object.fromEntries(assignmentsSql(set).map(([column, sql]) => [column, () => sql]));
