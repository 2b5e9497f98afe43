import { setTimeout as sleep } from 'node:timers/promises';
import { Invitations, Reminders } from '#fair';
import { FieldCipher } from '#platform/crypto';
import { UnitOfWork } from '#platform/db';
import { agreed, Client } from '../support/client.js';
import { eachDatabase } from '../support/databases.js';
import { Market, type Exhibitor } from '../support/fair-market.js';
import { untraced } from '../support/traces.js';
import { inlineRows, workbookOf } from '../support/workbooks.js';

interface Fair {
  id: string;
  day: string;
  version: number;
  state: string;
}
interface Told {
  template: string;
}
interface Plan {
  id: string;
  state: string;
  figures: { fairs: number; covered: number; bound: number } | null;
}
interface Proposed {
  id: string;
  day: string;
  themeCode: string;
  mark: string;
  fairId: string | null;
  guests: { enterpriseName: string }[];
}
interface Table {
  faults: { line: number; column: string | null; code: string }[];
  lines: { texts: Record<string, string> }[];
}

/** Counts the messages that somebody was sent, by what they say. */
const messagesOf = async (client: Market['county'] | Exhibitor): Promise<Record<string, number>> => {
  const { items } = (await client.get<{ items: Told[] }>('/api/messages?limit=200')).body;
  const counts: Record<string, number> = {};
  for (const { template } of items) counts[template] = (counts[template] ?? 0) + 1;
  return counts;
};

const welders = {
  ...{ title: '电焊工', occupationCode: '6-18-02-04', short: 40, form: 'direct', startFrom: '2027-01-01', startBy: '2027-06-01' },
  ...{ contactName: '张经理', contactPhone: '0536-8123456' },
};

const HEAD = [
  '名称',
  '主题',
  '主办地区',
  '日期',
  '开始时间',
  '结束时间',
  '形式',
  '场地',
  '展厅',
  '地点',
  '展位数',
  '预计到场人数',
  '值守人数',
];
const row = (name: string, day: string, venue: string): string[] => {
  return [name, '综合', '潍城区', day, '09:00', '11:30', '现场', venue, '大厅', '', '4', '300', '2'];
};
const tableOf = (...rows: string[][]): Buffer => workbookOf({ sheets: [{ name: '计划', xml: inlineRows([HEAD, ...rows]) }] });
const ALWAYS = Array.from({ length: 8 }, () => ({ open: true, from: '08:00', to: '18:00' }));
const HALL = '潍城区会展中心';
const VISITOR = 'li.na@example.com';

