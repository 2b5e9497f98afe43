#!/usr/bin/env node
/**
 * `npm test [-- paths and jest options]`: builds, starts private MariaDB and Redis servers where their programs are
 * installed, runs Jest against them and stops them again. Suites ask for TEST_MYSQL_URL, TEST_REDIS_URL and
 * TEST_CHROMIUM; what had to be left out is named at the end, and with CI=true leaving anything out is a failure.
 * When specs are named, the servers start and the programs are built when the first of these specs asks for them.
 * Otherwise specs that measure how long somebody waits (`x.alone.spec.ts`) run after all others, one by one.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { ensureBuilt, root } from '../apps/cli/bin/build.mjs';
import { onFirstUse } from './support/on-first-use.mjs';
import { memoryFolder } from './support/scratch.mjs';
import { chromiumProgram, Servers } from './support/servers.mjs';

/** As many of the slowest specs are named, for whoever wants the run to be shorter. */
const MOST_TIME = 40;
const strict = process.env.CI === 'true';
const leftOut = [];
const notes = [];
const servers = new Servers(memoryFolder());
const scratch = mkdtempSync(join(memoryFolder(), 'gangqiao-test-'));
const onDisk = mkdtempSync(join(tmpdir(), 'gangqiao-test-'));
const doors = [];
let buildFailures = 0;
let jest;
/** Of a whole run: path and seconds of each spec. */
const took = [];

/** Paths stand before and between the options; the word after an option may be its value. */
const args = process.argv.slice(2);
const named = args.some((arg, i) => !arg.startsWith('-') && !args[i - 1]?.startsWith('-'));

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    if (jest) return void jest.kill(signal); // its end brings us to the finally below
    void servers.stop().finally(() => process.exit(130));
  });
}

/** A build that fails is a failure of the run, but no reason to hide what the tests say. */
async function build() {
  try {
    await ensureBuilt();
  } catch (error) {
    console.error(`build failed: ${error.message}`);
    buildFailures = 1;
  }
}

/** Each of the servers' urls, or undefined where its program is not installed. */
async function ready() {
  if (!named) return Promise.all([servers.mariadb(), servers.redis(), build()]);
  const door = async (installed, start, url) => {
    if (!installed) return undefined;
    const one = await onFirstUse(start, url);
    doors.push(one);
    return one.url;
  };
  return Promise.all([
    door(Servers.hasMariadb(), () => servers.mariadb(), 'mysql://root@127.0.0.1:PORT'),
    door(Servers.hasRedis(), () => servers.redis(), 'redis://127.0.0.1:PORT'),
  ]);
}

async function prepare() {
  const [mariadb, redis] = await ready();
  const chromium = chromiumProgram();
  if (!mariadb) leftOut.push('MariaDB suites: mariadbd or mariadb-install-db is not installed (apt-get install mariadb-server)');
  if (!redis) leftOut.push('Redis suites: redis-server is not installed (apt-get install redis-server)');
  if (!chromium) leftOut.push('browser suites: chromium is not installed (apt-get install chromium)');
  // Published problem instances, which the project may not carry: not having them is no fault.
  const instances = [process.env.GANGQIAO_FLOW_DATA, join(root, '..', 'shared', 'data', 'flow')].find(
    (folder) => folder && existsSync(folder),
  );
  if (!instances) notes.push('the solver on published instances: no folder of them beside the project, nor in GANGQIAO_FLOW_DATA');
  return {
    ...process.env,
    ...(instances && { GANGQIAO_FLOW_DATA: instances }),
    NODE_ENV: 'test',
    TZ: process.env.TZ ?? 'UTC',
    TMPDIR: scratch,
    TEST_TEMPLATES: join(scratch, 'templates'),
    ...(mariadb && { TEST_MYSQL_URL: mariadb }),
    ...(redis && { TEST_REDIS_URL: redis }),
    ...(chromium && { TEST_CHROMIUM: chromium }),
    ...(named && { TEST_BUILDS: 'when needed' }),
  };
}

