import 'reflect-metadata';
import { existsSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { Redis } from 'ioredis';
import { createTransport } from 'nodemailer';
import type { DataSource } from 'typeorm';
import { loadSettings, type Settings } from '#platform/config';
import { checkKeys, keyFile, loadKeys } from '#platform/crypto';
import {
  charsetFaults,
  databaseFile,
  DataDirectoryInUseError,
  drift,
  isDemoDatabase,
  isDemoDirectory,
  pendingMigrations,
  UnitOfWork,
} from '#platform/db';
import { EXIT, print } from '../exit.js';
import { withDatabase } from '../product.js';

interface Finding {
  name: string;
  state: 'ok' | 'note' | 'fault';
  detail: string;
}

const ok = (name: string, detail: string): Finding => ({ name, state: 'ok', detail });
const note = (name: string, detail: string): Finding => ({ name, state: 'note', detail });
const fault = (name: string, detail: string): Finding => ({ name, state: 'fault', detail });

const FREE_GIB = 1;
/** Sessions and signatures are judged by the clock; more than this between two machines is noticed by people. */
const SKEW_MS = 2_000;

export const doctorCommand = async ({ json = false }: { json?: boolean }): Promise<void> => {
  const settings = loadSettings(process.env);
  const findings = [
    ok(
      'settings',
      `${settings.DATABASE_URL ? 'database server' : 'embedded database'}, ` +
        `${settings.REDIS_URL ? 'Redis' : 'no Redis'}, city ${settings.GANGQIAO_CITY}`,
    ),
    runtime(),
    await disk(settings),
    ...directoryMark(settings),
    ...(await database(settings)),
    await redis(settings),
    await mail(settings),
  ];
  const faults = findings.filter(({ state }) => state === 'fault').length;
  if (json) print(JSON.stringify({ faults, findings }));
  else {
    for (const { state, name, detail } of findings) print(`${state.padEnd(6)}${name.padEnd(12)}${detail}`);
    print(faults === 0 ? 'Nothing is in the way.' : `${faults} fault(s).`);
  }
  process.exitCode = faults === 0 ? EXIT.done : EXIT.failed;
};

const runtime = (): Finding => {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const known = major > 20 || (major === 20 && minor >= 19);
  return known ? ok('node', process.versions.node) : fault('node', `${process.versions.node}: 20.19 or later is needed`);
};

const disk = async ({ GANGQIAO_DATA: directory }: Settings): Promise<Finding> => {
  try {
    const { bavail, bsize } = await statfs(existsSync(directory) ? directory : dirname(resolve(directory)));
    const free = (bavail * bsize) / 2 ** 30;
    const detail = `${free.toFixed(1)} GiB free in ${directory}`;
    return free < FREE_GIB ? fault('disk', `${detail}: at least ${FREE_GIB} GiB should be`) : ok('disk', detail);
  } catch (error) {
    return fault('disk', `${directory} cannot be used: ${messageOf(error)}`);
  }
};

const database = async (settings: Settings): Promise<Finding[]> => {
  if (!settings.DATABASE_URL && !existsSync(databaseFile(settings))) return [note('database', 'none yet: the first start makes it')];
  try {
    return await withDatabase(settings, async (source) => {
      const pending = await pendingMigrations(source);
      return [
        ok('database', String((await source.query<{ version: unknown }[]>(versionQuery(settings)))[0]?.version)),
        await clock(settings, source),
        await characters(source),
        pending.length === 0 ? ok('migrations', 'all ran') : fault('migrations', `${pending.length} pending: run gangqiao migrate`),
        ...(pending.length === 0
          ? [await differences(source), await keys(settings, source), ...(await databaseMark(settings, source))]
          : []),
      ];
    });
  } catch (error) {
    if (error instanceof DataDirectoryInUseError)
      return [note('database', `a server uses it at this moment, so it was left alone; ask its /health/ready. ${error.message}`)];
    return [fault('database', messageOf(error))];
  }
};

/** Passwords that everybody knows: whoever looks for faults has to hear of it before anybody starts a real installation on it. */
const demo = ({ GANGQIAO_DEMO }: Settings, here: string, elsewhere: string): Finding =>
  GANGQIAO_DEMO
    ? note('demo', `${here} carries the mark of the made-up demo city: it stays a demonstration`)
    : fault(
        'demo',
        `${here} carries the mark of the made-up demo city, whose passwords everybody knows: a real start refuses it. ` +
          `For a real installation ${elsewhere}; to go on with the demonstration start with --demo, or set GANGQIAO_DEMO=true`,
      );

/** The embedded database's mark, which can be seen also while a server uses it. */
const directoryMark = (settings: Settings): Finding[] =>
  !settings.DATABASE_URL && isDemoDirectory(settings.GANGQIAO_DATA)
    ? [demo(settings, `the data directory ${settings.GANGQIAO_DATA}`, 'let GANGQIAO_DATA name an empty directory')]
    : [];

const databaseMark = async (settings: Settings, source: DataSource): Promise<Finding[]> => {
  if (!settings.DATABASE_URL && isDemoDirectory(settings.GANGQIAO_DATA)) return [];
  if (!(await isDemoDatabase(source.manager))) return [];
  return settings.DATABASE_URL
    ? [demo(settings, 'the database of DATABASE_URL', 'let DATABASE_URL name an empty database')]
    : [demo(settings, `the database in ${settings.GANGQIAO_DATA}`, 'let GANGQIAO_DATA name an empty directory')];
};

const versionQuery = ({ DATABASE_URL }: Settings): string =>
  DATABASE_URL ? 'SELECT VERSION() AS version' : "SELECT 'SQLite ' || sqlite_version() AS version";

const characters = async (source: DataSource): Promise<Finding> => {
  const faults = await charsetFaults(source);
  return faults.length === 0 ? ok('characters', 'every one is kept as it is') : fault('characters', faults.join('; '));
};

const differences = async (source: DataSource): Promise<Finding> => {
  const statements = await drift(source);
  if (statements.length === 0) return ok('schema', 'as the program expects it');
  return fault('schema', `differs from what the program expects in ${statements.length} place(s), first: ${statements[0]}`);
};

const clock = async ({ DATABASE_URL }: Settings, source: DataSource): Promise<Finding> => {
  if (!DATABASE_URL) return ok('clock', new Date().toISOString());
  const asked = Date.now();
  const [row] = await source.query<{ ms: unknown }[]>('SELECT CAST(UNIX_TIMESTAMP(NOW(3)) * 1000 AS SIGNED) AS ms');
  const skew = Math.round(Number(row?.ms) - (asked + Date.now()) / 2);
  return Math.abs(skew) > SKEW_MS
    ? fault('clock', `the database server's clock differs by ${skew} ms`)
    : ok('clock', `within ${Math.abs(skew)} ms of the database server's`);
};

const keys = async (settings: Settings, source: DataSource): Promise<Finding> => {
  if (!settings.GANGQIAO_KEYS && !settings.DATABASE_URL && !existsSync(keyFile(settings)))
    return note('keys', 'none yet: the first start makes them');
  try {
    const ring = loadKeys(settings);
    await checkKeys(new UnitOfWork(source), ring);
    return ok('keys', `${ring.keys.size} from the ${ring.source}, as the database was written with`);
  } catch (error) {
    return fault('keys', messageOf(error));
  }
};

const redis = async ({ REDIS_URL }: Settings): Promise<Finding> => {
  if (!REDIS_URL) return note('redis', 'not set: jobs run inside the API process');
  const client = new Redis(REDIS_URL, { lazyConnect: true, maxRetriesPerRequest: 0, retryStrategy: () => null, connectTimeout: 3_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const version = /redis_version:(\S+)/.exec(await client.info('server'))?.[1] ?? 'unknown version';
    const policy = /maxmemory_policy:(\S+)/.exec(await client.info('memory'))?.[1];
    if (policy !== undefined && policy !== 'noeviction')
      return fault('redis', `${version}, but maxmemory-policy is ${policy}: it has to be noeviction, or waiting jobs are thrown out`);
    return ok('redis', version);
  } catch (error) {
    return fault('redis', messageOf(error));
  } finally {
    client.disconnect();
  }
};

const mail = async ({ SMTP_URL }: Settings): Promise<Finding> => {
  if (!SMTP_URL) return note('mail', 'not set: e-mails are kept as undelivered');
  const transport = createTransport({ url: SMTP_URL, connectionTimeout: 5_000, greetingTimeout: 5_000, socketTimeout: 5_000 });
  try {
    await transport.verify();
    return ok('mail', 'the mail server answers');
  } catch (error) {
    return fault('mail', messageOf(error));
  } finally {
    transport.close();
  }
};

const messageOf = (error: unknown): string => {
  const { message, code } = error as { message?: string; code?: string };
  return message || code || String(error);
};
