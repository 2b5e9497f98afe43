import { guardOf, holds, rulesOf, type Condition, type Term } from '#platform/moves';
import {
  ABOVE_ON_THE_WAY,
  effectsOf,
  moveRow,
  needMoves,
  type NeedMoveRow,
  type MovedColumn,
  type MovedNeed,
  type MoveGiven,
  type NeedMove,
} from './moves.js';
import { IN_DRAFT, isUnposted, type NeedState } from './need.js';

export type ListTerm = Term<MovedColumn | 'state', MoveGiven>;

const { all, among, choice, given, same, word } = rulesOf<MovedColumn | 'state', MoveGiven>();
const inDraft = among('state', IN_DRAFT);

/** What a changed row of a list does to its need: the first that fits, else a restatement. */
const CASES: readonly (readonly [Condition<MovedColumn | 'state', MoveGiven>, NeedMove])[] = [
  [all(inDraft, same(given('becomes'), word('published'))), 'listPost'],
  [inDraft, 'listDraft'],
  [same('short', given('short')), 'listAgain'],
];
const OTHERWISE: NeedMove = 'listRestate';

/** When a list may change a need: what it says may not be less than who is on the way. */
export const LISTABLE = all(guardOf(needMoves.edit as NeedMoveRow), ABOVE_ON_THE_WAY);

/** Which of them it is for one need. @param whole whether the need lacks nothing any more */
export const listMoveOf = (need: Pick<MovedNeed, 'state' | 'short'>, short: number, whole: boolean): NeedMove => {
  const row = {
    ...need,
    asOf: null,
    filled: 0,
    promised: 0,
    committed: 0,
    moves: 0,
    publishedAt: null,
    confirmedAt: null,
    termsVersion: 0,
  };
  return CASES.find(([when]) => holds(when, row, { short, becomes: whole ? 'published' : 'draft' }))?.[1] ?? OTHERWISE;
};

/** All four at once, column by column: what one statement sets in the needs of many rows. */
export const listEffects = (): Partial<Record<MovedColumn | 'state', ListTerm>> => {
  const moves = [...CASES.map(([, move]) => move), OTHERWISE].map((move) => effectsOf(moveRow(move)));
  const columns = [...new Set(moves.flatMap((does) => Object.keys(does)))] as (MovedColumn | 'state')[];
  const merged = columns.map((column) => {
    const terms = moves.map((does): ListTerm => does[column] ?? column);
    const last = terms.at(-1) ?? column;
    // What all do alike asks nothing of the need, so that it can come after those that do.
    const alike = terms.every((term) => JSON.stringify(term) === JSON.stringify(last));
    return [column, alike ? last : CASES.reduceRight<ListTerm>((rest, [when], i) => choice(when, terms[i] ?? column, rest), last)];
  });
  return Object.fromEntries(merged) as Partial<Record<MovedColumn | 'state', ListTerm>>;
};

/** What takes back what a list did to a need. @param written whether the ledger holds an entry of it */
export const takeBackMoveOf = (kind: 'new' | 'changed', before: NeedState | null, written: boolean): NeedMove => {
  if (kind === 'new') return 'withdraw';
  if (!written) return 'takeBackWords';
  return before !== null && isUnposted(before) ? 'takeBackPost' : 'takeBackRestate';
};
