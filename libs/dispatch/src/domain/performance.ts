import { RETENTION_DAYS } from './retention.js';

/** What became of people who were promised, of one promise or of many. Returning people fill no place and are not counted. */
export const FUNNEL = ['promised', 'committed', 'boarded', 'arrived', 'signed'] as const;
export type FunnelFigure = (typeof FUNNEL)[number];

/** Of those who signed, by days: whose day has come, who stayed and who left as the employer says, and who stayed as others say. */
export const CHECK_FIGURES = ['due', 'stayed', 'left', 'insured', 'confirmed'] as const;
export type CheckFigure = (typeof CHECK_FIGURES)[number];
type Days = (typeof RETENTION_DAYS)[number];
export type CheckColumn = `${CheckFigure}${Days}`;

export const checkColumns: readonly CheckColumn[] = RETENTION_DAYS.flatMap((days) =>
  CHECK_FIGURES.map((figure): CheckColumn => `${figure}${days}`),
);

export type Tallied = Record<FunnelFigure | CheckColumn, number>;

/** Those who stayed, of those of whom the employer has said it; null while nothing is said. */
export const stayRate = ({ stayed, left }: { stayed: number; left: number }): number | null =>
  stayed + left === 0 ? null : stayed / (stayed + left);

/** Fewer than so many people are not told apart: figures of two or three say what became of each. */
export const FEWEST = 5;

/**
 * Which of several counts are not shown, so that nobody can be told from them: those below `least`, and where these together are still
 * fewer than that, the next larger ones too, since a total gives away what a single gap hides.
 */
export const hiddenOf = (counts: readonly number[], least: number): Set<number> => {
  const small = counts.flatMap((count, at) => (count > 0 && count < least ? at : []));
  const hidden = new Set(small);
  let sum = small.reduce((all, at) => all + (counts[at] ?? 0), 0);
  const larger = counts
    .map((count, at) => ({ count, at }))
    .filter(({ count }) => count >= least)
    .sort((a, b) => a.count - b.count);
  for (const { count, at } of larger) {
    if (sum === 0 || sum >= least) break;
    hidden.add(at);
    sum += count;
  }
  return hidden;
};
