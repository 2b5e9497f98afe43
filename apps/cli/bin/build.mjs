#!/usr/bin/env node
/**
 * Builds what changed: the server (swc), then the pages (vite), into dist/. A stamp of names, sizes and times of
 * the sources decides, so a build with nothing to do costs a directory walk and starts no compiler.
 *
 *   node apps/cli/bin/build.mjs [--server]      --server leaves the pages out
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { constants, setPriority } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import zlib from 'node:zlib';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..');
const dist = join(root, 'dist');
const [brotli, gzip] = [promisify(zlib.brotliCompress), promisify(zlib.gzip)];
const tool = (path) => join(root, 'node_modules', path);

/** Both parts; `sources` are files or folders below the root. */
const parts = {
  server: {
    sources: [
      'package.json',
      'tsconfig.json',
      'tsconfig.build.json',
      'apps/api/src',
      'apps/worker/src',
      'apps/cli/src',
      'libs',
      'test/bench',
      'test/fuzz',
      'test/fault',
      'test/support',
      'test/browser/browser.ts', // of the benchmark of phones
    ],
    skip: /\.(spec\.ts|md|csv)$/,
    present: () => existsSync(join(dist, 'apps')),
    build: buildServer,
  },
  web: {
    sources: ['package-lock.json', 'apps/web', 'apps/api/openapi.json'],
    skip: /\.(spec\.tsx?|md)$/,
    present: () => existsSync(join(dist, 'web')),
    build: buildWeb,
  },
};

function walk(path, visit) {
  const entry = statSync(path, { throwIfNoEntry: false });
  if (!entry) return;
  if (!entry.isDirectory()) return visit(path, entry);
  for (const name of readdirSync(path).sort()) {
    if (name !== 'node_modules' && !name.startsWith('.')) walk(join(path, name), visit);
  }
}

function stampOf(part) {
  const hash = createHash('sha1').update(process.version);
  for (const source of part.sources) {
    walk(join(root, source), (path, { size, mtimeMs }) => {
      if (!part.skip.test(path) || part.sources.includes(relative(root, path))) hash.update(`${path}\0${size}\0${mtimeMs}\n`);
    });
  }
  return hash.digest('hex');
}

const stampFile = (name) => join(dist, `.${name}.stamp`);
const isFresh = (name) =>
  parts[name].present() && existsSync(stampFile(name)) && readFileSync(stampFile(name), 'utf8') === stampOf(parts[name]);

/** Compilers speak on stderr only: stdout belongs to the program that is built for. */
async function run(args, options = {}) {
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 2, 2], ...options });
  // A server that fills its demo city meanwhile takes longer than the pages.
  if (child.pid) setPriority(child.pid, constants.priority.PRIORITY_BELOW_NORMAL);
  const [status, signal] = await once(child, 'exit');
  if (status !== 0) throw new BuildFailed(`${relative(root, args[0])} ${signal ?? `ended with ${status}`}`);
}

/** Waits for all of them, so that nobody compiles on behind the back of whoever reads of the first failure. */
async function all(works) {
  const failed = (await Promise.allSettled(works)).find(({ status }) => status === 'rejected');
  if (failed) throw failed.reason;
}

class BuildFailed extends Error {}

async function buildServer() {
  dropOrphans();
  const files = [];
  for (const source of parts.server.sources) walk(join(root, source), (path) => isProgram(path) && files.push(path));
  const { compile } = await import('./compile.mjs');
  try {
    await compile(files, root, dist);
  } catch (error) {
    throw new BuildFailed(error.message);
  }
}

