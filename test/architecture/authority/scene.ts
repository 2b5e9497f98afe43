import { OrgTree, type NewGrant } from '#access';
import { madeUpCreditCodes } from '#enterprise';
import { newId, UnitOfWork } from '#platform/db';
import { TestClock } from '../../support/clock.js';
import { signedIn, type Client } from '../../support/client.js';
import type { TestDatabase } from '../../support/databases.js';
import { startStations, type Stations } from '../../support/stations.js';

type Person = Client & { userId: string };

/** Two counties with an enterprise and a station each, and what they have to do with one another. */
export interface Scene {
  house: Stations;
  county: Person;
  otherCounty: Person;
  city: Person;
  admin: Person;
  auditor: Person;
  firm: Person;
  otherFirm: Person;
  station: Person;
  otherStation: Person;
  /** 370702 and 370703. */
  home: string;
  away: string;
  firmId: string;
  otherFirmId: string;
  firmCode: string;
  supplierId: string;
  otherSupplierId: string;
  batchId: string;
  otherBatchId: string;
  needId: string;
  otherNeedId: string;
  /** Of the other county's enterprise, with its workplace at home. */
  guestNeedId: string;
  promiseId: string;
  otherPromiseId: string;
  /** One to the firm and one to the other firm, each with one person. */
  tripId: string;
  lineId: string;
  otherTripId: string;
  otherLineId: string;
  /** Accepted for the firm, with somebody on the way. */
  travellingPromiseId: string;
  travellingTripId: string;
  travellingLineId: string;
  runId: string;
  otherProposalId: string;
  roundId: string;
  answerId: string;
}

const ID_NUMBERS = ['230101199001010010', '230101199001010029', '230101199001010037', '230101199001010045'];
const SIGNS = '10X98765432';
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const idNumbers = ID_NUMBERS.map((text) => {
  const body = text.slice(0, 17);
  return body + SIGNS[WEIGHTS.reduce((sum, weight, i) => sum + weight * Number(body[i]), 0) % 11];
});

