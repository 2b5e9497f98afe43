import { eachDatabase } from '../../../../test/support/databases.js';
import { untraced } from '../../../../test/support/traces.js';
import { Market, type Exhibitor } from '../../../../test/support/fair-market.js';
import { house, places } from '../testing/house.js';
import { Invitations } from './invitations.js';
import { Reminders } from './reminders.js';

interface Year {
  fairs: number;
  held: number;
  announced: number;
  planned: number;
  cancelled: number;
  target: { fairs: number; source: string } | null;
  months: { key: string; fairs: number }[];
  weeks: { key: string; fairs: number }[];
  nodes: { key: string; fairs: number }[];
  themes: { key: string; fairs: number }[];
}
interface Faults {
  code: string;
  detail: string;
  errors: { path: string; message: string }[];
}
interface Planned {
  seriesId: string | null;
  fairIds: string[];
}

const welder = (short = 40) => ({
  ...{ title: '电焊工', occupationCode: '6-18-02-04', short, form: 'direct', startFrom: '2027-01-01', startBy: '2027-06-01' },
  ...{ contactName: '张经理', contactPhone: '0536-8123456' },
});

eachDatabase((database) => {
  let market: Market;
  beforeAll(async () => void (market = await Market.open(database)), 60_000);

  const inviteAll = async (fairId: string): Promise<void> => {
    for (let after: string | null = ''; after !== null;) after = await market.app.get(Invitations).inviteSome(fairId, after);
  };
  const short = async (firm: Exhibitor, more: object = {}): Promise<string> => {
    const { status, body } = await firm.post<{ id: string }>('/api/needs', { ...welder(), ...more });
    expect(status).toBe(201);
    return body.id;
  };
  const fairsOf = async (query: string) =>
    (await market.county.get<{ items: { id: string; day: string; name: string }[] }>(`/api/fairs?limit=100&${query}`)).body.items;

  describe('a series', () => {
    const series = (body: object) => market.county.post<Planned & Faults>('/api/fair-series', body);
    const saturdays = (more: object = {}) => ({
      plan: market.plan({ day: '2027-05-01', name: '周六招聘会', ...more }),
      everyWeeks: 1,
      until: '2027-05-31',
    });

    it('is planned for every Saturday until a day, except some; a fortnight skips every other one', async () => {
      const { status, body } = await series({ ...saturdays(), without: ['2027-05-15'] });
      expect([status, body.fairIds.length]).toEqual([201, 4]);
      expect((await fairsOf(`series=${body.seriesId}&from=2027-01-01`)).map(({ day }) => day)).toEqual([
        '2027-05-01',
        '2027-05-08',
        '2027-05-22',
        '2027-05-29',
      ]);
      const two = (await series({ ...saturdays({ name: '双周招聘会' }), everyWeeks: 2 })).body;
      expect((await fairsOf(`series=${two.seriesId}&from=2027-01-01`)).map(({ day }) => day)).toEqual([
        '2027-05-01',
        '2027-05-15',
        '2027-05-29',
      ]);
    });

    it('of 400 is refused with the reason, one without a day too, and nothing is saved', async () => {
      const before = (await fairsOf('from=2027-01-01')).length;
      const many = await series({ ...saturdays(), until: '2034-12-24' });
      expect(many).toMatchObject({ status: 422, body: { code: 'fair.series_many', params: { n: 400, most: 60 } } });
      expect((await series({ ...saturdays(), until: '2027-04-30' })).body.code).toBe('fair.series_none');
      expect((await series({ ...saturdays(), without: ['每周六'] })).status).toBe(422);
      expect((await fairsOf('from=2027-01-01')).length).toBe(before);
    });

    it('names each date that clashes with the room, its hours or its closing days, and nothing is half saved', async () => {
      const venue = await market.county.post<{ id: string }>('/api/venues', house);
      const made = await market.county.post<{ rooms: { id: string }[] }>(`/api/venues/${venue.body.id}/rooms`, {
        ...{ name: '一号厅', capacity: 500, places: places(2, 5) },
      });
      const roomId = made.body.rooms[0]?.id;
      const inRoom = (more: object) => market.plan({ roomId, place: '', boothCount: 6, dutyStaff: 1, ...more });
      expect((await market.county.post('/api/fairs', inRoom({ name: '先来的', day: '2027-06-12' }))).status).toBe(201);
      await market.city.send('PUT', '/api/special-days', { day: '2027-06-19', kind: 'holiday', name: '端午节', source: '国办通知' });
      const wish = { plan: inRoom({ name: '系列', day: '2027-06-05' }), everyWeeks: 1, until: '2027-06-30' };
      const preview = await market.county.post<{ day: string; clashes: { kind: string; refused: boolean }[] }[]>(
        '/api/fair-series/preview',
        wish,
      );
      expect(preview.body.map(({ day, clashes }) => [day, clashes.map(({ kind }) => kind)])).toEqual([
        ['2027-06-05', []],
        ['2027-06-12', ['room_taken']],
        ['2027-06-19', ['holiday', 'venue_closed']],
        ['2027-06-26', []],
      ]);
      const refused = await series(wish);
      expect(refused).toMatchObject({ status: 409, body: { code: 'fair.series_clashes' } });
      expect(refused.body.errors.map(({ path }) => path)).toEqual(['days.1', 'days.2']);
      expect(refused.body.detail).toContain('2027-06-12');
      expect(refused.body.detail).toContain('先来的');
      expect((await fairsOf('q=系列&from=2027-06-01')).filter(({ name }) => name === '系列')).toEqual([]);
      expect((await series({ ...wish, without: ['2027-06-12', '2027-06-19'] })).body.fairIds).toHaveLength(2);
    });

    it('of copies takes everything of a fair but registrations and its permit', async () => {
      const fairId = await market.fair({ day: '2027-07-01', note: '自带简历', themeOccupation: '6-18', exits: 4 });
      await market.book(await market.exhibitor(), fairId);
      const officer = market.county.userId;
      expect((await market.county.send('PUT', `/api/fairs/${fairId}/duty`, { userIds: [officer] })).status).toBe(204);
      const { body } = await series({ copyOfId: fairId, days: ['2027-07-08', '2027-07-15'] });
      const copy = (await market.county.get<Record<string, unknown>>(`/api/fairs/${body.fairIds[0]}`)).body;
      expect(copy).toMatchObject({
        day: '2027-07-08',
        note: '自带简历',
        themeOccupation: '6-18',
        exits: 4,
        booked: 0,
        state: 'planned',
        permitNumber: null,
      });
      const duty = (await market.county.get<{ userId: string; onDuty: boolean }[]>(`/api/fairs/${body.fairIds[1]}/duty`)).body;
      expect(duty.filter(({ onDuty }) => onDuty).map(({ userId }) => userId)).toEqual([officer]);
      const again = await series({ copyOfId: fairId, everyWeeks: 1, until: '2027-07-20' });
      expect(again.body.fairIds).toHaveLength(2);
    });
  });

  it('an announced fair tells the enterprises whose open needs fit its theme, once, but not those who want to hear nothing', async () => {
    const [fits, stopped, other, elsewhere] = [
      await market.exhibitor('370702'),
      await market.exhibitor('370702'),
      await market.exhibitor('370702'),
      await market.exhibitor('370703'),
    ];
    await short(fits);
    await short(stopped);
    await short(other, { title: '厨师', occupationCode: '4-03-02-01' });
    await short(elsewhere);
    expect((await stopped.send('PUT', '/api/fitting-fairs/invitations', { wanted: false })).status).toBe(204);
    expect((await stopped.get('/api/fitting-fairs/invitations')).body).toEqual({ wanted: false });
    const fairId = await market.fair({ day: '2027-01-20', name: '焊工专场', themeOccupation: '6-18-02' });
    await inviteAll(fairId);
    await inviteAll(fairId);
    const heard = async (one: Exhibitor) => (await market.told(one, 'fair.fits')).filter((text) => text.includes('焊工专场')).length;
    expect([await heard(fits), await heard(stopped), await heard(other), await heard(elsewhere)]).toEqual([1, 0, 0, 0]);
    const general = await market.fair({ day: '2027-01-21', name: '综合招聘会' });
    await inviteAll(general);
    expect((await market.told(fits, 'fair.fits')).filter((text) => text.includes('综合招聘会'))).toEqual([]);
    const fitting = (await fits.get<{ id: string; why: string }[]>('/api/fitting-fairs')).body;
    expect(fitting.find(({ id }) => id === fairId)?.why).toBe('occupation');
    expect(fitting.find(({ id }) => id === general)?.why).toBe('general');
    expect((await other.get<{ id: string }[]>('/api/fitting-fairs')).body.some(({ id }) => id === fairId)).toBe(false);
    const needId = await short(fits, { title: '氩弧焊工' });
    const booth = await market.book(fits, fairId);
    expect((await fits.send('PUT', `/api/booths/${booth.id}/details`, { needIds: [needId] })).status).toBe(204);
    expect((await other.get<{ items: object[] }>(`/api/fairs/${fairId}/posts`)).body.items).toMatchObject([
      { title: '氩弧焊工', enterpriseName: fits.name, boothNumber: booth.number, short: 40 },
    ]);
    const foreign = await short(other, { title: '面点师', occupationCode: '4-03-02-01' });
    expect((await fits.send('PUT', `/api/booths/${booth.id}/details`, { needIds: [foreign] })).status).toBe(422);
  });

  it('the year counts fairs by month, week, county and theme against the target in force', async () => {
    const target = (by: typeof market.city, validFrom: string, fairs: number) =>
      by.send('PUT', '/api/fair-targets', { year: 2028, nodeId: '370702', validFrom, fairs, source: '市局年度计划' });
    expect((await target(market.county, '2026-11-01', 5)).status).toBe(403);
    expect((await target(market.city, '2026-11-01', 60)).status).toBe(200);
    expect((await target(market.city, '2026-11-26', 80)).status).toBe(200);
    await market.fair({ day: '2028-04-03', themeOccupation: '6-18-02-04' });
    await market.draft({ day: '2028-04-04', themeOccupation: '6-18' });
    const gone = await market.fair({ day: '2028-12-31' });
    await market.county.post(`/api/fairs/${gone}/cancel`, { reason: '大雪' });
    const year = (await market.county.get<Year>('/api/fair-year?year=2028')).body;
    expect(year).toMatchObject({ fairs: 2, announced: 1, planned: 1, cancelled: 1, held: 0, target: { fairs: 60 } });
    expect(year.months.map(({ fairs }) => fairs)).toEqual([0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0]);
    expect(year.weeks.find(({ key }) => key === '2028-04-03')?.fairs).toBe(2);
    expect(year.themes).toMatchObject([
      { key: '', fairs: 0 },
      { key: '6-18', fairs: 2 },
    ]);
    expect(year.nodes).toMatchObject([{ key: '370702', fairs: 2 }]);
    expect((await market.county.get('/api/fair-year?year=2028&node=370703')).status).toBe(404);
    market.clock.set('2026-11-26T02:00:00Z');
    expect((await market.city.get<Year>('/api/fair-year?year=2028&node=370702')).body.target).toMatchObject({ fairs: 80 });
  });

  it('offices are reminded once of what is due, and the city sees what is late', async () => {
    market.clock.set('2026-11-27T02:00:00Z');
    const soon = await market.draft({ day: '2026-12-03', name: '将到期', expectedAttendance: null });
    await market.draft({ day: '2027-06-07', name: '还早' });
    await market.app.get(Reminders).remind();
    await market.app.get(Reminders).remind();
    const heard = async () => (await market.told(market.county, 'fair.due_filing')).filter((text) => text.includes('将到期')).length;
    expect(await heard()).toBe(1);
    expect((await market.told(market.county, 'fair.due_filing')).filter((text) => text.includes('还早'))).toEqual([]);
    const late = async () => (await market.city.get<{ fairId: string; kind: string; due: string }[]>('/api/fair-year/late')).body;
    expect((await late()).filter(({ fairId }) => fairId === soon)).toEqual([]);
    market.clock.set('2026-12-03T02:00:00Z');
    expect(await late()).toEqual(expect.arrayContaining([expect.objectContaining({ fairId: soon, kind: 'filing', due: '2026-12-02' })]));
  });

  it('of the largest shortages those without a fair in the next 30 days can be told', async () => {
    const firm = await market.exhibitor('370702');
    await short(firm, { title: '车工', occupationCode: '6-18-01-01', short: 190 });
    const row = async () =>
      (
        await market.county.get<{ occupationCode: string; people: number; fairs: number; exhibitors: number }[]>('/api/fair-year/shortages')
      ).body.find(({ occupationCode }) => occupationCode === '6-18-01-01');
    expect(await row()).toMatchObject({ people: 190, fairs: 0, exhibitors: 0 });
    const fairId = await market.fair({ day: '2026-12-20', themeOccupation: '6-18-01' });
    await market.book(firm, fairId);
    expect(await row()).toMatchObject({ people: 190, fairs: 1, exhibitors: 1 });
  });

  it('calendars are subscribed to: the open one shows what was announced, a secret one plans too, until it is revoked', async () => {
    const [open, plan] = [
      await market.fair({ day: '2027-01-05', name: '公开,场' }),
      await market.draft({ day: '2027-01-06', name: '筹备场' }),
    ];
    const read = async (path: string) => {
      const answer = await fetch(`${market.app.url}${path}`);
      return { status: answer.status, type: answer.headers.get('content-type'), text: await answer.text() };
    };
    const all = await read('/api/fair-feeds/open/calendar');
    expect(all.type).toContain('text/calendar');
    expect(all.text).toContain('SUMMARY:公开\\,场');
    expect(all.text).toContain('DTSTART:20270105T010000Z');
    expect(all.text).not.toContain('筹备场');
    expect(all.text.split('\r\n').every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
    const { body } = await market.county.post<{ id: string; path: string }>('/api/fair-feeds');
    expect((await read(body.path)).text).toContain('筹备场');
    expect((await market.county.get('/api/fair-feeds')).body).toMatchObject({ items: [{ path: null }] });
    expect((await market.city.delete(`/api/fair-feeds/${body.id}`)).status).toBe(404);
    expect((await market.county.delete(`/api/fair-feeds/${body.id}`)).status).toBe(204);
    expect((await read(body.path)).status).toBe(404);
    expect([(await read(`/api/fairs/${open}/calendar`)).status, (await read(`/api/fairs/${plan}/calendar`)).status]).toEqual([200, 404]);
  });

  it('leaves a trace of everything that was written', async () => {
    expect(await untraced(market.app)).toEqual([]);
  });
});
