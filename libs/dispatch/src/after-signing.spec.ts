import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addDays, dayOf, UnitOfWork } from '#platform/db';
import { eachDatabase } from '../../../test/support/databases.js';
import { person } from '../../../test/support/stations.js';
import { ChaseService } from './chase/chase.service.js';
import { InsuranceService } from './insurance/insurance.service.js';
import { PeopleFileService } from './people-table/people-file.service.js';
import { PerformanceService } from './performance/performance.service.js';
import { TallyService } from './performance/tally.service.js';
import { RetentionAnswers } from './retention-answers.service.js';
import { RetentionService } from './retention.service.js';
import { RetentionViews } from './retention.views.js';
import { idNumber, worker } from './testing/people.js';
import { codeOf, Trips } from './testing/trips.js';

const folder = mkdtempSync(join(tmpdir(), 'after-signing-'));
let files = 0;
const csv = (...lines: string[]): string => {
  const path = join(folder, `${(files += 1)}.csv`);
  writeFileSync(path, `${lines.join('\n')}\n`);
  return path;
};

afterAll(() => rmSync(folder, { recursive: true }));

eachDatabase((database) => {
  const trips = new Trips();
  const { clock, tick, call } = trips;
  const office = person('city-staff', { path: '/37/3707/' });
  const otherCounty = person('county-staff', { path: '/37/3707/370703/' });
  let retention: RetentionService;
  const get = <T>(service: new (...args: never[]) => T): T => trips.house.get(service);

  beforeAll(async () => {
    await trips.start(database);
    retention = get(RetentionService);
  });

  /** People who signed, by their ID numbers, with their checks. */
  const signed = async (numbers: string[]) => {
    const scene = await trips.scene(numbers.length);
    const { trip } = await scene.plan();
    const people = numbers.map((number) => worker({ idNumber: number }));
    const lines = (await trips.manifest.add(scene.station, trip.id, people)).map(({ line }) => line.id);
    for (const [who, step, state] of [
      [scene.station, 'depart', 'boarded'],
      [scene.station, 'arrive', 'arrived'],
      [scene.factory, 'confirm', 'signed'],
    ] as const) {
      tick();
      await call(
        who,
        trip.id,
        step,
        lines.map((line) => [line, state]),
      );
    }
    while ((await retention.prepare(1000)) > 0);
    const [enterprise] = await get(UnitOfWork).manager.query<{ name: string; creditCode: string }[]>(
      'SELECT name, creditCode FROM enterprise WHERE id = ?',
      [scene.enterpriseId],
    );
    const checks = async (days: number) => (await retention.list(scene.factory, { days }, undefined, 100)).items;
    return { ...scene, lines, checks, creditCode: enterprise?.creditCode ?? '', name: enterprise?.name ?? '', on: dayOf(clock.now()) };
  };
  const numbers = (n: number): string[] => Array.from({ length: n }, () => idNumber());
  const count = async (): Promise<void> => {
    for (let after: string | null = ''; after !== null;) after = await get(TallyService).count(after, 100);
  };

  it('reads paid months as evidence of those who signed, keeps nothing of others, and counts a file once', async () => {
    const [one, two, three, stranger] = numbers(4) as [string, string, string, string];
    const { checks, creditCode, name, on, factory } = await signed([one, two, three]);
    const [first, later] = [on.slice(0, 7), addDays(on, 30).slice(0, 7)];
    const list = csv(
      '社会保障号码,姓名,参保单位名称,统一社会信用代码,费款所属期起,费款所属期止',
      `${one},甲,,${creditCode},${first},${addDays(on, 185).slice(0, 7)}`,
      `${two},乙,${name},,${first.replace('-', '')},${later.replace('-', '')}`,
      `${three},丙,别的公司,91370702MA3DXXXXXX,${later},${later}`,
      `${stranger},丁,${name},,${first},${later}`,
    );
    const insurance = get(InsuranceService);
    expect(await insurance.preview(otherCounty, list)).toMatchObject({ inFile: 4, people: 0, months: 0 });
    const seen = await insurance.preview(office, list);
    expect(seen).toMatchObject({ inFile: 4, people: 3, checks: { stayed: 4, left: 3 } });
    expect(await insurance.save(factory, list).catch(codeOf)).not.toBeUndefined();
    const [kept, same] = await Promise.all([insurance.save(office, list), insurance.save(office, list)]);
    expect(same.id).toBe(kept.id);
    expect((await insurance.save(office, list)).id).toBe(kept.id);
    expect((await checks(30)).map(({ insuranceSays }) => insuranceSays).sort()).toEqual(['left', 'stayed', 'stayed']);
    expect((await checks(180)).map(({ insuranceSays, employerSays }) => [insuranceSays, employerSays])).toEqual(
      expect.arrayContaining([
        ['stayed', null],
        [null, null],
        ['left', null],
      ]),
    );
    const views = await get(RetentionViews).of(factory, await checks(30));
    expect(views.map(({ insuredMonths }) => insuredMonths).sort()).toEqual([0, 2, expect.any(Number) as number].sort());
    const stored = JSON.stringify(await get(UnitOfWork).manager.query<object[]>('SELECT * FROM insurance_month'));
    for (const number of [one, two, three, stranger]) expect(stored).not.toContain(number);
    // What another employer was known to have paid, the same one paid as well.
    await insurance.save(office, csv('身份证号,统一社会信用代码,月份', `${three},${creditCode},${later}`));
    expect((await checks(30)).map(({ insuranceSays }) => insuranceSays)).toEqual(['stayed', 'stayed', 'stayed']);
  });

  it('names the lines of a list that cannot be understood, and then keeps nothing', async () => {
    const insurance = get(InsuranceService);
    const list = csv('身份证号,单位名称,月份', `230101199001010000,某厂,2026-12`, `${idNumber()},某厂,上个月`, `${idNumber()},,2026-12`);
    const { rows } = await insurance.preview(office, list);
    expect(rows.map(({ line, fault }) => [line, fault])).toEqual([
      [2, 'id_number'],
      [3, 'month'],
      [4, 'employer'],
    ]);
    expect(await insurance.save(office, list).catch(codeOf)).toBe('insurance.invalid');
    expect(await insurance.preview(office, csv('甲,乙', '1,2')).catch(codeOf)).toBe('insurance.not_a_table');
  });

  it('tells once that checks are due, and those who ask once that they are late', async () => {
    const { enterpriseId, checks, factory } = await signed(numbers(2));
    const chase = get(ChaseService);
    const news = (): [string, number][] =>
      trips.house.events.heard
        .filter(({ data }) => (data as { enterpriseId?: string }).enterpriseId === enterpriseId)
        .filter(({ name }) => name.startsWith('retention.'))
        .map(({ name, data }) => [name, (data as { people: number }).people]);
    const tell = async (): Promise<void> => {
      for (const notice of ['due', 'late', 'due', 'late'] as const) await chase.tell(notice, 1000);
    };
    await tell();
    expect(news()).toEqual([]);
    clock.advance({ days: 30 });
    await tell();
    expect(news()).toEqual([['retention.due', 2]]);
    expect((await chase.late(office, undefined, 100)).items.filter((one) => one.enterpriseId === enterpriseId)).toEqual([]);
    const [first] = await checks(30);
    await get(RetentionAnswers).answer(factory, first?.id ?? '', { says: 'stayed', leaving: null, reason: null });
    clock.advance({ days: 8 });
    await tell();
    expect(news()).toEqual([
      ['retention.due', 2],
      ['retention.late', 1],
    ]);
    const late = (await chase.late(office, undefined, 100)).items;
    expect(late.filter((one) => one.enterpriseId === enterpriseId)).toMatchObject([{ checks: 1, owners: [] }]);
    expect((await chase.late(otherCounty, undefined, 100)).items).toEqual([]);
    const { next } = await chase.late(office, undefined, 1);
    const pages = [late[0]?.enterpriseId, ...(next ? (await chase.late(office, next, 100)).items.map((one) => one.enterpriseId) : [])];
    expect(pages).toEqual(late.map((one) => one.enterpriseId));
    expect((await retention.list(factory, { late: true }, undefined, 10)).items).toHaveLength(1);
  });

  it('counts what became of promises, for each side its own, and small groups for nobody else', async () => {
    const [large, small] = [await signed(numbers(6)), await signed(numbers(2))];
    clock.advance({ days: 31 });
    const due = await large.checks(30);
    await get(RetentionAnswers).answer(large.factory, due[0]?.id ?? '', { says: 'left', leaving: 'moved', reason: null });
    await get(RetentionAnswers).confirm(
      large.factory,
      due.slice(1).map(({ id }) => id),
    );
    await count();
    await count();
    const performance = get(PerformanceService);
    const results = async (who: typeof office, by: 'supplier' | 'enterprise') =>
      (await performance.list(who, by, {}, undefined, 100)).items;
    const bySupplier = new Map((await results(office, 'supplier')).map((one) => [one.sum.key, one]));
    expect(bySupplier.get(large.supplierId)).toMatchObject({
      name: '示例站',
      sum: { promises: 1, promised: 6, committed: 6, boarded: 6, arrived: 6, signed: 6 },
    });
    expect(bySupplier.get(small.supplierId)?.points[0]).toEqual({ days: 30, figures: null });
    const [own] = await results(small.station, 'enterprise');
    expect(own).toMatchObject({ sum: { key: small.enterpriseId, signed: 2 }, points: [{ figures: { due: 2, stayed: 0 } }, {}, {}] });
    expect((await results(large.factory, 'supplier')).map(({ sum }) => sum.key)).toEqual([large.supplierId]);
    expect(await results(otherCounty, 'supplier')).toEqual([]);
    const { groups, all } = await performance.curve(large.factory, 'occupation', {});
    expect(groups).toMatchObject([{ name: '焊工', points: [{ days: 30, figures: { due: 6, stayed: 5, left: 1 } }, {}, {}] }]);
    expect(all.sum).toMatchObject({ signed: 6, stayed30: 5 });
    expect(await performance.provinces(large.station, {})).toMatchObject([{ province: '23', suppliers: 1, signed: 6 }]);
    const [page] = [await performance.list(office, 'supplier', {}, undefined, 1)];
    expect((await performance.list(office, 'supplier', {}, page.next ?? undefined, 100)).items.map(({ sum }) => sum.key)).not.toContain(
      page.items[0]?.sum.key,
    );
  });

  it('enters a whole list or nobody, tells doubles without the other station’s data, and says who it is by document', async () => {
    const files = get(PeopleFileService);
    const [supplierId, other] = [await trips.house.supplier(), await trips.house.supplier()];
    const batchId = await trips.house.batch(supplierId, 5);
    const [clerk, stranger] = [person('supplier', { supplierId }), person('supplier', { supplierId: other })];
    const given = { supplierId: null, batchId, consentForm: 'paper' as const, consentOn: dayOf(clock.now()), consentWording: '同意书2026' };
    const [one, two] = numbers(2) as [string, string];
    const permit = idNumber('19880808', '830000');
    const head = '姓名,身份证号,手机,是否脱贫户';
    await files.save(stranger, csv(head, `王建国,${one},,`), { ...given, batchId: null });
    const wrong = csv(head, `王建国,${one},13800001111,是`, `王建国,${one},,`, `李,230101199001010010,12,`);
    const seen = await files.preview(clerk, wrong, given);
    expect(seen.people.map(({ faults, elsewhere }) => [faults, elsewhere])).toEqual([
      [[], true],
      [['twice'], true],
      [['name', 'phone', 'id_number'], false],
    ]);
    expect(JSON.stringify(seen)).not.toContain(other);
    expect(await files.save(clerk, wrong, given).catch(codeOf)).toBe('worker.file_invalid');
    const good = csv(head, `买买提·吐尔逊,${one},13800001111,是`, `陈小明,${permit},,`, `李卫国,${two.toLowerCase()},,`);
    expect((await files.preview(clerk, good, given)).people.map(({ idKind }) => idKind)).toEqual(['resident', 'hmt_permit', 'resident']);
    const both = await Promise.allSettled([files.save(clerk, good, given), files.save(clerk, good, given)]);
    expect(both.map((answer) => (answer.status === 'fulfilled' ? answer.value : codeOf(answer.reason))).sort()).toEqual([
      3,
      'worker.file_invalid',
    ]);
    const ahead = { ...given, consentOn: addDays(dayOf(clock.now()), 1) };
    expect(await files.save(clerk, good, ahead).catch(codeOf)).toBe('worker.consent_ahead');
    expect(await files.preview(stranger, good, given).catch((error: { status: number }) => error.status)).toBe(404);
  });
});
