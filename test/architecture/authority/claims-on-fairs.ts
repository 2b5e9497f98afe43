import { OrgTree } from '#access';
import { newId, UnitOfWork } from '#platform/db';
import type { Scene } from './scene.js';
import { CLAIMS_ON_BOOTHS } from './claims-on-booths.js';
import { CLAIMS_ON_RESULTS } from './claims-on-results.js';
import { outside, roomOf, because, atVersion, fair, venue, type Body, type Claim } from './claim.js';

/** A fair that a plan of the office proposes. */
const proposedFair = async (house: Scene['house'], nodeId: string): Promise<string> => {
  const uow = house.get(UnitOfWork);
  const [planId, planFairId] = [newId(), newId()];
  const node = await house.get(OrgTree).byId(nodeId);
  await uow.run(async () => {
    await uow.manager.insert('FairPlan', {
      ...{ id: planId, nodeId, nodePath: node?.path, state: 'done', activeKey: null, fromDay: '2027-01-01', toDay: '2027-03-31', fairs: 1 },
      ...{ basis: 'open', round: 1, figures: null, startedById: newId(), acceptedById: null, jobId: null, failure: null },
      ...{ createdAt: new Date(), finishedAt: null },
    });
    await uow.manager.insert('PlanFair', {
      ...{ id: planFairId, planId, roomId: newId(), nodeId, day: '2027-01-09', themeCode: '6-18', mark: 'open', booths: 1, short: 0 },
      ...{ covers: 0, weighted: 0, guests: [], fairId: null, refusal: null },
    });
  });
  return planFairId;
};

/** Whose fair, venue or room. */
export const CLAIMS_ON_FAIRS: Claim[] = [
  {
    route: 'POST /api/fairs',
    fields: ['nodeId'],
    says: 'an office plans a fair of another county',
    ask: ({ county, away }) => county.post('/api/fairs', { ...fair, nodeId: away }),
    refused: outside,
  },
  {
    route: 'POST /api/venues',
    fields: ['nodeId'],
    says: 'an office adds a venue to another county',
    ask: ({ county, away }) => county.post('/api/venues', { ...venue, nodeId: away }),
    refused: outside,
  },
  {
    route: 'POST /api/fairs',
    fields: ['roomId'],
    says: 'an office plans a fair in another county’s room',
    ask: async ({ county, otherCounty, home, away }) =>
      county.post('/api/fairs', { ...fair, nodeId: home, roomId: await roomOf(otherCounty, away) }),
    refused: outside,
  },
  {
    route: 'PATCH /api/fairs/:id',
    fields: ['roomId'],
    says: 'an office moves its fair into another county’s room',
    ask: async ({ county, otherCounty, home, away }) => {
      const { body } = await county.post<Body>('/api/fairs', { ...fair, nodeId: home });
      return county.patch(`/api/fairs/${body.id}`, { roomId: await roomOf(otherCounty, away) }, atVersion(1));
    },
    refused: outside,
  },
  {
    route: 'POST /api/fair-plans',
    fields: ['nodeId'],
    says: 'an office plans the fairs of another county',
    ask: ({ county, away }) => county.post('/api/fair-plans', { nodeId: away, fromDay: '2027-01-01', toDay: '2027-03-31', fairs: 1 }),
    refused: outside,
  },
  {
    route: 'PATCH /api/plan-fairs/:id',
    fields: ['roomId'],
    says: 'an office moves a proposed fair into another county’s room',
    ask: async ({ house, county, otherCounty, home, away }) => {
      const planFairId = await proposedFair(house, home);
      return county.patch(`/api/plan-fairs/${planFairId}`, { roomId: await roomOf(otherCounty, away) });
    },
    refused: outside,
  },
  {
    route: 'GET /api/fair-clashes',
    fields: ['?room'],
    says: 'an office asks when another county’s room is taken',
    ask: async ({ county, otherCounty, away }) =>
      county.get(`/api/fair-clashes?day=2027-02-20&opensAt=09:00&closesAt=12:00&room=${await roomOf(otherCounty, away)}`),
    refused: outside,
  },
  {
    route: 'GET /api/fair-clashes',
    fields: ['?except'],
    says: 'an office asks who comes to another county’s fair',
    ask: async ({ county, otherCounty, away }) => {
      const { body } = await otherCounty.post<Body>('/api/fairs', { ...fair, nodeId: away });
      return county.get(`/api/fair-clashes?day=2027-02-20&opensAt=09:00&closesAt=12:00&except=${body.id}`);
    },
    refused: outside,
  },
  {
    route: 'POST /api/fair-tables',
    fields: ['rows[].county'],
    says: 'an office plans a table’s fairs for another county',
    ask: ({ county }) =>
      county.post('/api/fair-tables', { rows: [{ name: '外区招聘会', county: '370784', day: '2027-03-01', booths: '3', place: '广场' }] }),
    refused: because(422, 'fair_table.faults'),
  },
  {
    route: 'POST /api/fair-tables',
    fields: ['rows[].room'],
    says: 'a table’s fair takes a room of another county',
    ask: async ({ county, otherCounty, home, away }) => {
      await otherCounty.post('/api/venues', { ...venue, name: '别县人力资源市场', nodeId: away });
      const there = { venue: '别县人力资源市场', room: '大厅', day: '2027-03-01', booths: '3' };
      return county.post('/api/fair-tables', { rows: [{ name: '借用招聘会', county: home, ...there }] });
    },
    refused: because(422, 'fair_table.faults'),
  },
  {
    route: 'PUT /api/fairs/:id/duty',
    fields: ['userIds'],
    says: 'an office puts another county’s people on duty',
    ask: async ({ county, otherCounty, home }) => {
      const { body } = await county.post<Body>('/api/fairs', { ...fair, nodeId: home });
      return county.send('PUT', `/api/fairs/${body.id}/duty`, { userIds: [otherCounty.userId] });
    },
    refused: because(422, 'fair.staff'),
  },
  {
    route: 'POST /api/fairs/:id/gates',
    fields: ['roomId'],
    says: 'an office lets a gate of its fair lead into another county’s room',
    ask: async ({ county, otherCounty, home, away }) => {
      const { body } = await county.post<Body>('/api/fairs', { ...fair, nodeId: home });
      return county.post(`/api/fairs/${body.id}/gates`, { name: '2 号门', roomId: await roomOf(otherCounty, away) });
    },
    refused: because(422, 'gate.room'),
  },
  {
    route: 'POST /api/fairs/:id/booths',
    fields: ['enterpriseId'],
    says: 'an enterprise books for another one',
    ask: async ({ county, firm, otherFirmId, home }) => {
      const made = await county.post<Body>('/api/fairs', { ...fair, nodeId: home, expectedAttendance: 100, dutyStaff: 2 });
      expect((await county.post(`/api/fairs/${made.body.id}/publish`)).status).toBe(200);
      return firm.post(`/api/fairs/${made.body.id}/booths`, { enterpriseId: otherFirmId });
    },
    refused: outside,
  },
  ...CLAIMS_ON_BOOTHS,
  ...CLAIMS_ON_RESULTS,
];
