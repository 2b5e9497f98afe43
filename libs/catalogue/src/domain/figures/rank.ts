export interface RankWeights {
  gap: number;
  divisions: number;
}

/** Shown beside the list. The national list ranks by the same two, its weights are not published. */
export const RANK_WEIGHTS: RankWeights = { gap: 0.7, divisions: 0.3 };

export interface Rankable {
  code: string;
  /** People short less people seeking; below 0 counts as 0. */
  gap: number;
  /** Divisions that report it. */
  divisions: number;
}

/**
 * Most short first: score = w1 · gap / sum of all gaps + w2 · divisions reporting / divisions; equal scores by gap, then by code.
 * @param divisions how many divisions there are
 * @returns scores between 0 and 1, and ranks from 1
 */
export const ranked = (
  lines: readonly Rankable[],
  divisions: number,
  weights: RankWeights = RANK_WEIGHTS,
): Map<string, { score: number; rank: number }> => {
  const all = lines.reduce((sum, line) => sum + Math.max(0, line.gap), 0);
  const scored = lines.map((line) => ({
    ...line,
    score: weights.gap * (all > 0 ? Math.max(0, line.gap) / all : 0) + weights.divisions * (divisions > 0 ? line.divisions / divisions : 0),
  }));
  scored.sort((a, b) => b.score - a.score || b.gap - a.gap || (a.code < b.code ? -1 : 1));
  return new Map(scored.map(({ code, score }, i) => [code, { score, rank: i + 1 }]));
};
