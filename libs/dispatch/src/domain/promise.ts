import { addDays } from '#platform/dates';

/** 承诺: held inside for a time, then accepted (落实, a commitment), declined, lapsed or withdrawn. */
export const PROMISE_STATES = ['held', 'accepted', 'declined', 'lapsed', 'withdrawn'] as const;
export type PromiseState = (typeof PROMISE_STATES)[number];

/** What the city says about promises, from a day on. */
export interface PromiseRules {
  /** So many hours a promise holds the places for the enterprise to answer. */
  holdHours: number;
  /** So many hours before it lapses both sides are warned. */
  warnHours: number;
  /** An accepted promise has a trip so many days before the last day on which its people can start. */
  tripDays: number;
}

const transitions: Record<PromiseState, readonly PromiseState[]> = {
  held: ['accepted', 'declined', 'lapsed', 'withdrawn'],
  accepted: ['withdrawn'],
  declined: [],
  lapsed: [],
  withdrawn: [],
};

export const mayBecome = (from: PromiseState, to: PromiseState): boolean => transitions[from].includes(to);

const later = (at: Date, hours: number): Date => new Date(at.getTime() + hours * 3_600_000);

export const expiryOf = (madeAt: Date, { holdHours }: Pick<PromiseRules, 'holdHours'>): Date => later(madeAt, holdHours);

/** A held promise that lapses until then is close to it. */
export const closeUntil = (now: Date, { warnHours }: Pick<PromiseRules, 'warnHours'>): Date => later(now, warnHours);

/** The last day on which people can start at a need; null when it names none. */
export const lastStartOf = ({ startBy, startFrom }: { startBy: string | null; startFrom: string | null }): string | null =>
  startBy ?? startFrom;

/** Whether an accepted promise should have a trip by today; days are YYYY-MM-DD. A need that names no day asks for none. */
export const tripIsDue = (today: string, lastStart: string | null, { tripDays }: Pick<PromiseRules, 'tripDays'>): boolean =>
  lastStart !== null && addDays(lastStart, -tripDays) <= today;

export const PROMISE_WARNINGS = ['lapsing', 'no_trip'] as const;
export type PromiseWarning = (typeof PROMISE_WARNINGS)[number];

/** What a promise wants from somebody now. */
export const warningOf = (
  promise: PromiseFigures & { state: PromiseState; expiresAt: Date },
  around: { now: Date; today: string; lastStart: string | null; trips: number },
  rules: PromiseRules,
): PromiseWarning | null => {
  const { now, today, lastStart, trips } = around;
  if (promise.state === 'held') return promise.expiresAt <= closeUntil(now, rules) ? 'lapsing' : null;
  const waits = promise.state === 'accepted' && outstanding(promise) > 0 && trips === 0;
  return waits && tripIsDue(today, lastStart, rules) ? 'no_trip' : null;
};

export type Acceptance =
  | { kind: 'refused'; code: 'more_than_promised' | 'reason_missing'; people: number }
  /** `taken` become a commitment; `left` go back to their batch, and their places to the need. */
  | { kind: 'agreed'; taken: number; left: number };

/** An enterprise takes all who were promised or, saying why, a part of them. */
export const judgeAcceptance = (
  { people }: Pick<PromiseFigures, 'people'>,
  asked: { people: number | null; reason: string | null },
): Acceptance => {
  const taken = asked.people ?? people;
  if (taken > people) return { kind: 'refused', code: 'more_than_promised', people };
  if (taken < people && !asked.reason) return { kind: 'refused', code: 'reason_missing', people: people - taken };
  return { kind: 'agreed', taken, left: people - taken };
};

/** `released`: committed people whose places went back to the need; `signed`: those who have a contract. */
export interface PromiseFigures {
  people: number;
  released: number;
  signed: number;
}

/** People of the promise of whom nobody knows yet whether they will sign. */
export const outstanding = ({ people, released, signed }: PromiseFigures): number => people - released - signed;

export type Withdrawal =
  | { kind: 'refused'; code: 'more_than_outstanding' | 'on_a_manifest' | 'on_the_way'; people: number }
  /** `free` people go back to their batch and their places to the need; `moved` travel on to a substitute place. */
  | { kind: 'agreed'; free: number; moved: number; whole: boolean };

/** What withdrawing from an accepted promise comes to. People on the way (boarded or arrived) need a substitute place first; people
 * who only stand on a manifest are taken off it when all is withdrawn, and stand in the way of withdrawing a part. */
export const judgeWithdrawal = (
  promise: PromiseFigures,
  asked: { people: number | null; substitute: boolean },
  lines: { listed: number; onTheWay: number },
): Withdrawal => {
  const left = outstanding(promise);
  const people = asked.people ?? left;
  if (people > left || people < 1) return { kind: 'refused', code: 'more_than_outstanding', people: left };
  const whole = people === left;
  if (!whole) {
    const loose = left - lines.listed - lines.onTheWay;
    return people <= loose ? { kind: 'agreed', free: people, moved: 0, whole } : { kind: 'refused', code: 'on_a_manifest', people: loose };
  }
  if (lines.onTheWay > 0 && !asked.substitute) return { kind: 'refused', code: 'on_the_way', people: lines.onTheWay };
  return { kind: 'agreed', free: left - lines.onTheWay, moved: lines.onTheWay, whole };
};
