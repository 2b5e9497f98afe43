import { OrgTree } from '#access';
import { needChanged } from '#need';
import { UnitOfWork } from '#platform/db';
import { batchChanged } from '#supply';
import { TestClock } from '../../../test/support/clock.js';
import { signedIn, type Client } from '../../../test/support/client.js';
import { eachDatabase } from '../../../test/support/databases.js';
import { startStations, type Stations } from '../../../test/support/stations.js';
import { ProposalAnswers } from './proposal/proposal-answers.js';
import { RunHandlers } from './run/run.handlers.js';

interface Row {
  id: string;
  needId: string;
  state: string;
  changes: { of: string; field: string; from: string | null; to: string | null }[];
}
interface Entries {
  items: { kind: string }[];
}

eachDatabase((database) => {
  let house: Stations;
  let city: Client;
  let hr: Client;
  let station: Client;
  let ids: Record<'needId' | 'batchId' | 'enterpriseId', string>;

  beforeAll(async () => {
    house = await startStations(database, new TestClock());
    database.atEnd(house.close);
    city = await signedIn(house, [{ role: 'city-staff', nodeId: (await house.get(OrgTree).city()).id }]);
  }, 120_000);
  beforeEach(async () => {
    const uow = house.get(UnitOfWork);
    await uow.run(async () => {
      await uow.manager.query("UPDATE need SET state = 'withdrawn'");
      await uow.manager.query("UPDATE supply_batch SET state = 'closed'");
    });
    const [supplierId, enterpriseId] = [await house.supplier(), await house.enterprise()];
    await uow.run(() => uow.manager.query("UPDATE enterprise SET state = 'active' WHERE id = ?", [enterpriseId]));
    ids = { enterpriseId, needId: await house.need(enterpriseId, 12), batchId: await house.batch(supplierId, 20) };
    hr = await signedIn(house, [{ role: 'enterprise', enterpriseId }]);
    station = await signedIn(house, [{ role: 'supplier', supplierId }]);
  });

  /** A proposal that was sent to both sides. */
  const sent = async (): Promise<Row> => {
    const uow = house.get(UnitOfWork);
    const { id } = (await city.post<{ id: string }>('/api/matching-runs', {})).body;
    const finish = (effect: () => Promise<unknown>) => uow.run(effect);
    const job = { jobId: 'j', attempt: 1, signal: new AbortController().signal, progress: () => undefined, finish };
    await house.get(RunHandlers).handle({ runId: id }, job as never);
    await city.post(`/api/matching-runs/${id}/approve`, {});
    house.events.names();
    return (await city.get<{ items: Row[] }>(`/api/matching-runs/${id}/proposals`)).body.items[0]!;
  };
  const version = async (what: 'needs' | 'batches', id: string): Promise<{ headers: { 'If-Match': string } }> => ({
    headers: { 'If-Match': `"${(await city.get<{ version: number }>(`/api/${what}/${id}`)).body.version}"` },
  });
  const said = async (patch: object) => hr.patch(`/api/needs/${ids.needId}`, patch, await version('needs', ids.needId));
  const offered = async (patch: object) => station.patch(`/api/batches/${ids.batchId}`, patch, await version('batches', ids.batchId));
  const afterwards = async (id: string): Promise<Row | undefined> => {
    await house.get(ProposalAnswers).stale({ needId: ids.needId });
    await house.get(ProposalAnswers).stale({ batchId: ids.batchId });
    const { items } = (await station.get<{ items: Row[] }>('/api/proposals')).body;
    return items.find((one) => one.id === id);
  };
  const entries = async (): Promise<string[]> =>
    (await hr.get<Entries>(`/api/needs/${ids.needId}/ledger`)).body.items.map(({ kind }) => kind);

  it('holds when the need says the same figure again, other words or that it is still so', async () => {
    const { id } = await sent();
    expect((await said({ short: 12 })).status).toBe(200);
    expect((await said({ note: '夜班有补贴', contactName: '李女士', workplace: '2 号车间', meals: true })).status).toBe(200);
    expect((await said({ wageToYuan: 8000, short: 12, title: '电焊工' })).status).toBe(200);
    expect((await hr.post(`/api/needs/${ids.needId}/confirm`, { short: 12 })).status).toBe(200);
    expect(await entries()).toEqual(['confirmed']);
    expect(house.events.names()).not.toContain(needChanged.name);
    expect(await afterwards(id)).toMatchObject({ state: 'sent', changes: [] });
  });

  it('holds when what was filled since is in the figure that is stated: as many are left as before', async () => {
    const uow = house.get(UnitOfWork);
    const { id } = await sent();
    await uow.run(() => uow.manager.query('UPDATE need SET short = 15, filled = 3 WHERE id = ?', [ids.needId]));
    expect((await said({ short: 12 })).status).toBe(200);
    expect((await hr.post(`/api/needs/${ids.needId}/confirm`, { short: 12 })).status).toBe(200);
    expect(await house.figures(ids.needId)).toMatchObject({ short: 15, filled: 3 });
    expect(await entries()).toEqual(['confirmed']);
    expect(await afterwards(id)).toMatchObject({ state: 'sent' });
  });

  it.each([
    [{ wageToYuan: 7500 }, { field: 'wageToYuan', from: '8000', to: '7500' }],
    [{ short: 9 }, { field: 'short', from: '12', to: '9' }],
    [{ skillLevel: 4 }, { field: 'skillLevel', from: '0', to: '4' }],
    [{ startBy: '2026-12-20' }, { field: 'startBy', from: null, to: '2026-12-20' }],
    [{ lodging: false }, { field: 'lodging', from: 'true', to: 'false' }],
    [{ trainable: false }, { field: 'trainable', from: 'true', to: 'false' }],
    [{ occupationCode: '6-18-02-05' }, { field: 'occupationCode', from: '焊工' }],
    [{ nodeId: '370703' }, { field: 'place', from: null, to: null }],
  ])('is stale by %j, and says so', async (patch, change) => {
    const { id } = await sent();
    expect((await said(patch)).status).toBe(200);
    expect(house.events.names()).toContain(needChanged.name);
    expect(await afterwards(id)).toMatchObject({ state: 'stale', changes: [{ of: 'need', ...change }] });
    expect(house.events.names()).toEqual(['matching.proposals_stale']);
  });

  it('is stale by a confirmation with another figure', async () => {
    const { id } = await sent();
    await hr.post(`/api/needs/${ids.needId}/confirm`, { short: 20 });
    expect(house.events.names()).toContain(needChanged.name);
    expect(await afterwards(id)).toMatchObject({ state: 'stale', changes: [{ field: 'short', from: '12', to: '20' }] });
  });

  it('holds when a station writes another note to its batch; is stale by another wage or day, or when it closes', async () => {
    const first = await sent();
    expect((await offered({ note: '都有焊工证', wageYuan: 6000, people: 20 })).status).toBe(200);
    expect(house.events.names()).not.toContain(batchChanged.name);
    expect(await afterwards(first.id)).toMatchObject({ state: 'sent' });
    expect((await offered({ wageYuan: 6500, freeFrom: '2026-12-01' })).status).toBe(200);
    expect(house.events.names()).toContain(batchChanged.name);
    expect(await afterwards(first.id)).toMatchObject({
      state: 'stale',
      changes: [
        { of: 'batch', field: 'wageYuan', from: '6000', to: '6500' },
        { of: 'batch', field: 'freeFrom', from: '2026-11-20', to: '2026-12-01' },
      ],
    });
    const second = await sent();
    await station.post(`/api/batches/${ids.batchId}/close`);
    expect(await afterwards(second.id)).toMatchObject({ state: 'stale' });
  });
});
