/** 承诺: held inside for 72 h, then accepted (落实, a commitment), declined, lapsed or withdrawn. */
export const PROMISE_STATES = ['held', 'accepted', 'declined', 'lapsed', 'withdrawn'] as const;
export type PromiseState = (typeof PROMISE_STATES)[number];

/** How long a promise holds the places for the enterprise to answer. */
export const HOLD_HOURS = 72;

const transitions: Record<PromiseState, readonly PromiseState[]> = {
  held: ['accepted', 'declined', 'lapsed', 'withdrawn'],
  accepted: ['withdrawn'],
  declined: [],
  lapsed: [],
  withdrawn: [],
};

export const mayBecome = (from: PromiseState, to: PromiseState): boolean => transitions[from].includes(to);

export const expiryOf = (madeAt: Date): Date => new Date(madeAt.getTime() + HOLD_HOURS * 3_600_000);

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
