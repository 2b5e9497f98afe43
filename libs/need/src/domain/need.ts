import { holds, rulesOf, valueOf } from '#platform/moves';

/**
 * Where a need stands. `checking` waits for its county, where that checks first; `stale` is shown as such and is out of
 * the live figure; `filled` and `withdrawn` stay for their history.
 */
export const NEED_STATES = ['draft', 'checking', 'published', 'filled', 'withdrawn', 'stale'] as const;
export type NeedState = (typeof NEED_STATES)[number];

/** Not on the board yet. */
export const IN_DRAFT = ['draft', 'checking'] as const satisfies readonly NeedState[];
/** On the board; a stale one is shown there and not counted. */
export const LIVE = ['published', 'stale'] as const satisfies readonly NeedState[];
/** Off the live figure; what makes them live publishes them again. */
export const BACK_AGAIN = ['stale', 'filled'] as const satisfies readonly NeedState[];

/** Not on the board yet: nothing of it is in the ledger, and nobody can be given its places. */
export const isUnposted = (state: NeedState): boolean => (IN_DRAFT as readonly NeedState[]).includes(state);

/** The four figures of a need. `short` is what was short as of its date; the others count since then. */
export interface Figures {
  short: number;
  filled: number;
  promised: number;
  committed: number;
}

const { less, notBelow0 } = rulesOf<keyof Figures>();
const { all, among, atMost } = rulesOf<keyof Figures | 'state'>();

/**
 * 缺工数: still short as of its date − filled since − committed, never below 0. What is only promised is held inside and does
 * not lower it.
 */
export const SHORTAGE = notBelow0(less('short', 'filled', 'committed'));
/** Places that nobody has been given yet; negative where figures were cut below what was given, which the database refuses. */
export const PLACES_LEFT = less('short', 'filled', 'promised', 'committed');
export const OPEN_PLACES = notBelow0(PLACES_LEFT);
/** A need whose places may be promised. */
export const OPEN = all(among('state', ['published']), atMost(1, PLACES_LEFT));

export const shortageOf = (need: Figures): number => Number(valueOf(SHORTAGE, need, {}));

/** What may still be promised, as far as the figures go. */
export const openPlaces = (need: Figures): number => Number(valueOf(OPEN_PLACES, need, {}));

/** Places of a need that may be given away now: none unless it is published. */
export const placesToGive = (need: Figures & { state: NeedState }): number => (holds(OPEN, need, {}) ? openPlaces(need) : 0);

/** People who are promised or on their way. */
export const onTheWay = ({ promised, committed }: Figures): number => promised + committed;

/** Every movement of the ledger, and what it does to the figures. */
export const ENTRY_KINDS = [
  'posted',
  'restated',
  'promised',
  'released',
  'committed',
  'filled',
  'unfilled',
  'confirmed',
  'withdrawn',
  'went_stale',
] as const;
export type EntryKind = (typeof ENTRY_KINDS)[number];

export const NEED_FORMS = ['direct', 'dispatch', 'outsourced', 'part-time', 'seasonal'] as const;
export type NeedForm = (typeof NEED_FORMS)[number];

export const NEED_SHIFTS = ['day', 'two', 'three', 'four-on-two', 'flexible'] as const;
export type NeedShift = (typeof NEED_SHIFTS)[number];

/** What a draft still lacks before it may be published. */
export const NEED_GAPS = ['short', 'occupation', 'creditCode', 'enterprise', 'place', 'contact'] as const;
export type NeedGap = (typeof NEED_GAPS)[number];

/** Why a published need was reported by a reader of the board. */
export const REPORT_KINDS = ['filled', 'untrue'] as const;
export type ReportKind = (typeof REPORT_KINDS)[number];

/** A survey period is a quarter. */
const SURVEY_PERIOD_DAYS = 92;
const GRACE_DAYS = 14;

/** Days after its last confirmation from which a published need is stale: one survey period + 14 days. */
export const STALE_AFTER_DAYS = SURVEY_PERIOD_DAYS + GRACE_DAYS;

/** For whom a need is counted: a staffing agency's need once, for the client it names; with no named client it stays out (null). */
export const countedFor = (need: {
  agency: boolean;
  enterpriseId: string;
  clientCreditCode: string | null;
  clientId: string | null;
}): string | null => (need.agency ? (need.clientId ?? need.clientCreditCode) : need.enterpriseId);
