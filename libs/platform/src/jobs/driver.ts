import type { WaitingJob } from './waiting-jobs.js';

/** Brings waiting jobs to the runner. The table is the truth; a driver only decides how soon it is looked at. */
export abstract class JobDriver {
  abstract readonly kind: 'inline' | 'redis';
  /** Begins to run jobs; a process that only enqueues never calls it. */
  abstract start(): Promise<void>;
  /** Something waits, from the table's commit on. Must not throw. */
  abstract wake(job: WaitingJob): void;
  /** Once in a while: whatever the driver's own memory has lost is read from the table again. */
  abstract sweep(): Promise<void>;
  /** Takes nothing more; resolves when what runs has ended, or after the grace. */
  abstract settle(graceMs: number): Promise<void>;
  /** Lets go of its connections, after what was handed back has been announced. */
  abstract close(): Promise<void>;
  /** @throws Error when jobs would have to wait: the driver's server cannot be reached */
  abstract ping(): Promise<void>;
}
