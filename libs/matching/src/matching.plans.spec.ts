import { everything } from '#access';
import { UnitOfWork } from '#platform/db';
import { TestClock } from '../../../test/support/clock.js';
import { fillTable, nobody, numbered as id, onMariadb, rowsRead } from '../../../test/support/rows-read.js';
import { startStations, type Stations } from '../../../test/support/stations.js';
import { MatchingReads } from './matching.reads.js';
import { MatchingRepository } from './matching.repository.js';

const NEEDS = 3_000;
const PAGE = 50;
/** What a page may read: its rows, each once more through an index, and the sorting of them. */
const ENOUGH = 6 * PAGE;
const at = '2026-11-24 02:00:00.000';

onMariadb((database) => {
  let house: Stations;
  let uow: UnitOfWork;

  beforeAll(async () => {
    house = await startStations(database, new TestClock());
    uow = house.get(UnitOfWork);
    const ours = (n: number) => ({
      needId: id('need', n % NEEDS),
      enterpriseId: id('enterprise', n % 1_500),
      nodePath: `/37/3707/${n % 2 ? '370702' : '370703'}/`,
    });
    await fillTable(uow, 'matching_run', 2, (n) => ({
      id: id('run', n),
      nodeId: '3707',
      nodePath: '/37/3707/',
      state: 'done',
      weights: '{}',
      startedById: 'u',
      createdAt: at,
    }));
    await fillTable(uow, 'proposal', 2 * NEEDS, (n) => ({
      id: id('proposal', n),
      runId: id('run', n < NEEDS ? 0 : 1),
      ...ours(n),
      batchId: id('batch', (n * 7 + (n > NEEDS && n % 2 ? 1 : 0)) % 700),
      supplierId: id('supplier', n % 20),
      occupationCode: `6-18-02-${String(n % 40).padStart(2, '0')}`,
      people: 3,
      reasons: '[]',
      needVersion: 1,
      state: n % 3 ? 'proposed' : 'sent',
      createdAt: at,
    }));
    await fillTable(uow, 'matching_unfilled', NEEDS, (n) => ({
      id: id('unfilled', n),
      runId: id('run', 0),
      ...ours(n),
      people: 2,
      reason: n % 2 ? 'wage' : 'level',
      advice: '[]',
      needVersion: 1,
      empty: n % 4 ? 0 : 1,
    }));
    await uow.manager.query('ANALYZE TABLE matching_run, proposal, matching_unfilled');
    database.atEnd(house.close);
  });

  const runs = (): MatchingRepository => house.get(MatchingRepository);
  const reads = (): MatchingReads => house.get(MatchingReads);
  const runId = id('run', 0);
  const occupationCode = '6-18-02-07';
  const enterpriseId = id('enterprise', 7);
  const station = { ...nobody, supplierIds: [id('supplier', 7)] };
  const firm = { ...nobody, enterpriseIds: [enterpriseId] };

  it.each<[string, () => Promise<unknown>]>([
    ['a run’s proposals', () => runs().proposals(everything, true, { runId }, undefined, PAGE)],
    ['those that wait', () => runs().proposals(everything, true, { runId, state: 'proposed' }, undefined, PAGE)],
    ['those of one batch', () => runs().proposals(everything, true, { runId, batchId: id('batch', 7) }, undefined, PAGE)],
    ['those of one need', () => runs().proposals(everything, true, { needId: id('need', 7) }, undefined, PAGE)],
    ['a run’s proposals of one occupation', () => runs().proposals(everything, true, { runId, occupationCode }, undefined, PAGE)],
    ['a run’s proposals of one enterprise', () => runs().proposals(everything, true, { runId, enterpriseId }, undefined, PAGE)],
    ['a station’s of one occupation', () => runs().proposals(station, false, { occupationCode, state: 'sent' }, undefined, PAGE)],
    ['a station’s of one enterprise', () => runs().proposals(station, false, { enterpriseId }, undefined, PAGE)],
    ['an enterprise’s of one occupation', () => runs().proposals(firm, false, { occupationCode }, undefined, PAGE)],
    ['all proposals', () => runs().proposals(everything, true, {}, undefined, PAGE)],
    ['what stays unfilled', () => reads().unfilled(runId, {}, undefined, PAGE)],
    ['what stays unfilled for one reason', () => reads().unfilled(runId, { reason: 'wage' }, undefined, PAGE)],
    ['what stays unfilled at one enterprise', () => reads().unfilled(runId, { enterpriseId: id('enterprise', 7) }, undefined, PAGE)],
    ['enterprises that get nobody', () => reads().empty(runId, '', PAGE)],
  ])('a page of %s reads little more than the page', async (_, ask) => {
    expect(await rowsRead(uow, ask)).toBeLessThan(ENOUGH);
  });

  it('a page of needs that two runs serve differently reads a part of both runs', async () => {
    const page = async (): Promise<void> => {
      let found = 0;
      for await (const _ of reads().changes(runId, id('run', 1), '')) if ((found += 1) === PAGE) break;
      expect(found).toBe(PAGE);
    };
    expect(await rowsRead(uow, page)).toBeLessThan(NEEDS);
  });
});
