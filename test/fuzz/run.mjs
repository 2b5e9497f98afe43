#!/usr/bin/env node
/**
 * `npm run -s test:fuzz -- [--requests N] [--seed S] [--only INDEX] [--database embedded|mariadb] [--json]`
 *
 * Sends requests that are made from the OpenAPI file, as every role and damaged in many ways, to a built server of its own with the
 * made-up city in it. What goes wrong is told on stderr with the request that does it. The last line of stdout is
 * `{"requests","serverErrors","slow","crashes"}`; the exit status is 1 when one of the last three is not zero. With `--database mariadb`
 * the server uses a private MariaDB and Redis; a MariaDB that TEST_MYSQL_URL names lends it a database.
 */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import mysql from 'mysql2/promise';
import { ensureBuilt, root } from '../../apps/cli/bin/build.mjs';
import { freePort, Servers } from '../support/servers.mjs';

const { values } = parseArgs({
  options: {
    requests: { type: 'string', default: '3000' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string' },
    database: { type: 'string', default: 'embedded' },
    json: { type: 'boolean', default: false },
  },
});

const number = (name) => {
  const value = Number(values[name]);
  if (!Number.isSafeInteger(value) || value < 0) throw new Error(`--${name} takes a whole number`);
  return value;
};

const servers = new Servers();
const scratch = mkdtempSync(join(tmpdir(), 'gangqiao-fuzz-'));
let fuzz;
let dropDatabase = async () => {};
const clean = async () => {
  await fuzz?.leave();
  await dropDatabase();
  await servers.stop();
  rmSync(scratch, { recursive: true, force: true });
};
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => void clean().finally(() => process.exit(130)));

/** A database of its own on the server, and Redis. */
async function mariadb() {
  const [server, redisUrl] = [process.env.TEST_MYSQL_URL ?? (await servers.mariadb()), await servers.redis()];
  if (!server || !redisUrl) throw new Error('--database mariadb needs mariadb-server and redis-server to be installed');
  const name = `gangqiao_fuzz_${randomBytes(4).toString('hex')}`;
  const statement = async (sql) => {
    const connection = await mysql.createConnection({ uri: server });
    await connection.query(sql).finally(() => connection.end());
  };
  await statement(`CREATE DATABASE ${name} CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`);
  dropDatabase = () => statement(`DROP DATABASE IF EXISTS ${name}`);
  return { databaseUrl: Object.assign(new URL(server), { pathname: `/${name}` }).href, redisUrl };
}

try {
  await ensureBuilt();
  const { Fuzz } = await import(join(root, 'dist', 'test', 'fuzz', 'main.js'));
  const databases = { embedded: async () => ({}), mariadb };
  if (!Object.hasOwn(databases, values.database)) throw new Error('--database is embedded or mariadb');
  fuzz = new Fuzz({
    ...(await databases[values.database]()),
    scratch,
    port: await freePort(),
    requests: number('requests'),
    seed: number('seed'),
    ...(values.only === undefined ? {} : { only: number('only') }),
    say: (line) => console.error(line),
  });
  const tally = await fuzz.run();
  console.log(
    values.json
      ? JSON.stringify(tally)
      : Object.entries(tally)
          .map(([name, count]) => `${name} ${count}`)
          .join(', '),
  );
  process.exitCode = tally.serverErrors + tally.slow + tally.crashes > 0 ? 1 : 0;
} catch (error) {
  console.error(error.stack);
  process.exitCode = 1;
} finally {
  await clean();
}
process.exit();
