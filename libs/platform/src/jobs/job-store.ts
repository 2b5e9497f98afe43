import { Injectable } from '@nestjs/common';
import type { SelectQueryBuilder } from 'typeorm';
import { Clock, insertRows, isDuplicate, newId, sqlInstant, UnitOfWork } from '#platform/db';
import { JobPauseRow, JobRow } from './job.entity.js';
import type { Job, QueueName } from './job.js';
import { nextRun } from './schedule.js';
import { Leases } from './lease.js';
import { WaitingJobs } from './waiting-jobs.js';

/** The sweep finds what is beyond it. */
const MOST_ANNOUNCED = 5_000;

export type NewJob = Pick<JobRow, 'name' | 'queue' | 'payload' | 'runAt'> & Partial<Pick<JobRow, 'key' | 'scheduleKey'>>;

export const waitingKeyOf = (job: { name: string; key: string | null }): string | null =>
  job.key === null ? null : `${job.name}:${job.key}`;

const UNTRIED = {
  state: 'waiting',
  starts: 0,
  failures: 0,
  losses: 0,
  lastError: null,
  progressDone: null,
  progressTotal: null,
  cancelRequested: false,
  workerId: null,
  leaseUntil: null,
  startedAt: null,
  finishedAt: null,
} as const;

/** How jobs come to wait and are taken up. */
@Injectable()
export class JobStore {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly waiting: WaitingJobs,
    private readonly leases: Leases,
  ) {}

  /** Inserts a job, or finds the one that waits under the same key. Call inside a unit of work.
   * @returns the id of that job */
  async add(job: NewJob): Promise<string> {
    const waitingKey = waitingKeyOf({ name: job.name, key: job.key ?? null });
    for (;;) {
      const twin = waitingKey === null ? undefined : await this.joinWaiting(waitingKey, job.runAt);
      if (twin) return twin;
      try {
        return await this.insert(job, waitingKey);
      } catch (error) {
        if (waitingKey === null || !isDuplicate(error)) throw error;
      }
    }
  }

  private async insert(job: NewJob, waitingKey: string | null): Promise<string> {
    const id = newId();
    await this.uow.manager
      .createQueryBuilder()
      .insert()
      .into(JobRow)
      .values({ ...job, id, waitingKey, state: 'waiting', createdAt: this.clock.now() })
      .updateEntity(false)
      .execute();
    this.waiting.announce({ id, name: job.name, queue: job.queue, runAt: job.runAt, starts: 0 });
    return id;
  }

  /** Inserts many in one statement; whose key waits already is left out. Call inside a unit of work. */
  async addAll(jobs: readonly NewJob[]): Promise<void> {
    const createdAt = this.clock.now();
    const rows = jobs.map((job): JobRow => ({
      ...UNTRIED,
      key: null,
      scheduleKey: null,
      ...job,
      id: newId(),
      waitingKey: null,
      createdAt,
    }));
    for (const row of rows) row.waitingKey = waitingKeyOf(row);
    await insertRows(this.uow.manager, JobRow, rows, rows.some(({ key }) => key !== null) ? { leaveOut: 'those that are there' } : {});
    for (const row of rows) this.waiting.announce(row);
  }

  /**
   * Locks the job that waits under this key until our commit. Without the lock it could start now, read the data from before
   * our change, and the change would be missed. The sooner of both times holds.
   */
  async joinWaiting(waitingKey: string, runAt: Date): Promise<string | undefined> {
    const { manager } = this.uow;
    const held = await manager.update(JobRow, { waitingKey, state: 'waiting' }, { waitingKey });
    if (!held.affected) return undefined;
    const twin = await manager.findOneByOrFail(JobRow, { waitingKey });
    if (runAt < twin.runAt) await this.move(twin, runAt);
    return twin.id;
  }

  /** Lets a waiting job run at another time. @returns false when it does not wait any more */
  async move(job: JobRow, runAt: Date): Promise<boolean> {
    const moved = await this.uow.manager.update(JobRow, { id: job.id, state: 'waiting', starts: job.starts }, { runAt });
    if (moved.affected === 1) this.waiting.announce({ ...job, runAt });
    return moved.affected === 1;
  }

  /** Makes sure that a scheduled job has its one row, however many workers start; brings it forward when the schedule became shorter. */
  async ensureScheduled(job: Job): Promise<void> {
    const { schedule, name, queue } = job;
    if (!schedule) return;
    await this.uow.run(async () => {
      const runAt = nextRun(schedule, this.clock.now());
      const there = await this.uow.manager.findOneBy(JobRow, { scheduleKey: name });
      if (there) {
        if (there.state === 'waiting' && runAt < there.runAt) await this.move(there, runAt);
        return;
      }
      await this.insert({ name, queue, payload: {}, runAt, scheduleKey: name }, null).catch((error: unknown) => {
        if (!isDuplicate(error)) throw error;
      });
    });
  }

  /** Takes up a job that waits and is due, unless its queue is paused or somebody else was faster. */
  async claim({ id, queue, starts }: Claimable, workerId: string, leaseMs: number): Promise<JobRow | null> {
    const now = this.clock.now();
    const taken = await this.uow.single(() =>
      this.uow.manager
        .createQueryBuilder()
        .update(JobRow)
        .set({
          state: 'running',
          workerId,
          leaseUntil: () => this.leases.in(leaseMs),
          startedAt: now,
          waitingKey: null,
          starts: () => 'starts + 1',
        })
        .where({ id, state: 'waiting', starts })
        .andWhere('runAt <= :now', { now: sqlInstant(now) })
        .andWhere('NOT EXISTS (SELECT 1 FROM job_pause WHERE job_pause.queue = :queue)', { queue })
        .execute(),
    );
    // Ours now: nobody else changes what its worker reads.
    return taken.affected === 1 ? this.uow.manager.findOneByOrFail(JobRow, { id }) : null;
  }

  get(id: string): Promise<JobRow | null> {
    return this.uow.manager.findOneBy(JobRow, { id });
  }

  /** Jobs of these names that could be taken now, in the order they should be. */
  async due(queue: QueueName, names: readonly string[], limit: number): Promise<WaitingRow[]> {
    if (names.length === 0) return [];
    return this.waitingBefore(this.clock.now(), limit)
      .andWhere('job.queue = :queue AND job.name IN (:...names)', { queue, names })
      .getMany();
  }

  /** Jobs of all queues that should have been taken before `instant`, of queues that are not paused. */
  overdue(instant: Date, limit: number): Promise<WaitingRow[]> {
    return this.waitingBefore(instant, limit).getMany();
  }

  private waitingBefore(instant: Date, limit: number): SelectQueryBuilder<JobRow> {
    return this.uow.manager
      .createQueryBuilder(JobRow, 'job')
      .select(['job.id', 'job.name', 'job.queue', 'job.runAt', 'job.starts'])
      .where("job.state = 'waiting' AND job.runAt <= :instant", { instant: sqlInstant(instant) })
      .andWhere('job.queue NOT IN (SELECT queue FROM job_pause)')
      .orderBy('job.runAt', 'ASC')
      .addOrderBy('job.id', 'ASC')
      .limit(limit);
  }

  /**
   * Tells the driver about everything of a queue that is due: it may have dropped it while the queue was paused. Call inside
   * a unit of work.
   */
  async announceDue(queue: QueueName): Promise<void> {
    const due = await this.waitingBefore(this.clock.now(), MOST_ANNOUNCED).andWhere('job.queue = :queue', { queue }).getMany();
    for (const job of due) this.waiting.announce(job);
  }

  pausedQueues(): Promise<JobPauseRow[]> {
    return this.uow.manager.find(JobPauseRow, { order: { queue: 'ASC' } });
  }
}

/** One waiting of a job. */
export type Claimable = Pick<JobRow, 'id' | 'queue' | 'starts'>;
export type WaitingRow = Pick<JobRow, 'id' | 'name' | 'queue' | 'runAt' | 'starts'>;
