import { OrgTree } from '#access';
import { UnitOfWork } from '#platform/db';
import type { JobContext } from '#platform/jobs';
import { signedIn, type Client } from '../../../../test/support/client.js';
import { TestClock } from '../../../../test/support/clock.js';
import { eachDatabase } from '../../../../test/support/databases.js';
import { startStations, type Stations } from '../../../../test/support/stations.js';
import { house, places } from '../testing/house.js';
import { PlanAcceptance } from './plan-acceptance.handlers.js';
import { PlanHandlers } from './plan.handlers.js';

interface Plan {
  id: string;
  state: string;
  round: number;
  failure: string | null;
  code?: string;
  errors?: { path: string; code: string }[];
  figures: {
    fairs: number;
    people: number;
    covered: number;
    bound: number;
    greedy: number;
    invitations: number;
    counties: object[];
  } | null;
}
interface Row {
  id: string;
  day: string;
  roomId: string;
  themeCode: string;
  themeName: string;
  mark: string;
  invited: number;
  short: number;
  covers: number;
  fairId: string | null;
  refusal: string | null;
  code?: string;
  guests: { enterpriseName: string; short: number; covers: number; weight: number; needTitle: string }[];
}

const WELDER = '6-18-02-04';
const COOK = '4-03-02-01';

