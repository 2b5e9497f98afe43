import { OrgTree } from '#access';
import { UnitOfWork } from '#platform/db';
import { TestClock } from '../../../test/support/clock.js';
import { signedIn, type Client } from '../../../test/support/client.js';
import { eachDatabase } from '../../../test/support/databases.js';
import { startStations, type Stations } from '../../../test/support/stations.js';
import { ProposalHandlers } from './proposal/proposal.handlers.js';
import { RunHandlers } from './run/run.handlers.js';

interface Row {
  id: string;
  needId: string;
  batchId: string;
  people: number;
  state: string;
  rule: string | null;
}
interface Items<T> {
  items: T[];
}
interface Advice {
  stale: boolean;
  version: number;
  people: number;
  reason: string | null;
  advice: { change: { kind: string; by: number; to: string }; gain: number; text: string }[];
}

eachDatabase((database) => {
  let house: Stations;
  let city: Client;

  beforeAll(async () => {
    house = await startStations(database, new TestClock());
    city = await signedIn(house, [{ role: 'city-staff', nodeId: (await house.get(OrgTree).city()).id }]);
    database.atEnd(house.close);
  });
  // Each test has the city to itself.
  beforeEach(async () => {
    const uow = house.get(UnitOfWork);
    await uow.run(async () => {
      for (const sql of ["UPDATE need SET state = 'withdrawn'", "UPDATE supply_batch SET state = 'closed'", 'DELETE FROM matching_rule'])
        await uow.manager.query(sql);
    });
    house.events.names();
  });

  /** An enterprise that somebody speaks for. */
  const enterprise = async (name?: string, nodeId?: string): Promise<string> => {
    const id = await house.enterprise(name, nodeId);
    const uow = house.get(UnitOfWork);
    await uow.run(() => uow.manager.query("UPDATE enterprise SET state = 'active' WHERE id = ?", [id]));
    return id;
  };
  const job = () => ({
    jobId: 'j',
    attempt: 1,
    again: false,
    signal: new AbortController().signal,
    progress: () => undefined,
    finish: <T>(effect: () => Promise<T>) => house.get(UnitOfWork).run(effect),
  });
  /** A finished run. */
  const ran = async (body: object = {}): Promise<string> => {
    const { id } = (await city.post<{ id: string }>('/api/matching-runs', body)).body;
    await house.get(RunHandlers).handle({ runId: id }, job());
    return id;
  };
  const proposals = async (id: string): Promise<Row[]> =>
    (await city.get<Items<Row>>(`/api/matching-runs/${id}/proposals?limit=200`)).body.items;
  const get = async <T>(path: string): Promise<T> => (await city.get<T>(path)).body;
  const sides = async (supplierId: string, enterpriseId: string) => ({
    station: await signedIn(house, [{ role: 'supplier', supplierId }]),
    firm: await signedIn(house, [{ role: 'enterprise', enterpriseId }]),
  });

  it('says before a run what it will use, what it leaves out and why, and which weights it takes', async () => {
    const [enterpriseId, supplierId] = [await enterprise(), await house.supplier()];
    await house.need(enterpriseId, 12);
    await house.need(enterpriseId, 7, { state: 'stale' });
    await house.need(enterpriseId, 8, { state: 'checking' });
    await house.need(enterpriseId, 5, { committed: 5 });
    await house.batch(supplierId, 20);
    await house.batch(supplierId, 9, { committed: 9 });
    const preview = await get<{ leftOut: { reason: string }[]; weights: { training: number } }>('/api/matching-runs/preview');
    expect(preview).toMatchObject({
      needs: 1,
      asked: 12,
      batches: 1,
      suppliers: 1,
      people: 20,
      tierOrder: 'preference',
      busyWith: null,
      weights: { training: 900 },
    });
    expect(preview.leftOut).toEqual(
      expect.arrayContaining([
        { what: 'needs', reason: 'checking', count: 1, people: 8 },
        { what: 'needs', reason: 'stale', count: 1, people: 7 },
        { what: 'needs', reason: 'given', count: 1, people: 0 },
        { what: 'batches', reason: 'taken', count: 1, people: 0 },
      ]),
    );
    const costs = ['otherOccupation', 'otherSubgroup', 'perLevelAbove', 'training', 'perYuanShort', 'per100Km', 'perDayLate'];
    const free = Object.fromEntries([...costs, 'perPercentLost'].map((name) => [name, 0]));
    expect((await city.post('/api/matching-runs/preview', { weights: free })).body).toMatchObject({ tierOrder: 'guarantee' });
  });

  it('refuses weights that cannot be, each by its name, and starts nothing', async () => {
    const { status, body } = await city.post<{ code: string; errors: { path: string }[] }>('/api/matching-runs', {
      weights: {
        training: -1,
        gravity: 9,
        tiers: [
          { percent: 50, worth: 1 },
          { percent: 50, worth: 2 },
        ],
      },
    });
    expect([status, body.code]).toEqual([422, 'matching.weights']);
    expect(body.errors.map(({ path }) => path)).toEqual(['weights.training', 'weights.gravity', 'weights.tiers[1].worth']);
    expect(await get('/api/matching-runs/preview')).toMatchObject({ busyWith: null });
  });

  it('keeps a locked pair together and an excluded one apart in every run, until that is lifted', async () => {
    const [enterpriseId, supplierId] = [await enterprise(), await house.supplier()];
    const [dear, plain] = [
      await house.need(enterpriseId, 10, { priority: 3 }),
      await house.need(await enterprise(), 10, { occupationCode: '6-18-02-05' }),
    ];
    const batchId = await house.batch(supplierId, 10);
    const free = await ran();
    expect((await proposals(free)).map(({ needId }) => needId)).toEqual([dear]);

    const lock = (await city.post<{ id: string }>('/api/matching-rules', { needId: plain, batchId, kind: 'lock', note: '已说定' })).body;
    const locked = await ran();
    expect(await proposals(locked)).toMatchObject([{ needId: plain, people: 10, rule: 'lock' }]);
    expect(await get(`/api/matching-runs/${locked}/summary`)).toMatchObject({ locked: 1, excluded: 0 });

    await city.post('/api/matching-rules', { needId: plain, batchId, kind: 'exclude' });
    expect((await get<Items<object>>('/api/matching-rules')).items).toMatchObject([{ needId: plain, kind: 'exclude' }]);
    const apart = await ran();
    expect((await proposals(apart)).map(({ needId }) => needId)).toEqual([dear]);
    const station = await signedIn(house, [{ role: 'supplier', supplierId }]);
    expect((await station.get<{ needId: string }[]>(`/api/batches/${batchId}/fitting-needs`)).body.map(({ needId }) => needId)).toEqual([
      dear,
    ]);

    expect((await city.delete(`/api/matching-rules/${lock.id}`)).status).toBe(404);
    const [rule] = (await get<Items<{ id: string }>>('/api/matching-rules')).items;
    await city.delete(`/api/matching-rules/${rule?.id}`);
    expect(await get(`/api/matching-runs/${await ran()}/summary`)).toMatchObject({ locked: 0, excluded: 0 });
    expect((await station.post('/api/matching-rules', { needId: plain, batchId, kind: 'lock' })).status).toBe(403);
  });

  it('adds a run up by county and supplier, and names the enterprises that get nobody', async () => {
    const [full, empty] = [await enterprise('有人'), await enterprise('无人', '370703')];
    const supplierId = await house.supplier();
    await house.need(full, 12);
    await house.need(empty, 5, { occupationCode: '4-03-02-05' });
    await house.batch(supplierId, 20);
    const run = await ran();
    expect(await get(`/api/matching-runs/${run}/summary`)).toMatchObject({
      counties: [
        { nodeId: '370702', asked: 12, placed: 12 },
        { nodeId: '370703', asked: 5, placed: 0 },
      ],
      suppliers: [{ supplierId, people: 20, placed: 12 }],
      enterprises: 2,
      emptyEnterprises: 1,
    });
    expect((await get<Items<object>>(`/api/matching-runs/${run}/empty-enterprises`)).items).toMatchObject([
      { enterpriseId: empty, needs: 1, people: 5 },
    ]);
    expect((await get<Items<object>>(`/api/matching-runs/${run}/unfilled?reason=occupation`)).items).toMatchObject([
      { enterpriseId: empty, people: 5 },
    ]);
    expect((await get<Items<object>>(`/api/matching-runs/${run}/unfilled?reason=wage`)).items).toEqual([]);
  });

  it('lays two runs side by side: totals, reasons, counties, and the needs that get other people', async () => {
    const [enterpriseId, supplierId] = [await enterprise(), await house.supplier()];
    const [first, second, third] = [
      await house.need(enterpriseId, 6),
      await house.need(enterpriseId, 4, { occupationCode: '6-18-02-05' }),
      await house.need(enterpriseId, 3, { skillLevel: 8, trainable: false }),
    ];
    const batchId = await house.batch(supplierId, 10);
    const a = await ran();
    await city.post('/api/matching-rules', { needId: second, batchId, kind: 'exclude' });
    const b = await ran();
    const both = await get<{ reasons: object[] }>(`/api/matching-runs/compare?a=${a}&b=${b}`);
    expect(both).toMatchObject({
      a: { placed: 10 },
      b: { placed: 6 },
      changedNeeds: 1,
      counties: [{ key: '370702', a: 10, b: 6 }],
      suppliers: [{ key: supplierId, a: 10, b: 6 }],
    });
    expect(both.reasons).toEqual(
      expect.arrayContaining([
        { key: 'excluded', name: null, a: 0, b: 4 },
        { key: 'level', name: null, a: 3, b: 3 },
      ]),
    );
    expect((await get<Items<object>>(`/api/matching-runs/compare/needs?a=${a}&b=${b}`)).items).toMatchObject([
      { needId: second, a: 4, b: 0 },
    ]);
    expect((await city.get(`/api/matching-runs/compare?a=${a}&b=${a}`)).status).toBe(422);
    expect([first, third]).toHaveLength(2);
  });

  it('changes a need by one tap on its advice, once, at the version that was seen', async () => {
    const [enterpriseId, supplierId] = [await enterprise(), await house.supplier()];
    const needId = await house.need(enterpriseId, 8, { wageFromFen: 400_000, wageToFen: 500_000 });
    await house.batch(supplierId, 8);
    const { firm, station } = await sides(supplierId, enterpriseId);
    await ran();
    const advice = (await firm.get<Advice>(`/api/needs/${needId}/advice`)).body;
    expect(advice).toMatchObject({ stale: false, version: 1, people: 8, reason: 'wage' });
    const [wage] = advice.advice;
    expect(wage).toMatchObject({ change: { kind: 'wage' }, gain: 8 });
    expect((await station.post(`/api/needs/${needId}/advice/apply`, { kind: 'wage', version: 1 })).status).toBe(403);
    expect((await firm.post(`/api/needs/${needId}/advice/apply`, { kind: 'lodging', version: 1 })).body).toMatchObject({
      code: 'advice.none',
    });
    const taps = await Promise.all([1, 2].map(() => firm.post(`/api/needs/${needId}/advice/apply`, { kind: 'wage', version: 1 })));
    expect(taps.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect((await firm.get<object>(`/api/needs/${needId}`)).body).toMatchObject({ version: 2, wageToYuan: Number(wage?.change.to) });
    expect((await firm.get<Advice>(`/api/needs/${needId}/advice`)).body).toMatchObject({ stale: true });
    expect(await proposals(await ran())).toMatchObject([{ needId, people: 8 }]);
  });

  it('keeps back the pair that was excluded after the run, until the exclusion is lifted', async () => {
    const [enterpriseId, supplierId] = [await enterprise(), await house.supplier()];
    const needId = await house.need(enterpriseId, 6);
    const batchId = await house.batch(supplierId, 6);
    const run = await ran();
    const rule = (await city.post<{ id: string }>('/api/matching-rules', { needId, batchId, kind: 'exclude' })).body;
    const approve = async (): Promise<unknown> => (await city.post(`/api/matching-runs/${run}/approve`, {})).body;
    expect(await approve()).toMatchObject({ code: 'matching.nothing_to_send' });
    await city.delete(`/api/matching-rules/${rule.id}`);
    expect(await approve()).toEqual({ sent: 1, stale: 0, excluded: 0 });
  });

  it('sends to both sides; either declines with a reason, and what the enterprise welcomes its station sees', async () => {
    const [enterpriseId, supplierId] = [await enterprise(), await house.supplier()];
    await house.need(enterpriseId, 6);
    await house.need(enterpriseId, 4, { occupationCode: '6-18-02-05' });
    await house.batch(supplierId, 10);
    const { firm, station } = await sides(supplierId, enterpriseId);
    const run = await ran();
    const [one, two] = await proposals(run);
    expect((await firm.get<Items<Row>>('/api/proposals')).body.items).toEqual([]);
    expect((await firm.post(`/api/proposals/${one?.id}/welcome`)).status).toBe(404);
    expect((await city.post(`/api/matching-runs/${run}/approve`, { proposalIds: [one?.id, two?.id] })).body).toEqual({
      sent: 2,
      stale: 0,
      excluded: 0,
    });
    expect((await station.post(`/api/proposals/${one?.id}/welcome`)).status).toBe(403);
    expect((await firm.post(`/api/proposals/${one?.id}/welcome`)).body).toMatchObject({ welcome: true, state: 'sent' });
    expect((await station.get<Items<Row>>('/api/proposals')).body.items).toEqual(
      expect.arrayContaining([expect.objectContaining({ id: one?.id, welcome: true })]),
    );
    const declined = { state: 'declined', declinedBy: 'supplier', reason: '人已去别处' };
    expect((await station.post(`/api/proposals/${two?.id}/decline`, { reason: '人已去别处' })).body).toMatchObject(declined);
    expect((await station.post(`/api/proposals/${two?.id}/decline`, { reason: '再说一次' })).body).toMatchObject(declined);
    expect((await station.post(`/api/proposals/${two?.id}/promise`, {})).status).toBe(409);
    expect(house.events.names()).toEqual([
      'matching.finished',
      'matching.proposals_sent',
      'matching.proposal_welcomed',
      'matching.proposal_declined',
    ]);
  });

  it('marks what was sent for a need stale when the need changes, and leaves other needs’ alone', async () => {
    const [enterpriseId, supplierId] = [await enterprise(), await house.supplier()];
    const needId = await house.need(enterpriseId, 6);
    await house.need(enterpriseId, 4, { occupationCode: '6-18-02-05' });
    await house.batch(supplierId, 10);
    const { firm, station } = await sides(supplierId, enterpriseId);
    const run = await ran();
    await city.post(`/api/matching-runs/${run}/approve`, {});
    await firm.patch(`/api/needs/${needId}`, { wageToYuan: 8500 }, { headers: { 'if-match': '"1"' } });
    house.events.names();
    await house.get(ProposalHandlers).stale({ needId }, job());
    await house.get(ProposalHandlers).stale({ needId }, job());
    const rows = await proposals(run);
    expect(rows.map((row) => [row.needId === needId, row.state])).toEqual(
      expect.arrayContaining([
        [true, 'stale'],
        [false, 'sent'],
      ]),
    );
    expect(house.events.names()).toEqual(['matching.proposals_stale']);
    expect((await station.post(`/api/proposals/${rows.find((row) => row.needId === needId)?.id}/promise`, {})).status).toBe(409);
  });
});
