import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { projectRoot } from '#platform/config';

/** What a run finds has to be the same tomorrow; other seeds are for people who look for more. */
const SEED = 20261127;
const REQUESTS = 3_000;
const PATIENCE_MS = 30 * 60_000;

/** Runs the tool and gives its last line, and what it said on the way. */
const fuzz = async (database: string): Promise<{ tally: unknown; told: string }> => {
  const args = ['--requests', String(REQUESTS), '--seed', String(SEED), '--database', database, '--json'];
  const child = spawn(process.execPath, [join(projectRoot, 'test', 'fuzz', 'run.mjs'), ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  let [line, told] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (line += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (told += chunk.toString()));
  await new Promise((resolve) => child.on('close', resolve));
  if (!line) throw new Error(`the fuzzer gave no result\n${told}`);
  return { tally: JSON.parse(line), told };
};

describe('three thousand made-up requests', () => {
  const none = { requests: REQUESTS, serverErrors: 0, slow: 0, crashes: 0 };

  it(
    'neither break nor end nor slow down the server on the embedded database',
    async () => {
      const { tally, told } = await fuzz('embedded');
      expect({ tally, told }).toEqual({ tally: none, told });
    },
    PATIENCE_MS,
  );

  (process.env['TEST_MYSQL_URL'] ? it : it.skip)(
    'nor on MariaDB and Redis',
    async () => {
      const { tally, told } = await fuzz('mariadb');
      expect({ tally, told }).toEqual({ tally: none, told });
    },
    PATIENCE_MS,
  );
});
