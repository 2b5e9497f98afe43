import { Global, Module, type DynamicModule } from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';
import { setTimeout as sleep } from 'node:timers/promises';
import { DataSource, Entity } from 'typeorm';
import { ConfigModule, type Settings } from '#platform/config';
import { Clock, col, createTable, drift, Key, newId, Str, UnitOfWork } from '#platform/db';
import {
  defineJob,
  FinalJobError,
  GivenUp,
  Handles,
  JobAdmin,
  JobHandlersError,
  JobQueue,
  JobsModule,
  jobsSchema,
  type GivenUpJob,
  type Job,
  type JobContext,
  type JobState,
  type JobTuning,
  type JobView,
} from '#platform/jobs';
import { eachDatabase, eachQueue, freePort, type TestDatabase, type TestQueue } from '../support/index.js';

@Entity('effect')
class Effect {
  @Key() id: string;
  @Str(60) what: string;
}

const schema = [
  jobsSchema,
  { entities: [Effect], migrations: [createTable('1700000000001', 'effect', { columns: [col.key(), col.str('what', 60)] })] },
];

interface Word {
  word: string;
}
const say = defineJob<Word>({ name: 'test.say', attempts: 3, backoffMs: 30 });
const inOrder = defineJob<Word>({ name: 'test.in_order', queue: 'import', losses: 2 });
const refresh = defineJob<Word>({ name: 'test.refresh', key: ({ word }) => word, attempts: 2, backoffMs: 60 });
const tick = defineJob({ name: 'test.tick', schedule: { everyMs: 150 }, attempts: 1 });
const jobs: Job[] = [say, inOrder, refresh, tick] as unknown as Job[];

type Script = (payload: Word, context: JobContext, worker: string) => Promise<unknown>;

/** What the handlers do; each test sets its own. */
const script = new Map<string, Script>();
const act = (job: { name: string }, does: Script): void => void script.set(job.name, does);

class Handlers {
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
    ];
    return { module: Kernel, providers, exports: [Clock, DataSource, UnitOfWork] };
  }
}

/** The clock of a machine that nobody has set. */
class WrongClock extends Clock {
  constructor(private readonly offMs: number) {
    super();
  }

  override now(): Date {
    return new Date(super.now().getTime() + this.offMs);
  }
}

const quick: Partial<JobTuning> = { pollMs: 40, sweepMs: 60, beatMs: 30, graceMs: 2_000 };

const until = async (what: () => Promise<boolean> | boolean, limitMs = 6_000): Promise<void> => {
  for (const end = Date.now() + limitMs; !(await what()); await sleep(10))
    if (Date.now() > end) throw new Error(`waited ${limitMs} ms in vain for ${what.toString()}`);
};

