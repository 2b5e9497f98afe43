import 'reflect-metadata';
import { CharsetError, DataDirectoryInUseError } from '#platform/db';
import { loadSettings, SettingsError } from '#platform/config';
import { demoAccounts } from './demo/accounts.js';
import { admitToData, requireRightDirectory, WrongDataError } from './demo/right-data.js';
import { seedDemo } from './demo/seed.js';
import { boot, migrateFirst, stopOnSignals } from './server.js';
import { serveWeb } from './web.js';

/** Whoever starts the server while its pages are still being built leaves the promise of them here. */
const pagesBuilt = (): Promise<void> => (globalThis as { gangqiaoPages?: Promise<void> }).gangqiaoPages ?? Promise.resolve();

const start = async (): Promise<void> => {
  const demo = process.argv.includes('--demo') && !process.argv.includes('--empty');
  const settings = loadSettings({ ...(demo ? { GANGQIAO_DEMO: 'true', LOG_LEVEL: 'warn' } : {}), ...process.env });
  requireRightDirectory(settings);
  await migrateFirst(settings);
  const app = await boot(settings, !settings.REDIS_URL);
  await admitToData(app);
  const openPages = await serveWeb(app.getHttpAdapter().getInstance(), settings);
  await app.init();
  if (settings.GANGQIAO_DEMO) await seedDemo(app, (line) => console.error(line));
  await pagesBuilt();
  await openPages();
  await app.listen(settings.PORT, settings.HOST);
  stopOnSignals(app, settings.SHUTDOWN_SECONDS);
  const address = (await app.getUrl()).replace('[::1]', '127.0.0.1');
  console.log(`Gangqiao 岗桥 is ready: ${address} (console: ${address}/console/)`);
  if (settings.GANGQIAO_DEMO) {
    console.log('Demo city with made-up data. Accounts:');
    for (const { login, password, name } of demoAccounts) console.log(`  ${login.padEnd(8)} ${password}  ${name}`);
  }
};

/** Errors that say all there is to say. */
const EXPECTED = [SettingsError, DataDirectoryInUseError, CharsetError, WrongDataError];

start().catch((error: unknown) => {
  const expected = EXPECTED.some((kind) => error instanceof kind);
  console.error(expected ? (error as Error).message : error);
  process.exit(1);
});
