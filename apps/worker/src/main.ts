import 'reflect-metadata';
import { loadSettings, SettingsError } from '#platform/config';
import { admitToData, WrongDataError } from '../../api/src/demo/right-data.js';
import { boot, migrateFirst, stopOnSignals } from '../../api/src/server.js';

/** Background work only: the port answers health checks and metrics, nothing else. */
const start = async (): Promise<void> => {
  const settings = loadSettings(process.env);
  if (!settings.DATABASE_URL || !settings.REDIS_URL) {
    throw new SettingsError(
      'A worker needs DATABASE_URL and REDIS_URL: on the embedded database the API process does the background work itself.',
    );
  }
  await migrateFirst(settings);
  const app = await boot(settings, true);
  await admitToData(app);
  const fastify = app.getHttpAdapter().getInstance();
  fastify.addHook('onRequest', (request, reply, done) => {
    if (/^\/(health\/|metrics)/.test(request.url)) return done();
    void reply.status(404).send();
  });
  await app.listen(settings.PORT, settings.HOST);
  stopOnSignals(app, settings.SHUTDOWN_SECONDS);
  console.log(`Gangqiao worker is ready, health at http://${settings.HOST}:${settings.PORT}/health/ready`);
};

start().catch((error: unknown) => {
  console.error(error instanceof SettingsError || error instanceof WrongDataError ? error.message : error);
  process.exit(1);
});
