import { createHash, randomBytes } from 'node:crypto';
import { newId } from '#platform/db';
import { of, type Case } from './case.js';
import { COUNTY } from './programs.js';
import type { Firm, Stage } from './stage.js';

/** An enterprise at a fair that runs, and somebody on paper who went in. */
const atFair = async (stage: Stage): Promise<{ firm: Firm; fairId: string; number: string }> => {
  const { county } = stage.office;
  const { id: fairId } = await stage.done(county, 'POST', '/api/fairs', {
    ...{ nodeId: COUNTY, name: `招聘会${stage.next()}`, theme: '装备制造', day: stage.today, opensAt: '00:00', closesAt: '23:59' },
    ...{ place: '市场', expectedAttendance: 100, dutyStaff: 1, boothCount: 2 },
  });
  await stage.done(county, 'POST', `/api/fairs/${fairId}/publish`);
  const firm = await stage.firm();
  await stage.done(firm.hr, 'POST', `/api/fairs/${fairId}/bookings`, { hold: false });
  const [ticket] = await stage.done<{ number: string }[]>(county, 'POST', `/api/fairs/${fairId}/tickets/paper`, { count: 1 });
  const [row] = await stage.query<{ id: string }>('SELECT id FROM fair_ticket WHERE fairId = ?', [fairId]);
  const pass = [newId(), fairId, row?.id, newId(), 'in', '2026-11-01 00:00:00.000', 'counts'];
  await stage.query('INSERT INTO fair_pass (id, fairId, ticketId, gateId, way, at, standing) VALUES (?, ?, ?, ?, ?, ?, ?)', pass);
  await stage.done(county, 'POST', `/api/fairs/${fairId}/steps`, { step: 'start' });
  return { firm, fairId, number: ticket?.number ?? '' };
};

/** A hire, and the question whether it was one. */
const hired = async (stage: Stage): Promise<{ fairId: string; number: string; checkId: string }> => {
  const { firm, fairId, number } = await atFair(stage);
  const { id } = await stage.done(firm.hr, 'POST', `/api/fairs/${fairId}/hires`, { number, metFirst: true, phone: '13800001234' });
  const [check] = await stage.query<{ id: string }>('SELECT id FROM fair_hire_check WHERE hireId = ? AND days = 0', [id]);
  return { fairId, number, checkId: check?.id ?? '' };
};

const linkTo = async (stage: Stage): Promise<string> => {
  const { checkId } = await hired(stage);
  const link = randomBytes(32).toString('base64url');
  const hash = createHash('sha256').update(link).digest('base64url');
  const until = '2099-01-01 00:00:00.000';
  await stage.query('UPDATE fair_hire_check SET linkHash = ?, linkUntil = ? WHERE id = ?', [hash, until, checkId]);
  return link;
};

const rule = (stage: Stage) => ({
  ...{ validFrom: stage.day(100 + stage.next()), enterpriseDays: 5, remindBefore: 2, answerDays: 14, linkDays: 14, source: '市局通知' },
});

/** What came of fairs: results, hires and their confirmations. */
export const resultCases: Case[] = [
  of('POST /api/fairs/{id}/hires', async (stage) => {
    const { firm, fairId, number } = await atFair(stage);
    return { who: firm.hr, ids: [fairId], body: { number, metFirst: true, needId: await stage.need(firm, { short: 1 }) } };
  }),
  of('POST /api/fairs/{id}/results', async (stage) => {
    const { firm, fairId, number } = await atFair(stage);
    return { who: firm.hr, ids: [fairId], body: { rows: [{ number, kind: 'hired', metFirst: true }] } };
  }),
  {
    route: 'POST /api/fairs/{id}/results/preview',
    prepare: async (stage) => {
      const { firm, fairId, number } = await atFair(stage);
      const file = { name: '成效.csv', content: `入场码编号,结果\n${number},面试\n` };
      return { who: firm.hr, method: 'POST', path: `/api/fairs/${fairId}/results/preview`, file };
    },
  },
  of('POST /api/fairs/{id}/results/hand-in', async (stage) => {
    const { firm, fairId } = await atFair(stage);
    await stage.done(stage.office.county, 'POST', `/api/fairs/${fairId}/steps`, { step: 'end' });
    return { who: firm.hr, ids: [fairId], body: {} };
  }),
  of('PUT /api/fair-result-rules', async (stage) => ({ who: stage.office.city, body: rule(stage) })),
  of('POST /api/fair-hires/{id}/answer', async (stage) => ({
    who: stage.office.county,
    ids: [(await hired(stage)).checkId],
    body: { says: 'no' },
  })),
  of('POST /api/fair-hires/{id}/take', async (stage) => ({ who: stage.office.county, ids: [(await hired(stage)).checkId] })),
  of('POST /api/fair-hires/{id}/ask', async (stage) => ({ who: stage.office.county, ids: [(await hired(stage)).checkId] })),
  of('POST /api/hire-links', async (stage) => ({ who: null, body: { link: await linkTo(stage), lastFour: '1234' } })),
  of('POST /api/hire-links/answer', async (stage) => ({ who: null, body: { link: await linkTo(stage), lastFour: '1234', says: 'yes' } })),
];
