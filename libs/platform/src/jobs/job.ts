export const QUEUES = ['default', 'urgent', 'mail', 'webhook', 'documents', 'import', 'solver'] as const;
export type QueueName = (typeof QUEUES)[number];

/** A kind of background work: one exported value per kind, named by its library. Payloads hold ids, never data. */
export interface Job<P extends object = object> {
  readonly name: string;
  readonly queue: QueueName;
  /** Tries before it stays failed for an administrator to look at. */
  readonly attempts: number;
  /** First pause between tries in milliseconds; it doubles each time. */
  readonly backoffMs: number;
  /** Times its worker may vanish before it is given up. Few for work on what strangers hand in: that may be what takes the worker down. */
  readonly losses?: number;
  /** Jobs of one name with the same key wait at most once: a second one enqueued while the first waits is the first. */
  readonly key?: (payload: P) => string;
  /** Runs by itself: every so many milliseconds, or daily at a time of the city ('02:30'). Scheduled jobs have an empty payload. */
  readonly schedule?: { readonly everyMs: number } | { readonly dailyAt: string };
}

const defined: Job[] = [];

export const defineJob = <P extends object>(
  job: Omit<Job<P>, 'attempts' | 'backoffMs' | 'queue'> & Partial<Pick<Job<P>, 'attempts' | 'backoffMs' | 'queue'>>,
): Job<P> => {
  const made: Job<P> = Object.freeze({ queue: 'default', attempts: 5, backoffMs: 1_000, ...job });
  // A handler only ever gets the payloads of its own kind, so in a list of all kinds their types can be forgotten.
  defined.push(made as Job);
  return made;
};

/** Every kind of job that the loaded libraries define: the start checks that each has one handler. */
export const definedJobs = (): readonly Job[] => defined;

/** Thrown by a handler when no further try can help: the job fails at once. */
export class FinalJobError extends Error {}

/** What a handler can do besides its work. */
export interface JobContext {
  readonly jobId: string;
  /** 1 for the first try. */
  readonly attempt: number;
  /** It was taken up before: what an earlier start did outside the database may have happened. */
  readonly again: boolean;
  /** Aborted when the job was cancelled or the process stops. */
  readonly signal: AbortSignal;
  /** Shown to people; counts, not percent. Costs nothing when called often: it is written at most twice a second. */
  progress(done: number, total: number): void;
  /** Runs the effect and marks the job done in one transaction, so that it takes effect once even if the process dies right after. */
  finish<T>(effect: () => Promise<T>): Promise<T>;
}

/** Enqueues inside the caller's unit of work: the job exists exactly when what caused it does. */
export abstract class JobQueue {
  /** @returns the id of the job, or of the one that waits under the same key. */
  abstract enqueue<P extends object>(job: Job<P>, payload: P, options?: { runAt?: Date }): Promise<string>;
  /** Many in one statement. Where one waits under the key of another already, it is left as it is. */
  abstract enqueueAll<P extends object>(job: Job<P>, all: readonly { payload: P; runAt?: Date }[]): Promise<void>;
}
