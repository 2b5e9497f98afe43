import { OrgTree } from '#access';
import { EnterpriseRegistry } from '#enterprise';
import { UnitOfWork } from '#platform/db';
import { startApp } from '../../../test/support/app.js';
import { signedIn, type Client } from '../../../test/support/client.js';
import { TestClock } from '../../../test/support/clock.js';
import { eachDatabase } from '../../../test/support/databases.js';
import type { RunningApp } from '../../../test/support/http.js';
import { untraced } from '../../../test/support/traces.js';
import { FairSteps } from './fair.steps.js';
import { house, places, WORK } from './testing/house.js';

interface Body {
  id: string;
  code?: string;
  state?: string;
  version: number;
  place?: string;
  steps?: string[];
  detail?: string;
  errors?: { path: string; code: string }[];
  rooms?: { id: string; version: number; places: { number: string; power: boolean }[] }[];
  filing?: { gaps: string[]; permitDue: boolean };
}
interface Booth {
  number: string;
  enterpriseId: string | null;
  gridRow: number | null;
  power: boolean | null;
}

/** 20 February 2027 is a Saturday. */
const plan = {
  nodeId: '370702',
  name: '春风行动招聘会',
  theme: '机械制造',
  day: '2027-02-20',
  opensAt: '09:00',
  closesAt: '12:00',
  expectedAttendance: 600,
  dutyStaff: 2,
  boothCount: 6,
};
let serial = 0;

