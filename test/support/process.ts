import { spawn, type ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { projectRoot, type Settings } from '#platform/config';
import { builtFile } from './built.js';
import { freePort } from './servers.mjs';

export type Program = 'api' | 'worker' | 'cli';

export interface RunningProcess {
  readonly url: string;
  readonly pid: number;
  /** What it printed so far, stdout and stderr together. */
  readonly output: () => string;
  /** Resolves to the exit status, or the signal's name. */
  readonly exited: Promise<number | string>;
  /** Sends the signal (SIGTERM unless told otherwise) and waits for the end. */
  kill(signal?: NodeJS.Signals): Promise<number | string>;
}

export interface ProcessOptions {
  /** Settings as a test database and queue name them; undefined ones are left out. */
  settings?: Partial<Settings>;
  args?: string[];
  env?: Record<string, string>;
  /** Path that answers 200 when it is ready, or false to return at once. */
  readyAt?: string | false;
  timeoutMs?: number;
}

const running = new Set<ChildProcess>();

// Whatever a test that failed half-way has left running.
afterAll(async () => {
  await Promise.all([...running].map((child) => end(child, 'SIGKILL')));
});

/** The built program's main file. */
export const builtProgram = (program: Program): string => builtFile(`apps/${program}/src/main.js`);

const environment = (settings: Partial<Settings>, more: Record<string, string>): NodeJS.ProcessEnv => {
  const given = Object.entries(settings)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => [name, String(value)]);
  const { PATH, HOME, TMPDIR } = process.env;
  return { PATH, HOME, TMPDIR, TZ: 'UTC', ...(Object.fromEntries(given) as NodeJS.ProcessEnv), ...more };
};

/** Starts the built program as its own process on a free port and waits until it says that it is ready. */
export const startProcess = async (program: Program, options: ProcessOptions = {}): Promise<RunningProcess> => {
  const { settings = {}, args = [], env = {}, readyAt = '/health/ready', timeoutMs = 40_000 } = options;
  const port = settings.PORT || (await freePort());
  const child = spawn(process.execPath, [builtProgram(program), ...args], {
    cwd: projectRoot,
    env: environment({ LOG_LEVEL: process.env['TEST_LOG'] ?? 'warn', ...settings, PORT: port, HOST: '127.0.0.1' }, env),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const exited = new Promise<number | string>((resolve) => {
    child.on('exit', (code, signal) => {
      running.delete(child);
      resolve(signal ?? code ?? -1);
    });
  });
  const handle: RunningProcess = {
    url: `http://127.0.0.1:${port}`,
    pid: child.pid ?? -1,
    output: () => output,
    exited,
    kill: async (signal = 'SIGTERM') => {
      child.kill(signal);
      return exited;
    },
  };
  if (readyAt !== false) await untilReady(handle, readyAt, timeoutMs);
  return handle;
};

const untilReady = async (handle: RunningProcess, path: string, timeoutMs: number): Promise<void> => {
  let ended: number | string | undefined;
  void handle.exited.then((status) => (ended = status));
  for (const until = Date.now() + timeoutMs; ; await sleep(50)) {
    const answer = await fetch(handle.url + path).catch(() => undefined);
    if (answer?.ok) return;
    if (ended !== undefined) throw new Error(`the program ended with ${ended} before it was ready\n${handle.output()}`);
    if (Date.now() > until) {
      await handle.kill('SIGKILL');
      throw new Error(`the program was not ready after ${timeoutMs} ms\n${handle.output()}`);
    }
  }
};

/** Runs the built command line to its end. */
export const runCli = async (
  args: string[],
  { settings = {}, env = {}, input }: { settings?: Partial<Settings>; env?: Record<string, string>; input?: string } = {},
): Promise<{ status: number | string; stdout: string; stderr: string }> => {
  const child = spawn(process.execPath, [builtProgram('cli'), ...args], { cwd: projectRoot, env: environment(settings, env) });
  running.add(child);
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  child.stdin.end(input ?? '');
  const status = await new Promise<number | string>((resolve) => child.on('close', (code, signal) => resolve(signal ?? code ?? -1)));
  running.delete(child);
  return { status, stdout, stderr };
};

const end = (child: ChildProcess, signal: NodeJS.Signals): Promise<void> =>
  new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.once('exit', () => resolve());
    child.kill(signal);
  });
