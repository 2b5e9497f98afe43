import { addDays, dayOf } from '#platform/db';
import { eachDatabase } from '../../../test/support/databases.js';
import { person } from '../../../test/support/stations.js';
import { DispatchRules } from './dispatch-rules.js';
import { PromiseWatch } from './promise-watch.service.js';
import { codeOf, Trips } from './testing/trips.js';

eachDatabase((database) => {
  const trips = new Trips();
  let watch: PromiseWatch;
  let rules: DispatchRules;
  const { clock } = trips;
  const office = person('city-admin', { path: '/37/3707/' });

  beforeAll(async () => {
    await trips.start(database);
    watch = trips.house.get(PromiseWatch);
    rules = trips.house.get(DispatchRules);
  });
  beforeEach(() => trips.house.events.names());

  const heard = () => trips.house.events.heard.filter(({ name }) => /lapsing|without_trip/.test(name));
  const missing = async (): Promise<void> => {
    for (let after: string | null = ''; after !== null;) after = await watch.warnOfMissingTrips(after, 2);
  };

  /** A promise of so many people for a need that has to be begun by a day. */
  const held = async (people: number, startBy: string | null = null) => {
    const { house, promises } = trips;
    const [supplierId, enterpriseId] = [await house.supplier(), await house.enterprise()];
    const [needId, batchId] = [await house.need(enterpriseId, people, { startBy }), await house.batch(supplierId, people)];
    const [station, factory] = [person('supplier', { supplierId }), person('enterprise', { enterpriseId })];
    const promise = await promises.make(station, { proposalId: null, needId, batchId, people, requestKey: null });
    return { promise, station, factory, needId, batchId };
  };

  it('warns of a promise a day before it lapses, once, and not of one that was answered', async () => {
    const [waiting, answered] = [await held(4), await held(3)];
    await trips.promises.accept(answered.factory, answered.promise.id);
    await watch.warnOfLapsing(10);
    expect(heard()).toEqual([]);
    clock.advance({ hours: 48 });
    await Promise.all([watch.warnOfLapsing(10), watch.warnOfLapsing(10)]);
    await watch.warnOfLapsing(10);
    expect(heard()).toMatchObject([{ name: 'promise.lapsing', data: { promiseId: waiting.promise.id, people: 4, needTitle: '电焊工' } }]);
    // A warning changes nothing that somebody has seen of it: what they do next is not refused as stale.
    expect(await trips.promises.one(waiting.station, waiting.promise.id)).toMatchObject({ version: 1 });
  });

  it('warns of accepted people without a trip a week before they start, and again when their trip is called off', async () => {
    const startBy = addDays(dayOf(clock.now()), 9);
    const { promise, station, factory } = await held(5, startBy);
    await trips.promises.accept(factory, promise.id);
    const [without] = [await held(2)];
    await trips.promises.accept(without.factory, without.promise.id);
    await missing();
    expect(heard()).toEqual([]);
    clock.advance({ hours: 48 });
    await missing();
    await missing();
    expect(heard()).toMatchObject([{ name: 'promise.without_trip', data: { promiseId: promise.id, people: 5, startBy } }]);
    expect((await trips.promises.list(station, { warned: true }, undefined, 10)).items).toMatchObject([{ id: promise.id }]);
    const { trip } = await trips.trips.plan(station, { ...JOURNEY, promiseIds: [promise.id] });
    expect((await trips.promises.list(station, { warned: true }, undefined, 10)).items).toEqual([]);
    await trips.trips.cancel(station, trip.id, '车次取消');
    trips.house.events.names();
    await missing();
    expect(heard()).toMatchObject([{ name: 'promise.without_trip', data: { promiseId: promise.id } }]);
  });

  it('holds a promise for as long as the rule of its day says; one made before keeps its time', async () => {
    const before = await held(1);
    const rule = { validFrom: dayOf(clock.now()), holdHours: 48, warnHours: 12, tripDays: 5, answerDays: 7, source: '2026年输转工作通知' };
    await rules.set(office, rule);
    const after = await held(1);
    expect(after.promise.expiresAt.getTime() - clock.now().getTime()).toBe(48 * 3_600_000);
    expect((await trips.promises.one(before.station, before.promise.id)).expiresAt).toEqual(before.promise.expiresAt);
    expect(await rules.set(office, { ...rule, validFrom: addDays(rule.validFrom, -1) }).catch(codeOf)).toBe('dispatch.rule_past');
    expect(await rules.set(office, { ...rule, warnHours: 48 }).catch(codeOf)).toBe('dispatch.rule_order');
    const county = person('county-staff', { path: '/37/3707/370702/' });
    expect(await rules.set(county, rule).catch((error: { status: number }) => error.status)).toBe(403);
  });
});

const JOURNEY = {
  requestKey: null,
  mode: 'train' as const,
  vehicle: 'K1234',
  departAt: new Date('2026-12-20T02:00:00Z'),
  arriveAt: new Date('2026-12-21T02:00:00Z'),
  fromPlace: '哈尔滨',
  toPlace: '潍坊',
  note: null,
};
