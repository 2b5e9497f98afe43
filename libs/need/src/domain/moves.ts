import { rulesOf, valueOf, type Condition, type Given, type Move, type Row, type Term } from '#platform/moves';
import { BACK_AGAIN, IN_DRAFT, LIVE, NEED_STATES, OPEN_PLACES, PLACES_LEFT, SHORTAGE, type EntryKind, type NeedState } from './need.js';

/** The columns that moves change, besides the state. */
export const MOVED_COLUMNS = [
  'short',
  'asOf',
  'filled',
  'promised',
  'committed',
  'publishedAt',
  'confirmedAt',
  'moves',
  'termsVersion',
] as const;
export type MovedColumn = (typeof MOVED_COLUMNS)[number];
/** What a move is told: how many people, how many are short as of which day, when it is made; and what was so before a list. */
export type MoveGiven = 'people' | 'short' | 'asOf' | 'at' | Before;
type Before = 'filled' | 'becomes' | 'publishedAt' | 'confirmedAt';
export type MoveArgs = Given<MoveGiven>;
/** A need as the moves see it. */
export type MovedNeed = Row<MovedColumn | 'state'>;

/** `unknown`: as a need that does not exist. */
export type MoveRefusal =
  | 'unknown'
  | 'need.not_open'
  | 'need.no_room'
  | 'need.not_held'
  | 'need.below_on_the_way'
  | 'need.people_on_the_way'
  | 'need.transition'
  | 'need.version_stale';

type NeedTerm = Term<MovedColumn | 'state', MoveGiven>;
type NeedCondition = Condition<MovedColumn | 'state', MoveGiven>;

export interface NeedMoveRow extends Move<MovedColumn, MoveGiven, NeedState, MoveRefusal> {
  /** Its entry in the ledger; null: the figures are as they were, and nothing of it was in the ledger. */
  readonly entry: EntryKind | null;
  /** How many people the entry speaks of. */
  readonly people: NeedTerm;
}

const { all, among, any, atMost, choice, firstOf, given, less, same, sum, word } = rulesOf<MovedColumn | 'state', MoveGiven>();
const people = given('people');
const POSTED: readonly NeedState[] = [...LIVE, 'filled'];
const NOT_WITHDRAWN = NEED_STATES.filter((state) => state !== 'withdrawn');

const cannotBecome = (to: NeedState) => ({ code: 'need.transition', params: { from: 'state', to: word(to) } }) as const;
const notOpen = { code: 'need.not_open', params: { state: 'state' } } as const;
const onTheWay = { promised: 'promised', committed: 'committed' } as const;

type Figure = 'filled' | 'promised' | 'committed';
const has = (figure: Figure): NeedCondition => atMost(people, figure);
const lacks = (figure: Figure): NeedCondition => atMost(sum(figure, 1), people);
/** A need that is filled holds nobody who could move. */
const notHeld = (figure: Figure) =>
  ({
    if: any(lacks(figure), among('state', ['filled'])),
    code: 'need.not_held',
    params: { figure: word(figure), has: figure, asked: people },
  }) as const;
const plus = (figure: Figure): NeedTerm => sum(figure, people);
const minus = (figure: Figure): NeedTerm => less(figure, people);
/** The state, or another one where it is that. */
const unless = (state: NeedState, becomes: NeedState): NeedTerm => choice(among('state', [state]), word(becomes), 'state');

const released = (figure: 'promised' | 'committed'): NeedMoveRow => ({
  entry: 'released',
  people,
  from: NEED_STATES,
  if: has(figure),
  does: { [figure]: minus(figure) },
  refuses: [notHeld(figure), notOpen],
});

/** It goes on the board with all that it is short of. */
const posted: Pick<NeedMoveRow, 'entry' | 'people' | 'does' | 'refuses'> = {
  entry: 'posted',
  people: 'short',
  does: { state: word('published'), publishedAt: firstOf('publishedAt', given('at')), confirmedAt: given('at') },
  refuses: [cannotBecome('published')],
};

/** As many are stated as are left by the need's own count: nothing that anybody was proposed for changes. */
const SAME_FIGURE = same(less('short', 'filled'), given('short'));

