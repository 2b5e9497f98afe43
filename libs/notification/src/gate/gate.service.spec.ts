import { connect, createServer, type Server } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { TestingModule } from '@nestjs/testing';
import type { DataSource } from 'typeorm';
import type { Settings } from '#platform/config';
import { eachDatabase, freePort, type TestDatabase } from '../../../../test/support/index.js';
import { DOUBLE, startDouble, type Double } from '../../../../test/support/doubles.js';
import { Delivery } from '../notification.entity.js';
import { Notifier } from '../notifier.service.js';
import { post, postSchema, reader, staff, until } from '../testing/post.js';
import { ChannelDesk, type ChannelView } from './channel-desk.service.js';

const params = { supplierName: '昭通劳务协作站', needTitle: '焊工', people: 40, expiresAt: '2026-11-27T02:00:00.000Z' };

const suite = (database: TestDatabase): void => {
  let source: DataSource;
  let double: Double;
  const houses: TestingModule[] = [];

  beforeAll(async () => {
    source = await database.open(postSchema);
    double = await startDouble();
  });
  afterAll(() => double.stop());
  beforeEach(async () => {
    for (const table of ['job', 'message', 'delivery', 'channel_gate']) await source.query(`DELETE FROM ${table}`);
    await double.behave({ silent: true });
  });
  afterEach(async () => {
    for (const house of houses.splice(0)) await house.close();
  });

  /** Two workers, on one database. */
  const open = async (more: Partial<Settings>): Promise<TestingModule> => {
    const key = { SMS_ID: DOUBLE.id, SMS_SECRET: DOUBLE.secret };
    const settings = { SMS_PROVIDER: 'http' as const, SMS_URL: `${double.url}/gateway`, ...key, ...more };
    for (let i = 0; i < 2; i += 1) houses.push(await post(source, await database.settings(settings)));
    return houses[0]!;
  };
  const tell = (house: TestingModule, from: number, count: number): Promise<number> =>
    house.get(Notifier).notifyAll(
      Array.from({ length: count }, (_, i) => ({
        dedupeKey: `promise:${from + i}`,
        template: 'promise.made' as const,
        params,
        recipients: [{ userId: `u${from + i}`, locale: 'zh' as const, phone: `138${String(10_000_000 + from + i)}` }],
      })),
    );
  const texts = (): Promise<Delivery[]> => source.getRepository(Delivery).findBy({ channel: 'sms' });
  const sent = async (): Promise<number> => (await texts()).filter(({ state }) => state === 'sent').length;
  const sms = async (): Promise<ChannelView> => (await houses[0]!.get(ChannelDesk).list(staff)).find(({ channel }) => channel === 'sms')!;
  const pauseIsOver = async (): Promise<void> => {
    await source.query("UPDATE channel_gate SET closedUntil = '2026-01-01 00:00:00.000'");
    await sleep(600);
    await source.query("UPDATE job SET runAt = '2026-01-01 00:00:00.000' WHERE state = 'waiting'");
  };

  it('closes for all workers when a provider fails several times, spends no tries, and opens when one gets through', async () => {
    const port = await freePort();
    const house = await open({ SMS_URL: `http://127.0.0.1:${port}/gateway` });
    await tell(house, 0, 5);
    await until(async () => (await sms()).closed !== null);
    expect((await sms()).closed).toMatchObject({ failure: 'network' });
    await tell(house, 100, 10);
    await sleep(400);
    const later = (await texts()).filter(({ attempts, failure }) => attempts === 0 && failure === null);
    expect(later).toHaveLength(10);
    expect(await sms()).toMatchObject({ waiting: 15, failed: 0, connected: true });

    // Still down: one of the fifteen asks, and the others wait without a try.
    const tries = async (): Promise<number> => (await texts()).reduce((sum, { attempts }) => sum + attempts, 0);
    const before = await tries();
    await pauseIsOver();
    await until(async () => (await tries()) > before);
    await sleep(500);
    expect((await tries()) - before).toBe(1);
    expect((await sms()).closed!.until.getTime()).toBeGreaterThan(Date.now() + 15_000);

    const mended = forward(port, Number(new URL(double.url).port));
    try {
      for (let i = 0; i < 40 && (await sent()) < 15; i += 1) {
        await pauseIsOver();
        await sleep(200);
      }
      expect(await sent()).toBe(15);
      expect(await sms()).toMatchObject({ closed: null, troubles: 0, waiting: 0 });
    } finally {
      mended.close();
    }
    const keys = (await double.texts()).map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('is not closed by numbers that are refused', async () => {
    await double.behave({ fault: 'address', silent: true });
    await tell(await open({}), 200, 12);
    await until(async () => (await texts()).filter(({ state }) => state === 'failed').length === 12);
    expect(await sms()).toMatchObject({ closed: null, troubles: 0, failed: 12 });
  });

  it('lets two workers together send no more in a second than is set, and what is urgent before what is not', async () => {
    const house = await open({ SMS_RATE: 20 });
    const began = Date.now();
    await tell(house, 300, 40); // many: 16 a second
    await tell(house, 400, 3); // a few: urgent
    const urgent = async (): Promise<Delivery[]> =>
      source.query(
        `SELECT delivery.* FROM delivery JOIN message ON message.id = delivery.messageId
         WHERE message.userId LIKE 'u40_' AND delivery.state = 'sent'`,
      );
    await until(async () => (await urgent()).length === 3);
    expect(await sent()).toBeLessThan(40);
    await until(async () => (await sent()) === 43);
    const at = (await texts()).map(({ sentAt }) => sentAt!.getTime());
    expect(Math.max(...at) - began).toBeGreaterThan(2_200);
  });

  it('is opened by staff, and by nobody else', async () => {
    const house = await open({ SMS_URL: `http://127.0.0.1:${await freePort()}/gateway` });
    await tell(house, 500, 5);
    await until(async () => (await sms()).closed !== null);
    const desk = house.get(ChannelDesk);
    await expect(desk.reopen(reader('u-lee'), 'sms')).rejects.toMatchObject({ status: 403 });
    await expect(desk.reopen(staff, 'pigeon')).rejects.toMatchObject({ status: 404 });
    await desk.reopen(staff, 'sms');
    expect((await sms()).closed).toBeNull();
  });
};

/** A way to the double at another port. */
const forward = (from: number, to: number): Server => {
  const server = createServer((near) => {
    const far = connect(to, '127.0.0.1');
    near.pipe(far).pipe(near);
    for (const end of [near, far]) end.on('error', () => [near, far].forEach((one) => one.destroy()));
  });
  return server.listen(from, '127.0.0.1');
};

describe('the gate before a provider of text messages', () => {
  eachDatabase(suite);
});
