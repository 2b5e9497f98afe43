/** What an enterprise says of somebody it met at a fair. */
export const OUTCOMES = ['interested', 'interview', 'offer', 'hired', 'unsuitable'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** Why somebody does not suit: said with one tap, so there is nothing to type, and nothing about a person that nobody should write down. */
export const UNSUITABLE_REASONS = ['skill', 'experience', 'papers', 'pay', 'hours', 'place', 'other'] as const;
export type UnsuitableReason = (typeof UNSUITABLE_REASONS)[number];

/**
 * THE TRANSITIONS: what can be said after what. A tap on the wrong button is mended by the right one; but a hire is taken back only by
 * saying what became of it, and an offer is not forgotten.
 */
const next: Record<Outcome, readonly Outcome[]> = {
  interested: ['interview', 'offer', 'hired', 'unsuitable'],
  interview: ['interested', 'offer', 'hired', 'unsuitable'],
  offer: ['interview', 'hired', 'unsuitable'],
  hired: ['offer', 'unsuitable'],
  unsuitable: ['interested', 'interview', 'offer', 'hired'],
};

/** What was said of one person for one post, and when. */
export interface Said {
  id: string;
  kind: Outcome;
  reason: UnsuitableReason | null;
  /** Milliseconds since 1970, by the server's clock. */
  at: number;
}

const inOrder = (a: Pick<Said, 'id' | 'at'>, b: Pick<Said, 'id' | 'at'>): number => a.at - b.at || (a.id < b.id ? -1 : 1);

/** The last that was said is what holds, whichever phone told of it first; null when nothing was. */
export const stateIn = (said: readonly Said[]): Said | null => [...said].sort(inOrder).at(-1) ?? null;

export type OutcomeVerdict = 'counts' | 'repeat' | 'no_way';

/** What one more word comes to. @param before all that is known of the person for this post, in any order */
export const judgeOutcome = (before: readonly Said[], mark: Said): OutcomeVerdict => {
  const last = stateIn(before.filter((one) => inOrder(one, mark) < 0));
  if (!last) return 'counts';
  if (last.kind === mark.kind) return last.reason === mark.reason ? 'repeat' : 'counts';
  return next[last.kind].includes(mark.kind) ? 'counts' : 'no_way';
};

export const isOutcome = (text: string): text is Outcome => (OUTCOMES as readonly string[]).includes(text);

/** Only who does not suit has a reason; one that nobody knows is “other”. */
export const reasonFor = (kind: Outcome, given: unknown): UnsuitableReason | null => {
  if (kind !== 'unsuitable') return null;
  return UNSUITABLE_REASONS.find((reason) => reason === given) ?? 'other';
};
