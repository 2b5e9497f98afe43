import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '#platform/db';
import { Trail, type Principal } from '#platform/http';
import { JobAdmin, type JobView } from './job-admin.js';
import { QueueRoom } from './queue-room.js';
import type { QueueName } from './job.js';

/** What people do with jobs and queues, each with its trace. */
@Injectable()
export class JobDesk {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly admin: JobAdmin,
    private readonly room: QueueRoom,
    private readonly trail: Trail,
  ) {}

  retry(who: Principal, id: string): Promise<JobView> {
    return this.traced(who, 'job.retried', () => this.admin.retry(id));
  }

  cancel(who: Principal, id: string): Promise<JobView> {
    return this.traced(who, 'job.cancelled', () => this.admin.cancel(id));
  }

  moveTo(who: Principal, id: string, runAt: Date): Promise<JobView> {
    return this.traced(who, 'job.moved', () => this.admin.moveTo(id, runAt), { runAt });
  }

  async pause(who: Principal, queue: QueueName): Promise<void> {
    await this.uow.run(async () => {
      await this.admin.pause(queue, who.userId);
      await this.trail.record(who, 'queue.paused', { kind: 'queue', id: queue });
    });
  }

  async resume(who: Principal, queue: QueueName): Promise<void> {
    await this.uow.run(async () => {
      await this.admin.resume(queue);
      await this.trail.record(who, 'queue.resumed', { kind: 'queue', id: queue });
    });
  }

  /** In portions: what was ended stays so when the process dies in between, and the next click goes on. */
  async drain(who: Principal, queue: QueueName): Promise<number> {
    await this.trail.record(who, 'queue.drained', { kind: 'queue', id: queue });
    return this.room.drain(queue);
  }

  async retryFailed(who: Principal, queue: QueueName): Promise<number> {
    await this.trail.record(who, 'queue.retried', { kind: 'queue', id: queue });
    return this.room.retryFailed(queue);
  }

  private traced(who: Principal, action: string, move: () => Promise<JobView>, fields: object = {}): Promise<JobView> {
    return this.uow.run(async () => {
      const job = await move();
      await this.trail.record(who, action, { kind: 'job', id: job.id }, { job: job.name, ...fields });
      return job;
    });
  }
}
