import type { EventEmitter } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { Queue, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import { Clock } from '#platform/db';
import { settledWithin } from './clock-work.js';
import { JobDriver } from './driver.js';
import { QUEUES, type QueueName } from './job.js';
import { deliveryId, waitingOf } from './job-state.js';
import type { JobStore } from './job-store.js';
import { policyOf, type JobTuning } from './policy.js';
import type { JobRunner } from './runner.js';
import type { WaitingJob } from './waiting-jobs.js';

const PREFIX = 'gangqiao';
/** Longest wait that is kept in memory for Redis; beyond it the sweep finds them in the table. */
const MOST_UNSENT = 10_000;
const SWEEP_ROWS = 10_000;
const CHUNK = 500;
const CLOSING_MS = 1_000;
/** Timers of two machines differ: a delivery that comes this much too early waits here. */
const EARLY_MS = 2_000;
/** A delivery counts as lost only after this long, so that the sweep does not repeat what is on its way. */
const UNDERWAY_MS = 1_000;
/**
 * A stalled delivery means that a worker died; how often a job may survive that is counted in the table. BullMQ alone
 * would fail it at the second.
 */
const STALLS_ARE_NO_VERDICT = 1_000_000;

/** Only names of deliveries go into Redis; when it is emptied, the sweep fills it again from the table. */
export class RedisDriver extends JobDriver {
  readonly kind = 'redis';
  private readonly logger = new Logger('jobs');
  private readonly sender: Redis;
  private readonly queues: ReadonlyMap<QueueName, Queue>;
  private readonly active = new Set<Promise<void>>();
  private receiver: Redis | undefined;
  private workers: Worker[] = [];
  private unsent: WaitingJob[] = [];
  private sending: Promise<void> | undefined;

  constructor(
    private readonly url: string,
    private readonly store: JobStore,
    private readonly runner: JobRunner,
    private readonly clock: Clock,
    private readonly tuning: JobTuning,
  ) {
    super();
    // A commit must not wait for Redis: without a connection a command fails at once.
    this.sender = this.connect({ enableOfflineQueue: false, maxRetriesPerRequest: 1 });
    this.queues = new Map(QUEUES.map((name) => [name, this.quiet(new Queue(name, { connection: this.sender, prefix: PREFIX }))]));
  }

  private connect(options: object): Redis {
    const client = new Redis(this.url, { ...options, retryStrategy: (times) => Math.min(times * 200, 3_000) });
    client.on('error', (error: Error) => this.logger.warn(`Redis: ${error.message}`));
    return client;
  }

  /** Without a listener an error event would end the process; the connection itself has logged it. */
  private quiet<T extends EventEmitter>(emitter: T): T {
    emitter.on('error', () => undefined);
    return emitter;
  }

  start(): Promise<void> {
    const receiver = this.connect({ maxRetriesPerRequest: null });
    this.receiver = receiver;
    this.workers = QUEUES.map((name) => {
      const { concurrency, leaseMs } = policyOf(name, this.tuning);
      const worker = new Worker(name, (delivery) => this.attend({ ...waitingOf(delivery.id ?? ''), queue: name, name: delivery.name }), {
        connection: receiver,
        prefix: PREFIX,
        concurrency,
        lockDuration: leaseMs,
        stalledInterval: leaseMs,
        maxStalledCount: STALLS_ARE_NO_VERDICT,
        removeOnComplete: { count: 0 },
      });
      return this.quiet(worker);
    });
    return Promise.resolve();
  }

  private async attend(delivery: WaitingJob): Promise<void> {
    const work = this.deliver(delivery);
    this.active.add(work);
    await work.finally(() => this.active.delete(work));
  }

  /**
   * What was taken, moved or ended since is not claimed: whoever did that has sent another delivery where one is needed.
   * Throws only when the table cannot be read or written: then the delivery stays in Redis as failed until a sweep repeats it.
   */
  private async deliver(delivery: WaitingJob): Promise<void> {
    const early = delivery.runAt.getTime() - this.clock.now().getTime();
    if (early > EARLY_MS) return;
    if (early > 0) await sleep(early);
    await this.runner.run(delivery);
  }

  wake(job: WaitingJob): void {
    if (this.sender.status !== 'ready' && this.sender.status !== 'connecting' && this.sender.status !== 'connect') return;
    if (this.unsent.length < MOST_UNSENT) this.unsent.push(job);
    this.sending ??= this.sendAll().finally(() => (this.sending = undefined));
  }

  private async sendAll(): Promise<void> {
    await Promise.resolve();
    while (this.unsent.length > 0) {
      const jobs = this.unsent.splice(0, CHUNK);
      try {
        await this.send(jobs);
      } catch (error) {
        this.unsent = [];
        this.logger.warn(`${jobs.length} jobs wait for the next sweep: ${(error as Error).message}`);
      }
    }
  }

  private async send(jobs: readonly WaitingJob[]): Promise<void> {
    const now = this.clock.now().getTime();
    for (const [name, queue] of this.queues) {
      const deliveries = jobs
        .filter((job) => job.queue === name)
        .map((job) => ({ name: job.name, data: {}, opts: { jobId: deliveryId(job), delay: Math.max(0, job.runAt.getTime() - now) } }));
      if (deliveries.length > 0) await queue.addBulk(deliveries);
    }
  }

  async sweep(): Promise<void> {
    if (this.sender.status !== 'ready') return;
    for (const queue of this.queues.values()) await queue.retryJobs({ state: 'failed' });
    const overdue = await this.store.overdue(new Date(this.clock.now().getTime() - UNDERWAY_MS), SWEEP_ROWS);
    for (let i = 0; i < overdue.length; i += CHUNK) await this.send(overdue.slice(i, i + CHUNK));
  }

  async settle(graceMs: number): Promise<void> {
    await settledWithin(
      CLOSING_MS,
      this.workers.map((worker) => worker.pause(true)),
    );
    await settledWithin(graceMs, [...this.active]);
    // Before anything is handed back: a worker that still waits for a delivery would take this one and keep it from the others.
    await settledWithin(
      CLOSING_MS,
      this.workers.map((worker) => worker.close(true)),
    );
    this.receiver?.disconnect();
  }

  async close(): Promise<void> {
    await settledWithin(CLOSING_MS, [...(this.sending ? [this.sending] : []), ...[...this.queues.values()].map((queue) => queue.close())]);
    this.sender.disconnect();
  }

  async ping(): Promise<void> {
    await this.sender.ping();
  }
}
