export interface ReasonShare {
  reason: string;
  /** Of the shortage whose reason was given, 0 to 1. */
  share: number;
}

/** Why places stay open, by the shortage it stands behind, most first; answers without a reason are left out. */
export const reasonShares = (rows: Iterable<{ reason: string | null; short: number }>): ReasonShare[] => {
  const sums = new Map<string, number>();
  let all = 0;
  for (const { reason, short } of rows) {
    if (reason === null || !(short > 0)) continue;
    sums.set(reason, (sums.get(reason) ?? 0) + short);
    all += short;
  }
  return [...sums]
    .map(([reason, sum]) => ({ reason, share: sum / all }))
    .sort((a, b) => b.share - a.share || (a.reason < b.reason ? -1 : 1));
};
