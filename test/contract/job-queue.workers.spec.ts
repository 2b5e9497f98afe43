import { setTimeout as sleep } from 'node:timers/promises';
import type { Settings } from '#platform/config';
import { JobAdmin } from '#platform/jobs';
import { eachDatabase, eachQueue, freePort, type TestDatabase, type TestQueue } from '../support/index.js';
import { act, inOrder, jobs, queueHouse, say, tick, until, WrongClock } from './queue-house.js';

const contract = (database: TestDatabase, queue: TestQueue): void => {
  const house = queueHouse(database, queue);
  const { start, enqueue, view, reaches, effects, effect, sayIt } = house;

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
      house.uow.run(() =>
        house.uow.manager.query(
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
    await house.uow.run(() => house.uow.manager.query(`UPDATE job SET ${dead}`));
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
      const good = house.settings;
      house.settings = Object.assign(Object.create(Object.getPrototypeOf(good) as object) as Settings, good, {
        REDIS_URL: `redis://127.0.0.1:${await freePort()}`,
      });
      const cut = await start({ run: false });
      house.settings = good;
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
    expect(await house.open[1]!.get(JobAdmin).get(id)).toMatchObject({ state: 'waiting', failures: 0, losses: 0 });
    house.open.shift();
    act(say, sayIt);
    await start({ name: 'B' });
    await reaches(id, 'done');
    await sleep(1_000);
    expect(await effects()).toEqual(['handed on']);
  });
};

describe('the job queue', () => {
  eachDatabase((database) => eachQueue((queue) => contract(database, queue)));
});
