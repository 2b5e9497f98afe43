import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OrgTree } from '#access';
import { ImportService } from '#need';
import { newId, UnitOfWork } from '#platform/db';
import { Client } from '../../support/client.js';
import type { Scene } from './scene.js';
import { outside, forbidden, because, atVersion, need, fair, application, type Body, type Claim } from './claim.js';

/** A list of the own county that was read and not saved yet. */
const ownList = (scene: Scene): Promise<string> => listOf(scene, scene.home);
const listOf = async ({ house }: Scene, nodeId: string): Promise<string> => {
  const file = join(tmpdir(), `list-${newId()}.csv`);
  await writeFile(file, '岗位名称,企业名称,人数\n车工,潍坊越界机械厂,3\n');
  const { id } = await house.get(ImportService).read(file, 'list.csv');
  const node = await house.get(OrgTree).byId(nodeId);
  await house.get(UnitOfWork).manager.update('ImportBatch', { id }, { nodeId, nodePath: node?.path });
  return id;
};

const mass = {
  ...{ kind: 'official', titleZh: '通知', bodyZh: '请更新岗位', titleEn: '', bodyEn: '', industries: [], channels: [] },
  ...{ keyOnly: false, aboveScaleOnly: false, openNeedsOnly: false },
};

/** Whose enterprise, which county, which office. */
export const CLAIMS_ON_PLACES: Claim[] = [
  {
    route: 'POST /api/mass-messages',
    fields: ['nodeIds'],
    says: 'an office writes to another county’s enterprises',
    ask: ({ county, away }) => county.post('/api/mass-messages', { ...mass, nodeIds: [away] }),
    refused: outside,
  },
  {
    route: 'PATCH /api/mass-messages/:id',
    fields: ['nodeIds'],
    says: 'an office turns its own message to another county’s enterprises',
    ask: async ({ county, home, away }) => {
      const { body } = await county.post<Body>('/api/mass-messages', { ...mass, nodeIds: [home] });
      return county.send('PATCH', `/api/mass-messages/${body.id}`, { ...mass, nodeIds: [away] }, atVersion(1));
    },
    refused: outside,
  },
  {
    route: 'PUT /api/message-quotas',
    fields: ['nodeId'],
    says: 'a county sets what another one may send',
    ask: ({ county, away }) =>
      county.send('PUT', '/api/message-quotas', { channel: 'sms', nodeId: away, perDay: 1, validFrom: '2027-01-01', source: '自定' }),
    refused: forbidden,
  },
  {
    route: 'POST /api/needs',
    fields: ['enterpriseId', 'nodeId'],
    says: 'an office posts for another county’s enterprise, with the work at home',
    ask: ({ county, otherFirmId, home }) => county.post('/api/needs', { ...need, enterpriseId: otherFirmId, nodeId: home }),
    refused: outside,
  },
  {
    route: 'POST /api/needs',
    fields: ['enterpriseId'],
    says: 'an enterprise posts for another one',
    ask: ({ firm, otherFirmId }) => firm.post('/api/needs', { ...need, enterpriseId: otherFirmId }),
    refused: outside,
  },
  {
    route: 'POST /api/needs',
    fields: ['nodeId'],
    says: 'an enterprise posts at the city’s node, where no county looks',
    ask: ({ firm }) => firm.post('/api/needs', { ...need, nodeId: '3707' }),
    refused: because(422, 'need.node'),
  },
  {
    route: 'PATCH /api/needs/:id',
    fields: ['nodeId'],
    says: 'an office moves another county’s enterprise’s need into a third county',
    ask: ({ county, guestNeedId }) => county.patch(`/api/needs/${guestNeedId}`, { nodeId: '370704' }, atVersion(1)),
    refused: outside,
  },
  {
    route: 'PATCH /api/needs/drafts',
    fields: ['rows[].nodeId'],
    says: 'an office moves another county’s enterprise’s draft into a third county',
    ask: async ({ house, county, guestNeedId: id }) => {
      const { manager } = house.get(UnitOfWork);
      await manager.update('Need', { id }, { state: 'draft' });
      const answer = await county.patch<Body>('/api/needs/drafts', { rows: [{ id, version: 1, nodeId: '370704' }] });
      await manager.update('Need', { id }, { state: 'published' });
      return answer;
    },
    refused: ({ body }) => expect(body).toMatchObject([{ problem: { code: 'not_found' } }]),
  },
  {
    route: 'PATCH /api/enterprises/:id',
    fields: ['nodeId'],
    says: 'an office takes over another county’s enterprise',
    ask: ({ county, otherFirmId, home }) => county.patch(`/api/enterprises/${otherFirmId}`, { nodeId: home }, atVersion(1)),
    refused: outside,
  },
  {
    route: 'POST /api/registrations',
    fields: ['nodeId'],
    says: 'a stranger places a known enterprise in a county that would approve them',
    ask: async (scene) => new Client(scene.house.url).post('/api/registrations', await application(scene)),
    refused: async ({ status, body }, { otherCounty, home }) => {
      expect([status, body.nodeId]).toEqual([201, home]);
      expect((await otherCounty.post(`/api/registrations/${body.id}/approve`)).status).toBe(404);
    },
  },
  ...(['licenceFileId', 'letterFileId'] as const).map((field): Claim => ({
    route: 'POST /api/registrations',
    fields: [field],
    says: 'a stranger hands in the papers that somebody else handed in',
    ask: async (scene) => {
      const first = await application(scene, { creditCode: scene.firmCode });
      await new Client(scene.house.url).post('/api/registrations', first);
      return new Client(scene.house.url).post('/api/registrations', await application(scene, { [field]: first[field] }));
    },
    refused: because(422, 'registration.file_unknown'),
  })),
  {
    route: 'POST /api/registrations/mine',
    fields: ['nodeId', 'licenceFileId', 'letterFileId'],
    says: 'an officer applies for an enterprise with the own county as its place',
    ask: async (scene) => {
      const { name: _, phone: __, password: ___, privacyVersion: ____, ...rest } = await application(scene);
      return scene.otherCounty.post('/api/registrations/mine', rest);
    },
    refused: because(403, 'registration.bureau'),
  },
  {
    route: 'POST /api/field-devices',
    fields: ['dutyId'],
    says: 'an office enrols a phone for a gate of another county’s fair',
    ask: async ({ county, otherCounty, away }) => {
      const made = await otherCounty.post<Body>('/api/fairs', { ...fair, nodeId: away, expectedAttendance: 100, dutyStaff: 2 });
      expect((await otherCounty.post(`/api/fairs/${made.body.id}/publish`)).status).toBe(200);
      const { body } = await otherCounty.post<{ gates: { id: string }[] }>(`/api/fairs/${made.body.id}/gates`, { name: '2 号门' });
      return county.post('/api/field-devices', { name: '手机', dutyKind: 'fair_gate', dutyId: body.gates[0]?.id });
    },
    refused: outside,
  },
  {
    route: 'POST /api/imports',
    fields: ['?node'],
    says: 'an office imports a list for another county',
    ask: ({ county, away }) => county.upload(`/api/imports?node=${away}`, 'list.csv', '岗位名称,人数\n车工,3\n'),
    refused: outside,
  },
  ...(['nodeId', 'enterpriseId'] as const).map((field): Claim => ({
    route: 'POST /api/imports/:id/corrections',
    fields: [field],
    says: `an office puts a row of its list under another county’s ${field === 'nodeId' ? 'place' : 'enterprise'}`,
    ask: async (scene) => {
      const word = field === 'nodeId' ? { field: 'place', nodeId: scene.away } : { field: 'enterprise', enterpriseId: scene.otherFirmId };
      return scene.county.post(`/api/imports/${await ownList(scene)}/corrections`, { row: 2, ...word });
    },
    refused: outside,
  })),
  {
    route: 'DELETE /api/imports/:id/corrections/:correction',
    fields: [':correction'],
    says: 'an office takes back what another county corrected in its own list',
    ask: async (scene) => {
      const theirs = `/api/imports/${await listOf(scene, scene.away)}/corrections`;
      expect((await scene.otherCounty.post(theirs, { row: 2, field: 'people', people: 5 })).status).toBeLessThan(300);
      const { items } = (await scene.otherCounty.get<{ items: { id: string }[] }>(theirs)).body;
      return scene.county.delete(`/api/imports/${await ownList(scene)}/corrections/${items[0]?.id}`);
    },
    refused: outside,
  },
  {
    route: 'PUT /api/need-checks/:nodeId',
    fields: [':nodeId'],
    says: 'an office lifts the checks of another county',
    ask: ({ county, away }) => county.send('PUT', `/api/need-checks/${away}`, { required: false }),
    refused: outside,
  },
  {
    route: 'POST /api/matching-rules',
    fields: ['needId', 'batchId'],
    says: 'an office binds a pair for the whole city',
    ask: ({ county, otherNeedId, otherBatchId }) =>
      county.post('/api/matching-rules', { needId: otherNeedId, batchId: otherBatchId, kind: 'exclude' }),
    refused: forbidden,
  },
  {
    route: 'POST /api/matching-runs',
    fields: ['nodeId'],
    says: 'an office starts a run over another county',
    ask: ({ county, away }) => county.post('/api/matching-runs', { nodeId: away }),
    refused: forbidden,
  },
  {
    route: 'POST /api/matching-runs/preview',
    fields: ['nodeId'],
    says: 'an office looks into another county by a preview',
    ask: ({ county, away }) => county.post('/api/matching-runs/preview', { nodeId: away }),
    refused: forbidden,
  },
  {
    route: 'GET /api/matching-runs/preview',
    fields: ['?node'],
    says: 'an office looks into another county by a preview',
    ask: ({ county, away }) => county.get(`/api/matching-runs/preview?node=${away}`),
    refused: forbidden,
  },
  {
    route: 'POST /api/matching-runs/:id/approve',
    fields: ['proposalIds'],
    says: 'proposals of another run are sent with this one',
    ask: ({ city, runId, otherProposalId }) => city.post(`/api/matching-runs/${runId}/approve`, { proposalIds: [otherProposalId] }),
    refused: because(409, 'matching.nothing_to_send'),
  },
  {
    route: 'POST /api/org-nodes',
    fields: ['parentId'],
    says: 'an administrator hangs a node above the own ones',
    ask: ({ admin }) => admin.post('/api/org-nodes', { parentId: '37', kind: 'outside', name: '外市' }),
    refused: outside,
  },
];
