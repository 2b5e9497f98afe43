import { cpSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startProcess } from './process.js';
import { testSettings } from './settings.js';

/** What the program needs at most to make the city, on a machine that does much else. */
export const CITY_MS = 300_000;

const made = join(tmpdir(), 'gangqiao-demo-city');
const ready = join(made, 'ready');
const data = join(made, 'data');

/** The program makes it once a run, whichever spec asks first; a minute of work for each of the others is saved. */
const make = async (): Promise<void> => {
  const settings = testSettings({ GANGQIAO_DATA: data, GANGQIAO_DEMO: true, GANGQIAO_MIGRATE: true });
  const api = await startProcess('api', { settings, timeoutMs: CITY_MS });
  const status = await api.kill();
  if (status !== 0) throw new Error(`the program that made the demo city ended with ${status}\n${api.output()}`);
  writeFileSync(ready, '');
};

const firstToAsk = (): boolean => {
  try {
    mkdirSync(made);
    return true;
  } catch {
    return false;
  }
};

/**
 * Puts the demo city, as a first start makes it on the embedded database, into an empty data directory.
 * Its keys are those of {@link testSettings}.
 */
export const demoCity = async (directory: string): Promise<void> => {
  if (firstToAsk()) await make();
  for (const end = Date.now() + CITY_MS; !existsSync(ready); await sleep(200))
    if (Date.now() > end) throw new Error('another spec did not finish the demo city');
  cpSync(data, directory, { recursive: true });
};
