/** Where somebody's turn in the queue of an enterprise at an online fair stands. */
export const TURN_STATES = ['waiting', 'called', 'talking', 'done', 'missed', 'left'] as const;
export type TurnState = (typeof TURN_STATES)[number];

export const TALK_ROOM_STATES = ['open', 'paused', 'closed'] as const;
/** `paused`: people still join, nobody is called by the clock; `closed`: nobody joins any more, who waits is still called. */
export type TalkRoomState = (typeof TALK_ROOM_STATES)[number];

export const TURN_STEPS = ['join', 'call', 'come', 'miss', 'end', 'leave'] as const;
export type TurnStep = (typeof TURN_STEPS)[number];

/** THE TRANSITIONS: who missed a turn or left can join again, at the end; who talked has had theirs. */
const steps: Record<TurnStep, { from: readonly TurnState[]; to: TurnState }> = {
  join: { from: ['missed', 'left'], to: 'waiting' },
  call: { from: ['waiting'], to: 'called' },
  come: { from: ['called'], to: 'talking' },
  miss: { from: ['called'], to: 'missed' },
  end: { from: ['talking'], to: 'done' },
  leave: { from: ['waiting', 'called'], to: 'left' },
};

/** Where a step leads from a state; null when it does not. */
export const turnAfter = (state: TurnState, step: TurnStep): TurnState | null => (steps[step].from.includes(state) ? steps[step].to : null);

/** States from which a step leads on: what a guarded update asks for. */
export const turnsFor = (step: TurnStep): TurnState[] => [...steps[step].from];

/** It is their turn. */
export const isCurrent = (state: TurnState): boolean => state === 'called' || state === 'talking';

/** So many enterprises one person waits for at once. */
export const MOST_QUEUES = 5;

/** After so many in a row who did not come nobody is called by the clock any more: the enterprise may not be there. */
export const MISSED_IN_A_ROW = 3;

/** Fewer talks than these say nothing about how long one takes. */
const TALKS_THAT_TELL = 3;
const MINUTE = 60_000;

/** How long a talk takes, in milliseconds. @param planned minutes as the enterprise said @param lasted the last talks, in milliseconds */
export const paceOf = (planned: number, lasted: readonly number[]): number => {
  if (lasted.length < TALKS_THAT_TELL) return planned * MINUTE;
  const mean = lasted.reduce((sum, one) => sum + one, 0) / lasted.length;
  return Math.min(Math.max(mean, MINUTE), 3 * planned * MINUTE);
};

/**
 * When somebody who waits is called, as far as can be told.
 * @param before how many stand before them @param since when the turn that is on began; null while nobody's is
 */
export const expectedAt = (now: Date, opensAt: Date, pace: number, before: number, since: Date | null): Date => {
  const rest = since ? Math.max(0, pace - (now.getTime() - since.getTime())) : 0;
  return new Date(Math.max(now.getTime(), opensAt.getTime()) + rest + before * pace);
};

const SOON = 2;

/** After how many seconds a page looks again: who is next looks often, who has long to wait does not.
 * @param before null with no turn to wait for */
export const looksAgainAfter = (before: number | null): number => {
  if (before === null) return 30;
  return before < SOON ? 4 : Math.min(30, 5 + 2 * before);
};
