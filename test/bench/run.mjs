#!/usr/bin/env node
/**
 * `npm run -s bench -- NAME [--json] [--quick] [--servers] [words]` runs test/bench/NAME.bench.ts on the built program.
 * With --json the last line of stdout is `{"bench":NAME,"figures":{…}}`. Without a name it lists what there is.
 */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBuilt, root } from '../../apps/cli/bin/build.mjs';
import { chromiumProgram, Servers } from '../support/servers.mjs';

const words = process.argv.slice(2);
const options = new Set(words.filter((word) => ['--json', '--quick', '--servers'].includes(word)));
const [name, ...args] = words.filter((word) => !options.has(word));
const names = readdirSync(join(root, 'test', 'bench')).flatMap((file) => /^(.+)\.bench\.ts$/.exec(file)?.[1] ?? []);
const load = async (which) => (await import(join(root, 'dist', 'test', 'bench', `${which}.bench.js`))).bench;

const servers = new Servers();
const scratch = mkdtempSync(join(tmpdir(), 'gangqiao-bench-'));
const clean = async () => {
  await servers.stop();
  rmSync(scratch, { recursive: true, force: true });
};
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => void clean().finally(() => process.exit(130)));

async function runOne() {
  const bench = await load(name);
  process.env.TEST_CHROMIUM ??= chromiumProgram() ?? '';
  const [mysqlUrl, redisUrl] = options.has('--servers') ? await Promise.all([servers.mariadb(), servers.redis()]) : [];
  if (options.has('--servers') && !(mysqlUrl && redisUrl))
    throw new Error('--servers needs mariadb-server and redis-server to be installed');
  const figures = await bench.run({
    scratch,
    args,
    quick: options.has('--quick'),
    mysqlUrl,
    redisUrl,
    redis: async () => redisUrl ?? (await servers.redis()),
    mariadb: async () => mysqlUrl ?? (await servers.mariadb()),
  });
  if (options.has('--json')) console.log(JSON.stringify({ bench: name, figures }));
  else console.table(figures);
}

try {
  await ensureBuilt();
  if (name && names.includes(name)) await runOne();
  else {
    for (const each of names) console.log(`${each.padEnd(16)} ${(await load(each)).about}`);
    if (name) throw new Error(`no benchmark is called ${name}`);
  }
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
} finally {
  await clean();
}
process.exit();
