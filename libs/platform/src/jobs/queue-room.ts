import { Injectable } from '@nestjs/common';
import { Clock, sqlInstant, UnitOfWork } from '#platform/db';
import { notFound } from '#platform/http';
import { Claims } from './claims.js';
import { JobRow } from './job.entity.js';
import { QUEUES, type QueueName } from './job.js';
import { JobAdmin, type QueueView } from './job-admin.js';
import { JobRegistry } from './registry.js';
import { placeOf } from './worker-id.js';

const HOUR_MS = 3_600_000;
/** Jobs that one transaction ends or begins anew. */
const PORTION = 100;
/** Of one click. */
const MOST = 5_000;
const RUNNING_SHOWN = 200;

/** A kind of job within its queue. */
interface KindView {
  queue: QueueName;
  name: string;
  waiting: number;
  running: number;
  /** All that are kept. */
  failed: number;
  /** In the last hour. */
  doneLately: number;
  failedLately: number;
}

export interface RoomQueueView extends QueueView {
  doneLately: number;
  failedLately: number;
}

/** A job that runs: which, where and since when. */
export interface RunningView {
  id: string;
  name: string;
  queue: QueueName;
  host: string;
  process: number | null;
  startedAt: Date | null;
  starts: number;
}

interface Count {
  queue: QueueName;
  name: string;
  state: JobRow['state'];
  jobs: number;
}

/** The queues as administrators see them: how much, how old, how fast, what fails, and what runs where. */
@Injectable()
export class QueueRoom {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly admin: JobAdmin,
    private readonly claims: Claims,
    private readonly registry: JobRegistry,
  ) {}

  async queues(): Promise<RoomQueueView[]> {
    const [queues, lately] = await Promise.all([this.admin.queues(), this.lately()]);
    return queues.map((one) => {
      const sum = (state: JobRow['state']): number =>
        lately.filter(({ queue, state: found }) => queue === one.queue && found === state).reduce((all, { jobs }) => all + jobs, 0);
      return { ...one, doneLately: sum('done'), failedLately: sum('failed') };
    });
  }

  /** By queue and name; kinds of which nothing stands are left out. */
  async kinds(): Promise<KindView[]> {
    const [standing, lately] = await Promise.all([this.counts('1 = 1'), this.lately()]);
    const found = new Map<string, KindView>();
    for (const { queue, name } of standing)
      found.set(`${queue} ${name}`, { queue, name, waiting: 0, running: 0, failed: 0, doneLately: 0, failedLately: 0 });
    const add = ({ queue, name, jobs }: Count, to: keyof KindView): void => {
      const kind = found.get(`${queue} ${name}`);
      if (kind) Object.assign(kind, { [to]: jobs });
    };
    for (const one of standing) if (one.state === 'waiting' || one.state === 'running' || one.state === 'failed') add(one, one.state);
    for (const one of lately) add(one, one.state === 'failed' ? 'failedLately' : 'doneLately');
    return [...found.values()].sort((a, b) => (`${a.queue} ${a.name}` < `${b.queue} ${b.name}` ? -1 : 1));
  }

  /** Those that run longest first. */
  async running(): Promise<RunningView[]> {
    const rows = await this.uow.manager.find(JobRow, { where: { state: 'running' }, order: { startedAt: 'ASC' }, take: RUNNING_SHOWN });
    return rows.map(({ id, name, queue, workerId, startedAt, starts }) => ({
      id,
      name,
      queue,
      startedAt,
      starts,
      ...placeOf(workerId ?? ''),
    }));
  }

  /** Ends all that waits in a queue, but for what runs by itself; whoever waits for its work hears of it. @returns how many */
  drain(queue: QueueName): Promise<number> {
    const waiting = "job.state = 'waiting' AND job.scheduleKey IS NULL";
    return this.each(queue, waiting, (row) => this.claims.end(row, { state: 'cancelled' }, this.registry.jobNamed(row.name)));
  }

  /** Lets all of a queue that failed run again, with all their tries. @returns how many */
  retryFailed(queue: QueueName): Promise<number> {
    const fresh = { runAt: this.clock.now(), failures: 0, losses: 0, cancelRequested: false };
    return this.each(queue, "job.state = 'failed'", (row) => this.claims.giveBack(row, fresh));
  }

  private async each(queue: QueueName, which: string, step: (row: JobRow) => Promise<boolean>): Promise<number> {
    let [all, after, last] = [0, '', false];
    while (!last && all < MOST) {
      await this.uow.run(async () => {
        const rows = await this.uow.manager
          .createQueryBuilder(JobRow, 'job')
          .where(`job.queue = :queue AND job.id > :after AND ${which}`, { queue, after })
          .orderBy('job.id', 'ASC')
          .limit(PORTION)
          .getMany();
        let moved = 0;
        for (const row of rows) if (await step(row)) moved += 1;
        this.uow.afterCommit(() => {
          all += moved;
          after = rows.at(-1)?.id ?? after;
          last = rows.length < PORTION;
        });
      });
    }
    return all;
  }

  private lately(): Promise<Count[]> {
    const since = sqlInstant(new Date(this.clock.now().getTime() - HOUR_MS));
    return this.counts("job.state IN ('done', 'failed') AND job.finishedAt > :since", { since });
  }

  private async counts(condition: string, parameters: object = {}): Promise<Count[]> {
    const rows = await this.uow.manager
      .createQueryBuilder(JobRow, 'job')
      .select('job.queue', 'queue')
      .addSelect('job.name', 'name')
      .addSelect('job.state', 'state')
      .addSelect('COUNT(*)', 'jobs')
      .where(condition, parameters)
      .groupBy('job.queue')
      .addGroupBy('job.name')
      .addGroupBy('job.state')
      .getRawMany<Omit<Count, 'jobs'> & { jobs: number | string }>();
    return rows.map((row) => ({ ...row, jobs: Number(row.jobs) }));
  }
}

/** @throws Problem not_found */
export const queueNamed = (name: string): QueueName => {
  const queue = QUEUES.find((one) => one === name);
  if (!queue) throw notFound('queue', name);
  return queue;
};
