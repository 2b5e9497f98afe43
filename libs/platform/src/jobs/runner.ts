import { Injectable, Logger } from '@nestjs/common';
import { In } from 'typeorm';
import { UnitOfWork } from '#platform/db';
import { Claims, JobLostError } from './claims.js';
import { JobRow } from './job.entity.js';
import { FinalJobError, type JobContext } from './job.js';
import { errorText } from './job-state.js';
import { JobStore, type Claimable } from './job-store.js';
import { JobTuning, policyOf } from './policy.js';
import { JobRegistry, type RegisteredJob } from './registry.js';
import { newWorkerId } from './worker-id.js';

export type AbortReason = 'cancelled' | 'stopping' | 'lost';

/** A job this process is at. */
interface Running {
  readonly row: JobRow;
  readonly known: RegisteredJob;
  readonly abort: AbortController;
  readonly leaseMs: number;
  renewAt: number;
  progress: { done: number; total: number } | null;
  finished: boolean;
}

/** Takes jobs up, calls their handlers and sees to it that each ends. Drivers decide when. */
@Injectable()
export class JobRunner {
  readonly workerId = newWorkerId();
  private readonly logger = new Logger('jobs');
  private readonly running = new Map<string, Running>();
  private beating = false;
  private stopping = false;

  constructor(
    private readonly uow: UnitOfWork,
    private readonly store: JobStore,
    private readonly claims: Claims,
    private readonly registry: JobRegistry,
    private readonly tuning: JobTuning,
  ) {}

  /** Takes up one job and stays with it to its end. Errors of handlers are written to the job.
   * @returns whether it was ours to run: it may be paused, taken by another worker, or of another release */
  async run({ id, queue, name, starts }: Claimable & Pick<JobRow, 'name'>): Promise<boolean> {
    const known = this.registry.find(name);
    if (!known || this.stopping) return false;
    const { leaseMs } = policyOf(queue, this.tuning);
    const row = await this.store.claim({ id, queue, starts }, this.workerId, leaseMs);
    if (!row) return false;
    const abort = new AbortController();
    const running: Running = { row, known, leaseMs, abort, renewAt: Date.now() + leaseMs / 3, progress: null, finished: false };
    this.running.set(id, running);
    if (this.isStopping()) abort.abort('stopping' satisfies AbortReason);
    try {
      await this.perform(running);
    } finally {
      this.running.delete(id);
    }
    return true;
  }

  /** Asked again after waiting for the claim. */
  private isStopping(): boolean {
    return this.stopping;
  }

  private async perform(running: Running): Promise<void> {
    const { row, known } = running;
    try {
      const context = this.contextOf(running);
      await known.handle(row.payload, context);
      if (!running.finished) await context.finish(() => Promise.resolve());
    } catch (error) {
      await this.settle(running, error).catch((fault: unknown) => {
        // The lease lapses and another worker takes it.
        this.logger.error(`${row.name} ${row.id}: its failure could not be written: ${errorText(fault)}`);
      });
    }
  }

  private async settle({ row, known, abort, finished }: Running, error: unknown): Promise<void> {
    const reason = abort.signal.reason as AbortReason | undefined;
    const label = `${row.name} ${row.id}`;
    if (finished) return this.logger.warn(`${label} threw after it had finished: ${errorText(error)}`);
    if (error instanceof JobLostError || reason === 'lost') return this.logger.warn(`${label} was lost to another worker`);
    if (reason === 'stopping') return this.claims.handBack(row);
    this.logger.warn(`${label} failed (failure ${row.failures + 1} of ${known.job.attempts}): ${errorText(error)}`);
    await this.claims.failed(row, known.job, error, error instanceof FinalJobError);
  }

  private contextOf(running: Running): JobContext {
    const { row, known, abort } = running;
    return {
      jobId: row.id,
      attempt: row.failures + row.losses + 1,
      again: row.starts > 1,
      signal: abort.signal,
      progress: (done, total) => {
        running.progress = { done: Math.trunc(done), total: Math.trunc(total) };
      },
      finish: (effect) =>
        this.uow.run(async () => {
          if (running.finished) throw new Error(`${row.name} ${row.id} has already finished`);
          const result = await effect();
          await this.claims.done(row, known.job);
          this.uow.afterCommit(() => (running.finished = true));
          return result;
        }),
    };
  }

  /** Renews leases, writes progress, notices cancellations and lost jobs. Called on a timer, outside any unit of work. */
  async beat(): Promise<void> {
    if (this.beating || this.running.size === 0) return;
    this.beating = true;
    try {
      const rows = await this.uow.manager.find(JobRow, {
        where: { id: In([...this.running.keys()]) },
        select: { id: true, state: true, workerId: true, starts: true, cancelRequested: true },
      });
      for (const row of rows) await this.beatOne(row);
    } catch (error) {
      // Tried again at the next beat, many times before the lease lapses.
      this.logger.warn(`heartbeat: ${(error as Error).message}`);
    } finally {
      this.beating = false;
    }
  }

  private async beatOne(row: JobRow): Promise<void> {
    const running = this.running.get(row.id);
    if (!running || running.finished) return;
    const ours = row.state === 'running' && row.workerId === this.workerId && row.starts === running.row.starts;
    if (!ours) return running.abort.abort('lost' satisfies AbortReason);
    if (row.cancelRequested) running.abort.abort('cancelled' satisfies AbortReason);
    const { progress } = running;
    if (!progress && Date.now() < running.renewAt) return;
    running.progress = null;
    await this.claims.renew(running.row, running.leaseMs, progress);
    running.renewAt = Date.now() + running.leaseMs / 3;
  }

  /** Tells a job of this process at once that it was cancelled; another process notices at its next beat. */
  cancel(id: string): void {
    this.running.get(id)?.abort.abort('cancelled' satisfies AbortReason);
  }

  /** Takes nothing more and asks what runs to stop. */
  stop(): void {
    this.stopping = true;
    for (const { abort } of this.running.values()) abort.abort('stopping' satisfies AbortReason);
  }

  /** Hands back what still runs; whatever it does later finds that it has lost the job. */
  async handBackAll(): Promise<void> {
    for (const { row, finished, abort } of this.running.values()) {
      if (finished) continue;
      abort.abort('lost' satisfies AbortReason);
      await this.claims.handBack(row);
      this.logger.warn(`${row.name} ${row.id} did not end in time and was handed back`);
    }
  }
}
