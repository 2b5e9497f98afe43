#!/usr/bin/env node
/**
 * `npm run dev [-- --empty]`: the server, started again after each change, and both kinds of pages, replaced in the browser as they are
 * saved, at one address. PORT is the pages' port (5173), the server takes the next one.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createServer } from 'vite';
import { ensureBuilt, root } from './build.mjs';

const port = Number(process.env.PORT ?? 5173);
const env = { ...process.env, PORT: String(port + 1) };
let server;
let ending = false;

const startServer = () => {
  server = spawn(process.execPath, [join(root, 'dist/apps/api/src/main.js'), '--demo', ...process.argv.slice(2)], {
    env,
    stdio: 'inherit',
  });
};

/** The data directory has one user at a time: the old server has to be gone before the next comes. */
async function stopServer() {
  if (!server || server.exitCode !== null || server.signalCode !== null) return;
  server.kill('SIGTERM');
  await once(server, 'exit');
}

let turn = Promise.resolve();
const restart = () => {
  turn = turn.then(stopServer).then(() => ending || startServer());
};

// First of all: whose port is taken has started nothing yet.
process.env.GANGQIAO_API = `http://127.0.0.1:${port + 1}`;
const pages = await createServer({
  configFile: join(root, 'apps/web/vite.config.ts'),
  mode: 'development',
  server: { port, strictPort: true, host: '127.0.0.1' },
});
await pages.listen();
await ensureBuilt(['server'], (line) => console.error(line));
const compiler = spawn(
  process.execPath,
  [join(root, 'node_modules/typescript/bin/tsc'), '-b', 'tsconfig.build.json', '--watch', '--preserveWatchOutput'],
  { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] },
);
compiler.stdout.setEncoding('utf8').on('data', (text) => {
  process.stderr.write(text);
  if (/Found 0 errors/.test(text)) restart();
});
console.error(`pages on http://127.0.0.1:${port}/ and http://127.0.0.1:${port}/console/, the server behind them on ${env.PORT}`);

async function end() {
  if (ending) return;
  ending = true;
  compiler.kill();
  await Promise.all([pages.close(), turn.then(stopServer)]);
  process.exit(0);
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, end);
