import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '#platform/db';
import type { QueueName } from './job.js';

/** A job that waits, as far as a driver has to know it. */
export interface WaitingJob {
  id: string;
  /** Kind of job. */
  name: string;
  queue: QueueName;
  runAt: Date;
  starts: number;
}

/** Tells the driver about jobs that wait, once the unit of work that made them wait is durable. */
@Injectable()
export class WaitingJobs {
  private listener: (job: WaitingJob) => void = () => undefined;

  constructor(private readonly uow: UnitOfWork) {}

  /** @param listener must not throw: it is called after a commit. */
  listen(listener: (job: WaitingJob) => void): void {
    this.listener = listener;
  }

  announce({ id, name, queue, runAt, starts }: WaitingJob): void {
    this.uow.afterCommit(() => this.listener({ id, name, queue, runAt, starts }));
  }
}
