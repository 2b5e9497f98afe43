import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { projectRoot, type Settings } from '#platform/config';
import { Client, type Answer } from '../support/client.js';
import { seeded } from '../support/vacancy-list.js';
import { benchSettings, databaseOn } from './house.js';
import type { Bench } from './measure.js';

const PASSWORD = 'Ninety-nine looms 99';
/** How often somebody looks whether the process answers at all, and how often somebody saves a need. */
const [LOOK_EVERY_MS, SAVE_EVERY_MS] = [20, 150];

const percentile = (values: number[], share: number): number => values.sort((a, b) => a - b)[Math.floor(values.length * share)] ?? 0;
const longest = (values: number[]): number => values.reduce((most, value) => Math.max(most, value), 0);
const round = (value: number): number => Math.round(value * 10) / 10;

const ok = <T>({ status, body }: Answer<T>): T => {
  if (status >= 300) throw new Error(`the server answered ${status}: ${JSON.stringify(body)}`);
  return body;
};

const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
};

const fill = async (settings: Settings, enterprises: number): Promise<void> => {
  const words = [settings.GANGQIAO_DATA, String(enterprises), PASSWORD, ...(settings.DATABASE_URL ? [settings.DATABASE_URL] : [])];
  const [status] = (await once(
    spawn(process.execPath, [join(import.meta.dirname, 'matching-fill.js'), ...words], { stdio: ['ignore', 'ignore', 'inherit'] }),
    'exit',
  )) as [number | null];
  if (status !== 0) throw new Error('the database could not be filled');
};

/** The product as it is run: one API process that does the background work as well. */
const serve = async <T>(settings: Settings, use: (url: string) => Promise<T>): Promise<T> => {
  const given = Object.entries({ ...settings, HOST: '127.0.0.1', LOG_LEVEL: 'error' }).filter(([, value]) => value !== undefined);
  const env = { PATH: process.env.PATH, TZ: 'UTC', ...Object.fromEntries(given.map(([name, value]) => [name, String(value)])) };
  // With the flags of this process: `node --cpu-prof test/bench/run.mjs matching` profiles the server as well.
  const server = spawn(process.execPath, [...process.execArgv, join(projectRoot, 'dist', 'apps', 'api', 'src', 'main.js')], {
    env,
    cwd: settings.GANGQIAO_DATA,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const ended = once(server, 'exit').then(() => {
      throw new Error('the server ended before it was ready');
    });
    const [line] = (await Promise.race([once(createInterface(server.stdout), 'line'), ended])) as [string];
    return await use(/http:\S+/.exec(line)?.[0] ?? '');
  } finally {
    server.kill('SIGTERM');
    await once(server, 'exit');
  }
};

/** Until `stop` is set: how long each look at the process took, and each change of a need by a person at another desk. */
const others = async (city: Client, stop: { set: boolean }): Promise<{ looks: number[]; saves: number[] }> => {
  const [looks, saves] = [[] as number[], [] as number[]];
  const { items } = ok(await city.get<{ items: { id: string; version: number }[] }>('/api/needs?limit=100'));
  const every = async (ms: number, into: number[], work: () => Promise<unknown>): Promise<void> => {
    while (!stop.set) {
      const took = await timed(work);
      into.push(took);
      await sleep(Math.max(0, ms - took));
    }
  };
  const save = async (): Promise<void> => {
    const need = items[saves.length % items.length];
    if (!need) return;
    const changed = await city.patch<{ version: number }>(
      `/api/needs/${need.id}`,
      { note: `${saves.length}` },
      { headers: { 'if-match': `"${need.version}"` } },
    );
    need.version = ok(changed).version;
  };
  await Promise.all([
    every(LOOK_EVERY_MS, looks, () => fetch(`${city.url}/health/live`).then((answer) => answer.text())),
    every(SAVE_EVERY_MS, saves, save),
  ]);
  return { looks, saves };
};

interface Run {
  id: string;
  state: string;
  failure: string | null;
}

const runOnce = async (city: Client): Promise<{ runSeconds: number; stallMs: number; saveMs: number }> => {
  const stop = { set: false };
  const meanwhile = others(city, stop);
  const begun = performance.now();
  let run = ok(await city.post<Run>('/api/matching-runs', {}));
  while (run.state === 'queued' || run.state === 'running') {
    await sleep(200);
    run = ok(await city.get<Run>(`/api/matching-runs/${run.id}`));
  }
  const runSeconds = (performance.now() - begun) / 1000;
  stop.set = true;
  const { looks, saves } = await meanwhile;
  if (run.state !== 'done') throw new Error(`the run ended ${run.state}: ${run.failure}`);
  return { runSeconds, stallMs: longest(looks), saveMs: longest(saves) };
};

/** What a station's phone asks after the run, for batches from all over the list. */
const fitting = async (city: Client, times: number): Promise<{ fittingP95Ms: number; fittingMaxMs: number }> => {
  const random = seeded(13);
  const ids: string[] = [];
  for (let cursor = ''; ids.length < times * 4;) {
    const page = ok(
      await city.get<{ items: { id: string }[]; next: string | null }>(`/api/batches?limit=100${cursor && `&cursor=${cursor}`}`),
    );
    ids.push(...page.items.map(({ id }) => id));
    cursor = page.next ?? '';
    if (!cursor) break;
  }
  const ask = (): Promise<number> =>
    timed(async () => ok(await city.get(`/api/batches/${ids[Math.floor(random() * ids.length)]}/fitting-needs`)));
  const took: number[] = [];
  for (let i = 0; i < times; i += 1) took.push(await ask());
  return { fittingP95Ms: percentile(took, 0.95), fittingMaxMs: longest(took) };
};

const preview = async (city: Client): Promise<number> => {
  const took: number[] = [];
  for (let i = 0; i < 5; i += 1) took.push(await timed(async () => ok(await city.get('/api/matching-runs/preview'))));
  return percentile(took, 0.5);
};

export const bench: Bench = {
  about:
    'a matching run with 10,000 enterprises, 60,000 needs, 10,000 batches: seconds, what others of the same ' +
    'process wait, fitting needs and preview after it',
  run: async ({ scratch, quick, mariadb }) => {
    const run = async (prefix: string, url: string | undefined): Promise<Record<string, number>> => {
      const folder = join(scratch, `matching${prefix}`);
      mkdirSync(folder, { recursive: true });
      const settings = Object.assign(benchSettings(folder, url), { RATE_LOGIN: 1_000 });
      await fill(settings, quick ? 400 : 10_000);
      return serve(settings, async (address) => {
        const city = await new Client(address).signIn('city', PASSWORD);
        // A server that has been up for a moment has read the board.
        ok(await city.get('/api/board/summary'));
        await sleep(3_000);
        const figures = { ...(await runOnce(city)), ...(await fitting(city, quick ? 50 : 400)), previewMs: await preview(city) };
        return Object.fromEntries(Object.entries(figures).map(([name, value]) => [`${prefix}${name}`, round(value)]));
      });
    };
    const embedded = await run('', undefined);
    const server = await mariadb();
    return { ...embedded, ...(server ? await run('mariadb.', await databaseOn(server, 'bench_matching')) : {}) };
  },
};