const ok = <T>(answer: { status: number; body: T }): T => {
  if (answer.status >= 300) throw new Error(`${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body;
};

export const authorityScene = async (database: TestDatabase): Promise<Scene> => {
  const clock = new TestClock();
  const house = await startStations(database, clock);
  database.atEnd(house.close);
  const uow = house.get(UnitOfWork);
  const [home, away] = ['370702', '370703'];
  const city = await house.get(OrgTree).city();
  const somebody = (grant: NewGrant) => signedIn(house, [grant]);
  const insert = async (entity: string, row: Record<string, unknown> & { id: string }): Promise<string> => {
    await uow.run(() => uow.manager.insert(entity, row));
    return row.id;
  };
  const codes = madeUpCreditCodes(90);
  const firmOf = async (name: string, nodeId: string, creditCode: string): Promise<string> => {
    const id = await house.enterprise(name, nodeId);
    await uow.run(() => uow.manager.update('Enterprise', { id }, { state: 'active', creditCode }));
    return id;
  };
  const firmCode = codes.next().value;
  const [firmId, otherFirmId] = [await firmOf('本企业', home, firmCode), await firmOf('外企业', away, codes.next().value)];
  const [supplierId, otherSupplierId] = [await house.supplier('本站'), await house.supplier('外站')];
  const people = {
    county: await somebody({ role: 'county-staff', nodeId: home }),
    otherCounty: await somebody({ role: 'county-staff', nodeId: away }),
    city: await somebody({ role: 'city-staff', nodeId: city.id }),
    admin: await somebody({ role: 'city-admin', nodeId: city.id }),
    auditor: await somebody({ role: 'auditor', nodeId: home }),
    firm: await somebody({ role: 'enterprise', enterpriseId: firmId }),
    otherFirm: await somebody({ role: 'enterprise', enterpriseId: otherFirmId }),
    station: await somebody({ role: 'supplier', supplierId }),
    otherStation: await somebody({ role: 'supplier', supplierId: otherSupplierId }),
  };
  const [batchId, otherBatchId] = [await house.batch(supplierId, 30), await house.batch(otherSupplierId, 30)];
  const [needId, otherNeedId] = [await house.need(firmId, 30), await house.need(otherFirmId, 30)];
  const guestNeedId = await house.need(otherFirmId, 30, { nodeId: home, nodePath: `${city.path}${home}/` });

  const promised = async (by: Person, to: Person, need: string, batch: string): Promise<string> => {
    const { id } = ok(await by.post<{ id: string }>('/api/promises', { needId: need, batchId: batch, people: 2 }));
    ok(await to.post(`/api/promises/${id}/accept`));
    return id;
  };
  const travelling = async (by: Person, promiseId: string, idNumber = ''): Promise<{ tripId: string; lineId: string }> => {
    const plan = {
      mode: 'train',
      departAt: '2026-11-25T02:00:00Z',
      arriveAt: '2026-11-26T02:00:00Z',
      fromPlace: '哈尔滨',
      toPlace: '潍坊',
    };
    const { id } = ok(await by.post<{ id: string }>('/api/trips', { ...plan, promiseIds: [promiseId] }));
    const line = { promiseId, name: '张三', idNumber };
    ok(await by.post(`/api/trips/${id}/manifest`, { lines: [line] }));
    const [{ id: lineId }] = ok(await by.get<[{ id: string }]>(`/api/trips/${id}/manifest`));
    return { tripId: id, lineId };
  };
  const promiseId = await promised(people.station, people.firm, needId, batchId);
  const otherPromiseId = await promised(people.otherStation, people.otherFirm, otherNeedId, otherBatchId);
  const trip = await travelling(people.station, promiseId, idNumbers[0]);
  const otherTrip = await travelling(people.otherStation, otherPromiseId, idNumbers[1]);
  const travellingPromiseId = await promised(people.station, people.firm, needId, batchId);
  const third = await travelling(people.station, travellingPromiseId, idNumbers[2]);
  const boarded = { lines: [{ lineId: third.lineId, state: 'boarded', at: clock.now().toISOString() }], done: true };
  ok(await people.station.post(`/api/trips/${third.tripId}/depart`, boarded));

  const at = clock.now();
  const runOf = (): Promise<string> =>
    insert('MatchingRun', {
      id: newId(),
      nodeId: city.id,
      nodePath: city.path,
      state: 'done',
      activeKey: null,
      weights: {},
      digest: null,
      figures: null,
      certificate: null,
      summary: null,
      prices: null,
      startedById: newId(),
      jobId: null,
      failure: null,
      createdAt: at,
      finishedAt: at,
    });
  const [runId, otherRunId] = [await runOf(), await runOf()];
  const otherProposalId = await insert('Proposal', {
    id: newId(),
    runId: otherRunId,
    needId: otherNeedId,
    batchId: otherBatchId,
    enterpriseId: otherFirmId,
    nodePath: `${city.path}${away}/`,
    supplierId: otherSupplierId,
    people: 3,
    reasons: [],
    needVersion: 1,
    state: 'proposed',
    welcomedAt: null,
    declinedBy: null,
    reason: null,
    createdAt: at,
  });
  const roundId = await insert('SurveyRound', {
    id: newId(),
    quarter: '2026Q3',
    form: 'short',
    opensOn: '2026-11-01',
    closesOn: '2026-12-10',
    seed: 1,
    sharePercent: 20,
    stratumMinimum: 2,
    reminders: { before: [], on: false, after: [] },
    state: 'open',
    ranges: {},
    usualPairs: [],
    previousId: null,
    latest: 0,
    publishedVersion: 0,
    moves: 0,
    createdById: null,
    createdAt: at,
    openedAt: at,
    closedAt: null,
    publishedAt: null,
    version: 1,
  });
  const answerId = await insert('SurveyMember', {
    id: newId(),
    roundId,
    enterpriseId: firmId,
    enterpriseName: '本企业',
    creditCode: null,
    nodeId: home,
    nodePath: `${city.path}${home}/`,
    countyId: home,
    industryCode: null,
    sizeClass: null,
    stratum: `${home}|-|-|all`,
    certain: true,
    stratumSize: 1,
    stratumDrawn: 1,
    state: 'invited',
    submittedAt: null,
    answeredForById: null,
    askedBack: null,
    version: 1,
  });
  return {
    house,
    ...people,
    home,
    away,
    firmId,
    otherFirmId,
    firmCode,
    supplierId,
    otherSupplierId,
    batchId,
    otherBatchId,
    needId,
    otherNeedId,
    guestNeedId,
    promiseId,
    otherPromiseId,
    ...trip,
    otherTripId: otherTrip.tripId,
    otherLineId: otherTrip.lineId,
    travellingPromiseId,
    travellingTripId: third.tripId,
    travellingLineId: third.lineId,
    runId,
    otherProposalId,
    roundId,
    answerId,
  };
};
