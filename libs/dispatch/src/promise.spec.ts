import fc from 'fast-check';
import { NeedLedger } from '#need';
import { newId, UnitOfWork } from '#platform/db';
import { TestClock } from '../../../test/support/clock.js';
import { eachDatabase } from '../../../test/support/databases.js';
import { person, startStations, type Stations } from '../../../test/support/stations.js';
import { PromiseService } from './promise.service.js';
import { WithdrawalService } from './withdrawal.service.js';

const codeOf = (error: unknown): string => (error as { code?: string }).code ?? String(error);

eachDatabase((database) => {
  let house: Stations;
  let promises: PromiseService;
  let withdrawals: WithdrawalService;
  const clock = new TestClock();

  beforeAll(async () => {
    house = await startStations(database, clock);
    promises = house.get(PromiseService);
    withdrawals = house.get(WithdrawalService);
    database.atEnd(house.close);
  });
  beforeEach(() => house.events.names());

  const scene = async (short: number, people: number) => {
    const [supplierId, enterpriseId] = [await house.supplier(), await house.enterprise()];
    const [needId, batchId] = [await house.need(enterpriseId, short), await house.batch(supplierId, people)];
    const station = person('supplier', { supplierId });
    const factory = person('enterprise', { enterpriseId });
    const make = (n: number, more: object = {}) =>
      promises.make(station, { proposalId: null, needId, batchId, people: n, requestKey: null, ...more });
    return { supplierId, enterpriseId, needId, batchId, station, factory, make };
  };

  it('holds places and people inside; accepted it lowers the board, and both sides are told', async () => {
    const { needId, batchId, factory, make, supplierId, enterpriseId } = await scene(40, 50);
    const promise = await make(40);
    expect(promise.expiresAt).toEqual(new Date(clock.now().getTime() + 72 * 3_600_000));
    expect(await house.figures(needId)).toMatchObject({ promised: 40, committed: 0, shortage: 40 });
    expect(await house.people(batchId)).toMatchObject({ promised: 40, committed: 0 });
    await promises.accept(factory, promise.id);
    expect(await house.figures(needId)).toMatchObject({ promised: 0, committed: 40, shortage: 0 });
    expect(await house.people(batchId)).toMatchObject({ promised: 0, committed: 40 });
    expect(house.events.heard).toMatchObject([
      {
        name: 'promise.made',
        data: { promiseId: promise.id, supplierId, enterpriseId, needId, people: 40, needTitle: '电焊工', supplierName: '劳务协作站' },
      },
      { name: 'promise.accepted', data: { promiseId: promise.id } },
    ]);
  });

  it('knows nothing of a need that is a draft or waits for its county, as of one that does not exist', async () => {
    const { enterpriseId, batchId, make } = await scene(10, 6);
    for (const state of ['draft', 'checking'] as const) {
      const needId = await house.need(enterpriseId, 5, { state });
      await expect(make(2, { needId })).rejects.toMatchObject({ status: 404, code: 'not_found' });
      // Not even when it was handed back between the look and the claim.
      const claim = house.get(NeedLedger).promise(needId, 2, { kind: 'test', id: needId });
      await expect(claim).rejects.toMatchObject({ status: 404, code: 'not_found' });
    }
    await expect(make(2, { needId: newId() })).rejects.toMatchObject({ status: 404, code: 'not_found' });
    expect(await house.people(batchId)).toMatchObject({ promised: 0 });
  });

  it('refuses more people than the need has places, and more than the batch has free, and leaves both as they were', async () => {
    const { needId, batchId, make } = await scene(10, 6);
    expect(await make(11).catch(codeOf)).toBe('need.no_room');
    expect(await make(7).catch(codeOf)).toBe('batch.no_people');
    expect(await house.figures(needId)).toMatchObject({ promised: 0 });
    expect(await house.people(batchId)).toMatchObject({ promised: 0 });
    expect(house.events.names()).toEqual([]);
  });

  it('gives the places of one need to two suppliers at once only as far as they go', async () => {
    const { needId, make } = await scene(40, 30);
    const other = await house.supplier('另一协作站');
    const otherBatch = await house.batch(other, 30);
    const asked = await Promise.allSettled([
      make(30),
      promises.make(person('supplier', { supplierId: other }), {
        proposalId: null,
        needId,
        batchId: otherBatch,
        people: 30,
        requestKey: null,
      }),
    ]);
    expect(asked.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await house.figures(needId)).toMatchObject({ promised: 30 });
  });

  it('lets two enterprises accept at once from one batch', async () => {
    const { batchId, station, factory, make } = await scene(20, 40);
    const otherEnterprise = await house.enterprise();
    const otherNeed = await house.need(otherEnterprise, 20);
    const [first, second] = [
      await make(20),
      await promises.make(station, { proposalId: null, needId: otherNeed, batchId, people: 20, requestKey: null }),
    ];
    await Promise.all([
      promises.accept(factory, first.id),
      promises.accept(person('enterprise', { enterpriseId: otherEnterprise }), second.id),
    ]);
    expect(await house.people(batchId)).toEqual({ people: 40, promised: 0, committed: 40, used: 0 });
  });

  it('makes one promise of a double click, and accepts once', async () => {
    const { needId, batchId, factory, make } = await scene(40, 40);
    const requestKey = newId();
    const made = await Promise.all([make(10, { requestKey }), make(10, { requestKey }), make(10, { requestKey })]);
    expect(new Set(made.map((one) => one.id)).size).toBe(1);
    expect(await house.figures(needId)).toMatchObject({ promised: 10 });
    const id = made[0].id;
    const accepted = await Promise.all([promises.accept(factory, id), promises.accept(factory, id)]);
    expect(accepted.map((one) => one.state)).toEqual(['accepted', 'accepted']);
    expect(await house.figures(needId)).toMatchObject({ promised: 0, committed: 10 });
    expect(await house.people(batchId)).toMatchObject({ promised: 0, committed: 10 });
    expect(house.events.names()).toEqual(['promise.made', 'promise.accepted']);
  });

  it('takes a part of the people with the reason: the others and their places are free at once', async () => {
    const { needId, batchId, factory, station, make } = await scene(10, 10);
    const { id } = await make(10);
    const part = { people: 7, reason: '宿舍只剩七张床' };
    expect(await promises.accept(factory, id, { people: 7, reason: null }).catch(codeOf)).toBe('promise.reason_missing');
    expect(await promises.accept(factory, id, { people: 11, reason: null }).catch(codeOf)).toBe('promise.more_than_promised');
    expect(await promises.accept(factory, id, part)).toMatchObject({ state: 'accepted', people: 7, notTaken: 3, reason: part.reason });
    expect(await house.figures(needId)).toMatchObject({ promised: 0, committed: 7, shortage: 3 });
    expect(await house.people(batchId)).toEqual({ people: 10, promised: 0, committed: 7, used: 0 });
    expect(house.events.heard.at(-1)).toMatchObject({ name: 'promise.accepted', data: { people: 7, notTaken: 3, reason: part.reason } });
    // The second click is the first; whoever wanted all of them is told what a colleague did.
    expect(await promises.accept(factory, id, part)).toMatchObject({ people: 7 });
    expect(await promises.accept(factory, id).catch(codeOf)).toBe('promise.accepted_otherwise');
    expect(await make(3)).toMatchObject({ people: 3 });
    expect(await promises.one(station, id)).toMatchObject({ people: 7 });
  });

  it('gives places and people back when the enterprise declines, once', async () => {
    const { needId, batchId, factory, make } = await scene(8, 8);
    const { id } = await make(8);
    await promises.decline(factory, id, '岗位已调整');
    await promises.decline(factory, id, '岗位已调整');
    expect(await house.figures(needId)).toMatchObject({ promised: 0, shortage: 8 });
    expect(await house.people(batchId)).toMatchObject({ promised: 0 });
    expect(await promises.accept(factory, id).catch(codeOf)).toBe('promise.state');
    expect(house.events.names()).toEqual(['promise.made', 'promise.declined']);
  });

  it('lapses after 72 hours and not before, and cannot be accepted a moment too late', async () => {
    const { needId, batchId, factory, make } = await scene(8, 8);
    const { id } = await make(8);
    const [job] = await house
      .get(UnitOfWork)
      .manager.query<object[]>("SELECT runAt FROM job WHERE name = 'dispatch.lapse_promise' ORDER BY id DESC LIMIT 1");
    expect(job).toBeDefined();
    await promises.lapse(id);
    expect(await house.figures(needId)).toMatchObject({ promised: 8 });
    clock.advance({ hours: 72 });
    expect(await promises.accept(factory, id).catch(codeOf)).toBe('promise.expired');
    await promises.lapse(id);
    await promises.lapse(id);
    expect(await house.figures(needId)).toMatchObject({ promised: 0, shortage: 8 });
    expect(await house.people(batchId)).toMatchObject({ promised: 0 });
    expect(house.events.names()).toEqual(['promise.made', 'promise.lapsed']);
  });

  it('is withdrawn by the supplier as a whole or, once accepted, in part', async () => {
    const { needId, batchId, station, factory, make } = await scene(20, 20);
    const held = await make(5);
    await withdrawals.withdraw(station, held.id, { reason: '人员有变', people: null, version: null, substituteNeedId: null });
    const accepted = await promises.accept(factory, (await make(12)).id);
    const part = { reason: '两人生病', people: 2, version: accepted.version, substituteNeedId: null };
    await withdrawals.withdraw(station, accepted.id, part);
    expect(await withdrawals.withdraw(station, accepted.id, part).catch(codeOf)).toBe('promise.version_stale');
    expect(await house.figures(needId)).toMatchObject({ promised: 0, committed: 10, shortage: 10 });
    expect(await house.people(batchId)).toMatchObject({ promised: 0, committed: 10 });
    const gone = await withdrawals.withdraw(station, accepted.id, {
      reason: '全部取消',
      people: null,
      version: null,
      substituteNeedId: null,
    });
    expect(gone).toMatchObject({ state: 'withdrawn', released: 12 });
    expect(await house.figures(needId)).toMatchObject({ committed: 0, shortage: 20 });
    expect(await house.people(batchId)).toMatchObject({ committed: 0 });
    expect(house.events.heard.at(-1)).toMatchObject({ name: 'promise.withdrawn', data: { people: 10, by: 'supplier', moved: 0 } });
  });

  it('is invisible to strangers, and decided by its enterprise only', async () => {
    const { station, factory, make } = await scene(5, 5);
    const { id } = await make(5);
    const stranger = person('enterprise', { enterpriseId: await house.enterprise() });
    expect(await promises.one(stranger, id).catch((error: { status: number }) => error.status)).toBe(404);
    expect(await promises.accept(stranger, id).catch((error: { status: number }) => error.status)).toBe(404);
    expect(await promises.accept(station, id).catch((error: { status: number }) => error.status)).toBe(403);
    expect((await promises.list(factory, {}, undefined, 10)).items.map((one) => one.id)).toEqual([id]);
    expect((await promises.list(stranger, {}, undefined, 10)).items).toEqual([]);
  });

  it('never gives out more than there is, whatever is done at once: need, batch and promises tell the same', async () => {
    const step = fc.record({
      what: fc.constantFrom('make', 'accept', 'decline', 'withdraw', 'part'),
      at: fc.nat(9),
      people: fc.integer({ min: 1, max: 9 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 6, maxLength: 24 }), async (steps) => {
        const { needId, batchId, station, factory, make } = await scene(25, 30);
        const made: string[] = [];
        const act = async ({ what, at, people }: (typeof steps)[number]): Promise<unknown> => {
          const id = made[at % Math.max(1, made.length)] ?? '';
          if (what === 'make') return made.push((await make(people)).id);
          if (what === 'accept') return promises.accept(factory, id);
          if (what === 'decline') return promises.decline(factory, id, '不需要了');
          const { version } = await promises.one(station, id);
          return withdrawals.withdraw(station, id, {
            reason: '有变化',
            people: what === 'part' ? people : null,
            version,
            substituteNeedId: null,
          });
        };
        for (let i = 0; i < steps.length; i += 4) await Promise.allSettled(steps.slice(i, i + 4).map(act));
        const all = (await promises.list(factory, { needId }, undefined, 100)).items;
        const sum = (state: string, of: (one: (typeof all)[number]) => number) =>
          all.filter((one) => one.state === state).reduce((total, one) => total + of(one), 0);
        const [held, committed] = [sum('held', (one) => one.people), sum('accepted', (one) => one.people - one.released)];
        expect(await house.figures(needId)).toMatchObject({ promised: held, committed });
        expect(await house.people(batchId)).toMatchObject({ promised: held, committed, used: 0 });
      }),
      { numRuns: database.kind === 'embedded' ? 25 : 10 },
    );
  }, 60_000);
});
