import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { UnitOfWork } from '#platform/db';
import { JobAdmin } from '#platform/jobs';
import { signedIn, type Client } from '../../../../test/support/client.js';
import { TestClock } from '../../../../test/support/clock.js';
import { eachDatabase } from '../../../../test/support/databases.js';
import { startMarket, type Market } from '../../../../test/support/market.js';
import { NeedLedger } from '../need.ledger.js';
import { ImportConfirm } from './import.confirm.js';
import { ImportPart } from './import.entity.js';
import { saveImport } from './import.jobs.js';
import { ImportSaving } from './import.saving.js';
import { ImportService } from './import.service.js';

interface ImportBody {
  id: string;
  state: string;
  counts: Record<'read' | 'created' | 'changed' | 'unchanged' | 'drafts' | 'wrong' | 'conflicts', number>;
  progress: { done: number; total: number } | null;
  failure: string | null;
  confirmedAt: string | null;
  code?: string;
  detail?: string;
}

/** A list of this many rows is longer than what is saved while a person waits. */
const ROWS = 800;
const WORKS = '潍坊鸢都机械有限公司';

eachDatabase((database) => {
  const clock = new TestClock('2026-11-24T02:00:00Z');
  const folder = mkdtempSync(join(tmpdir(), 'gangqiao-portions-'));
  let market: Market;
  let city: Client;
  let serial = 0;

  beforeAll(async () => {
    market = await startMarket(database, clock, { jobs: true });
    await market.enterprise(WORKS);
    city = await signedIn(market, [{ role: 'city-staff', nodeId: '3707' }]);
  }, 60_000);
  afterAll(async () => {
    await market.close();
    rmSync(folder, { recursive: true });
  });

  const list = (name: string, people: number, { rows = ROWS, works = WORKS } = {}): string =>
    `岗位名称,企业名称,人数,工作地点,联系电话\n${Array.from(
      { length: rows },
      (_, i) => `${name}${i},${works},${people},潍坊市潍城区,13853600001\n`,
    ).join('')}`;
  const one = async (id: string): Promise<ImportBody> => (await city.get<ImportBody>(`/api/imports/${id}`)).body;
  const ready = async (text: string): Promise<ImportBody> => {
    const file = join(folder, `${(serial += 1)}.csv`);
    writeFileSync(file, text);
    return one((await market.get(ImportService).read(file, 'list.csv')).id);
  };
  const confirm = async (id: string): Promise<ImportBody> => (await city.post<ImportBody>(`/api/imports/${id}/confirm`)).body;
  const settled = async (id: string): Promise<ImportBody> => {
    for (;;) {
      const batch = await one(id);
      if (batch.state !== 'saving') return batch;
      await sleep(20);
    }
  };
  const count = async (from: string, ...parameters: unknown[]): Promise<number> => {
    const { manager } = market.get(UnitOfWork);
    return Number((await manager.query<{ n: number | string }[]>(`SELECT COUNT(*) AS n FROM ${from}`, parameters))[0]?.n);
  };
  /** How many needs there are of a name, how many entries of the ledger they have, and how often views were told of them. */
  const tally = async (name: string): Promise<number[]> => {
    const of = `need n WHERE n.title LIKE '${name}%'`;
    return [
      await count(of),
      await count(`need_entry e WHERE e.needId IN (SELECT n.id FROM ${of})`),
      await count(`need_change c WHERE c.needId IN (SELECT n.id FROM ${of})`),
    ];
  };
  const paused = async (work: () => Promise<void>): Promise<void> => {
    const admin = market.get(JobAdmin);
    await admin.pause('import');
    try {
      await work();
    } finally {
      await admin.resume('import');
    }
  };
  /** The program dies in a portion after so many of them. */
  const dyingAfter = async (portions: number, id: string): Promise<void> => {
    const statements = market.get(ImportConfirm);
    let begun = 0;
    statements.announce = async (portion) => {
      await ImportConfirm.prototype.announce.call(statements, portion);
      if ((begun += 1) > portions) throw new Error('gone');
    };
    await expect(market.get(ImportSaving).run(id)).rejects.toThrow('gone');
    Reflect.deleteProperty(statements, 'announce');
  };

  it('a long list is saved in the background, with its progress shown, and says at the end what became of it', async () => {
    const batch = await ready(list('车工', 3));
    expect(batch.counts).toMatchObject({ read: ROWS, created: ROWS });
    market.events.names();
    expect(await confirm(batch.id)).toMatchObject({ state: 'saving', progress: { total: ROWS }, counts: { created: ROWS } });
    const saved = await settled(batch.id);
    expect(saved).toMatchObject({ state: 'confirmed', progress: null, counts: { created: ROWS, changed: 0, conflicts: 0 } });
    expect(saved.confirmedAt).not.toBeNull();
    expect(await tally('车工')).toEqual([ROWS, ROWS, ROWS]);
    expect(market.events.names()).toEqual(['need.imported']);
    expect(await market.get(UnitOfWork).manager.countBy(ImportPart, { batchId: batch.id })).toBe(0);
  });

  it('ended between two portions it goes on behind the last one: nothing comes twice, nothing is lost', async () => {
    const batch = await ready(list('钳工', 3));
    await paused(async () => {
      await confirm(batch.id);
      await dyingAfter(2, batch.id);
      const left = await one(batch.id);
      expect(left).toMatchObject({ state: 'saving', progress: { total: ROWS } });
      const done = left.progress?.done ?? 0;
      expect(done).toBeGreaterThan(0);
      expect(done).toBeLessThan(ROWS);
      expect(await tally('钳工')).toEqual([done, done, done]);
      // Whoever looks at the needs sees those that have arrived.
      expect((await city.get<{ items: unknown[] }>(`/api/needs?limit=5&q=${encodeURIComponent('钳工')}`)).body.items).toHaveLength(5);
      expect((await city.patch<ImportBody>(`/api/imports/${batch.id}/mapping`, { mapping: { 人数: null } })).body).toMatchObject({
        code: 'import.state',
      });
    });
    expect(await settled(batch.id)).toMatchObject({ state: 'confirmed', counts: { created: ROWS, conflicts: 0 } });
    expect(await tally('钳工')).toEqual([ROWS, ROWS, ROWS]);
  });

  it('several who confirm and save it at once get one result', async () => {
    const batch = await ready(list('磨工', 2));
    market.events.names();
    const answers = await Promise.all([1, 2, 3, 4].map(() => city.post<ImportBody>(`/api/imports/${batch.id}/confirm`)));
    for (const { status, body } of answers) expect([status, body.id]).toEqual([200, batch.id]);
    const saving = market.get(ImportSaving);
    await Promise.all([saving.run(batch.id), saving.run(batch.id), settled(batch.id)]);
    expect(await one(batch.id)).toMatchObject({ state: 'confirmed', counts: { created: ROWS } });
    expect(await tally('磨工')).toEqual([ROWS, ROWS, ROWS]);
    expect(market.events.names()).toEqual(['need.imported']);
    const again = await city.post<ImportBody>(`/api/imports/${batch.id}/confirm`);
    expect(again).toMatchObject({ status: 200, body: { state: 'confirmed' } });
    expect(market.events.names()).toEqual([]);
  });

  it('what somebody changes while a list is being saved is shown as a conflict, row by row, and the others are saved', async () => {
    await confirm((await ready(list('铣工', 5))).id).then(({ id }) => settled(id));
    const batch = await ready(list('铣工', 3));
    expect(batch.counts).toMatchObject({ created: 0, changed: ROWS });
    const { manager } = market.get(UnitOfWork);
    const needOf = async (i: number): Promise<{ id: string; version: number }> =>
      (await manager.query<{ id: string; version: number }[]>('SELECT id, version FROM need WHERE title = ?', [`铣工${i}`]))[0] ?? {
        id: '',
        version: 0,
      };
    await paused(async () => {
      await confirm(batch.id);
      await dyingAfter(1, batch.id);
      await market.get(NeedLedger).promise((await needOf(ROWS - 1)).id, 4, { kind: 'promise', id: 'p' });
      const withdrawn = await city.post(`/api/needs/${(await needOf(ROWS - 2)).id}/withdraw`, { reason: '已招满' });
      expect(withdrawn.status).toBe(200);
      const edited = await needOf(ROWS - 3);
      expect(
        (await city.patch(`/api/needs/${edited.id}`, { note: '食堂免费' }, { headers: { 'if-match': `"${edited.version}"` } })).status,
      ).toBe(200);
    });
    expect(await settled(batch.id)).toMatchObject({ state: 'confirmed', counts: { changed: ROWS - 3, conflicts: 3, created: 0 } });
    const conflicts = (await city.get<{ items: { title: string; reasons: string[] }[] }>(`/api/imports/${batch.id}/rows?kind=conflict`))
      .body;
    expect(conflicts.items.map(({ title, reasons }) => [title, reasons.join()])).toEqual([
      [`铣工${ROWS - 3}`, expect.stringContaining('预览之后有人修改')],
      [`铣工${ROWS - 2}`, expect.stringContaining('已撤回')],
      [`铣工${ROWS - 1}`, expect.stringContaining('已承诺 4 人')],
    ]);
    expect(await count("need n WHERE n.title LIKE '铣工%' AND n.short = 3 AND n.note IS NULL")).toBe(ROWS - 3);
  });

  it('the same list confirmed from two uploads is saved once: the rows of the second have nothing to save', async () => {
    const [first, second] = [await ready(list('镗工', 3)), await ready(list('镗工', 3))];
    await Promise.all([confirm(first.id), confirm(second.id)]);
    const became = await Promise.all([settled(first.id), settled(second.id)]);
    const sum = (of: 'created' | 'unchanged' | 'conflicts'): number => became.reduce((total, { counts }) => total + counts[of], 0);
    expect([sum('created'), sum('unchanged'), sum('conflicts')]).toEqual([ROWS, ROWS, 0]);
    expect(await tally('镗工')).toEqual([ROWS, ROWS, ROWS]);
  });

  it('cancelled while it is saved it says how far it got, keeps that, and goes on when it is confirmed again', async () => {
    const batch = await ready(list('刨工', 3));
    const admin = market.get(JobAdmin);
    await paused(async () => {
      await confirm(batch.id);
      await dyingAfter(2, batch.id);
      const [job] = (await admin.list({ name: saveImport.name, state: 'waiting', limit: 1 })).items;
      await admin.cancel(job?.id ?? '');
    });
    const [saved = 0] = await tally('刨工');
    expect(saved).toBeGreaterThan(0);
    expect(await one(batch.id)).toMatchObject({ state: 'ready', failure: expect.stringContaining(`已处理 ${saved} 行`) });
    // Not from the first row again; the next portion may be saved before the answer is here.
    const again = await confirm(batch.id);
    expect(again).toMatchObject({ state: 'saving', failure: null, progress: { total: ROWS } });
    expect(again.progress?.done).toBeGreaterThanOrEqual(saved);
    expect(await settled(batch.id)).toMatchObject({ state: 'confirmed', counts: { created: ROWS, conflicts: 0 } });
    expect(await tally('刨工')).toEqual([ROWS, ROWS, ROWS]);
  });

  it('enterprises that nobody knows are taken in once, however many portions name them', async () => {
    const lines = Array.from(
      { length: ROWS },
      (_, i) => `锻工${i},寿光新塍${'甲乙丙丁戊己庚辛壬癸'[i % 10]}锻造厂,2,潍坊市潍城区,13853600001\n`,
    ).join('');
    const batch = await ready(`岗位名称,企业名称,人数,工作地点,联系电话\n${lines}`);
    await confirm(batch.id);
    expect(await settled(batch.id)).toMatchObject({ state: 'confirmed', counts: { created: ROWS, drafts: ROWS } });
    expect(await count("enterprise WHERE name LIKE '寿光新塍%'")).toBe(10);
    expect(await tally('锻工')).toEqual([ROWS, 0, 0]);
  });
});
