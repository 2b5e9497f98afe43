import { of, type Case } from './case.js';
import { COUNTY, type Who } from './programs.js';
import type { Firm, Stage } from './stage.js';

interface Booking {
  booth: { id: string } | null;
  waiting: { id: string } | null;
}

const ask = async (stage: Stage, { hr }: Firm, fairId: string): Promise<Booking> =>
  stage.done<Booking>(hr, 'POST', `/api/fairs/${fairId}/bookings`, {});

/** A booth that an enterprise holds, at a fair of its own or the given one. */
const held = async (stage: Stage, given?: string): Promise<{ firm: Firm; fairId: string; id: string }> => {
  const [firm, fairId] = [await stage.firm(), given ?? (await stage.fair(true))];
  const { booth } = await ask(stage, firm, fairId);
  return { firm, fairId, id: booth?.id ?? '' };
};
const plan = (stage: Stage, more: object = {}) => ({
  ...{ nodeId: COUNTY, name: `招聘会${stage.next()}`, theme: '装备制造', day: stage.day(20), opensAt: '09:00', closesAt: '12:00' },
  ...{ place: '市场', expectedAttendance: 100, dutyStaff: 1, boothCount: 2, ...more },
});
const announced = async (stage: Stage, more: object = {}): Promise<string> => {
  const { id } = await stage.done(stage.office.county, 'POST', '/api/fairs', plan(stage, more));
  await stage.done(stage.office.county, 'POST', `/api/fairs/${id}/publish`);
  return id;
};
/** A fair whose two booths are taken, and two who wait. */
const waiting = async (stage: Stage): Promise<{ firm: Firm; id: string; firstId: string }> => {
  const fairId = await announced(stage);
  await held(stage, fairId);
  await held(stage, fairId);
  const [first, second] = [await stage.firm(), await stage.firm()];
  const firstId = (await ask(stage, first, fairId)).waiting?.id ?? '';
  return { firm: second, firstId, id: (await ask(stage, second, fairId)).waiting?.id ?? '' };
};
const feed = async (stage: Stage): Promise<string> => (await stage.done(stage.office.county, 'POST', '/api/fair-feeds')).id;
const officer = (stage: Stage): Promise<Who> => stage.person([{ role: 'county-staff', nodeId: COUNTY }]);
const rule = (stage: Stage) => ({
  ...{ validFrom: stage.day(100 + stage.next()), holdMinutes: 15, offerHours: 24, changeDaysBefore: 1, boothsADay: 1, keyBoothsADay: 2 },
  ...{ countyPercent: 100, industryPercent: 100, priorityHours: 0, scarceOccupations: 50, absencesAllowed: 2 },
  ...{ absenceWindowDays: 365, absenceBlockDays: 90, claimMinutes: 30, dayOfferMinutes: 15, callMinutes: 3, source: '市局通知' },
});

