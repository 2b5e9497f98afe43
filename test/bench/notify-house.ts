import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { DataSource } from 'typeorm';
import { schemaOf } from '#flow';
import type { AnyNotice } from '#notification';
import { projectRoot, type Settings } from '#platform/config';
import { Events } from '#platform/jobs';
import { PartOfTheHouse } from '../support/part.js';
import { migrated } from './house.js';

class NothingFollows extends Events {
  record(): Promise<void> {
    return Promise.resolve();
  }
}

const children = new Set<ChildProcess>();

/** A program of its own; resolves with what it said first. It ends with {@link endAll}. */
export const program = async (file: string, args: string[], env: NodeJS.ProcessEnv): Promise<{ child: ChildProcess; said: string }> => {
  const child = spawn(process.execPath, [join(projectRoot, file), ...args], { stdio: ['pipe', 'pipe', 'inherit'], env });
  children.add(child.on('exit', () => children.delete(child)));
  const ended = once(child, 'exit').then(() => Promise.reject(new Error(`${file} ended before it was ready`)));
  const [line] = (await Promise.race([once(child.stdout, 'data'), ended])) as [Buffer];
  ended.catch(() => undefined);
  return { child, said: line.toString().trim() };
};

export const endAll = async (): Promise<void> => {
  for (const child of [...children]) {
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }
  children.clear();
};

const environment = (settings: Settings): NodeJS.ProcessEnv => ({
  PATH: process.env['PATH'],
  TZ: 'UTC',
  ...Object.fromEntries(Object.entries(settings).map(([name, value]) => [name, String(value)])),
});

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
};

/** The provider of text messages, which checks signatures and keeps what it took. */
export const provider = async (): Promise<string> => (await program('apps/doubles/main.mjs', [], { PATH: process.env['PATH'] })).said;

/** The built worker or API program. @returns its process and address */
export const server = async (
  kind: 'worker' | 'api',
  settings: Settings,
  more: NodeJS.ProcessEnv = {},
): Promise<{ pid: number; url: string }> => {
  const port = await freePort();
  const args = kind === 'api' ? ['--empty'] : [];
  const { child } = await program(`dist/apps/${kind}/src/main.js`, args, {
    ...environment(Object.assign({ ...settings }, { PORT: port })),
    ...more,
  });
  const url = `http://127.0.0.1:${port}`;
  while (!(await fetch(`${url}/health/ready`).catch(() => null))?.ok) {
    if (child.exitCode !== null) throw new Error(`the ${kind} ended before it was ready`);
    await sleep(50);
  }
  return { pid: child.pid ?? 0, url };
};

/** Bare BullMQ with empty handlers, a worker as its own process. */
export const bareWorker = async (redisUrl: string): Promise<void> => {
  await program('dist/test/bench/notify-bare.js', [redisUrl], { PATH: process.env['PATH'] });
};

/** Messages with accounts and the database, in this process. @param jobs whether it hands over as well */
export const messagesHouse = async (settings: Settings, jobs: boolean): Promise<INestApplicationContext> => {
  await migrated(settings, schemaOf());
  const part = PartOfTheHouse.of(settings, ['access', 'notification'], new NothingFollows(), { jobs });
  return NestFactory.createApplicationContext(part, { logger: false });
};

const WORDS = { fairId: 'f1', fairName: '春风行动机械装备专场招聘会', day: '2026-12-05', place: '潍城区人力资源市场二楼', reason: '暴雪' };
const MOVED = { ...WORDS, hours: '09:00–15:30', fromDay: '2026-12-04', fromHours: '09:00–15:30', fromPlace: '潍坊市体育中心' };
const PROMISE = { supplierName: '昭通劳务协作站', needTitle: '焊工', people: 40, expiresAt: '2026-12-01T02:00:00.000Z' };

/** What one event tells each of many: three messages by text message. */
export const threeEach = (event: string, people: number): AnyNotice[] =>
  Array.from({ length: people }, (_, i) => {
    const recipients = [{ userId: `${event}-${i}`, locale: 'zh' as const, email: null, phone: `138${String(10_000_000 + i)}` }];
    const key = `${event}:${i}`;
    return [
      { dedupeKey: key, template: 'fair.cancelled' as const, params: WORDS, recipients },
      { dedupeKey: key + 'm', template: 'fair.moved' as const, params: MOVED, recipients },
      { dedupeKey: key + 'p', template: 'promise.made' as const, params: PROMISE, recipients },
    ];
  }).flat();

/** Something that somebody waits for. */
export const urgentOne = (serial: number): AnyNotice => ({
  dedupeKey: `urgent:${serial}`,
  template: 'promise.made',
  params: PROMISE,
  recipients: [{ userId: `urgent-${serial}`, locale: 'zh', email: null, phone: `139${String(20_000_000 + serial)}` }],
});

/** Waits until nothing is left to be handed over. @returns text messages that were */
export const handedOver = async (house: INestApplicationContext, watch: () => void = () => undefined): Promise<number> => {
  const source = house.get(DataSource);
  // One is enough to know: counting all of them would be a good part of the database's work.
  const waits = async (): Promise<boolean> =>
    (await source.query<object[]>("SELECT id FROM delivery WHERE state = 'queued' ORDER BY id DESC LIMIT 1")).length > 0;
  for (; await waits(); await sleep(100)) watch();
  const [row] = await source.query<{ n: string | number }[]>("SELECT COUNT(*) AS n FROM delivery WHERE state = 'sent' AND channel = 'sms'");
  return Number(row?.n);
};

/** Statements that the server was asked so far, by everybody. */
export const statements = async (house: INestApplicationContext): Promise<number> => {
  const [row] = await house.get(DataSource).query<{ Value: string }[]>("SHOW GLOBAL STATUS LIKE 'Questions'");
  return Number(row?.Value);
};

/** Processor time that a process has used, in milliseconds; the kernel counts hundredths of a second. */
export const processorMs = (pid: number): number => {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) * 10;
};

/** Resident memory of a process in MiB. */
export const residentMb = (pid: number): number => {
  const found = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return Math.round(Number(found?.[1] ?? 0) / 1_024);
};