eachDatabase((database) => {
  let app: RunningApp;
  let county: Client;
  let city: Client;
  const clock = new TestClock('2026-11-24T02:00:00Z');

  beforeAll(async () => {
    app = await startApp({ database, clock });
    await app.get(UnitOfWork).run(() => app.get(OrgTree).ensureCity());
    county = await signedIn(app, [{ role: 'county-staff', nodeId: '370702' }]);
    city = await signedIn(app, [{ role: 'city-staff', nodeId: '3707' }]);
  }, 60_000);

  const at = (version: number) => ({ headers: { 'if-match': `"${version}"` } });
  const venue = async (more: object = {}) => (await county.post<Body>('/api/venues', { ...house, ...more })).body;
  const room = async (rows = 2, columns = 3): Promise<string> => {
    const { id } = await venue();
    const { body } = await county.post<Body>(`/api/venues/${id}/rooms`, { name: '大厅', capacity: 500, places: places(rows, columns) });
    return body.rooms?.[0]?.id ?? '';
  };
  const fair = (more: object) => county.post<Body>('/api/fairs', { ...plan, ...more });
  const exhibitor = async () => {
    const row = { name: `参展企业${(serial += 1)}`, nodeId: '370702', nodePath: '/37/3707/370702/' };
    const creditCode = `91370702MA3K${String(serial).padStart(5, '0')}X`;
    const [enterpriseId = ''] = await app.get(UnitOfWork).run(() => app.get(EnterpriseRegistry).ensureUnclaimed([{ ...row, creditCode }]));
    return Object.assign(await signedIn(app, [{ role: 'enterprise', enterpriseId }]), { enterpriseId });
  };
  const published = async (more: object): Promise<Body> => {
    const made = await fair(more);
    expect([made.status, made.body.code]).toEqual([201, undefined]);
    const { status, body } = await county.post<Body>(`/api/fairs/${made.body.id}/publish`);
    expect(status).toBe(200);
    return body;
  };
  const book = (who: Client, id: string, number?: string) => who.post<Body & Booth>(`/api/fairs/${id}/booths`, number ? { number } : {});
  const boothsOf = async (id: string) => (await county.get<Booth[]>(`/api/fairs/${id}/booths`)).body;

  describe('a venue', () => {
    it('has rooms whose places are the booths of a fair, with where they stand', async () => {
      const roomId = await room();
      const { body } = await fair({ roomId });
      expect(body.place).toBe('潍城区人力资源市场大厅（和平路 1 号）');
      const booths = await boothsOf(body.id);
      expect(booths.map(({ number, gridRow, power }) => [number, gridRow, power])).toEqual([
        ...['A01', 'A02', 'A03'].map((number) => [number, 1, true]),
        ...['B01', 'B02', 'B03'].map((number) => [number, 2, false]),
      ]);
      expect((await fair({ roomId: await room(), boothCount: 7 })).body.code).toBe('fair.room_booths');
    });

    it('is its office’s: a neighbour neither sees nor uses it, and a county uses the city’s', async () => {
      const roomId = await room();
      const neighbour = await signedIn(app, [{ role: 'county-staff', nodeId: '370703' }]);
      expect((await neighbour.post('/api/fairs', { ...plan, nodeId: '370703', roomId })).status).toBe(404);
      expect((await neighbour.get<{ items: object[] }>('/api/venues')).body.items).toEqual([]);
      const { id } = (await city.post<Body>('/api/venues', { ...house, nodeId: '3707', name: '会展中心' })).body;
      const [hall] = (await city.post<Body>(`/api/venues/${id}/rooms`, { name: '一号馆', capacity: 500, places: places(2, 3) })).body
        .rooms!;
      expect((await neighbour.patch(`/api/venues/${id}`, { name: '我的' }, at(1))).status).toBe(404);
      expect((await neighbour.post('/api/fairs', { ...plan, nodeId: '370703', roomId: hall?.id })).status).toBe(201);
    });

    it('does not close during a fair that is planned in it, and is told which; once that is cancelled it may', async () => {
      const { id } = await venue();
      const { body } = await county.post<Body>(`/api/venues/${id}/rooms`, { name: '大厅', capacity: 500, places: places(2, 3) });
      const planned = (await fair({ roomId: body.rooms?.[0]?.id, name: '春风行动第一场' })).body;
      const noSaturdays = { opening: house.opening.map((hours, day) => (day === 5 ? { ...hours, open: false } : hours)) };
      const refused = await county.patch<Body>(`/api/venues/${id}`, noSaturdays, at(1));
      expect([refused.status, refused.body.code]).toEqual([409, 'venue.fairs']);
      expect(refused.body.detail).toContain('春风行动第一场');
      const later = { opening: house.opening.map((hours) => ({ ...hours, from: '09:00', to: '12:00' })) };
      expect((await county.patch<Body>(`/api/venues/${id}`, later, at(1))).status).toBe(200);
      await county.post(`/api/fairs/${planned.id}/cancel`, { reason: '场地停用' });
      expect((await county.patch<Body>(`/api/venues/${id}`, noSaturdays, at(2))).status).toBe(200);
    });

    it('is refused with hours that end before they begin and with two places of one number, each named with its place', async () => {
      const wrong = await county.post<Body>('/api/venues', { ...house, opening: [{ ...WORK, to: '08:00' }, ...house.opening.slice(1)] });
      expect([wrong.status, wrong.body.errors]).toMatchObject([422, [{ path: 'opening.0.to' }]]);
      const twice = [...places(1, 2), { ...places(1, 1)[0], gridRow: 3 }];
      const { id } = await venue();
      const refused = await county.post<Body>(`/api/venues/${id}/rooms`, { name: '大厅', capacity: 9, places: twice });
      expect([refused.status, refused.body.errors]).toMatchObject([422, [{ path: 'places.2.number' }]]);
      expect((await county.get<Body>(`/api/venues/${id}`)).body.rooms).toEqual([]);
    });
  });

  describe('a room', () => {
    it('is at one fair at a time: of four that ask for it at once one gets it, and the others are told by whom', async () => {
      const roomId = await room();
      const answers = await Promise.all(['一', '二', '三', '四'].map((name) => fair({ roomId, name: `${name}场招聘会` })));
      expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);
      for (const { status, body } of answers) if (status === 409) expect(body.code).toBe('fair.room_taken');
      expect((await fair({ roomId, opensAt: '11:00', closesAt: '13:00' })).body.code).toBe('fair.room_taken');
      expect((await fair({ roomId, opensAt: '12:00', closesAt: '14:00' })).status).toBe(201);
    });

    it('is free again when its fair is cancelled or moved', async () => {
      const roomId = await room();
      const first = await published({ roomId });
      const moved = await county.patch<Body>(`/api/fairs/${first.id}`, { opensAt: '13:00', closesAt: '16:00' }, at(first.version));
      expect(moved.status).toBe(200);
      const second = await fair({ roomId });
      expect(second.status).toBe(201);
      expect((await county.post(`/api/fairs/${second.body.id}/cancel`, { reason: '企业太少' })).status).toBe(200);
      expect((await fair({ roomId })).status).toBe(201);
    });

    it('is not to be had when its venue is closed: on its day off, on a holiday, and on a make-up day as on a working day', async () => {
      const roomId = await room();
      expect((await fair({ roomId, closesAt: '18:00' })).body.code).toBe('fair.venue_closed');
      expect((await fair({ roomId, day: '2027-02-21' })).body.code).toBe('fair.venue_closed');
      const said = { name: '调休', source: '国办通知' };
      expect((await county.send('PUT', '/api/special-days', { day: '2027-02-21', kind: 'workday', ...said })).status).toBe(403);
      expect((await city.send('PUT', '/api/special-days', { day: '2027-02-21', kind: 'workday', ...said })).status).toBe(200);
      expect((await fair({ roomId, day: '2027-02-21' })).status).toBe(201);
      await city.send('PUT', '/api/special-days', { day: '2027-02-22', kind: 'holiday', ...said });
      expect((await fair({ roomId, day: '2027-02-22' })).body.code).toBe('fair.venue_closed');
      expect((await city.delete('/api/special-days/2027-02-22')).status).toBe(204);
      expect((await fair({ roomId, day: '2027-02-22' })).status).toBe(201);
    });

    it('says what stands against a fair while it is typed', async () => {
      const roomId = await room();
      await fair({ roomId, name: '先来的招聘会' });
      const asked = async (query: string) =>
        (await county.get<{ kind: string; name: string | null }[]>(`/api/fair-clashes?${query}`)).body.map(({ kind, name }) => [
          kind,
          name,
        ]);
      const hours = `room=${roomId}&opensAt=11:00&closesAt=18:00`;
      expect(await asked(`${hours}&day=2027-02-20&boothCount=9`)).toEqual([
        ...[
          ['venue_closed', null],
          ['room_small', null],
          ['room_taken', '先来的招聘会'],
        ],
      ]);
      expect(await asked('day=2026-10-01&opensAt=09:00&closesAt=12:00')).toEqual([['holiday', '国庆节']]);
      expect(await asked(`room=${roomId}&opensAt=13:00&closesAt=15:00&day=2027-02-20`)).toEqual([]);
    });
  });

  describe('an enterprise', () => {
    it('is not put in two places by a move: the fair stays where it was', async () => {
      const [one, other] = [await published({ place: '甲地', day: '2027-03-06' }), await published({ place: '乙地', day: '2027-03-07' })];
      const who = await exhibitor();
      await book(who, one.id);
      await book(who, other.id);
      const { version } = (await county.get<Body>(`/api/fairs/${other.id}`)).body;
      const moved = await county.patch<Body>(`/api/fairs/${other.id}`, { day: '2027-03-06' }, at(version));
      expect([moved.status, moved.body.code]).toEqual([409, 'fair.enterprise_busy']);
      expect((await county.get<Body>(`/api/fairs/${other.id}`)).body).toMatchObject({ day: '2027-03-07', version });
    });

    it('keeps a booth when the fair goes into another room: its number where there is one, or else the first free', async () => {
      const made = await published({ roomId: await room() });
      const [stays, moves] = [await exhibitor(), await exhibitor()];
      await book(stays, made.id, 'A02');
      await book(moves, made.id, 'B03');
      const small = await room(1, 3);
      const { version } = (await county.get<Body>(`/api/fairs/${made.id}`)).body;
      const moved = await county.patch<Body>(`/api/fairs/${made.id}`, { roomId: small, boothCount: 3 }, at(version));
      expect(moved.status).toBe(200);
      expect((await boothsOf(made.id)).map(({ number, enterpriseId }) => [number, enterpriseId])).toEqual([
        ['A01', moves.enterpriseId],
        ['A02', stays.enterpriseId],
        ['A03', null],
      ]);
    });
  });

  it('somebody is on duty at one fair at a time, and a move asks them again', async () => {
    const officer = await signedIn(app, [{ role: 'county-staff', nodeId: '370702' }]);
    const hours = { place: '市场', day: '2027-05-08' };
    const [one, other] = [(await fair(hours)).body, (await fair({ ...hours, opensAt: '13:00', closesAt: '15:00' })).body];
    const put = (id: string) => county.send<Body>('PUT', `/api/fairs/${id}/duty`, { userIds: [officer.userId] });
    expect([(await put(one.id)).status, (await put(other.id)).status]).toEqual([204, 204]);
    const { body } = await county.get<{ userId: string; onDuty: boolean }[]>(`/api/fairs/${one.id}/duty`);
    expect(body.filter(({ onDuty }) => onDuty).map(({ userId }) => userId)).toEqual([officer.userId]);
    const moved = await county.patch<Body>(`/api/fairs/${other.id}`, { opensAt: '11:00' }, at(other.version + 1));
    expect([moved.status, moved.body.code]).toEqual([409, 'fair.staff_busy']);
  });

  describe('a fair', () => {
    it('goes from its plan to its results by its steps, and by no other way', async () => {
      const { id } = (await fair({ place: '市场', day: '2026-11-24', opensAt: '11:00', closesAt: '12:00' })).body;
      const step = async (name: string) => {
        const { status, body } = await county.post<Body>(`/api/fairs/${id}/steps`, { step: name });
        return status === 200 ? body.state : body.code;
      };
      expect([await step('open'), await step('file'), await step('file')]).toEqual(['fair.state', 'filed', 'fair.state']);
      expect((await (await exhibitor()).get(`/api/fairs/${id}`)).status).toBe(404);
      expect([await step('open'), await step('close')]).toEqual(['open', 'closed']);
      expect((await book(await exhibitor(), id)).body.code).toBe('fair.state');
      expect([await step('open'), await step('start')]).toEqual(['open', 'running']);
      expect((await county.patch<Body>(`/api/fairs/${id}`, { theme: '综合' }, at(7))).body.code).toBe('fair.state');
      expect([await step('end'), await step('report'), await step('close')]).toEqual(['ended', 'results_in', 'fair.state']);
    });

    it('begins and ends by the clock, once somebody announced it', async () => {
      const hours = { place: '市场', day: '2026-11-24', opensAt: '10:30', closesAt: '11:30' };
      const { id } = await published(hours);
      const draft = (await fair(hours)).body;
      const state = async (which: string) => (await county.get<Body>(`/api/fairs/${which}`)).body.state;
      const later = async (minutes: number) => {
        clock.advance({ minutes });
        await app.get(FairSteps).moveDue();
        return [await state(id), await state(draft.id)];
      };
      expect([await later(20), await later(15), await later(60)]).toEqual([
        ['open', 'planned'],
        ['running', 'planned'],
        ['ended', 'planned'],
      ]);
    });

    it('is filed by the rules of its own day, which the city sets from a day on with their source', async () => {
      const rule = {
        ...{ validFrom: '2027-06-01', permitFrom: 500, cityPoliceFrom: 3_000, permitDaysBefore: 30, boothsPerStaff: 3 },
        ...{ plansFrom: 2_000, agencyDaysBefore: 15, source: '潍公发〔2026〕8号' },
      };
      const put = (who: Client, more: object = {}) => who.send<Body>('PUT', '/api/fair-rules', { ...rule, ...more });
      expect([(await put(county)).status, (await put(city, { validFrom: '2026-11-23' })).body.code]).toEqual([403, 'fair.rule_past']);
      expect((await put(city)).status).toBe(200);
      expect((await fair({ place: '市场', day: '2027-05-31' })).body.filing?.gaps).toEqual([]);
      const later = (await fair({ place: '市场', day: '2027-06-01', boothCount: 7 })).body;
      expect(later.filing).toMatchObject({ permitDue: true, applyBy: '2027-05-02', gaps: ['duty_staff', 'permit_number'] });
      const listed = (await county.get<{ items: { validFrom: string; source: string }[] }>('/api/fair-rules')).body.items;
      expect(listed.map(({ validFrom }) => validFrom)).toEqual(['2027-06-01', '2007-10-01']);
    });

    it('that is online has a link instead of a room, and holds nobody anywhere', async () => {
      const online = { mode: 'online', streamUrl: 'https://live.example/1' };
      expect((await fair({ ...online, roomId: await room() })).body.errors).toMatchObject([{ path: 'roomId' }]);
      expect((await fair({ place: '' })).body.errors).toMatchObject([{ path: 'place' }]);
      const [here, there] = [await published({ place: '甲地', day: '2027-04-10' }), await published({ ...online, day: '2027-04-10' })];
      const who = await exhibitor();
      expect([(await book(who, here.id)).status, (await book(who, there.id)).status]).toEqual([201, 201]);
    });

    it('leaves a trace of all that was done to it, to venues and to rules', async () => expect(await untraced(app)).toEqual([]));
  });
});
