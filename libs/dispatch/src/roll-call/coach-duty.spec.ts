import { newId, UnitOfWork } from '#platform/db';
import type { Mark } from '#field';
import { eachDatabase } from '../../../../test/support/databases.js';
import { Absences } from '../absence/absences.js';
import { HandOvers } from '../hand-over/hand-overs.js';
import { codeOf, Trips } from '../testing/trips.js';
import { TravelService } from '../trip/travel.service.js';
import { COACH_DUTY, CoachDuty, LEADER_DUTY } from './coach-duty.js';

eachDatabase((database) => {
  const all = new Trips();
  let duty: CoachDuty;
  let uow: UnitOfWork;

  beforeAll(async () => {
    await all.start(database);
    [duty, uow] = [all.house.get(CoachDuty), all.house.get(UnitOfWork)];
  });

  /** A trip with a coach in which everybody sits. */
  const coached = async (people: number) => {
    const scene = await all.aboard(people);
    const travel = all.house.get(TravelService);
    const { version } = await all.trips.one(scene.station, scene.tripId).then(({ trip }) => trip);
    const coach = { number: 3, vehicle: null, seats: people, leaderName: '李领队', leaderPhone: '13900000001' };
    await travel.set(scene.station, scene.tripId, version, { legs: [], pickups: [], costs: [], coaches: [coach] });
    const { coaches } = await travel.seatAll(scene.station, scene.tripId);
    return { ...scene, ref: { kind: COACH_DUTY, id: coaches[0]!.id }, leader: { kind: LEADER_DUTY, id: coaches[0]!.id } };
  };

  const said = (deviceId: string, kind: string, subject: string, detail: Record<string, unknown>): Mark => {
    all.clock.advance({ seconds: 1 });
    return { entryId: newId(), deviceId, kind, subject, detail, seenAt: all.clock.now() };
  };
  const tell = (ref: { kind: string; id: string }, marks: Mark[]) => uow.run(() => duty.mark(ref, marks));
  const stateOf = async (line: string): Promise<string> =>
    (await uow.manager.query<{ state: string }[]>('SELECT state FROM manifest_line WHERE id = ?', [line]))[0]?.state ?? '';

  it('moves people as phones without a network saw them, in whatever order they tell, and the need’s figures with them', async () => {
    const { ref, lines, needId, tripId, station } = await coached(6);
    const [late, ...there] = lines;
    const board = there.map((id) => said('a', 'board', id, { says: 'here' }));
    const missing = said('a', 'board', late!, { says: 'absent' });
    const change = there.map((id, i) => said('a', 'transfer', id, { says: i === 0 ? 'absent' : 'here', leg: 1 }));
    const arrive = there.map((id) => said('b', 'arrive', id, { says: 'here' }));
    const judged = await tell(ref, [...arrive, ...change, missing, ...board]);
    expect(judged.verdicts.every(({ verdict }) => verdict === 'taken')).toBe(true);
    expect(await all.house.figures(needId)).toMatchObject({ committed: 5, shortage: 1 });
    expect((await all.trips.one(station, tripId)).trip.state).toBe('arrived');
    // who was missing has somebody who asks after them, and a day to do it; who was missed at the change has turned up
    const { items } = await all.house.get(Absences).list(station, { tripId }, undefined, 10);
    expect(items.map(({ absence: { at, lineId, outcome } }) => [at, lineId, outcome]).sort()).toEqual([
      ['board', late, null],
      ['transfer', there[0], 'found'],
    ]);
    const open = items.find(({ absence }) => absence.outcome === null)!.absence;
    expect(open.dueAt.getTime() - open.openedAt.getTime()).toBe(24 * 3_600_000);
  });

  it('keeps two phones that differ apart until the leader decides, and takes a correction of who knew better', async () => {
    const { ref, leader, lines } = await coached(3);
    const [one = '', two = '', three = ''] = lines;
    const first = said('a', 'board', one, { says: 'here' });
    await tell(ref, [first, said('a', 'board', two, { says: 'here' }), said('a', 'board', three, { says: 'absent' })]);
    const other = said('b', 'board', one, { says: 'absent' });
    const judged = await tell(ref, [other]);
    expect(judged.verdicts).toEqual([{ verdict: 'conflict', code: 'says_otherwise', withEntryId: first.entryId }]);
    expect(await stateOf(one)).toBe('boarded');
    const { facts, rows } = await duty.kit(leader, null);
    expect(facts['conflicts']).toMatchObject([{ entry: other.entryId, line: one, waits: { says: 'absent' }, counts: { says: 'here' } }]);
    // b had seen what a said of the third one: that is no conflict
    const known = /board:0=absent=([\w-]+)/.exec(rows.find(({ id }) => id === three)?.values[6] ?? '')?.[1];
    expect((await tell(ref, [said('b', 'board', three, { says: 'here', over: known })])).verdicts).toEqual([{ verdict: 'taken' }]);
    expect(await stateOf(three)).toBe('boarded');
    const decision = () => said('a', 'settle', other.entryId, { stands: true });
    expect((await tell(ref, [decision()])).verdicts).toEqual([{ verdict: 'refused', code: 'not_leader' }]);
    const settled = await tell(leader, [decision()]);
    expect([settled.verdicts, settled.settled]).toEqual([[{ verdict: 'taken' }], [{ entryId: other.entryId, stands: true }]]);
    expect(await stateOf(one)).toBe('no_show');
    expect((await tell(leader, [decision()])).verdicts).toEqual([{ verdict: 'refused', code: 'settled' }]);
    expect((await duty.kit(leader, null)).facts['conflicts']).toEqual([]);
    // nothing is new: no names are sent again
    const { since } = await duty.kit(leader, null);
    expect((await duty.kit(leader, since)).rows).toEqual([]);
  });

  it('lets a conflict go when the phone corrects itself', async () => {
    const { ref, lines } = await coached(1);
    const [one = ''] = lines;
    await tell(ref, [said('a', 'board', one, { says: 'here' })]);
    const wrong = said('b', 'board', one, { says: 'absent' });
    await tell(ref, [wrong]);
    const { cleared } = await tell(ref, [said('b', 'board', one, { says: 'here' })]);
    expect([cleared, await stateOf(one)]).toEqual([[wrong.entryId], 'boarded']);
  });

  it('is handed over at the gate by a code, once, but for those who are not there', async () => {
    const { ref, lines, tripId, needId, station, enterpriseId } = await coached(4);
    const handOvers = all.house.get(HandOvers);
    const [gate] = await handOvers.list(station, tripId);
    const code = gate?.code ?? '';
    expect(await handOvers.confirm(code, { receivedBy: '门卫老张', missing: [] }).catch(codeOf)).toBe('hand_over.early');
    await tell(
      ref,
      lines.map((id) => said('a', 'board', id, { says: 'here' })),
    );
    const seen = await handOvers.look(code);
    expect(seen.people.map(({ name }) => name)).toEqual(['张**', '张**', '张**', '张**']);
    const received = { receivedBy: '门卫老张', missing: [lines[0]!] };
    const done = { present: 3, missing: 1, receivedBy: '门卫老张' };
    for (let i = 0; i < 2; i += 1) expect((await handOvers.confirm(code, received)).gate.done).toMatchObject(done);
    expect(await handOvers.confirm(code, { ...received, missing: [] }).catch(codeOf)).toBe('hand_over.done');
    expect(await handOvers.look(`${code.slice(0, -1)}${code.endsWith('A') ? 'B' : 'A'}`).catch(codeOf)).toBe('hand_over.unknown');
    expect((await all.trips.one(station, tripId)).trip.state).toBe('handed_over');
    expect([await stateOf(lines[0]!), await stateOf(lines[1]!)]).toEqual(['lost', 'arrived']);
    expect(await all.house.figures(needId)).toMatchObject({ committed: 3, shortage: 1 });
    expect((await handOvers.list(station, tripId)).map((one) => [one.enterpriseId, one.people])).toEqual([[enterpriseId, 3]]);
  });

  it('tells of four phones with 600 marks each in a second', async () => {
    const { ref, lines } = await coached(600);
    const batches = ['a', 'b', 'c', 'd'].map((device) => lines.map((id) => said(device, 'board', id, { says: 'here' })));
    const begun = performance.now();
    for (const marks of batches) await tell(ref, marks);
    const took = performance.now() - begun;
    process.stdout.write(`4 × 600 marks took ${Math.round(took)} ms\n`);
    expect(await stateOf(lines[599]!)).toBe('boarded');
    // Beside other specs: the bench measures it alone.
    expect(took).toBeLessThan(8_000);
  }, 60_000);
});