/** What runs: no specs, no fixtures, and of the fault tests only the programs that are started to be killed. */
function isProgram(path) {
  const name = relative(root, path);
  if (!/\.ts$/.test(name) || /(\.spec|\.d)\.ts$|^libs\/.*\/testing\//.test(name)) return false;
  return !name.startsWith('test/fault/') || name.endsWith('.child.ts');
}

/** Removes compiled files whose source is gone: a renamed migration must not run twice. */
function dropOrphans() {
  for (const top of ['apps', 'libs', 'test']) {
    walk(join(dist, top), (path) => {
      const source = relative(dist, path).replace(/(\.d\.ts|\.js)(\.map)?$/, '.ts');
      if (!existsSync(join(root, source))) rmSync(path);
    });
  }
}

/** The pages are built beside the old ones and swapped in, so that a running server never serves half a page. */
async function buildWeb() {
  if (!existsSync(join(root, 'apps', 'web', 'package.json')) && !existsSync(join(root, 'apps', 'web', 'vite.config.ts'))) return;
  const [next, now, old] = ['web.next', 'web', 'web.old'].map((name) => join(dist, name));
  rmSync(next, { recursive: true, force: true });
  const env = { ...process.env, NODE_ENV: 'production' };
  const entry = (name, outDir) =>
    run([tool('vite/bin/vite.js'), 'build', 'apps/web', '--mode', name, '--logLevel', 'warn', '--outDir', outDir], { env });
  await all([entry('public', next), entry('console', next), entry('field', next), entry('server', join(next, 'server'))]);
  await compress(next);
  rmSync(old, { recursive: true, force: true });
  if (existsSync(now)) renameSync(now, old);
  renameSync(next, now);
  rmSync(old, { recursive: true, force: true });
}

/** A compressed copy beside each text, so that no server compresses the same file for every reader. */
async function compress(folder) {
  const texts = [];
  walk(folder, (path) => {
    if (/\.(js|css|svg)$/.test(path) && !path.startsWith(join(folder, 'server'))) texts.push(path);
  });
  for (const path of texts) {
    const content = readFileSync(path);
    const kinds = [brotli(content, { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 9 } }), gzip(content, { level: 9 })];
    const [br, gz] = await Promise.all(kinds);
    writeFileSync(`${path}.br`, br);
    writeFileSync(`${path}.gz`, gz);
  }
}

/**
 * One build at a time, also between processes. The lock is a transaction on a file: the operating system frees it
 * when its holder dies, so no stale lock can be left behind.
 */
async function locked(work) {
  mkdirSync(dist, { recursive: true });
  const { default: Database } = await import('libsql');
  const lock = new Database(join(dist, '.build.lock'), { timeout: 10 * 60_000 });
  try {
    lock.exec('BEGIN EXCLUSIVE');
    await work();
  } finally {
    lock.close();
  }
}

/** Brings the named parts up to date, one after the other; `built` hears of each. Throws when a compiler reports an error. */
export async function ensureBuilt(names = Object.keys(parts), say = () => {}, built = () => {}) {
  const stale = () => names.filter((name) => !isFresh(name));
  if (!stale().length) return;
  if (!existsSync(tool('@swc/core'))) {
    if (existsSync(join(dist, 'apps'))) return; // an installation without the compilers runs what was built for it
    throw new BuildFailed('nothing is built yet, and the compilers are not installed: run `npm ci`');
  }
  await locked(async () => {
    for (const name of stale()) {
      const begun = Date.now();
      const stamp = stampOf(parts[name]); // taken before: a source saved meanwhile is built next time
      await parts[name].build();
      writeFileSync(stampFile(name), stamp);
      say(`built ${name} in ${((Date.now() - begun) / 1000).toFixed(1)} s`);
      built(name);
    }
  });
}

/**
 * Builds, then runs a built program in this process: its stdin, signals and exit status are ours. It starts as soon as the server is
 * built; what waits for the pages finds the promise of them in `globalThis.gangqiaoPages`.
 */
export async function runBuilt(program, args, names, say) {
  try {
    await new Promise((start, fail) => {
      const all = ensureBuilt(names, say, start);
      // Pages that cannot be built are told where they are waited for: ending here would leave a city half filled.
      globalThis.gangqiaoPages = all;
      all.then(start, fail);
    });
  } catch (error) {
    if (!(error instanceof BuildFailed)) throw error;
    console.error(`build failed: ${error.message}`);
    process.exit(1);
  }
  const main = join(dist, 'apps', program, 'src', 'main.js');
  process.argv.splice(1, process.argv.length, main, ...args);
  await import(main);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    await ensureBuilt(process.argv.includes('--server') ? ['server'] : undefined, (line) => console.error(line));
  } catch (error) {
    if (!(error instanceof BuildFailed)) throw error;
    console.error(`build failed: ${error.message}`);
    process.exitCode = 1;
  }
}