const ALONE = '\\.alone\\.spec\\.ts$';
/** What Jest is started with, one after the other. */
const runs = named
  ? [{ workers: 2, which: [] }]
  : [
      { workers: 2, which: ['--testPathIgnorePatterns', ALONE] },
      // How long a file holds a process depends on the disk, so here it is one.
      { workers: 1, which: [ALONE], env: { TMPDIR: onDisk } },
    ];

/** Runs Jest; resolves to its results, or undefined when it ended before it wrote any. */
async function runJest(env, { workers: most, which, env: own }) {
  const report = join(scratch, `report-${most}.json`);
  const bin = join(root, 'node_modules', 'jest', 'bin', 'jest.js');
  const workers = args.some((arg) => /^(--maxWorkers|-w|--runInBand|-i)\b/.test(arg)) ? [] : [`--maxWorkers=${most}`];
  // Jest moves its cache with TMPDIR; named here so that the second run finds it.
  const cache = [`--cacheDirectory=${join(root, 'node_modules', '.cache', 'jest')}`];
  jest = spawn(process.execPath, [bin, ...workers, ...cache, '--json', `--outputFile=${report}`, ...args, ...which], {
    cwd: root,
    env: { ...env, ...own },
    stdio: ['inherit', 'ignore', 'inherit'], // with --json the readable report is on stderr, and stdout repeats the file
  });
  const ended = new Promise((resolve) => jest.on('exit', (code, signal) => resolve(signal ?? code)));
  const watch = setInterval(() => {
    const written = statSync(report, { throwIfNoEntry: false });
    if (!written || Date.now() - written.mtimeMs < 20_000) return;
    console.error('A spec left something open that keeps Jest from ending (npx jest --detectOpenHandles tells which); it is ended now.');
    jest.kill('SIGKILL');
  }, 1000);
  const status = await ended;
  clearInterval(watch);
  jest = undefined;
  try {
    return JSON.parse(readFileSync(report, 'utf8'));
  } catch {
    console.error(`jest ended with ${status} and wrote no results`);
    return undefined;
  }
}

function skippedTests(results) {
  return results.testResults.flatMap(({ assertionResults }) =>
    assertionResults.filter(({ status }) => status === 'pending' || status === 'todo').map(({ fullName }) => `skipped: ${fullName}`),
  );
}

async function main() {
  const env = await prepare();
  const total = { passed: 0, failed: buildFailures };
  for (const run of runs) {
    const results = await runJest(env, run);
    if (!results) return { ...total, failed: total.failed + 1 };
    took.push(...results.testResults.map(({ name, startTime, endTime }) => ({ name, seconds: (endTime - startTime) / 1000 })));
    // With a name pattern everything else counts as skipped: that was asked for.
    const byName = args.some((arg) => /^(-t|--testNamePattern)/.test(arg));
    if (!byName) leftOut.push(...skippedTests(results));
    // A suite that could not even be loaded has no tests to count, so it counts as one failure itself.
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
    total.passed += results.numPassedTests;
    total.failed += failed || (results.success ? 0 : 1);
  }
  return total;
}

let outcome = { passed: 0, failed: 1 };
try {
  outcome = await main();
} catch (error) {
  console.error(error.message);
} finally {
  await Promise.all(doors.map((door) => door.close()));
  await servers.stop();
  rmSync(scratch, { recursive: true, force: true });
}
if (!named && took.length > 0) {
  took.sort((a, b) => b.seconds - a.seconds);
  const all = took.reduce((sum, { seconds }) => sum + seconds, 0);
  console.log(`\nThe ${MOST_TIME} specs that took most of ${all.toFixed(0)} s:`);
  for (const { name, seconds } of took.slice(0, MOST_TIME)) console.log(`${seconds.toFixed(0).padStart(5)} s  ${relative(root, name)}`);
}
if (leftOut.length + notes.length) console.log(`\nLeft out:\n${[...leftOut, ...notes].map((line) => `  ${line}`).join('\n')}`);
if (strict && leftOut.length) {
  console.log('Nothing may be left out when CI=true.');
  outcome.failed ||= 1;
}
console.log(`${outcome.passed} passed, ${outcome.failed} failed`);
process.exit(outcome.failed ? 1 : 0);
