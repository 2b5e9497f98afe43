import { Injectable } from '@nestjs/common';
import { Clock, isDuplicate, pageOf, UnitOfWork, type Paged } from '#platform/db';
import { defineProblems, notFound } from '#platform/http';
import { Claims } from './claims.js';
import { JobPauseRow, JobRow } from './job.entity.js';
import { QUEUES, type QueueName } from './job.js';
import { JOB_STATES, type JobState } from './job-state.js';
import { JobStore } from './job-store.js';
import { JobRegistry } from './registry.js';
import { JobRunner } from './runner.js';

const problem = defineProblems({
  'job.not_ended': { status: 409, zh: '只有失败或已取消的任务可以重试', en: 'Only a job that failed or was cancelled can be retried' },
  'job.ended': { status: 409, zh: '任务已经结束', en: 'The job has already ended' },
  'job.not_waiting': { status: 409, zh: '任务已不在等待', en: 'The job does not wait any more' },
});

/** A job as administrators see it. */
export type JobView = Pick<
  JobRow,
  | 'id'
  | 'name'
  | 'queue'
  | 'key'
  | 'payload'
  | 'state'
  | 'runAt'
  | 'starts'
  | 'failures'
  | 'losses'
  | 'lastError'
  | 'progressDone'
  | 'progressTotal'
  | 'cancelRequested'
  | 'createdAt'
  | 'startedAt'
  | 'finishedAt'
> & { scheduled: boolean; maxAttempts: number | null };

export interface JobFilter {
  name?: string | undefined;
  queue?: QueueName | undefined;
  state?: JobState | undefined;
  cursor?: string | undefined;
  limit?: number | undefined;
}

export interface QueueView {
  queue: QueueName;
  paused: boolean;
  counts: Record<JobState, number>;
  /** Milliseconds that the longest waiting job is overdue; 0 when none is. */
  lateMs: number;
}

/** What administrators do with jobs. It works on the table, and so the same with every driver. */
@Injectable()
export class JobAdmin {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly store: JobStore,
    private readonly claims: Claims,
    private readonly registry: JobRegistry,
    private readonly runner: JobRunner,
  ) {}

  /** Newest first. */
  async list({ name, queue, state, cursor, limit = 50 }: JobFilter): Promise<Paged<JobView>> {
    const query = this.uow.manager.createQueryBuilder(JobRow, 'job');
    const wanted = { name, queue, state };
    for (const [column, value] of Object.entries(wanted))
      if (value !== undefined) query.andWhere(`job.${column} = :${column}`, { [column]: value });
    const page = await pageOf(query, { order: [['job.id', 'DESC']], cursor, limit });
    return { items: page.items.map((row) => this.viewOf(row)), next: page.next };
  }

  /** @throws Problem not_found */
  async get(id: string): Promise<JobView> {
    return this.viewOf(await this.find(id));
  }

  /** Lets a failed or cancelled job run again, with all its tries. @throws Problem job.not_ended */
  retry(id: string): Promise<JobView> {
    return this.uow.run(async () => {
      const row = await this.forUpdate(id);
      if (row.state !== 'failed' && row.state !== 'cancelled') throw problem('job.not_ended');
      const fresh = { failures: 0, losses: 0, cancelRequested: false };
      if (!(await this.claims.giveBack(row, { runAt: this.clock.now(), ...fresh }))) throw problem('job.not_ended');
      return this.get(id);
    });
  }

  /** A waiting job ends; a running one is told to stop, and ends cancelled unless it finishes first. @throws Problem job.ended */
  async cancel(id: string): Promise<JobView> {
    return this.uow.run(async () => {
      const row = await this.forUpdate(id);
      const cancelled =
        row.state === 'waiting'
          ? await this.claims.end(row, { state: 'cancelled' }, this.registry.jobNamed(row.name))
          : (await this.uow.manager.update(JobRow, { id, state: 'running' }, { cancelRequested: true })).affected === 1;
      if (!cancelled) throw problem('job.ended');
      this.uow.afterCommit(() => this.runner.cancel(id));
      return this.get(id);
    });
  }

  /** Lets a waiting job run at another time. @throws Problem job.not_waiting */
  moveTo(id: string, runAt: Date): Promise<JobView> {
    return this.uow.run(async () => {
      if (!(await this.store.move(await this.forUpdate(id), runAt))) throw problem('job.not_waiting');
      return this.get(id);
    });
  }

  /** Nothing of the queue is taken up any more, by no process; what runs goes on. Pausing a paused queue changes nothing. */
  async pause(queue: QueueName, userId: string | null = null): Promise<void> {
    await this.uow.run(async () => {
      const row = { queue, pausedAt: this.clock.now(), pausedBy: userId };
      await this.uow.manager.insert(JobPauseRow, row).catch((error: unknown) => {
        if (!isDuplicate(error)) throw error;
      });
    });
  }

  async resume(queue: QueueName): Promise<void> {
    await this.uow.run(async () => {
      await this.uow.manager.delete(JobPauseRow, { queue });
      await this.store.announceDue(queue);
    });
  }

  async queues(): Promise<QueueView[]> {
    const paused = new Set((await this.store.pausedQueues()).map((row) => row.queue));
    const rows = await this.uow.manager
      .createQueryBuilder(JobRow, 'job')
      .select('job.queue', 'queue')
      .addSelect('job.state', 'state')
      .addSelect('COUNT(*)', 'jobs')
      .groupBy('job.queue')
      .addGroupBy('job.state')
      .getRawMany<{ queue: QueueName; state: JobState; jobs: number | string }>();
    const now = this.clock.now().getTime();
    return Promise.all(
      QUEUES.map(async (queue) => {
        const count = (state: JobState): number => Number(rows.find((row) => row.queue === queue && row.state === state)?.jobs ?? 0);
        const counts = Object.fromEntries(JOB_STATES.map((state) => [state, count(state)])) as Record<JobState, number>;
        const [oldest] =
          counts.waiting > 0
            ? await this.store.due(
                queue,
                this.registry.jobs.map((job) => job.name),
                1,
              )
            : [];
        return { queue, paused: paused.has(queue), counts, lateMs: oldest ? now - oldest.runAt.getTime() : 0 };
      }),
    );
  }

  private async find(id: string): Promise<JobRow> {
    const row = await this.store.get(id);
    if (!row) throw notFound('job', id);
    return row;
  }

  private async forUpdate(id: string): Promise<JobRow> {
    const row = await this.uow.forUpdate(JobRow, { id });
    if (!row) throw notFound('job', id);
    return row;
  }

  private viewOf(row: JobRow): JobView {
    const { waitingKey: _waiting, scheduleKey, workerId: _worker, leaseUntil: _lease, ...shown } = row;
    return { ...shown, scheduled: scheduleKey !== null, maxAttempts: this.registry.jobNamed(row.name)?.attempts ?? null };
  }
}
