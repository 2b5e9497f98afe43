import { setTimeout as sleep } from 'node:timers/promises';
import { UnitOfWork } from '#platform/db';
import { signedIn } from '../../../../test/support/client.js';
import { TestClock } from '../../../../test/support/clock.js';
import { eachDatabase } from '../../../../test/support/databases.js';
import { Need } from '../need.entity.js';
import { NeedLedger } from '../need.ledger.js';
import { ImportBatch, ImportBefore } from './import.entity.js';
import { ImportSweep } from './import.sweep.handlers.js';
import { ImportTakeBack } from './import.take-back.js';
import { ImportTakeBackRepository } from './import.take-back.repository.js';
import { ImportDesk, WORKS, type ImportBody, type NeedBody } from './testing/import-desk.js';

interface Preview {
  drafts: number;
  withdrawn: number;
  restored: number;
  stay: number;
}

const HEADER = '岗位名称,企业名称,人数,工作地点,薪资,联系电话';
/** Longer than what is done while a person waits. */
const LONG = 700;

eachDatabase((database) => {
  const clock = new TestClock('2026-11-24T02:00:00Z');
  const desk = new ImportDesk();

  beforeAll(() => desk.start(database, clock), 60_000);
  afterAll(() => desk.market.close());

  const list = (...rows: string[]): string => `${HEADER}\n${rows.join('\n')}\n`;
  const row = (title: string, people: number | string, phone = '13853600001', pay = '6-8千'): string =>
    `${title},${WORKS},${people},潍坊市潍城区,${pay},${phone}`;
  const saved = async (...rows: string[]): Promise<ImportBody> => desk.confirm((await desk.upload(list(...rows))).id);
  const preview = async (id: string): Promise<Preview> => (await desk.city.get<Preview>(`/api/imports/${id}/take-back`)).body;
  const staying = async (id: string): Promise<string[][]> =>
    (
      await desk.city.get<{ items: { title: string; needId: string; why: string; reason: string }[] }>(
        `/api/imports/${id}/take-back/staying?limit=100`,
      )
    ).body.items.map(({ title, why, reason }) => [title, why, reason]);
  const takeBack = (id: string, by = desk.city) => by.post<ImportBody>(`/api/imports/${id}/take-back`);
  const takenBack = async (id: string): Promise<ImportBody> => {
    for (let { body } = await takeBack(id); ; body = (await desk.city.get<ImportBody>(`/api/imports/${id}`)).body) {
      if (body.state !== 'taking_back') return body;
      await sleep(20);
    }
  };
  const need = async (title: string): Promise<NeedBody> => {
    const [one] = await desk.needs(title);
    if (!one) throw new Error(`no need ${title}`);
    return one;
  };
  const ledger = async (id: string): Promise<object[]> => (await desk.city.get<{ items: object[] }>(`/api/needs/${id}/ledger`)).body.items;
  const edited = async (title: string, change: object): Promise<void> => {
    const { id, version } = await need(title);
    expect((await desk.city.patch(`/api/needs/${id}`, change, { headers: { 'if-match': `"${version}"` } })).status).toBe(200);
  };
  /** Everything that is said and counted of a need. */
  const whole = async (id: string): Promise<Partial<Need>> => {
    const {
      version: _,
      moves: __,
      termsVersion: ___,
      updatedAt: ____,
      ...rest
    } = await desk.market.get(UnitOfWork).manager.findOneByOrFail(Need, { id });
    return rest;
  };

  it('what a list made goes, what it changed is as before, what it opened again is closed, and the ledger says so', async () => {
    await saved(row('车工甲', 5), row('钳工甲', 4), row('铣工甲', '', ''));
    const ids = await Promise.all(['车工甲', '钳工甲', '铣工甲'].map(async (title) => (await need(title)).id));
    const signed = desk.market.get(NeedLedger);
    for (const move of ['promise', 'commit', 'fill'] as const) await signed[move](ids[1] ?? '', 4, { kind: 'promise', id: 'p' });
    const before = await Promise.all(ids.map(whole));
    clock.advance({ hours: 1 });
    const { id } = await saved(
      row('车工甲', 9, '13853600002', '8千'),
      row('钳工甲', 2),
      row('铣工甲', 3),
      row('磨工甲', 7),
      row('刨工甲', '', ''),
    );
    expect(await Promise.all(['车工甲', '钳工甲', '铣工甲', '磨工甲'].map(async (title) => (await need(title)).state))).toEqual([
      ...['published', 'published', 'published', 'published'],
    ]);
    expect(await preview(id)).toEqual({ drafts: 1, withdrawn: 1, restored: 3, stay: 0 });
    desk.market.events.names();
    expect((await takeBack(id)).body).toMatchObject({ state: 'taken_back', counts: { takenBack: 5, stay: 0 } });
    expect(desk.market.events.names()).toEqual(['need.import_taken_back']);
    expect(await Promise.all(ids.map(whole))).toEqual(before);
    expect(await desk.needs('刨工甲')).toEqual([]);
    expect((await need('磨工甲')).state).toBe('withdrawn');
    expect(await Promise.all([...ids, (await need('磨工甲')).id].map(ledger))).toMatchObject([
      [{ kind: 'posted' }, { kind: 'restated', short: 9 }, { kind: 'restated', short: 5, reason: 'import_taken_back' }],
      [
        { kind: 'posted' },
        {},
        {},
        { kind: 'filled' },
        { kind: 'restated', short: 2, filled: 0 },
        { kind: 'restated', short: 4, filled: 4 },
      ],
      [{ kind: 'posted' }, { kind: 'withdrawn' }],
      [{ kind: 'posted' }, { kind: 'withdrawn', reason: 'import_taken_back' }],
    ]);
    // Nothing of before is kept, and taken back again it is taken back once.
    expect(await desk.market.get(UnitOfWork).manager.countBy(ImportBefore, { batchId: id })).toBe(0);
    expect((await takeBack(id)).body).toMatchObject({ state: 'taken_back', counts: { takenBack: 5 } });
    expect(await preview(id)).toEqual({ drafts: 1, withdrawn: 1, restored: 3, stay: 0 });
    expect(desk.market.events.names()).toEqual([]);
    // The list comes again: what it says is new, or changes what is there, as the first time.
    const again = await saved(row('磨工甲', 6), row('铣工甲', 3));
    expect(again.counts).toMatchObject({ created: 1, changed: 1 });
    expect(await ledger(ids[2] ?? '')).toMatchObject([{ kind: 'posted' }, { kind: 'withdrawn' }, { kind: 'posted', people: 3 }]);
  }, 60_000);

  it('what somebody touched since stays, and is named with its reason before and after', async () => {
    await saved(row('焊工乙', 5), row('锻工乙', 5));
    clock.advance({ hours: 1 });
    const { id } = await saved(
      ...[row('焊工乙', 8), row('锻工乙', 8), row('车工乙', 3), row('钳工乙', 3), row('铣工乙', 3), row('磨工乙', 3)],
      ...[row('镗工乙', '', ''), row('刨工乙', 3)],
    );
    await edited('焊工乙', { note: '食堂免费' });
    await edited('镗工乙', { contactPhone: '13853600009' });
    await desk.market.get(NeedLedger).promise((await need('车工乙')).id, 2, { kind: 'promise', id: 'p' });
    await desk.city.post(`/api/needs/${(await need('钳工乙')).id}/withdraw`, { reason: '已招满' });
    await desk.city.post(`/api/needs/${(await need('铣工乙')).id}/confirm`, {});
    await saved(row('刨工乙', 4));
    const stay = [
      ['焊工乙', 'edited', '之后有人修改过'],
      ['车工乙', 'promised', '之后已有协作站承诺送人'],
      ['钳工乙', 'withdrawn', '之后已被撤下'],
      ['铣工乙', 'moved', '之后有人发布、确认或调整过人数'],
      ['镗工乙', 'edited', '之后有人修改过'],
      ['刨工乙', 'other_list', '之后另一次导入又改过'],
    ];
    expect(await preview(id)).toEqual({ drafts: 0, withdrawn: 1, restored: 1, stay: 6 });
    expect(await staying(id)).toEqual(stay);
    expect((await takeBack(id)).body).toMatchObject({ state: 'taken_back', counts: { takenBack: 2, stay: 6 } });
    expect(await staying(id)).toEqual(stay);
    expect(await Promise.all(['焊工乙', '锻工乙', '车工乙', '刨工乙', '磨工乙'].map(async (title) => (await need(title)).short))).toEqual([
      ...[8, 5, 3, 4, 3],
    ]);
    expect((await need('磨工乙')).state).toBe('withdrawn');
  }, 60_000);

  it('after its days a list cannot be taken back, and what its needs were before is forgotten', async () => {
    await saved(row('车工丙', 5));
    const { id } = await saved(row('车工丙', 9));
    const { manager } = desk.market.get(UnitOfWork);
    clock.advance({ hours: 7 * 24 - 1 });
    desk.city = await signedIn(desk.market, [{ role: 'city-staff', nodeId: '3707' }]);
    const sweep = () =>
      desk.market
        .get(ImportSweep)
        .sweep({}, { signal: new AbortController().signal, finish: (last: () => Promise<unknown>) => last() } as never);
    await sweep();
    expect(await manager.countBy(ImportBefore, { batchId: id })).toBe(1);
    clock.advance({ hours: 1 });
    expect(await takeBack(id)).toMatchObject({ status: 409, body: { code: 'import.take_back_over' } });
    await sweep();
    expect(await manager.countBy(ImportBefore, { batchId: id })).toBe(0);
    expect((await need('车工丙')).short).toBe(9);
  });

  it('only the office whose list it is takes it back, and only a list that is saved', async () => {
    const { id } = await saved(row('车工丁', 5));
    const other = await signedIn(desk.market, [{ role: 'county-staff', nodeId: '370703' }]);
    for (const answer of [
      await takeBack(id, other),
      await other.get(`/api/imports/${id}/take-back`),
      await other.get(`/api/imports/${id}/take-back/staying`),
    ])
      expect([403, 404]).toContain(answer.status);
    const { id: unsaved } = await desk.upload(list(row('钳工丁', 5)));
    expect(await takeBack(unsaved)).toMatchObject({ status: 409, body: { code: 'import.state' } });
    expect((await need('车工丁')).state).toBe('published');
  });

  it('a long list is taken back in portions, goes on where it was broken off, to one result for all who take it back', async () => {
    const rows = Array.from({ length: LONG }, (_, i) => row(`车工戊${i}`, 3));
    const { id } = await desk.upload(list(...rows));
    for (let one = await desk.confirm(id); one.state !== 'confirmed'; one = (await desk.city.get<ImportBody>(`/api/imports/${id}`)).body)
      await sleep(20);
    const statements = desk.market.get(ImportTakeBackRepository);
    let left = 1;
    statements.note = async (...given) => {
      await ImportTakeBackRepository.prototype.note.apply(statements, given);
      if ((left -= 1) < 0) throw new Error('gone');
    };
    const uow = desk.market.get(UnitOfWork);
    await uow.run(() => uow.manager.update(ImportBatch, { id }, { state: 'taking_back', done: 0 }));
    await expect(desk.market.get(ImportTakeBack).run(id)).rejects.toThrow('gone');
    Reflect.deleteProperty(statements, 'note');
    const half = (await desk.city.get<ImportBody>(`/api/imports/${id}`)).body;
    expect(half).toMatchObject({ state: 'taking_back', progress: { total: LONG } });
    expect(half.progress?.done).toBeGreaterThan(0);
    expect(half.progress?.done).toBeLessThan(LONG);
    const service = desk.market.get(ImportTakeBack);
    await Promise.all([service.run(id), service.run(id), takeBack(id), takeBack(id)]);
    expect(await takenBack(id)).toMatchObject({ state: 'taken_back', progress: null, counts: { takenBack: LONG, stay: 0 } });
    const count = async (from: string): Promise<number> =>
      Number((await uow.manager.query<{ n: number | string }[]>(`SELECT COUNT(*) AS n FROM ${from}`))[0]?.n);
    const of = "need n WHERE n.title LIKE '车工戊%'";
    expect(await count(`${of} AND n.state = 'withdrawn' AND n.moves = 2`)).toBe(LONG);
    expect(await count(`need_entry e WHERE e.needId IN (SELECT n.id FROM ${of})`)).toBe(2 * LONG);
  }, 180_000);
});
