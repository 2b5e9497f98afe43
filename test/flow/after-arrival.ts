import { chaseRetention, prepareRetention, tallyPromises } from '#dispatch';
import { addDays, dayOf } from '#platform/db';
import { ok, until, type City, type Person } from './city.js';
import { FIRM, idNumber, type Need } from './welders.js';

/** Who takes part, and what the trip left behind; read when a step begins. */
export interface Signed {
  city: City;
  bureau: Person;
  county: Person;
  otherCounty: Person;
  hr: Person;
  stranger: Person;
  station: Person;
  otherStation: Person;
  needId: string;
  creditCode: string;
  /** Of the manifest, in order of their ID numbers. */
  lines: { id: string }[];
}

interface Check {
  id: string;
  lineId: string;
  workerSays: string | null;
  name: string | null;
  days: number;
  dueOn: string;
  employerSays: string | null;
  insuranceSays: string | null;
  insuredMonths: number;
  turn: string | null;
}
interface Point {
  days: number;
  due: number | null;
  stayed: number | null;
  left: number | null;
  insured: number | null;
  confirmed: number | null;
}
interface Result {
  name: string;
  promised: number;
  committed: number;
  boarded: number;
  arrived: number;
  signed: number;
  points: Point[];
}

/** From the signing to the 180th day, on a clock that is moved: who stayed, who left, who was asked, and what the figures say of it. */
export const afterArrival = (story: () => Signed): void => {
  let signedOn = '';
  const checks = async (who: Person, days: number): Promise<Check[]> =>
    ok(await who.browser.get<{ items: Check[] }>(`/api/retention?days=${days}&limit=100`)).items;
  const need = async (): Promise<Need> => ok(await story().hr.browser.get<Need>(`/api/needs/${story().needId}`));
  /** Goes on to a day after the signing; everybody signs in anew, for no session is that old. */
  const goTo = async (days: number): Promise<void> => {
    const { city, stranger } = story();
    // Whoever was refused is not kept.
    await city.goTo(addDays(signedOn, days), [stranger]);
    await city.work(prepareRetention);
    await city.work(chaseRetention);
  };
  const told = (who: Person, template: string): Promise<string> =>
    until(`${who.name} to hear ${template}`, async () => (await story().city.inbox(who)).find((one) => one.template === template)?.title);

  it('asks the enterprise after 30 days: one has gone home, all others are there in one tap, and one place is open again', async () => {
    const { city, hr, station, otherStation, otherCounty } = story();
    signedOn = dayOf(new Date());
    await city.work(prepareRetention);
    expect((await checks(hr, 30)).map(({ dueOn }) => dueOn)).toEqual(Array.from({ length: 33 }, () => addDays(signedOn, 30)));
    await goTo(30);
    expect(await told(hr, 'retention.due')).toMatch(/33 人/);
    const [first, ...others] = await checks(hr, 30);
    const left = { says: 'left', leaving: 'returned', reason: '家中老人生病' };
    ok(await hr.browser.post(`/api/retention/${first?.id}`, left));
    expect(await told(station, 'retention.left')).toContain(FIRM);
    expect(ok(await hr.browser.post('/api/retention/confirm', { ids: others.map(({ id }) => id) }))).toEqual({ stayed: 32 });
    expect(await need()).toMatchObject({ filled: 32, shortage: 8 });
    for (const alien of [otherStation, otherCounty]) {
      expect(await checks(alien, 30)).toEqual([]);
      expect((await alien.browser.post(`/api/retention/${first?.id}`, left)).status).toBeGreaterThanOrEqual(403);
    }
  });

  it('chases what nobody answers after 90 days, with an owner and a clock', async () => {
    const { bureau, county, otherCounty, hr } = story();
    await goTo(98);
    expect(await told(county, 'retention.late')).toContain('32');
    const late = ok(
      await bureau.browser.get<{ items: { enterpriseName: string; checks: number; owners: string[] }[] }>('/api/late-follow-ups'),
    );
    expect(late.items).toMatchObject([
      { enterpriseName: FIRM, checks: 32, owners: [county.name], oldest: addDays(signedOn, 90), answerBy: addDays(signedOn, 97) },
    ]);
    expect(ok(await otherCounty.browser.get<{ items: object[] }>('/api/late-follow-ups')).items).toEqual([]);
    const open = (await checks(county, 90)).filter(({ turn }) => turn === 'liaison');
    expect(open).toHaveLength(32);
    // The county asks and answers for them; names stay hidden from it.
    expect(open.every(({ name }) => name?.includes('*'))).toBe(true);
    const [moved, ...others] = open;
    ok(await county.browser.post(`/api/retention/${moved?.id}`, { says: 'left', leaving: 'moved', reason: '转到隔壁企业' }));
    ok(await county.browser.post('/api/retention/confirm', { ids: others.map(({ id }) => id) }));
    expect((await checks(hr, 90)).filter(({ turn }) => turn !== null)).toEqual([]);
    expect(await need()).toMatchObject({ filled: 31, shortage: 9 });
  });

  it('sets insurance months beside it, of nobody but those who signed', async () => {
    const { county, hr, station, creditCode } = story();
    await goTo(181);
    const months = [addDays(signedOn, 30), addDays(signedOn, 90), addDays(signedOn, 180)].map((day) => day.slice(0, 7));
    const line = (serial: number, code: string, month: string): string => `${idNumber(serial)},${code},${month}`;
    const paid = months.flatMap((month) => Array.from({ length: 40 }, (_, serial) => line(serial, creditCode, month)));
    const list = ['身份证号,统一社会信用代码,费款所属期', ...paid].join('\n');
    expect((await station.browser.upload('/api/insurance-months', '参保.csv', list)).status).toBe(403);
    const seen = ok(await county.browser.upload('/api/insurance-months/preview', '参保.csv', list));
    expect(seen).toMatchObject({ lines: paid.length, inFile: 40, people: 33, wrong: 0, months: 33 * new Set(months).size });
    const [once, again] = [
      ok(await county.browser.upload<{ id: string }>('/api/insurance-months', '参保.csv', list)),
      ok(await county.browser.upload<{ id: string }>('/api/insurance-months', '参保.csv', list)),
    ];
    expect(again.id).toBe(once.id);
    const last = await checks(hr, 180);
    expect(last.map(({ insuranceSays, insuredMonths }) => [insuranceSays, insuredMonths])).toEqual(
      last.map(() => ['stayed', new Set(months).size]),
    );
    // Evidence answers nothing in the enterprise's place.
    expect(last.filter(({ employerSays }) => employerSays === null)).toHaveLength(31);
  });

  it('lets somebody say themselves, once, that they are there: by a link that says nothing before the last four signs', async () => {
    const { city, hr, station, otherStation, lines } = story();
    const [check] = (await checks(station, 180)).filter(({ employerSays }) => employerSays === null);
    const ids = { ids: [check?.id] };
    for (const alien of [otherStation, hr])
      expect((await alien.browser.post('/api/retention-links', ids)).status).toBeGreaterThanOrEqual(403);
    const [link] = ok(await station.browser.post<{ code: string }[]>('/api/retention-links', ids));
    const code = link?.code ?? '';
    const looked = ok(await city.anybody().post('/api/worker-links/look', { code }));
    expect(looked).toEqual({ purpose: 'retention', refusal: null });
    const lastFour = idNumber(lines.findIndex(({ id }) => id === check?.lineId)).slice(-4);
    expect((await city.anybody().post('/api/my-check', { code, lastFour: '0000' })).body).toMatchObject({ code: 'link.wrong' });
    expect(ok(await city.anybody().post('/api/my-check', { code, lastFour }))).toMatchObject({
      enterpriseName: FIRM,
      days: 180,
      says: null,
    });
    for (const says of ['stayed', 'left'])
      expect(ok(await city.anybody().post('/api/my-check/answer', { code, lastFour, says }))).toMatchObject({ says: 'stayed' });
    const after = (await checks(hr, 180)).find(({ id }) => id === check?.id);
    expect(after).toMatchObject({ workerSays: 'stayed', employerSays: null });
  });

  it('ends on the 180th day with figures that each side sees of its own people', async () => {
    const { city, bureau, hr, station, otherStation } = story();
    const open = (await checks(hr, 180)).filter(({ employerSays }) => employerSays === null);
    expect(ok(await hr.browser.post('/api/retention/confirm', { ids: open.map(({ id }) => id) }))).toEqual({ stayed: 31 });
    await city.work(tallyPromises);
    const results = async (who: Person, by: string): Promise<Result[]> =>
      ok(await who.browser.get<{ items: Result[] }>(`/api/performance?by=${by}`)).items;
    const [ours] = await until('the promise to be counted', async () => {
      const rows = await results(bureau, 'supplier');
      return rows[0]?.points.at(-1)?.stayed === 31 ? rows : undefined;
    });
    expect(ours).toMatchObject({ name: '昭通劳务协作站', promised: 40, committed: 40, boarded: 36, arrived: 35, signed: 33 });
    expect(ours?.points).toMatchObject([
      { days: 30, due: 33, stayed: 32, left: 1, insured: 33 },
      { days: 90, due: 33, stayed: 31, left: 2, insured: 33 },
      { days: 180, due: 33, stayed: 31, left: 2, insured: 33, confirmed: 1 },
    ]);
    expect(await results(station, 'enterprise')).toMatchObject([{ name: FIRM, signed: 33 }]);
    expect(await results(hr, 'supplier')).toMatchObject([{ name: '昭通劳务协作站', signed: 33 }]);
    expect(await results(otherStation, 'enterprise')).toEqual([]);
    const curve = ok(await bureau.browser.get<{ groups: Result[]; all: Result }>('/api/performance/retention?by=cohort'));
    expect(curve.groups).toMatchObject([{ key: signedOn.slice(0, 7), signed: 33 }]);
    expect(curve.all.points.map(({ stayed, left }) => [stayed, left])).toEqual([
      [32, 1],
      [31, 2],
      [31, 2],
    ]);
    const flows = ok(await bureau.browser.get<{ province: string; signed: number }[]>('/api/performance/provinces'));
    expect(flows).toMatchObject([{ province: '53', suppliers: 1, promised: 40, signed: 33 }]);
  });

  it('left a trace of all that came after, too', async () => {
    expect(await story().city.untraced()).toEqual([]);
    const stored = await story().city.stored();
    expect([idNumber(0), idNumber(32)].filter((text) => stored.includes(text))).toEqual([]);
  });
};
