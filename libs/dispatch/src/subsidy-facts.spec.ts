import { addDays, dayOf, newId, startOfDay, UnitOfWork } from '#platform/db';
import { eachDatabase } from '../../../test/support/databases.js';
import { InsuranceMonth } from './insurance/insurance.entity.js';
import { RetentionService } from './retention.service.js';
import { SubsidyFacts } from './subsidy-facts.js';
import { idNumber, worker } from './testing/people.js';
import { Trips } from './testing/trips.js';
import { TravelService } from './trip/travel.service.js';

eachDatabase((database) => {
  const all = new Trips();

  beforeAll(async () => void (await all.start(database)));

  it('are read of everybody who was brought and signed, with what the trip cost and who paid, and name nobody', async () => {
    const { house, clock, tick, call, manifest } = all;
    const { station, factory, plan, supplierId, enterpriseId } = await all.scene(3);
    const { trip } = await plan();
    const cost = { kind: 'fare' as const, payer: 'station' as const, amountFen: 90_000, note: null };
    const set = { legs: [], pickups: [], coaches: [], costs: [cost] };
    await house.get(TravelService).set(station, trip.id, (await house.get(TravelService).one(station, trip.id)).trip.version, set);
    const people = [
      worker({ idNumber: idNumber('19850101'), kind: 'rural', relief: 'monitored', selfArranged: true, fareFen: 23_650 }),
      worker({ idNumber: idNumber('19860202') }),
      worker({ idNumber: idNumber('19870303') }),
    ];
    const lines = (await manifest.add(station, trip.id, people)).map(({ line }) => line.id);
    const [first = '', second = '', third = ''] = lines;
    tick();
    await call(station, trip.id, 'depart', [
      [first, 'boarded'],
      [second, 'boarded'],
      [third, 'no_show'],
    ]);
    tick();
    await call(station, trip.id, 'arrive', [
      [first, 'arrived'],
      [second, 'arrived'],
    ]);
    tick();
    await call(factory, trip.id, 'confirm', [
      [first, 'signed'],
      [second, 'refused'],
    ]);
    while ((await house.get(RetentionService).prepare(100)) > 0);
    const uow = house.get(UnitOfWork);
    const today = dayOf(clock.now());
    const month = { id: newId(), lineId: first, month: today.slice(0, 7), paidBy: 'same' as const, importId: newId() };
    await uow.run(() => uow.manager.insert(InsuranceMonth, month));

    const facts = house.get(SubsidyFacts);
    const span = { nodePath: '/', from: startOfDay(today), to: startOfDay(addDays(today, 1)) };
    const { items, next } = await facts.signed(span);
    expect(next).toBeNull();
    expect(items).toMatchObject([
      {
        ...{ lineId: first, tripId: trip.id, supplierId, enterpriseId, occupationCode: '6-18-02-04' },
        ...{ returning: false, selfArranged: true, kind: 'rural', relief: 'monitored', fareFen: 23_650, leftAt: null },
        checks: [30, 90, 180].map((days) => ({ days, dueOn: addDays(today, days), employer: null, worker: null, insurance: null })),
        insuredMonths: [{ month: today.slice(0, 7), paidBy: 'same' }],
      },
    ]);
    expect(JSON.stringify(items)).not.toMatch(/张三丰|138\d{8}|2301\d{14}/);
    expect(await facts.costs([trip.id])).toEqual([{ tripId: trip.id, kind: 'fare', payer: 'station', amountFen: 90_000 }]);
    expect((await facts.signed({ ...span, from: span.to, to: startOfDay(addDays(today, 9)) })).items).toEqual([]);
  });
});
