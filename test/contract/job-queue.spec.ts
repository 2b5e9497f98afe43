import { setTimeout as sleep } from 'node:timers/promises';
import { drift } from '#platform/db';
import { defineJob, FinalJobError, JobAdmin, JobHandlersError, JobQueue, type Job } from '#platform/jobs';
import { eachDatabase, eachQueue, type TestDatabase, type TestQueue } from '../support/index.js';
import { act, Handlers, inOrder, jobs, queueHouse, refresh, say, until, type Word } from './queue-house.js';

const contract = (database: TestDatabase, queue: TestQueue): void => {
  const house = queueHouse(database, queue);
  const { start, enqueue, view, reaches, effects, effect, sayIt } = house;

  it('has tables as its entities say', async () => expect(await drift(house.source)).toEqual([]));

  it('runs what was committed, and knows nothing of what was rolled back', async () => {
    const module = await start();
    const lost = house.uow.run(async () => {
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
    await house.uow.run(async () => {
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
    expect((await module.get(JobAdmin).queues()).filter((row) => row.paused).map((row) => row.queue)).toEqual(['default']);
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
