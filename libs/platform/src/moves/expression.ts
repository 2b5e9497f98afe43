/**
 * Rules as data: of one rule are made the function of a row and the words of a statement, so that the two cannot differ.
 * A text names a column, a number is itself.
 */
export type Term<C extends string, G extends string> =
  | C
  | number
  | { readonly word: string }
  | { readonly given: G }
  | { readonly plus: readonly Term<C, G>[]; readonly minus: readonly Term<C, G>[] }
  | { readonly firstOf: readonly Term<C, G>[] }
  | { readonly when: Condition<C, G>; readonly then: Term<C, G>; readonly otherwise: Term<C, G> };

export type Condition<C extends string, G extends string> =
  | { readonly all: readonly Condition<C, G>[] }
  | { readonly any: readonly Condition<C, G>[] }
  | { readonly atMost: readonly [Term<C, G>, Term<C, G>] }
  | { readonly same: readonly [Term<C, G>, Term<C, G>] }
  | { readonly column: C; readonly among: readonly string[] };

export type Value = string | number | Date | null;
export type Row<C extends string> = Readonly<Record<C, Value>>;
/** What a rule is told besides the row: how many, as of when, … */
export type Given<G extends string> = Readonly<Partial<Record<G, Value>>>;

/** The words of rules about some columns and what is given beside them. */
export const rulesOf = <C extends string, G extends string = never>() => {
  type T = Term<C, G>;
  type If = Condition<C, G>;
  const atMost = (small: T, large: T): If => ({ atMost: [small, large] });
  const choice = (when: If, then: T, otherwise: T): T => ({ when, then, otherwise });
  return {
    word: (text: string): T => ({ word: text }),
    given: (name: G): T => ({ given: name }),
    sum: (...plus: T[]): T => ({ plus, minus: [] }),
    less: (from: T, ...minus: T[]): T => ({ plus: [from], minus }),
    firstOf: (...terms: T[]): T => ({ firstOf: terms }),
    choice,
    /** Never below 0. */
    notBelow0: (term: T): T => choice(atMost(term, 0), 0, term),
    all: (...conditions: If[]): If => ({ all: conditions }),
    any: (...conditions: If[]): If => ({ any: conditions }),
    atMost,
    same: (one: T, other: T): If => ({ same: [one, other] }),
    among: (column: C, words: readonly string[]): If => ({ column, among: words }),
  };
};

/** What a term comes to for a row. */
export const valueOf = <C extends string, G extends string>(term: Term<C, G>, row: Row<C>, told: Given<G>): Value => {
  if (typeof term === 'number') return term;
  if (typeof term === 'string') return row[term];
  if ('word' in term) return term.word;
  if ('given' in term) return named(told, term.given);
  if ('firstOf' in term) {
    for (const one of term.firstOf) {
      const value = valueOf(one, row, told);
      if (value !== null) return value;
    }
    return null;
  }
  if ('when' in term) return valueOf(holds(term.when, row, told) ? term.then : term.otherwise, row, told);
  const total = (terms: readonly Term<C, G>[]): number => terms.reduce<number>((so, one) => so + Number(valueOf(one, row, told)), 0);
  return total(term.plus) - total(term.minus);
};

const named = <G extends string>(told: Given<G>, name: G): Value => {
  const value = told[name];
  if (value === undefined) throw new RangeError(`${name} is not given`);
  return value;
};

/** Whether a condition holds for a row. */
export const holds = <C extends string, G extends string>(condition: Condition<C, G>, row: Row<C>, told: Given<G>): boolean => {
  if ('all' in condition) return condition.all.every((one) => holds(one, row, told));
  if ('any' in condition) return condition.any.some((one) => holds(one, row, told));
  if ('among' in condition) return condition.among.includes(String(row[condition.column]));
  if ('same' in condition) return valueOf(condition.same[0], row, told) === valueOf(condition.same[1], row, told);
  return Number(valueOf(condition.atMost[0], row, told)) <= Number(valueOf(condition.atMost[1], row, told));
};

/** The columns that a term looks at. */
export const readBy = <C extends string, G extends string>(term: Term<C, G>): C[] => {
  if (typeof term === 'string') return [term];
  if (typeof term === 'number' || 'word' in term || 'given' in term) return [];
  if ('firstOf' in term) return term.firstOf.flatMap(readBy<C, G>);
  if ('when' in term) return [...readByCondition(term.when), ...readBy(term.then), ...readBy(term.otherwise)];
  return [...term.plus, ...term.minus].flatMap(readBy<C, G>);
};

const readByCondition = <C extends string, G extends string>(condition: Condition<C, G>): C[] => {
  if ('all' in condition) return condition.all.flatMap(readByCondition<C, G>);
  if ('any' in condition) return condition.any.flatMap(readByCondition<C, G>);
  if ('among' in condition) return [condition.column];
  return ('same' in condition ? condition.same : condition.atMost).flatMap(readBy<C, G>);
};
