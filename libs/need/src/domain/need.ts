/**
 * Where a need stands. `checking` waits for its county, where that checks first; `stale` is shown as such and is out of
 * the live figure; `filled` and `withdrawn` stay for their history.
 */
export const NEED_STATES = ['draft', 'checking', 'published', 'filled', 'withdrawn', 'stale'] as const;
export type NeedState = (typeof NEED_STATES)[number];

const transitions: Record<NeedState, readonly NeedState[]> = {
  draft: ['checking', 'published', 'withdrawn'],
  checking: ['draft', 'published', 'withdrawn'],
  published: ['filled', 'withdrawn', 'stale'],
  filled: ['published', 'withdrawn'],
  stale: ['published', 'filled', 'withdrawn'],
  withdrawn: [],
};

/** Not on the board yet: nothing of it is in the ledger, and nobody can be given its places. */
export const isUnposted = (state: NeedState): boolean => state === 'draft' || state === 'checking';

export const mayBecome = (from: NeedState, to: NeedState): boolean => transitions[from].includes(to);

/** The four figures of a need. `short` is what was short as of its date; the others count since then. */
export interface Figures {
  short: number;
  filled: number;
  promised: number;
  committed: number;
}

/**
 * 缺工数: still short as of its date − filled since − committed, never below 0. What is only promised is held inside and does
 * not lower it.
 */
export const shortageOf = ({ short, filled, committed }: Figures): number => Math.max(0, short - filled - committed);

/** Places that nobody has been given yet: what may still be promised. */
export const openPlaces = ({ short, filled, promised, committed }: Figures): number => Math.max(0, short - filled - promised - committed);

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

/** GB/T 4754-2017, 726: 人力资源服务 (job agencies, labour dispatch, …): its members post for their clients. */
export const isStaffingAgency = (industryCode: string | null): boolean => industryCode !== null && /^L?726/.test(industryCode);

/** For whom a need is counted: a staffing agency's need once, for the client it names; with no named client it stays out (null). */
export const countedFor = (need: {
  agency: boolean;
  enterpriseId: string;
  clientCreditCode: string | null;
  clientId: string | null;
}): string | null => (need.agency ? (need.clientId ?? need.clientCreditCode) : need.enterpriseId);
