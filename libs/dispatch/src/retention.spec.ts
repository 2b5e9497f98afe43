import { addDays, dayOf, UnitOfWork } from '#platform/db';
import { eachDatabase } from '../../../test/support/databases.js';
import { person } from '../../../test/support/stations.js';
import { RetentionAnswers } from './retention-answers.service.js';
import { RetentionService } from './retention.service.js';
import { codeOf, Trips } from './testing/trips.js';

const LEFT = { says: 'left' as const, leaving: 'returned' as const, reason: '家中老人生病' };
const STAYED = { says: 'stayed' as const, leaving: null, reason: null };

eachDatabase((database) => {
  const trips = new Trips();
  const { call, tick, clock } = trips;
  let answers: RetentionAnswers;
  let retention: RetentionService;

  beforeAll(async () => {
    await trips.start(database);
    answers = trips.house.get(RetentionAnswers);
    retention = trips.house.get(RetentionService);
  });

  /** People who signed, with their checks in order of days, person by person. */
  const signed = async (people: number) => {
    const scene = await trips.aboard(people);
    const { station, factory, tripId, lines } = scene;
    tick();
    for (const [who, step, state] of [
      [station, 'depart', 'boarded'],
      [station, 'arrive', 'arrived'],
      [factory, 'confirm', 'signed'],
    ] as const)
      await call(
        who,
        tripId,
        step,
        lines.map((line) => [line, state]),
      );
    while ((await retention.prepare(1000)) > 0);
    const { items } = await retention.list(factory, {}, undefined, 100);
    const of = (line: string, days: number): string => items.find((one) => one.lineId === line && one.days === days)?.id ?? '';
    const says = async () => (await retention.list(factory, {}, undefined, 100)).items.map((one) => [one.days, one.employerSays]);
    return { ...scene, of, says, checks: items };
  };

  it('opens the need again for who leaves, once, with later checks answered and the station told', async () => {
    const { factory, station, needId, lines, of, says, supplierId } = await signed(1);
    const [only = ''] = lines;
    expect(await trips.house.figures(needId)).toMatchObject({ filled: 1, shortage: 0 });
    expect(await answers.answer(station, of(only, 30), LEFT).catch(codeOf)).toBe('access.denied');
    expect(await answers.answer(factory, of(only, 30), STAYED).catch(codeOf)).toBe('retention.early');
    trips.house.events.names();
    const answered = await answers.answer(factory, of(only, 30), LEFT);
    expect(answered).toMatchObject({ employerSays: 'left', leaving: 'returned', reason: LEFT.reason, insuranceSays: null });
    await Promise.all([answers.answer(factory, of(only, 30), LEFT), answers.answer(factory, of(only, 90), LEFT)]);
    expect(await says()).toEqual([30, 90, 180].map((days) => [days, 'left']));
    expect(await trips.house.figures(needId)).toMatchObject({ filled: 0, shortage: 1 });
    const told = trips.house.events.heard.filter(({ name }) => name === 'worker.left');
    expect(told).toMatchObject([{ data: { supplierId, needId, leaving: 'returned', reopened: true } }]);
    // A roll call puts nothing right of somebody who signed and left.
    const { verdicts } = await call(factory, (await trips.trips.list(factory, {}, undefined, 1)).items[0]?.trip.id ?? '', 'confirm', [
      [only, 'refused'],
    ]);
    expect(verdicts).toMatchObject([{ verdict: 'refused' }]);
  });

  it('gives the place back to who is there after all, unless somebody else was given it', async () => {
    const { factory, needId, lines, of, says } = await signed(1);
    const [only = ''] = lines;
    clock.advance({ hours: 31 * 24 });
    await answers.answer(factory, of(only, 30), LEFT);
    await answers.answer(factory, of(only, 30), STAYED);
    expect(await says()).toEqual([
      [30, 'stayed'],
      [90, null],
      [180, null],
    ]);
    expect(await trips.house.figures(needId)).toMatchObject({ filled: 1, shortage: 0 });
    await answers.answer(factory, of(only, 30), LEFT);
    const other = await trips.house.supplier();
    const batchId = await trips.house.batch(other, 1);
    const clerk = person('supplier', { supplierId: other });
    await trips.promises.make(clerk, { proposalId: null, needId, batchId, people: 1, requestKey: null });
    expect(await answers.answer(factory, of(only, 30), STAYED).catch(codeOf)).toBe('need.no_room');
    expect((await says())[0]).toEqual([30, 'left']);
  });

  it('opens nothing again that the enterprise has stated anew since: that number has the place in it', async () => {
    const { factory, needId, lines, of } = await signed(1);
    const uow = trips.house.get(UnitOfWork);
    const later = addDays(dayOf(clock.now()), 3);
    await uow.run(() => uow.manager.update('Need', { id: needId }, { asOf: later, short: 2, filled: 1, state: 'published' }));
    await answers.answer(factory, of(lines[0] ?? '', 30), LEFT);
    expect(await trips.house.figures(needId)).toMatchObject({ short: 2, filled: 1, shortage: 1 });
  });

  it('takes a whole group’s staying in one go, all or none, and never over somebody who was said to have left', async () => {
    const { factory, lines, of, says } = await signed(3);
    const ids = lines.map((line) => of(line, 30));
    expect(await answers.confirm(factory, ids).catch(codeOf)).toBe('retention.early');
    clock.advance({ hours: 31 * 24 });
    await answers.answer(factory, ids[1] ?? '', LEFT);
    expect(await answers.confirm(factory, ids).catch(codeOf)).toBe('retention.named_left');
    expect((await says()).filter(([, said]) => said === 'stayed')).toEqual([]);
    const there = ids.filter((_, i) => i !== 1);
    expect(await answers.confirm(factory, there)).toBe(2);
    expect(await answers.confirm(factory, there)).toBe(0);
    expect((await says()).filter(([days, said]) => days === 30 && said === 'stayed')).toHaveLength(2);
    const stranger = person('enterprise', { enterpriseId: await trips.house.enterprise() });
    expect(await answers.confirm(stranger, there).catch((error: { status: number }) => error.status)).toBe(404);
  });

  it('believes a later answer: who was there after 90 days had not left after 30', async () => {
    const { factory, lines, of, says } = await signed(1);
    const [only = ''] = lines;
    clock.advance({ hours: 91 * 24 });
    await answers.answer(factory, of(only, 90), STAYED);
    expect(await answers.answer(factory, of(only, 30), LEFT).catch(codeOf)).toBe('retention.contradicts');
    await answers.answer(factory, of(only, 180), LEFT);
    expect(await says()).toEqual([
      [30, null],
      [90, 'stayed'],
      [180, 'left'],
    ]);
  });
});
