import { atVersion, of, type Case } from './case.js';
import type { Stage } from './stage.js';

const hours = (n: number): string => new Date(Date.now() + n * 3_600_000).toISOString();
const travel = () => ({
  legs: [{ mode: 'train', vehicle: 'K1234', fromPlace: '昭通站', toPlace: '潍坊站', departAt: hours(1), arriveAt: hours(30) }],
  pickups: [{ place: '站前广场', at: hours(0.5) }],
  costs: [{ kind: 'fare', payer: 'station', amountFen: 120_000 }],
  coaches: [{ number: 1, seats: 40, leaderName: '李领队', leaderPhone: '13900000001' }],
});

const versionOf = async (stage: Stage, tripId: string): Promise<number> => {
  const [row] = await stage.query<{ version: number }>('SELECT version FROM trip WHERE id = ?', [tripId]);
  return row?.version ?? 0;
};

/** A trip with a coach and some people. */
const coached = async (stage: Stage, people = 3) => {
  const trip = await stage.trip(people);
  const coach = { tripId: trip.tripId, number: 1, vehicle: null, seats: 40, leaderName: null, leaderPhone: null };
  return { ...trip, coachId: await stage.insert('TripCoach', coach) };
};

/** The link of somebody on a trip, and what opens it. */
const linked = async (stage: Stage): Promise<{ code: string; lastFour: string }> => {
  const { station, tripId } = await stage.trip();
  const idNumber = stage.idNumber();
  await stage.done(station.clerk, 'POST', `/api/trips/${tripId}/manifest`, { lines: [{ name: '王建国', idNumber }] });
  const [link] = await stage.done<{ code: string }[]>(station.clerk, 'POST', `/api/trips/${tripId}/links`);
  return { code: link?.code ?? '', lastFour: idNumber.slice(-4) };
};

/** What the QR at the gate of a group’s enterprise says. */
const gate = async (stage: Stage): Promise<string> => {
  const { station, tripId } = await stage.trip(3, 'under_way');
  const [one] = await stage.done<{ code: string }[]>(station.clerk, 'GET', `/api/trips/${tripId}/hand-overs`);
  return one?.code ?? '';
};

/** Somebody who did not come. */
const absence = async (stage: Stage) => {
  const { station, tripId, lines } = await stage.trip(2);
  await stage.done(station.clerk, 'POST', `/api/trips/${tripId}/depart`, stage.call(lines, 'no_show'));
  const [row] = await stage.query<{ id: string }>('SELECT id FROM trip_absence WHERE tripId = ? ORDER BY id', [tripId]);
  return { station, id: row?.id ?? '' };
};

export const tripCases: Case[] = [
  of('PUT /api/trips/{id}/travel', async (stage) => {
    const { station, tripId } = await stage.trip(2);
    return { who: station.clerk, ids: [tripId], body: travel(), headers: atVersion(await versionOf(stage, tripId)) };
  }),
  of('POST /api/trips/{id}/seats', async (stage) => {
    const { station, tripId, lines, coachId } = await coached(stage);
    return { who: station.clerk, ids: [tripId], body: { lineIds: lines.map(({ id }) => id), coachId } };
  }),
  of('POST /api/trips/{id}/seats/all', async (stage) => {
    const { station, tripId } = await coached(stage);
    return { who: station.clerk, ids: [tripId] };
  }),
  of('POST /api/trips/{id}/links', async (stage) => {
    const { station, tripId } = await stage.trip(3);
    return { who: station.clerk, ids: [tripId] };
  }),
  of('POST /api/worker-links/look', async (stage) => ({ who: null, body: { code: (await linked(stage)).code } })),
  of('POST /api/my-trip', async (stage) => ({ who: null, body: await linked(stage) })),
  {
    ...of(
      'POST /api/my-trip',
      async (stage) => ({ who: null, body: { ...(await linked(stage)), lastFour: '000X' } }),
      'with a wrong guess',
    ),
    refused: true,
  },
  of('POST /api/hand-overs/look', async (stage) => ({ who: null, body: { code: await gate(stage) } })),
  of('POST /api/hand-overs/confirm', async (stage) => ({
    who: null,
    body: { code: await gate(stage), receivedBy: '门卫老张', missing: [] },
  })),
  of('POST /api/trips/{id}/receive', async (stage) => {
    const { firm, tripId } = await stage.trip(3, 'under_way');
    return { who: firm.hr, ids: [tripId], body: { receivedBy: '张敏', missing: [] } };
  }),
  of('POST /api/absences/{id}/close', async (stage) => {
    const { station, id } = await absence(stage);
    return { who: station.clerk, ids: [id], body: { outcome: 'went_home', note: '家中老人生病' } };
  }),
  of('POST /api/absences/{id}/take', async (stage) => {
    const { station, id } = await absence(stage);
    return { who: station.clerk, ids: [id] };
  }),
];
