import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Settings, projectRoot } from '#platform/config';
import { col, createTable, migrate, newId, openDatabase, type SchemaPart } from '#platform/db';
import { jobsSchema } from '#platform/jobs';
import { builtFile } from '../support/built.js';
import { eachDatabase, eachQueue } from '../support/index.js';

const effects: SchemaPart = {
  entities: [],
  migrations: [createTable('1700000000001', 'effect', { columns: [col.key(), col.str('what', 60)] })],
};
const children: ChildProcess[] = [];

/** Starts a worker that stops at `place`, and waits until it says `word`. */
const worker = async (place: string, word: string, settings: Settings): Promise<ChildProcess> => {
  const { PATH, HOME } = process.env;
  const { GANGQIAO_DATA, DATABASE_URL, REDIS_URL } = settings;
  const env = { PATH, HOME, GANGQIAO_DATA, ...(DATABASE_URL ? { DATABASE_URL } : {}), ...(REDIS_URL ? { REDIS_URL } : {}) };
  const child = spawn(process.execPath, [join(projectRoot, 'test/fault/job-worker.mjs'), place], { cwd: projectRoot, env });
  children.push(child);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  for (const end = Date.now() + 15_000; !output.includes(word); await sleep(20)) {
    if (child.exitCode !== null || Date.now() > end) throw new Error(`the worker never said "${word}": ${output}`);
  }
  return child;
};

const end = (child: ChildProcess, signal: NodeJS.Signals): Promise<void> =>
  new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill(signal);
  });

describe('a job whose worker is killed', () => {
  beforeAll(() => void builtFile('libs/platform/src/jobs/index.js'));
  afterAll(() => children.forEach((child) => child.kill('SIGKILL')));

  eachDatabase((database) =>
    eachQueue((queue) => {
      let settings: Settings;

      /** The database is open only while nobody else has it: the embedded one belongs to one process. */
      const look = async (sql: string): Promise<Record<string, unknown>[]> => {
        const source = await openDatabase(settings, [jobsSchema, effects]);
        try {
          await migrate(source);
          return await source.query(sql);
        } finally {
          await source.destroy();
        }
      };
      beforeAll(async () => {
        settings = await database.settings(queue.redisUrl ? { REDIS_URL: queue.redisUrl } : {});
      });

      it.each(['before', 'inside', 'after'])(
        '%s its effect takes effect once, and soon',
        async (place) => {
          const id = newId();
          await look('DELETE FROM effect');
          await look(
            `INSERT INTO job (id, name, queue, payload, state, runAt, starts, failures, losses, cancelRequested, createdAt)
           VALUES ('${id}', 'fault.count', 'default', '{"word":"${place}"}', 'waiting',
                    '2026-01-01 00:00:00.000', 0, 0, 0, 0, '2026-01-01 00:00:00.000')`,
          );
          await end(await worker(place, `at ${place}`, settings), 'SIGKILL');
          const [killed] = await look(`SELECT state FROM job WHERE id = '${id}'`);
          expect(killed?.['state']).toBe(place === 'after' ? 'done' : 'running');

          const second = await worker('run', 'ready', settings);
          const began = Date.now();
          const done = async (): Promise<boolean> =>
            database.kind === 'embedded' || (await look(`SELECT state FROM job WHERE id = '${id}'`))[0]?.['state'] === 'done';
          while (!(await done()) && Date.now() - began < 5_000) await sleep(50);
          if (database.kind === 'embedded') await sleep(1_500);
          await end(second, 'SIGTERM');
          expect(await look(`SELECT state, failures FROM job WHERE id = '${id}'`)).toEqual([{ state: 'done', failures: 0 }]);
          expect(await look('SELECT what FROM effect')).toEqual([{ what: place }]);
        },
        40_000,
      );
    }),
  );
});
