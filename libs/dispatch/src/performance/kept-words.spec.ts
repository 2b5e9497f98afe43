import { UnitOfWork } from '#platform/db';
import { eachDatabase } from '../../../../test/support/databases.js';
import { Trips } from '../testing/trips.js';
import { KeptWords } from './kept-words.js';
import { TallyService } from './tally.service.js';

eachDatabase((database) => {
  const all = new Trips();

  beforeAll(async () => void (await all.start(database)));

  it('counts for matching who came, who was answered, signed and stayed, once a promise is ripe', async () => {
    const { house, promises, clock, tick, call, aboard } = all;
    const { station, factory, supplierId, enterpriseId, needId, batchId, tripId, lines } = await aboard(4);
    const [first = '', second = '', third = '', fourth = ''] = lines;
    await house.get(UnitOfWork).run(async () => {
      const { manager } = house.get(UnitOfWork);
      await manager.query('UPDATE need SET short = 20 WHERE id = ?', [needId]);
      await manager.query('UPDATE supply_batch SET people = 20 WHERE id = ?', [batchId]);
    });
    const unanswered = await promises.make(station, { proposalId: null, needId, batchId, people: 3, requestKey: null });
    tick();
    await call(station, tripId, 'depart', [
      ...[first, second, third].map((id): [string, 'boarded'] => [id, 'boarded']),
      [fourth, 'no_show'],
    ]);
    tick();
    await call(
      station,
      tripId,
      'arrive',
      [first, second, third].map((id) => [id, 'arrived']),
    );
    tick();
    await call(factory, tripId, 'confirm', [
      [first, 'signed'],
      [second, 'signed'],
      [third, 'refused'],
    ]);
    clock.advance({ hours: 73 });
    await promises.lapse(unanswered.id);
    const known = () => new KeptWords(house.get(UnitOfWork), house.get(KeptWords)['ports']).of([supplierId], [enterpriseId, 'somebody']);

    await house.get(TallyService).count('', 100);
    expect(await known()).toEqual({ suppliers: new Map(), enterprises: new Map() });

    clock.advance({ days: 60 });
    await house.get(TallyService).count('', 100);
    // 3 of 4 came; 1 of 2 promises was answered, 2 of 3 signed. Of somebody nothing is known: as all others are, which here is one.
    const { suppliers, enterprises } = await known();
    expect([...suppliers]).toEqual([[supplierId, 75]]);
    expect([...enterprises]).toEqual([
      [enterpriseId, 33],
      ['somebody', 33],
    ]);
  });
});
