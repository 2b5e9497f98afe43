import type { LineState } from './line.js';
import type { RollCall } from './trip.js';

/** The roll calls that a leader takes with a phone. */
export const COACH_CALLS = ['board', 'transfer', 'arrive'] as const;
export type CoachCall = (typeof COACH_CALLS)[number];

export const SEEN = ['here', 'absent'] as const;
export type Seen = (typeof SEEN)[number];

/** `void`: somebody decided against it; `replaced`: the same phone, or one that knew of it, said otherwise later. */
export type RollStanding = 'counts' | 'conflict' | 'void' | 'replaced';

/** What a phone said of a person at one roll call. */
export interface RollWord {
  id: string;
  deviceId: string;
  says: Seen;
  at: number;
  standing: RollStanding;
}

/** A word that came in, with the one that the phone knew of when it was said. */
export interface NewWord extends Omit<RollWord, 'standing'> {
  over: string | null;
}

export type RollVerdict =
  | { kind: 'counts'; replaces: string[] }
  /** It says what counts already. */
  | { kind: 'same'; replaces: string[] }
  | { kind: 'conflict'; withId: string; replaces: string[] }
  /** The same phone has said something later, which came before. */
  | { kind: 'older' };

/**
 * Two phones that say different things without knowing of one another are in conflict, whichever came first; a phone that corrects itself,
 * or one that saw what the other had said, is not. A leader decides, not the clock: who was ticked at the door of another coach may have
 * been another person.
 */
export const judgeWord = (words: readonly RollWord[], word: NewWord): RollVerdict => {
  const own = words.filter(({ deviceId, standing }) => deviceId === word.deviceId && standing !== 'void');
  if (own.some(({ at }) => at > word.at)) return { kind: 'older' };
  const replaces = own.filter(({ standing }) => standing !== 'replaced').map(({ id }) => id);
  const counting = words.find(({ standing }) => standing === 'counts');
  if (!counting) return { kind: 'counts', replaces };
  if (counting.deviceId === word.deviceId || counting.id === word.over)
    return counting.says === word.says
      ? { kind: 'same', replaces: [] }
      : { kind: 'counts', replaces: [...new Set([...replaces, counting.id])] };
  if (counting.says === word.says) return { kind: 'same', replaces };
  return { kind: 'conflict', withId: counting.id, replaces };
};

/** Conflicts in which nothing contradicts what counts any more. */
export const dissolved = (words: readonly RollWord[]): string[] => {
  const counting = words.find(({ standing }) => standing === 'counts');
  if (!counting) return [];
  return words.filter(({ standing, says }) => standing === 'conflict' && says === counting.says).map(({ id }) => id);
};

/** What a word of a roll call makes of somebody; null: it is written down, and changes nothing. Who is missing at a change of trains may
 * have taken another one: whether they are lost shows on arrival. */
export const stateOf = (call: CoachCall, says: Seen): { call: RollCall; state: LineState } | null => {
  if (call === 'board') return { call: 'depart', state: says === 'here' ? 'boarded' : 'no_show' };
  if (call === 'arrive') return { call: 'arrive', state: says === 'here' ? 'arrived' : 'lost' };
  return says === 'here' ? { call: 'depart', state: 'boarded' } : null;
};

/** A roll call as it is written in a log: `board`, `arrive`, and `transfer` with the number of the part of the way that begins. */
export const callOf = (kind: string, leg: unknown): { call: CoachCall; leg: number } | null => {
  const call = COACH_CALLS.find((one) => one === kind);
  if (!call) return null;
  if (call !== 'transfer') return { call, leg: 0 };
  return Number.isInteger(leg) && Number(leg) >= 1 && Number(leg) <= 20 ? { call, leg: Number(leg) } : null;
};
