export const JOB_STATES = ['waiting', 'running', 'done', 'failed', 'cancelled'] as const;
export type JobState = (typeof JOB_STATES)[number];

/**
 * A process that takes its worker down with it each time has to end somewhere. Far above two: restarts and deploys are no
 * fault of the job.
 */
export const MAX_LOSSES = 10;
const LONGEST_PAUSE_MS = 3_600_000;
const ERROR_LENGTH = 4_000;

/** The pause before the next try in milliseconds: doubles with each failure, an hour at most. */
export const pauseAfter = (failures: number, backoffMs: number): number => Math.min(backoffMs * 2 ** (failures - 1), LONGEST_PAUSE_MS);

/** Pause before a job is taken again whose worker vanished: none at first, growing when it happens over and over. */
export const pauseAfterLoss = (losses: number): number => (losses <= 2 ? 0 : Math.min((losses - 2) * 30_000, LONGEST_PAUSE_MS));

/** What happens to a job that has now failed so many times: the instant of the next try, or null when none is left. */
export const nextTry = (job: { attempts: number; backoffMs: number }, failures: number, now: Date): Date | null =>
  failures >= job.attempts ? null : new Date(now.getTime() + pauseAfter(failures, job.backoffMs));

/** The error as an administrator reads it: the original stack first, then what caused it. */
export const errorText = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error).slice(0, ERROR_LENGTH);
  const cause = error.cause === undefined ? '' : `\ncaused by ${errorText(error.cause)}`;
  return `${error.stack ?? `${error.name}: ${error.message}`}${cause}`.slice(0, ERROR_LENGTH);
};

/**
 * Names one waiting of a job. Redis keeps one delivery per name; each new wait has another, so an old delivery is
 * recognised and dropped.
 */
export const deliveryId = (job: { id: string; runAt: Date; starts: number }): string =>
  `${job.id}.${job.runAt.getTime().toString(36)}.${job.starts.toString(36)}`;

/** The waiting that a name of {@link deliveryId} names. */
export const waitingOf = (delivery: string): { id: string; runAt: Date; starts: number } => {
  const [id = '', runAt = '', starts = ''] = delivery.split('.');
  return { id, runAt: new Date(Number.parseInt(runAt, 36)), starts: Number.parseInt(starts, 36) };
};
