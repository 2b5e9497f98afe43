import { Injectable } from '@nestjs/common';
import { Clock, UnitOfWork } from '#platform/db';
import { JobQueue, type Job } from './job.js';
import { JobStore, type NewJob } from './job-store.js';

const LONGEST_KEY = 160;

/** Enqueues by inserting into the job table, in the caller's unit of work. */
@Injectable()
export class TableQueue extends JobQueue {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly store: JobStore,
  ) {
    super();
  }

  enqueue<P extends object>(job: Job<P>, payload: P, { runAt }: { runAt?: Date } = {}): Promise<string> {
    return this.uow.run(() => this.store.add(this.made(job, payload, runAt)));
  }

  async enqueueAll<P extends object>(job: Job<P>, all: readonly { payload: P; runAt?: Date }[]): Promise<void> {
    if (all.length === 0) return;
    await this.uow.run(() => this.store.addAll(all.map(({ payload, runAt }) => this.made(job, payload, runAt))));
  }

  private made<P extends object>(job: Job<P>, payload: P, runAt: Date | undefined): NewJob {
    const key = job.key?.(payload) ?? null;
    if (key !== null && key.length > LONGEST_KEY) throw new Error(`the key of ${job.name} is longer than ${LONGEST_KEY} characters`);
    return { name: job.name, queue: job.queue, key, payload, runAt: runAt ?? this.clock.now() };
  }
}
