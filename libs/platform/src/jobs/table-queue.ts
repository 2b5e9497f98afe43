import { Injectable } from '@nestjs/common';
import { Clock, UnitOfWork } from '#platform/db';
import { JobQueue, type Job } from './job.js';
import { JobStore } from './job-store.js';

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
    const key = job.key?.(payload) ?? null;
    if (key !== null && key.length > LONGEST_KEY) throw new Error(`the key of ${job.name} is longer than ${LONGEST_KEY} characters`);
    return this.uow.run(() => this.store.add({ name: job.name, queue: job.queue, key, payload, runAt: runAt ?? this.clock.now() }));
  }
}
