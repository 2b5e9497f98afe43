import { AsyncLocalStorage } from 'node:async_hooks';
import { Logger } from '@nestjs/common';
import { settledWithin } from './clock-work.js';
import { JobDriver } from './driver.js';
import { QUEUES, type QueueName } from './job.js';
import type { JobStore, WaitingRow } from './job-store.js';
import { policyOf, type JobTuning } from './policy.js';
import type { JobRegistry } from './registry.js';
import type { JobRunner } from './runner.js';
import type { WaitingJob } from './waiting-jobs.js';

/** Runs jobs in this process: looks at the table in an interval, and at once when told that something waits. */
export class InlineDriver extends JobDriver {
  readonly kind = 'inline';
  private readonly logger = new Logger('jobs');
  private readonly places = new Map<QueueName, Map<string, Promise<void>>>(QUEUES.map((queue) => [queue, new Map()]));
  private readonly looking = new Set<QueueName>();
  private readonly lookAgain = new Set<QueueName>();
  private timer: NodeJS.Timeout | undefined;
  private started = false;
  /** Whoever wakes us may be inside a request; jobs must not inherit its context. */
  private readonly outside = AsyncLocalStorage.snapshot();

  constructor(
    private readonly store: JobStore,
    private readonly runner: JobRunner,
    private readonly registry: JobRegistry,
    private readonly tuning: JobTuning,
  ) {
    super();
  }

  start(): Promise<void> {
    this.started = true;
    this.timer = setInterval(() => this.lookAtAll(), this.tuning.pollMs);
    this.lookAtAll();
    return Promise.resolve();
  }

  wake(job: WaitingJob): void {
    if (!this.started) return;
    const wait = job.runAt.getTime() - Date.now();
    if (wait <= 0) this.look(job.queue);
    else if (wait < this.tuning.pollMs) setTimeout(() => this.look(job.queue), wait);
  }

  /** The interval looks at the table anyway. */
  sweep(): Promise<void> {
    return Promise.resolve();
  }

  async settle(graceMs: number): Promise<void> {
    this.started = false;
    clearInterval(this.timer);
    await settledWithin(
      graceMs,
      [...this.places.values()].flatMap((place) => [...place.values()]),
    );
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  ping(): Promise<void> {
    return Promise.resolve();
  }

  private lookAtAll(): void {
    for (const queue of QUEUES) this.look(queue);
  }

  private look(queue: QueueName): void {
    if (!this.started) return;
    if (this.looking.has(queue)) {
      this.lookAgain.add(queue);
      return;
    }
    this.looking.add(queue);
    this.outside(() => void this.fill(queue));
  }

  /** Takes up jobs until the queue's places are full or nothing is due. */
  private async fill(queue: QueueName): Promise<void> {
    const taken = this.places.get(queue) ?? new Map<string, Promise<void>>();
    try {
      do {
        this.lookAgain.delete(queue);
        const { concurrency } = policyOf(queue, this.tuning);
        if (taken.size >= concurrency) break;
        // Those being claimed right now are listed as well.
        const due = await this.store.due(queue, this.registry.names, concurrency);
        const fresh = due.filter((job) => !taken.has(job.id)).slice(0, concurrency - taken.size);
        for (const job of this.started ? fresh : []) taken.set(job.id, this.take(job, taken));
      } while (this.lookAgain.has(queue));
    } catch (error) {
      this.logger.warn(`queue ${queue}: ${(error as Error).message}`);
    } finally {
      this.looking.delete(queue);
    }
  }

  private async take(job: WaitingRow, taken: Map<string, Promise<void>>): Promise<void> {
    try {
      const ran = await this.runner.run(job);
      taken.delete(job.id);
      // Refused means that it is somebody else's: looking at once would find nothing new.
      if (ran) this.look(job.queue);
    } catch (error) {
      taken.delete(job.id);
      this.logger.warn(`${job.name} ${job.id} could not be taken: ${(error as Error).message}`);
    }
  }
}
