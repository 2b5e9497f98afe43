import { Injectable } from '@nestjs/common';
import { Clock, isDuplicate, UnitOfWork } from '#platform/db';
import { JobRow } from './job.entity.js';
import type { Job } from './job.js';
import { errorText, MAX_LOSSES, nextTry, pauseAfterLoss } from './job-state.js';
import { JobStore, waitingKeyOf } from './job-store.js';
import { Leases } from './lease.js';
import { nextRun } from './schedule.js';
import { JobRegistry } from './registry.js';
import { WaitingJobs } from './waiting-jobs.js';

/** Thrown by `finish` when the job was given to another worker meanwhile: the effect is rolled back. */
export class JobLostError extends Error {
  constructor(id: string) {
    super(`job ${id} was given to another worker, or has ended, meanwhile; its effect was rolled back`);
  }
}

/** One taking-up of a job. Every later write of its worker is guarded by it, so a worker that lost the job cannot touch it. */
export interface Claim {
  id: string;
  workerId: string | null;
  starts: number;
}

const held = ({ id, workerId, starts }: Claim): { id: string; workerId: string; starts: number; state: 'running' } => ({
  id,
  workerId: workerId ?? '',
  starts,
  state: 'running',
});
const released = { workerId: null, leaseUntil: null };
const untried = { failures: 0, losses: 0, progressDone: null, progressTotal: null, cancelRequested: false };

type Ending = { state: 'done' | 'failed' | 'cancelled' } & Partial<Pick<JobRow, 'lastError' | 'failures' | 'losses'>>;
type Return = { runAt: Date } & Partial<Pick<JobRow, 'lastError' | 'failures' | 'losses' | 'cancelRequested'>>;

/** How running jobs go on and end. Methods that write join or open a unit of work. */
@Injectable()
export class Claims {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly store: JobStore,
    private readonly waiting: WaitingJobs,
    private readonly registry: JobRegistry,
    private readonly leases: Leases,
  ) {}

  /** Marks the job done; call in the transaction of its effect. A scheduled job waits for its next run. @throws JobLostError */
  async done(claimed: JobRow, job: Job): Promise<void> {
    const finishedAt = this.clock.now();
    const next = claimed.scheduleKey && job.schedule ? nextRun(job.schedule, finishedAt, claimed.runAt) : null;
    const patch = next ? { ...untried, state: 'waiting' as const, lastError: null, runAt: next } : { state: 'done' as const };
    const result = await this.uow.manager.update(JobRow, held(claimed), { ...released, ...patch, finishedAt });
    if (result.affected !== 1) throw new JobLostError(claimed.id);
    if (next) this.waiting.announce({ ...claimed, runAt: next });
  }

  /** After a try that threw: waits for the next one, or ends when none is left or it was cancelled. */
  failed(claimed: JobRow, job: Job, error: unknown, final: boolean): Promise<void> {
    return this.uow.run(async () => {
      const now = this.clock.now();
      const row = await this.uow.manager.findOneBy(JobRow, held(claimed));
      if (!row) return;
      const failures = row.failures + 1;
      const lastError = errorText(error);
      const runAt = final ? null : nextTry(job, failures, now);
      if (row.cancelRequested) await this.end(row, { state: 'cancelled', lastError }, job);
      else if (runAt) await this.giveBack(row, { runAt, failures, lastError });
      else await this.end(row, { state: 'failed', failures, lastError }, job);
    });
  }

  /** Hands a job back that this process does not finish because it stops: no try is counted. */
  handBack(claimed: JobRow): Promise<void> {
    return this.uow.run(async () => {
      const row = await this.uow.manager.findOneBy(JobRow, held(claimed));
      if (row) await this.giveBack(row, { runAt: this.clock.now() });
    });
  }

  /** Takes a job from a worker that vanished. A dead worker is no failure of the job; only one that takes many down with it fails. */
  takeFrom(lost: JobRow, job: Job | undefined): Promise<void> {
    return this.uow.run(async () => {
      const row = await this.uow.manager.findOneBy(JobRow, held(lost));
      // Renewed since it was listed.
      if (!row || (row.leaseUntil?.getTime() ?? 0) !== (lost.leaseUntil?.getTime() ?? 0)) return;
      const losses = row.losses + 1;
      const runAt = new Date(this.clock.now().getTime() + pauseAfterLoss(losses));
      if (row.cancelRequested) await this.end(row, { state: 'cancelled', losses }, job);
      else if (losses < (job?.losses ?? MAX_LOSSES)) await this.giveBack(row, { runAt, losses });
      else await this.end(row, { state: 'failed', losses, lastError: `its worker died ${losses} times` }, job);
    });
  }

  /**
   * Ends a job that runs or waits, as it stands in the open unit of work. When it was a scheduled one, a new row waits for
   * the next run.
   */
  async end(row: JobRow, ending: Ending, job: Job | undefined): Promise<boolean> {
    const now = this.clock.now();
    const result = await this.uow.manager.update(
      JobRow,
      { id: row.id, state: row.state, starts: row.starts },
      { ...released, ...ending, waitingKey: null, scheduleKey: null, finishedAt: now },
    );
    if (result.affected !== 1) return false;
    if (job && ending.state !== 'done')
      await this.registry.tellGivenUp(job, row.payload, {
        jobId: row.id,
        state: ending.state,
        losses: ending.losses ?? row.losses,
        lastError: ending.lastError ?? row.lastError,
      });
    if (row.scheduleKey && job?.schedule) {
      const runAt = nextRun(job.schedule, now, row.runAt);
      await this.store.add({ name: row.name, queue: row.queue, payload: row.payload, runAt, scheduleKey: row.scheduleKey });
    }
    return true;
  }

  /** Lets a job wait again. When another one waits under its key by now, that one does the work and this one ends. */
  async giveBack(row: JobRow, change: Return): Promise<boolean> {
    const waitingKey = waitingKeyOf(row);
    for (;;) {
      const twin = waitingKey === null ? undefined : await this.store.joinWaiting(waitingKey, change.runAt);
      if (twin) {
        const lastError = [`job ${twin} does the same`, change.lastError ?? row.lastError].filter(Boolean).join('; before: ');
        return this.end(row, { state: 'cancelled', lastError }, undefined);
      }
      try {
        const result = await this.uow.manager.update(
          JobRow,
          { id: row.id, state: row.state, starts: row.starts },
          { ...released, ...change, state: 'waiting', waitingKey, finishedAt: null },
        );
        if (result.affected === 1) this.waiting.announce({ ...row, runAt: change.runAt });
        return result.affected === 1;
      } catch (error) {
        if (!isDuplicate(error)) throw error;
      }
    }
  }

  /** Renews the lease and writes how far the job is. */
  async renew(claim: Claim, leaseMs: number, progress: { done: number; total: number } | null): Promise<void> {
    const leaseUntil = (): string => this.leases.in(leaseMs);
    const patch = progress ? { leaseUntil, progressDone: progress.done, progressTotal: progress.total } : { leaseUntil };
    await this.uow.run(() => this.uow.manager.update(JobRow, held(claim), patch));
  }

  /** Jobs whose worker did not renew its lease. */
  lapsed(limit: number): Promise<JobRow[]> {
    return this.uow.manager
      .createQueryBuilder(JobRow, 'job')
      .where(`job.state = 'running' AND job.leaseUntil < ${this.leases.in(0)}`)
      .orderBy('job.leaseUntil', 'ASC')
      .limit(limit)
      .getMany();
  }

  /** All running jobs: to find those of processes that ended. */
  running(): Promise<JobRow[]> {
    return this.uow.manager.findBy(JobRow, { state: 'running' });
  }
}
