import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OrgTree } from '#access';
import { newId, UnitOfWork } from '#platform/db';
import { eachDatabase } from '../../../test/support/databases.js';
import { person, type Stations } from '../../../test/support/stations.js';
import { ManifestFileService } from './manifest-file.service.js';
import type { ManifestService } from './manifest.service.js';
import { idNumber, worker, workers } from './testing/people.js';
import { codeOf, Trips } from './testing/trips.js';
import type { TripService } from './trip.service.js';

eachDatabase((database) => {
  const all = new Trips();
  const { scene, aboard, call, tick } = all;
  let house: Stations;
  let trips: TripService;
  let manifest: ManifestService;
  const folder = mkdtempSync(join(tmpdir(), 'gangqiao-manifest-'));

  beforeAll(async () => void ({ house, trips, manifest } = await all.start(database)));
  afterAll(() => rmSync(folder, { recursive: true }));

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
});
