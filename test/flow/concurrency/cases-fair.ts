import { atVersion, of, type Case } from './case.js';
import { COUNTY } from './programs.js';
import type { Stage } from './stage.js';

const ALWAYS = Array.from({ length: 8 }, () => ({ open: true, from: '00:00', to: '23:59' }));
const venueOf = (stage: Stage) => ({
  nodeId: COUNTY,
  name: `场地${stage.next()}`,
  address: '和平路 1 号',
  capacity: 800,
  exits: 4,
  opening: ALWAYS,
});
const roomOf = (name: string) => ({
  name,
  capacity: 500,
  places: Array.from({ length: 6 }, (_, i) => ({
    ...{ number: `A0${i + 1}`, gridRow: 1, gridColumn: i + 1, widthCm: 300, depthCm: 300, power: false },
  })),
});
const venue = async (stage: Stage): Promise<string> => (await stage.done(stage.office.county, 'POST', '/api/venues', venueOf(stage))).id;
const room = async (stage: Stage): Promise<string> => {
  const path = `/api/venues/${await venue(stage)}/rooms`;
  const { rooms } = await stage.done<{ rooms: { id: string }[] }>(stage.office.county, 'POST', path, roomOf('大厅'));
  return rooms[0]?.id ?? '';
};
const plan = (stage: Stage, more: object = {}) => ({
  nodeId: COUNTY,
  name: `招聘会${stage.next()}`,
  theme: '装备制造',
  day: stage.day(20),
  opensAt: '09:00',
  closesAt: '12:00',
  boothCount: 5,
  ...more,
});
const rule = (stage: Stage) => ({
  ...{ validFrom: stage.day(100 + stage.next()), permitFrom: 1_000, cityPoliceFrom: 5_000, permitDaysBefore: 20, boothsPerStaff: 10 },
  ...{ plansFrom: 1_000, agencyDaysBefore: 15, source: '国务院令第505号' },
});
const holiday = (stage: Stage) => ({ day: stage.day(100 + stage.next()), kind: 'holiday', name: '春节', source: '国办通知' });

/** Fairs, their venues and their rules. */
export const fairCases: Case[] = [
  of('POST /api/fairs', async (stage) => ({
    who: stage.office.county,
    body: plan(stage, { place: '市场' }),
  })),
  of(
    'POST /api/fairs',
    async (stage) => ({ who: stage.office.county, body: plan(stage, { roomId: await room(stage) }) }),
    'in one room at one time',
  ),
  of('POST /api/fairs/{id}/steps', async (stage) => ({
    who: stage.office.county,
    ids: [await stage.fair(false)],
    body: { step: 'file' },
  })),
  {
    route: 'POST /api/fairs/{id}/booths',
    about: 'one enterprise at four fairs at the same time',
    prepare: async (stage) => {
      const { hr } = await stage.firm();
      const shots = [];
      for (let i = 0; i < 4; i += 1)
        shots.push({ who: hr, method: 'POST', path: `/api/fairs/${await stage.fair(true)}/booths`, body: { number: 'A01' } });
      return shots;
    },
  },
  {
    route: 'PATCH /api/fairs/{id}',
    about: 'four fairs are moved into one room',
    prepare: async (stage) => {
      const roomId = await room(stage);
      const shots = [];
      for (let i = 0; i < 4; i += 1) {
        const { id } = await stage.done(stage.office.county, 'POST', '/api/fairs', plan(stage, { place: '市场' }));
        shots.push({ who: stage.office.county, method: 'PATCH', path: `/api/fairs/${id}`, body: { roomId }, headers: atVersion(1) });
      }
      return shots;
    },
  },
  of('PUT /api/fairs/{id}/duty', async (stage) => ({
    who: stage.office.county,
    ids: [await stage.fair(false)],
    body: { userIds: [(await stage.person([{ role: 'county-staff', nodeId: COUNTY }])).userId] },
  })),
  {
    route: 'PUT /api/fairs/{id}/duty',
    about: 'one officer at four fairs at the same time',
    prepare: async (stage) => {
      const { userId } = await stage.person([{ role: 'county-staff', nodeId: COUNTY }]);
      const shots = [];
      for (let i = 0; i < 4; i += 1) {
        const path = `/api/fairs/${await stage.fair(false)}/duty`;
        shots.push({ who: stage.office.county, method: 'PUT', path, body: { userIds: [userId] } });
      }
      return shots;
    },
  },
  of('POST /api/venues', async (stage) => ({ who: stage.office.county, body: venueOf(stage) })),
  of('PATCH /api/venues/{id}', async (stage) => ({
    who: stage.office.county,
    ids: [await venue(stage)],
    body: { exits: 6 },
    headers: atVersion(1),
  })),
  of('POST /api/venues/{id}/rooms', async (stage) => ({ who: stage.office.county, ids: [await venue(stage)], body: roomOf('大厅') })),
  of('PATCH /api/rooms/{id}', async (stage) => ({
    who: stage.office.county,
    ids: [await room(stage)],
    body: { ...roomOf('大厅'), capacity: 400 },
    headers: atVersion(1),
  })),
  of('PUT /api/fair-rules', async (stage) => ({ who: stage.office.city, body: rule(stage) })),
  of('PUT /api/special-days', async (stage) => ({ who: stage.office.city, body: holiday(stage) })),
  of('DELETE /api/special-days/{day}', async (stage) => {
    const given = holiday(stage);
    await stage.done(stage.office.city, 'PUT', '/api/special-days', given);
    return { who: stage.office.city, ids: [given.day] };
  }),
  of('PATCH /api/fairs/{id}', async (stage) => ({
    who: stage.office.county,
    ids: [await stage.fair(false)],
    body: { boothCount: 10 },
    headers: atVersion(1),
  })),
  of('POST /api/fairs/{id}/publish', async (stage) => ({ who: stage.office.county, ids: [await stage.fair(false)] })),
  of('POST /api/fairs/{id}/cancel', async (stage) => ({
    who: stage.office.county,
    ids: [await stage.fair(true)],
    body: { reason: '天气原因' },
  })),
  of('POST /api/fairs/{id}/booths', async (stage) => ({ who: (await stage.firm()).hr, ids: [await stage.fair(true)], body: {} })),
  {
    route: 'POST /api/fairs/{id}/booths',
    about: 'four enterprises for the same booth',
    prepare: async (stage) => {
      const fairId = await stage.fair(true);
      const shots = [];
      for (let i = 0; i < 4; i += 1) {
        const { hr } = await stage.firm();
        shots.push({ who: hr, method: 'POST', path: `/api/fairs/${fairId}/booths`, body: { number: 'A01' } });
      }
      return shots;
    },
  },
  of('DELETE /api/booths/{id}', async (stage) => {
    const { hr } = await stage.firm();
    const { id } = await stage.done(hr, 'POST', `/api/fairs/${await stage.fair(true)}/booths`, {});
    return { who: hr, ids: [id] };
  }),
];
