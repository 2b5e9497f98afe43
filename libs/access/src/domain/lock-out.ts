const MINUTE = 60_000;
/** Wrong tries are forgotten after a day without one. */
export const FORGET_MS = 24 * 60 * MINUTE;

/** How wrong tries slow further ones down. */
export interface SlowDown {
  /** Wrong tries that nobody is stopped for. */
  freeTries: number;
  longestMinutes: number;
}

/**
 * Until when further tries are refused after so many wrong ones: 1 minute from the last free one on, twice as long after each
 * further one, up to the longest.
 */
export const lockedUntil = (wrongTries: number, now: Date, { freeTries, longestMinutes }: SlowDown): Date | null => {
  if (wrongTries < freeTries) return null;
  const minutes = Math.min(2 ** Math.min(wrongTries - freeTries, 20), longestMinutes);
  return new Date(now.getTime() + minutes * MINUTE);
};
