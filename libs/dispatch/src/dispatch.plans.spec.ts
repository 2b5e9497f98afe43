import { everything } from '#access';
import { UnitOfWork } from '#platform/db';
import { TestClock } from '../../../test/support/clock.js';
import { fillTable, nobody, numbered as id, onMariadb, rowsRead } from '../../../test/support/rows-read.js';
import { startStations, type Stations } from '../../../test/support/stations.js';
import { PromiseRepository } from './promise.repository.js';
import { TripRepository } from './trip.repository.js';

/** With fewer, MariaDB finds that sorting them all costs less than an index. */
const TRIPS = 8_000;
const PAGE = 50;
/** What a page may read: its rows, each once more through an index, and the sorting of them. */
const ENOUGH = 6 * PAGE;

onMariadb((database) => {
  let house: Stations;
  let uow: UnitOfWork;
  const day = (n: number): string => new Date(Date.UTC(2024, 0, 1) + n * 3_600_000).toISOString().replace('T', ' ').replace('Z', '');

  beforeAll(async () => {
    house = await startStations(database, new TestClock());
    uow = house.get(UnitOfWork);
    const whose = (n: number) => ({ supplierId: id('supplier', n % 20), nodePath: '/37/3707/' });
    const ours = (n: number) => ({ needId: id('need', n), batchId: id('batch', n), enterpriseId: id('enterprise', n % 400) });
    await fillTable(uow, 'trip', TRIPS, (n) => ({
      id: id('trip', n),
      ...whose(n),
      mode: 'bus',
      departAt: day(n),
      arriveAt: day(n + 20),
      fromPlace: '昭通',
      toPlace: '潍坊',
      state: n % 50 ? 'confirmed' : 'planned',
      createdAt: day(n),
    }));
    await fillTable(uow, 'trip_stop', 2 * TRIPS, (n) => ({
      id: id('stop', n),
      tripId: id('trip', n % TRIPS),
      promiseId: id('promise', n),
      ...ours(n),
      nodePath: '/37/3707/370702/',
    }));
    await fillTable(uow, 'promise', TRIPS, (n) => ({
      id: id('promise', n),
      ...whose(n),
      ...ours(n),
      people: 3,
      state: n % 3 ? 'accepted' : 'held',
      expiresAt: day(n),
      createdAt: day(n),
    }));
    await uow.manager.query('ANALYZE TABLE trip, trip_stop, promise');
    database.atEnd(house.close);
  });

  it.each<[string, () => Promise<unknown>]>([
    ['all trips', () => house.get(TripRepository).page({ scope: everything }, undefined, PAGE)],
    ['the city’s trips', () => house.get(TripRepository).page({ scope: { ...nobody, paths: ['/37/3707/'] } }, undefined, PAGE)],
    [
      'planned trips',
      () => house.get(TripRepository).page({ scope: { ...nobody, paths: ['/37/3707/'] }, state: 'planned' }, undefined, PAGE),
    ],
    [
      'cancelled trips, of which there are none',
      () => house.get(TripRepository).page({ scope: { ...nobody, paths: ['/37/3707/'] }, state: 'cancelled' }, undefined, PAGE),
    ],
    [
      'an enterprise’s trips',
      () => house.get(TripRepository).page({ scope: { ...nobody, enterpriseIds: [id('enterprise', 7)] } }, undefined, PAGE),
    ],
    [
      'a supplier’s trips',
      () => house.get(TripRepository).page({ scope: { ...nobody, supplierIds: [id('supplier', 7)] } }, undefined, PAGE),
    ],
    ['the city’s promises', () => house.get(PromiseRepository).page({ scope: { ...nobody, paths: ['/37/3707/'] } }, undefined, PAGE)],
    [
      'an enterprise’s promises',
      () => house.get(PromiseRepository).page({ scope: { ...nobody, enterpriseIds: [id('enterprise', 7)] } }, undefined, PAGE),
    ],
    [
      'a supplier’s held promises',
      () => house.get(PromiseRepository).page({ scope: { ...nobody, supplierIds: [id('supplier', 7)] }, state: 'held' }, undefined, PAGE),
    ],
    [
      'a supplier’s promises that run out first',
      () =>
        house
          .get(PromiseRepository)
          .page({ scope: { ...nobody, supplierIds: [id('supplier', 7)] }, state: 'held', order: 'expiry' }, undefined, PAGE),
    ],
    [
      'an enterprise’s promises that run out first',
      () =>
        house
          .get(PromiseRepository)
          .page({ scope: { ...nobody, enterpriseIds: [id('enterprise', 7)] }, state: 'held', order: 'expiry' }, undefined, PAGE),
    ],
  ])('a page of %s reads little more than the page', async (_, ask) => {
    expect(await rowsRead(uow, ask)).toBeLessThan(ENOUGH);
  });
});
