import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Notifier } from '#notification';
import { migrate, newId, openDatabase, UnitOfWork } from '#platform/db';
import { AppModule } from '../../apps/api/src/app.module.js';
import { schema } from '../support/app.js';
import { startModule } from '../support/http.js';
import { freshDatabase, freshQueue, startProcess } from '../support/index.js';

const SECONDS = 4;

const withServers = process.env['TEST_MYSQL_URL'] && process.env['TEST_REDIS_URL'] ? describe : describe.skip;

withServers('a worker that is stopped while a job goes on and on', () => {
  const database = freshDatabase('mariadb');
  const queue = freshQueue();
  const sockets: Socket[] = [];
  let silent: Server;

  beforeAll(async () => {
    silent = createServer((socket) => void sockets.push(socket)); // takes the call and never says a word
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => {
    for (const socket of sockets) socket.destroy();
    silent.close();
  });

  it(`hands the job back before its ${SECONDS} seconds are over, so that another one has it at once`, async () => {
    const SMTP_URL = `smtp://127.0.0.1:${(silent.address() as AddressInfo).port}`;
    const settings = await database.settings({ ...(queue.redisUrl && { REDIS_URL: queue.redisUrl }), SMTP_URL, SHUTDOWN_SECONDS: SECONDS });
    const source = await openDatabase(settings, schema);
    await migrate(source);
    await source.destroy();
    const house = await startModule(AppModule.of(settings, false), settings);
    database.atEnd(house.close);
    const jobs = () =>
      house.get(UnitOfWork).manager.query<{ state: string; starts: number }[]>("SELECT state, starts FROM job WHERE queue = 'mail'");
    await house.get(Notifier).notify({
      dedupeKey: 'one',
      template: 'import.finished',
      params: { importId: newId(), created: 1, changed: 0 },
      recipients: [{ userId: newId(), locale: 'zh', email: 'zhou@bureau.example' }],
    });

    const worker = await startProcess('worker', { settings });
    for (const end = Date.now() + 15_000; (await jobs())[0]?.state !== 'running'; await sleep(50))
      if (Date.now() > end) throw new Error(`no mail was taken up: ${worker.output()}`);
    const asked = Date.now();
    expect(await worker.kill('SIGTERM')).toBe(0);
    expect(Date.now() - asked).toBeLessThan(SECONDS * 1_000);
    expect(await jobs()).toMatchObject([{ state: 'waiting', starts: 1 }]);
  }, 60_000);
});
