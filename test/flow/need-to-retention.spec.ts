import { setTimeout as sleep } from 'node:timers/promises';
import { madeUpCreditCodes } from '#enterprise';
import { freshDatabase, freshQueue, type TestDatabase, type TestQueue } from '../support/index.js';
import { afterArrival } from './after-arrival.js';
import { asked, City, counties, ok, until, type Person } from './city.js';
import {
  day,
  fair,
  FIRM,
  idNumber,
  journey,
  posting,
  today,
  travellers,
  WELDER,
  type Board,
  type Call,
  type Entry,
  type Line,
  type Need,
} from './welders.js';

jest.setTimeout(60_000);

const story = (database: TestDatabase, queue: TestQueue): void => {
  const city = new City();
  const creditCode = madeUpCreditCodes(20261124, counties.ours).next().value;
  let bureau: Person;
  let county: Person;
  let otherCounty: Person;
  let hr: Person & { registrationId: string };
  let colleague: Person & { registrationId: string };
  let stranger: Person & { registrationId: string };
  let station: Person & { supplierId: string };
  let otherStation: Person;
  const ids = { enterprise: '', need: '', batch: '', proposal: '', promise: '', trip: '', fair: '' };
  let lines: Line[] = [];

  const need = async (): Promise<Need> => ok(await hr.browser.get<Need>(`/api/needs/${ids.need}`));
  const board = async (): Promise<Board> => ok(await city.anybody().get<Board>(`/api/board?occupation=${WELDER}`));
  const boardShows = (shortage: number): Promise<Board> =>
    until(`a board that shows ${shortage}`, async () => ((await board()).shortage === shortage ? board() : undefined), 2_000);
  const call = async (who: Person, step: string, states: [from: number, to: number, state: string][], more: object = {}): Promise<Call> => {
    const at = new Date().toISOString();
    const answers = states.flatMap(([from, to, state]) => lines.slice(from, to).map((line) => ({ lineId: line.id, state, at })));
    return ok(await who.browser.post<Call>(`/api/trips/${ids.trip}/${step}`, { lines: answers, ...more }));
  };

  beforeAll(async () => {
    await city.start(database, queue);
    bureau = await city.invite('Li Jing', 'li.jing@weifang.example', { role: 'city-staff', nodeId: await city.cityId() });
    county = await city.invite('Wang Lei', 'wang.lei@weicheng.example', { role: 'county-staff', nodeId: counties.ours }, 'en');
    otherCounty = await city.invite('Zhao Lan', 'zhao.lan@qingzhou.example', { role: 'county-staff', nodeId: counties.other });
    station = await city.station(
      '昭通劳务协作站',
      { divisionCode: '530602', lng: 103.71, lat: 27.34 },
      { name: 'Ma Jianguo', email: 'ma@station.example' },
    );
    otherStation = await city.station(
      '定西劳务协作站',
      { divisionCode: '621102', lng: 104.62, lat: 35.58 },
      { name: 'Yang Fan', email: 'yang@station.example' },
    );
  });
  afterAll(() => city.stop());

  it('lets nobody post for an enterprise whose code they merely know', async () => {
    stranger = await city.register({ name: 'Sun Qi', phone: '13900000001', creditCode, enterpriseName: FIRM });
    hr = await city.register({ name: 'Zhang Min', phone: '13900000002', creditCode, enterpriseName: FIRM });
    const [registration] = ok(await hr.browser.get<{ enterpriseId: string }[]>('/api/registrations/mine'));
    ids.enterprise = registration?.enterpriseId ?? '';
    const attempts = [{ ...posting() }, { ...posting(), enterpriseId: ids.enterprise }, { ...posting(), draft: true }];
    for (const body of attempts) expect((await stranger.browser.post('/api/needs', body)).status).toBe(403);
    expect((await city.anybody().post('/api/needs', posting())).status).toBe(401);
    expect((await stranger.browser.post(`/api/registrations/${stranger.registrationId}/approve`)).status).toBe(403);
    expect((await board()).items).toEqual([]);
  });

  it('lets the county decide about the first person, and the first about the second', async () => {
    const waiting = ok(
      await county.browser.get<{ items: { id: string; hasLicence: boolean; hasLetter: boolean }[] }>('/api/registrations'),
    );
    expect(waiting.items.map((item) => item.id).sort()).toEqual([stranger.registrationId, hr.registrationId].sort());
    expect(waiting.items.every((item) => item.hasLicence && item.hasLetter)).toBe(true);
    const licence = await county.browser.get<string>(`/api/registrations/${hr.registrationId}/licence`);
    expect([licence.headers.get('content-type'), String(licence.body).slice(0, 5)]).toEqual(['application/pdf', '%PDF-']);
    expect((await otherCounty.browser.post(`/api/registrations/${hr.registrationId}/approve`)).status).toBe(404);
    ok(await county.browser.post(`/api/registrations/${hr.registrationId}/approve`));
    ok(await county.browser.post(`/api/registrations/${stranger.registrationId}/refuse`, { reason: '授权书没有盖章' }));
    expect((await stranger.browser.post('/api/needs', { ...posting(), enterpriseId: ids.enterprise })).status).toBe(403);

    colleague = await city.register({ name: 'Liu Hong', phone: '13900000003', creditCode, enterpriseName: FIRM });
    expect((await colleague.browser.post('/api/needs', posting())).status).toBe(403);
    ok(await hr.browser.post(`/api/registrations/${colleague.registrationId}/approve`));
  });

  it('shows a need on the public board within two seconds', async () => {
    const posted = ok(await hr.browser.post<Need>('/api/needs', posting()));
    ids.need = posted.id;
    expect(posted).toMatchObject({ state: 'published', short: 40, shortage: 40 });
    expect(await boardShows(40)).toMatchObject({ figure: 'live', items: [{ code: WELDER, shortage: 40 }] });
    expect(ok(await colleague.browser.get<Need>(`/api/needs/${ids.need}`)).shortage).toBe(40);
  });

  it('proposes the batch of a station in another province, and sends it there once the bureau approves', async () => {
    const batch = { occupationCode: WELDER, skillLevel: 3, people: 40, wageYuan: 7000, freeFrom: today, smallestGroup: 5 };
    ids.batch = ok(await station.browser.post<{ id: string }>('/api/batches', batch)).id;
    const { id: run } = ok(await bureau.browser.post<{ id: string }>('/api/matching-runs', {}));
    const done = await until('the matching run', async () => {
      const state = ok(await bureau.browser.get<{ state: string; failure: string | null }>(`/api/matching-runs/${run}`));
      return ['done', 'failed'].includes(state.state) ? state : undefined;
    });
    expect(done).toMatchObject({ state: 'done', failure: null, asked: 40, placed: 40, certified: true });
    expect(ok(await station.browser.get<{ items: object[] }>('/api/proposals')).items).toEqual([]);
    expect(ok(await bureau.browser.post(`/api/matching-runs/${run}/approve`, {}))).toEqual({ sent: 1, stale: 0, excluded: 0 });
    const { items } = ok(await station.browser.get<{ items: { id: string; needId: string; people: number }[] }>('/api/proposals'));
    expect(items).toMatchObject([{ needId: ids.need, people: 40, state: 'sent' }]);
    ids.proposal = items[0]?.id ?? '';
    expect(ok(await otherStation.browser.get<{ items: object[] }>('/api/proposals')).items).toEqual([]);
  });

  it('holds what the station promises inside: the board stays', async () => {
    expect((await otherStation.browser.post(`/api/proposals/${ids.proposal}/promise`, {})).status).toBeGreaterThanOrEqual(403);
    const promise = ok(await station.browser.post<{ id: string }>(`/api/proposals/${ids.proposal}/promise`, {}));
    ids.promise = promise.id;
    // A second click is the same promise.
    expect(ok(await station.browser.post<{ id: string }>(`/api/proposals/${ids.proposal}/promise`, {})).id).toBe(promise.id);
    expect(promise).toMatchObject({ needId: ids.need, people: 40, state: 'held' });
    expect(await need()).toMatchObject({ promised: 40, committed: 0, shortage: 40 });
    await sleep(1_200); // longer than the board takes to hear of a change
    expect((await board()).shortage).toBe(40);
  });

  it('lowers the board to 0 when the enterprise accepts', async () => {
    for (const click of [1, 2]) {
      const who = click === 1 ? hr : colleague;
      expect(ok(await who.browser.post(`/api/promises/${ids.promise}/accept`))).toMatchObject({ state: 'accepted', outstanding: 40 });
    }
    expect(await need()).toMatchObject({ promised: 0, committed: 40, filled: 0, shortage: 0 });
    await boardShows(0);
  });

  it('puts forty people on the manifest of a trip, readable to those it concerns', async () => {
    ids.trip = ok(await station.browser.post<{ id: string }>('/api/trips', { promiseIds: [ids.promise], ...journey() })).id;
    lines = ok(await station.browser.post<Line[]>(`/api/trips/${ids.trip}/manifest`, { lines: travellers }));
    expect(lines).toHaveLength(40);
    const seen = await hr.browser.get<object[]>(`/api/trips/${ids.trip}/manifest`);
    expect(ok(seen)).toHaveLength(40);
    expect(JSON.stringify(seen.body)).not.toContain(travellers[0]?.idNumber);
    for (const alien of [otherStation, otherCounty, stranger]) {
      expect((await alien.browser.get(`/api/trips/${ids.trip}/manifest`)).status).toBeGreaterThanOrEqual(403);
    }
  });

  it('shows 4 short after 36 boarded, 5 after 35 arrived and 7 after 33 signed, however often a phone sends it', async () => {
    for (const _again of [1, 2])
      await call(station, 'depart', [
        [0, 36, 'boarded'],
        [36, 40, 'no_show'],
      ]);
    await boardShows(4);
    expect(
      (
        await call(station, 'arrive', [
          [0, 35, 'arrived'],
          [35, 36, 'lost'],
        ])
      ).trip.state,
    ).toBe('arrived');
    await boardShows(5);
    const handedOver = await call(station, 'hand-over', [], { receivedBy: '张敏' });
    expect(handedOver.trip.state).toBe('handed_over');
    expect(
      (await station.browser.post(`/api/trips/${ids.trip}/confirm`, { lines: [{ lineId: lines[0]?.id, state: 'signed', at: new Date() }] }))
        .status,
    ).toBe(403);
    for (const _again of [1, 2])
      await call(hr, 'confirm', [
        [0, 33, 'signed'],
        [33, 35, 'refused'],
      ]);
    await boardShows(7);
    expect(ok(await hr.browser.get(`/api/trips/${ids.trip}`))).toMatchObject({
      counts: { signed: 33, refused: 2, lost: 1, no_show: 4, arrived: 0 },
    });
    expect(await need()).toMatchObject({ state: 'published', short: 40, filled: 33, promised: 0, committed: 0, shortage: 7 });
  });

  it('explains every figure in the ledger of the need', async () => {
    const { items } = ok(await hr.browser.get<{ items: Entry[] }>(`/api/needs/${ids.need}/ledger`));
    expect(items.map(({ seq, kind, people, shortage, reason, actorName }) => [seq, kind, people, shortage, reason, actorName])).toEqual([
      [1, 'posted', 40, 40, null, 'Zhang Min'],
      [2, 'promised', 40, 40, null, 'Ma Jianguo'],
      [3, 'committed', 40, 0, null, 'Zhang Min'],
      [4, 'released', 4, 4, 'no_show', 'Ma Jianguo'],
      [5, 'released', 1, 5, 'lost', 'Ma Jianguo'],
      [6, 'released', 2, 7, 'refused', 'Zhang Min'],
      [7, 'filled', 33, 7, null, 'Zhang Min'],
    ]);
    expect((await otherCounty.browser.get(`/api/needs/${ids.need}/ledger`)).status).toBe(404);
  });

  it('gives an enterprise one booth of a fair, however often it clicks', async () => {
    ids.fair = ok(await county.browser.post<{ id: string }>('/api/fairs', fair)).id;
    expect((await hr.browser.post(`/api/fairs/${ids.fair}/booths`, {})).status).toBeGreaterThanOrEqual(400);
    ok(await county.browser.post(`/api/fairs/${ids.fair}/publish`));
    expect(ok(await city.anybody().get(`/api/fairs/${ids.fair}`))).toMatchObject({
      state: 'open',
      day: day(20),
      place: fair.place,
      boothCount: 20,
      booked: 0,
    });
    const clicks = await Promise.all([1, 2].map(() => hr.browser.post<{ id: string }>(`/api/fairs/${ids.fair}/booths`, {})));
    expect(new Set(clicks.map((click) => ok(click).id)).size).toBe(1);
    expect(ok(await colleague.browser.get<{ fairId: string }[]>('/api/booths/mine')).map((booth) => booth.fairId)).toEqual([ids.fair]);
    expect(ok(await city.anybody().get(`/api/fairs/${ids.fair}`))).toMatchObject({ booked: 1 });
  });

  it('told each person what concerns them, once in the product and once by e-mail, and nobody else', async () => {
    const trip = ['trip.announced', 'trip.departed', 'trip.arrived'];
    const expected = new Map<Person, string[]>([
      [bureau, ['matching.finished']],
      [county, ['registration.requested', 'registration.requested', 'trip.short', 'trip.short', 'trip.short', 'booth.booked']],
      [hr, ['registration.approved', 'registration.requested', 'proposal.offered', 'promise.made', ...trip]],
      [colleague, ['registration.approved', 'proposal.offered', 'promise.made', ...trip]],
      [stranger, ['registration.refused']],
      [station, ['proposal.sent', 'promise.accepted', 'trip.confirmed']],
    ]);
    const total = [...expected.values()].flat().length;
    const invitations = 5; // three of the bureau, two of stations
    await until(`${total} e-mails`, () => (city.mailCount >= total + invitations ? true : undefined));
    await sleep(500); // for one too many
    for (const person of city.people) {
      const told = await city.inbox(person);
      expect({ name: person.name, told: told.map((message) => message.template) }).toEqual({
        name: person.name,
        told: expected.get(person) ?? [],
      });
      expect({ name: person.name, mailed: city.mailed(person).sort() }).toEqual({
        name: person.name,
        mailed: told.map((message) => message.title).sort(),
      });
    }
    expect(city.people).toContain(otherCounty);
    expect(city.mailCount).toBe(total + invitations);
  });

  it('leads everybody from their messages to pages that open for them', async () => {
    for (const person of city.people) {
      for (const { template, link } of await city.inbox(person)) {
        const { status } = link === null ? { status: 200 } : await person.browser.get(asked(link));
        expect([person.name, template, link, status]).toEqual([person.name, template, link, 200]);
      }
    }
  });

  it('says in each message how many people it is about', async () => {
    const titles = (person: Person, kind: string) =>
      city.inbox(person).then((all) => all.filter((message) => message.template === kind).map((message) => message.title));
    expect(await titles(county, 'trip.short')).toEqual(
      ['4 people', '1 person', '2 people'].map((missing) => `${missing} missing for ${FIRM}`),
    );
    expect((await titles(hr, 'trip.announced'))[0]).toMatch(/^40 人将于/);
    expect([await titles(hr, 'trip.departed'), await titles(hr, 'trip.arrived')]).toEqual([['36 人已出发'], ['35 人已到达']]);
    expect(await titles(station, 'trip.confirmed')).toEqual([`${FIRM} 确认 33 人签约`]);
    expect(await titles(bureau, 'matching.finished')).toEqual(['匹配完成：1 个方案']);
  });

  it('keeps nobody’s name, telephone, address or file name in clear', async () => {
    const stored = await city.stored();
    const people = [...city.people.flatMap(({ name, email }) => [name, email]), '张经理', '0536-8123456', idNumber(0), '13810000000'];
    expect(people.filter((text) => stored.includes(text))).toEqual([]);
    expect(stored).not.toMatch(/\.pdf/);
  });

  it('left a trace of everything that was done', async () => {
    expect(await city.untraced()).toEqual([]);
  });

  afterArrival(() => ({ city, bureau, county, otherCounty, hr, stranger, station, otherStation, needId: ids.need, creditCode }));
};

describe('a need, from the factory to the worker at the bench', () => {
  describe('on the embedded database with the inline queue', () =>
    story(freshDatabase('embedded'), { kind: 'inline', lose: () => Promise.resolve() }));

  const withServers = process.env['TEST_MYSQL_URL'] && process.env['TEST_REDIS_URL'] ? describe : describe.skip;
  withServers('on MariaDB with the Redis queue', () => story(freshDatabase('mariadb'), freshQueue()));
});