/** What is short covers who is promised and on the way. */
export const ABOVE_ON_THE_WAY = atMost(sum('promised', 'committed'), given('short'));

const restated: Pick<NeedMoveRow, 'entry' | 'people' | 'if' | 'does' | 'refuses'> = {
  entry: 'restated',
  people: 'short',
  if: ABOVE_ON_THE_WAY,
  does: {
    short: given('short'),
    asOf: given('asOf'),
    filled: 0,
    state: choice(same(given('short'), 0), word('filled'), word('published')),
    termsVersion: choice(SAME_FIGURE, 'termsVersion', sum('termsVersion', 1)),
  },
  refuses: [
    { if: among('state', ['withdrawn', ...IN_DRAFT]), ...cannotBecome('published') },
    { code: 'need.below_on_the_way', params: onTheWay },
  ],
};

/** What a list says of a need counts as confirmed, whatever else comes of it. */
const listed = { short: given('short'), asOf: given('asOf'), filled: 0, confirmedAt: given('at') };

const NOBODY_ON_THE_WAY = all(same('promised', 0), same('committed', 0));

/** All that a list moved is as it was before; who came meanwhile loses no place. */
const takenBack = (from: readonly NeedState[], more = all()): Pick<NeedMoveRow, 'from' | 'if' | 'does' | 'refuses'> => ({
  from,
  if: all(atMost(sum(given('filled'), 'promised', 'committed'), given('short')), more),
  does: {
    ...{ short: given('short'), asOf: given('asOf'), filled: given('filled'), state: given('becomes') },
    ...{ publishedAt: given('publishedAt'), confirmedAt: given('confirmedAt') },
    termsVersion: sum('termsVersion', 1),
  },
  refuses: [
    { if: among('state', ['withdrawn', ...IN_DRAFT]), ...cannotBecome('draft') },
    { code: 'need.people_on_the_way', params: onTheWay },
  ],
});

/**
 * A need's life: every move that there is, from which states, what it does and what it refuses. The function of a row, the guarded
 * statement, the statements of an import and the ledger's entries are all made of this table.
 */
