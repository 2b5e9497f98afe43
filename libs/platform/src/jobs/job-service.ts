import { Inject, Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap, type OnModuleInit } from '@nestjs/common';
import { repeat } from './clock-work.js';
import { JobDriver } from './driver.js';
import { JobStore } from './job-store.js';
import { LostJobs } from './lost-jobs.js';
import { JobTuning } from './policy.js';
import { JOBS_OPTIONS, JobRegistry, type JobsOptions } from './registry.js';
import { JobRunner } from './runner.js';

/** Starts and stops the job machinery of this process. */
@Injectable()
export class JobService implements OnModuleInit, OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('jobs');
  private readonly stops: (() => void)[] = [];

  constructor(
    @Inject(JOBS_OPTIONS) private readonly options: JobsOptions,
    private readonly driver: JobDriver,
    private readonly runner: JobRunner,
    private readonly registry: JobRegistry,
    private readonly store: JobStore,
    private readonly lost: LostJobs,
    private readonly tuning: JobTuning,
  ) {}

  /** @throws JobHandlersError */
  onModuleInit(): void {
    if (this.options.run) this.registry.discover();
  }

  async onApplicationBootstrap(): Promise<void> {
    if (!this.options.run) return;
    await this.lost.takeFromEndedProcesses();
    for (const job of this.registry.jobs) await this.store.ensureScheduled(job);
    await this.driver.start();
    this.stops.push(
      repeat(this.tuning.beatMs, () => this.runner.beat()),
      repeat(this.tuning.sweepMs, () => this.sweep()),
    );
  }

  private async sweep(): Promise<void> {
    try {
      await this.lost.takeLapsed();
      await this.driver.sweep();
    } catch (error) {
      this.logger.warn(`sweep: ${(error as Error).message}`);
    }
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.runner.stop();
    await this.driver.settle(this.tuning.graceMs);
    for (const stop of this.stops) stop();
    await this.runner.handBackAll();
    await this.driver.close();
  }
}
