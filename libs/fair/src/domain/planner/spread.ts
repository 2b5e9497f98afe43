/** What decides how many fairs a county has at least. */
export interface SpreadOf {
  /** What its enterprises are short of, in weighted people. */
  short: number;
  /** Fairs that its rooms can hold. */
  room: number;
  /** Fairs that it has already in these days. */
  standing: number;
}

/**
 * Fairs that each county gets at least: of its share of all, those that stand already among them, so many per cent, less what it has, and
 * no more than its rooms can hold. Its share is that of its shortage.
 */
export const leastOf = (counties: readonly SpreadOf[], fairs: number, sharePct: number): number[] => {
  const all = counties.reduce((sum, { short }) => sum + short, 0);
  const held = counties.reduce((sum, { standing }) => sum + standing, fairs);
  return counties.map(({ short, room, standing }) => {
    const share = all > 0 ? Math.round((held * short * sharePct) / (all * 100)) : 0;
    return Math.max(0, Math.min(share - standing, room));
  });
};

/** Fairs that one week has at most, those that stand already among them: so many per cent of what a week has on average. */
export const mostInWeek = (fairs: number, days: number, peakPct: number): number =>
  Math.max(1, Math.ceil((fairs * peakPct) / (Math.max(1, days / 7) * 100)));
