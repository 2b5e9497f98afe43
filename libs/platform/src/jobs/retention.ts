import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { addDays, Clock, sqlInstant, startOfDay, UnitOfWork } from '#platform/db';
import { JobRow } from './job.entity.js';
import { defineJob, type JobContext } from './job.js';
import { Handles } from './registry.js';

/** Days that ended jobs are kept. Failed ones stay for a year: somebody has to look at them. */
export const JOB_RETENTION_DAYS = { done: 14, cancelled: 90, failed: 366 } as const;
const CHUNK = 500;

export const forgetJobs = defineJob({ name: 'jobs.forget', schedule: { dailyAt: '03:40' } });

@Injectable()
export class JobRetention {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** In small transactions, so that nobody waits for it. */
  @Handles(forgetJobs)
  async forget(_payload: object, { signal }: JobContext): Promise<void> {
    for (const [state, days] of Object.entries(JOB_RETENTION_DAYS)) {
      const before = sqlInstant(startOfDay(addDays(this.clock.today(), -days)));
      while (!signal.aborted && (await this.forgetSome(state, before)) === CHUNK);
    }
  }

  private async forgetSome(state: string, before: string): Promise<number> {
    const rows = await this.uow.manager
      .createQueryBuilder(JobRow, 'job')
      .select('job.id')
      .where('job.state = :state AND job.finishedAt < :before', { state, before })
      .limit(CHUNK)
      .getMany();
    if (rows.length > 0) await this.uow.run(() => this.uow.manager.delete(JobRow, { id: In(rows.map((row) => row.id)), state }));
    return rows.length;
  }
}
