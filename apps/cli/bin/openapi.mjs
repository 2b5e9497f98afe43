#!/usr/bin/env node
/**
 * `npm run openapi`: writes apps/api/openapi.json from the routes of the built program. With --check it only compares
 * and exits 1 on a difference.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBuilt, root } from './build.mjs';

const target = join(root, 'apps', 'api', 'openapi.json');
const built = (path) => import(join(root, 'dist', path));

await ensureBuilt(['server']);
await import('reflect-metadata');
const [{ boot, migrateFirst }, { loadSettings }, { openApi }] = await Promise.all([
  built('apps/api/src/server.js'),
  built('libs/platform/src/config/index.js'),
  built('libs/platform/src/http/index.js'),
]);

const scratch = mkdtempSync(join(tmpdir(), 'gangqiao-openapi-'));
let text;
try {
  const settings = loadSettings({ GANGQIAO_DATA: scratch, LOG_LEVEL: 'error' });
  await migrateFirst(settings);
  const app = await boot(settings, false);
  await app.init();
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  text = `${JSON.stringify(openApi(app, version), null, 2)}\n`;
  await app.close();
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

if (!process.argv.includes('--check')) writeFileSync(target, text);
else if (!existsSync(target) || readFileSync(target, 'utf8') !== text) {
  console.error('apps/api/openapi.json is not what the routes say: run `npm run openapi`');
  process.exitCode = 1;
}
