import fc from 'fast-check';
import { newId, UnitOfWork } from '#platform/db';
import type { Principal } from '#platform/http';
import { eachDatabase } from '../../../test/support/databases.js';
import type { Stations } from '../../../test/support/stations.js';
import type { LineState } from './domain/line.js';
import type { ManifestService } from './manifest.service.js';
import type { PromiseService } from './promise.service.js';
import { RetentionService } from './retention.service.js';
import { RetentionViews } from './retention.views.js';
import type { RollCallService } from './roll-call.service.js';
import { worker } from './testing/people.js';
import { codeOf, Trips } from './testing/trips.js';
import type { TripService } from './trip.service.js';
import { WithdrawalService } from './withdrawal.service.js';

eachDatabase((database) => {
  const all = new Trips();
  const { clock, scene, aboard, call, tick } = all;
  let house: Stations;
  let promises: PromiseService;
  let trips: TripService;
  let manifest: ManifestService;
  let rollCalls: RollCallService;

  beforeAll(async () => void ({ house, promises, trips, manifest, rollCalls } = await all.start(database)));
  beforeEach(() => void house.events.heard.splice(0));

  it('tells 40 committed, 36 boarded, 35 arrived, 33 signed as 0, 4, 5 and 7 short, and the ledger explains each', async () => {
    const { needId, batchId, station, factory, tripId, lines, promise, enterpriseId } = await aboard(40);
    expect((await house.figures(needId)).shortage).toBe(0);
    tick();
    const departed = await call(
      station,
      tripId,
      'depart',
      lines.map((id, i) => [id, i < 36 ? 'boarded' : 'no_show']),
    );
    expect(departed.trip.trip.state).toBe('under_way');
    expect((await house.figures(needId)).shortage).toBe(4);
    tick();
    await call(
      station,
      tripId,
      'arrive',
      lines.slice(0, 36).map((id, i) => [id, i < 35 ? 'arrived' : 'lost']),
    );
    expect((await house.figures(needId)).shortage).toBe(5);
    await call(station, tripId, 'hand_over', []);
    tick();
    const confirmed = await call(
      factory,
      tripId,
      'confirm',
      lines.slice(0, 35).map((id, i) => [id, i < 33 ? 'signed' : 'refused']),
    );
    expect(confirmed.trip.counts).toEqual({ listed: 0, boarded: 0, no_show: 4, arrived: 0, lost: 1, signed: 33, refused: 2 });
    expect(await house.figures(needId)).toEqual({ short: 40, filled: 33, promised: 0, committed: 0, shortage: 7 });
    expect(await house.people(batchId)).toEqual({ people: 40, promised: 0, committed: 0, used: 40 });
    expect(await promises.one(factory, promise.id)).toMatchObject({ state: 'accepted', signed: 33, released: 7 });
    const entries = await house
      .get(UnitOfWork)
      .manager.query<object[]>('SELECT kind, people, shortage, reason FROM need_entry WHERE needId = ? ORDER BY seq', [needId]);
    expect(entries.map((entry) => Object.values(entry) as unknown[])).toEqual([
      ['promised', 40, 40, null],
      ['committed', 40, 0, null],
      ['released', 4, 4, 'no_show'],
      ['released', 1, 5, 'lost'],
      ['released', 2, 7, 'refused'],
      ['filled', 33, 7, null],
    ]);
    expect(house.events.heard.map((event) => event.name)).toEqual([
      'promise.made',
      'promise.accepted',
      'trip.planned',
      'trip.departed',
      'people.missing',
      'trip.arrived',
      'people.missing',
      'trip.handed_over',
      'trip.confirmed',
    ]);
    expect(house.events.heard.at(2)).toMatchObject({ data: { stops: [{ enterpriseId, people: 40 }] } });
    expect(house.events.heard.at(-1)).toMatchObject({ data: { enterpriseId, stops: [{ counts: { signed: 33, refused: 2 } }] } });
  });

  it('takes the same roll call twice for once, in parts and from two phones', async () => {
    const { needId, station, tripId, lines } = await aboard(10);
    tick();
    const answers = lines.map((id, i): [string, LineState] => [id, i < 8 ? 'boarded' : 'no_show']);
    const first = await call(station, tripId, 'depart', answers.slice(0, 5));
    expect(first.trip.trip.state).toBe('boarding');
    const at = clock.now();
    await Promise.all([call(station, tripId, 'depart', answers, at), call(station, tripId, 'depart', answers, at)]);
    const again = await call(station, tripId, 'depart', answers, at);
    expect(again.verdicts.every((one) => one.verdict === 'same')).toBe(true);
    expect(again.trip.trip.state).toBe('under_way');
    expect(await house.figures(needId)).toMatchObject({ committed: 8, shortage: 2 });
    expect(house.events.names().filter((name) => name === 'trip.departed').length).toBe(1);
  });

  it('believes what was seen last, whatever arrives last', async () => {
    const { needId, station, tripId, lines } = await aboard(2);
    const [one = '', two = ''] = lines;
    const early = clock.now();
    tick();
    await call(station, tripId, 'depart', [
      [one, 'boarded'],
      [two, 'no_show'],
    ]);
    const late = await call(
      station,
      tripId,
      'depart',
      [
        [one, 'no_show'],
        [two, 'no_show'],
        [newId(), 'boarded'],
      ],
      early,
    );
    expect(late.verdicts.map((verdict) => verdict.verdict)).toEqual(['older', 'same', 'unknown']);
    tick();
    const corrected = await call(station, tripId, 'depart', [[two, 'boarded']]);
    expect(corrected.verdicts).toEqual([{ lineId: two, verdict: 'applied', state: 'boarded' }]);
    expect(await house.figures(needId)).toMatchObject({ committed: 2, shortage: 0 });
  });

  it('does not let a late-comer board a trip while they are on another supplier’s', async () => {
    const [one, other] = [await scene(1), await scene(1)];
    const [{ trip: missed }, { trip: next }] = [await one.plan(), await other.plan()];
    const somebody = worker();
    const listed = async (who: Principal, tripId: string): Promise<string> =>
      (await manifest.add(who, tripId, [somebody]))[0]?.line.id ?? '';
    const line = await listed(one.station, missed.id);
    await call(one.station, missed.id, 'depart', [[line, 'no_show']]);
    const again = await listed(other.station, next.id);
    tick();
    const late = await call(one.station, missed.id, 'depart', [[line, 'boarded']]);
    expect(late.verdicts).toEqual([{ lineId: line, verdict: 'elsewhere', state: 'no_show' }]);
    await manifest.remove(other.station, next.id, again);
    expect((await call(one.station, missed.id, 'depart', [[line, 'boarded']])).verdicts[0]?.verdict).toBe('applied');
  });

  it('does not give a late-comer a place that somebody else was given meanwhile', async () => {
    const { needId, station, tripId, lines, supplierId } = await aboard(2);
    const [one = '', two = ''] = lines;
    tick();
    await call(station, tripId, 'depart', [
      [one, 'boarded'],
      [two, 'no_show'],
    ]);
    await promises.make(station, { proposalId: null, needId, batchId: await house.batch(supplierId, 1), people: 1, requestKey: null });
    tick();
    const late = await call(station, tripId, 'depart', [[two, 'boarded']]);
    expect(late.verdicts).toEqual([{ lineId: two, verdict: 'no_room', state: 'no_show' }]);
    expect(await house.figures(needId)).toMatchObject({ committed: 1, promised: 1 });
  });

  it('moves a signature back when it turns out wrong', async () => {
    const { needId, station, factory, tripId, lines } = await aboard(1);
    const [only = ''] = lines;
    tick();
    await call(station, tripId, 'depart', [[only, 'boarded']]);
    await call(station, tripId, 'arrive', [[only, 'arrived']]);
    await call(factory, tripId, 'confirm', [[only, 'signed']]);
    expect(await house.figures(needId)).toMatchObject({ filled: 1, shortage: 0 });
    tick();
    await call(factory, tripId, 'confirm', [[only, 'refused']]);
    expect(await house.figures(needId)).toMatchObject({ filled: 0, shortage: 1 });
    tick();
    await call(factory, tripId, 'confirm', [[only, 'signed']]);
    expect(await house.figures(needId)).toMatchObject({ filled: 1, committed: 0, shortage: 0 });
    const entries: { fields: string }[] = await house
      .get(UnitOfWork)
      .manager.query("SELECT fields FROM audit_entry WHERE action = 'trip.corrected' AND objectId = ? ORDER BY id", [tripId]);
    expect(entries.map(({ fields }) => (JSON.parse(fields) as { line: object }).line)).toEqual([
      { from: 'signed', to: 'refused' },
      { from: 'refused', to: 'signed' },
    ]);
  });

  it('keeps a roll call in its order, and says who is still missing from it', async () => {
    const { station, factory, tripId, lines } = await aboard(2);
    expect(await call(station, tripId, 'arrive', [[lines[0] ?? '', 'arrived']]).catch(codeOf)).toBe('trip.state');
    expect(await call(factory, tripId, 'depart', []).catch((error: { status: number }) => error.status)).toBe(403);
    const done = rollCalls.take(station, tripId, 'depart', { answers: [], done: true });
    expect(await done.catch(codeOf)).toBe('trip.lines_open');
    expect((await call(station, tripId, 'depart', [[lines[0] ?? '', 'signed']])).verdicts).toMatchObject([{ verdict: 'refused' }]);
  });

  it('asks for a substitute place before people on their way lose theirs, and takes them there', async () => {
    const { station, factory, tripId, lines, promise, needId, batchId, enterpriseId } = await aboard(6);
    const withdrawals = house.get(WithdrawalService);
    tick();
    await call(
      station,
      tripId,
      'depart',
      lines.map((id, i) => [id, i < 5 ? 'boarded' : 'no_show']),
    );
    const request = { reason: '生产线停产', people: null, version: null, substituteNeedId: null };
    expect(await withdrawals.withdraw(factory, promise.id, request).catch(codeOf)).toBe('promise.on_the_way');
    const substitute = await house.need(enterpriseId, 5);
    expect(await withdrawals.withdraw(factory, promise.id, { ...request, substituteNeedId: substitute })).toMatchObject({
      state: 'withdrawn',
      released: 6,
    });
    expect(await house.figures(needId)).toMatchObject({ committed: 0, shortage: 6 });
    expect(await house.figures(substitute)).toMatchObject({ committed: 5, shortage: 0 });
    tick();
    await call(
      station,
      tripId,
      'arrive',
      lines.slice(0, 5).map((id) => [id, 'arrived']),
    );
    await call(
      factory,
      tripId,
      'confirm',
      lines.slice(0, 5).map((id) => [id, 'signed']),
    );
    expect(await house.figures(substitute)).toMatchObject({ filled: 5, committed: 0 });
    expect(await house.people(batchId)).toMatchObject({ committed: 0, used: 6 });
  });

  it('is followed up after 30, 90 and 180 days, once', async () => {
    const { station, factory, tripId, lines, enterpriseId } = await aboard(1);
    const [only = ''] = lines;
    tick();
    await call(station, tripId, 'depart', [[only, 'boarded']]);
    await call(station, tripId, 'arrive', [[only, 'arrived']]);
    await call(factory, tripId, 'confirm', [[only, 'signed']]);
    const retention = house.get(RetentionService);
    await retention.prepare(1000);
    expect(await retention.prepare(1000)).toBe(0);
    const { items } = await retention.list(factory, {}, undefined, 10);
    expect(items.map((check) => [check.enterpriseId, check.days])).toEqual([
      [enterpriseId, 30],
      [enterpriseId, 90],
      [enterpriseId, 180],
    ]);
    expect((await retention.list(station, {}, undefined, 10)).items.map(({ id }) => id)).toEqual(items.map(({ id }) => id));
    const seen = async (who: Principal) => (await house.get(RetentionViews).of(who, items.slice(0, 1)))[0]?.name;
    expect(await seen(factory)).toBe(await seen(station));
    expect(await seen(factory)).not.toContain('*');
  });

  it('keeps need, batch and manifest telling the same, whatever phones send in whatever order', async () => {
    const step = fc.record({
      kind: fc.constantFrom('depart' as const, 'arrive' as const, 'confirm' as const),
      who: fc.nat(3),
      ahead: fc.integer({ min: -30, max: 30 }),
      state: fc.constantFrom<LineState>('boarded', 'no_show', 'arrived', 'lost', 'signed', 'refused'),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 8, maxLength: 40 }), async (steps) => {
        const { station, factory, tripId, lines, needId, batchId } = await aboard(4);
        tick();
        for (let i = 0; i < steps.length; i += 3) {
          clock.advance({ minutes: 2 });
          await Promise.allSettled(
            steps
              .slice(i, i + 3)
              .map(({ kind, who, state, ahead }) =>
                call(
                  kind === 'confirm' ? factory : station,
                  tripId,
                  kind,
                  [[lines[who] ?? '', state]],
                  new Date(clock.now().getTime() + ahead * 60_000),
                ),
              ),
          );
        }
        const { counts } = await trips.one(station, tripId);
        expect(await house.figures(needId)).toMatchObject({
          committed: counts.listed + counts.boarded + counts.arrived,
          filled: counts.signed,
          promised: 0,
        });
        expect(await house.people(batchId)).toMatchObject({
          committed: counts.listed + counts.boarded + counts.arrived,
          used: counts.signed + counts.no_show + counts.lost + counts.refused,
          promised: 0,
        });
      }),
      { numRuns: database.kind === 'embedded' ? 20 : 8 },
    );
  }, 120_000);
});
