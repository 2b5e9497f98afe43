import { agreed, Client, type Answer } from '../../support/client.js';
import type { Scene } from './scene.js';

export interface Body {
  id?: string;
  code?: string;
  nodeId?: string;
  state?: string;
  errors?: { code: string }[];
  verdicts?: { verdict: string }[];
}

/** Somebody claims in a request what is not theirs, and what the product says to it. */
export interface Claim {
  route: string;
  fields: string[];
  /** What is claimed, in the words of a test's name. */
  says: string;
  ask: (scene: Scene) => Promise<Answer<Body>>;
  refused: (answer: Answer<Body>, scene: Scene) => void | Promise<void>;
}

export const outside = ({ status }: Answer<Body>): void => expect(status).toBe(404);
export const forbidden = ({ status }: Answer<Body>): void => expect(status).toBe(403);
export const because =
  (status: number, code: string) =>
  (answer: Answer<Body>): void =>
    expect([answer.status, answer.body.code]).toEqual([status, code]);
/** Nothing is taken from what was said of another's line. */
export const unknownLine = ({ body }: Answer<Body>): void => expect(body.verdicts).toMatchObject([{ verdict: 'unknown' }]);

export const atVersion = (version: number) => ({ headers: { 'if-match': `"${version}"` } });
export const need = { title: '电焊工', occupationCode: '6-18-02-04', short: 3, contactPhone: '0536-8880000' };
export const fair = {
  name: '招聘会',
  theme: '综合',
  day: '2027-02-20',
  opensAt: '09:00',
  closesAt: '12:00',
  place: '人才市场',
  boothCount: 5,
};
export const venue = {
  ...{ name: '人力资源市场', address: '和平路 1 号', capacity: 800, exits: 4 },
  opening: Array.from({ length: 8 }, () => ({ open: true, from: '08:00', to: '18:00' })),
};
export const plan = { mode: 'train', departAt: '2026-11-25T02:00:00Z', arriveAt: '2026-11-26T02:00:00Z', fromPlace: '甲', toPlace: '乙' };
export const row = (needId: string) => ({
  needId,
  occupationCode: '6-18-02-04',
  title: '电焊工',
  skillLevel: 0,
  stillShort: 1,
  neededInAll: 5,
  filledSince: 0,
  withdrawn: false,
  reasons: ['pay'],
  wageFromYuan: null,
  wageToYuan: null,
  clientCreditCode: null,
});
export const answer = (needId: string) => ({
  employees: 10,
  contactName: null,
  contactPhone: null,
  rows: [row(needId)],
  openingsNext: null,
  hiredLast: null,
  leftLast: null,
  bedsFree: null,
});
export const call = (lineId: string, state: string) => ({ lines: [{ lineId, state, at: '2026-11-25T03:00:00Z' }] });
export const paper = async ({ house }: Scene, kind: string): Promise<string> =>
  (await new Client(house.url).upload<{ id: string }>(`/api/files?kind=${kind}`, `${kind}.pdf`, '%PDF-1.4\n%%EOF\n')).body.id;
let serial = 0;
export const application = async (scene: Scene, more: object = {}) => ({
  creditCode: scene.firmCode,
  enterpriseName: '冒名公司',
  nodeId: scene.away,
  licenceFileId: await paper(scene, 'licence'),
  letterFileId: await paper(scene, 'letter'),
  name: '王五',
  phone: `1390000${String(1000 + (serial += 1))}`,
  password: 'Ninety-nine looms 99',
  ...agreed,
  ...more,
});

/** A room of a new venue of an office. */
export const roomOf = async (office: Client, nodeId: string): Promise<string> => {
  const { body } = await office.post<Body>('/api/venues', { ...venue, nodeId });
  const room = { name: '大厅', capacity: 100, places: [] };
  return (await office.post<{ rooms: { id: string }[] }>(`/api/venues/${body.id}/rooms`, room)).body.rooms[0]?.id ?? '';
};
