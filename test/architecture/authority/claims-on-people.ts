import { outside, forbidden, because, unknownLine, atVersion, plan, row, answer, call, type Claim } from './claim.js';
import { newId } from '#platform/db';
import type { Scene } from './scene.js';

const token = { name: '企业人事系统', permissions: ['need.read'], days: 30, password: 'a guess' };
const newWorker = {
  ...{ name: '李四', idNumber: '230101199001010047', consentForm: 'paper', consentOn: '2026-01-05', consentWording: '同意书' },
};
const agreed = 'consentForm=paper&consentOn=2026-01-05&consentWording=%E5%90%8C%E6%84%8F%E4%B9%A6';
const BATCHES = '职业,人数,期望月薪,可出发日期\n电焊工,5,6000,2026-12-01\n';
const PEOPLE = '姓名,身份证号\n李四,230101199001010047\n';

/** Whose people: batches, promises, trips, answers, roles. */
export const CLAIMS_ON_PEOPLE: Claim[] = [
  {
    route: 'POST /api/batches',
    fields: ['supplierId'],
    says: 'a station offers another one’s people',
    ask: ({ station, otherSupplierId }) =>
      station.post('/api/batches', {
        supplierId: otherSupplierId,
        occupationCode: '6-18-02-04',
        people: 5,
        wageYuan: 6000,
        freeFrom: '2026-12-01',
      }),
    refused: outside,
  },
  ...(['preview', 'file'] as const).map((step): Claim => ({
    route: `POST /api/batches/${step}`,
    fields: ['?supplier'],
    says: 'a station offers the batches of a file for another one',
    ask: ({ station, otherSupplierId }) => station.upload(`/api/batches/${step}?supplier=${otherSupplierId}`, 'batches.csv', BATCHES),
    refused: outside,
  })),
  {
    route: 'POST /api/suppliers',
    fields: ['nodeId'],
    says: 'an office takes in a supplier',
    ask: ({ county, home }) =>
      county.post('/api/suppliers', { kind: 'school', name: '学校', nodeId: home, divisionCode: '370702', lng: 119, lat: 36 }),
    refused: forbidden,
  },
  {
    route: 'POST /api/promises',
    fields: ['needId', 'batchId'],
    says: 'a station promises another one’s people',
    ask: ({ station, needId, otherBatchId }) => station.post('/api/promises', { needId, batchId: otherBatchId, people: 1 }),
    refused: outside,
  },
  {
    route: 'POST /api/promises/:id/withdraw',
    fields: ['substituteNeedId'],
    says: 'an enterprise sends people on their way to another one',
    ask: ({ firm, travellingPromiseId, otherNeedId }) =>
      firm.post(`/api/promises/${travellingPromiseId}/withdraw`, { reason: '不需要了', substituteNeedId: otherNeedId }),
    refused: outside,
  },
  {
    route: 'POST /api/trips',
    fields: ['promiseIds'],
    says: 'a station takes along another one’s promise',
    ask: ({ station, otherPromiseId }) => station.post('/api/trips', { ...plan, promiseIds: [otherPromiseId] }),
    refused: outside,
  },
  {
    route: 'POST /api/trips/:id/manifest',
    fields: ['lines[].promiseId'],
    says: 'a station lists people for a promise that the trip does not serve',
    ask: ({ station, tripId, otherPromiseId }) =>
      station.post(`/api/trips/${tripId}/manifest`, {
        lines: [{ promiseId: otherPromiseId, name: '李四', idNumber: '230101199001010045' }],
      }),
    refused: because(422, 'manifest.invalid'),
  },
  {
    route: 'POST /api/trips/:id/manifest/preview',
    fields: ['?promise'],
    says: 'a station tries a file of people for a promise that the trip does not serve',
    ask: ({ station, tripId, otherPromiseId }) =>
      station.upload(`/api/trips/${tripId}/manifest/preview?promise=${otherPromiseId}`, 'people.csv', PEOPLE),
    refused: ({ body }) => expect(body).toMatchObject({ good: 0, rows: [{ goesTo: null, faults: [{ code: 'promise' }] }] }),
  },
  {
    route: 'POST /api/trips/:id/manifest/file',
    fields: ['?promise'],
    says: 'a station lists the people of a file for a promise that the trip does not serve',
    ask: ({ station, tripId, otherPromiseId }) =>
      station.upload(`/api/trips/${tripId}/manifest/file?promise=${otherPromiseId}`, 'people.csv', PEOPLE),
    refused: because(422, 'manifest.invalid'),
  },
  {
    route: 'POST /api/trips/:id/manifest/:lineId/substitute',
    fields: [':lineId'],
    says: 'a station puts somebody in the place of another station’s worker',
    ask: ({ station, tripId, otherLineId }) =>
      station.post(`/api/trips/${tripId}/manifest/${otherLineId}/substitute`, {
        ...{ reason: '家中有事', name: '李四', idNumber: '230101199001010047' },
      }),
    refused: because(404, 'trip.line_unknown'),
  },
  {
    route: 'POST /api/trips/:id/manifest/workers',
    fields: ['promiseId', 'workerIds'],
    says: 'a station puts people on its trip that it does not look after',
    ask: ({ station, tripId, otherPromiseId }) =>
      station.post(`/api/trips/${tripId}/manifest/workers`, { workerIds: [newId()], promiseId: otherPromiseId }),
    refused: outside,
  },
  {
    route: 'POST /api/workers',
    fields: ['supplierId'],
    says: 'a station enters somebody for another one',
    ask: ({ station, otherSupplierId }) => station.post('/api/workers', { ...newWorker, supplierId: otherSupplierId }),
    refused: outside,
  },
  {
    route: 'POST /api/workers',
    fields: ['batchId'],
    says: 'a station counts somebody in another one’s batch',
    ask: ({ station, otherBatchId }) => station.post('/api/workers', { ...newWorker, batchId: otherBatchId }),
    refused: outside,
  },
  ...(['preview', 'file'] as const).flatMap((step): Claim[] => [
    {
      route: `POST /api/workers/${step}`,
      fields: ['?supplier'],
      says: 'a station enters the people of a file for another one',
      ask: ({ station, otherSupplierId }) =>
        station.upload(`/api/workers/${step}?${agreed}&supplier=${otherSupplierId}`, 'people.csv', PEOPLE),
      refused: outside,
    },
    {
      route: `POST /api/workers/${step}`,
      fields: ['?batch'],
      says: 'a station counts the people of a file in another one’s batch',
      ask: ({ station, otherBatchId }) => station.upload(`/api/workers/${step}?${agreed}&batch=${otherBatchId}`, 'people.csv', PEOPLE),
      refused: outside,
    },
  ]),
  {
    route: 'DELETE /api/trips/:id/manifest/:lineId',
    fields: [':lineId'],
    says: 'a station strikes off somebody of another one’s trip',
    ask: ({ station, tripId, otherLineId }) => station.delete(`/api/trips/${tripId}/manifest/${otherLineId}`),
    refused: async (_, { otherStation, otherTripId }) => {
      expect((await otherStation.get<object[]>(`/api/trips/${otherTripId}/manifest`)).body).toHaveLength(1);
    },
  },
  {
    route: 'POST /api/trips/:id/depart',
    fields: ['lines[].lineId'],
    says: 'a station calls the roll of another one’s people',
    ask: ({ station, tripId, otherLineId }) => station.post(`/api/trips/${tripId}/depart`, call(otherLineId, 'boarded')),
    refused: unknownLine,
  },
  {
    route: 'POST /api/trips/:id/arrive',
    fields: ['lines[].lineId'],
    says: 'a station lets another one’s people arrive',
    ask: ({ station, travellingTripId, otherLineId }) =>
      station.post(`/api/trips/${travellingTripId}/arrive`, call(otherLineId, 'arrived')),
    refused: unknownLine,
  },
  {
    route: 'POST /api/trips/:id/hand-over',
    fields: ['lines[].lineId'],
    says: 'a station hands over another one’s people',
    ask: async ({ station, travellingTripId, travellingLineId, otherLineId }) => {
      await station.post(`/api/trips/${travellingTripId}/arrive`, call(travellingLineId, 'arrived'));
      return station.post(`/api/trips/${travellingTripId}/hand-over`, call(otherLineId, 'arrived'));
    },
    refused: unknownLine,
  },
  {
    route: 'POST /api/trips/:id/confirm',
    fields: ['lines[].lineId'],
    says: 'an enterprise confirms another one’s people',
    ask: ({ firm, travellingTripId, otherLineId }) => firm.post(`/api/trips/${travellingTripId}/confirm`, call(otherLineId, 'signed')),
    refused: unknownLine,
  },
  {
    route: 'PUT /api/survey-answers/:id/draft',
    fields: ['rows[].needId'],
    says: 'an enterprise writes another one’s need into its draft: it is kept as typed and moves nothing',
    ask: ({ firm, answerId, otherNeedId }) => firm.send('PUT', `/api/survey-answers/${answerId}/draft`, answer(otherNeedId), atVersion(0)),
    refused: async ({ status }, { otherFirm, otherNeedId }) => {
      expect(status).toBe(200);
      expect((await otherFirm.get(`/api/needs/${otherNeedId}`)).body).toMatchObject({ short: 30, version: 1 });
    },
  },
  {
    route: 'POST /api/survey-answers/:id/submit',
    fields: ['answer.rows[].needId'],
    says: 'an enterprise answers for another one’s need',
    ask: ({ firm, answerId, otherNeedId }) => firm.post(`/api/survey-answers/${answerId}/submit`, { answer: answer(otherNeedId) }),
    refused: because(422, 'survey.need'),
  },
  {
    route: 'POST /api/survey-answers/:id/correct',
    fields: ['rows[].needId'],
    says: 'an office corrects an answer with another enterprise’s need',
    ask: ({ county, answerId, otherNeedId }) =>
      county.post(`/api/survey-answers/${answerId}/correct`, { rows: [row(otherNeedId)], employees: 10, reason: '更正' }),
    refused: because(422, 'survey.need'),
  },
  ...(['nodeId', 'enterpriseId', 'supplierId'] as const).flatMap((field): Claim[] => {
    const roles = { nodeId: 'county-staff', enterpriseId: 'enterprise', supplierId: 'supplier' };
    const given = (scene: Scene) => ({ nodeId: scene.home, enterpriseId: scene.otherFirmId, supplierId: scene.otherSupplierId })[field];
    return [
      {
        route: 'POST /api/users',
        fields: [`grants[].${field}`],
        says: `an office invites somebody with a ${roles[field]}’s role`,
        ask: (scene) =>
          scene.county.post('/api/users', {
            name: '某人',
            login: `somebody${field}`,
            grants: [{ role: roles[field], [field]: given(scene) }],
          }),
        refused: forbidden,
      },
      {
        route: 'POST /api/users/:id/grants',
        fields: [field],
        says: `an office gives itself a ${roles[field]}’s role`,
        ask: (scene) => scene.county.post(`/api/users/${scene.county.userId}/grants`, { role: roles[field], [field]: given(scene) }),
        refused: forbidden,
      },
    ];
  }),
  ...(['enterprise', 'supplier'] as const).map((role): Claim => ({
    route: 'POST /api/users',
    fields: [`grants[].${role}Id`],
    says: `an administrator invites somebody to act for a ${role} that does not exist`,
    ask: ({ admin }) => admin.post('/api/users', { name: '某人', login: `nobody${role}`, grants: [{ role, [`${role}Id`]: 'nobody' }] }),
    refused: outside,
  })),
  {
    route: 'POST /api/users/:id/grants',
    fields: ['nodeId'],
    says: 'an administrator gives a role above the own node',
    ask: ({ admin, county }) => admin.post(`/api/users/${county.userId}/grants`, { role: 'city-admin', nodeId: '37' }),
    refused: outside,
  },
  {
    route: 'POST /api/users/:id/grants',
    fields: ['nodeId'],
    says: 'an administrator gives themselves another role',
    ask: ({ admin, home }) => admin.post(`/api/users/${admin.userId}/grants`, { role: 'county-staff', nodeId: home }),
    refused: because(409, 'access.own_roles'),
  },
  {
    route: 'POST /api/users/:id/grants',
    fields: ['nodeId'],
    says: 'an administrator gives the city’s role on a county',
    ask: ({ admin, county, home }) => admin.post(`/api/users/${county.userId}/grants`, { role: 'city-staff', nodeId: home }),
    refused: because(422, 'access.grant_node'),
  },
  {
    route: 'POST /api/users/:id/grants',
    fields: ['enterpriseId'],
    says: 'an administrator makes an officer act for an enterprise',
    ask: ({ admin, county, firmId }) => admin.post(`/api/users/${county.userId}/grants`, { role: 'enterprise', enterpriseId: firmId }),
    refused: because(409, 'access.sides'),
  },
  {
    route: 'POST /api/users/:id/grants',
    fields: ['supplierId'],
    says: 'an administrator makes an officer act for a supplier',
    ask: ({ admin, county, supplierId }) => admin.post(`/api/users/${county.userId}/grants`, { role: 'supplier', supplierId }),
    refused: because(409, 'access.sides'),
  },
  {
    route: 'POST /api/api-tokens',
    fields: ['enterpriseId'],
    says: 'a token is made for another enterprise',
    ask: ({ firm, otherFirmId }) => firm.post('/api/api-tokens', { ...token, role: 'enterprise', enterpriseId: otherFirmId }),
    refused: forbidden,
  },
  {
    route: 'POST /api/api-tokens',
    fields: ['supplierId'],
    says: 'a token is made for another supplier',
    ask: ({ station, otherSupplierId }) => station.post('/api/api-tokens', { ...token, role: 'supplier', supplierId: otherSupplierId }),
    refused: forbidden,
  },
  {
    route: 'POST /api/api-tokens',
    fields: ['nodeId'],
    says: 'a token is made for another county',
    ask: ({ county, away }) => county.post('/api/api-tokens', { ...token, role: 'county-staff', nodeId: away }),
    refused: forbidden,
  },
  {
    route: 'DELETE /api/users/:id/grants/:grantId',
    fields: [':grantId'],
    says: 'a role is taken from somebody who does not hold it',
    ask: async ({ admin, county, firm }) => {
      const held = (await admin.get<{ grants: { id: string }[] }>(`/api/users/${county.userId}`)).body.grants[0];
      return admin.delete(`/api/users/${firm.userId}/grants/${held?.id}`);
    },
    refused: outside,
  },
];
