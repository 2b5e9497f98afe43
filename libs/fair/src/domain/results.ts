import { addDays } from '#platform/dates';

/** Rules of the city about what enterprises and people are asked after a fair, and by when. */
export interface ResultRules {
  /** Days after a fair by which its enterprises say what came of it; the office follows by the rule of filing. */
  enterpriseDays: number;
  /** Days before that on which who has not said is reminded. */
  remindBefore: number;
  /** Days in which somebody is to answer whether they were hired or are still there, before it is late. */
  answerDays: number;
  /** Days for which a link to answer with opens something. */
  linkDays: number;
}

export const REMINDERS = ['asked', 'soon', 'late'] as const;
/** An enterprise is asked once the fair is over, reminded before its day, and once more when that has passed. */
export type Reminder = (typeof REMINDERS)[number];

export const resultsDueOn = (day: string, { enterpriseDays }: ResultRules): string => addDays(day, enterpriseDays);

/** What an enterprise that owes its results is told today; null when it has been told. */
export const reminderOf = (
  owed: { dueOn: string; reminded: Reminder | null },
  today: string,
  { remindBefore }: ResultRules,
): Reminder | null => {
  if (today > owed.dueOn) return owed.reminded === 'late' ? null : 'late';
  if (owed.reminded === null) return 'asked';
  return owed.reminded === 'asked' && today >= addDays(owed.dueOn, -remindBefore) ? 'soon' : null;
};

/** What came of one who was spoken with at a booth, by how far it went. */
export const TALK_KINDS = ['unsuitable', 'interested', 'interview', 'offer', 'hired'] as const;
export type TalkKind = (typeof TALK_KINDS)[number];

/** Both sides want to go on. */
export const isIntent = (kind: TalkKind): boolean => kind !== 'unsuitable';
export const isOffer = (kind: TalkKind): boolean => kind === 'offer' || kind === 'hired';
