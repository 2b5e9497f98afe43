/** Why something was not handed over, whatever words a provider has for it. */
export const FAILURES = [
  'throttled',
  'network',
  'credentials',
  'money',
  'template',
  'address',
  'content',
  'expired',
  'undelivered',
  'unknown',
] as const;
export type Failure = (typeof FAILURES)[number];

interface Patience {
  /** Tries in all; one means that nobody but a person can help. */
  readonly tries: number;
  /** First pause in milliseconds; it doubles with each try. */
  readonly firstMs: number;
  readonly longestMs: number;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const once: Patience = { tries: 1, firstMs: 0, longestMs: 0 };

/** What time may mend is tried again; what only a person can mend waits for that person. */
const PATIENCE: Readonly<Record<Failure, Patience>> = {
  throttled: { tries: 12, firstMs: 2_000, longestMs: 10 * MINUTE },
  network: { tries: 8, firstMs: 30_000, longestMs: HOUR },
  credentials: { tries: 4, firstMs: 5 * MINUTE, longestMs: HOUR },
  money: { tries: 4, firstMs: 15 * MINUTE, longestMs: 2 * HOUR },
  template: once,
  address: once,
  content: once,
  expired: once,
  undelivered: once,
  unknown: { tries: 3, firstMs: MINUTE, longestMs: HOUR },
};

/** The pause before the next try in milliseconds, or null when none follows.
 * @param tries how many there have been
 * @param chance 0 to 1: what failed together is not tried again together */
export const pauseAfterFailure = (failure: Failure, tries: number, chance: number): number | null => {
  const patience = PATIENCE[failure];
  if (tries >= patience.tries) return null;
  const whole = Math.min(patience.firstMs * 2 ** (tries - 1), patience.longestMs);
  return Math.round(whole * (0.5 + chance / 2));
};
