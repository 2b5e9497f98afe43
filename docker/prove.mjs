#!/usr/bin/env node
/**
 * Proves the images without Docker: carries out the Dockerfile's steps, as an ordinary user, in a clean folder, then
 * starts what the images would start. Base images become folders, COPY obeys .dockerignore, `node` becomes an
 * unprivileged user, and Node 24 comes from the registry when this machine has another.
 *
 *   node docker/prove.mjs [--keep]
 */
import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, chownSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Servers, freePort } from '../test/support/servers.mjs';

const project = join(dirname(fileURLToPath(import.meta.url)), '..');
const nobody = process.getuid() === 0 ? { uid: 65534, gid: 65534 } : {};
const work = mkdtempSync(join(tmpdir(), 'gangqiao-images-'));
chmodSync(work, 0o755);
const say = (line) => console.log(`${((Date.now() - begun) / 1000).toFixed(1).padStart(6)} s  ${line}`);
const begun = Date.now();

/** Instructions of the Dockerfile, with continued lines joined. */
function instructions() {
  return readFileSync(join(project, 'docker', 'Dockerfile'), 'utf8')
    .replace(/\\\n/g, ' ')
    .split('\n')
    .map((line) => /^([A-Z]+) (.*)$/.exec(line))
    .filter(Boolean)
    .map(([, name, rest]) => ({ name, rest }));
}

/** What `docker build` would send: the committed files that .dockerignore lets through. */
function buildContext() {
  const clone = join(work, 'clone');
  const context = join(work, 'context');
  execFileSync('git', ['clone', '-q', '--depth', '1', `file://${project}`, clone]);
  mkdirSync(context);
  const rules = readFileSync(join(clone, '.dockerignore'), 'utf8')
    .split('\n')
    .filter((line) => line && !line.startsWith('#'));
  const dropped = rules
    .filter((rule) => rule.startsWith('**/'))
    .map((rule) => new RegExp(`(^|/)${rule.slice(3).replace(/\./g, '\\.').replace(/\*/g, '[^/]*')}$`));
  const kept = execFileSync('git', ['ls-files'], { cwd: clone, encoding: 'utf8' }).split('\n').filter(Boolean);
  const allowed = rules
    .filter((rule) => rule.startsWith('!'))
    .map((rule) => new RegExp(`^${rule.slice(1).replace(/\./g, '\\.').replace(/\*/g, '[^/]*')}(/|$)`));
  for (const file of kept) {
    if (!allowed.some((rule) => rule.test(file)) || dropped.some((rule) => rule.test(file))) continue;
    mkdirSync(dirname(join(context, file)), { recursive: true });
    cpSync(join(clone, file), join(context, file));
  }
  return context;
}

/** A folder with Node 24's program, as node:24-slim has it. */
function node24() {
  if (process.version.startsWith('v24.')) return dirname(process.execPath);
  const tools = join(work, 'tools');
  const name = `node-linux-${process.arch}`;
  execFileSync('npm', ['install', '--silent', '--no-audit', '--no-fund', '--ignore-scripts', '--prefix', tools, `${name}@24`], {
    cwd: work,
  });
  return join(tools, 'node_modules', name, 'bin');
}

class Stage {
  env = {};
  command = [];
  user = undefined;
  workdir = '/';

  constructor(name, base, path) {
    this.name = name;
    this.root = base instanceof Stage ? base.root : join(work, name);
    this.path = path;
    if (base instanceof Stage) Object.assign(this, { env: { ...base.env }, user: base.user, workdir: base.workdir });
    mkdirSync(this.root, { recursive: true });
  }

  /** Where an absolute path of the image lies here. */
  place(path) {
    return join(this.root, path.startsWith('/') ? path : join(this.workdir, path));
  }

  environment(more = {}) {
    const home = join(work, 'home');
    const env = Object.fromEntries(
      Object.entries(this.env).map(([name, value]) => [name, value.startsWith('/') ? this.place(value) : value]),
    );
    return { PATH: [this.path, '/usr/local/bin', '/usr/bin', '/bin'].join(delimiter), HOME: home, ...registry(), ...env, ...more };
  }

  options(more) {
    return { cwd: this.place('.'), env: this.environment(more), ...(this.user === 'node' ? nobody : {}) };
  }

  run(script) {
    // Paths of the image are moved below this stage's folder, and its user to ours.
    const here = script
      .replace(/(?<=^|[\s=:])\/(?=\w)/g, `${this.root}/`)
      .replace(/chown node:node/g, nobody.uid ? `chown ${nobody.uid}:${nobody.gid}` : 'test -e');
    execFileSync('/bin/sh', ['-ec', here], { ...this.options(), stdio: ['ignore', 'inherit', 'inherit'] });
  }

  copy(rest, context, stages) {
    const words = rest.split(/\s+/);
    const flags = words.filter((word) => word.startsWith('--'));
    const paths = words.filter((word) => !word.startsWith('--'));
    const target = paths.pop();
    const from = flags.map((flag) => /^--from=(.*)/.exec(flag)?.[1]).find(Boolean);
    const owned = flags.includes('--chown=node:node') && nobody.uid !== undefined;
    for (const path of paths) {
      const source = from ? stages.get(from).place(path) : join(context, path);
      const into = /\/$/.test(target) || target === '.' || paths.length > 1;
      const goal = into && !statSync(source).isDirectory() ? join(this.place(target), path.split('/').pop()) : this.place(target);
      mkdirSync(dirname(goal), { recursive: true });
      cpSync(source, goal, { recursive: true, verbatimSymlinks: true });
      if (owned) execFileSync('chown', ['-R', `${nobody.uid}:${nobody.gid}`, goal]);
      else if (!from && nobody.uid !== undefined) execFileSync('chown', ['-R', '0:0', goal]);
    }
  }
}

