import type { Fair } from '../fair.entity.js';
import { problems } from '../fair.problems.js';
import { instantOf } from '../gate/fair-hours.js';
import { turnProblems } from './turn.problems.js';

const MINUTE = 60_000;
/** People queue up before a fair opens, as they would before its door. */
const EARLY = 30 * MINUTE;
/** Who stands in a queue when it closes is still talked with. */
const LATE = 120 * MINUTE;

export type QueueAct = 'join' | 'call';

export const isOnline = ({ mode }: Pick<Fair, 'mode'>): boolean => mode === 'online' || mode === 'hybrid';

/** When people join the queues of an online fair, and when they are called. */
const hoursFor = ({ day, opensAt, closesAt }: Fair, act: QueueAct): { from: number; until: number } => ({
  from: instantOf(day, opensAt) - EARLY,
  until: instantOf(day, closesAt) + (act === 'call' ? LATE : 0),
});

export const isOpenFor = (fair: Fair, act: QueueAct, now: Date): boolean => {
  const { from, until } = hoursFor(fair, act);
  return isOnline(fair) && fair.state !== 'cancelled' && fair.state !== 'draft' && now.getTime() >= from && now.getTime() < until;
};

/** @throws Problem for a fair on site, one that is not held, and outside its hours */
export const requireOpen = (fair: Fair, act: QueueAct, now: Date): void => {
  if (!isOnline(fair)) throw turnProblems('turn.on_site');
  if (fair.state === 'cancelled' || fair.state === 'draft') throw problems('fair.state');
  if (!isOpenFor(fair, act, now)) throw turnProblems('turn.not_now', { from: fair.opensAt, until: fair.closesAt });
};
