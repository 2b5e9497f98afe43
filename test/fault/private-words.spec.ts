import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import type { DataSource } from 'typeorm';
import { Accounts, OrgTree } from '#access';
import { schemaOf } from '#flow';
import { Notifier, type MessageRecipient } from '#notification';
import { AppModule } from '../../apps/api/src/app.module.js';
import { Client } from '../support/client.js';
import { freshDatabase } from '../support/databases.js';
import { DOUBLE, startDouble, type Double } from '../support/doubles.js';
import { startModule, type RunningApp } from '../support/http.js';
import { startProcess, type RunningProcess } from '../support/process.js';
import { freshQueue } from '../support/queues.js';
import { monitorRedis, type RedisMonitor } from '../support/redis-monitor.js';
import { Mailbox } from './mailbox.child.js';

const PASSWORD = 'Ninety-nine looms 99';
/** Nothing else in the product looks like these. */
const PERSON = { name: '欧阳明月', email: 'ouyang.mingyue@example.com', phone: '13987654321' };
const WORDS = ['欧阳', 'ouyang', 'secretive station', '13987654321', PASSWORD];
/** A mobile number that stands by itself, and an address. */
const SHAPES = [/(?<!\d)1[3-9]\d{9}(?!\d)/g, /[\w.]+@example\.com/g];
const PARAMS = { supplierName: 'secretive station', needTitle: '焊工', people: 40, expiresAt: '2026-12-01T02:00:00.000Z' };

const withServers = process.env['TEST_MYSQL_URL'] && process.env['TEST_REDIS_URL'] ? describe : describe.skip;

withServers('what a run leaves in Redis and in the logs', () => {
  const database = freshDatabase('mariadb');
  const queue = freshQueue();
  const mailbox = new Mailbox();
  let house: RunningApp;
  let source: DataSource;
  let programs: RunningProcess[];
  let double: Double;
  let spy: RedisMonitor | undefined;

  beforeAll(async () => {
    source = await database.open(schemaOf());
    double = await startDouble();
    const settings = await database.settings({
      ...{ REDIS_URL: queue.redisUrl!, LOG_LEVEL: 'trace' as const, WEBHOOK_INSIDE: true },
      ...{ SMTP_URL: `smtp://127.0.0.1:${await mailbox.listen()}?ignoreTLS=true` },
      ...{ SMS_PROVIDER: 'http' as const, SMS_URL: `${double.url}/gateway`, SMS_ID: DOUBLE.id, SMS_SECRET: DOUBLE.secret },
    });
    house = await startModule(AppModule.of(settings, false), settings);
    programs = await Promise.all((['api', 'worker'] as const).map((kind) => startProcess(kind, { settings, timeoutMs: 110_000 })));
    // All that anybody says to Redis, also what is gone a moment later.
    spy = await monitorRedis(queue.redisUrl!);
  }, 120_000);
  afterAll(async () => {
    spy?.stop();
    await Promise.all(programs.map((program) => program.kill('SIGKILL')));
    await house.close();
    mailbox.close();
    double.stop();
  });

  const settled = async (): Promise<void> => {
    for (const end = Date.now() + 60_000; Date.now() < end; await sleep(100)) {
      const [row] = await source.query<{ n: string | number }[]>(
        "SELECT COUNT(*) AS n FROM delivery WHERE state = 'queued' AND attempts = 0",
      );
      if (Number(row?.n) === 0) return;
    }
    throw new Error('nothing was tried');
  };
  const tell = (key: string, count: number): Promise<number> =>
    house.get(Notifier).notifyAll(
      Array.from({ length: count }, (_, i) => ({
        dedupeKey: `${key}:${i}`,
        template: 'promise.made' as const,
        params: PARAMS,
        recipients: [{ userId: `${key}-${i}`, locale: 'zh', email: PERSON.email, phone: PERSON.phone }] satisfies MessageRecipient[],
      })),
    );

  it('names nobody: neither when all goes well nor when providers and people fail', async () => {
    const [api] = programs;
    const city = await house.get(OrgTree).ensureCity();
    const admin = await house.get(Accounts).create({ name: '管理员', login: 'administrator', password: PASSWORD });
    await house.get(Accounts).grant(admin, { role: 'city-admin', nodeId: city.id });
    const office = await new Client(api!.url).signIn('administrator', PASSWORD);
    const hook = { name: '省平台', url: `${double.url}/hook/city?token=secretive station`, kinds: ['promise.made'] };
    expect((await office.post('/api/webhooks', hook)).status).toBe(201);

    await tell('well', 30);
    await settled();
    // The words of both refusals hold the address.
    mailbox.mood = 'no_such_person';
    await double.behave({ fault: 'address' });
    await tell('refused', 30);
    await tell('single', 1);
    const invited = await office.post('/api/users', { ...PERSON, grants: [{ role: 'county-staff', nodeId: city.id }] });
    expect(invited.status).toBeLessThan(500);
    await office.get(`/api/users?q=${encodeURIComponent(PERSON.name)}`);
    await office.get(`/api/audit-entries?q=${encodeURIComponent(PERSON.name)}`);
    const stranger = new Client(api!.url);
    expect((await stranger.post('/api/sessions', { login: PERSON.phone, password: PASSWORD })).status).toBe(401);
    await stranger.post('/api/password-links', { login: PERSON.email });
    await stranger.post('/api/registrations', { name: PERSON.name, phone: PERSON.phone, password: 'short', creditCode: '欧阳' });
    await sleep(1_500);
    await settled();

    const redis = new Redis(queue.redisUrl!);
    const kept: string[] = [];
    for (const key of await redis.keys('*')) {
      const type = await redis.type(key);
      const read = { string: () => redis.get(key), hash: () => redis.hgetall(key), list: () => redis.lrange(key, 0, -1) }[type];
      const more = { set: () => redis.smembers(key), zset: () => redis.zrange(key, 0, -1), stream: () => redis.xrange(key, '-', '+') }[
        type
      ];
      kept.push(key, JSON.stringify(await (read ?? more)?.()));
    }
    redis.disconnect();
    const logs = programs.map((program) => program.output());
    expect(spy!.said.join('\n')).toContain('notification.send_portion');
    expect(logs.join('\n')).toContain('/api/users');
    expect(mailbox.unknown.size).toBeGreaterThan(0);
    for (const [where, text] of [
      ['said to Redis', spy!.said.join('\n')],
      ['kept in Redis', kept.join('\n')],
      ['logged', logs.join('\n')],
    ] as const) {
      const found = [...WORDS.filter((word) => text.includes(word)), ...SHAPES.flatMap((shape) => text.match(shape) ?? [])];
      expect([where, [...new Set(found)]]).toEqual([where, []]);
    }
  }, 120_000);
});
