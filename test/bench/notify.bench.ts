import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { INestApplicationContext } from '@nestjs/common';
import { Queue } from 'bullmq';
import { Redis } from 'ioredis';
import { DataSource } from 'typeorm';
import { Notifier } from '#notification';
import type { Settings } from '#platform/config';
import { UnitOfWork } from '#platform/db';
import { benchSettings, databaseOn } from './house.js';
import type { Bench } from './measure.js';
import {
  bareWorker,
  endAll,
  handedOver,
  messagesHouse,
  processorMs,
  provider,
  residentMb,
  server,
  statements,
  threeEach,
  urgentOne,
} from './notify-house.js';
import { hearing } from './notify-live.js';

const PEOPLE = 10_000;
const INLINE_PEOPLE = 2_000;
const PAGES = 2_000;
const ROUNDS = 5;
const URGENT_EVERY_MS = 200;

const p95 = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length * 0.95)] ?? 0;
const rounded = (value: number): number => Math.round(value);

/** From the beginning of the event to the last message handed over, by two workers; urgent ones are written meanwhile. */
const byWorkers = async (house: INestApplicationContext, settings: Settings, people: number) => {
  const workers = [await server('worker', settings), await server('worker', settings)];
  const notifier = house.get(Notifier, { strict: false });
  const committed = new Map<string, number>();
  let over = false;
  const urgent = async (): Promise<void> => {
    for (let serial = 0; !over; serial += 1, await sleep(URGENT_EVERY_MS)) {
      await notifier.notifyAll([urgentOne(serial)]);
      committed.set(`urgent-${serial}`, Date.now());
    }
  };
  let peakMb = 0;
  const before = { asked: await statements(house), ms: workers.map(({ pid }) => processorMs(pid)) };
  const begun = performance.now();
  await house.get(UnitOfWork).run(() => notifier.notifyAll(threeEach('event', people)));
  const written = performance.now();
  const asking = urgent();
  const sent = await handedOver(house, () => (peakMb = Math.max(peakMb, ...workers.map(({ pid }) => residentMb(pid)))));
  const seconds = (performance.now() - begun) / 1_000;
  const used = workers.reduce((sum, { pid }, i) => sum + processorMs(pid) - (before.ms[i] ?? 0), 0);
  const asked = (await statements(house)) - before.asked;
  over = true;
  await asking;
  await handedOver(house);
  const waits = await urgentWaits(house, committed);
  if (sent < people * 3) throw new Error(`only ${sent} of ${people * 3} were handed over`);
  const each = { statements: asked / (people * 3), workerMs: used / (people * 3) };
  return { seconds, writeSeconds: (written - begun) / 1_000, peakMb, waits, each };
};

const urgentWaits = async (house: INestApplicationContext, committed: ReadonlyMap<string, number>): Promise<number[]> => {
  const rows = await house.get(DataSource).query<{ userId: string; sentAt: Date | string }[]>(
    `SELECT message.userId, delivery.sentAt FROM delivery JOIN message ON message.id = delivery.messageId
       WHERE delivery.channel = 'sms' AND message.userId LIKE 'urgent-%'`,
  );
  return rows.map(({ userId, sentAt }) => Math.max(0, new Date(sentAt).getTime() - (committed.get(userId) ?? 0)));
};

/** Jobs a second of bare BullMQ, with two workers whose handlers do nothing. */
const bare = async (redisUrl: string, jobs: number): Promise<number> => {
  await Promise.all([bareWorker(redisUrl), bareWorker(redisUrl)]);
  const connection = new Redis(redisUrl, { maxRetriesPerRequest: null });
  const queue = new Queue('bare', { connection });
  const begun = performance.now();
  for (let i = 0; i < jobs; i += 500)
    await queue.addBulk(Array.from({ length: Math.min(500, jobs - i) }, () => ({ name: 'job', data: {} })));
  while ((await queue.getJobCountByTypes('waiting', 'active')) > 0) await sleep(20);
  const seconds = (performance.now() - begun) / 1_000;
  await queue.close();
  connection.disconnect();
  return jobs / seconds;
};

const inline = async (settings: Settings, people: number): Promise<number> => {
  const house = await messagesHouse(settings, true);
  try {
    const begun = performance.now();
    await house.get(Notifier, { strict: false }).notifyAll(threeEach('inline', people));
    const sent = await handedOver(house);
    return sent / ((performance.now() - begun) / 1_000);
  } finally {
    await house.close();
  }
};

/** Messages on MariaDB and Redis, as an installation of several processes has them; and inline, on the embedded database. */
export const bench: Bench = {
  about: 'messages: 10,000 people × 3 by two workers beside bare BullMQ, urgent ones meanwhile, inline, 2,000 open pages on two servers',
  run: async ({ scratch, quick, mariadb, redis }): Promise<Record<string, number>> => {
    const [mysqlUrl, redisUrl] = [await mariadb(), await redis()];
    const of = (whole: number): number => (quick ? Math.ceil(whole / 50) : whole);
    const smsOf = async (settings: Settings): Promise<Settings> =>
      Object.assign(settings, {
        SMS_PROVIDER: 'http',
        SMS_URL: `${await provider()}/gateway`,
        SMS_ID: 'double',
        SMS_SECRET: 'double-secret',
      });
    try {
      const inlinePerSecond = rounded(await inline(await smsOf(benchSettings(join(scratch, 'inline'))), of(INLINE_PEOPLE)));
      await endAll();
      if (mysqlUrl === undefined || redisUrl === undefined) return { inlinePerSecond };
      const database = await databaseOn(mysqlUrl, 'bench_notify');
      const settings = Object.assign(await smsOf(benchSettings(join(scratch, 'servers'), database)), { REDIS_URL: redisUrl });
      const house = await messagesHouse(settings, false);
      try {
        const work = await byWorkers(house, settings, of(PEOPLE));
        await endAll();
        const barePerSecond = await bare(redisUrl, of(PEOPLE * 3));
        await endAll();
        const servers = [await server('api', settings), await server('api', settings)];
        const heard = await hearing(
          house,
          servers.map(({ url }) => url),
          of(PAGES),
          quick ? 1 : ROUNDS,
        );
        const perSecond = (of(PEOPLE) * 3) / work.seconds;
        return {
          perSecond: rounded(perSecond),
          barePerSecond: rounded(barePerSecond),
          ratio: Number((perSecond / barePerSecond).toFixed(3)),
          writeSeconds: Number(work.writeSeconds.toFixed(2)),
          statementsEach: Number(work.each.statements.toFixed(3)),
          workerMsEach: Number(work.each.workerMs.toFixed(3)),
          urgentP95Ms: rounded(p95(work.waits)),
          urgent: work.waits.length,
          peakMb: work.peakMb,
          inlinePerSecond,
          liveP95Ms: rounded(p95(heard)),
          liveMaxMs: rounded(Math.max(...heard)),
        };
      } finally {
        await house.close();
      }
    } finally {
      await endAll();
    }
  },
};
