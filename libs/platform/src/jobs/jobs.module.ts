import { Global, Module, type DynamicModule } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { Settings } from '#platform/config';
import { Clock } from '#platform/db';
import { Claims } from './claims.js';
import { JobDriver } from './driver.js';
import { InlineDriver } from './inline-driver.js';
import { JobAdmin } from './job-admin.js';
import { JobDesk } from './job-desk.js';
import { JobHealth } from './job-health.js';
import { JobQueue } from './job.js';
import { JobService } from './job-service.js';
import { JobStore } from './job-store.js';
import { JobController, QueueController } from './jobs.controller.js';
import { Leases } from './lease.js';
import { LostJobs } from './lost-jobs.js';
import { graceWithin, JobTuning } from './policy.js';
import { QueueRoom } from './queue-room.js';
import { RedisDriver } from './redis-driver.js';
import { JOBS_OPTIONS, JobRegistry, type JobsOptions } from './registry.js';
import { JobRunner } from './runner.js';
import { TableQueue } from './table-queue.js';
import { WaitingJobs } from './waiting-jobs.js';

const makeDriver = (
  settings: Settings,
  store: JobStore,
  runner: JobRunner,
  registry: JobRegistry,
  clock: Clock,
  tuning: JobTuning,
  waiting: WaitingJobs,
): JobDriver => {
  const driver = settings.REDIS_URL
    ? new RedisDriver(settings.REDIS_URL, store, runner, clock, tuning)
    : new InlineDriver(store, runner, registry, tuning);
  waiting.listen((job) => driver.wake(job));
  return driver;
};

/** Jobs of one process, available everywhere. With REDIS_URL they travel through Redis, otherwise they run in this process. */
@Global()
@Module({})
export class JobsModule {
  static of(options: JobsOptions): DynamicModule {
    return {
      module: JobsModule,
      imports: [DiscoveryModule],
      controllers: [JobController, QueueController],
      providers: [
        { provide: JOBS_OPTIONS, useValue: options },
        {
          provide: JobTuning,
          inject: [Settings],
          useFactory: (settings: Settings) =>
            Object.assign(new JobTuning(), { graceMs: graceWithin(settings.SHUTDOWN_SECONDS) }, options.tuning),
        },
        {
          provide: JobDriver,
          inject: [Settings, JobStore, JobRunner, JobRegistry, Clock, JobTuning, WaitingJobs],
          useFactory: makeDriver,
        },
        { provide: JobQueue, useClass: TableQueue },
        WaitingJobs,
        Leases,
        JobStore,
        Claims,
        JobRegistry,
        JobRunner,
        LostJobs,
        JobService,
        JobAdmin,
        JobDesk,
        QueueRoom,
        JobHealth,
      ],
      exports: [JobQueue, JobAdmin, QueueRoom],
    };
  }
}
