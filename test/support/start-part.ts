import { schemaOf, type LibraryName } from '#flow';
import type { Settings } from '#platform/config';
import type { Clock } from '#platform/db';
import type { TestDatabase } from './databases.js';
import { HeardEvents } from './events.js';
import { startModule, type RunningApp } from './http.js';
import { PartOfTheHouse } from './part.js';

/** Boots a part of the house on a migrated database. */
export const startPart = async (
  database: TestDatabase,
  names: readonly LibraryName[],
  { clock, jobs, settings: more }: { clock?: Clock; jobs?: boolean; settings?: Partial<Settings> } = {},
): Promise<RunningApp & { events: HeardEvents }> => {
  await database.migrate(schemaOf(names));
  const settings = await database.settings(more);
  const events = new HeardEvents();
  const running = await startModule(PartOfTheHouse.of(settings, names, events, { jobs }), settings, { clock });
  return Object.assign(running, { events });
};
