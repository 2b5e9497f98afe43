/** Jobs, handlers and a kernel for the contract of job queues. */
import { setTimeout as sleep } from 'node:timers/promises';
import { Global, Module, type DynamicModule } from '@nestjs/common';
import { DataSource, Entity } from 'typeorm';
import { Clock, col, createTable, Key, Str, UnitOfWork } from '#platform/db';
import { defineJob, GivenUp, Handles, jobsSchema, type GivenUpJob, type Job, type JobContext, type JobTuning } from '#platform/jobs';

@Entity('effect')
export class Effect {
  @Key() id: string;
  @Str(60) what: string;
}

export const schema = [
  jobsSchema,
  { entities: [Effect], migrations: [createTable('1700000000001', 'effect', { columns: [col.key(), col.str('what', 60)] })] },
];

export interface Word {
  word: string;
}
export const say = defineJob<Word>({ name: 'test.say', attempts: 3, backoffMs: 30 });
export const inOrder = defineJob<Word>({ name: 'test.in_order', queue: 'import', losses: 2 });
export const refresh = defineJob<Word>({ name: 'test.refresh', key: ({ word }) => word, attempts: 2, backoffMs: 60 });
export const tick = defineJob({ name: 'test.tick', schedule: { everyMs: 150 }, attempts: 1 });
export const jobs: Job[] = [say, inOrder, refresh, tick] as unknown as Job[];

export type Script = (payload: Word, context: JobContext, worker: string) => Promise<unknown>;

/** What the handlers do; each test sets its own. */
export const script = new Map<string, Script>();
export const act = (job: { name: string }, does: Script): void => void script.set(job.name, does);

export class Handlers {
  constructor(private readonly worker: string) {}

  private play(job: { name: string }, payload: object, context: JobContext): Promise<unknown> {
    return script.get(job.name)?.(payload as Word, context, this.worker) ?? Promise.resolve();
  }

  @Handles(say) say(payload: Word, context: JobContext): Promise<unknown> {
    return this.play(say, payload, context);
  }
  @Handles(inOrder) inOrder(payload: Word, context: JobContext): Promise<unknown> {
    return this.play(inOrder, payload, context);
  }
  @Handles(refresh) refresh(payload: Word, context: JobContext): Promise<unknown> {
    return this.play(refresh, payload, context);
  }
  @GivenUp(say) sayGaveUp({ word }: Word, { state }: GivenUpJob): Promise<unknown> {
    return script.get('gave up')?.({ word: `${word} ${state}` }, undefined as never, this.worker) ?? Promise.resolve();
  }
  @Handles(tick) tick(payload: object, context: JobContext): Promise<unknown> {
    return this.play(tick, payload, context);
  }
}

/** The kernel of one process, on a database that the test holds open. */
@Global()
@Module({})
export class Kernel {
  static on(source: DataSource, clock: Clock): DynamicModule {
    const providers = [
      { provide: Clock, useValue: clock },
      { provide: DataSource, useValue: source },
      { provide: UnitOfWork, useValue: new UnitOfWork(source) },
    ];
    return { module: Kernel, providers, exports: [Clock, DataSource, UnitOfWork] };
  }
}

/** The clock of a machine that nobody has set. */
export class WrongClock extends Clock {
  constructor(private readonly offMs: number) {
    super();
  }

  override now(): Date {
    return new Date(super.now().getTime() + this.offMs);
  }
}

export const quick: Partial<JobTuning> = { pollMs: 40, sweepMs: 60, beatMs: 30, graceMs: 2_000 };

export const until = async (what: () => Promise<boolean> | boolean, limitMs = 6_000): Promise<void> => {
  for (const end = Date.now() + limitMs; !(await what()); await sleep(10))
    if (Date.now() > end) throw new Error(`waited ${limitMs} ms in vain for ${what.toString()}`);
};
