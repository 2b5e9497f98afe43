import { createHash, randomBytes } from 'node:crypto';
import { of, type Case } from './case.js';
import { COUNTY } from './programs.js';
import type { Firm, Stage } from './stage.js';

interface Queue {
  fairId: string;
  firm: Firm;
  boothId: string;
  roomId: string;
}
const ROOM = { link: 'https://meeting.example/1', minutes: 10, state: 'open' };

/** An online fair of today, and an enterprise there. */
const exhibitor = async (stage: Stage, given?: string): Promise<Omit<Queue, 'roomId'>> => {
  const { county } = stage.office;
  const plan = {
    ...{ nodeId: COUNTY, name: `线上招聘会${stage.next()}`, theme: '装备制造', day: stage.today, opensAt: '00:00', closesAt: '23:59' },
    ...{ mode: 'online', streamUrl: 'https://live.example/1', expectedAttendance: 100, dutyStaff: 1, boothCount: 4 },
  };
  const fairId = given ?? (await stage.done(county, 'POST', '/api/fairs', plan)).id;
  if (!given) await stage.done(county, 'POST', `/api/fairs/${fairId}/publish`);
  const firm = await stage.firm();
  const { booth } = await stage.done<{ booth: { id: string } }>(firm.hr, 'POST', `/api/fairs/${fairId}/bookings`, { hold: false });
  return { fairId, firm, boothId: booth.id };
};

const queue = async (stage: Stage, given?: string): Promise<Queue> => {
  const found = await exhibitor(stage, given);
  await stage.done(found.firm.hr, 'PUT', `/api/booths/${found.boothId}/talk-room`, ROOM);
  const [row] = await stage.query<{ id: string }>('SELECT id FROM fair_talk_room WHERE enterpriseId = ?', [found.firm.id]);
  return { ...found, roomId: row?.id ?? '' };
};

/** Somebody with a ticket of the fair, by its link. */
const visitor = async (stage: Stage, fairId: string): Promise<string> => {
  const path = `/api/fairs/${fairId}/tickets/paper`;
  const [ticket] = await stage.done<{ number: string }[]>(stage.office.county, 'POST', path, { count: 1 });
  const link = randomBytes(32).toString('base64url');
  const hash = createHash('sha256').update(link).digest('base64url');
  await stage.query('UPDATE fair_ticket SET linkHash = ? WHERE fairId = ? AND number = ?', [hash, fairId, ticket?.number]);
  return link;
};

const join = async (stage: Stage, link: string, roomId: string): Promise<string> =>
  (await stage.done<{ turns: { id: string }[] }>(null, 'POST', '/api/my-turns/join', { link, roomId })).turns[0]?.id ?? '';

/** Two people in a queue, of whom the first was called when `called`. */
const waiting = async (stage: Stage, called: boolean): Promise<Queue & { link: string; turnId: string }> => {
  const there = await queue(stage);
  const link = await visitor(stage, there.fairId);
  const turnId = await join(stage, link, there.roomId);
  await join(stage, await visitor(stage, there.fairId), there.roomId);
  if (called) await stage.done(there.firm.hr, 'POST', `/api/booths/${there.boothId}/talk-room/call`);
  return { ...there, link, turnId };
};

/** Queues at online fairs: one person once in each, one called at a time, nobody by two. */
export const turnCases: Case[] = [
  of('PUT /api/booths/{id}/talk-room', async (stage) => {
    const { firm, boothId } = await exhibitor(stage);
    return { who: firm.hr, ids: [boothId], body: ROOM };
  }),
  of('POST /api/booths/{id}/talk-room/call', async (stage) => {
    const { firm, boothId } = await waiting(stage, false);
    return { who: firm.hr, ids: [boothId] };
  }),
  {
    route: 'POST /api/booths/{id}/talk-room/call',
    about: 'four enterprises, for each of which the same two people wait: two call one each',
    prepare: async (stage) => {
      const first = await queue(stage);
      const all = [first, ...(await Promise.all([0, 1, 2].map(() => queue(stage, first.fairId))))];
      for (const link of [await visitor(stage, first.fairId), await visitor(stage, first.fairId)])
        for (const { roomId } of all) await join(stage, link, roomId);
      return all.map(({ firm, boothId }) => ({ who: firm.hr, method: 'POST', path: `/api/booths/${boothId}/talk-room/call` }));
    },
  },
  of('POST /api/booths/{id}/talk-room/end', async (stage) => {
    const { firm, boothId, turnId, link } = await waiting(stage, true);
    await stage.done(null, 'POST', '/api/my-turns/come', { link, turnId });
    return { who: firm.hr, ids: [boothId], body: { turnId } };
  }),
  of('POST /api/my-turns', async (stage) => ({ who: null, body: { link: (await waiting(stage, true)).link } })),
  of('POST /api/my-turns/join', async (stage) => {
    const { fairId, roomId } = await queue(stage);
    return { who: null, body: { link: await visitor(stage, fairId), roomId } };
  }),
  of('POST /api/my-turns/leave', async (stage) => {
    const { link, turnId } = await waiting(stage, true);
    return { who: null, body: { link, turnId } };
  }),
  of('POST /api/my-turns/come', async (stage) => {
    const { link, turnId } = await waiting(stage, true);
    return { who: null, body: { link, turnId } };
  }),
];
