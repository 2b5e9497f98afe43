import { Injectable, Optional, type OnModuleInit } from '@nestjs/common';
import { HealthCheck, Metrics } from '#platform/health';
import { JobDriver } from './driver.js';
import { JobAdmin } from './job-admin.js';
import { QueueRoom } from './queue-room.js';
import { JOB_STATES } from './job-state.js';

/** Says whether jobs can run, and how many there are. */
@Injectable()
export class JobHealth implements OnModuleInit {
  constructor(
    private readonly driver: JobDriver,
    private readonly admin: JobAdmin,
    private readonly room: QueueRoom,
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
    const kinds = ['queue', 'name', 'state'];
    this.metrics?.gauge(
      'gangqiao_jobs_last_hour',
      'Jobs that ended in the last hour by kind: done, or failed for good',
      kinds,
      async (gauge) => {
        for (const { queue, name, doneLately, failedLately } of await this.room.kinds()) {
          gauge.set({ queue, name, state: 'done' }, doneLately);
          gauge.set({ queue, name, state: 'failed' }, failedLately);
        }
      },
    );
  }
}