/** A year of fairs as the bureau and its enterprises live it: each hears what is due to it, once, and nobody anything else. */
eachDatabase((database) => {
  let market: Market;
  const firms: Exhibitor[] = [];
  beforeAll(async () => {
    market = await Market.open(database);
    for (let i = 0; i < 5; i += 1) firms.push(await market.exhibitor('370702'));
  }, 90_000);

  const [A, B, C, D, E] = [0, 1, 2, 3, 4];
  const firm = (i: number): Exhibitor => firms[i] as Exhibitor;
  const county = <T>(path: string): Promise<T> => market.county.get<T>(path).then(({ body }) => body);
  let fairs: Fair[] = [];
  const fairId = (): string => fairs[0]?.id ?? '';

  const running = async (id: string): Promise<Plan> => {
    for (let tries = 0; tries < 200; tries += 1, await sleep(50)) {
      const plan = await county<Plan>(`/api/fair-plans/${id}`);
      if (!['queued', 'running', 'accepting'].includes(plan.state)) return plan;
    }
    throw new Error('the plan does not come to an end');
  };
  const proposed = async (id: string): Promise<Proposed[]> => (await county<{ items: Proposed[] }>(`/api/fair-plans/${id}/fairs`)).items;
  const query = <T>(sql: string): Promise<T[]> => market.app.get(UnitOfWork).manager.query<T[]>(sql);
  let planned: Proposed[] = [];

  it('is planned by a table, of which nothing is saved while one line is wrong', async () => {
    const hall = { nodeId: '370702', name: HALL, address: '和平路 1 号', capacity: 800, exits: 4, opening: ALWAYS };
    const venue = (await market.county.post<{ id: string }>('/api/venues', hall)).body.id;
    const place = (number: string, gridColumn: number) => ({ number, gridRow: 1, gridColumn, widthCm: 300, depthCm: 250, power: true });
    const room = { name: '大厅', capacity: 500, places: ['A01', 'A02', 'A03', 'A04'].map((number, i) => place(number, i + 1)) };
    expect((await market.county.post(`/api/venues/${venue}/rooms`, room)).status).toBe(201);
    const seen = async (...rows: string[][]): Promise<Table> =>
      (await market.county.upload<Table>('/api/fair-tables/preview', '计划.xlsx', tableOf(...rows))).body;
    const [first, second] = [row('三月综合一', '2027-03-06', HALL), row('三月综合二', '2027-03-13', '没有的场馆')];
    expect((await seen(first, second)).faults).toMatchObject([{ line: 3, column: 'H', code: 'unknown' }]);
    const right = await seen(first, row('三月综合二', '2027-03-13', HALL));
    expect([right.faults, (await county<{ items: Fair[] }>('/api/fairs')).items]).toEqual([[], []]);
    const rows = right.lines.map(({ texts }) => texts);
    expect((await market.county.post('/api/fair-tables', { rows })).body).toMatchObject({ created: 2, known: 0 });
  });

  it('is planned from what is short: fixed, struck and planned again by staff, accepted, and announced to those it is for', async () => {
    for (const i of [A, B, D]) expect((await firm(i).post('/api/needs', welders)).status).toBe(201);
    expect((await firm(D).send('PUT', '/api/fitting-fairs/invitations', { wanted: false })).status).toBe(204);
    const wish = { nodeId: '370702', fromDay: '2027-02-01', toDay: '2027-02-28', fairs: 2, basis: 'open' };
    const started = await market.county.post<Plan>('/api/fair-plans', wish);
    expect(started.status).toBe(202);
    const plan = await running(started.body.id);
    expect(plan).toMatchObject({ state: 'done', figures: { fairs: 2, counties: [{ nodeId: '370702', least: 1, fairs: 2 }] } });
    expect(plan.figures?.covered).toBeLessThanOrEqual((plan.figures?.bound ?? 0) + 1e-6);
    const [kept, dropped] = await proposed(plan.id);
    expect((await market.county.patch(`/api/plan-fairs/${kept?.id}`, { mark: 'fixed' })).status).toBe(200);
    expect((await market.county.patch(`/api/plan-fairs/${dropped?.id}`, { mark: 'struck' })).status).toBe(200);
    expect((await market.county.post(`/api/fair-plans/${plan.id}/replan`)).status).toBe(202);
    expect(await running(plan.id)).toMatchObject({ state: 'done', figures: { fairs: 2 } });
    expect((await market.county.post(`/api/fair-plans/${plan.id}/accept`)).status).toBe(202);
    expect((await running(plan.id)).state).toBe('accepted');
    planned = (await proposed(plan.id)).filter(({ fairId }) => fairId !== null);
    expect(planned.map(({ day }) => day)).toContain(kept?.day);
    expect(planned.filter(({ day }) => day === dropped?.day)).toEqual([]);
    const id = planned[0]?.fairId ?? '';
    const { version } = await county<Fair>(`/api/fairs/${id}`);
    const papers = { expectedAttendance: 300, dutyStaff: 2 };
    expect((await market.county.patch(`/api/fairs/${id}`, papers, { headers: { 'if-match': `"${version}"` } })).status).toBe(200);
    expect((await market.county.post(`/api/fairs/${id}/publish`)).status).toBe(200);
    // It was planned for them; who wants to hear nothing does not.
    expect(await Promise.all([A, B, D].map((i) => messagesOf(firm(i))))).toEqual([{ 'fair.invited': 1 }, { 'fair.invited': 1 }, {}]);
  });

  it('is planned as a series against a target of the year', async () => {
    const target = { year: 2027, nodeId: '370702', validFrom: '2026-11-24', fairs: 60, source: '潍城区 2027 年招聘会计划' };
    expect((await market.city.send('PUT', '/api/fair-targets', target)).status).toBe(200);
    const plan = market.plan({ day: '2027-01-09', name: '周六焊工专场', themeOccupation: '6-18-02', boothCount: 2, dutyStaff: 1 });
    const { status, body } = await market.county.post<{ seriesId: string; fairIds: string[] }>('/api/fair-series', {
      ...{ plan, everyWeeks: 1, until: '2027-01-31', without: ['2027-01-16'] },
    });
    expect([status, body.fairIds.length]).toEqual([201, 3]);
    fairs = (await county<{ items: Fair[] }>(`/api/fairs?series=${body.seriesId}`)).items;
    expect(fairs.map(({ day, state }) => [day, state])).toEqual([
      ['2027-01-09', 'planned'],
      ['2027-01-23', 'planned'],
      ['2027-01-30', 'planned'],
    ]);
    expect(await county('/api/fair-year?year=2027')).toMatchObject({ fairs: 7, planned: 6, target: { fairs: 60 } });
  });

  it('is filed and announced: who looks for such workers hears of it once, unless it wants to hear nothing', async () => {
    expect((await market.county.post(`/api/fairs/${fairId()}/steps`, { step: 'file' })).status).toBe(200);
    expect((await market.county.post(`/api/fairs/${fairId()}/publish`)).status).toBe(200);
    for (let round = 0; round < 2; round += 1)
      for (let after: string | null = ''; after !== null;) after = await market.app.get(Invitations).inviteSome(fairId(), after);
    expect((await messagesOf(firm(A)))['fair.fits']).toBe(1);
    expect(await messagesOf(firm(C))).toEqual({});
    expect(await messagesOf(firm(D))).toEqual({});
  });

  it('is booked and waited for, and what is given back goes to who waits', async () => {
    const [, b] = [await market.book(firm(A), fairId()), await market.book(firm(B), fairId())];
    expect((await market.ask(firm(C), fairId())).body.waiting).toMatchObject({ ahead: 0 });
    market.clock.advance({ minutes: 1 });
    expect((await market.ask(firm(E), fairId())).body.waiting).toMatchObject({ ahead: 1 });
    expect((await firm(B).delete(`/api/booths/${b.id}`)).status).toBe(204);
    expect((await firm(C).post(`/api/booths/${b.id}/confirm`, {})).status).toBe(200);
    expect((await market.booths(fairId())).map(({ enterpriseId }) => enterpriseId)).toEqual([firm(A).enterpriseId, firm(C).enterpriseId]);
  });

  it('gives tickets to people without an account', async () => {
    const stranger = new Client(market.app.url);
    expect((await stranger.post(`/api/fairs/${fairId()}/ticket-codes`, { email: VISITOR })).status).toBe(204);
    const [sent] = await query<{ id: string; params: string }>("SELECT id, params FROM message WHERE template = 'ticket.code'");
    const { code } = JSON.parse(market.app.get(FieldCipher).open('message', 'params', sent?.id ?? '', sent?.params ?? '')) as {
      code: string;
    };
    const ticket = { email: VISITOR, code, name: '李娜', occupation: null, experience: null, consents: ['name'], ...agreed };
    expect((await stranger.post(`/api/fairs/${fairId()}/tickets`, ticket)).status).toBe(201);
  });

  it('is moved: booths are kept, everybody is asked, who waits is told, and the page says what it was', async () => {
    const { version } = await county<Fair>(`/api/fairs/${fairId()}`);
    const moved = await market.county.patch(`/api/fairs/${fairId()}`, { day: '2027-01-10' }, { headers: { 'if-match': `"${version}"` } });
    expect(moved.status).toBe(200);
    expect((await firm(A).post(`/api/fairs/${fairId()}/replies`, { answer: 'yes' })).status).toBe(204);
    expect((await firm(C).post(`/api/fairs/${fairId()}/replies`, { answer: 'no' })).status).toBe(204);
    expect(await county(`/api/fairs/${fairId()}/changes`)).toMatchObject([{ day: '2027-01-09' }]);
    expect((await market.booths(fairId()))[1]).toMatchObject({ enterpriseId: firm(E).enterpriseId });
  });

  it('is cancelled with a reason that everybody concerned hears', async () => {
    expect((await market.county.post(`/api/fairs/${fairId()}/cancel`, { reason: '寒潮橙色预警' })).status).toBe(200);
    expect(await market.told(firm(A), 'fair.cancelled')).toEqual([expect.stringContaining('寒潮橙色预警')]);
    expect(await county('/api/fair-year?year=2027')).toMatchObject({ fairs: 6, cancelled: 1 });
  });

  it('reminds its office of what is due', async () => {
    market.clock.set('2026-12-10T02:00:00Z');
    await market.app.get(Reminders).remind();
    expect((await messagesOf(market.county))['fair.due_filing']).toBeUndefined();
    const soon = await market.draft({ day: '2026-12-15', name: '尚未备案' });
    await market.app.get(Reminders).remind();
    await market.app.get(Reminders).remind();
    expect((await messagesOf(market.county))['fair.due_filing']).toBe(1);
    expect((await market.county.post(`/api/fairs/${soon}/cancel`, { reason: '改为线上' })).status).toBe(200);
  });

  it('has sent exactly the messages that were due', async () => {
    const visitors = async (): Promise<string[]> =>
      (await query<Told>("SELECT template FROM message WHERE template LIKE 'ticket.%' ORDER BY id")).map(({ template }) => template);
    // They are told some at a time, in the background.
    for (let tries = 0; tries < 100 && (await visitors()).length < 3; tries += 1) await sleep(50);
    expect(await visitors()).toEqual(['ticket.code', 'ticket.fair_moved', 'ticket.fair_cancelled']);
    expect({
      a: await messagesOf(firm(A)),
      b: await messagesOf(firm(B)),
      c: await messagesOf(firm(C)),
      d: await messagesOf(firm(D)),
      e: await messagesOf(firm(E)),
      county: await messagesOf(market.county),
    }).toEqual({
      a: { 'fair.invited': 1, 'fair.fits': 1, 'fair.moved': 1, 'fair.cancelled': 1 },
      b: { 'fair.invited': 1, 'fair.fits': 1 },
      c: { 'booth.offered': 1, 'fair.moved': 1 },
      d: {},
      // Offered what the third one gave back after the move, and not confirmed before the end.
      e: { 'wait.fair_moved': 1, 'booth.offered': 1, 'fair.cancelled': 1 },
      county: { 'booth.booked': 3, 'booth.cancelled': 2, 'fair.due_filing': 1 },
    });
    expect(await untraced(market.app)).toEqual([]);
  });
});