eachDatabase((database) => {
  // A Tuesday.
  const clock = new TestClock('2026-11-24T02:00:00Z');
  let app: Stations;
  let city: Client;
  let county: Client;
  let roomId: string;

  beforeAll(async () => {
    app = await startStations(database, clock);
    city = await signedIn(app, [{ role: 'city-staff', nodeId: (await app.get(OrgTree).city()).id }]);
    county = await signedIn(app, [{ role: 'county-staff', nodeId: '370702' }]);
    database.atEnd(app.close);
  });
  beforeEach(async () => {
    const uow = app.get(UnitOfWork);
    await uow.run(async () => {
      for (const table of [
        'fair_claim',
        'fair_plan_guest',
        'fair_invitation',
        'fair',
        'booth',
        'venue_room',
        'booth_place',
        'venue',
        'fair_plan',
        'fair_plan_fair',
        'need',
      ])
        await uow.manager.query(`DELETE FROM ${table}`);
    });
    app.events.names();
  });

  const job = (signal = new AbortController().signal): JobContext => ({
    ...{ jobId: 'j', attempt: 1, again: false, signal, progress: () => undefined },
    finish: (effect) => app.get(UnitOfWork).run(effect),
  });
  /** What the jobs do, without their queue. */
  const made = async ({ id, round }: Plan): Promise<Plan> => {
    await app.get(PlanHandlers).make({ planId: id, round }, job());
    return (await city.get<Plan>(`/api/fair-plans/${id}`)).body;
  };
  const accept = async (id: string): Promise<Plan> => {
    expect((await city.post(`/api/fair-plans/${id}/accept`)).status).toBe(202);
    await app.get(PlanAcceptance).accept({ planId: id }, job());
    return (await city.get<Plan>(`/api/fair-plans/${id}`)).body;
  };
  const quarter = { fromDay: '2026-12-01', toDay: '2026-12-31', fairs: 3, basis: 'open' };
  const started = (more: object = {}) => city.post<Plan>('/api/fair-plans', { ...quarter, ...more });
  const rows = async (id: string) => (await city.get<{ items: Row[] }>(`/api/fair-plans/${id}/fairs?limit=100`)).body.items;
  const change = (row: string, body: object) => city.patch<Row>(`/api/plan-fairs/${row}`, body);
  const market = async () => {
    const venue = (await county.post<{ id: string }>('/api/venues', house)).body.id;
    const room = { name: '大厅', capacity: 500, places: places(1, 2) };
    roomId = (await county.post<{ rooms: { id: string }[] }>(`/api/venues/${venue}/rooms`, room)).body.rooms[0]?.id ?? '';
    for (const [short, occupationCode] of [
      [30, WELDER],
      [20, WELDER],
      [6, WELDER],
      [5, COOK],
    ] as const)
      await app.need(await app.enterprise(), short, { occupationCode });
  };

  it('proposes fairs with the shortage that each covers, whom it invites and why, within a certified bound', async () => {
    await market();
    const { status, body } = await started();
    expect(status).toBe(202);
    const plan = await made(body);
    expect(plan).toMatchObject({ state: 'done', failure: null, figures: { people: 61, fairs: 3 } });
    expect(plan.figures?.counties).toMatchObject([{ nodeId: '370702', short: 61, least: 2, fairs: 3 }]);
    const { covered = 0, bound = 0, greedy = 0 } = plan.figures ?? {};
    expect(covered).toBeLessThanOrEqual(bound + 1e-6);
    expect(covered).toBeGreaterThanOrEqual(greedy);
    const fairs = await rows(plan.id);
    const [first] = fairs.filter(({ themeCode }) => themeCode === '6-18');
    const detail = (await city.get<Row>(`/api/plan-fairs/${first?.id}`)).body;
    expect(detail).toMatchObject({ mark: 'open', short: 56, covers: 16, invited: 2 });
    expect(detail.themeName).not.toBe('');
    expect(detail.guests[0]).toMatchObject({ short: 30, covers: 8, needTitle: '电焊工' });
  });

  it('says why there is nothing to plan, and what is wrong with the days', async () => {
    const past = await started({ fromDay: '2026-10-01', toDay: '2026-11-01' });
    expect([past.status, past.body.errors?.[0]]).toMatchObject([422, { path: 'toDay', code: 'past' }]);
    expect((await started({ toDay: '2027-12-31' })).body.errors?.[0]).toMatchObject({ path: 'toDay', code: 'long' });
    const empty = await made((await started()).body);
    expect(empty).toMatchObject({ state: 'failed', failure: 'no_rooms' });
    await market();
    await app.get(UnitOfWork).run(() => app.get(UnitOfWork).manager.query('DELETE FROM need'));
    expect(await made((await started()).body)).toMatchObject({ state: 'failed', failure: 'no_shortage' });
    expect(await made((await started({ fromDay: '2026-12-06', toDay: '2026-12-06' })).body)).toMatchObject({ failure: 'no_days' });
  });

  it('is made for one office once at a time; what was stopped keeps nothing, and the office is free', async () => {
    await market();
    const { body } = await started();
    expect(await started()).toMatchObject({ status: 409, body: { code: 'fair_plan.busy' } });
    expect((await city.post<Plan>(`/api/fair-plans/${body.id}/cancel`)).body.state).toBe('cancelled');
    expect(await made(body)).toMatchObject({ state: 'cancelled' });
    expect(await rows(body.id)).toEqual([]);
    expect((await started()).status).toBe(202);
  });

  it('keeps what staff fixed or moved, leaves out what they struck, and keeps the rest when planned again', async () => {
    await market();
    const plan = await made((await started()).body);
    const [first, second] = await rows(plan.id);
    expect((await change(first?.id ?? '', { day: '2026-12-30' })).body).toMatchObject({ mark: 'fixed', day: '2026-12-30' });
    expect((await change(second?.id ?? '', { mark: 'struck' })).body.mark).toBe('struck');
    const again = (await city.post<Plan>(`/api/fair-plans/${plan.id}/replan`)).body;
    expect(again).toMatchObject({ state: 'queued', round: 2 });
    expect(await made(again)).toMatchObject({ state: 'done', round: 2 });
    const after = await rows(plan.id);
    expect(after).toContainEqual(expect.objectContaining({ id: first?.id, day: '2026-12-30', mark: 'fixed' }));
    const same = after.filter((row) => row.mark !== 'struck' && row.day === second?.day && row.themeCode === second?.themeCode);
    expect(same).toEqual([]);
  });

  it('refuses a day outside the plan, a closed one, a room that another proposed fair has, an unknown theme', async () => {
    await market();
    const plan = await made((await started()).body);
    const [first, second] = await rows(plan.id);
    const at = (body: object) => change(first?.id ?? '', body);
    expect((await at({ day: '2027-02-01' })).body.code).toBe('fair_plan.outside');
    expect((await at({ day: '2026-12-06' })).body.code).toBe('fair.venue_closed');
    expect((await at({ day: second?.day })).body.code).toBe('fair_plan.twice');
    expect((await at({ themeCode: '9-99' })).body.code).toBe('fair_plan.theme');
    expect((await rows(plan.id))[0]).toMatchObject({ day: first?.day, mark: 'open' });
  });

  it('is accepted: fairs are planned in their rooms with invitations; who comes second is told why, and nothing twice', async () => {
    await market();
    const plan = await made((await started()).body);
    const [first] = await rows(plan.id);
    const other = {
      nodeId: '370702',
      name: '别的招聘会',
      theme: '综合',
      day: first?.day,
      opensAt: '10:00',
      closesAt: '12:00',
      boothCount: 1,
      roomId,
    };
    expect((await county.post('/api/fairs', other)).status).toBe(201);
    expect((await accept(plan.id)).state).toBe('accepted');
    const after = await rows(plan.id);
    expect(after[0]).toMatchObject({ fairId: null, refusal: 'fair.room_taken' });
    const held = after.filter(({ fairId }) => fairId !== null);
    expect(held).toHaveLength(2);
    const id = held[0]?.fairId ?? '';
    expect((await county.get(`/api/fairs/${id}`)).body).toMatchObject({ state: 'planned', roomId, boothCount: 2, day: held[0]?.day });
    const invited = (await county.get<{ items: { enterpriseName: string }[] }>(`/api/fairs/${id}/invitations`)).body.items;
    expect(invited).toHaveLength(held[0]?.invited ?? 0);
    expect((await city.post(`/api/fair-plans/${plan.id}/accept`)).status).toBe(409);
    await app.get(PlanAcceptance).accept({ planId: plan.id }, job());
    expect((await county.get<{ items: unknown[] }>('/api/fairs')).body.items).toHaveLength(3);
  });

  it('is accepted by one of two at once; who strikes a fair meanwhile does so before, or hears that it is too late', async () => {
    await market();
    const plan = await made((await started()).body);
    const [row] = await rows(plan.id);
    const [one, other, strike] = await Promise.all([
      city.post(`/api/fair-plans/${plan.id}/accept`),
      city.post(`/api/fair-plans/${plan.id}/accept`),
      change(row?.id ?? '', { mark: 'struck' }),
    ]);
    expect([one.status, other.status].sort()).toEqual([202, 409]);
    await app.get(PlanAcceptance).accept({ planId: plan.id }, job());
    const [after] = await rows(plan.id);
    expect([strike.status, after?.mark, after?.fairId === null]).toEqual(
      strike.status === 200 ? [200, 'struck', true] : [409, 'open', false],
    );
    expect((await rows(plan.id)).filter(({ fairId }) => fairId !== null)).toHaveLength(strike.status === 200 ? 2 : 3);
  });

  it('keeps the last word of two who mark one fair at once, and a mark when it is planned again at the same moment', async () => {
    await market();
    const plan = await made((await started()).body);
    const [row] = await rows(plan.id);
    const answers = await Promise.all([change(row?.id ?? '', { mark: 'fixed' }), change(row?.id ?? '', { mark: 'struck' })]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(['fixed', 'struck']).toContain((await rows(plan.id)).find(({ id }) => id === row?.id)?.mark);
    const [again, late] = await Promise.all([
      city.post<Plan>(`/api/fair-plans/${plan.id}/replan`),
      change(row?.id ?? '', { mark: 'struck' }),
    ]);
    expect([again.status, [200, 409].includes(late.status)]).toEqual([202, true]);
    const done = await made(again.body);
    expect(done).toMatchObject({ state: 'done', round: 2 });
    if (late.status === 200) expect((await rows(plan.id)).find(({ id }) => id === row?.id)).toMatchObject({ mark: 'struck' });
  });

  it('tells those whom a fair was planned for when it opens, and nobody else', async () => {
    await market();
    const plan = await made((await started({ fairs: 1 })).body);
    await accept(plan.id);
    const [row] = await rows(plan.id);
    const id = row?.fairId ?? '';
    const { version } = (await county.get<{ version: number }>(`/api/fairs/${id}`)).body;
    const papers = { expectedAttendance: 200, dutyStaff: 2 };
    expect((await county.patch(`/api/fairs/${id}`, papers, { headers: { 'if-match': `"${version}"` } })).status).toBe(200);
    expect((await county.post(`/api/fairs/${id}/publish`)).status).toBe(200);
    const invited = app.events.heard.filter(({ name }) => name === 'fair.invited');
    expect(invited).toHaveLength(1);
    expect((invited[0]?.data as { enterpriseIds: string[] }).enterpriseIds).toHaveLength(row?.invited ?? -1);
  });

  it('leaves a day to an enterprise that is invited elsewhere, and a county the fairs that its staff have already', async () => {
    await market();
    const first = await made((await started({ toDay: '2026-12-01', fairs: 1 })).body);
    await accept(first.id);
    expect(await made((await started({ toDay: '2026-12-01', fairs: 1 })).body)).toMatchObject({ failure: 'no_days' });
  });

  it('plans by the rules of its first day, which the city sets', async () => {
    await market();
    const rule = {
      ...{ validFrom: '2026-12-01', roomSharePct: 60, perCountyDay: 2, perCountyWeek: 6, perEnterpriseMonth: 1, perVisit: 8, nearKm: 60 },
      ...{
        countySharePct: 50,
        weekPeakPct: 300,
        skilledFrom: 4,
        skilledPct: 50,
        opensAt: '09:00',
        closesAt: '11:30',
        source: '局务会纪要',
      },
    };
    expect((await county.send('PUT', '/api/fair-planning-rules', rule)).status).toBe(403);
    expect((await city.send('PUT', '/api/fair-planning-rules', { ...rule, closesAt: '08:00' })).status).toBe(422);
    expect((await city.send('PUT', '/api/fair-planning-rules', rule)).status).toBe(200);
    const plan = await made((await started({ fairs: 10 })).body);
    // Once a month each: three welders’ firms and a cook’s.
    expect(plan.figures).toMatchObject({ invitations: 4 });
  });
});