/** Booths, who waits for them, series of fairs and the year. */
export const boothCases: Case[] = [
  of('POST /api/fairs/{id}/bookings', async (stage) => ({ who: (await stage.firm()).hr, ids: [await stage.fair(true)], body: {} })),
  {
    route: 'POST /api/fairs/{id}/bookings',
    about: 'four enterprises for two booths: two hold one, two wait',
    prepare: async (stage) => {
      const path = `/api/fairs/${await announced(stage)}/bookings`;
      const shots = [];
      for (let i = 0; i < 4; i += 1) shots.push({ who: (await stage.firm()).hr, method: 'POST', path, body: {} });
      return shots;
    },
  },
  of('POST /api/booths/{id}/confirm', async (stage) => {
    const { firm, id } = await held(stage);
    return { who: firm.hr, ids: [id], body: { guests: [{ name: '张建国', phone: '13800001111' }] } };
  }),
  of('PUT /api/booths/{id}/details', async (stage) => {
    const { firm, id } = await held(stage);
    return { who: firm.hr, ids: [id], body: { needIds: [await stage.need(firm)] } };
  }),
  of('POST /api/booths/{id}/exchange', async (stage) => {
    const { firm, id } = await held(stage);
    return { who: firm.hr, ids: [id], body: { number: 'A09' } };
  }),
  of('POST /api/booths/{id}/swap', async (stage) => {
    const [{ fairId, id }, other] = [await held(stage), await stage.firm()];
    const withId = (await ask(stage, other, fairId)).booth?.id;
    return { who: stage.office.county, ids: [id], body: { withId } };
  }),
  of('POST /api/booths/{id}/block', async (stage) => {
    const booths = await stage.done<{ id: string }[]>(stage.office.county, 'GET', `/api/fairs/${await stage.fair(true)}/booths`);
    return { who: stage.office.county, ids: [booths[0]?.id ?? ''], body: { reason: '消防通道' } };
  }),
  of('POST /api/booths/{id}/absent', async (stage) => {
    const fairId = await announced(stage, { day: stage.today });
    const { id } = await held(stage, fairId);
    await stage.done(stage.office.county, 'POST', `/api/fairs/${fairId}/steps`, { step: 'start' });
    return { who: stage.office.county, ids: [id], body: { absent: true } };
  }),
  of('POST /api/booths/{id}/arrival', async (stage) => {
    const fairId = await announced(stage, { day: stage.today });
    return { who: stage.office.county, ids: [(await held(stage, fairId)).id], body: { arrived: true } };
  }),
  of('POST /api/booths/{id}/outcomes', async (stage) => {
    const fairId = await announced(stage, { day: stage.today });
    const { firm, id } = await held(stage, fairId);
    const path = `/api/fairs/${fairId}/tickets/paper`;
    const [ticket] = await stage.done<{ number: string }[]>(stage.office.county, 'POST', path, { count: 1 });
    return { who: firm.hr, ids: [id], body: { number: ticket?.number, kind: 'interested' } };
  }),
  of('DELETE /api/waiting/{id}', async (stage) => {
    const { firm, id } = await waiting(stage);
    return { who: firm.hr, ids: [id] };
  }),
  of('POST /api/waiting/{id}/order', async (stage) => {
    const { id, firstId } = await waiting(stage);
    return { who: stage.office.county, ids: [id], body: { beforeId: firstId, reason: '省重点项目' } };
  }),
  of('POST /api/fairs/{id}/replies', async (stage) => {
    const { firm, fairId, id } = await held(stage);
    await stage.done(firm.hr, 'POST', `/api/booths/${id}/confirm`, {});
    const { version } = await stage.done<{ version: number }>(stage.office.county, 'GET', `/api/fairs/${fairId}`);
    const moved = { who: stage.office.county, method: 'PATCH', path: `/api/fairs/${fairId}`, body: { day: stage.day(21) } };
    await stage.send({ ...moved, headers: { 'if-match': `"${version}"` } });
    return { who: firm.hr, ids: [fairId], body: { answer: 'no' } };
  }),
  {
    route: 'POST /api/fairs/{id}/placements/preview',
    prepare: async (stage) => {
      const path = `/api/fairs/${await stage.fair(true)}/placements/preview`;
      return {
        who: stage.office.county,
        method: 'POST',
        path,
        file: { name: '名单.csv', content: '序号,企业名称,展位号\n1,某某公司,A01\n' },
      };
    },
  },
  of('POST /api/fairs/{id}/placements', async (stage) => ({
    who: stage.office.county,
    ids: [await stage.fair(true)],
    body: { rows: [{ line: 2, name: null, creditCode: (await stage.firm()).creditCode, number: 'A03' }] },
  })),
  of('PUT /api/agency-licences/{enterpriseId}', async (stage) => ({
    who: stage.office.county,
    ids: [(await stage.firm()).id],
    body: { number: '370702024001', validUntil: '2030-12-31' },
  })),
  of('PUT /api/booth-rules', async (stage) => ({ who: stage.office.city, body: rule(stage) })),
  of('POST /api/fair-series', async (stage) => ({
    who: stage.office.county,
    body: { plan: plan(stage), everyWeeks: 1, until: stage.day(40) },
  })),
  of('POST /api/fair-series/preview', async (stage) => ({
    who: stage.office.county,
    body: { plan: plan(stage), everyWeeks: 1, until: stage.day(40) },
  })),
  of('PUT /api/fair-targets', async (stage) => ({
    who: stage.office.city,
    body: { year: 2101, nodeId: COUNTY, validFrom: stage.day(100 + stage.next()), fairs: 60, source: '年度计划' },
  })),
  of('POST /api/fair-feeds', async (stage) => ({ who: await officer(stage) })),
  of('DELETE /api/fair-feeds/{id}', async (stage) => ({ who: stage.office.county, ids: [await feed(stage)] })),
  of('PUT /api/fitting-fairs/invitations', async (stage) => ({ who: (await stage.firm()).hr, body: { wanted: false } })),
];
