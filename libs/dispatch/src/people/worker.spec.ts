import { UnitOfWork } from '#platform/db';
import { eachDatabase } from '../../../../test/support/databases.js';
import { person } from '../../../../test/support/stations.js';
import { idNumber } from '../testing/people.js';
import { codeOf, Trips } from '../testing/trips.js';
import { WorkerService, type NewWorker } from './worker.service.js';
import { WorkerViews } from './worker.views.js';
import { WorkersToManifest } from './workers-to-manifest.js';

const somebody = (more: Partial<NewWorker> = {}): NewWorker => ({
  ...{ supplierId: null, batchId: null, name: '张三丰', phone: '13800001111', idNumber: idNumber(), emergencyContact: null },
  ...{ relief: 'none', insured: true, consentForm: 'paper', consentOn: '2026-11-20', consentWording: '求职信息采集同意书（2026年版）' },
  ...more,
});

eachDatabase((database) => {
  const trips = new Trips();
  let workers: WorkerService;
  let views: WorkerViews;
  let manifest: WorkersToManifest;
  const office = person('city-staff', { path: '/37/3707/' });

  beforeAll(async () => {
    await trips.start(database);
    workers = trips.house.get(WorkerService);
    views = trips.house.get(WorkerViews);
    manifest = trips.house.get(WorkersToManifest);
  });

  const station = async () => {
    const supplierId = await trips.house.supplier();
    return { supplierId, clerk: person('supplier', { supplierId }) };
  };
  const accepted = async (clerk: ReturnType<typeof person>, id: string) => {
    const step = { reason: null, interviewLink: null, interviewAt: null };
    await workers.move(clerk, id, { ...step, stage: 'interview', interviewAt: new Date('2026-11-25T02:00:00Z'), version: 1 });
    await workers.move(clerk, id, { ...step, stage: 'medical', version: 2 });
    return workers.move(clerk, id, { ...step, stage: 'accepted', version: 3 });
  };

  it('is entered once, sealed, and found by the whole number alone, by the station and by the bureau', async () => {
    const { clerk, supplierId } = await station();
    const given = somebody({ name: '买买提·吐尔逊·艾合买提', idNumber: idNumber('19900229').replace('19900229', '19900228') });
    const number = idNumber('19880808', '810000').toLowerCase();
    const worker = await workers.enter(clerk, { ...given, idNumber: ` ${number} ` });
    expect(worker).toMatchObject({ supplierId, idKind: 'hmt_permit', stage: 'intent' });
    const [stored] = await trips.house.get(UnitOfWork).manager.query<object[]>('SELECT * FROM worker WHERE id = ?', [worker.id]);
    for (const secret of ['买买提', '13800001111', number.toUpperCase()]) expect(JSON.stringify(stored)).not.toContain(secret);
    for (const search of [number, '138 0000 1111', '+86 13800001111'])
      expect((await workers.list(clerk, { supplierId }, search, undefined, 10)).items).toMatchObject([{ id: worker.id }]);
    for (const search of ['1380000', number.slice(0, 17), '买买提'])
      expect((await workers.list(clerk, { supplierId }, search, undefined, 10)).items).toEqual([]);
    expect((await workers.list(office, {}, number, undefined, 10)).items).toMatchObject([{ id: worker.id }]);
    expect(await views.one(clerk, worker)).toMatchObject({
      name: '买买提·吐尔逊·艾合买提',
      phone: '13800001111',
      idNumber: expect.stringMatching(/\*{8}/) as string,
    });
    expect(await views.one(office, worker)).toMatchObject({
      name: expect.stringMatching(/^买\*+$/) as string,
      phone: '138****1111',
      emergencyContact: null,
    });
    const again = somebody({ idNumber: number });
    expect(await workers.enter(clerk, again).catch(codeOf)).toBe('worker.entered');
    expect((await Promise.allSettled([1, 2, 3].map(() => workers.enter(clerk, again)))).every(({ status }) => status === 'rejected')).toBe(
      true,
    );
  });

  it('asks for consent that was given, a number that fits and nobody under 16', async () => {
    const { clerk } = await station();
    expect(await workers.enter(clerk, somebody({ consentOn: '2026-11-25' })).catch(codeOf)).toBe('worker.consent_ahead');
    for (const idNumberOf of ['230101199001010000', idNumber('20110101')])
      expect(await workers.enter(clerk, somebody({ idNumber: idNumberOf })).catch(codeOf)).toBe('request.invalid');
    expect((await workers.enter(clerk, somebody({ idNumber: idNumber('20090101') }))).stage).toBe('intent');
  });

  it('tells that another station has the same person, and nothing else of it', async () => {
    const [one, other] = [await station(), await station()];
    const number = idNumber();
    const first = await workers.enter(one.clerk, somebody({ idNumber: number }));
    expect(await views.one(one.clerk, first)).toMatchObject({ elsewhere: false });
    const second = await workers.enter(other.clerk, somebody({ name: '张丰', idNumber: number }));
    expect(await views.one(other.clerk, second)).toMatchObject({ elsewhere: true, name: '张丰' });
    expect(await views.one(one.clerk, first)).toMatchObject({ elsewhere: true });
    expect((await workers.list(other.clerk, {}, number, undefined, 10)).items).toMatchObject([{ id: second.id }]);
    expect(await workers.one(other.clerk, first.id).catch((error: { status: number }) => error.status)).toBe(404);
    expect(await workers.move(other.clerk, first.id, { ...NO, version: 1 }).catch((error: { status: number }) => error.status)).toBe(404);
    await workers.move(one.clerk, first.id, { ...NO, version: 1 });
    expect(await views.one(other.clerk, second)).toMatchObject({ elsewhere: false });
  });

  it('goes by interview and medical to accepted, from there to a manifest without being typed again', async () => {
    const { station: clerk, plan } = await trips.scene(2);
    const { trip } = await plan();
    const [first, second] = [await workers.enter(clerk, somebody()), await workers.enter(clerk, somebody({ name: '李思' }))];
    expect(await manifest.add(clerk, trip.id, [first.id], null).catch(codeOf)).toBe('worker.not_accepted');
    await accepted(clerk, first.id);
    expect(await workers.move(clerk, first.id, { ...NO, version: 3 }).catch(codeOf)).toBe('worker.version_stale');
    expect(await manifest.add(clerk, trip.id, [first.id, second.id], null).catch(codeOf)).toBe('worker.not_accepted');
    await accepted(clerk, second.id);
    const lines = await manifest.add(clerk, trip.id, [first.id, second.id], null);
    expect(lines).toMatchObject([{ name: '张三丰', phone: '13800001111' }, { name: '李思' }]);
    expect(await manifest.add(clerk, trip.id, [first.id], null).catch(codeOf)).toBe('manifest.invalid');
    expect(await views.one(clerk, await workers.one(clerk, first.id))).toMatchObject({ travelling: true });
    const stranger = await station();
    const theirs = await workers.enter(stranger.clerk, somebody());
    expect(await manifest.add(clerk, trip.id, [theirs.id], null).catch((error: { status: number }) => error.status)).toBe(404);
    expect(await workers.erase(clerk, first.id, '本人要求').catch(codeOf)).toBe('worker.travelling');
  });

  it('is deleted as they ask, once, and the trail keeps that it was done and by whom', async () => {
    const { clerk } = await station();
    const worker = await workers.enter(clerk, somebody());
    await workers.erase(clerk, worker.id, '本人要求删除');
    await workers.erase(clerk, worker.id, '本人要求删除');
    const uow = trips.house.get(UnitOfWork);
    expect(await uow.manager.query('SELECT id FROM worker WHERE id = ?', [worker.id])).toEqual([]);
    const trail = await uow.manager.query<{ action: string }[]>('SELECT action FROM audit_entry WHERE objectId = ? ORDER BY id', [
      worker.id,
    ]);
    expect(trail.map(({ action }) => action)).toEqual(['worker.entered', 'worker.erased']);
  });
});

const NO = { stage: 'dropped' as const, reason: '本人不去了', interviewAt: null, interviewLink: null };
