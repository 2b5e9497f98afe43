/** Private MariaDB and Redis servers for one run: a temporary folder, free ports on loopback, stopped by process id. */
import { execFile, spawn } from 'node:child_process';
import { accessSync, constants, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { Redis } from 'ioredis';
import mysql from 'mysql2/promise';

const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** First of the named programs on the path (Debian keeps servers in /usr/sbin, which is not on everyone's path). */
export function findProgram(...names) {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin', '/usr/bin', '/usr/local/bin'];
  for (const name of names) {
    for (const folder of folders) {
      try {
        accessSync(join(folder, name), constants.X_OK);
        return join(folder, name);
      } catch {
        // not here
      }
    }
  }
  return undefined;
}

/** The browser of the suites and benchmarks that open pages; undefined where none is installed. */
export const chromiumProgram = () => process.env.TEST_CHROMIUM ?? findProgram('chromium', 'chromium-browser', 'google-chrome');

const redisProgram = () => findProgram('redis-server', 'valkey-server');

function mariadbPrograms() {
  const server = findProgram('mariadbd', 'mysqld');
  const install = findProgram('mariadb-install-db', 'mysql_install_db');
  return server && install ? { server, install } : undefined;
}

export const freePort = () =>
  new Promise((resolve, reject) => {
    const probe = createServer().on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });

const PROBES = {
  MariaDB: async (url) => {
    const connection = await mysql.createConnection({ uri: url });
    await connection.end();
  },
  Redis: async (url) => {
    const client = new Redis(url, { lazyConnect: true, retryStrategy: () => null });
    client.on('error', () => {});
    try {
      await client.connect();
      await client.ping();
    } finally {
      client.disconnect();
    }
  },
};

/** Servers started here, and the one place that ends them. */
export class Servers {
  #folder;
  #running = [];
  #served = new Map();

  /** @param base where their folder is made */
  constructor(base = tmpdir()) {
    this.#folder = mkdtempSync(join(base, 'gangqiao-servers-'));
  }

  static hasMariadb = () => Boolean(mariadbPrograms());
  static hasRedis = () => Boolean(redisProgram());

  /** Starts MariaDB; resolves to its url (user root, no password, no database). */
  async mariadb() {
    const programs = mariadbPrograms();
    if (!programs) return undefined;
    const { server, install } = programs;
    const data = join(this.#folder, 'mariadb');
    const port = await freePort();
    const asRoot = process.getuid?.() === 0 ? ['--user=root'] : [];
    await promisify(execFile)(install, [
      '--no-defaults',
      `--datadir=${data}`,
      '--auth-root-authentication-method=normal',
      '--skip-test-db',
      ...asRoot,
    ]);
    return this.#serve('MariaDB', `mysql://root@127.0.0.1:${port}`, server, [
      '--no-defaults',
      `--datadir=${data}`,
      `--socket=${join(this.#folder, 'm')}`,
      `--port=${port}`,
      '--bind-address=127.0.0.1',
      '--skip-log-bin',
      '--skip-name-resolve',
      '--innodb-flush-log-at-trx-commit=1', // durable, as in production: the suites prove that nothing acknowledged is lost
      '--innodb-buffer-pool-size=128M',
      '--max-connections=300',
      '--default-time-zone=+00:00',
      '--character-set-server=utf8mb4',
      '--collation-server=utf8mb4_bin',
      ...asRoot,
    ]);
  }

  /** Starts Redis without persistence; resolves to its url. */
  async redis() {
    const server = redisProgram();
    if (!server) return undefined;
    const port = await freePort();
    return this.#serve('Redis', `redis://127.0.0.1:${port}`, server, [
      ...['--port', String(port), '--bind', '127.0.0.1', '--dir', this.#folder],
      ...['--save', '', '--appendonly', 'no', '--maxmemory-policy', 'noeviction', '--databases', '64'],
    ]);
  }

  async #serve(name, url, program, args) {
    const child = this.#spawn(program, args);
    this.#served.set(url, { name, program, args, child });
    await ready(name, child, () => PROBES[name](url));
    return url;
  }

  /** Kills a server, as a loss of power would, and starts it again. Redis then knows nothing; MariaDB, what was committed. */
  async restart(url, downMs = 0) {
    const { name, program, args, child } = this.#served.get(url);
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await gone;
    await sleep(downMs);
    await this.#serve(name, url, program, args);
  }

  /** Stops a server for so long without ending it: whoever talks to it waits. */
  async freeze(url, ms) {
    const { child } = this.#served.get(url);
    child.kill('SIGSTOP');
    await sleep(ms);
    child.kill('SIGCONT');
  }

  #spawn(program, args) {
    // A group of its own: ctrl-C in the terminal must reach the runner first, which then ends the servers in order.
    const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'], detached: true });
    child.tail = '';
    child.stderr.on('data', (chunk) => (child.tail = (child.tail + chunk).slice(-2000)));
    child.on('error', (error) => (child.tail += error.message));
    this.#running.push(child);
    return child;
  }

  /** Ends what was started here and removes its folder; safe to call twice. */
  async stop() {
    const running = this.#running.splice(0);
    await Promise.all(
      running.map(async (child) => {
        if (!isAlive(child)) return;
        const gone = new Promise((resolve) => child.once('exit', resolve));
        child.kill('SIGTERM');
        const late = setTimeout(() => child.kill('SIGKILL'), 10_000);
        await gone;
        clearTimeout(late);
      }),
    );
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

const isAlive = (child) => child.pid !== undefined && child.exitCode === null && child.signalCode === null;

async function ready(name, child, probe) {
  const until = Date.now() + 30_000;
  for (;;) {
    try {
      return await probe();
    } catch (error) {
      if (!isAlive(child) || Date.now() > until) throw new Error(`${name} did not start (${error.message})\n${child.tail}`);
      await sleep(50);
    }
  }
}
