import { holds, valueOf, type Condition, type Given, type Row, type Term, type Value } from './expression.js';

/** Why a move is not possible: the first whose condition holds. Its parameters are terms of the row as it stands. */
export interface MoveRefusal<C extends string, G extends string, R extends string> {
  readonly if?: Condition<C, G>;
  readonly code: R;
  readonly params?: Readonly<Record<string, Term<C, G>>>;
}

/** One move of a row that has a `state`: from where, on what condition, what it changes, and what it answers when it is not possible. */
export interface Move<C extends string, G extends string, S extends string, R extends string> {
  readonly from: readonly S[];
  readonly if?: Condition<C | 'state', G>;
  readonly does: Readonly<Partial<Record<C | 'state', Term<C | 'state', G>>>>;
  readonly refuses: readonly [...MoveRefusal<C | 'state', G, R>[], Omit<MoveRefusal<C | 'state', G, R>, 'if'>];
}

export interface Refused<R extends string> {
  readonly code: R;
  readonly params: Readonly<Record<string, Value>>;
}

/** When a move is possible. */
export const guardOf = <C extends string, G extends string, S extends string, R extends string>(
  move: Pick<Move<C, G, S, R>, 'from' | 'if'>,
): Condition<C | 'state', G> => {
  const standing: Condition<C | 'state', G> = { column: 'state', among: move.from };
  return move.if ? { all: [standing, move.if] } : standing;
};

/** Why a move is refused as the row stands; null where nothing stands against it. */
export const refusalOf = <C extends string, G extends string, S extends string, R extends string>(
  move: Move<C, G, S, R>,
  row: Row<C | 'state'>,
  told: Given<G>,
): Refused<R> | null => (holds(guardOf(move), row, told) ? null : whyOf(move, row, told));

/** The refusal that fits best; for a row that changed since, the last. */
export const whyOf = <C extends string, G extends string, S extends string, R extends string>(
  move: Move<C, G, S, R>,
  row: Row<C | 'state'>,
  told: Given<G>,
): Refused<R> => {
  const refusals: readonly MoveRefusal<C | 'state', G, R>[] = move.refuses;
  const fitting = refusals.find((one) => one.if === undefined || holds(one.if, row, told)) ?? move.refuses[move.refuses.length - 1];
  if (!fitting) throw new Error('a move names at least one refusal');
  const params = Object.entries(fitting.params ?? {}).map(([name, term]) => [name, valueOf(term, row, told)] as const);
  return { code: fitting.code, params: Object.fromEntries(params) };
};

/** The columns that a move changes, with what they are afterwards. */
export const changedBy = <C extends string, G extends string, S extends string, R extends string>(
  move: Pick<Move<C, G, S, R>, 'does'>,
  row: Row<C | 'state'>,
  told: Given<G>,
): Partial<Record<C | 'state', Value>> => {
  const does = Object.entries(move.does) as [C | 'state', Term<C | 'state', G>][];
  return Object.fromEntries(does.map(([column, term]) => [column, valueOf(term, row, told)])) as Partial<Record<C | 'state', Value>>;
};
