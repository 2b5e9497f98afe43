import type { Principal } from '#platform/http';
import { eachDatabase } from '../../../test/support/databases.js';
import { person, type Stations } from '../../../test/support/stations.js';
import { RetentionAnswers } from './retention-answers.service.js';
import { RetentionService, type RetentionFilter } from './retention.service.js';
import { Trips } from './testing/trips.js';

eachDatabase((database) => {
  const all = new Trips();
  const { clock, aboard, call, tick } = all;
  let house: Stations;
  let retention: RetentionService;

  /** So many people have signed at a factory of their own. */
  const signed = async (people: number) => {
    const scene = await aboard(people);
    const { station, factory, tripId, lines } = scene;
    for (const [who, kind, state] of [
      [station, 'depart', 'boarded'],
      [station, 'arrive', 'arrived'],
      [station, 'hand_over', null],
      [factory, 'confirm', 'signed'],
    ] as const) {
      tick();
      await call(who, tripId, kind, state ? lines.map((id) => [id, state]) : []);
    }
    return scene;
  };
  const listed = async (who: Principal, filter: RetentionFilter = {}) => (await retention.list(who, filter, undefined, 100)).items;

  beforeAll(async () => {
    ({ house } = await all.start(database));
    retention = house.get(RetentionService);
  });

  it('the list of checks shows those of a day, of an enterprise, and those nobody answered, each side its own', async () => {
    const [one, other] = [await signed(2), await signed(1)];
    await retention.prepare(100);
    expect((await listed(one.factory)).map(({ days }) => days)).toEqual([30, 30, 90, 90, 180, 180]);
    const city = person('city-staff', { path: '/37/3707/' });
    const everybody = await listed(city);
    expect(everybody.length).toBe(9);
    const of = async (filter: RetentionFilter, who = city): Promise<string[]> =>
      (await listed(who, filter)).map(({ enterpriseId, days }) => `${enterpriseId === one.enterpriseId ? 'one' : 'other'} ${days}`).sort();
    expect(await of({ enterpriseId: other.enterpriseId })).toEqual(['other 180', 'other 30', 'other 90']);
    expect(await of({ days: 90 })).toEqual(['one 90', 'one 90', 'other 90']);

    clock.advance({ days: 31 });
    expect(await of({ dueBy: clock.today() })).toEqual(['one 30', 'one 30', 'other 30']);
    const [first] = await listed(one.factory, { days: 30 });
    await house.get(RetentionAnswers).answer(one.factory, first?.id ?? '', { says: 'stayed', leaving: null, reason: null });
    expect(await of({ dueBy: clock.today(), open: true })).toEqual(['one 30', 'other 30']);
    expect(await of({ dueBy: clock.today(), open: true }, one.station)).toEqual(['one 30']);
    // Who asks for another's gets none of them.
    expect(await listed(one.factory, { enterpriseId: other.enterpriseId })).toEqual([]);
  });
});
