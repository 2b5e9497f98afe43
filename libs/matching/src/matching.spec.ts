import { OrgTree } from '#access';
import { retentionRules, UnitOfWork } from '#platform/db';
import { JobAdmin } from '#platform/jobs';
import { TestClock } from '../../../test/support/clock.js';
import { signedIn, type Client } from '../../../test/support/client.js';
import { eachDatabase } from '../../../test/support/databases.js';
import { startStations, type Stations } from '../../../test/support/stations.js';
import { RunHandlers } from './run/run.handlers.js';

interface Run {
  id: string;
  state: string;
  placed: number;
  digest: string;
}
interface Row {
  id: string;
  runId: string;
  needId: string;
  people: number;
  state: string;
}

eachDatabase((database) => {
  const clock = new TestClock();
  let house: Stations;
  let city: Client;

  beforeAll(async () => {
    house = await startStations(database, clock);
    city = await signedIn(house, [{ role: 'city-staff', nodeId: (await house.get(OrgTree).city()).id }]);
    database.atEnd(house.close);
  });
  // Each test has the city to itself: what others left open would be matched along.
  beforeEach(async () => {
    const uow = house.get(UnitOfWork);
    await uow.run(async () => {
      await uow.manager.query("UPDATE need SET state = 'withdrawn'");
      await uow.manager.query("UPDATE supply_batch SET state = 'closed'");
    });
    house.events.names();
  });

  /** What the job does, without its queue. */
  const solve = async (runId: string, beforeEnd: () => Promise<unknown> = () => Promise.resolve()): Promise<void> => {
    const uow = house.get(UnitOfWork);
    await house.get(RunHandlers).handle(
      { runId },
      {
        jobId: 'j',
        attempt: 1,
        again: false,
        signal: new AbortController().signal,
        progress: () => undefined,
        finish: async (effect) => {
          await beforeEnd();
          return uow.run(effect);
        },
      },
    );
  };
  const started = async (): Promise<Run> => (await city.post<Run>('/api/matching-runs', {})).body;
  const proposals = async (id: string): Promise<Row[]> =>
    (await city.get<{ items: Row[] }>(`/api/matching-runs/${id}/proposals?limit=200`)).body.items;
  const market = async () => {
    const [supplierId, enterpriseId] = [await house.supplier(), await house.enterprise()];
    const needId = await house.need(enterpriseId, 12);
    const batchId = await house.batch(supplierId, 20);
    return { supplierId, enterpriseId, needId, batchId };
  };

  it('proposes, is approved, promised through the proposal, and a double click is one promise', async () => {
    const { supplierId, needId } = await market();
    const run = await started();
    await solve(run.id);
    expect((await city.get<Run>(`/api/matching-runs/${run.id}`)).body).toMatchObject({ state: 'done', placed: 12 });
    const [proposal] = await proposals(run.id);
    expect(proposal).toMatchObject({ needId, people: 12, state: 'proposed' });
    const station = await signedIn(house, [{ role: 'supplier', supplierId }]);
    expect((await station.post(`/api/proposals/${proposal?.id}/promise`, {})).status).toBe(409);
    expect((await city.post(`/api/matching-runs/${run.id}/approve`, {})).body).toEqual({ sent: 1, stale: 0, excluded: 0 });
    const [first, second] = await Promise.all([1, 2].map(() => station.post<{ id: string }>(`/api/proposals/${proposal?.id}/promise`, {})));
    expect([first?.status, second?.status]).toEqual([201, 201]);
    expect(first?.body.id).toBe(second?.body.id);
    expect(await house.figures(needId)).toMatchObject({ promised: 12 });
    expect((await proposals(run.id))[0]?.state).toBe('promised');
    expect(house.events.names()).toEqual(['matching.finished', 'matching.proposals_sent', 'promise.made']);
  });

  it('is run for one city once at a time', async () => {
    await market();
    const run = await started();
    expect(await city.post('/api/matching-runs', {})).toMatchObject({ status: 409, body: { code: 'matching.busy' } });
    expect((await city.post<Run>(`/api/matching-runs/${run.id}/cancel`)).body.state).toBe('cancelled');
    const next = await started();
    await solve(next.id);
    await solve(run.id);
    expect((await city.get<Run>(`/api/matching-runs/${run.id}`)).body.state).toBe('cancelled');
    expect(await proposals(run.id)).toEqual([]);
  });

  it('leaves the city free for another run when an administrator cancels the job of one, be it before it began', async () => {
    const run = await started();
    const jobs = house.get(JobAdmin);
    const { items } = await jobs.list({ name: 'matching.run', state: 'waiting', limit: 100 });
    const job = items.find(({ payload }) => (payload as { runId: string }).runId === run.id);
    await jobs.cancel(job?.id ?? '');
    expect((await city.get<Run>(`/api/matching-runs/${run.id}`)).body.state).toBe('failed');
    const next = await started();
    expect(next.state).toBe('queued');
    await city.post(`/api/matching-runs/${next.id}/cancel`);
  });

  it('gives the same answer for the same input, and writes it once however often the job runs', async () => {
    await market();
    const one = await started();
    await Promise.all([solve(one.id), solve(one.id)]);
    await solve(one.id);
    expect((await proposals(one.id)).length).toBe(1);
    expect(house.events.names()).toEqual(['matching.finished']);
    const two = await started();
    await solve(two.id);
    const digests = await Promise.all([one, two].map(async ({ id }) => (await city.get<Run>(`/api/matching-runs/${id}`)).body.digest));
    expect(digests[0]).toBe(digests[1]);
  });

  it('shows nothing of a run before it is done, and keeps nothing of one that is cancelled at the last moment', async () => {
    await market();
    const run = await started();
    const uow = house.get(UnitOfWork);
    const written = async (): Promise<number> =>
      Number((await uow.manager.query<{ n: string }[]>('SELECT COUNT(*) AS n FROM proposal WHERE runId = ?', [run.id]))[0]?.n);
    const shown = async (): Promise<string[]> =>
      [
        ...(await proposals(run.id)),
        ...(await city.get<{ items: Row[] }>('/api/proposals?state=proposed&limit=200')).body.items.filter(({ runId }) => runId === run.id),
      ].map(({ id }) => id);
    const before: unknown[] = [];
    await solve(run.id, async () => {
      if (before.length === 0) before.push(await written(), await shown(), (await city.post(`/api/matching-runs/${run.id}/cancel`)).status);
    });
    expect(before).toEqual([1, [], 200]);
    expect((await city.get<Run>(`/api/matching-runs/${run.id}`)).body.state).toBe('cancelled');
    const { items } = await house.get(JobAdmin).list({ name: 'matching.clear_run', state: 'waiting', limit: 100 });
    expect(items.map(({ payload }) => payload)).toContainEqual({ runId: run.id });
    await house.get(RunHandlers).clear({ runId: run.id });
    expect([await written(), await shown(), house.events.names()]).toEqual([0, [], []]);
  });

  it('cannot over-commit when an outdated run is approved: what has changed is stale', async () => {
    const { supplierId, needId, enterpriseId, batchId } = await market();
    const other = await house.need(enterpriseId, 5, { occupationCode: '6-18-02-05' });
    const run = await started();
    await solve(run.id);
    expect((await proposals(run.id)).map((row) => row.needId).sort()).toEqual([needId, other].sort());
    const station = await signedIn(house, [{ role: 'supplier', supplierId }]);
    await station.post('/api/promises', { needId, batchId, people: 1 });
    expect((await city.post(`/api/matching-runs/${run.id}/approve`, {})).body).toEqual({ sent: 1, stale: 1, excluded: 0 });
    const rows = await proposals(run.id);
    expect(rows.map((row) => [row.needId, row.state]).sort()).toEqual(
      [
        [needId, 'stale'],
        [other, 'sent'],
      ].sort(),
    );
    const stale = rows.find((row) => row.state === 'stale');
    expect((await station.post(`/api/proposals/${stale?.id}/promise`, {})).status).toBe(409);
  });

  it('keeps a second run of the city waiting for nothing: of two at once one is refused, and says why', async () => {
    await market();
    const answers = await Promise.all([1, 2].map(() => city.post<{ code?: string }>('/api/matching-runs', {})));
    expect(answers.map(({ status }) => status).sort()).toEqual([202, 409]);
    expect(answers.find(({ status }) => status === 409)?.body.code).toBe('matching.busy');
    const run = answers.find(({ status }) => status !== 409)?.body as unknown as Run;
    await solve(run.id);
    const next = await started();
    await solve(next.id);
    expect((await city.get<Run>(`/api/matching-runs/${next.id}`)).body.state).toBe('done');
  });

  it('cannot over-commit when two runs of one city are both approved: whoever promises first has the places', async () => {
    const { supplierId, needId } = await market();
    const runs = [await started()];
    await solve(runs[0]!.id);
    runs.push(await started());
    await solve(runs[1]!.id);
    for (const { id } of runs)
      expect((await city.post(`/api/matching-runs/${id}/approve`, {})).body).toEqual({ sent: 1, stale: 0, excluded: 0 });
    const station = await signedIn(house, [{ role: 'supplier', supplierId }]);
    const sent = (await Promise.all(runs.map(({ id }) => proposals(id)))).flat();
    const promised = await Promise.all(sent.map(({ id }) => station.post(`/api/proposals/${id}/promise`, {})));
    expect(promised.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect(await house.figures(needId)).toMatchObject({ short: 12, promised: 12 });
  });

  it('forgets after ninety days what a run brought to nobody, and after three years the run', async () => {
    const { enterpriseId, needId } = await market();
    await house.need(enterpriseId, 5, { occupationCode: '6-18-02-05', wageToFen: 100_000, wageFromFen: 100_000 });
    const old = await started();
    await solve(old.id);
    expect(
      (await city.post<{ sent: number }>(`/api/matching-runs/${old.id}/approve`, { proposalIds: [(await proposals(old.id))[0]?.id] })).body
        .sent,
    ).toBe(1);
    const uow = house.get(UnitOfWork);
    const sweep = (name: string, before: string): Promise<number> =>
      uow.run(
        () =>
          retentionRules()
            .find((rule) => rule.name === name)
            ?.sweep(uow, new Date(before), 10_000) ?? Promise.resolve(-1),
      );
    const left = async (table: string): Promise<number> =>
      Number((await uow.manager.query<{ n: string }[]>(`SELECT COUNT(*) AS n FROM ${table} WHERE runId = ?`, [old.id]))[0]?.n);
    const day = 86_400_000;
    const at = clock.now().getTime();
    await sweep('matching_run.detail', new Date(at - day).toISOString());
    expect([await left('matching_unfilled'), await left('proposal')]).toEqual([1, 1]);
    await sweep('matching_run.detail', new Date(at + day).toISOString());
    expect([await left('matching_unfilled'), (await proposals(old.id)).map((row) => [row.needId, row.state])]).toEqual([
      0,
      [[needId, 'sent']],
    ]);
    await sweep('matching_run', new Date(at + day).toISOString());
    expect([await left('proposal'), (await city.get(`/api/matching-runs/${old.id}`)).status]).toEqual([0, 404]);
  });

  it('shows a station which needs its batch fits now, and no other station', async () => {
    const { supplierId, needId, batchId } = await market();
    const station = await signedIn(house, [{ role: 'supplier', supplierId }]);
    const fits = await station.get<{ needId: string; people: number; reasons: object[] }[]>(`/api/batches/${batchId}/fitting-needs`);
    expect(fits.body).toMatchObject([{ needId, people: 12 }]);
    const stranger = await signedIn(house, [{ role: 'supplier', supplierId: await house.supplier() }]);
    expect((await stranger.get(`/api/batches/${batchId}/fitting-needs`)).status).toBe(404);
  });
});
