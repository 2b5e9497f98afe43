/** Jobs, handlers, a kernel and processes for the contract of job queues. */
import { setTimeout as sleep } from 'node:timers/promises';
import { Global, Module, type DynamicModule } from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';
import { DataSource, Entity } from 'typeorm';
import { ConfigModule, type Settings } from '#platform/config';
import { Clock, col, createTable, Key, newId, Str, UnitOfWork } from '#platform/db';
import { Trail } from '#platform/http';
import {
  defineJob,
  GivenUp,
  Handles,
  JobAdmin,
  JobQueue,
  jobsSchema,
  JobsModule,
  type GivenUpJob,
  type Job,
  type JobContext,
  type JobState,
  type JobTuning,
  type JobView,
} from '#platform/jobs';
import type { TestDatabase, TestQueue } from '../support/index.js';

@Entity('effect')
class Effect {
  @Key() id: string;
  @Str(60) what: string;
}

const schema = [
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

type Script = (payload: Word, context: JobContext, worker: string) => Promise<unknown>;

/** What the handlers do; each test sets its own. */
const script = new Map<string, Script>();
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
class Kernel {
  static on(source: DataSource, clock: Clock): DynamicModule {
    const providers = [
      { provide: Clock, useValue: clock },
      { provide: DataSource, useValue: source },
      { provide: UnitOfWork, useValue: new UnitOfWork(source) },
      { provide: Trail, useValue: { record: () => Promise.resolve() } }, // nobody signs in here
    ];
    return { module: Kernel, providers, exports: [Clock, DataSource, UnitOfWork, Trail] };
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

const quick: Partial<JobTuning> = { pollMs: 40, sweepMs: 60, beatMs: 30, graceMs: 2_000 };

export const until = async (what: () => Promise<boolean> | boolean, limitMs = 6_000): Promise<void> => {
  for (const end = Date.now() + limitMs; !(await what()); await sleep(10))
    if (Date.now() > end) throw new Error(`waited ${limitMs} ms in vain for ${what.toString()}`);
};

interface Start {
  run?: boolean;
  name?: string;
  tuning?: Partial<JobTuning>;
  jobs?: Job[];
  handlers?: object[];
  clock?: Clock;
}

/** Processes that share a database and a queue. */
class QueueHouse {
  source!: DataSource;
  settings!: Settings;
  uow!: UnitOfWork;
  readonly open: TestingModule[] = [];

  readonly start = async ({
    run = true,
    name = 'A',
    tuning = {},
    jobs: known = jobs.filter((job) => job !== tick),
    handlers,
    clock = new Clock(),
  }: Start = {}) => {
    const running = JobsModule.of({ run, jobs: known, tuning: { ...quick, ...tuning } });
    const module = await Test.createTestingModule({
      imports: [ConfigModule.of(this.settings), Kernel.on(this.source, clock), running],
      providers: (handlers ?? [new Handlers(name)]).map((value, i) => ({ provide: `handlers${i}`, useValue: value })),
    }).compile();
    this.open.push(module);
    await module.init();
    return module;
  };
  readonly enqueue = <P extends object>(module: TestingModule, job: Job<P>, payload: P, runAt?: Date): Promise<string> =>
    module.get(UnitOfWork).run(() => module.get(JobQueue).enqueue(job, payload, runAt ? { runAt } : {}));
  readonly view = (id: string): Promise<JobView> => this.open[0]!.get(JobAdmin).get(id);
  readonly reaches = async (id: string, state: JobState): Promise<JobView> => {
    await until(async () => (await this.view(id)).state === state);
    return this.view(id);
  };
  readonly effects = async (): Promise<string[]> =>
    (await this.source.getRepository(Effect).find({ order: { id: 'ASC' } })).map((effect) => effect.what);
  readonly effect = (what: string): Promise<unknown> => this.uow.manager.insert(Effect, { id: newId(), what });
  readonly sayIt: Script = ({ word }, context) => context.finish(() => this.effect(word));
}

/** Opens the house, empties it before each test and closes its processes after it: call it at the top of a `describe`. */
export const queueHouse = (database: TestDatabase, queue: TestQueue): QueueHouse => {
  const house = new QueueHouse();
  beforeAll(async () => {
    house.source = await database.open(schema);
    house.settings = await database.settings(queue.redisUrl ? { REDIS_URL: queue.redisUrl } : {});
    house.uow = new UnitOfWork(house.source);
  });
  beforeEach(async () => {
    await queue.lose();
    for (const table of ['job', 'job_pause', 'effect']) await house.uow.run(() => house.uow.manager.query(`DELETE FROM ${table}`));
    script.clear();
    for (const job of [say, inOrder, refresh]) act(job, house.sayIt);
  });
  afterEach(async () => {
    for (const module of house.open.splice(0).reverse()) await module.close();
  });
  return house;
};
