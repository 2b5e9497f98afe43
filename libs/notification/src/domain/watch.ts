/** What administrators are told of queues without having to look. */
export const WATCH_RULES = ['late', 'failing'] as const;
export type WatchRuleName = (typeof WATCH_RULES)[number];

/** Fewer that failed in an hour are no rate. */
const FEW = 5;

/** A queue as it is now; the counts are of the last hour. */
export interface QueueFigures {
  queue: string;
  paused: boolean;
  lateMs: number;
  doneLately: number;
  failedLately: number;
}

/** Minutes that the oldest job is late, or per cent that failed in the last hour. */
export const figureOf = (rule: WatchRuleName, { lateMs, doneLately, failedLately }: QueueFigures): number => {
  if (rule === 'late') return Math.floor(lateMs / 60_000);
  return failedLately < FEW ? 0 : Math.round((100 * failedLately) / (doneLately + failedLately));
};

/** Whether somebody has to be told. @param most allowed; 0 never tells */
export const isAlarm = (figure: number, most: number): boolean => most > 0 && figure > most;
