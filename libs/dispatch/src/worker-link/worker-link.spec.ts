import { UnitOfWork } from '#platform/db';
import { eachDatabase } from '../../../../test/support/databases.js';
import { ManifestService } from '../manifest.service.js';
import { worker } from '../testing/people.js';
import { codeOf, Trips } from '../testing/trips.js';
import { TravelService } from '../trip/travel.service.js';
import { MyTrips } from './my-trip.js';
import { WorkerLinks } from './worker-links.js';

const HAN = { idNumber: '230101199001010019', name: '韩𬭎·买买提江' };

eachDatabase((database) => {
  const all = new Trips();
  let mine: MyTrips;
  let links: WorkerLinks;

  beforeAll(async () => {
    await all.start(database);
    [mine, links] = [all.house.get(MyTrips), all.house.get(WorkerLinks)];
  });

  /** A trip with somebody on it, and the link of that person. */
  const linked = async (more: object = {}) => {
    const scene = await all.scene(3);
    const { trip } = await scene.plan();
    const person = worker(more);
    const [line] = await all.house.get(ManifestService).add(scene.station, trip.id, [person]);
    const code = (await mine.codes(scene.station, trip.id)).get(line!.line.id) ?? '';
    return { ...scene, trip, line: line!, person, code, lastFour: person.idNumber.slice(-4) };
  };

  it('says nothing of anybody before the last four signs are given, and then the trip, as often as it is opened', async () => {
    const { code, station, trip, line, person } = await linked({ name: HAN.name });
    expect(await links.look(code)).toEqual({ purpose: 'trip', refusal: null });
    const travel = all.house.get(TravelService);
    const leg = { mode: 'train' as const, vehicle: 'K1234', fromPlace: '哈尔滨', toPlace: '潍坊' };
    const view = await travel.set(station, trip.id, trip.version, {
      legs: [{ ...leg, departAt: trip.departAt, arriveAt: trip.arriveAt }],
      pickups: [{ place: '站前广场', at: trip.departAt }],
      costs: [{ kind: 'fare', payer: 'station', amountFen: 12_000, note: null }],
      coaches: [{ number: 3, vehicle: '5 车厢', seats: 40, leaderName: '李领队', leaderPhone: '13900000001' }],
    });
    await travel.place(station, trip.id, [line.line.id], { coachId: view.coaches[0]!.id, pickupId: view.pickups[0]!.id });
    for (let i = 0; i < 2; i += 1)
      expect(await mine.mine(code, person.idNumber.slice(-4).toLowerCase())).toMatchObject({
        ...{ name: HAN.name, enterpriseName: expect.any(String) as string },
        ...{ pickup: { place: '站前广场' }, coach: { number: 3, leaderName: '李领队', leaderPhone: '13900000001' } },
      });
    // what the station shows or prints again is the same link
    expect((await mine.codes(station, trip.id)).get(line.line.id)).toBe(code);
  });

  it('is closed by five wrong guesses, and the station gives another one', async () => {
    const { code, station, trip, line, lastFour } = await linked();
    const wrong = lastFour === '0000' ? '0001' : '0000';
    const codes: string[] = [];
    for (let i = 0; i < 5; i += 1) codes.push(await mine.mine(code, wrong).then(() => 'opened', codeOf));
    expect(codes).toEqual(['link.wrong', 'link.wrong', 'link.wrong', 'link.wrong', 'link.locked']);
    expect(await mine.mine(code, lastFour).catch(codeOf)).toBe('link.locked');
    const next = (await mine.codes(station, trip.id)).get(line.line.id) ?? '';
    expect(next).not.toBe(code);
    expect((await mine.mine(next, lastFour)).line.id).toBe(line.line.id);
    expect(await links.look(code).catch(codeOf)).toBe('link.unknown');
  });

  it('opens nothing a week after the arrival, forged, or for another purpose', async () => {
    const { code, lastFour } = await linked();
    expect(await mine.mine(`${code.slice(0, -2)}AA`, lastFour).catch(codeOf)).toBe('link.unknown');
    expect(await links.open('retention', code, lastFour).catch(codeOf)).toBe('link.unknown');
    all.clock.advance({ days: 40 });
    expect(await mine.mine(code, lastFour).catch(codeOf)).toBe('link.over');
    expect((await links.look(code)).refusal).toBe('over');
    all.clock.advance({ days: -40 });
  });

  it('that can be used once is told so when it is used again, and changes nothing then', async () => {
    const { line, lastFour } = await linked();
    const { house, clock } = all;
    const expiresAt = new Date(clock.now().getTime() + 86_400_000);
    const subject = { lineId: line.line.id, subjectId: line.line.id, expiresAt };
    const code = await house.get(UnitOfWork).run(async () => [...(await links.codesFor('retention', [subject], true)).values()][0] ?? '');
    const said = () => links.use('retention', code, lastFour, (_, again) => Promise.resolve(again));
    expect([await said(), await said()]).toEqual([false, true]);
    expect(await links.look(code)).toEqual({ purpose: 'retention', refusal: 'used' });
  });
});
