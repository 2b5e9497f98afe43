import { because, fair, outside, roomOf, type Body, type Claim } from './claim.js';
import type { Scene } from './scene.js';

interface Booking {
  booth: { id: string } | null;
}

/** A fair of one's own county that can be booked. */
const openFair = async ({ county, home }: Scene, day: string): Promise<string> => {
  const made = await county.post<Body>('/api/fairs', { ...fair, day, nodeId: home, expectedAttendance: 100, dutyStaff: 2 });
  expect((await county.post(`/api/fairs/${made.body.id}/publish`)).status).toBe(200);
  return made.body.id ?? '';
};
/** A booth there that the enterprise of the county holds. */
const held = async (scene: Scene, day: string): Promise<{ fairId: string; boothId: string }> => {
  const fairId = await openFair(scene, day);
  const { body } = await scene.firm.post<Booking>(`/api/fairs/${fairId}/bookings`, {});
  return { fairId, boothId: body.booth?.id ?? '' };
};
const licence = { number: '370702024001', validUntil: '2027-12-31' };
const series = { everyWeeks: 1, until: '2027-03-10' };

/** What is claimed about booths, waiting lists, series and targets. */
export const CLAIMS_ON_BOOTHS: Claim[] = [
  {
    route: 'POST /api/fairs/:id/bookings',
    fields: ['enterpriseId'],
    says: 'an enterprise asks for a booth for another one',
    ask: async (scene) =>
      scene.firm.post(`/api/fairs/${await openFair(scene, '2027-04-01')}/bookings`, { enterpriseId: scene.otherFirmId }),
    refused: outside,
  },
  {
    route: 'POST /api/fairs/:id/replies',
    fields: ['enterpriseId'],
    says: 'an enterprise answers for another one',
    ask: async (scene) =>
      scene.firm.post(`/api/fairs/${await openFair(scene, '2027-04-02')}/replies`, { answer: 'no', enterpriseId: scene.otherFirmId }),
    refused: outside,
  },
  {
    route: 'POST /api/booths/:id/confirm',
    fields: ['needIds'],
    says: 'an enterprise shows another one’s post',
    ask: async (scene) =>
      scene.firm.post(`/api/booths/${(await held(scene, '2027-04-03')).boothId}/confirm`, { needIds: [scene.otherNeedId] }),
    refused: because(422, 'booth.posts'),
  },
  {
    route: 'PUT /api/booths/:id/details',
    fields: ['needIds'],
    says: 'an enterprise shows another one’s post later',
    ask: async (scene) =>
      scene.firm.send('PUT', `/api/booths/${(await held(scene, '2027-04-04')).boothId}/details`, { needIds: [scene.otherNeedId] }),
    refused: because(422, 'booth.posts'),
  },
  {
    route: 'POST /api/booths/:id/outcomes',
    fields: ['needId'],
    says: 'an enterprise says that it hired somebody for another one’s post',
    ask: async (scene) => {
      const { fairId, boothId } = await held(scene, '2026-11-24');
      const { body } = await scene.county.post<{ number: string }[]>(`/api/fairs/${fairId}/tickets/paper`, { count: 1 });
      const said = { number: body[0]?.number, kind: 'hired', needId: scene.otherNeedId };
      return scene.firm.post(`/api/booths/${boothId}/outcomes`, said);
    },
    refused: because(422, 'outcome.other_need'),
  },
  {
    route: 'POST /api/booths/:id/swap',
    fields: ['withId'],
    says: 'an office swaps with a booth of another fair',
    ask: async (scene) => {
      const [one, other] = [await held(scene, '2027-04-05'), await held(scene, '2027-04-06')];
      return scene.county.post(`/api/booths/${one.boothId}/swap`, { withId: other.boothId });
    },
    refused: outside,
  },
  {
    route: 'POST /api/waiting/:id/order',
    fields: ['beforeId'],
    says: 'an office puts one before somebody of another list',
    ask: async (scene) => {
      const full = async (day: string): Promise<string> => {
        const { fairId } = await held(scene, day);
        for (const { id } of (await scene.county.get<{ id: string; enterpriseId: string | null }[]>(`/api/fairs/${fairId}/booths`)).body)
          await scene.county.post(`/api/booths/${id}/block`, { reason: '停用' });
        const { body } = await scene.otherFirm.post<{ waiting: { id: string } }>(`/api/fairs/${fairId}/bookings`, {});
        return body.waiting.id;
      };
      const [one, other] = [await full('2027-04-07'), await full('2027-04-08')];
      return scene.county.post(`/api/waiting/${one}/order`, { beforeId: other, reason: '省重点项目' });
    },
    refused: because(409, 'wait.order'),
  },
  {
    route: 'PUT /api/agency-licences/:enterpriseId',
    fields: [':enterpriseId'],
    says: 'an office enters the licence of another county’s agency',
    ask: ({ county, otherFirmId }) => county.send('PUT', `/api/agency-licences/${otherFirmId}`, licence),
    refused: outside,
  },
  {
    route: 'GET /api/agency-licences/:enterpriseId',
    fields: [':enterpriseId'],
    says: 'an enterprise looks at another one’s licence',
    ask: ({ firm, otherFirmId }) => firm.get(`/api/agency-licences/${otherFirmId}`),
    refused: outside,
  },
  ...['', '/preview'].flatMap((more): Claim[] => [
    {
      route: `POST /api/fair-series${more}`,
      fields: ['copyOfId'],
      says: `an office copies another county’s fair${more}`,
      ask: async ({ otherCounty, county, away }) => {
        const made = await otherCounty.post<Body>('/api/fairs', { ...fair, nodeId: away });
        return county.post(`/api/fair-series${more}`, { copyOfId: made.body.id, ...series });
      },
      refused: outside,
    },
    {
      route: `POST /api/fair-series${more}`,
      fields: ['plan.nodeId'],
      says: `an office plans a series of another county${more}`,
      ask: ({ county, away }) => county.post(`/api/fair-series${more}`, { plan: { ...fair, nodeId: away }, ...series }),
      refused: outside,
    },
    {
      route: `POST /api/fair-series${more}`,
      fields: ['plan.roomId'],
      says: `an office plans a series in another county’s room${more}`,
      ask: async ({ county, otherCounty, home, away }) =>
        county.post(`/api/fair-series${more}`, { plan: { ...fair, nodeId: home, roomId: await roomOf(otherCounty, away) }, ...series }),
      refused: outside,
    },
  ]),
  {
    route: 'PUT /api/fair-targets',
    fields: ['nodeId'],
    says: 'the city sets a target for an office that is not its own',
    ask: ({ city }) =>
      city.send('PUT', '/api/fair-targets', { year: 2027, nodeId: '370102', validFrom: '2027-01-01', fairs: 1, source: '年度计划' }),
    refused: because(422, 'fair.node'),
  },
];
