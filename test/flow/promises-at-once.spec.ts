import { UnitOfWork } from '#platform/db';
import { AppModule } from '../../apps/api/src/app.module.js';
import { schema } from '../support/app.js';
import type { Answer } from '../support/client.js';
import { startModule } from '../support/http.js';
import { eachDatabase, freshQueue, startProcess } from '../support/index.js';
import { Stage } from './concurrency/stage.js';

const PLACES = 100;
const ASKED = 200;
const STATIONS = 8;
const PROGRAMS = 4;

interface Refusal {
  code: string;
  detail: string;
}

eachDatabase((database) => {
  const queue = freshQueue();
  let stage: Stage;

  /** Four programs where the database takes several; the embedded one belongs to one process. */
  beforeAll(async () => {
    const settings = await database.settings({
      ...(database.kind === 'mariadb' && queue.redisUrl && { REDIS_URL: queue.redisUrl }),
      DATABASE_POOL: 10,
    });
    await (await database.open(schema)).destroy();
    const house = await startModule(AppModule.of(settings, false), settings);
    database.atEnd(house.close);
    const started = Array.from({ length: database.kind === 'mariadb' ? PROGRAMS : 0 }, () =>
      startProcess('api', { settings: { ...settings, LOG_LEVEL: 'error' }, timeoutMs: 170_000 }),
    );
    const programs = await Promise.all(started);
    database.atEnd(async () => void (await Promise.all(programs.map((program) => program.kill()))));
    stage = await Stage.open(house, programs.length > 0 ? programs.map(({ url }) => url) : [house.url]);
  }, 180_000);

  const sums = async (needId: string) => {
    const [need] = await stage.query<{ promised: number }>('SELECT promised FROM need WHERE id = ?', [needId]);
    const [batches] = await stage.query<{ people: string | number }>('SELECT SUM(promised) AS people FROM supply_batch');
    const [promises] = await stage.query<{ people: string | number }>('SELECT SUM(people) AS people FROM promise WHERE needId = ?', [
      needId,
    ]);
    return { need: Number(need?.promised), batches: Number(batches?.people), promises: Number(promises?.people) };
  };

  it(`of ${ASKED} who promise at once, as many as there are places have them, and the others are told why`, async () => {
    const needId = await stage.need(await stage.firm(), { short: PLACES });
    const stations = await Promise.all(Array.from({ length: STATIONS }, () => stage.station()));
    const batches = await Promise.all(stations.map((station) => stage.batch(station, ASKED)));
    const answers = await Promise.all(
      Array.from({ length: ASKED }, (_, i): Promise<Answer> => {
        const body = { needId, batchId: batches[i % STATIONS], people: 1 };
        return stage.send({ who: stations[i % STATIONS]?.clerk ?? null, method: 'POST', path: '/api/promises', body }, i);
      }),
    );
    const refused = answers.filter(({ status }) => status !== 201).map(({ status, body }) => ({ status, ...(body as Refusal) }));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(PLACES);
    expect(new Set(refused.map(({ status, code }) => `${status} ${code}`))).toEqual(new Set(['409 need.no_room']));
    expect(refused[0]?.detail).toBeTruthy();
    expect(await sums(needId)).toEqual({ need: PLACES, batches: PLACES, promises: PLACES });
  }, 120_000);

  it('the database itself refuses a sum above the places of a need and the people of a batch', async () => {
    const station = await stage.station();
    const [needId, batchId] = [await stage.need(await stage.firm(), { short: PLACES }), await stage.batch(station, 5)];
    const uow = stage.house.get(UnitOfWork);
    const set = (table: 'Need' | 'SupplyBatch', id: string, promised: number) =>
      uow.run(() => uow.manager.update(table, { id }, { promised }));
    await expect(set('Need', needId, PLACES + 1)).rejects.toThrow(/CK_need_figures|constraint/i);
    await expect(set('SupplyBatch', batchId, 6)).rejects.toThrow(/CK_supply_batch_figures|constraint/i);
    await set('Need', needId, PLACES);
    await set('SupplyBatch', batchId, 5);
  });
});
