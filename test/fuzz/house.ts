import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { projectRoot } from '#platform/config';

const START_MS = 900_000;
const KEPT_LOG = 400_000;

export interface HouseOptions {
  scratch: string;
  /** Where the API listens. */
  port: number;
  databaseUrl?: string;
  redisUrl?: string;
}

/** The built program with the made-up city in it: one API process, and a worker where there is Redis. */
export class House {
  readonly host = '127.0.0.1';
  readonly port: number;
  private readonly children: ChildProcess[] = [];
  private log = '';
  private stopping = false;

  /** @param died called when a process ends by itself */
  constructor(
    private readonly options: HouseOptions,
    private readonly died: (program: string, how: string) => void,
  ) {
    this.port = options.port;
  }

  async start(): Promise<void> {
    this.spawn('api');
    await this.ready();
    if (this.options.redisUrl) this.spawn('worker');
  }

  /** What the server logged about a request, or the last of it. */
  logOf(words: string): string {
    const lines = this.log.split('\n').filter((line) => line.includes(words));
    return (lines.length ? lines : this.log.split('\n').slice(-15)).join('\n').slice(-4_000);
  }

  get alive(): boolean {
    return this.children.every(({ exitCode, signalCode }) => exitCode === null && signalCode === null);
  }

  /** Ends what is left and starts anew on the same data. */
  async restart(): Promise<void> {
    await this.stop();
    this.stopping = false;
    await this.start();
  }

  async stop(): Promise<void> {
    this.stopping = true;
    await Promise.all(this.children.splice(0).map(ended));
  }

  private spawn(program: 'api' | 'worker'): void {
    const { scratch, databaseUrl, redisUrl } = this.options;
    const { PATH, HOME, TMPDIR } = process.env;
    const child = spawn(process.execPath, [join(projectRoot, 'dist', 'apps', program, 'src', 'main.js')], {
      cwd: projectRoot,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...{ PATH, HOME, TMPDIR, TZ: 'UTC', LOG_LEVEL: 'error', HOST: this.host, PORT: program === 'api' ? String(this.port) : '0' },
        ...{ GANGQIAO_DATA: join(scratch, 'data'), GANGQIAO_DEMO: 'true', GANGQIAO_MIGRATE: 'true' },
        ...{ RATE_LOGIN: '100000', RATE_WRITE: '1000000', SHUTDOWN_SECONDS: '5' },
        ...(databaseUrl && { DATABASE_URL: databaseUrl, GANGQIAO_KEYS: `k1:${key(1)}`, GANGQIAO_INDEX_KEY: key(2) }),
        ...(redisUrl && { REDIS_URL: redisUrl }),
      },
    });
    this.children.push(child);
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => (this.log = (this.log + chunk.toString()).slice(-KEPT_LOG)));
    child.on('exit', (code, signal) => {
      if (!this.stopping) this.died(program, String(signal ?? code));
    });
  }

  private async ready(): Promise<void> {
    for (const until = Date.now() + START_MS; ; await sleep(100)) {
      const answer = await fetch(`http://${this.host}:${this.port}/health/ready`).catch(() => undefined);
      if (answer?.ok) return;
      if (!this.alive || Date.now() > until) throw new Error(`the server did not start\n${this.logOf('')}`);
    }
  }
}

const key = (byte: number): string => Buffer.alloc(32, byte).toString('base64');

const ended = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    const late = setTimeout(() => child.kill('SIGKILL'), 10_000);
    child.once('exit', () => {
      clearTimeout(late);
      resolve();
    });
    child.kill('SIGTERM');
  });
