import { setTimeout as sleep } from 'node:timers/promises';
import { newId, openDatabase } from '#platform/db';
import type { Settings } from '#platform/config';
import { schema } from '../support/app.js';
import { Client } from '../support/client.js';
import {
  freshDatabase,
  freshQueue,
  runCli,
  startProcess,
  type RunningProcess,
  type TestDatabase,
  type TestQueue,
} from '../support/index.js';

const PASSWORD = 'Ninety-nine looms 99';
const NEEDS = 2_000;
const BATCHES = 400;

/** Kills whichever process solves: the API itself on the embedded database, the worker beside it on servers. */
const killing = (database: TestDatabase, queue?: TestQueue): void => {
  /** A city in which a run takes a while. */
  const fill = async (settings: Settings): Promise<void> => {
    const source = await openDatabase(settings, schema);
    const at = new Date('2026-11-24T00:00:00Z');
    const [city] = await source.query<{ id: string; path: string }[]>("SELECT id, path FROM org_node WHERE kind = 'city'");
    const place = { nodeId: '370702', nodePath: `${city?.path}370702/` };
    const supplier = {
      id: newId(),
      kind: 'station',
      level: 'branch',
      name: '劳务协作站',
      nodeId: city?.id,
      nodePath: city?.path,
      divisionCode: '230100',
      lngMicro: 126_642_464,
      latMicro: 45_756_967,
      licenceNo: null,
      peoplePerRun: null,
      contactName: null,
      contactPhone: null,
      active: true,
      createdAt: at,
      version: 1,
    };
    const codes = ['6-18-02-04', '6-18-02-05'];
    const needs = Array.from({ length: NEEDS }, (_, n) => ({
      id: newId(),
      enterpriseId: newId(),
      ...place,
      title: '电焊工',
      occupationCode: codes[n % 2],
      skillLevel: n % 5,
      short: 1 + (n % 9),
      asOf: '2026-11-24',
      filled: 0,
      promised: 0,
      committed: 0,
      wageFromFen: 500_000,
      wageToFen: 600_000 + (n % 30) * 10_000,
      form: 'direct',
      lodging: true,
      meals: false,
      trainable: true,
      minorsAllowed: false,
      licences: [],
      priority: 0,
      gaps: [],
      countedFor: newId(),
      state: 'published',
      publishedAt: at,
      confirmedAt: at,
      createdAt: at,
      updatedAt: at,
      moves: 0,
      version: 1,
    }));
    const batches = Array.from({ length: BATCHES }, (_, b) => ({
      id: newId(),
      supplierId: supplier.id,
      occupationCode: codes[b % 2],
      skillLevel: b % 6,
      people: 5 + (b % 20),
      wageFen: 550_000 + (b % 25) * 10_000,
      freeFrom: '2026-12-01',
      smallestGroup: 1,
      promised: 0,
      committed: 0,
      used: 0,
      note: null,
      state: 'open',
      createdById: null,
      createdAt: at,
      version: 1,
    }));
    await source.getRepository('Supplier').insert(supplier);
    for (const [entity, rows] of [
      ['Need', needs],
      ['SupplyBatch', batches],
    ] as const)
      for (let i = 0; i < rows.length; i += 200) await source.getRepository(entity).insert(rows.slice(i, i + 200));
    await source.destroy();
  };

  it('repeats the run after every kill, and writes one answer', async () => {
    const settings = await database.settings({ RATE_LOGIN: 100_000, ...(queue && { REDIS_URL: queue.redisUrl }) });
    if (queue) expect(await runCli(['migrate'], { settings })).toMatchObject({ status: 0 });
    const made = await runCli(
      ['create-admin', '--login', 'admin', '--name', '周明', '--email', 'admin@bureau.example', '--password-stdin'],
      { settings, input: PASSWORD },
    );
    expect(made).toMatchObject({ status: 0 });
    await fill(settings);
    const solver = queue ? 'worker' : 'api';
    const start = (): Promise<RunningProcess> => startProcess(solver, { settings, args: ['--empty'] });
    let killed = await start();
    const api = queue ? await startProcess('api', { settings, args: ['--empty'] }) : undefined;
    const signIn = (): Promise<Client> => new Client((api ?? killed).url).signIn('admin', PASSWORD);
    let admin = await signIn();
    const { id } = (await admin.post<{ id: string }>('/api/matching-runs', {})).body;
    const state = async (): Promise<string> => (await admin.get<{ state: string }>(`/api/matching-runs/${id}`)).body.state;
    const until = async (wanted: string): Promise<void> => {
      for (const end = Date.now() + 90_000; (await state()) !== wanted; await sleep(20))
        if (Date.now() > end) throw new Error(`the run is ${await state()}, not ${wanted}: ${killed.output()}`);
    };
    for (const after of [0, 400]) {
      await until('running');
      await sleep(after);
      expect(await state()).toBe('running');
      await killed.kill('SIGKILL');
      killed = await start();
      admin = await signIn();
    }
    await until('done');
    await Promise.all([killed.kill(), api?.kill()]);

    const source = await openDatabase(settings, schema);
    const one = async (sql: string): Promise<Record<string, unknown>> => (await source.query<Record<string, unknown>[]>(sql))[0] ?? {};
    const { figures, activeKey } = await one('SELECT figures, activeKey FROM matching_run');
    const { placed, asked } = JSON.parse(String(figures)) as { placed: number; asked: number };
    expect([activeKey, placed > 0]).toEqual([null, true]);
    const figure = async (sql: string): Promise<number> => Number((await one(sql))['n']);
    expect(await figure('SELECT SUM(people) AS n FROM proposal')).toBe(placed);
    expect(
      await figure('SELECT COUNT(*) AS n FROM (SELECT 1 AS pair FROM proposal GROUP BY needId, batchId HAVING COUNT(*) > 1) twice'),
    ).toBe(0);
    expect(await figure('SELECT SUM(people) AS n FROM matching_unfilled')).toBe(asked - placed);
    expect(await figure("SELECT COUNT(*) AS n FROM message WHERE template = 'matching.finished'")).toBe(1);
    await source.destroy();
  }, 240_000);
};

describe('a process killed in the middle of a matching run', () => {
  describe('on the embedded database', () => killing(freshDatabase('embedded')));
  const withServers = process.env['TEST_MYSQL_URL'] && process.env['TEST_REDIS_URL'] ? describe : describe.skip;
  withServers('on MariaDB with the Redis queue', () => killing(freshDatabase('mariadb'), freshQueue()));
});
