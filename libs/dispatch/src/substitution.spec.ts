import { eachDatabase } from '../../../test/support/databases.js';
import { SubstitutionService } from './substitution.service.js';
import { worker } from './testing/people.js';
import { codeOf, Trips } from './testing/trips.js';

eachDatabase((database) => {
  const trips = new Trips();
  const { aboard, call, tick } = trips;
  let substitutions: SubstitutionService;

  beforeAll(async () => {
    await trips.start(database);
    substitutions = trips.house.get(SubstitutionService);
  });

  it('puts another person in the place of who drops out: the figures stay, and who dropped out is kept with the reason', async () => {
    const { station, tripId, lines, needId, batchId } = await aboard(3);
    const other = worker({ name: '买买提·艾力' });
    const line = await substitutions.substitute(station, tripId, lines[0] ?? '', other, '家中有事');
    expect(line).toMatchObject({ name: '买买提·艾力', line: { substituteFor: lines[0], state: 'listed' } });
    const all = await trips.manifest.list(station, tripId, false);
    expect(all.map((one) => [one.line.state, one.line.reason])).toEqual([
      ['no_show', '家中有事'],
      ['listed', null],
      ['listed', null],
      ['listed', null],
    ]);
    expect(await trips.house.figures(needId)).toMatchObject({ committed: 3, shortage: 0 });
    expect(await trips.house.people(batchId)).toMatchObject({ committed: 3, used: 0 });
    // The second click is the first; somebody else cannot have the same place.
    expect((await substitutions.substitute(station, tripId, lines[0] ?? '', other, '家中有事')).line.id).toBe(line.line.id);
    expect(await substitutions.substitute(station, tripId, lines[0] ?? '', worker(), '家中有事').catch(codeOf)).toBe('manifest.replaced');
    expect(await trips.manifest.list(station, tripId, false)).toHaveLength(4);
  });

  it('takes the place again of who did not come to the station, and lets nobody have it twice', async () => {
    const { station, tripId, lines, needId, batchId } = await aboard(2);
    const [late = '', there = ''] = lines;
    await call(station, tripId, 'depart', [[late, 'no_show']]);
    expect(await trips.house.figures(needId)).toMatchObject({ committed: 1, shortage: 1 });
    const { line } = await substitutions.substitute(station, tripId, late, worker(), '未按时到站');
    expect(await trips.house.figures(needId)).toMatchObject({ committed: 2, shortage: 0 });
    expect(await trips.house.people(batchId)).toMatchObject({ committed: 2, used: 0 });
    tick();
    // Whose place was taken can come along no more: the group is complete.
    const { verdicts } = await call(station, tripId, 'depart', [[late, 'boarded']]);
    expect(verdicts).toMatchObject([{ verdict: 'no_room', state: 'no_show' }]);
    const boarded = await call(station, tripId, 'depart', [
      [there, 'boarded'],
      [line.id, 'boarded'],
    ]);
    expect(boarded.trip).toMatchObject({ trip: { state: 'under_way' }, counts: { boarded: 2, no_show: 1 } });
    expect(await substitutions.substitute(station, tripId, there, worker(), '途中生病').catch(codeOf)).toBe('trip.state');
  });

  it('checks whoever comes instead as everybody else, and changes nothing when they cannot come', async () => {
    const { station, factory, tripId, lines, needId } = await aboard(1);
    const child = worker({ idNumber: '230101201501011238' });
    const first = lines[0] ?? '';
    expect(await substitutions.substitute(station, tripId, first, child, '家中有事').catch(codeOf)).toBe('manifest.invalid');
    expect(await substitutions.substitute(station, tripId, 'nobody', worker(), '家中有事').catch(codeOf)).toBe('trip.line_unknown');
    expect(await substitutions.substitute(factory, tripId, first, worker(), '家中有事').catch((e: { status: number }) => e.status)).toBe(
      403,
    );
    expect(await trips.manifest.list(station, tripId, false)).toMatchObject([{ line: { state: 'listed', reason: null } }]);
    expect(await trips.house.figures(needId)).toMatchObject({ committed: 1 });
  });
});
