import { Injectable, Optional, type OnModuleInit } from '@nestjs/common';
import { HealthCheck, Metrics } from '#platform/health';
import { JobDriver } from './driver.js';
import { JobAdmin } from './job-admin.js';
import { JOB_STATES } from './job-state.js';

/** Says whether jobs can run, and how many there are. */
@Injectable()
export class JobHealth implements OnModuleInit {
  constructor(
    private readonly driver: JobDriver,
    private readonly admin: JobAdmin,
    @Optional() private readonly health?: HealthCheck,
    @Optional() private readonly metrics?: Metrics,
  ) {}

  onModuleInit(): void {
    this.health?.add('queue', async () => {
      await this.driver.ping();
      return { state: 'up', detail: this.driver.kind };
    });
    this.metrics?.gauge('gangqiao_jobs', 'Jobs in the table by queue and state', ['queue', 'state'], async (gauge) => {
      for (const { queue, counts } of await this.admin.queues()) for (const state of JOB_STATES) gauge.set({ queue, state }, counts[state]);
    });
    this.metrics?.gauge('gangqiao_job_late_seconds', 'How long the longest waiting job is overdue', ['queue'], async (gauge) => {
      for (const { queue, lateMs } of await this.admin.queues()) gauge.set({ queue }, lateMs / 1000);
    });
  }
}
