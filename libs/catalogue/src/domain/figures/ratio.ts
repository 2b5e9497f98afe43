/**
 * 求人倍率 by occupation: seekers who name no occupation are shared out by demand, r = D / (S + U·D/ΣD).
 * Source: the quarterly reports on supply and demand of the public employment services, whose tables these rules reproduce
 * and a plain D/S does not.
 * @returns null where nobody asks or nobody seeks.
 */
export const ratioByOccupation = (demand: number, seekers: number, unnamed: number, demandInAll: number): number | null => {
  if (!(demand > 0) || !(demandInAll > 0)) return null;
  const offered = seekers + (unnamed * demand) / demandInAll;
  return offered > 0 ? demand / offered : null;
};

/** The mirrored rule by skill level: posts that ask for none are shared out by seekers, r = D/S + U_D/ΣS. */
export const ratioByLevel = (demand: number, seekers: number, demandWithoutLevel: number, seekersInAll: number): number | null =>
  seekers > 0 && seekersInAll > 0 ? demand / seekers + demandWithoutLevel / seekersInAll : null;
