import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '#platform/config';
import { builtFile } from '../support/built.js';
import { startProcess } from '../support/index.js';

const STARTERS = 6;
const ROUNDS = 25;
const EVERY_MS = 120;
const WARM_UP_MS = 4_000;

/** What a program left behind that did not end by itself: it died, or its number belongs to another one by now. */
const leftBehind = {
  'who died': () => ({ pid: spawnSync('true').pid, startedAt: '1', host: hostname() }),
  'whose number another process has': () => ({ pid: process.pid, startedAt: '1', host: hostname() }),
};

describe('a data directory', () => {
  const folder = mkdtempSync(join(tmpdir(), 'gangqiao-lock-'));
  beforeAll(() => void builtFile('libs/platform/src/db/index.js'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each(Object.entries(leftBehind))(
    `is won by exactly one of ${STARTERS} who start at once where the lock of somebody lies %s`,
    async (name, lock) => {
      const own = join(folder, name.replaceAll(' ', '-'));
      for (let round = 0; round < ROUNDS; round += 1) {
        mkdirSync(join(own, String(round)), { recursive: true });
        writeFileSync(join(own, String(round), 'lock'), JSON.stringify(lock()));
      }
      const begin = Date.now() + WARM_UP_MS;
      const starters = Array.from({ length: STARTERS }, () => {
        const args = [join(projectRoot, 'test/fault/data-lock.child.mjs'), own, String(begin), String(ROUNDS), String(EVERY_MS)];
        const child = spawn(process.execPath, args, { cwd: projectRoot, stdio: ['ignore', 'pipe', 'inherit'] });
        let said = '';
        child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
        return new Promise<string[]>((resolve) => child.on('exit', () => resolve(said.trim().split('\n').slice(1))));
      });
      const answers = await Promise.all(starters);
      const winners = Array.from({ length: ROUNDS }, (_, round) => answers.filter((one) => one[round] === 'won').length);
      expect(winners).toEqual(Array.from({ length: ROUNDS }, () => 1));
    },
    60_000,
  );

  it('is free again at once when its server was killed, and belongs to one of two servers that start then', async () => {
    const settings = { GANGQIAO_DATA: join(folder, 'killed') };
    const first = await startProcess('api', { settings });
    expect(JSON.parse(readFileSync(join(settings.GANGQIAO_DATA, 'lock'), 'utf8'))).toMatchObject({ pid: first.pid });
    const beside = await startProcess('api', { settings, readyAt: false });
    expect(await beside.exited).toBe(1);
    expect(beside.output()).toContain(`in use by process ${first.pid}`);
    await first.kill('SIGKILL');

    const two = await Promise.all([1, 2].map(() => startProcess('api', { settings, readyAt: false })));
    const loser = await Promise.race(two.map(async (one) => (await one.exited, one)));
    // Who comes while the other one is just taking it is told so.
    expect(loser.output()).toMatch(/in use by process|is being taken by another process/);
    const winner = two.find((one) => one !== loser)!;
    expect((await fetch(`${winner.url}/health/live`).catch(() => undefined))?.ok ?? true).toBe(true);
    await winner.kill();
    expect(winner.output()).not.toMatch(/in use by process|is being taken by another process/);
  }, 60_000);
});
