import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { Agent, get } from 'node:http';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { databaseOn } from './house.js';
import type { Bench } from './measure.js';

const LOOK_EVERY_MS = 10;
const agent = new Agent({ keepAlive: true });

/** Milliseconds until an answer that needs nothing was there: what others wait for while a list is written. */
const look = (url: string): Promise<number> =>
  new Promise((resolve, reject) => {
    const begun = performance.now();
    get(`${url}/empty`, { agent }, (response) => {
      response.resume();
      response.on('end', () => resolve(performance.now() - begun));
    }).on('error', reject);
  });

const waits = async (url: string, until: Promise<unknown>): Promise<number[]> => {
  const all: number[] = [];
  let over = false;
  void until.finally(() => (over = true));
  while (!over) {
    all.push(await look(url));
    await sleep(LOOK_EVERY_MS);
  }
  return all.sort((a, b) => a - b);
};

/** How many bytes the whole workbook has. */
const takeAlong = async (url: string, cookie: string): Promise<number> => {
  const answer = await fetch(`${url}/api/needs/export`, { headers: { cookie } });
  if (answer.status !== 200) throw new Error(`the export answered ${answer.status}: ${await answer.text()}`);
  let bytes = 0;
  for await (const chunk of answer.body ?? []) bytes += (chunk as Uint8Array).length;
  return bytes;
};

/** For how long, at most, the event loop was held at one stretch since it was last asked. */
const heldFor = async (url: string): Promise<number> => Number(await (await fetch(`${url}/turn`)).text());

const round = (value: number): number => Math.round(value * 10) / 10;

const onServer = async (folder: string, needs: number, database: string | undefined, prefix: string): Promise<Record<string, number>> => {
  mkdirSync(folder, { recursive: true });
  const server = spawn(
    process.execPath,
    [join(import.meta.dirname, 'export-server.js'), folder, String(needs), ...(database ? [database] : [])],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  try {
    const [line] = (await Promise.race([
      once(createInterface(server.stdout), 'line'),
      once(server, 'exit').then(() => {
        throw new Error('the server ended before it was ready');
      }),
    ])) as [string];
    const [url = '', cookie = ''] = line.split(' ');
    const quiet = await waits(url, sleep(2_000));
    await takeAlong(url, cookie); // the first one finds the program not compiled yet
    await heldFor(url);
    const begun = performance.now();
    const taken = takeAlong(url, cookie);
    const waited = await waits(url, taken);
    const figures = {
      seconds: round((performance.now() - begun) / 1_000),
      mib: round((await taken) / 1_048_576),
      heldMaxMs: await heldFor(url),
      othersWaitP95Ms: round(waited[Math.floor(waited.length * 0.95)] ?? 0),
      othersWaitMaxMs: round(waited.at(-1) ?? 0),
      // The same looks when nobody takes anything along: what the machine takes of it.
      quietMaxMs: round(quiet.at(-1) ?? 0),
    };
    return Object.fromEntries(Object.entries(figures).map(([name, value]) => [`${prefix}${name}`, value]));
  } finally {
    server.kill('SIGKILL');
  }
};

export const bench: Bench = {
  about: 'a list of 100,000 needs taken along as a workbook: seconds, size, and for how long it holds others up',
  run: async ({ scratch, quick, mariadb }) => {
    const needs = quick ? 2_000 : 100_000;
    const embedded = await onServer(join(scratch, 'embedded'), needs, undefined, '');
    const server = await mariadb();
    const other = server ? await onServer(join(scratch, 'mariadb'), needs, await databaseOn(server, 'bench_export'), 'mariadb.') : {};
    return { ...embedded, ...other };
  },
};