export const needMoves = {
  /** It waits for its county from now on. */
  handIn: { entry: null, people: 0, from: ['draft'], does: { state: word('checking') }, refuses: [cannotBecome('checking')] },
  /** Its county gives it back. */
  sendBack: { entry: null, people: 0, from: ['checking'], does: { state: word('draft') }, refuses: [cannotBecome('draft')] },
  /** Its county lets it go on the board. */
  approve: { ...posted, from: ['checking'] },
  post: { ...posted, from: [...IN_DRAFT, ...BACK_AGAIN] },
  /** What is said is put otherwise; the figures stay. */
  edit: { entry: null, people: 0, from: NOT_WITHDRAWN, does: {}, refuses: [cannotBecome('published')] },
  /** A draft is put right, one of many at once. */
  complete: { entry: null, people: 0, from: ['draft'], does: {}, refuses: [cannotBecome('draft')] },
  /** What is short is stated anew: what was filled before is in that number already, so counting starts at 0 again. */
  restate: { ...restated, from: POSTED },
  /** "It is still so." */
  confirm: {
    entry: 'confirmed',
    people: 0,
    from: POSTED,
    does: { confirmedAt: given('at'), state: unless('stale', 'published') },
    refuses: [cannotBecome('published')],
  },
  /** A list says all that a draft of it lacked. */
  listPost: { ...posted, from: IN_DRAFT, does: { ...posted.does, ...listed } },
  /** A list says a draft anew, and something is lacking still. */
  listDraft: { entry: null, people: 0, from: IN_DRAFT, does: listed, refuses: [cannotBecome('draft')] },
  /** A list says another number of a post than before. */
  listRestate: { ...restated, from: POSTED, does: { ...restated.does, ...listed } },
  /** A list says the same number again: nothing to write down, but it is confirmed. */
  listAgain: {
    entry: null,
    people: 0,
    from: POSTED,
    if: same('short', given('short')),
    does: { short: given('short'), confirmedAt: given('at'), state: unless('stale', 'published') },
    refuses: [cannotBecome('published')],
  },
  /** A list is taken back that put a draft on the board. */
  takeBackPost: { ...takenBack(POSTED, NOBODY_ON_THE_WAY), entry: 'withdrawn', people: 0 },
  /** A list is taken back that said another number of a post. */
  takeBackRestate: { ...takenBack(POSTED), entry: 'restated', people: 'short' },
  /** A list is taken back that the ledger holds nothing of. */
  takeBackWords: { ...takenBack(NOT_WITHDRAWN), entry: null, people: 0 },
  /** Nobody confirmed it for too long. */
  goStale: {
    entry: 'went_stale',
    people: 0,
    from: ['published'],
    does: { state: word('stale') },
    refuses: [{ code: 'need.version_stale' }],
  },
  /** Places are held for a supplier's people; the board stays as it is. */
  promise: {
    entry: 'promised',
    people,
    from: ['published'],
    if: atMost(people, PLACES_LEFT),
    does: { promised: plus('promised') },
    refuses: [
      { if: among('state', IN_DRAFT), code: 'unknown' },
      { if: among('state', ['published']), code: 'need.no_room', params: { left: OPEN_PLACES, asked: people } },
      notOpen,
    ],
  },
  /** The enterprise takes them: they lower the shortage from now on. */
  commit: {
    entry: 'committed',
    people,
    from: LIVE,
    if: has('promised'),
    does: { promised: minus('promised'), committed: plus('committed') },
    refuses: [notHeld('promised'), notOpen],
  },
  releasePromised: released('promised'),
  releaseCommitted: released('committed'),
  /** Contract signed, or the entry confirmed; with the last one the need is filled. */
  fill: {
    entry: 'filled',
    people,
    from: LIVE,
    if: has('committed'),
    does: {
      committed: minus('committed'),
      filled: plus('filled'),
      state: choice(atMost('short', plus('filled')), word('filled'), 'state'),
    },
    refuses: [notHeld('committed'), notOpen],
  },
  /** Somebody who counted as filled did not stay: the place is open again. */
  unfill: {
    entry: 'unfilled',
    people,
    from: NOT_WITHDRAWN,
    if: has('filled'),
    does: { filled: minus('filled'), state: unless('filled', 'published') },
    refuses: [notHeld('filled'), notOpen],
  },
  /** It leaves the board for good. */
  withdraw: {
    entry: 'withdrawn',
    people: 0,
    from: NOT_WITHDRAWN,
    if: NOBODY_ON_THE_WAY,
    does: { state: word('withdrawn') },
    refuses: [
      { if: among('state', ['withdrawn']), ...cannotBecome('withdrawn') },
      { code: 'need.people_on_the_way', params: onTheWay },
    ],
  },
} as const satisfies Record<string, NeedMoveRow>;

export type NeedMove = keyof typeof needMoves;
export const NEED_MOVES = Object.keys(needMoves) as NeedMove[];

export const moveRow = (move: NeedMove): NeedMoveRow => needMoves[move];

/** Everything that a move changes: what has an entry counts it. */
export const effectsOf = ({ entry, does }: NeedMoveRow): NeedMoveRow['does'] =>
  entry === null ? does : { ...does, moves: sum('moves', 1) };

/** What the ledger writes down of a move, with the figures after it. */
export interface EntryFigures {
  kind: EntryKind;
  seq: number;
  people: number;
  short: number;
  filled: number;
  promised: number;
  committed: number;
  shortage: number;
}

/** The entry of a move that led to `after`; null for one that has none. */
export const entryOf = (move: NeedMove, after: MovedNeed, args: MoveArgs): EntryFigures | null => {
  const { entry: kind, people: speaksOf } = moveRow(move);
  if (kind === null) return null;
  const [count, seq, short, filled, promised, committed, shortage] = (
    [speaksOf, 'moves', 'short', 'filled', 'promised', 'committed', SHORTAGE] as NeedTerm[]
  ).map((term) => Number(valueOf(term, after, args)));
  return { kind, people: count, seq, short, filled, promised, committed, shortage } as EntryFigures;
};
