import { eachDatabase } from '../../../../test/support/databases.js';
import { codeOf, Trips } from '../testing/trips.js';
import { TravelService } from './travel.service.js';

eachDatabase((database) => {
  const all = new Trips();

  beforeAll(async () => void (await all.start(database)));

  it('puts people into a coach, takes them out of it, and asks for where when nothing is said', async () => {
    const travels = all.house.get(TravelService);
    const { station, tripId, lines } = await all.aboard(2);
    const coach = { number: 1, vehicle: null, seats: 1, leaderName: null, leaderPhone: null };
    const before = await travels.one(station, tripId);
    const set = { legs: [], costs: [], coaches: [coach], pickups: [{ place: '哈尔滨西站', at: new Date('2026-11-25T01:00:00Z') }] };
    const { coaches, pickups } = await travels.set(station, tripId, before.trip.version, set);
    const [coachId = '', pickupId = ''] = [coaches[0]?.id, pickups[0]?.id];
    const place = (ids: string[], to: object) => travels.place(station, tripId, ids, to);

    await expect(place(lines, {}).catch(codeOf)).resolves.toBe('trip.seat_unsaid');
    await expect(place(lines, { coachId }).catch(codeOf)).resolves.toBe('trip.coach_full');
    expect((await place(lines.slice(0, 1), { coachId })).seatsTaken.get(coachId)).toBe(1);
    expect((await place(lines, { pickupId })).seatsTaken.get(coachId)).toBe(1);
    expect((await place(lines, { coachId: null })).seatsTaken.size).toBe(0);
  });
});
