import { OrgTree } from '#access';
import { addDays } from '#platform/db';
import type { JobContext } from '#platform/jobs';
import { TestClock } from '../../../test/support/clock.js';
import { signedIn, type Client } from '../../../test/support/client.js';
import { eachDatabase } from '../../../test/support/databases.js';
import { startStations, type Stations } from '../../../test/support/stations.js';
import { SupplyHandlers } from './supply.handlers.js';
import { SupplyReads } from './supply.reads.js';

interface Row {
  id: string;
}

/** A job whose end is all that is asked of it. */
const job = { finish: (work: () => Promise<void>) => work() } as unknown as JobContext;

eachDatabase((database) => {
  let house: Stations;
  let city: Client;
  const clock = new TestClock();
  const station = { kind: 'station', level: 'branch', name: '西安人才工作站', divisionCode: '610100', lng: 108.9, lat: 34.3 };
  const offer = { occupationCode: '6-18-02-04', skillLevel: 3, people: 30, wageYuan: 6000, freeFrom: '2026-12-01', smallestGroup: 5 };

  beforeAll(async () => {
    house = await startStations(database, clock);
    city = await signedIn(house, [{ role: 'city-staff', nodeId: (await house.get(OrgTree).city()).id }]);
    database.atEnd(house.close);
  });

  it('keeps what a station agreed and looks after, and says what is wrong with it', async () => {
    const papers = {
      ...{ stationKind: 'talent', host: '西安市人才服务中心', agreementNo: '潍人社协〔2026〕7号', staffCount: 3, remindDays: 60 },
      ...{ agreementFrom: '2026-01-01', agreementUntil: '2026-12-31', covers: ['610000', '620000'] },
    };
    const made = await city.post<{ id: string }>('/api/suppliers', { ...station, ...papers, divisionCode: '610100' });
    expect(made).toMatchObject({ status: 201, body: { ...papers, region: 'north_west', licenceUntil: null } });
    const edit = (body: object, version: number) =>
      city.patch(`/api/suppliers/${made.body.id}`, body, { headers: { 'if-match': `"${version}"` } });
    expect(await edit({ agreementUntil: '2025-12-31' }, 1)).toMatchObject({ status: 422, body: { errors: [{ path: 'agreementUntil' }] } });
    expect(await edit({ covers: ['999999'] }, 1)).toMatchObject({ status: 422, body: { code: 'supplier.division' } });
    expect(await edit({ agreementUntil: '2027-12-31', host: null }, 1)).toMatchObject({ status: 200, body: { host: null, version: 2 } });
    expect(await city.post('/api/suppliers', { ...station, kind: 'school', level: null, stationKind: 'talent' })).toMatchObject({
      body: { errors: [{ path: 'stationKind' }] },
    });
  });

  it('lets an agency whose licence is over offer nobody, in no way, until the new one is entered', async () => {
    const agency = { kind: 'agency', level: null, licenceNo: '370700000001', divisionCode: '370700' };
    const supplierId = await house.supplier('诚信人力', { ...agency, licenceUntil: '2026-11-23' });
    const batchId = await house.batch(supplierId, 10);
    const over = { status: 409, body: { code: 'supplier.licence_over' } };
    expect(await city.post('/api/batches', { ...offer, supplierId })).toMatchObject(over);
    const needId = await house.need(await house.enterprise(), 10);
    const promise = () => city.post<Row>('/api/promises', { needId, batchId, people: 2 });
    expect(await promise()).toMatchObject(over);
    const offered = async () => (await house.get(SupplyReads).freeBatches('', 2_000)).filter((one) => one.supplierId === supplierId);
    expect(await offered()).toEqual([]);
    const renewed = await city.patch(`/api/suppliers/${supplierId}`, { licenceUntil: '2029-11-23' }, { headers: { 'if-match': '"1"' } });
    expect(renewed.status).toBe(200);
    expect((await promise()).status).toBe(201);
    expect(await offered()).toHaveLength(1);
  });

  it('tells of papers that end soon once, of a new end again, and of no supplier that is switched off', async () => {
    const until = addDays(clock.today(), 20);
    const supplierId = await house.supplier('兰州劳务协作站', { agreementUntil: until });
    await house.supplier('旧站', { agreementUntil: until, active: false });
    const remind = async () => {
      house.events.names();
      await Promise.all([house.get(SupplyHandlers).remind({}, job), house.get(SupplyHandlers).remind({}, job)]);
      return house.events.heard.filter(({ name, data }) => name === 'supply.paper_ends' && JSON.stringify(data).includes(supplierId));
    };
    expect(await remind()).toMatchObject([{ data: { paper: 'agreement', until, supplierName: '兰州劳务协作站' } }]);
    house.events.names();
    await remind();
    const next = addDays(until, 3);
    await city.patch(`/api/suppliers/${supplierId}`, { agreementUntil: next }, { headers: { 'if-match': '"1"' } });
    expect((await remind()).at(-1)).toMatchObject({ data: { until: next } });
  });

  it('says who sends from where, by province, and to a supplier only its own', async () => {
    const supplierId = await house.supplier('拉萨劳务协作站', { divisionCode: '540100' });
    await house.batch(supplierId, 12, { promised: 2, committed: 3, used: 1 });
    await house.batch(supplierId, 9, { state: 'closed', used: 4 });
    const own = await signedIn(house, [{ role: 'supplier', supplierId }]);
    const tibet = { province: '54', suppliers: 1, free: 6, promised: 2, committed: 3, used: 5 };
    expect((await own.get('/api/suppliers/by-province')).body).toEqual([tibet]);
    expect((await city.get<object[]>('/api/suppliers/by-province')).body).toContainEqual(tibet);
  });

  it('offers graduates with what they studied', async () => {
    const supplierId = await house.supplier();
    const graduates = { degree: 'associate', major: '数控技术', graduatesOn: '2027-06-30' };
    const made = await city.post<{ id: string }>('/api/batches', { ...offer, supplierId, ...graduates });
    expect(made).toMatchObject({ status: 201, body: graduates });
    const emptied = await city.patch(`/api/batches/${made.body.id}`, { major: null }, { headers: { 'if-match': '"1"' } });
    expect(emptied).toMatchObject({ status: 200, body: { ...graduates, major: null } });
  });
});
