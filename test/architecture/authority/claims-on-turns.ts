import { createHash, randomBytes } from 'node:crypto';
import { Clock, newId, UnitOfWork } from '#platform/db';
import { fair, outside, type Body, type Claim } from './claim.js';
import type { Scene } from './scene.js';

interface Queue {
  boothId: string;
  roomId: string;
  /** Of somebody at this fair, and of somebody at another one. */
  link: string;
  otherLink: string;
  turnId: string;
}

const onlineFair = async ({ county, home, house }: Scene): Promise<string> => {
  const hours = { day: house.get(Clock).today(), opensAt: '00:00', closesAt: '23:59', mode: 'online', streamUrl: 'https://live.example/1' };
  const made = await county.post<Body>('/api/fairs', { ...fair, ...hours, nodeId: home, expectedAttendance: 100, dutyStaff: 2 });
  expect((await county.post(`/api/fairs/${made.body.id}/publish`)).status).toBe(200);
  return made.body.id ?? '';
};

const linkOf = async ({ county, house }: Scene, fairId: string): Promise<string> => {
  const [printed] = (await county.post<{ number: string }[]>(`/api/fairs/${fairId}/tickets/paper`, { count: 1 })).body;
  const link = randomBytes(32).toString('base64url');
  const hash = createHash('sha256').update(link).digest('base64url');
  const said = [hash, fairId, printed?.number];
  await house.get(UnitOfWork).manager.query('UPDATE fair_ticket SET linkHash = ? WHERE fairId = ? AND number = ?', said);
  return link;
};

const made = async (scene: Scene): Promise<Queue> => {
  const [fairId, elsewhere] = [await onlineFair(scene), await onlineFair(scene)];
  const { booth } = (await scene.otherFirm.post<{ booth: Body }>(`/api/fairs/${fairId}/bookings`, { hold: false })).body;
  const room = { link: 'https://meeting.example/1', minutes: 10, state: 'open' };
  expect((await scene.otherFirm.send('PUT', `/api/booths/${booth.id}/talk-room`, room)).status).toBe(200);
  const { items } = (await scene.county.get<{ items: Body[] }>(`/api/fairs/${fairId}/talk-rooms`)).body;
  const [link, otherLink] = [await linkOf(scene, fairId), await linkOf(scene, elsewhere)];
  const joined = await scene.county.post<{ turns: Body[] }>('/api/my-turns/join', { link, roomId: items[0]?.id });
  return { boothId: booth.id ?? '', roomId: items[0]?.id ?? '', link, otherLink, turnId: joined.body.turns[0]?.id ?? newId() };
};

const known = new WeakMap<Scene, Promise<Queue>>();
const queue = (scene: Scene): Promise<Queue> => {
  const there = known.get(scene) ?? made(scene);
  known.set(scene, there);
  return there;
};

/** What is claimed about queues at online fairs. */
export const CLAIMS_ON_TURNS: Claim[] = [
  {
    route: 'POST /api/booths/:id/talk-room/end',
    fields: ['turnId'],
    says: 'an enterprise ends a turn that is none of its queue',
    ask: async (scene) => {
      const { boothId } = await queue(scene);
      return scene.otherFirm.post(`/api/booths/${boothId}/talk-room/end`, { turnId: newId() });
    },
    refused: outside,
  },
  {
    route: 'POST /api/my-turns/join',
    fields: ['roomId'],
    says: 'somebody joins a queue of a fair that their ticket is not of',
    ask: async (scene) => {
      const { otherLink, roomId } = await queue(scene);
      return scene.county.post('/api/my-turns/join', { link: otherLink, roomId });
    },
    refused: outside,
  },
  ...(['leave', 'come'] as const).map((step): Claim => ({
    route: `POST /api/my-turns/${step}`,
    fields: ['turnId'],
    says: `somebody would ${step} for another one`,
    ask: async (scene) => {
      const { otherLink, turnId } = await queue(scene);
      return scene.county.post(`/api/my-turns/${step}`, { link: otherLink, turnId });
    },
    refused: outside,
  })),
];
