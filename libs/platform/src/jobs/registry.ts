import { Inject, Injectable } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { definedJobs, type Job, type JobContext } from './job.js';
import type { JobTuning } from './policy.js';

export const JOBS_OPTIONS = Symbol('options of the jobs module');

export interface JobsOptions {
  /** Whether this process runs jobs; otherwise it only enqueues them. */
  run: boolean;
  /** Instead of all that the loaded libraries define. */
  jobs?: readonly Job[];
  tuning?: Partial<JobTuning>;
}

const HANDLES = Symbol('handles job');

export type JobHandler<P extends object> = (payload: P, context: JobContext) => Promise<unknown>;

/**
 * Makes a method of a provider the handler of a kind of job. At least once per try: work that must not happen twice
 * belongs into `context.finish`.
 */
export const Handles =
  <P extends object>(job: Job<P>) =>
  <H extends JobHandler<P>>(_target: object, _method: string | symbol, descriptor: TypedPropertyDescriptor<H>): void => {
    if (descriptor.value) Reflect.defineMetadata(HANDLES, job, descriptor.value);
  };

const HEARS_END = Symbol('hears that a job was given up');

/** A job that ended without having done its work. */
export interface GivenUpJob {
  jobId: string;
  state: 'failed' | 'cancelled';
  /** Times its worker vanished. */
  losses: number;
  lastError: string | null;
}

type GivenUpListener<P extends object> = (payload: P, how: GivenUpJob) => Promise<unknown>;

/** Makes a method hear, in the transaction that ends it, of a job that failed for good or was cancelled, be it before it began:
 * whoever waits for its work can be told. A job whose twin waits instead is not given up. */
export const GivenUp =
  <P extends object>(job: Job<P>) =>
  <L extends GivenUpListener<P>>(_target: object, _method: string | symbol, descriptor: TypedPropertyDescriptor<L>): void => {
    if (descriptor.value) Reflect.defineMetadata(HEARS_END, job, descriptor.value);
  };

/** Thrown at the start when the jobs and their handlers do not fit together. */
export class JobHandlersError extends Error {}

export interface RegisteredJob {
  job: Job;
  where: string;
  handle: JobHandler<object>;
}

type Method = (...args: never[]) => Promise<unknown>;
interface MarkedMethod<M> {
  job: Job;
  where: string;
  method: M;
}

/** Every kind of job and the one method that does it. */
@Injectable()
export class JobRegistry {
  private readonly known = new Map<string, RegisteredJob>();
  private listeners: MarkedMethod<GivenUpListener<object>>[] | undefined;

  constructor(
    @Inject(JOBS_OPTIONS) private readonly options: JobsOptions,
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
  ) {}

  /** Every kind of job there is, whether this process runs it or not. */
  get jobs(): readonly Job[] {
    return this.options.jobs ?? definedJobs();
  }

  jobNamed(name: string): Job | undefined {
    return this.jobs.find((job) => job.name === name);
  }

  /** Finds the handler of each job among the providers.
   * @throws JobHandlersError naming every job with no handler or more than one, and every name that two jobs have */
  discover(): void {
    const found = this.marked<JobHandler<object>>(HANDLES);
    const faults: string[] = [];
    const names = new Set<string>();
    for (const job of this.jobs) {
      if (names.has(job.name)) faults.push(`two jobs are named ${job.name}`);
      names.add(job.name);
      const handlers = found.filter((entry) => entry.job === job);
      if (handlers.length === 0) faults.push(`${job.name} has no handler`);
      if (handlers.length > 1) faults.push(`${job.name} has several handlers: ${handlers.map((entry) => entry.where).join(', ')}`);
      if (handlers[0]) this.known.set(job.name, { job, where: handlers[0].where, handle: handlers[0].method });
    }
    if (faults.length > 0) throw new JobHandlersError(`Jobs and handlers do not fit together:\n  ${faults.join('\n  ')}`);
  }

  get names(): readonly string[] {
    return [...this.known.keys()];
  }

  find(name: string): RegisteredJob | undefined {
    return this.known.get(name);
  }

  async tellGivenUp(job: Job, payload: object, how: GivenUpJob): Promise<void> {
    this.listeners ??= this.marked<GivenUpListener<object>>(HEARS_END);
    for (const listener of this.listeners) if (listener.job === job) await listener.method(payload, how);
  }

  private marked<M extends Method>(mark: symbol): MarkedMethod<M>[] {
    const instances = new Set(
      this.discovery
        .getProviders()
        .map((wrapper) => wrapper.instance as unknown)
        .filter(isObject),
    );
    return [...instances].flatMap((instance) => {
      const prototype = Object.getPrototypeOf(instance) as object | null;
      if (!prototype) return [];
      return this.scanner.getAllMethodNames(prototype).flatMap((name) => {
        const method = (prototype as Record<string, unknown>)[name] as M;
        const job = typeof method === 'function' ? (Reflect.getMetadata(mark, method) as Job | undefined) : undefined;
        return job ? [{ job, where: `${instance.constructor.name}.${name}`, method: method.bind(instance) as M }] : [];
      });
    });
  }
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
