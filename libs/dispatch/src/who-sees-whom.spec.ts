import ExcelJS from 'exceljs';
import { In } from 'typeorm';
import { UnitOfWork } from '#platform/db';
import { signedIn, type Client } from '../../../test/support/client.js';
import { freshDatabase } from '../../../test/support/databases.js';
import { routeTable, type Route } from '../../../test/support/http.js';
import { dispatchRetention } from './dispatch.retention.js';
import { InsuranceMonth } from './insurance/insurance.entity.js';
import { ManifestLine, PromiseRow, RetentionCheck } from './dispatch.entity.js';
import { RetentionService } from './retention.service.js';
import { idNumber, worker } from './testing/people.js';
import { Trips } from './testing/trips.js';
import { TripRepository } from './trip.repository.js';
import { Worker } from './people/worker.entity.js';
import { WorkerService } from './people/worker.service.js';

/** Nobody else is called so. */
const TRAVELLER = '欧阳探花';
const SEEKER = '司马榜眼';
const PHONE = '13612345678';

/** Whoever may see one of them by name; ID numbers are told in full to those who ask for them with the duty to. */
const NAMED: Record<string, readonly string[]> = { [TRAVELLER]: ['station', 'firm'], [SEEKER]: ['station'] };

describe('people of trips', () => {
  const database = freshDatabase('embedded');
  const trips = new Trips();
  const numbers = [idNumber('19910203'), idNumber('19920304')] as const;
  let who: Record<string, Client & { userId: string }>;
  let ids: Record<string, string>;
  let lineId: string;

  beforeAll(async () => {
    await trips.start(database);
    const { house, clock, tick, call } = trips;
    const scene = await trips.scene(1);
    const other = await trips.aboard(2);
    const { trip } = await scene.plan();
    const person = worker({ name: TRAVELLER, idNumber: numbers[0], phone: PHONE, emergencyContact: `欧阳父 ${PHONE}` });
    const [line] = await trips.manifest.add(scene.station, trip.id, [person]);
    lineId = line?.line.id ?? '';
    for (const [one, step, state] of [
      [scene.station, 'depart', 'boarded'],
      [scene.station, 'arrive', 'arrived'],
      [scene.factory, 'confirm', 'signed'],
    ] as const) {
      tick();
      await call(one, trip.id, step, [[lineId, state]]);
    }
    while ((await house.get(RetentionService).prepare(100)) > 0);
    const seeker = await house.get(WorkerService).enter(scene.station, {
      ...{ supplierId: null, batchId: scene.batchId, name: SEEKER, phone: PHONE, idNumber: numbers[1], emergencyContact: null },
      ...{ relief: 'none', insured: true, consentForm: 'paper', consentOn: '2026-11-20', consentWording: '同意书2026' },
    });
    const [check] = await house.get(UnitOfWork).manager.findBy(RetentionCheck, { lineId });
    const month = { id: 'month', lineId, month: '2026-12', paidBy: 'same' as const, importId: 'import' };
    await house.get(UnitOfWork).run(() => house.get(UnitOfWork).manager.insert(InsuranceMonth, month));
    clock.advance({ days: 31 });
    ids = {
      ...{ trips: trip.id, promises: scene.promise.id, needs: scene.needId, batches: scene.batchId, workers: seeker.id },
      ...{ suppliers: scene.supplierId, enterprises: scene.enterpriseId, retention: check?.id ?? '' },
    };
    const [city, home] = ['3707', '370702'];
    who = {
      station: await signedIn(house, [{ role: 'supplier', supplierId: scene.supplierId }]),
      otherStation: await signedIn(house, [{ role: 'supplier', supplierId: other.supplierId }]),
      firm: await signedIn(house, [{ role: 'enterprise', enterpriseId: scene.enterpriseId }]),
      otherFirm: await signedIn(house, [{ role: 'enterprise', enterpriseId: other.enterpriseId }]),
      city: await signedIn(house, [{ role: 'city-staff', nodeId: city }]),
      county: await signedIn(house, [{ role: 'county-staff', nodeId: home }]),
      liaison: await signedIn(house, [{ role: 'liaison', nodeId: home }]),
      otherCounty: await signedIn(house, [{ role: 'county-staff', nodeId: '370703' }]),
      auditor: await signedIn(house, [{ role: 'auditor', nodeId: city }]),
    };
  });

  const wordsOf = async (answer: Response): Promise<string> => {
    if (!answer.headers.get('content-type')?.includes('spreadsheet')) return answer.text();
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(await answer.arrayBuffer());
    return JSON.stringify(workbook.worksheets.map((sheet) => sheet.getSheetValues()));
  };
  const looks = (route: Route): string[] => {
    const [, noun = ''] = /^\/api\/([\w-]+)/.exec(route.path) ?? [];
    const path = route.path.replace(':id', ids[noun] ?? '-').replace(':lineId', lineId);
    return path.includes('/-') || path.includes(':') ? [] : route.path.endsWith('/manifest') ? [path, `${path}?full=true`] : [path];
  };

  it('are seen through every route by their own station and enterprise alone, in full by duty, and each look is in the trail', async () => {
    const { house } = trips;
    const routes = routeTable(house.app).filter(({ method, permission }) => method === 'GET' && permission !== 'public');
    const wrong: string[] = [];
    let named = 0;
    for (const route of routes)
      for (const path of looks(route))
        for (const [name, client] of Object.entries(who)) {
          const { cookie, url } = client as unknown as { cookie: string; url: string };
          const answer = await fetch(`${url}${path}`, { headers: { cookie } });
          if (answer.status !== 200) continue;
          const words = await wordsOf(answer);
          const duty = path.endsWith('?full=true') && ['station', 'firm', 'city'].includes(name);
          const seen = [TRAVELLER, SEEKER].filter((one) => words.includes(one));
          if (seen.some((one) => !duty && !NAMED[one]?.includes(name))) wrong.push(`${name} sees ${seen.join()} by ${path}`);
          if (numbers.some((number) => words.includes(number)) && !duty) wrong.push(`${name} sees an ID number by ${path}`);
          if (words.includes(PHONE) && seen.length === 0) wrong.push(`${name} sees a telephone number by ${path}`);
          if (seen.length === 0) continue;
          named += 1;
          const looked = await house
            .get(UnitOfWork)
            .manager.query<object[]>('SELECT 1 FROM audit_entry WHERE requestId = ?', [answer.headers.get('x-request-id')]);
          if (looked.length === 0) wrong.push(`nothing says that ${name} saw ${seen.join()} by ${path}`);
        }
    expect(wrong).toEqual([]);
    // The walk finds people at all: manifests, checks and lists of people, on pages and as workbooks.
    expect(named).toBeGreaterThan(8);
  }, 120_000);

  it('are forgotten on their day; promises, checks and months, which vouchers rest on, stay without a name', async () => {
    const { house, clock } = trips;
    const { manager } = house.get(UnitOfWork);
    const uow = house.get(UnitOfWork);
    const before = (days: number): Date => new Date(clock.now().getTime() - days * 86_400_000);
    clock.advance({ days: 3 * 366 - 40 });
    const sweep = async (): Promise<void> => {
      for (const { keepDays, sweep: once } of dispatchRetention) await uow.run(() => once(uow, before(keepDays), 100));
      await uow.run(() => house.get(TripRepository).forget(before(3 * 365), 100));
    };
    await sweep();
    expect(await manager.findOneBy(ManifestLine, { id: lineId })).toMatchObject({ name: expect.any(String) as string });
    clock.advance({ days: 45 });
    await sweep();
    const line = await manager.findOneByOrFail(ManifestLine, { id: lineId });
    expect(line).toMatchObject({ name: null, phone: null, idNumber: null, emergencyContact: null, state: 'signed' });
    expect(await manager.findBy(Worker, { id: In([ids['workers'] ?? '']) })).toEqual([]);
    expect(await manager.countBy(RetentionCheck, { lineId })).toBe(3);
    expect(await manager.countBy(InsuranceMonth, { lineId })).toBe(1);
    expect(await manager.findOneBy(PromiseRow, { id: ids['promises'] ?? '' })).toMatchObject({ signed: 1 });
  });
});
