import { Clock } from '#platform/db';
import { because, fair, outside, type Body, type Claim } from './claim.js';
import type { Scene } from './scene.js';

interface Running {
  fairId: string;
  number: string;
}

const made = async ({ county, otherFirm, home, house }: Scene): Promise<Running> => {
  const { body } = await county.post<Body>('/api/fairs', {
    ...{ ...fair, day: house.get(Clock).today(), opensAt: '00:00', closesAt: '23:59', nodeId: home, expectedAttendance: 100, dutyStaff: 2 },
  });
  const fairId = body.id ?? '';
  await county.post(`/api/fairs/${fairId}/publish`);
  await otherFirm.post(`/api/fairs/${fairId}/bookings`, { hold: false });
  const [ticket] = (await county.post<{ number: string }[]>(`/api/fairs/${fairId}/tickets/paper`, { count: 1 })).body;
  await county.post(`/api/fairs/${fairId}/steps`, { step: 'start' });
  return { fairId, number: ticket?.number ?? '' };
};

const known = new WeakMap<Scene, Promise<Running>>();
/** A fair of one’s own county that runs, with a booth of the other enterprise and a ticket: one, for nobody has two booths a day. */
const running = (scene: Scene): Promise<Running> => {
  const there = known.get(scene) ?? made(scene);
  known.set(scene, there);
  return there;
};

/** What is claimed about results of fairs and hires. */
export const CLAIMS_ON_RESULTS: Claim[] = [
  {
    route: 'POST /api/fairs/:id/hires',
    fields: ['enterpriseId'],
    says: 'an enterprise says that another one hired somebody',
    ask: async (scene) => {
      const { fairId, number } = await running(scene);
      return scene.firm.post(`/api/fairs/${fairId}/hires`, { number, metFirst: true, enterpriseId: scene.otherFirmId });
    },
    refused: outside,
  },
  {
    route: 'POST /api/fairs/:id/hires',
    fields: ['needId'],
    says: 'an enterprise fills another one’s post with a hire',
    ask: async (scene) => {
      const { fairId, number } = await running(scene);
      return scene.otherFirm.post(`/api/fairs/${fairId}/hires`, { number, metFirst: true, needId: scene.needId });
    },
    refused: because(422, 'outcome.other_need'),
  },
  {
    route: 'POST /api/fairs/:id/results',
    fields: ['enterpriseId'],
    says: 'an enterprise says what came of people at another one’s booth',
    ask: async (scene) => {
      const { fairId, number } = await running(scene);
      return scene.firm.post(`/api/fairs/${fairId}/results`, { rows: [{ number, kind: 'offer' }], enterpriseId: scene.otherFirmId });
    },
    refused: outside,
  },
  {
    route: 'POST /api/fairs/:id/results/hand-in',
    fields: ['enterpriseId'],
    says: 'an enterprise hands in for another one',
    ask: async (scene) =>
      scene.firm.post(`/api/fairs/${(await running(scene)).fairId}/results/hand-in`, { enterpriseId: scene.otherFirmId }),
    refused: outside,
  },
  {
    route: 'POST /api/fairs/:id/results',
    fields: ['rows[].needId'],
    says: 'an enterprise says that somebody came for another one’s post',
    ask: async (scene) => {
      const { fairId, number } = await running(scene);
      return scene.otherFirm.post(`/api/fairs/${fairId}/results`, { rows: [{ number, kind: 'offer', needId: scene.needId }] });
    },
    refused: because(422, 'result.list'),
  },
  {
    route: 'POST /api/fairs/:id/results/preview',
    fields: ['?enterprise'],
    says: 'an enterprise has a list looked at for another one',
    ask: async (scene) =>
      scene.firm.upload(
        `/api/fairs/${(await running(scene)).fairId}/results/preview?enterprise=${scene.otherFirmId}`,
        '成效.csv',
        '入场码编号,结果\n10002343,面试\n',
      ),
    refused: outside,
  },
];