const contract = (database: TestDatabase, queue: TestQueue): void => {
  let source: DataSource;
  let settings: Settings;
  let uow: UnitOfWork;
  const open: TestingModule[] = [];

  interface Start {
    run?: boolean;
    name?: string;
    tuning?: Partial<JobTuning>;
    jobs?: Job[];
    handlers?: object[];
    clock?: Clock;
  }
  const start = async ({
    run = true,
    name = 'A',
    tuning = {},
    jobs: known = jobs.filter((job) => job !== tick),
    handlers,
    clock = new Clock(),
  }: Start = {}) => {
    const module = await Test.createTestingModule({
      imports: [ConfigModule.of(settings), Kernel.on(source, clock), JobsModule.of({ run, jobs: known, tuning: { ...quick, ...tuning } })],
      providers: (handlers ?? [new Handlers(name)]).map((value, i) => ({ provide: `handlers${i}`, useValue: value })),
    }).compile();
    open.push(module);
    await module.init();
    return module;
  };
  const enqueue = <P extends object>(module: TestingModule, job: Job<P>, payload: P, runAt?: Date): Promise<string> =>
    module.get(UnitOfWork).run(() => module.get(JobQueue).enqueue(job, payload, runAt ? { runAt } : {}));
  const view = (id: string): Promise<JobView> => open[0]!.get(JobAdmin).get(id);
  const reaches = async (id: string, state: JobState): Promise<JobView> => {
    await until(async () => (await view(id)).state === state);
    return view(id);
  };
  const effects = async (): Promise<string[]> =>
    (await source.getRepository(Effect).find({ order: { id: 'ASC' } })).map((effect) => effect.what);
  const effect = (what: string): Promise<unknown> => uow.manager.insert(Effect, { id: newId(), what });
  const sayIt: Script = ({ word }, context) => context.finish(() => effect(word));

  beforeAll(async () => {
    source = await database.open(schema);
    settings = await database.settings(queue.redisUrl ? { REDIS_URL: queue.redisUrl } : {});
    uow = new UnitOfWork(source);
  });
  beforeEach(async () => {
    await queue.lose();
    for (const table of ['job', 'job_pause', 'effect']) await uow.run(() => uow.manager.query(`DELETE FROM ${table}`));
    script.clear();
    for (const job of [say, inOrder, refresh]) act(job, sayIt);
  });
  afterEach(async () => {
    for (const module of open.splice(0).reverse()) await module.close();
  });

  it('has tables as its entities say', async () => expect(await drift(source)).toEqual([]));

  it('runs what was committed, and knows nothing of what was rolled back', async () => {
    const module = await start();
    const lost = uow.run(async () => {
      await module.get(JobQueue).enqueue(say, { word: 'lost' });
      throw new Error('rolled back');
    });
    await expect(lost).rejects.toThrow('rolled back');
    const id = await enqueue(module, say, { word: 'kept' });
    expect(await reaches(id, 'done')).toMatchObject({ starts: 1, failures: 0, lastError: null });
    expect(await effects()).toEqual(['kept']);
    expect((await module.get(JobAdmin).list({})).items).toHaveLength(1);
  });

  it('runs a queue of one place in the order of enqueueing, and a delayed job not before its time', async () => {
    const module = await start({ run: false });
    const at = new Date(Date.now() + 400);
    const late = await enqueue(module, inOrder, { word: 'late' }, at);
    for (const word of ['1', '2', '3', '4']) await enqueue(module, inOrder, { word });
    await start();
    const done = await reaches(late, 'done');
    expect(await effects()).toEqual(['1', '2', '3', '4', 'late']);
    expect(done.startedAt!.getTime()).toBeGreaterThanOrEqual(at.getTime());
  });

  it('starts a job at once, without waiting for the poll', async () => {
    const module = await start({ tuning: { pollMs: 60_000, sweepMs: 60_000 } });
    await sleep(100);
    const id = await enqueue(module, say, { word: 'now' });
    const { startedAt, createdAt } = await reaches(id, 'done');
    expect(startedAt!.getTime() - createdAt.getTime()).toBeLessThan(1_000);
  });

  it('keeps one waiting job per key, and another one may wait while the first runs', async () => {
    const idle = await start({ run: false });
    const first = await enqueue(idle, refresh, { word: 'x' });
    expect(await enqueue(idle, refresh, { word: 'x' })).toBe(first);
    expect(await enqueue(idle, refresh, { word: 'y' })).not.toBe(first);
    const many = await Promise.all(Array.from({ length: 12 }, () => enqueue(idle, refresh, { word: 'z' })));
    expect(new Set(many).size).toBe(1);
    let release!: () => void;
    const gate = new Promise<void>((resolve) => (release = resolve));
    act(refresh, ({ word }, context) => gate.then(() => context.finish(() => effect(word))));
    await start();
    await reaches(first, 'running');
    const second = await enqueue(idle, refresh, { word: 'x' });
    expect(second).not.toBe(first);
    release();
    await reaches(second, 'done');
    expect((await effects()).sort()).toEqual(['x', 'x', 'y', 'z']);
  });

  it('does not start a keyed job while somebody who joined it has not committed', async () => {
    const module = await start({ run: false });
    const seen: string[][] = [];
    act(refresh, async () => seen.push(await effects()));
    const id = await enqueue(module, refresh, { word: 'x' }, new Date(Date.now() + 600));
    await start();
    await uow.run(async () => {
      await effect('change');
      expect(await module.get(JobQueue).enqueue(refresh, { word: 'x' }, { runAt: new Date(Date.now() + 600) })).toBe(id);
      await sleep(900);
    });
    await reaches(id, 'done');
    expect(seen).toEqual([['change']]);
  });

  it('tries again with growing pauses, and keeps the original error when no try is left', async () => {
    const module = await start();
    const times: number[] = [];
    act(say, (_, { attempt }) => {
      times.push(Date.now());
      return Promise.reject(new RangeError(`no room at try ${attempt}`));
    });
    const id = await enqueue(module, say, { word: 'x' });
    const failed = await reaches(id, 'failed');
    expect(failed).toMatchObject({ starts: 3, failures: 3 });
    expect(failed.lastError).toMatch(/^RangeError: no room at try 3\n {4}at /);
    expect(times[1]! - times[0]!).toBeGreaterThanOrEqual(30);
    expect(times[2]! - times[1]!).toBeGreaterThanOrEqual(60);
  });

  it('does not try again what its handler calls final', async () => {
    const module = await start();
    act(say, () => Promise.reject(new FinalJobError('no such mailbox')));
    expect(await reaches(await enqueue(module, say, { word: 'x' }), 'failed')).toMatchObject({ starts: 1 });
  });

  it('lets an administrator retry what failed, with all its tries again', async () => {
    const module = await start();
    let broken = true;
    act(say, ({ word }, context) => (broken ? Promise.reject(new Error('broken')) : sayIt({ word }, context, '')));
    const id = await enqueue(module, say, { word: 'mended' });
    await reaches(id, 'failed');
    broken = false;
    expect(await module.get(JobAdmin).retry(id)).toMatchObject({ state: 'waiting', failures: 0 });
    await reaches(id, 'done');
    expect(await effects()).toEqual(['mended']);
    await expect(module.get(JobAdmin).retry(id)).rejects.toMatchObject({ code: 'job.not_ended' });
  });

  it('ends a failed try quietly when another job of its key waits already', async () => {
    const module = await start();
    let tries = 0;
    act(refresh, async ({ word }, context) => {
      if ((tries += 1) > 1) return context.finish(() => effect(word));
      await enqueue(module, refresh, { word }, new Date(Date.now() + 100));
      throw new Error('once');
    });
    const id = await enqueue(module, refresh, { word: 'x' });
    expect((await reaches(id, 'cancelled')).lastError).toMatch(/does the same; before: Error: once/);
    await until(async () => (await effects()).length === 1);
  });

  it('rolls the effect back together with the end of the job', async () => {
    const module = await start();
    act(say, async ({ word }, context) => {
      await context.finish(async () => {
        await effect(word);
        if (context.attempt === 1) throw new Error('in the middle');
      });
    });
    expect(await reaches(await enqueue(module, say, { word: 'once' }), 'done')).toMatchObject({ starts: 2, failures: 1 });
    expect(await effects()).toEqual(['once']);
  });

  it('takes effect once when a worker falls silent and another takes over', async () => {
    // A never renews its lease and goes on after B has finished.
    const silent = await start({ name: 'A', tuning: { leaseMs: 200, beatMs: 60_000, sweepMs: 60_000 } });
    let end!: (error: unknown) => void;
    const lateEnd = new Promise<unknown>((resolve) => (end = resolve));
    act(say, async ({ word }, context) => {
      if (context.attempt === 1) {
        await until(async () => (await effects()).length === 1);
        await context
          .finish(() => effect('twice'))
          .catch((error: unknown) => {
            end(error);
            throw error;
          });
      }
      await context.finish(() => effect(word));
    });
    const id = await enqueue(silent, say, { word: 'once' });
    await reaches(id, 'running');
    await start({ name: 'B', tuning: { leaseMs: 5_000 } });
    expect(await lateEnd).toMatchObject({ message: expect.stringContaining('another worker') });
    expect(await view(id)).toMatchObject({ state: 'done', starts: 2, losses: 1, failures: 0 });
    expect(await effects()).toEqual(['once']);
  });

  it('does not fail a job whose worker died, be it twice', async () => {
    const idle = await start({ run: false });
    const id = await enqueue(idle, say, { word: 'alive' });
    const die = (losses: number): Promise<unknown> =>
      uow.run(() =>
        uow.manager.query(
          `UPDATE job SET state = 'running', workerId = 'dead', leaseUntil = '2026-01-01 00:00:00.000', losses = ${losses}`,
        ),
      );
    await die(1);
    await start();
    expect(await reaches(id, 'done')).toMatchObject({ losses: 2, failures: 0 });
    expect(await effects()).toEqual(['alive']);
  });

  it.each([say, inOrder])('fails a job that took as many workers down with it as it may', async (job) => {
    const most = job.losses ?? 10;
    const idle = await start({ run: false });
    const id = await enqueue(idle, job, { word: 'deadly' });
    const dead = `state = 'running', workerId = 'dead', leaseUntil = '2026-01-01 00:00:00.000', losses = ${most - 1}`;
    await uow.run(() => uow.manager.query(`UPDATE job SET ${dead}`));
    await start();
    expect((await reaches(id, 'failed')).lastError).toContain(`died ${most} times`);
  });

  // The embedded database belongs to one process, which has one clock.
  const clocks =
    database.kind === 'embedded'
      ? []
      : ([
          ['its own is an hour behind', -3_600_000, 0],
          ['another’s is an hour ahead', 0, 3_600_000],
        ] as const);
  for (const [how, mine, theirs] of clocks)
    it(`leaves a living worker its job although ${how}`, async () => {
      let release!: () => void;
      const gate = new Promise<void>((resolve) => (release = resolve));
      const began: string[] = [];
      act(say, async (payload, context, worker) => {
        began.push(worker);
        await gate;
        return sayIt(payload, context, worker);
      });
      const module = await start({ name: 'A', clock: new WrongClock(mine) });
      const id = await enqueue(module, say, { word: 'mine' });
      await until(() => began.length === 1);
      await start({ name: 'B', clock: new WrongClock(theirs) });
      await sleep(600);
      release();
      expect([(await reaches(id, 'done')).losses, began]).toEqual([0, ['A']]);
    });

  it('renews the lease of a long job, so that nobody else takes it', async () => {
    let starts = 0;
    act(say, async ({ word }, context) => {
      starts += 1;
      await sleep(900);
      await context.finish(() => effect(word));
    });
    const module = await start({ tuning: { leaseMs: 300 } });
    await start({ name: 'B', tuning: { leaseMs: 300 } });
    await reaches(await enqueue(module, say, { word: 'long' }), 'done');
    expect([starts, await effects()]).toEqual([1, ['long']]);
  });

  it('never runs one job in two workers at once', async () => {
    let [now, most] = [0, 0];
    const runs = new Map<string, number>();
    act(say, async ({ word }, context) => {
      runs.set(word, (runs.get(word) ?? 0) + 1);
      most = Math.max(most, (now += 1));
      await sleep(3);
      await context.finish(() => effect(word));
      now -= 1;
    });
    const first = await start({ name: 'A' });
    await start({ name: 'B' });
    const words = Array.from({ length: 60 }, (_, i) => `w${i}`);
    await Promise.all(words.map((word) => enqueue(first, say, { word })));
    await until(async () => (await first.get(JobAdmin).queues())[0]!.counts.done === 60);
    expect([...runs.values()].every((count) => count === 1)).toBe(true);
    expect((await effects()).sort()).toEqual([...words].sort());
    expect(most).toBeLessThanOrEqual(8);
  });

  it('runs a scheduled job once each time, with two workers', async () => {
    const workers = new Set<string>();
    act(tick, (_, context, worker) => {
      workers.add(worker);
      return context.finish(() => effect('tick'));
    });
    const began = Date.now();
    const first = await start({ name: 'A', jobs });
    await start({ name: 'B', jobs });
    await until(async () => (await effects()).length >= 3);
    expect((await effects()).length).toBeLessThanOrEqual(Math.ceil((Date.now() - began) / 150) + 1);
    const { items } = await first.get(JobAdmin).list({ name: 'test.tick' });
    expect(items).toHaveLength(1);
    expect(items[0]).toMatchObject({ scheduled: true, failures: 0 });
  });

  it('keeps a failed scheduled job to be looked at, and runs it again at its next time', async () => {
    let runs = 0;
    act(tick, () => ((runs += 1) === 1 ? Promise.reject(new Error('first')) : Promise.resolve()));
    const module = await start({ jobs });
    await until(() => runs >= 3);
    const { items } = await module.get(JobAdmin).list({ name: 'test.tick' });
    expect(items.map((item) => item.scheduled)).toEqual([true, false]);
    expect(items[1]).toMatchObject({ state: 'failed', lastError: expect.stringContaining('Error: first') });
  });

  it('takes up nothing of a paused queue until it goes on, in no process', async () => {
    const module = await start();
    await start({ name: 'B' });
    await module.get(JobAdmin).pause('default');
    await module.get(JobAdmin).pause('default');
    const id = await enqueue(module, say, { word: 'paused' });
    const other = await enqueue(module, inOrder, { word: 'other queue' });
    await reaches(other, 'done');
    await sleep(200);
    expect((await view(id)).state).toBe('waiting');
    expect((await module.get(JobAdmin).queues()).map((row) => row.paused)).toEqual([true, false, false, false, false]);
    await module.get(JobAdmin).resume('default');
    await reaches(id, 'done');
  });

  it('cancels a waiting job, and asks a running one of another process to stop', async () => {
    const idle = await start({ run: false });
    const waiting = await enqueue(idle, say, { word: 'never' }, new Date(Date.now() + 60_000));
    expect(await idle.get(JobAdmin).cancel(waiting)).toMatchObject({ state: 'cancelled' });
    act(
      say,
      (_, { signal }) =>
        new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(new Error(String(signal.reason))))),
    );
    await start();
    const running = await enqueue(idle, say, { word: 'long' });
    await reaches(running, 'running');
    expect(await idle.get(JobAdmin).cancel(running)).toMatchObject({ state: 'running', cancelRequested: true });
    expect((await reaches(running, 'cancelled')).lastError).toContain('cancelled');
    await expect(idle.get(JobAdmin).cancel(running)).rejects.toMatchObject({ code: 'job.ended' });
    expect(await effects()).toEqual([]);
  });

  it('tells whoever waits for its work, in the same transaction, that a job was given up', async () => {
    act({ name: 'gave up' }, ({ word }) => effect(word));
    act(say, () => Promise.reject(new Error('no')));
    const idle = await start({ run: false });
    const waiting = await enqueue(idle, say, { word: 'never begun' }, new Date(Date.now() + 60_000));
    await idle.get(JobAdmin).cancel(waiting);
    expect(await effects()).toEqual(['never begun cancelled']);
    await start();
    await reaches(await enqueue(idle, say, { word: 'tried in vain' }), 'failed');
    expect(await effects()).toEqual(['never begun cancelled', 'tried in vain failed']);
    act({ name: 'gave up' }, () => Promise.reject(new Error('cannot be told')));
    const other = await enqueue(idle, say, { word: 'later' }, new Date(Date.now() + 60_000));
    await expect(idle.get(JobAdmin).cancel(other)).rejects.toThrow('cannot be told');
    expect((await view(other)).state).toBe('waiting');
  });

  it('moves a waiting job to another time', async () => {
    const module = await start();
    const id = await enqueue(module, say, { word: 'sooner' }, new Date(Date.now() + 60_000));
    await module.get(JobAdmin).moveTo(id, new Date());
    await reaches(id, 'done');
    const later = await enqueue(module, say, { word: 'later' }, new Date(Date.now() + 150));
    await module.get(JobAdmin).moveTo(later, new Date(Date.now() + 60_000));
    await sleep(350);
    expect((await view(later)).state).toBe('waiting');
  });

  it('shows progress while it runs', async () => {
    let release!: () => void;
    const gate = new Promise<void>((resolve) => (release = resolve));
    act(say, async (_, context) => {
      for (let i = 0; i <= 500; i += 1) context.progress(i, 1000);
      await gate;
    });
    const module = await start();
    const id = await enqueue(module, say, { word: 'x' });
    await until(async () => (await view(id)).progressDone === 500);
    expect((await view(id)).progressTotal).toBe(1000);
    release();
    await reaches(id, 'done');
  });

  it('finds every waiting job again after Redis was emptied', async () => {
    const idle = await start({ run: false });
    const ids = await Promise.all(['a', 'b', 'c'].map((word) => enqueue(idle, say, { word })));
    const delayed = await enqueue(idle, say, { word: 'd' }, new Date(Date.now() + 300));
    await queue.lose();
    await start();
    for (const id of [...ids, delayed]) await reaches(id, 'done');
    const underWay = await enqueue(idle, say, { word: 'e' }, new Date(Date.now() + 300));
    await sleep(50);
    await queue.lose();
    await reaches(underWay, 'done');
    expect((await effects()).sort()).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  if (queue.kind === 'redis') {
    it('commits without waiting while Redis cannot be reached; the sweep of a worker finds the job later', async () => {
      const good = settings;
      settings = Object.assign(Object.create(Object.getPrototypeOf(good) as object) as Settings, good, {
        REDIS_URL: `redis://127.0.0.1:${await freePort()}`,
      });
      const cut = await start({ run: false });
      settings = good;
      const began = Date.now();
      const id = await enqueue(cut, say, { word: 'kept' });
      expect(Date.now() - began).toBeLessThan(500);
      await start();
      await reaches(id, 'done');
    });
  }

  it('hands back what does not end in time when the process stops', async () => {
    act(say, () => sleep(1_500));
    const stopping = await start({ tuning: { graceMs: 100 } });
    const id = await enqueue(stopping, say, { word: 'handed on' });
    await reaches(id, 'running');
    await start({ run: false });
    await stopping.close();
    expect(await open[1]!.get(JobAdmin).get(id)).toMatchObject({ state: 'waiting', failures: 0, losses: 0 });
    open.shift();
    act(say, sayIt);
    await start({ name: 'B' });
    await reaches(id, 'done');
    await sleep(1_000);
    expect(await effects()).toEqual(['handed on']);
  });

  it('pages through jobs, newest first', async () => {
    const idle = await start({ run: false });
    const ids: string[] = [];
    for (let i = 0; i < 5; i += 1) ids.unshift(await enqueue(idle, say, { word: String(i) }, new Date(Date.now() + 60_000)));
    const first = await idle.get(JobAdmin).list({ limit: 3, state: 'waiting', queue: 'default' });
    const second = await idle.get(JobAdmin).list({ limit: 3, cursor: first.next! });
    expect([...first.items, ...second.items].map((job) => job.id)).toEqual(ids);
    expect(second.next).toBeNull();
  });

  it('does not start with a job that has no handler, or two', async () => {
    await expect(start({ handlers: [] })).rejects.toThrow(/test\.say has no handler/);
    await expect(start({ handlers: [new Handlers('A'), new Handlers('B')] })).rejects.toThrow(
      /test\.say has several handlers: Handlers\.say, Handlers\.say/,
    );
    const twin = defineJob<Word>({ name: 'test.say' });
    await expect(start({ jobs: [...jobs, twin as unknown as Job] })).rejects.toThrow(JobHandlersError);
    await start({ run: false, handlers: [] });
  });
};

describe('the job queue', () => {
  eachDatabase((database) => eachQueue((queue) => contract(database, queue)));
});
