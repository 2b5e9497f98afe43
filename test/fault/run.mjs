#!/usr/bin/env node
/**
 * `npm run -s test:fault -- [--rounds N] [--seed S] [--messages N] [--json]`
 *
 * Messages while everything fails: real workers, a private MariaDB and Redis, a mail server and a provider of text messages as processes
 * of their own. In each round messages are written, and workers are killed, servers frozen, emptied or restarted, answers lost. Then
 * nobody helps. The last line of stdout is `{"rounds","messages","lost","repeated","stuck"}`; the exit status is 1 when one of the last
 * three is not zero.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureBuilt, root } from '../../apps/cli/bin/build.mjs';
import { Servers } from '../support/servers.mjs';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '2' },
    seed: { type: 'string', default: '1' },
    messages: { type: 'string', default: '200' },
    json: { type: 'boolean', default: false },
  },
});
const number = (name) => {
  const value = Number(values[name]);
  if (!Number.isSafeInteger(value) || value < 1) throw new Error(`--${name} takes a whole number`);
  return value;
};

const servers = new Servers();
const scratch = mkdtempSync(join(tmpdir(), 'gangqiao-fault-'));
let leave = async () => {};
const clean = async () => {
  await leave();
  await servers.stop();
  rmSync(scratch, { recursive: true, force: true });
};
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => void clean().finally(() => process.exit(130)));

try {
  await ensureBuilt();
  const [mysqlUrl, redisUrl] = [await servers.mariadb(), await servers.redis()];
  if (!mysqlUrl || !redisUrl) throw new Error('mariadb-server and redis-server have to be installed');
  const { MessageFaults } = await import(join(root, 'dist', 'test', 'fault', 'messages.child.js'));
  const faults = new MessageFaults({ servers, mysqlUrl, redisUrl, scratch, seed: number('seed'), say: (line) => console.error(line) });
  leave = () => faults.leave();
  const tally = await faults.run(number('rounds'), number('messages'));
  const words = Object.entries(tally).map(([name, count]) => `${name} ${count}`);
  console.log(values.json ? JSON.stringify(tally) : words.join(', '));
  process.exitCode = tally.lost + tally.repeated + tally.stuck > 0 ? 1 : 0;
} catch (error) {
  console.error(error.stack);
  process.exitCode = 1;
} finally {
  await clean();
}
process.exit();
