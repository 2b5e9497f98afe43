import type { TestingModule } from '@nestjs/testing';
import type { DataSource } from 'typeorm';
import { newId, sqlInstant } from '#platform/db';
import { Events, QueueRoom } from '#platform/jobs';
import type { HeardEvents } from '../../../../test/support/events.js';
import { eachDatabase, type TestDatabase } from '../../../../test/support/index.js';
import { administrator, post, postSchema, staff } from '../testing/post.js';
import { Watch } from './watch.service.js';

const MINUTE = 60_000;

const suite = (database: TestDatabase): void => {
  let source: DataSource;
  let house: TestingModule;

  beforeAll(async () => {
    source = await database.open(postSchema);
    house = await post(source, await database.settings(), false);
  });
  afterAll(() => house.close());
  beforeEach(async () => {
    for (const table of ['job', 'job_pause', 'watch_alarm']) await source.query(`DELETE FROM ${table}`);
    told();
  });

  const jobs = async (count: number, state: string, agoMs: number, queue = 'mail'): Promise<void> => {
    const at = sqlInstant(new Date(Date.now() - agoMs));
    for (let i = 0; i < count; i += 1)
      await source.query(
        `INSERT INTO job (id, name, queue, payload, state, runAt, starts, failures, losses, cancelRequested, createdAt, startedAt,
           finishedAt, workerId) VALUES (?, 'notification.send', ?, '{"deliveryId":"x"}', ?, ?, 1, 0, 0, 0, ?, ?, ?, ?)`,
        [newId(), queue, state, at, at, at, state === 'running' || state === 'waiting' ? null : at, 'host-7/realm/4711/1/x'],
      );
  };
  const told = (): string[] =>
    house
      .get<HeardEvents>(Events as never)
      .heard.splice(0)
      .map(({ data }) => JSON.stringify(data));

  it('tells administrators once of a queue that is late, and not of one that is paused', async () => {
    await jobs(1, 'waiting', 12 * MINUTE);
    await jobs(1, 'waiting', 30 * MINUTE, 'solver');
    await source.query("INSERT INTO job_pause (queue, pausedAt) VALUES ('solver', '2026-01-01 00:00:00.000')");
    await Promise.all([house.get(Watch).look(), house.get(Watch).look()]);
    await house.get(Watch).look();
    expect(told().map((one) => JSON.parse(one) as object)).toMatchObject([
      { rule: 'late', queue: 'mail', queueName: 'mail', figure: 12, most: 10 },
    ]);
  });

  it('tells of a queue of which too many failed in the last hour, until it is well again', async () => {
    await jobs(10, 'failed', 5 * MINUTE);
    await jobs(10, 'done', 5 * MINUTE);
    await jobs(100, 'failed', 61 * MINUTE);
    await Promise.all([house.get(Watch).look(), house.get(Watch).look()]);
    expect(told().map((one) => JSON.parse(one) as object)).toMatchObject([
      { rule: 'failing', queue: 'mail', figure: 50, most: 20, failed: 10 },
    ]);
    expect(await house.get(Watch).alarms(administrator)).toMatchObject([{ rule: 'failing', queue: 'mail', endedAt: null, figure: 50 }]);
    await source.query('DELETE FROM job');
    await house.get(Watch).look();
    expect((await house.get(Watch).alarms(administrator))[0]!.endedAt).not.toBeNull();
    await jobs(6, 'failed', MINUTE);
    await house.get(Watch).look();
    expect(told()).toHaveLength(1);
  });

  it('tells nobody where the limit is 0, and lets administrators alone set it', async () => {
    const [, failing] = await house.get(Watch).rules(administrator);
    await expect(house.get(Watch).allow(staff, 'failing', 0, failing!.version)).rejects.toMatchObject({ status: 403 });
    await house.get(Watch).allow(administrator, 'failing', 0, failing!.version);
    await jobs(10, 'failed', MINUTE);
    await house.get(Watch).look();
    expect(told()).toEqual([]);
    await house.get(Watch).allow(administrator, 'failing', 20, failing!.version + 1);
  });

  it('shows queues by kind, and what runs where and since when; what waits is ended and what failed runs again at one press', async () => {
    await jobs(2, 'failed', 5 * MINUTE);
    await jobs(1, 'running', 3 * MINUTE);
    const room = house.get(QueueRoom);
    expect(await room.kinds()).toMatchObject([{ queue: 'mail', name: 'notification.send', running: 1, failed: 2, failedLately: 2 }]);
    expect(await room.running()).toMatchObject([{ name: 'notification.send', host: 'host-7', process: 4711, starts: 1 }]);
    expect(await room.retryFailed('mail')).toBe(2);
    expect((await room.queues()).find(({ queue }) => queue === 'mail')!.counts).toMatchObject({ waiting: 2, failed: 0, running: 1 });
    expect(await room.drain('mail')).toBe(2);
    expect((await room.queues()).find(({ queue }) => queue === 'mail')!.counts).toMatchObject({ waiting: 0, cancelled: 2, running: 1 });
  });
};

describe('what administrators see and hear of queues', () => {
  eachDatabase(suite);
});
