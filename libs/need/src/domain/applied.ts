import { changedBy, refusalOf, type Refused } from '#platform/moves';
import { effectsOf, entryOf, moveRow, type EntryFigures, type MoveArgs, type MovedNeed, type MoveRefusal, type NeedMove } from './moves.js';

export type Moved = { need: MovedNeed; entry: EntryFigures | null } | { refused: Refused<MoveRefusal> };

/** What comes of a move. */
export const applyMove = (need: MovedNeed, move: NeedMove, args: MoveArgs): Moved => {
  checkArgs(args);
  const row = moveRow(move);
  const refused = refusalOf(row, need, args);
  if (refused) return { refused };
  const after: MovedNeed = { ...need, ...changedBy({ does: effectsOf(row) }, need, args) };
  return { need: after, entry: entryOf(move, after, args) };
};

/** Whether stating that so many are short moves anything: of a post on the board not, where its own count says the same. */
export const restates = (need: Pick<MovedNeed, 'state' | 'short' | 'filled'>, short: number): boolean =>
  need.state === 'stale' || Number(need.short) - Number(need.filled) !== short;

/** @throws RangeError for what is no number of people or no day */
export const checkArgs = ({ people: moved = 1, short = 0, asOf = '2000-01-01' }: MoveArgs): void => {
  if (!Number.isSafeInteger(moved) || Number(moved) < 1)
    throw new RangeError(`people must be a whole number of at least 1, not ${String(moved)}`);
  if (!Number.isSafeInteger(short) || Number(short) < 0) throw new RangeError(`${String(short)} is no number of people`);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(String(asOf))) throw new RangeError(`${String(asOf)} is no day`);
};