/** npm reaches its registry as it does for whoever runs this. */
function registry() {
  const value = execFileSync('npm', ['config', 'get', 'registry'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  const ca = process.env.NODE_EXTRA_CA_CERTS;
  return { npm_config_registry: value, ...(ca && { NODE_EXTRA_CA_CERTS: ca }) };
}

function build(context, path) {
  const stages = new Map();
  let stage;
  for (const { name, rest } of instructions()) {
    if (name !== 'FROM') say(`${stage.name}: ${name} ${rest}`);
    if (name === 'FROM') {
      const [, base, alias] = /^(\S+) AS (\S+)$/.exec(rest);
      stages.set(alias, (stage = new Stage(alias, stages.get(base) ?? base, path)));
    } else if (name === 'RUN') stage.run(rest);
    else if (name === 'COPY') stage.copy(rest, context, stages);
    else if (name === 'USER') stage.user = rest;
    else if (name === 'WORKDIR') mkdirSync(stage.place((stage.workdir = rest)), { recursive: true });
    else if (name === 'ENV') for (const pair of rest.split(/\s+/)) stage.env[pair.split('=')[0]] = pair.split('=')[1];
    else if (name === 'ENTRYPOINT') stage.entrypoint = JSON.parse(rest);
    else if (name === 'CMD') stage.command = JSON.parse(rest);
  }
  return stages;
}

function start(stage, env) {
  const [program, ...args] = stage.command;
  const child = spawn(join(stage.path, program), args, { ...stage.options(env), stdio: ['ignore', 'pipe', 'pipe'] });
  child.text = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (child.text = (child.text + chunk).slice(-4000)));
  child.gone = new Promise((resolve) => child.on('exit', (code, signal) => resolve(signal ?? code)));
  return child;
}

async function healthy(stage, env, child) {
  for (let tries = 0; tries < 40; tries += 1) {
    try {
      execFileSync(join(stage.path, 'node'), ['docker/healthcheck.mjs'], stage.options(env));
      return;
    } catch {
      if (child.exitCode !== null) break;
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }
  throw new Error(`${stage.name} did not become healthy\n${child.text}`);
}

/** What compose would do: migrate, then two kinds of servers on MariaDB and Redis, asked by their health check, stopped by SIGTERM. */
async function compose(stages, servers) {
  const [mariadb, redis] = await Promise.all([servers.mariadb(), servers.redis()]);
  if (!mariadb || !redis) throw new Error('mariadb-server and redis-server have to be installed');
  const { default: mysql } = await import('mysql2/promise');
  const connection = await mysql.createConnection(mariadb);
  await connection.query('CREATE DATABASE gangqiao');
  await connection.end();
  const settings = {
    DATABASE_URL: `${mariadb}/gangqiao`,
    REDIS_URL: `${redis}/0`,
    GANGQIAO_KEYS: `k1:${Buffer.alloc(32, 1).toString('base64')}`,
    GANGQIAO_INDEX_KEY: Buffer.alloc(32, 2).toString('base64'),
    LOG_LEVEL: 'warn',
  };
  const cli = stages.get('cli');
  execFileSync(join(cli.path, 'node'), [...cli.entrypoint.slice(1), 'migrate'], { ...cli.options(settings), stdio: 'inherit' });
  say('cli migrate: done');
  for (const name of ['api', 'worker']) {
    const stage = stages.get(name);
    const env = { ...settings, PORT: String(await freePort()), HOST: '127.0.0.1', PUBLIC_URL: 'https://gangqiao.example' };
    const child = start(stage, env);
    try {
      await healthy(stage, env, child);
    } finally {
      child.kill('SIGTERM');
    }
    const status = await child.gone;
    if (status !== 0) throw new Error(`${name} ended with ${status} after SIGTERM\n${child.text}`);
    say(`${name}: healthy, and ended with 0 after SIGTERM`);
  }
}

const servers = new Servers();
try {
  mkdirSync(join(work, 'home'));
  if (nobody.uid) chownSync(join(work, 'home'), nobody.uid, nobody.gid);
  const context = buildContext();
  const path = node24();
  say(
    `Node ${execFileSync(join(path, 'node'), ['--version'], { encoding: 'utf8' }).trim()}, ` +
      `context of ${execFileSync('du', ['-sh', context], { encoding: 'utf8' }).split('\t')[0]}`,
  );
  const stages = build(context, path);
  say(`image content: ${execFileSync('du', ['-sh', stages.get('runtime').root], { encoding: 'utf8' }).split('\t')[0]}`);
  await compose(stages, servers);
  say('the Dockerfile holds');
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
} finally {
  await servers.stop();
  if (process.argv.includes('--keep')) console.log(work);
  else rmSync(work, { recursive: true, force: true });
}
