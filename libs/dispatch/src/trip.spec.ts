import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { OrgTree } from '#access';
import { newId, UnitOfWork } from '#platform/db';
import type { Principal } from '#platform/http';
import { TestClock } from '../../../test/support/clock.js';
import { eachDatabase } from '../../../test/support/databases.js';
import { person, startStations, type Stations } from '../../../test/support/stations.js';
import type { LineState } from './domain/line.js';
import { ManifestFileService } from './manifest-file.service.js';
import { ManifestService, type NewLine } from './manifest.service.js';
import { PromiseService } from './promise.service.js';
import { RetentionService } from './retention.service.js';
import { RollCallService } from './roll-call.service.js';
import { TripService } from './trip.service.js';
import { WithdrawalService } from './withdrawal.service.js';

const codeOf = (error: unknown): string => (error as { code?: string }).code ?? String(error);
const SIGNS = '10X98765432';
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
let serial = 0;

/** A valid ID number that nobody has. */
const idNumber = (birthday = '19900101'): string => {
  const body = `230101${birthday}${String((serial += 1) % 1000).padStart(3, '0')}`;
  return body + SIGNS[WEIGHTS.reduce((sum, weight, i) => sum + weight * Number(body[i]), 0) % 11];
};

const worker = (more: Partial<NewLine> = {}): NewLine => ({
  promiseId: null,
  name: '张三丰',
  phone: '13800001111',
  idNumber: idNumber(),
  returning: false,
  relief: 'none',
  insured: true,
  selfArranged: false,
  emergencyContact: null,
  ...more,
});
const workers = (n: number): NewLine[] => {
  const birthdays = Array.from({ length: n }, (_, i) => `19${String(60 + (i % 40)).padStart(2, '0')}0${1 + (i % 9)}1${i % 9}`);
  return birthdays.map((birthday) => worker({ idNumber: idNumber(birthday) }));
};

