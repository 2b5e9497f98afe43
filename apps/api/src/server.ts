import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Logger } from 'nestjs-pino';
import { schemaOf } from '#flow';
import { productVersion, type Settings } from '#platform/config';
import { lockDataDirectory, migrate, openDatabase } from '#platform/db';
import { HealthCheck, Metrics } from '#platform/health';
import { httpAdapter, openApi, prepareHttp } from '#platform/http';
import { AppModule } from './app.module.js';
import { serveReference } from './reference.js';

/** Brings the database up to date before anything else uses it: always the embedded one, others where the settings say so.
 * @throws DataDirectoryInUseError when another process has the embedded one */
export const migrateFirst = async (settings: Settings): Promise<void> => {
  if (settings.DATABASE_URL && !settings.GANGQIAO_MIGRATE) return;
  const unlock = settings.DATABASE_URL ? () => undefined : lockDataDirectory(settings.GANGQIAO_DATA);
  try {
    // What a migration does it says itself: reading what the entities say would only take time.
    const source = await openDatabase(
      settings,
      schemaOf().map(({ migrations }) => ({ migrations, entities: [] })),
    );
    try {
      await migrate(source);
    } finally {
      await source.destroy();
    }
  } finally {
    unlock();
  }
};

/** Boots the whole product in this process, not listening yet. */
export const boot = async (settings: Settings, runJobs: boolean): Promise<NestFastifyApplication> => {
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.of(settings, runJobs), httpAdapter(settings), {
    bufferLogs: true,
    rawBody: true, // signatures of callbacks are over the bytes
    abortOnError: false,
  });
  app.useLogger(app.get(Logger));
  const fastify = app.getHttpAdapter().getInstance();
  app.get(Metrics).observe(fastify);
  await prepareHttp(app, settings);
  let document: object | undefined;
  fastify.get('/api/openapi.json', () => (document ??= openApi(app, productVersion)));
  await serveReference(fastify);
  return app;
};

/** Stops taking requests, finishes what runs, closes the database; a second signal ends at once. */
export const stopOnSignals = (app: NestFastifyApplication, seconds: number): void => {
  let stopping = false;
  const stop = (signal: NodeJS.Signals): void => {
    if (stopping) process.exit(130);
    stopping = true;
    app.get(HealthCheck).stop();
    // Jobs have been handed back by then: their time ends earlier (graceWithin).
    setTimeout(() => process.exit(1), seconds * 1000).unref();
    app.close().then(
      () => process.exit(0),
      (error: unknown) => {
        app.get(Logger).error(`stopping after ${signal} failed: ${String(error)}`);
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
};
