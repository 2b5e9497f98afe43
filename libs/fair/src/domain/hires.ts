/** Whether somebody was hired, and whether they are still there after so many days. */
export const HIRE_DAYS = [0, 30, 90] as const;
export type HireDays = (typeof HIRE_DAYS)[number];

export const HIRE_STATES = ['standing', 'denied', 'left'] as const;
/** `denied`: whom it is about says that they were not hired; `left`: they were, and are not there any more. */
export type HireState = (typeof HIRE_STATES)[number];

export type HireSays = 'yes' | 'no';

export const HIRE_VOICES = ['enterprise', 'seeker', 'office'] as const;
/** Who says it. Whom it is about is believed before the employer; the office decides after it has asked both. */
export type HireVoice = (typeof HIRE_VOICES)[number];

export type Attribution = 'counts' | 'not_entered' | 'met_before';

/** A hire belongs to a fair when that person was checked in there and the employer confirms having met them there first. */
export const attributionOf = ({ entered, metFirst }: { entered: boolean; metFirst: boolean }): Attribution => {
  if (!entered) return 'not_entered';
  return metFirst ? 'counts' : 'met_before';
};

export interface HireAnswer {
  days: number;
  says: HireSays | null;
  saidBy: HireVoice | null;
}

export type AnswerRefusal = 'said_by_other' | 'contradicts' | 'not_yours';

/** Why an answer cannot be taken; null when it can. An employer has said that it hires: whether it did, others say. */
export const answerRefusal = (all: readonly HireAnswer[], days: number, says: HireSays, voice: HireVoice): AnswerRefusal | null => {
  if (voice === 'enterprise' && days === 0 && says === 'yes') return 'not_yours';
  const before = all.find((one) => one.days === days);
  const spoke = before?.saidBy ?? null;
  if (spoke !== null && before?.says !== says && HIRE_VOICES.indexOf(voice) < HIRE_VOICES.indexOf(spoke)) return 'said_by_other';
  const otherwise = all.some(
    (one) => one.says !== null && one.says !== says && (says === 'yes' ? one.days < days : one.days > days) && one.saidBy !== voice,
  );
  return otherwise && voice !== 'office' ? 'contradicts' : null;
};

/** What each answer is once one is given: who is gone stays gone; who is there was there before, and of later days nobody knows. */
export const answersAfter = (all: readonly HireAnswer[], days: number, says: HireSays): Map<number, HireSays | null> =>
  new Map(
    all.map((one) => {
      if (one.days === days) return [one.days, says];
      if (says === 'no') return [one.days, one.days > days ? 'no' : one.says];
      return [one.days, one.says === 'no' ? (one.days < days ? 'yes' : null) : one.says];
    }),
  );

export const stateAfter = (answers: ReadonlyMap<number, HireSays | null>): HireState => {
  if (answers.get(0) === 'no') return 'denied';
  return [...answers.values()].includes('no') ? 'left' : 'standing';
};

/** Whether the place of somebody who is not there is open again: not when the enterprise has stated since how many it is short of, for
 * that number has the place in it. */
export const opensAgain = (hiredOn: string, need: { asOf: string; filled: number; state: string }): boolean =>
  need.state !== 'withdrawn' && need.filled > 0 && need.asOf <= hiredOn;

const TRIES = 5;

/** Whether a link opens: it is good once, for its days, and not after five wrong tries. */
export const linkOpens = (link: { until: Date | null; tries: number; says: HireSays | null }, now: Date): boolean =>
  link.says === null && link.until !== null && link.until > now && link.tries < TRIES;

/** The last four signs of what only they know: their number, or that of a ticket on paper. */
export const lastFourOf = (phone: string | null, ticketNumber: string): string => (phone ?? ticketNumber).replace(/\D/g, '').slice(-4);
