import { Global, Module, type DynamicModule } from '@nestjs/common';
import { modulesOf, schemaOf, type LibraryName } from '#flow';
import { ConfigModule, type Settings } from '#platform/config';
import { CryptoModule } from '#platform/crypto';
import { DbModule, type Clock } from '#platform/db';
import { HttpModule } from '#platform/http';
import { definedJobs, Events, JobsModule } from '#platform/jobs';
import type { TestDatabase } from './databases.js';
import { HeardEvents } from './events.js';
import { startModule, type RunningApp } from './http.js';

/** Some libraries on the platform, without the map: `events` hears what they say. */
@Global()
@Module({})
export class PartOfTheHouse {
  /** @param names with all that they build on */
  static of(settings: Settings, names: readonly LibraryName[], events: Events, { jobs = false } = {}): DynamicModule {
    return {
      module: PartOfTheHouse,
      imports: [
        ConfigModule.of(settings),
        DbModule.of(schemaOf(names)),
        CryptoModule,
        JobsModule.of({ run: jobs, jobs: definedJobs().filter(({ name }) => names.some((one) => name.startsWith(`${one}.`))) }),
        HttpModule,
        ...modulesOf(names),
      ],
      providers: [{ provide: Events, useValue: events }],
      exports: [Events],
    };
  }
}

/** Boots it on a migrated database. */
export const startPart = async (
  database: TestDatabase,
  names: readonly LibraryName[],
  { clock, jobs, settings: more }: { clock?: Clock; jobs?: boolean; settings?: Partial<Settings> } = {},
): Promise<RunningApp & { events: HeardEvents }> => {
  await (await database.open(schemaOf(names))).destroy();
  const settings = await database.settings(more);
  const events = new HeardEvents();
  const running = await startModule(PartOfTheHouse.of(settings, names, events, { jobs }), settings, { clock });
  return Object.assign(running, { events });
};
