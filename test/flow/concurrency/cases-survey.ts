import { atVersion, of, type Case } from './case.js';
import type { Stage } from './stage.js';

const answered = async (stage: Stage): Promise<string> => {
  const { memberId, firm } = await stage.round('open');
  await stage.done(firm.hr, 'POST', `/api/survey-answers/${memberId}/submit`, { answer: stage.surveyed() });
  return memberId;
};

const closed = async (stage: Stage): Promise<string> => {
  const { roundId } = await stage.round('open');
  await stage.done(stage.office.city, 'POST', `/api/survey-rounds/${roundId}/close`, { evenWithDoubts: true });
  return roundId;
};

export const surveyCases: Case[] = [
  {
    route: 'POST /api/survey-rounds',
    prepare: async (stage) => ({
      who: stage.office.city,
      method: 'POST',
      path: '/api/survey-rounds',
      body: { quarter: stage.quarter(), opensOn: stage.today, closesOn: stage.day(20) },
    }),
  },
  of('PATCH /api/survey-rounds/{id}', async (stage) => ({
    who: stage.office.city,
    ids: [(await stage.round('draft')).roundId],
    body: { closesOn: stage.day(25) },
    headers: atVersion(1),
  })),
  of('POST /api/survey-rounds/{id}/open', async (stage) => {
    await stage.firm();
    return { who: stage.office.city, ids: [(await stage.round('draft')).roundId] };
  }),
  of('POST /api/survey-rounds/{id}/close', async (stage) => ({
    who: stage.office.city,
    ids: [(await stage.round('open')).roundId],
    body: { evenWithDoubts: true },
  })),
  of('POST /api/survey-rounds/{id}/publish', async (stage) => {
    const { roundId } = await stage.round('open');
    await stage.done(stage.office.city, 'POST', `/api/survey-rounds/${roundId}/close`, { evenWithDoubts: true });
    await stage.done(stage.office.admin, 'POST', `/api/survey-rounds/${roundId}/ask-publication`);
    return { who: stage.office.city, ids: [roundId] };
  }),
  of('POST /api/survey-rounds/{id}/ask-publication', async (stage) => ({ who: stage.office.city, ids: [await closed(stage)] })),
  of('POST /api/survey-rounds/{id}/reopen', async (stage) => ({ who: stage.office.city, ids: [await closed(stage)], body: {} })),
  of('POST /api/survey-rounds/{id}/take-back', async (stage) => ({
    who: stage.office.city,
    ids: [(await stage.round('open')).roundId],
  })),
  of('DELETE /api/survey-rounds/{id}', async (stage) => ({ who: stage.office.city, ids: [(await stage.round('draft')).roundId] })),
  of('POST /api/survey-rounds/{id}/remind', async (stage) => ({ who: stage.office.city, ids: [(await stage.round('open')).roundId] })),
  of('PUT /api/survey-answers/{id}/draft', async (stage) => {
    const { memberId, firm } = await stage.round('open');
    return { who: firm.hr, ids: [memberId], body: stage.surveyed(), headers: atVersion(0) };
  }),
  of('POST /api/survey-answers/{id}/submit', async (stage) => {
    const { memberId, firm } = await stage.round('open');
    return { who: firm.hr, ids: [memberId], body: { answer: stage.surveyed() }, headers: atVersion(0) };
  }),
  of('POST /api/survey-answers/{id}/accept', async (stage) => ({ who: stage.office.city, ids: [await answered(stage)] })),
  of('POST /api/survey-answers/{id}/ask-back', async (stage) => ({
    who: stage.office.city,
    ids: [await answered(stage)],
    body: { reason: '人数有误' },
  })),
  of('POST /api/survey-answers/{id}/correct', async (stage) => ({
    who: stage.office.city,
    ids: [await answered(stage)],
    body: { rows: stage.surveyed().rows, employees: 210, reason: '电话核实' },
  })),
  of(
    'POST /api/survey-answers/{id}/correct',
    async (stage) => {
      const memberId = await answered(stage);
      const [member] = await stage.query<{ roundId: string }>('SELECT roundId FROM survey_member WHERE id = ?', [memberId]);
      await stage.done(stage.office.city, 'POST', `/api/survey-rounds/${member?.roundId}/close`, { evenWithDoubts: true });
      return { who: stage.office.city, ids: [memberId], body: { rows: stage.surveyed().rows, employees: 210, reason: '电话核实' } };
    },
    'of a closed round',
  ),
  {
    route: 'POST /api/survey-answers/{id}/template/preview',
    prepare: async (stage) => {
      const { memberId, firm } = await stage.round('open');
      const template = `/api/survey-answers/${memberId}/template`;
      const file = { name: 'answer.xlsx', content: await stage.download(firm.hr, `${template}.xlsx`) };
      return { who: firm.hr, method: 'POST', path: `${template}/preview`, file };
    },
  },
];
