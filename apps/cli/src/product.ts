import 'reflect-metadata';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { DataSource } from 'typeorm';
import { schemaOf } from '#flow';
import { Settings } from '#platform/config';
import { lockDataDirectory, migrate, openDatabase, pendingMigrations } from '#platform/db';
import { AppModule } from '../../api/src/app.module.js';
import { CommandError } from './exit.js';

/** The database alone. The embedded one is locked for this process.
 * @throws DataDirectoryInUseError when a server uses it */
export const withDatabase = async <T>(settings: Settings, work: (source: DataSource) => Promise<T>): Promise<T> => {
  const unlock = settings.DATABASE_URL ? () => undefined : lockDataDirectory(settings.GANGQIAO_DATA);
  try {
    const source = await openDatabase(settings, schemaOf());
    try {
      return await work(source);
    } finally {
      await source.destroy();
    }
  } finally {
    unlock();
  }
};

/**
 * As {@link withDatabase}; a pending migration is run on the embedded database and refused on a server's, where others may
 * still run the release before.
 */
export const withCurrentDatabase = <T>(settings: Settings, work: (source: DataSource) => Promise<T>): Promise<T> =>
  withDatabase(settings, async (source) => {
    const pending = await pendingMigrations(source);
    if (pending.length > 0 && settings.DATABASE_URL)
      throw new CommandError(`The database lacks ${pending.length} migration(s): run \`gangqiao migrate\` first`);
    if (pending.length > 0) await migrate(source);
    return work(source);
  });

/** The whole product without its HTTP server; jobs are put down and left to the servers. */
export const withProduct = async <T>(settings: Settings, work: (app: INestApplicationContext) => Promise<T>): Promise<T> => {
  await withCurrentDatabase(settings, () => Promise.resolve());
  const quiet = Object.assign(Object.create(Settings.prototype) as Settings, settings, { LOG_LEVEL: 'silent' });
  const app = await NestFactory.createApplicationContext(AppModule.of(quiet, false), { logger: ['error', 'fatal'], abortOnError: false });
  try {
    return await work(app);
  } finally {
    await app.close();
  }
};
