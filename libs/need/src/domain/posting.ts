import type { Figures, NeedGap } from './need.js';
import { onTheWay } from './need.js';
import type { Posting } from './posting-fields.js';

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
