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

/** Makes a method of a provider the handler of a kind of job. At least once per try: work that must not happen twice belongs into `context.finish`. */
export const Handles =
  <P extends object>(job: Job<P>) =>
  <H extends JobHandler<P>>(_target: object, _method: string | symbol, descriptor: TypedPropertyDescriptor<H>): void => {
    if (descriptor.value) Reflect.defineMetadata(HANDLES, job, descriptor.value);
  };

/** Thrown at the start when the jobs and their handlers do not fit together. */
export class JobHandlersError extends Error {}

export interface RegisteredJob {
  job: Job;
  where: string;
  handle: JobHandler<object>;
}

/** Every kind of job and the one method that does it. */
@Injectable()
export class JobRegistry {
  private readonly known = new Map<string, RegisteredJob>();

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
    const found = this.handlers();
    const faults: string[] = [];
    const names = new Set<string>();
    for (const job of this.jobs) {
      if (names.has(job.name)) faults.push(`two jobs are named ${job.name}`);
      names.add(job.name);
      const handlers = found.filter((entry) => entry.job === job);
      if (handlers.length === 0) faults.push(`${job.name} has no handler`);
      if (handlers.length > 1) faults.push(`${job.name} has several handlers: ${handlers.map((entry) => entry.where).join(', ')}`);
      if (handlers[0]) this.known.set(job.name, handlers[0]);
    }
    if (faults.length > 0) throw new JobHandlersError(`Jobs and handlers do not fit together:\n  ${faults.join('\n  ')}`);
  }

  get names(): readonly string[] {
    return [...this.known.keys()];
  }

  find(name: string): RegisteredJob | undefined {
    return this.known.get(name);
  }

  private handlers(): RegisteredJob[] {
    const instances = new Set(this.discovery.getProviders().map((wrapper) => wrapper.instance as unknown).filter(isObject));
    return [...instances].flatMap((instance) => {
      const prototype = Object.getPrototypeOf(instance) as object | null;
      if (!prototype) return [];
      return this.scanner.getAllMethodNames(prototype).flatMap((method) => {
        const handler = (prototype as Record<string, unknown>)[method] as JobHandler<object>;
        const job = typeof handler === 'function' ? (Reflect.getMetadata(HANDLES, handler) as Job | undefined) : undefined;
        return job ? [{ job, where: `${instance.constructor.name}.${method}`, handle: handler.bind(instance) }] : [];
      });
    });
  }
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
