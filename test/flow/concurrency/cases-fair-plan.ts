import { newId, UnitOfWork } from '#platform/db';
import { atVersion, of, type Case } from './case.js';
import { COUNTY } from './programs.js';
import type { Stage } from './stage.js';

const ALWAYS = Array.from({ length: 8 }, () => ({ open: true, from: '00:00', to: '23:59' }));
const roomOf = async (stage: Stage): Promise<string> => {
  const venue = { nodeId: COUNTY, name: `平面图场地${stage.next()}`, address: '和平路 1 号', capacity: 800, exits: 4, opening: ALWAYS };
  const { id } = await stage.done(stage.office.county, 'POST', '/api/venues', venue);
  const room = { name: '大厅', capacity: 500, places: [] };
  const { rooms } = await stage.done<{ rooms: { id: string }[] }>(stage.office.county, 'POST', `/api/venues/${id}/rooms`, room);
  return rooms[0]?.id ?? '';
};
/** A plan that proposes one fair and waits for what the office says. */
const planned = async (stage: Stage): Promise<{ planId: string; fairId: string }> => {
  const uow = stage.house.get(UnitOfWork);
  const [planId, fairId] = [newId(), newId()];
  const nodePath = `${stage.office.node.path}${COUNTY}/`;
  await uow.run(async () => {
    await uow.manager.insert('FairPlan', {
      ...{ id: planId, nodeId: COUNTY, nodePath, state: 'done', activeKey: null, fromDay: stage.day(10), toDay: stage.day(40), fairs: 1 },
      ...{ basis: 'open', round: 1, figures: null, startedById: stage.office.county.userId, acceptedById: null, jobId: null },
      ...{ failure: null, createdAt: new Date(), finishedAt: new Date() },
    });
    await uow.manager.insert('PlanFair', {
      ...{ id: fairId, planId, roomId: newId(), nodeId: COUNTY, day: stage.day(20), themeCode: '6-18', mark: 'open', booths: 1 },
      ...{ short: 0, covers: 0, weighted: 0, guests: [], fairId: null, refusal: null },
    });
  });
  return { planId, fairId };
};
/** No plan of the office is reckoned. */
const idle = (stage: Stage): Promise<unknown> =>
  stage.query("UPDATE fair_plan SET state = 'cancelled', activeKey = NULL WHERE activeKey IS NOT NULL");
/** A picture of 600 by 300 in its smallest form. */
const jpeg = Uint8Array.from([
  ...[0xff, 0xd8, 0xff, 0xe0, 0x00, 0x04, 0x00, 0x00],
  ...[0xff, 0xc0, 0x00, 0x0b, 0x08, 0x01, 0x2c, 0x02, 0x58, 0x01, 0x00, 0x11, 0x00, 0xff, 0xd9],
]).buffer;
const withFloor = async (stage: Stage): Promise<string> => {
  const roomId = await roomOf(stage);
  const picture = { id: newId(), roomId, mime: 'image/jpeg', width: 600, height: 300, sha256: 'x', content: Buffer.from(jpeg) };
  const uow = stage.house.get(UnitOfWork);
  await uow.run(() =>
    uow.manager.insert('FloorPicture', { ...picture, setById: stage.office.county.userId, setAt: new Date(), version: 1 }),
  );
  return roomId;
};
const line = (stage: Stage) => ({ name: `表中${stage.next()}`, county: COUNTY, day: stage.day(30), booths: '3', place: '广场' });
const rule = (stage: Stage) => ({
  ...{ validFrom: stage.day(100 + stage.next()), roomSharePct: 60, perCountyDay: 2, perCountyWeek: 6, perEnterpriseMonth: 2, perVisit: 8 },
  ...{
    nearKm: 60,
    countySharePct: 50,
    weekPeakPct: 150,
    skilledFrom: 4,
    skilledPct: 50,
    opensAt: '09:00',
    closesAt: '11:30',
    source: '局务会纪要',
  },
});

/** Plans of fairs, tables of a year, templates and floor plans. */
export const fairPlanCases: Case[] = [
  {
    ...of('POST /api/fair-plans', async (stage) => {
      await idle(stage);
      return { who: stage.office.county, body: { nodeId: COUNTY, fromDay: stage.day(10), toDay: stage.day(40), fairs: 3 } };
    }),
    loosely: 'one that ended at once leaves the office free for the next',
  },
  of('POST /api/fair-plans/{id}/cancel', async (stage) => {
    const { planId } = await planned(stage);
    const uow = stage.house.get(UnitOfWork);
    await uow.run(() => uow.manager.update('FairPlan', { id: planId }, { state: 'queued' }));
    return { who: stage.office.county, ids: [planId] };
  }),
  {
    ...of('POST /api/fair-plans/{id}/replan', async (stage) => {
      await idle(stage);
      return { who: stage.office.county, ids: [(await planned(stage)).planId] };
    }),
    loosely: 'one that ended at once may be planned again',
  },
  of('POST /api/fair-plans/{id}/accept', async (stage) => ({ who: stage.office.county, ids: [(await planned(stage)).planId] })),
  of('PATCH /api/plan-fairs/{id}', async (stage) => ({
    who: stage.office.county,
    ids: [(await planned(stage)).fairId],
    body: { mark: 'struck' },
  })),
  of('PUT /api/fair-planning-rules', async (stage) => ({ who: stage.office.city, body: rule(stage) })),
  of('POST /api/fair-tables', async (stage) => ({ who: stage.office.county, body: { rows: [line(stage)] } })),
  {
    route: 'POST /api/fair-tables/preview',
    prepare: async (stage) => {
      const { name, day } = line(stage);
      const content = `名称,主办地区,日期,展位数,地点\n${name},${COUNTY},${day},3,广场\n`;
      return { who: stage.office.county, method: 'POST', path: '/api/fair-tables/preview', file: { name: 'plan.csv', content } };
    },
  },
  of('PUT /api/fair-templates/{kind}/{locale}', async (stage) => {
    const uow = stage.house.get(UnitOfWork);
    const [newest] = await uow.manager.query<{ version: number | string }[]>(
      "SELECT MAX(version) AS version FROM fair_template WHERE kind = 'security' AND locale = 'en'",
    );
    const version = Number(newest?.version);
    return {
      ...{ who: stage.office.city, ids: ['security', 'en'], body: { body: `# Plan ${stage.next()}` }, headers: atVersion(version) },
    };
  }),
  {
    route: 'POST /api/rooms/{id}/floor',
    prepare: async (stage) => ({
      ...{ who: stage.office.county, method: 'POST', path: `/api/rooms/${await roomOf(stage)}/floor` },
      file: { name: 'floor.jpg', content: jpeg },
    }),
  },
  of('PUT /api/rooms/{id}/floor/spots', async (stage) => ({
    ...{ who: stage.office.county, ids: [await withFloor(stage)], headers: atVersion(1) },
    body: { spots: [{ number: 'A01', x: 10, y: 10, widthCm: 300, depthCm: 300, power: true }] },
  })),
  of('DELETE /api/rooms/{id}/floor', async (stage) => ({ who: stage.office.county, ids: [await withFloor(stage)] })),
];
