import type { LineState } from './line.js';

/** At which roll call somebody was missing. */
export const ABSENT_AT = ['board', 'transfer', 'arrive', 'hand_over'] as const;
export type AbsentAt = (typeof ABSENT_AT)[number];

/** What became of somebody who was missing. */
export const ABSENCE_OUTCOMES = ['found', 'later_trip', 'went_home', 'other_work', 'unreachable'] as const;
export type AbsenceOutcome = (typeof ABSENCE_OUTCOMES)[number];

/** Whether somebody who stands so is missing, is there, or was not called yet. */
export const isMissing = (state: LineState): boolean | null => {
  if (state === 'no_show' || state === 'lost') return true;
  return state === 'listed' ? null : false;
};

/** Until when somebody has to have been found, or their way been told. */
export const dueAt = (seenAt: Date, hours: number): Date => new Date(seenAt.getTime() + hours * 3_600_000);
