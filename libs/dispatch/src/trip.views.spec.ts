import { signedIn, type Client } from '../../../test/support/client.js';
import { TestClock } from '../../../test/support/clock.js';
import { eachDatabase } from '../../../test/support/databases.js';
import { startStations, type Stations } from '../../../test/support/stations.js';

interface TripBody {
  id: string;
  counts: Record<string, number>;
  stops: { enterpriseId: string }[];
  byEnterprise: { enterpriseId: string; enterpriseName: string; counts: Record<string, number> }[];
}

eachDatabase((database) => {
  let house: Stations;

  beforeAll(async () => {
    house = await startStations(database, new TestClock());
    database.atEnd(house.close);
  });

  const accepted = async (station: Client, batchId: string, enterpriseId: string): Promise<string> => {
    const needId = await house.need(enterpriseId, 10);
    const { id } = (await station.post<{ id: string }>('/api/promises', { needId, batchId, people: 4 })).body;
    const factory = await signedIn(house, [{ role: 'enterprise', enterpriseId }]);
    expect((await factory.post(`/api/promises/${id}/accept`)).status).toBe(200);
    return id;
  };

  it('a trip shows each enterprise and county its own people only, and all of them to who runs it', async () => {
    const supplierId = await house.supplier();
    const batchId = await house.batch(supplierId, 20);
    const station = await signedIn(house, [{ role: 'supplier', supplierId }]);
    const [one, other] = [await house.enterprise('甲厂', '370702'), await house.enterprise('乙厂', '370703')];
    const promiseIds = [await accepted(station, batchId, one), await accepted(station, batchId, other)];
    const plan = {
      mode: 'coach',
      departAt: '2026-11-26T02:00:00Z',
      arriveAt: '2026-11-27T02:00:00Z',
      fromPlace: '哈尔滨',
      toPlace: '潍坊',
      promiseIds,
    };
    const planned = await station.post<TripBody>('/api/trips', plan);
    expect(planned.status).toBe(201);
    const { id } = planned.body;
    const seenBy = async (who: Client): Promise<string[][]> => {
      const single = (await who.get<TripBody>(`/api/trips/${id}`)).body;
      const listed = (await who.get<{ items: TripBody[] }>('/api/trips')).body.items.find((trip) => trip.id === id);
      return [single, listed].map((trip) => {
        const named = [...(trip?.stops ?? []), ...(trip?.byEnterprise ?? [])].map(({ enterpriseId }) => enterpriseId);
        return [...new Set(named)].sort();
      });
    };
    const factory = await signedIn(house, [{ role: 'enterprise', enterpriseId: one }]);
    const county = await signedIn(house, [{ role: 'county-staff', nodeId: '370703' }]);
    const city = await signedIn(house, [{ role: 'city-staff', nodeId: '3707' }]);
    expect(await seenBy(factory)).toEqual([[one], [one]]);
    expect(await seenBy(county)).toEqual([[other], [other]]);
    for (const whole of [station, city]) expect(await seenBy(whole)).toEqual([[one, other].sort(), [one, other].sort()]);
    expect(JSON.stringify((await factory.get(`/api/trips/${id}`)).body)).not.toContain('乙厂');
  });

  it('a need that waits for its county answers a promise as an unknown one does', async () => {
    const supplierId = await house.supplier();
    const batchId = await house.batch(supplierId, 20);
    const station = await signedIn(house, [{ role: 'supplier', supplierId }]);
    const promise = async (needId: string) => (await station.post('/api/promises', { needId, batchId, people: 1 })).status;
    const enterpriseId = await house.enterprise();
    for (const state of ['draft', 'checking'] as const) expect(await promise(await house.need(enterpriseId, 5, { state }))).toBe(404);
    expect(await promise('0197a000-0000-7000-8000-000000000000')).toBe(404);
  });
});
