import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Agent, get } from 'node:http';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import autocannon from 'autocannon';
import { seeded } from '../support/vacancy-list.js';
import { databaseOn } from './house.js';
import type { Bench } from './measure.js';

const PER_SECOND = 300;
const WORDS = ['dh', 'hangong', '电焊', '车工', 'fr', '缝纫', '操作', 'cg', 'chuishi', '工'];
const agent = new Agent({ keepAlive: true, maxSockets: 200 });

/** An address that was hardly ever asked for before, so that no cache answers it. */
const randomAddress = (random: () => number): string => {
  const query = new URLSearchParams({
    limit: String(10 + Math.floor(random() * 40)),
    wageFrom: String(3_000 + Math.floor(random() * 4_000)),
  });
  if (random() < 0.4) query.set('q', WORDS[Math.floor(random() * WORDS.length)] ?? '');
  if (random() < 0.4) query.set('level', String(Math.floor(random() * 9)));
  if (random() < 0.4)
    query.set('node', `3707${['02', '03', '04', '05', '24', '25', '81', '82', '83', '84', '85', '86'][Math.floor(random() * 12)]}`);
  if (random() < 0.5) query.set('sort', ['shortage', 'enterprises', 'wage', 'recent'][Math.floor(random() * 4)] ?? 'shortage');
  return `/api/board${random() < 0.3 ? '/posts' : ''}?${query}`;
};

/** Milliseconds until the whole answer was there. */
const timed = (url: string): Promise<number> =>
  new Promise((resolve, reject) => {
    const begun = performance.now();
    get(url, { agent }, (response) => {
      response.resume();
      response.on('end', () =>
        response.statusCode === 200 ? resolve(performance.now() - begun) : reject(new Error(`${url} answered ${response.statusCode}`)),
      );
    }).on('error', reject);
  });

/** Sends on time whether or not answers are late, as people do; the time a request had to wait counts. */
const openLoop = async (url: string, seconds: number, address: (random: () => number) => string): Promise<number[]> => {
  const random = seeded(3);
  const waiting: Promise<number>[] = [];
  const begun = performance.now();
  for (let i = 0; i < PER_SECOND * seconds; i += 1) {
    const due = begun + (i * 1000) / PER_SECOND;
    const ahead = due - performance.now();
    if (ahead > 1) await sleep(ahead);
    const late = Math.max(0, performance.now() - due);
    waiting.push(timed(url + address(random)).then((ms) => ms + late));
  }
  return Promise.all(waiting);
};

/** Mean time of one answer when nobody else asks. */
const alone = async (url: string, times: number): Promise<number> => {
  const random = seeded(5);
  let sum = 0;
  // The first ones find the program not compiled yet.
  for (let i = 0; i < times; i += 1) await timed(url + randomAddress(random));
  for (let i = 0; i < times; i += 1) sum += await timed(url + randomAddress(random));
  return sum / times;
};

/** A board that lacks posts answers faster than one that has them. */
const refuseHalfABoard = async (url: string, posts: number): Promise<void> => {
  const answer = (await (await fetch(`${url}/api/board/summary`)).json()) as { posts: number };
  if (answer.posts !== posts) throw new Error(`the board has ${answer.posts} posts instead of ${posts}`);
};

/** Runs the board's server with a city of this size, six needs an enterprise, for as long as it is used. */
export const onBoardServer = async <T>(
  folder: string,
  enterprises: number,
  database: string | undefined,
  use: (url: string) => Promise<T>,
): Promise<T> => {
  mkdirSync(folder, { recursive: true });
  const server = spawn(
    process.execPath,
    [join(import.meta.dirname, 'board-server.js'), folder, String(enterprises), String(enterprises * 6), ...(database ? [database] : [])],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  try {
    const [url] = (await Promise.race([
      once(createInterface(server.stdout), 'line'),
      once(server, 'exit').then(() => {
        throw new Error('the server ended before it was ready');
      }),
    ])) as [string];
    await refuseHalfABoard(url, enterprises * 6);
    return await use(url);
  } finally {
    server.kill('SIGKILL');
  }
};

const percentile = (values: number[], share: number): number => values.sort((a, b) => a - b)[Math.floor(values.length * share)] ?? 0;
const round = (value: number): number => Math.round(value * 100) / 100;

export const bench: Bench = {
  about:
    'the public board at 10,000 enterprises: p95 at 300 random filters a second and of an empty route, cached answers a second, growth',
  run: async ({ scratch, quick, mariadb }) => {
    const [small, large] = quick ? [100, 1_000] : [1_000, 10_000];
    const run = async (prefix: string, server: string | undefined) => {
      const database = async (name: string) => (server ? databaseOn(server, name) : undefined);
      const before = await onBoardServer(join(scratch, `${prefix}small`), small, await database('bench_board_small'), (url) =>
        alone(url, 400),
      );
      return onBoardServer(join(scratch, `${prefix}large`), large, await database('bench_board_large'), async (url) => {
        const after = await alone(url, 400);
        const seconds = quick ? 2 : 10;
        const p95Ms = round(percentile(await openLoop(url, seconds, randomAddress), 0.95));
        // What the machine, the client and the framework take of it: the same load on a route that does nothing.
        const emptyP95Ms = round(percentile(await openLoop(url, seconds, () => '/empty'), 0.95));
        const cached = await autocannon({ url: `${url}/api/board?q=dh&limit=30`, connections: 50, duration: quick ? 2 : 6 });
        const figures = {
          p95Ms,
          emptyP95Ms,
          cachedPerSecond: Math.round(cached.requests.average),
          growthExponent: round(Math.log10(after / before)),
          aloneMs: round(after),
        };
        return Object.fromEntries(Object.entries(figures).map(([name, value]) => [`${prefix}${name}`, value]));
      });
    };
    const embedded = await run('', undefined);
    const server = await mariadb();
    return { ...embedded, ...(server ? await run('mariadb.', server) : {}) };
  },
};
