import type { Figures, NeedForm, NeedGap, NeedShift } from './need.js';
import { onTheWay } from './need.js';

/** What is said about a need, apart from its ledger. Money in fen a month, days as YYYY-MM-DD. */
export interface Posting {
  title: string;
  occupationCode: string | null;
  /** 0 none asked … 8 首席技师. */
  skillLevel: number;
  short: number;
  /** Day of which `short` is true. */
  asOf: string;
  neededInAll: number | null;
  wageFromFen: number | null;
  wageToFen: number | null;
  baseWageFen: number | null;
  wageText: string | null;
  form: NeedForm | null;
  shift: NeedShift | null;
  startFrom: string | null;
  startBy: string | null;
  lodging: boolean;
  meals: boolean;
  trainable: boolean;
  /** Whether 16 and 17 year old people may do it. */
  minorsAllowed: boolean;
  licences: string[];
  workplace: string | null;
  note: string | null;
  contactName: string | null;
  contactPhone: string | null;
  clientCreditCode: string | null;
}

const FIELDS: Record<keyof Posting, true> = {
  title: true,
  occupationCode: true,
  skillLevel: true,
  short: true,
  asOf: true,
  neededInAll: true,
  wageFromFen: true,
  wageToFen: true,
  baseWageFen: true,
  wageText: true,
  form: true,
  shift: true,
  startFrom: true,
  startBy: true,
  lodging: true,
  meals: true,
  trainable: true,
  minorsAllowed: true,
  licences: true,
  workplace: true,
  note: true,
  contactName: true,
  contactPhone: true,
  clientCreditCode: true,
};
/** Every field of a posting: the compiler asks for each. */
export const POSTING_FIELDS = Object.keys(FIELDS) as (keyof Posting)[];

/** One thing that is wrong with a posting; `path` is the field of the request. */
export interface PostingFault {
  path: string;
  code:
    | 'wages_crossed'
    | 'base_above_total'
    | 'dates_crossed'
    | 'start_passed'
    | 'needed_below_short'
    | 'occupation_unknown'
    | 'client_code'
    | 'as_of_future'
    | 'below_on_the_way';
  params?: Record<string, number | string>;
}

export interface PostingFacts {
  today: string;
  /** Whether the code is a 细类 that may be posted. */
  isPostable: (occupationCode: string) => boolean;
  isCreditCode: (code: string) => boolean;
  /** The need's figures as they stand; absent for a new one. */
  figures?: Figures;
}

/** What is impossible about a posting, whether it is a draft or not. */
export const faultsOf = (posting: Posting, facts: PostingFacts): PostingFault[] => {
  const faults: PostingFault[] = [];
  const { wageFromFen: from, wageToFen: to, baseWageFen: base, figures = undefined } = { ...posting, figures: facts.figures };
  if (from !== null && to !== null && from > to) faults.push({ path: 'wageToYuan', code: 'wages_crossed' });
  if (base !== null && to !== null && base > to) faults.push({ path: 'baseWageYuan', code: 'base_above_total' });
  if (posting.startFrom && posting.startBy && posting.startFrom > posting.startBy) faults.push({ path: 'startBy', code: 'dates_crossed' });
  if (posting.neededInAll !== null && posting.neededInAll < posting.short) faults.push({ path: 'neededInAll', code: 'needed_below_short' });
  if (posting.asOf > facts.today) faults.push({ path: 'asOf', code: 'as_of_future' });
  if (posting.occupationCode !== null && !facts.isPostable(posting.occupationCode))
    faults.push({ path: 'occupationCode', code: 'occupation_unknown' });
  if (posting.clientCreditCode !== null && !facts.isCreditCode(posting.clientCreditCode))
    faults.push({ path: 'clientCreditCode', code: 'client_code' });
  if (figures && posting.short < onTheWay(figures)) {
    faults.push({ path: 'short', code: 'below_on_the_way', params: { promised: figures.promised, committed: figures.committed } });
  }
  return faults;
};

/** A start that has passed cannot be published; a draft may keep it until somebody looks. */
export const startPassed = (posting: Pick<Posting, 'startBy'>, today: string): boolean =>
  posting.startBy !== null && posting.startBy < today;

export interface Owner {
  /** `active` enterprises may publish; of an `unclaimed` one nobody has shown the licence. */
  claimed: boolean;
  hasCreditCode: boolean;
  agency: boolean;
}

/** What a posting lacks before it may be published, each by name; never guessed. */
export const gapsOf = (posting: Posting, owner: Owner): NeedGap[] => {
  const gaps: NeedGap[] = [];
  if (posting.short < 1) gaps.push('short');
  if (posting.occupationCode === null) gaps.push('occupation');
  if (!owner.hasCreditCode) gaps.push('creditCode');
  if (!owner.claimed) gaps.push('enterprise');
  if (!posting.contactPhone) gaps.push('contact');
  return gaps;
};

/** Texts of a posting that the wording rules look at, each by itself. The wage is none: "15-20万/年" names no age. */
export const wordsOf = (posting: Posting): string[] =>
  [posting.title, posting.workplace, posting.note, ...posting.licences].filter((text) => text !== null);
