import { newId } from '#platform/db';

const rollCall = { lines: [], done: true };
export const file = (): FormData => {
  const form = new FormData();
  form.append('file', new Blob(['姓名,身份证号\n张三,230101199001011234\n']), '花名册.csv');
  return form;
};
/** A word of an office. */
export const aliasOf = (node: { id: string; path: string }, createdAt: Date) => ({
  id: newId(),
  nodeId: node.id,
  nodePath: node.path,
  field: 'occupation',
  textKey: 'x',
  text: '电商老师',
  value: { occupationCode: '6-18-02-04' },
  userId: newId(),
  createdAt,
});
/** What a route that changes something is sent: enough to get past the check of the body. */
export const bodies: Record<string, object> = {
  'PATCH /api/enterprises/:id': { isKey: true },
  'PATCH /api/enterprises/:id/size': { employees: 12 },
  'PATCH /api/needs/:id': { title: '别人的岗位' },
  'POST /api/needs/:id/withdraw': { reason: '不再需要' },
  'PATCH /api/batches/:id': { people: 1 },
  'POST /api/registrations/:id/refuse': { reason: '不归我管' },
  'POST /api/promises/:id/decline': { reason: '不归我管' },
  'POST /api/promises/:id/withdraw': { reason: '不归我管' },
  'POST /api/trips/:id/cancel': { reason: '不归我管' },
  'POST /api/trips/:id/depart': rollCall,
  'POST /api/trips/:id/arrive': rollCall,
  'POST /api/trips/:id/confirm': rollCall,
  'POST /api/matching-runs/:id/approve': { proposalIds: [newId()] },
  'POST /api/trips/:id/manifest': { lines: [{ name: '张三', idNumber: '230101199001011234' }] },
  'PATCH /api/suppliers/:id': { name: '别人的站' },
  'POST /api/needs/:id/advice/apply': { kind: 'wage', version: 1 },
  'PATCH /api/survey-rounds/:id': { closesOn: '2026-12-31' },
  'POST /api/survey-answers/:id/ask-back': { reason: '不归我管' },
  'POST /api/survey-answers/:id/correct': { rows: [], reason: '不归我管' },
  'POST /api/needs/:id/approve': { version: 1 },
  'POST /api/needs/:id/send-back': { version: 1, reason: '不归我管' },
  'POST /api/needs/:id/revision/approve': { version: 1 },
  'POST /api/needs/:id/revision/send-back': { version: 1, reason: '不归我管' },
  'PUT /api/survey-answers/:id/draft': {
    employees: 1,
    contactName: null,
    contactPhone: null,
    rows: [],
    openingsNext: null,
    hiredLast: null,
    leftLast: null,
    bedsFree: null,
  },
  'PATCH /api/imports/:id/mapping': { mapping: {} },
  'PATCH /api/imports/:id/sheets': { sheets: [{ at: 0 }] },
  'POST /api/imports/:id/corrections': { field: 'people', row: 2, people: 3 },
  'PATCH /api/fairs/:id': { name: '别人的招聘会' },
  'PUT /api/fairs/:id/duty': { userIds: [] },
  'POST /api/fairs/:id/steps': { step: 'file' },
  'PATCH /api/venues/:id': { name: '别人的场地' },
  'POST /api/venues/:id/rooms': { name: '别人的大厅', capacity: 1, places: [] },
  'POST /api/fair-plans/:id/accept': {},
  'PATCH /api/plan-fairs/:id': { mark: 'fixed' },
  'PUT /api/rooms/:id/floor/spots': { spots: [] },
  'PATCH /api/rooms/:id': { name: '别人的大厅', capacity: 1, places: [] },
  'POST /api/fairs/:id/cancel': { reason: '不归我管' },
  'POST /api/fairs/:id/booths': { number: '1' },
  'POST /api/needs/reports/:id/close': { answer: '不归我管' },
  'POST /api/proposals/:id/decline': { reason: '不归我管' },
  'POST /api/proposals/:id/promise': { people: 1 },
  'POST /api/retention/:id': { says: 'left' },
  'POST /api/users/:id/grants': { role: 'auditor', nodeId: '370702' },
  'POST /api/jobs/:id/move': { runAt: '2027-01-01T00:00:00Z' },
  'POST /api/suppliers/:id/accounts': { name: '李四', email: 'li@example.com', password: 'Ninety-nine looms 99' },
};
