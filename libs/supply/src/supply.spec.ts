import fc from 'fast-check';
import { newId, UnitOfWork } from '#platform/db';
import { OrgTree } from '#access';
import { TestClock } from '../../../test/support/clock.js';
import { Client, signedIn } from '../../../test/support/client.js';
import { eachDatabase } from '../../../test/support/databases.js';
import { startStations, type Stations } from '../../../test/support/stations.js';
import { BatchLedger } from './batch-ledger.js';
import { SupplyReads } from './supply.reads.js';

interface Row {
  id: string;
  version: number;
  free: number;
  [field: string]: unknown;
}

eachDatabase((database) => {
  let house: Stations;
  let ledger: BatchLedger;
  let uow: UnitOfWork;
  let city: Client;
  const station = { kind: 'station', level: 'branch', name: '哈尔滨劳务协作站', divisionCode: '230102', lng: 126.6, lat: 45.7 };
  const offer = { occupationCode: '6-18-02-04', skillLevel: 3, people: 30, wageYuan: 6000, freeFrom: '2026-12-01', smallestGroup: 5 };

  beforeAll(async () => {
    house = await startStations(database, new TestClock());
    [ledger, uow] = [house.get(BatchLedger), house.get(UnitOfWork)];
    city = await signedIn(house, [{ role: 'city-staff', nodeId: (await house.get(OrgTree).city()).id }]);
    database.atEnd(house.close);
  });

  it('is taken in by the city, with people of its own who offer batches', async () => {
    const made = await city.post<Row>('/api/suppliers', station);
    expect(made).toMatchObject({ status: 201, body: { name: station.name, lng: 126.6, active: true } });
    const [email, password] = [`liu${database.kind}@example.com`, 'Forty looms and 2 kilns'];
    const account = await city.post<{ link: string }>(`/api/suppliers/${made.body.id}/accounts`, { name: '刘站长', email });
    expect(account.status).toBe(201);
    // The station's own people choose their password: nobody at the bureau knows it.
    const token = account.body.link.split('#')[1];
    expect((await new Client(house.url).post('/api/password-links/redeem', { token, password })).status).toBe(204);
    await new Client(house.url).signIn(email, password);
    const own = await signedIn(house, [{ role: 'supplier', supplierId: made.body.id }]);
    const batch = await own.post<Row>('/api/batches', offer);
    expect(batch).toMatchObject({ status: 201, body: { free: 30, wageYuan: 6000, occupationName: '焊工', supplierName: station.name } });
    expect((await own.get<{ items: Row[] }>('/api/suppliers')).body.items.map((one) => one.id)).toEqual([made.body.id]);
    expect((await own.post('/api/suppliers', station)).status).toBe(403);
  });

  it('says what an agency or a station lacks, and which occupation is none', async () => {
    expect(await city.post('/api/suppliers', { ...station, kind: 'agency' })).toMatchObject({
      status: 422,
      body: { code: 'supplier.invalid', errors: [{ path: 'level' }, { path: 'licenceNo' }] },
    });
    const supplierId = await house.supplier();
    expect(await city.post('/api/batches', { ...offer, supplierId, occupationCode: '6-18' })).toMatchObject({
      status: 422,
      body: { code: 'batch.occupation' },
    });
  });

  it('changes a batch only from the version one has seen, and never below the people it gave away', async () => {
    const id = await house.batch(await house.supplier(), 30);
    const patch = (version: number, body: object) =>
      city.patch<Row>(`/api/batches/${id}`, body, { headers: { 'if-match': `"${version}"` } });
    await uow.run(() => ledger.promise(id, 20));
    expect(await patch(1, { people: 19 })).toMatchObject({ status: 409, body: { code: 'batch.below_taken' } });
    expect(await patch(1, { people: 25, wageYuan: 6500 })).toMatchObject({
      status: 200,
      body: { people: 25, free: 5, wageYuan: 6500, version: 2 },
    });
    expect(await patch(1, { people: 26 })).toMatchObject({ status: 409, body: { code: 'batch.version_stale' } });
    expect((await city.patch(`/api/batches/${id}`, { people: 26 })).status).toBe(428);
    expect(await city.post(`/api/batches/${id}/close`)).toMatchObject({ status: 200, body: { state: 'closed', promised: 20 } });
    await expect(uow.run(() => ledger.promise(id, 1))).rejects.toMatchObject({ code: 'batch.closed' });
    await uow.run(() => ledger.commit(id, 20));
    expect(await house.people(id)).toMatchObject({ committed: 20 });
  });

  it('switched off it promises, offers, reads and gets nothing, and all comes back when it is switched on', async () => {
    const supplierId = await house.supplier();
    const batchId = await house.batch(supplierId, 30);
    const own = await signedIn(house, [{ role: 'supplier', supplierId }]);
    const needId = await house.need(await house.enterprise(), 10);
    const promise = (by: Client) => by.post<Row>('/api/promises', { needId, batchId, people: 5 });
    const turn = async (active: boolean) => {
      const { version } = (await city.get<{ version: number }>(`/api/suppliers/${supplierId}`)).body;
      return city.patch(`/api/suppliers/${supplierId}`, { active }, { headers: { 'if-match': `"${version}"` } });
    };
    expect((await turn(false)).status).toBe(200);
    for (const path of [
      '/api/batches',
      `/api/batches/${batchId}`,
      '/api/promises',
      '/api/trips',
      '/api/proposals',
      `/api/suppliers/${supplierId}`,
    ])
      expect([path, (await own.get(path)).status]).toEqual([path, 403]);
    expect((await own.post('/api/batches', offer)).status).toBe(403);
    expect((await promise(own)).status).toBe(403);
    expect(await promise(city)).toMatchObject({ status: 409, body: { code: 'supplier.closed' } });
    expect(await city.patch(`/api/batches/${batchId}`, { people: 31 }, { headers: { 'if-match': '"1"' } })).toMatchObject({
      body: { code: 'supplier.closed' },
    });
    const person = { name: '刘站长', email: `off${database.kind}@example.com` };
    expect(await city.post(`/api/suppliers/${supplierId}/accounts`, person)).toMatchObject({ body: { code: 'supplier.closed' } });
    // A role given by an administrator meanwhile waits as well.
    const late = await signedIn(house, [{ role: 'supplier', supplierId }]);
    expect((await late.get('/api/batches')).status).toBe(403);
    expect((await turn(true)).status).toBe(200);
    for (const one of [own, late]) expect((await one.get('/api/batches')).status).toBe(200);
    expect((await promise(own)).status).toBe(201);
  });

  it('keeps a supplier’s batches from other suppliers, and shows all of them to a county', async () => {
    const [mine, theirs] = [await house.supplier(), await house.supplier()];
    const batch = await house.batch(theirs, 5);
    const own = await signedIn(house, [{ role: 'supplier', supplierId: mine }]);
    expect((await own.get(`/api/batches/${batch}`)).status).toBe(404);
    expect((await own.post('/api/batches', { ...offer, supplierId: theirs })).status).toBe(404);
    const county = await signedIn(house, [{ role: 'county-staff', nodeId: '370702' }]);
    expect((await county.get(`/api/batches/${batch}`)).status).toBe(200);
    expect((await county.post(`/api/batches/${batch}/close`)).status).toBe(403);
  });

  it('hands free batches out in order of id, page by page, without closed suppliers', async () => {
    const [open, closed] = [await house.supplier(), await house.supplier('停用', { active: false })];
    const wanted = [await house.batch(open, 3), await house.batch(open, 3)];
    await house.batch(closed, 3);
    await house.batch(open, 3, { promised: 3 });
    const found: string[] = [];
    for (let after = ''; ;) {
      const page = await house.get(SupplyReads).freeBatches(after, 2);
      found.push(...page.filter((one) => [open, closed].includes(one.supplierId)).map((one) => one.id));
      if (page.length < 2) break;
      after = page.at(-1)?.id ?? '';
    }
    expect(found).toEqual([...wanted].sort());
  });

  it('gives 30 people to exactly 30 of 45 who ask at once', async () => {
    const id = await house.batch(await house.supplier(), 30);
    const asked = await Promise.allSettled(Array.from({ length: 45 }, () => uow.run(() => ledger.promise(id, 1))));
    expect(asked.filter((one) => one.status === 'fulfilled').length).toBe(30);
    expect(await house.people(id)).toMatchObject({ promised: 30 });
  });

  it('never holds more than it has, in any interleaving of moves', async () => {
    const move = fc.record({
      what: fc.constantFrom('promise' as const, 'commit' as const, 'use' as const, 'reuse' as const, 'free' as const, 'drop' as const),
      n: fc.integer({ min: 1, max: 6 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(move, { minLength: 5, maxLength: 25 }), async (moves) => {
        const id = await house.batch(await house.supplier(), 12);
        const sum = { promised: 0, committed: 0, used: 0 };
        const done = await Promise.allSettled(
          moves.map(({ what, n }) =>
            uow.run(() =>
              what === 'free'
                ? ledger.release(id, n, 'promised')
                : what === 'drop'
                  ? ledger.release(id, n, 'committed')
                  : ledger[what](id, n),
            ),
          ),
        );
        done.forEach((one, i) => {
          const { what, n } = moves[i] ?? { what: 'promise', n: 0 };
          if (one.status === 'rejected') return;
          if (what === 'promise') sum.promised += n;
          if (what === 'free') sum.promised -= n;
          if (what === 'commit') [sum.promised, sum.committed] = [sum.promised - n, sum.committed + n];
          if (what === 'drop') sum.committed -= n;
          if (what === 'use') [sum.committed, sum.used] = [sum.committed - n, sum.used + n];
          if (what === 'reuse') [sum.committed, sum.used] = [sum.committed + n, sum.used - n];
        });
        const people = await house.people(id);
        expect(people).toEqual({ people: 12, ...sum });
        expect(sum.promised + sum.committed + sum.used).toBeLessThanOrEqual(12);
      }),
      { numRuns: database.kind === 'embedded' ? 30 : 12 },
    );
  }, 60_000);

  it('has the database itself refuse figures that exceed its people', async () => {
    const id = await house.batch(await house.supplier(), 3);
    await expect(uow.run(() => uow.manager.update('SupplyBatch', { id }, { promised: 4 }))).rejects.toThrow(
      /CK_supply_batch_figures|constraint/i,
    );
    await expect(uow.run(() => ledger.promise(newId(), 1))).rejects.toMatchObject({ status: 404 });
  });
});
