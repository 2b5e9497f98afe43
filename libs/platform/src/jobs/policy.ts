import type { QueueName } from './job.js';

export interface QueuePolicy {
  /** Jobs of the queue that one process runs at a time. */
  readonly concurrency: number;
  /** How long a worker may be silent before its jobs are given to another, in milliseconds. Renewed at a third of it. */
  readonly leaseMs: number;
}

/** Exhaustive, so that a new queue cannot be forgotten. Long jobs have queues of their own and cannot hold up urgent ones. */
export const QUEUE_POLICY: Readonly<Record<QueueName, QueuePolicy>> = {
  default: { concurrency: 4, leaseMs: 30_000 },
  urgent: { concurrency: 8, leaseMs: 30_000 },
  mail: { concurrency: 4, leaseMs: 60_000 },
  // Of others' machines some do not answer: each holds its place for ten seconds at most, and none of ours.
  webhook: { concurrency: 8, leaseMs: 60_000 },
  // Drawn in threads of their own, which leave a processor to whoever waits for a page.
  documents: { concurrency: 1, leaseMs: 60_000 },
  // One at a time: both keep a processor busy, and their event loop may be late with the renewal.
  import: { concurrency: 1, leaseMs: 120_000 },
  solver: { concurrency: 1, leaseMs: 120_000 },
};

/** Times of the machinery, in milliseconds; tests make them short. */
export class JobTuning {
  /** Inline driver: how often the table is looked at when nobody says that something waits. */
  pollMs = 500;
  /** How often leases are checked and what Redis lost is put back. */
  sweepMs = 5_000;
  /** How often progress is written and cancellations are noticed. */
  beatMs = 500;
  /** How long running jobs may go on after a stop signal; then they are handed back. */
  graceMs = 15_000;
  /** Instead of the policy's. */
  leaseMs?: number;
  concurrency?: Partial<Record<QueueName, number>>;
}

/** Of the time that a process has to stop, what is left for handing jobs back and closing connections, at most. */
const CLOSING_MS = 5_000;

/** How long jobs may go on in a process that is killed after so many seconds. */
export const graceWithin = (seconds: number): number => seconds * 1_000 - Math.min(CLOSING_MS, seconds * 500);

export const policyOf = (queue: QueueName, tuning: JobTuning): QueuePolicy => ({
  concurrency: tuning.concurrency?.[queue] ?? QUEUE_POLICY[queue].concurrency,
  leaseMs: tuning.leaseMs ?? QUEUE_POLICY[queue].leaseMs,
});