eachDatabase((database) => {
  let house: Stations;
  let [promises, trips, manifest, rollCalls] = [] as unknown as [PromiseService, TripService, ManifestService, RollCallService];
  const clock = new TestClock();
  const folder = mkdtempSync(join(tmpdir(), 'gangqiao-trip-'));

  beforeAll(async () => {
    house = await startStations(database, clock);
    [promises, trips, manifest, rollCalls] = [
      house.get(PromiseService),
      house.get(TripService),
      house.get(ManifestService),
      house.get(RollCallService),
    ];
    database.atEnd(house.close);
  });
  afterAll(() => rmSync(folder, { recursive: true }));
  beforeEach(() => void house.events.heard.splice(0));

  const scene = async (people: number) => {
    const [supplierId, enterpriseId] = [await house.supplier('示例站', { contactPhone: '0451-8000000' }), await house.enterprise()];
    const [needId, batchId] = [await house.need(enterpriseId, people), await house.batch(supplierId, people)];
    const [station, factory] = [person('supplier', { supplierId }), person('enterprise', { enterpriseId })];
    const promise = await promises.make(station, { proposalId: null, needId, batchId, people, requestKey: null });
    await promises.accept(factory, promise.id);
    const plan = (more: object = {}) =>
      trips.plan(station, {
        requestKey: null,
        mode: 'train',
        vehicle: 'K1234',
        departAt: new Date('2026-11-25T02:00:00Z'),
        arriveAt: new Date('2026-11-26T02:00:00Z'),
        fromPlace: '哈尔滨',
        toPlace: '潍坊',
        note: null,
        promiseIds: [promise.id],
        ...more,
      });
    return { supplierId, enterpriseId, needId, batchId, station, factory, promise, plan };
  };
  const call = (
    who: Principal,
    tripId: string,
    kind: 'depart' | 'arrive' | 'hand_over' | 'confirm',
    answers: [string, LineState][],
    at = clock.now(),
  ) => rollCalls.take(who, tripId, kind, { answers: answers.map(([lineId, state]) => ({ lineId, state, at, reason: null })), done: null });
  const aboard = async (people: number) => {
    const all = await scene(people);
    const { trip } = await all.plan();
    const lines = (await manifest.add(all.station, trip.id, workers(people))).map((view) => view.line.id);
    return { ...all, tripId: trip.id, lines };
  };
  const tick = (): void => clock.advance({ minutes: 10 });

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
      'trip.arrived',
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
  });

  it('keeps a roll call in its order, and says who is still missing from it', async () => {
    const { station, factory, tripId, lines } = await aboard(2);
    expect(await call(station, tripId, 'arrive', [[lines[0] ?? '', 'arrived']]).catch(codeOf)).toBe('trip.state');
    expect(await call(factory, tripId, 'depart', []).catch((error: { status: number }) => error.status)).toBe(403);
    const done = rollCalls.take(station, tripId, 'depart', { answers: [], done: true });
    expect(await done.catch(codeOf)).toBe('trip.lines_open');
    expect((await call(station, tripId, 'depart', [[lines[0] ?? '', 'signed']])).verdicts).toMatchObject([{ verdict: 'refused' }]);
  });

  it('puts nobody on a manifest who may not travel, and says why of each', async () => {
    const { station, plan } = await scene(3);
    const { trip } = await plan();
    const twin = worker();
    const wrong = [
      worker({ name: '张' }),
      worker({ idNumber: '230101199001010000' }),
      worker({ idNumber: idNumber('20120101') }),
      worker({ idNumber: idNumber('20100101') }),
      twin,
      twin,
      worker({ phone: '12' }),
    ];
    const faults = (await manifest.preview(station, trip.id, wrong)).map((line) => line.faults);
    expect(faults).toEqual([['name'], ['id_number'], ['child'], ['minor', 'full'], ['full'], ['twice', 'full'], ['phone', 'full']]);
    const refused = await manifest.add(station, trip.id, wrong).catch((error: { code: string; errors: { path: string }[] }) => error);
    expect(refused).toMatchObject({ code: 'manifest.invalid' });
    expect(await manifest.list(station, trip.id, false)).toEqual([]);
  });

  it('keeps returning people apart: they travel along and lower no shortage', async () => {
    const { needId, station, plan } = await scene(2);
    const { trip } = await plan();
    const lines = await manifest.add(station, trip.id, [...workers(2), worker({ returning: true, idNumber: idNumber('19850505') })]);
    tick();
    await call(
      station,
      trip.id,
      'depart',
      lines.map((view) => [view.line.id, view.line.returning ? 'no_show' : 'boarded']),
    );
    expect(await house.figures(needId)).toMatchObject({ committed: 2, shortage: 0 });
  });

  it('names people to their station and to the enterprise that they come to, who can call them; others see masks', async () => {
    const { station, factory, tripId } = await aboard(2);
    const city = await house.get(OrgTree).city();
    const offices = [person('city-staff', { path: city.path }), person('auditor', { path: city.path })];
    const county = person('county-staff', { path: (await house.get(OrgTree).byId('370702'))?.path ?? '' });
    for (const who of [station, factory]) {
      const [named] = await manifest.list(who, tripId, false);
      expect(named).toMatchObject({ name: '张三丰', phone: '13800001111' });
      expect(named?.idNumber).toMatch(/^2301\*{10}/);
    }
    for (const who of [...offices, county]) {
      const [masked] = await manifest.list(who, tripId, false);
      expect(masked).toMatchObject({ name: '张**', phone: '138****1111' });
      expect(masked?.idNumber).toMatch(/^2301\*{10}/);
    }
    // One entry for each look at names, none for a look at masks.
    const looks = await house
      .get(UnitOfWork)
      .manager.query<{ userId: string; fields: string }[]>(
        "SELECT userId, fields FROM audit_entry WHERE action = 'manifest.shown' AND objectId = ?",
        [tripId],
      );
    expect(looks.map(({ userId, fields }) => [userId, JSON.parse(fields) as object])).toEqual(
      expect.arrayContaining([station, factory].map(({ userId }) => [userId, { people: 2 }])),
    );
    expect(looks).toHaveLength(2);
    expect((await trips.one(factory, tripId)).supplierContact.phone).toBe('0451-8000000');
  });

  it('shows an ID number only to who has that duty, and writes that down; nothing personal lies in the database', async () => {
    const { station, tripId } = await aboard(1);
    const [full] = await manifest.list(station, tripId, true);
    expect(full).toMatchObject({ name: '张三丰', phone: '13800001111' });
    const county = person('county-staff', { path: (await house.get(OrgTree).byId('370702'))?.path ?? '' });
    expect(await manifest.list(county, tripId, true).catch((error: { status: number }) => error.status)).toBe(403);
    const stranger = person('supplier', { supplierId: await house.supplier() });
    expect(await manifest.list(stranger, tripId, false).catch((error: { status: number }) => error.status)).toBe(404);
    const { manager } = house.get(UnitOfWork);
    const [log] = await manager.query<object[]>(
      "SELECT objectId FROM audit_entry WHERE action = 'manifest.shown_in_full' AND objectId = ?",
      [tripId],
    );
    expect(log).toBeDefined();
    const stored = JSON.stringify(await manager.query('SELECT * FROM manifest_line WHERE tripId = ?', [tripId]));
    expect(stored).not.toMatch(/张三丰|13800001111|230101/);
  });

  it('reads a manifest file with a preview, and saves it when nothing is wrong', async () => {
    const { station, plan } = await scene(2);
    const files = house.get(ManifestFileService);
    const { trip } = await plan();
    const [a, b] = [idNumber('19880101'), idNumber('19890202')];
    const file = join(folder, 'manifest.csv');
    const written = (text: string): string => {
      writeFileSync(file, text);
      return file;
    };
    const list = (second: string) => written(`姓名,身份证号码,手机号,是否脱贫户\n王小明,${a},13900002222,是\n李晓红,${second},,否\n`);
    const preview = await files.preview(station, trip.id, list('123'), {});
    expect(preview).toMatchObject({
      good: 1,
      rows: [
        { place: { line: 2 }, faults: [], relief: 'alleviated' },
        { place: { line: 3 }, name: '李晓红', faults: ['id_number'] },
      ],
    });
    expect(await files.save(station, trip.id, list('123'), {}).catch(codeOf)).toBe('manifest.invalid');
    expect((await files.save(station, trip.id, list(b), {})).length).toBe(2);
    expect((await manifest.list(station, trip.id, true)).map((view) => [view.name, view.line.relief])).toEqual([
      ['王小明', 'alleviated'],
      ['李晓红', 'none'],
    ]);
    expect(await files.preview(station, trip.id, written('a,b\n1,2\n'), {}).catch(codeOf)).toBe('manifest.not_a_table');
  });

  it('finds the people of a file below its title, puts nobody on for a total, and names line, person and column of a fault', async () => {
    const { station, plan } = await scene(4);
    const files = house.get(ManifestFileService);
    const { trip } = await plan();
    const file = join(folder, 'title.csv');
    writeFileSync(
      file,
      `××县赴潍坊务工人员花名册,,,\n填报单位：××劳务协作站,,,2026年11月20日\n序号,姓名（必填）,公民身份号码,本人手机号\n` +
        `1,张小某,${idNumber('19850101')},138 0000-0001\n2,李小某,,13800000002\n3,王小某,,13800000003\n4,赵小某,5.29999E+17,13800000004\n5,,,\n` +
        `合计,共4人,,\n填表人：王某,,,审核人：赵某\n`,
    );
    const { rows, good, passedOver } = await files.preview(station, trip.id, file, {});
    expect(rows.map(({ place, name, faults }) => [place.line, name, faults])).toEqual([
      [4, '张小某', []],
      [5, '李小某', ['id_number']],
      [6, '王小某', ['id_number']],
      [7, '赵小某', ['id_digits']],
    ]);
    expect(good).toBe(1);
    expect(passedOver.map(({ line, reason }) => [line, reason])).toEqual([
      [1, 'above'],
      [2, 'above'],
      [8, 'number_only'],
      [9, 'total'],
      [10, 'signature'],
    ]);
    const refused = await files.save(station, trip.id, file, {}).catch((error: { errors: { message: { zh: string } }[] }) => error);
    expect((refused as { errors: { message: { zh: string } }[] }).errors[0]?.message.zh).toBe(
      '第 5 行 李小某（C 列“公民身份号码”）：身份证号码有误，请对照证件核对 18 位号码',
    );
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

  it('plans once for a double click, and gives a cancelled trip’s people back to the next one', async () => {
    const { station, plan, needId } = await scene(2);
    const requestKey = newId();
    const [first, second] = [await plan({ requestKey }), await plan({ requestKey })];
    expect(second.trip.id).toBe(first.trip.id);
    const people = workers(2);
    await manifest.add(station, first.trip.id, people);
    const other = await plan();
    expect((await manifest.preview(station, other.trip.id, people)).map((line) => line.faults)).toEqual([
      ['elsewhere', 'full'],
      ['elsewhere', 'full'],
    ]);
    await trips.cancel(station, first.trip.id, '列车停运');
    expect((await manifest.add(station, other.trip.id, people)).length).toBe(2);
    expect(await house.figures(needId)).toMatchObject({ committed: 2 });
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
    expect(await retention.answer(factory, items[0]?.id ?? '', 'stayed').catch(codeOf)).toBe('retention.early');
    expect(await retention.answer(factory, items[0]?.id ?? '', 'left')).toMatchObject({ employerSays: 'left', insuranceSays: null });
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
