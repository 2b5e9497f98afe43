import { Injectable } from '@nestjs/common';
import { JobAdmin, JobQueue } from '#platform/jobs';
import type { FairPlan } from './plan.entity.js';
import { acceptFairPlan, makeFairPlan } from './plan.jobs.js';
import { PlanRepository } from './plan.repository.js';

/** The background work of a plan, as the plan knows it. */
@Injectable()
export class PlanJobs {
  constructor(
    private readonly queue: JobQueue,
    private readonly jobs: JobAdmin,
    private readonly plans: PlanRepository,
  ) {}

  /** In the caller's unit of work. @returns the job's id */
  async make({ id, round }: Pick<FairPlan, 'id' | 'round'>): Promise<string> {
    return this.noted(id, await this.queue.enqueue(makeFairPlan, { planId: id, round }));
  }

  async accept({ id }: Pick<FairPlan, 'id'>): Promise<string> {
    return this.noted(id, await this.queue.enqueue(acceptFairPlan, { planId: id }));
  }

  /** How far it is; null when none runs. */
  async progress({ state, jobId }: FairPlan): Promise<{ done: number; total: number } | null> {
    if (!jobId || (state !== 'running' && state !== 'accepting')) return null;
    const job = await this.jobs.get(jobId).catch(() => null);
    return job && job.progressTotal !== null ? { done: job.progressDone ?? 0, total: job.progressTotal } : null;
  }

  /** A job that has ended meanwhile finds its plan moved on, and keeps nothing. */
  async stop({ jobId }: FairPlan): Promise<void> {
    if (jobId) await this.jobs.cancel(jobId).catch(() => undefined);
  }

  private async noted(id: string, jobId: string): Promise<string> {
    await this.plans.setJob(id, jobId);
    return jobId;
  }
}
