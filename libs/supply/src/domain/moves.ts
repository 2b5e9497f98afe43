import { rulesOf, type Condition, type Given, type Move, type Row, type Term } from '#platform/moves';
import { BATCH_STATES, FREE_PEOPLE, type BatchFigures, type BatchState } from './supply.js';

export type BatchColumn = keyof BatchFigures;
/** How many people, and whether (1 or 0) the batch's supplier is active at this very moment. */
export type BatchGiven = 'n' | 'supplierActive';
export type BatchArgs = Given<BatchGiven>;
export type MovedBatch = Row<BatchColumn | 'state'>;
export type BatchRefusal = 'batch.no_people' | 'batch.closed' | 'supplier.closed' | 'batch.not_held';

type BatchTerm = Term<BatchColumn | 'state', BatchGiven>;
type BatchCondition = Condition<BatchColumn | 'state', BatchGiven>;
type BatchMoveRow = Move<BatchColumn, BatchGiven, BatchState, BatchRefusal>;
type Figure = Exclude<BatchColumn, 'people'>;

const { all, among, atMost, given, less, notBelow0, same, sum, word } = rulesOf<BatchColumn | 'state', BatchGiven>();
const n = given('n');
const active = (yes: 0 | 1): BatchCondition => same(given('supplierActive'), yes);
const plus = (figure: Figure): BatchTerm => sum(figure, n);
const minus = (figure: Figure): BatchTerm => less(figure, n);

/** People leave one figure, for another or to be free again: also of a batch that is closed. */
const from = (figure: Figure, to?: Figure): BatchMoveRow => ({
  from: BATCH_STATES,
  if: atMost(n, figure),
  does: { [figure]: minus(figure), ...(to ? { [to]: plus(to) } : {}) },
  refuses: [{ code: 'batch.not_held', params: { figure: word(figure) } }],
});

/** Who of a batch has been given away: every move that there is. */
export const batchMoves = {
  /** Free people are held. Nobody is promised for a supplier that is switched off. */
  promise: {
    from: ['open'],
    if: all(atMost(n, FREE_PEOPLE), active(1)),
    does: { promised: plus('promised') },
    refuses: [
      { if: active(0), code: 'supplier.closed' },
      { if: among('state', ['open']), code: 'batch.no_people', params: { left: notBelow0(FREE_PEOPLE), asked: n } },
      { code: 'batch.closed' },
    ],
  },
  releasePromised: from('promised'),
  releaseCommitted: from('committed'),
  /** The enterprise accepted. */
  commit: from('promised', 'committed'),
  /** They signed, or cannot be sent any more. */
  use: from('committed', 'used'),
  /** What was recorded of them turned out wrong. */
  reuse: from('used', 'committed'),
} as const satisfies Record<string, BatchMoveRow>;

export type BatchMove = keyof typeof batchMoves;
export const BATCH_MOVES = Object.keys(batchMoves) as BatchMove[];
export const batchMoveRow = (move: BatchMove): BatchMoveRow => batchMoves[move];
