const MINUTE = 60_000;
/** Wrong tries that nobody is stopped for. */
export const FREE_TRIES = 5;
const LONGEST_MINUTES = 60;
/** Wrong tries are forgotten after a day without one. */
export const FORGET_MS = 24 * 60 * MINUTE;

/**
 * Until when sign-in is refused after so many wrong tries: 1 minute after the fifth, twice as long after each further one,
 * at most an hour.
 */
export const lockedUntil = (wrongTries: number, now: Date): Date | null => {
  if (wrongTries < FREE_TRIES) return null;
  const minutes = Math.min(2 ** Math.min(wrongTries - FREE_TRIES, 10), LONGEST_MINUTES);
  return new Date(now.getTime() + minutes * MINUTE);
};
