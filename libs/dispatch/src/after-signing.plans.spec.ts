import { everything } from '#access';
import { UnitOfWork } from '#platform/db';
import { TestClock } from '../../../test/support/clock.js';
import { fillTable, nobody, numbered as id, onMariadb, rowsRead } from '../../../test/support/rows-read.js';
import { startStations, type Stations } from '../../../test/support/stations.js';
import { ChaseRepository } from './chase/chase.repository.js';
import { InsuranceRepository } from './insurance/insurance.repository.js';
import { PerformanceRepository } from './performance/performance.repository.js';
import { TallyRepository } from './performance/tally.repository.js';
import { RetentionRepository } from './retention.service.js';

const CHECKS = 12_000;
/** Checks that nobody has answered, long due. */
const LATE = 200;
const TALLIES = 4_000;
const PAGE = 50;
const ENOUGH = 6 * PAGE;

onMariadb((database) => {
  let house: Stations;
  let uow: UnitOfWork;
  const day = (n: number): string => new Date(Date.UTC(2025, 0, 1) + n * 86_400_000).toISOString().slice(0, 10);
  const factory = { ...nobody, enterpriseIds: [id('enterprise', 7)] };
  const station = { ...nobody, supplierIds: [id('supplier', 7)] };
  const sums = { order: 'promised' as const, skip: 0, limit: PAGE };

  beforeAll(async () => {
    house = await startStations(database, new TestClock());
    uow = house.get(UnitOfWork);
    await fillTable(uow, 'retention_check', CHECKS, (n) => ({
      ...{ id: id('check', n), lineId: id('line', n), enterpriseId: id('enterprise', n % 400), supplierId: id('supplier', n % 20) },
      ...{ nodePath: '/37/3707/370702/', days: 30, dueOn: day(n % 700), employerSays: n % 60 && n % 700 < 650 ? 'stayed' : null },
    }));
    await fillTable(uow, 'insurance_month', CHECKS, (n) => ({
      ...{ id: id('month', n), lineId: id('line', n % 4_000), month: `2026-${String(1 + Math.floor(n / 4_000)).padStart(2, '0')}` },
      ...{ paidBy: 'same', importId: id('import', 1) },
    }));
    const figures = Object.fromEntries(
      ['promised', 'committed', 'boarded', 'arrived', 'signed']
        .map((name) => [name, 10])
        .concat([30, 90, 180].flatMap((days) => ['due', 'stayed', 'left', 'insured', 'confirmed'].map((name) => [`${name}${days}`, 3]))),
    ) as Record<string, number>;
    await fillTable(uow, 'promise_tally', TALLIES, (n) => ({
      ...{
        id: id('promise', n),
        supplierId: id('supplier', n % 60),
        enterpriseId: id('enterprise', n % 400),
        nodePath: '/37/3707/370702/',
      },
      ...{ occupationCode: '6-18-02-04', promisedOn: day(n % 600), cohort: '2026-01', ...figures },
    }));
    await uow.manager.query('ANALYZE TABLE retention_check, insurance_month, promise_tally');
    database.atEnd(house.close);
  });

  it.each<[string, () => Promise<unknown>, number]>([
    ['all checks', () => house.get(RetentionRepository).page(everything, {}, undefined, PAGE), ENOUGH],
    ['an enterprise’s checks', () => house.get(RetentionRepository).page(factory, { open: true }, undefined, PAGE), ENOUGH],
    ['a station’s checks of 30 days', () => house.get(RetentionRepository).page(station, { days: 30 }, undefined, PAGE), ENOUGH],
    [
      'enterprises that are late, which reads what is late and no other check',
      () => house.get(ChaseRepository).late(everything, day(649), { skip: 0, limit: PAGE }),
      8 * LATE,
    ],
    ['checks of which it is told', () => house.get(ChaseRepository).untold('due', day(649), PAGE), 2 * LATE + ENOUGH],
    ['what became of an enterprise’s people', () => house.get(PerformanceRepository).sums(factory, 'supplier', {}, sums), ENOUGH],
    ['what became of a station’s people', () => house.get(PerformanceRepository).sums(station, 'enterprise', {}, sums), ENOUGH + 100],
    [
      'what became of everybody, which is counted by promise and not by person',
      () => house.get(PerformanceRepository).sums(everything, 'supplier', {}, sums),
      2 * TALLIES + ENOUGH,
    ],
    [
      'months of a page of people',
      () => house.get(InsuranceRepository).monthsOf(Array.from({ length: PAGE }, (_, n) => id('line', n))),
      ENOUGH,
    ],
    ['promises counted again', () => house.get(TallyRepository).tallies([id('promise', 1), id('promise', 2)]), ENOUGH],
  ])('a page of %s reads little more than it shows', async (_, ask, enough) => {
    expect(await rowsRead(uow, ask)).toBeLessThan(enough);
  });
});
