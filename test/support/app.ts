import { schemaOf } from '#flow';
import type { Settings } from '#platform/config';
import type { Clock } from '#platform/db';
import { AppModule } from '../../apps/api/src/app.module.js';
import { buildWhenNeeded } from './built.js';
import { freshDatabase, type TestDatabase } from './databases.js';
import { startModule, type RunningApp } from './http.js';
import type { TestQueue } from './queues.js';

/** The one schema of the product. */
export const schema = schemaOf();

export interface AppOptions {
  /** From `eachDatabase` or `freshDatabase`. */
  database: TestDatabase;
  queue?: TestQueue;
  /** Takes the place of the real clock. */
  clock?: Clock;
  settings?: Partial<Settings>;
}

/** Boots the whole product on a free port, on a migrated and otherwise empty database. It does its background work itself. */
export const startApp = async ({ database, queue, clock, settings = {} }: AppOptions): Promise<RunningApp> => {
  buildWhenNeeded(); // it serves the pages as well
  const all = await database.settings({ ...(queue?.redisUrl && { REDIS_URL: queue.redisUrl }), ...settings });
  await database.migrate(schema);
  const running = await startModule(AppModule.of(all, true), all, { clock });
  database.atEnd(running.close);
  return running;
};

/** As {@link startApp}, on an embedded database of its own: call `embeddedApp()` inside a describe block and the result in a hook. */
export const embeddedApp = (): ((options?: Omit<AppOptions, 'database'>) => Promise<RunningApp>) => {
  const database = freshDatabase('embedded');
  return (options = {}) => startApp({ database, ...options });
};
