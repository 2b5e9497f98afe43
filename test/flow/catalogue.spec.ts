import { Ajv } from 'ajv';
import { NeedReads } from '#need';
import { JobQueue } from '#platform/jobs';
import { publishCatalogue } from '#catalogue';
import { UnitOfWork } from '#platform/db';
import { signedIn } from '../support/client.js';
import { eachDatabase } from '../support/databases.js';
import {
  csvRows,
  inCsv,
  inExcel,
  inJson,
  inPdf,
  Reader,
  sorted,
  TELLING,
  type Cells,
  type Figure,
  type Line,
  type Open,
  type Trace,
  type Version,
} from './catalogue-reader.js';
import { ok, until } from './city.js';
import { replaceSeekers, SEEKERS, type Preview } from './seekers.js';
import { SurveyedCity, surveyRow } from './surveyed-city.js';

eachDatabase((database) => {
  const house = new SurveyedCity();
  let anybody: Reader;
  let rounds: Record<string, string> = {};
  let preview: Preview;
  const get = <T>(path: string): Promise<T> => anybody.read<T>(path);
  const versionsOf = async (quarter: string): Promise<Version[]> =>
    ok(await house.city.get<{ items: Version[] }>(`/api/catalogue-versions?round=${rounds[quarter]}`)).items.reverse();
  const bytes = (path: string): Promise<Uint8Array> => anybody.bytes(path);
  const linesOf = (quarter: string, query = ''): Promise<Line[]> => anybody.linesOf(quarter, query);

  beforeAll(async () => {
    await house.start(database);
    anybody = new Reader(house.app.url);
    const [agency, client] = house.firms;
    const forClient = { clientCreditCode: client?.creditCode ?? '' };
    const answers = new Map([
      [
        agency?.id ?? '',
        [surveyRow('6-18-02-04', 1, 50, forClient), surveyRow('6-29-01-04', 0, 70, forClient), surveyRow('6-29-01-01', 0, 90)],
      ],
      [client?.id ?? '', [surveyRow('6-18-02-04', 1, 3)]],
    ]);
    rounds = { '2026Q2': await house.published('2026Q2', 0, answers) };
    preview = ok(await house.city.upload<Preview>('/api/seeker-registers/2026Q3/preview', '求职登记.csv', SEEKERS));
    ok(await replaceSeekers(house.city, preview.rows, 0));
    rounds['2026Q3'] = await house.published('2026Q3', 4);
  }, 120_000);

  it('is there once a round was published, names quarter, version, response and figure, and compares with the one before', async () => {
    expect(await get('/api/catalogues/latest')).toMatchObject({
      quarter: '2026Q3',
      version: 1,
      figure: 'frozen',
      asOf: '2026-11-24T02:00:00.000Z',
      correctedSince: false,
      response: { population: 60, responded: 58 },
      total: { withheld: false },
    });
    const [first, second] = [await linesOf('2026Q2'), await linesOf('2026Q3')];
    expect(first.every(({ change }) => change === null)).toBe(true);
    expect(new Set(second.filter(({ rank }) => rank !== null).map(({ change, quarters }) => [change === null, quarters].join()))).toEqual(
      new Set(['false,2']),
    );
    expect(second.flatMap(({ rank }) => rank ?? [])).toEqual(second.flatMap(({ rank }, i) => (rank === null ? [] : [i + 1])));
    const list = await get<{ items: { quarter: string }[] }>('/api/catalogues?limit=1');
    expect(list.items.map(({ quarter }) => quarter)).toEqual(['2026Q3']);
  });

  it('finds an occupation by initials, and shows it over the quarters', async () => {
    const [hit] = await linesOf('2026Q3', '&q=dh');
    expect(hit?.code).toBe('6-18-02-04');
    const groups = await linesOf('2026Q3', '&q=dh&depth=1');
    expect(groups.map(({ code }) => code)).toContain('6');
    const { points } = await get<{ points: { quarter: string; line: Line | null }[] }>('/api/catalogues/occupations/6-18-02-04');
    expect(points.map(({ quarter, line }) => [quarter, line?.withheld])).toEqual([
      ['2026Q2', false],
      ['2026Q3', false],
    ]);
    expect((await anybody.get('/api/catalogues/occupations/9-99')).status).toBe(404);
  });

  it('counts what an agency seeks once, for its client, and leaves out what names no client', async () => {
    const [version] = await versionsOf('2026Q2');
    const behind = async (occupation: string): Promise<Trace> =>
      ok(await house.city.get<Trace>(`/api/catalogue-versions/${version?.id}/trace?occupation=${occupation}&limit=200`));
    expect((await behind('6-18-02-04')).items.filter(({ short }) => short === 50)).toEqual([]);
    expect((await behind('6-29-01-04')).items.map(({ enterpriseName, short }) => [enterpriseName, short])).toEqual([['企业1', 70]]);
    expect((await behind('6-29-01-01')).items).toEqual([]);
  });

  it('has the same figures by county, occupation and level on the page, in JSON, CSV, Excel and PDF, withheld ones included', async () => {
    const open = JSON.parse(new TextDecoder().decode(await bytes('/api/catalogues/2026Q3/data.json'))) as Open;
    const json = inJson(open);
    expect(json.size).toBeGreaterThan(40);
    expect([...json.values()].filter((one) => one === null).length).toBeGreaterThan(3);
    expect([...json.values()].filter((one) => one !== null).length).toBeGreaterThan(10);

    const level = (n: number | null): string => open.names.levels[String(n)]?.zh ?? '';
    const onPages: Cells = new Map();
    for (const { code } of await linesOf('2026Q3')) {
      const { figures } = await get<{ figures: Figure[] }>(`/api/catalogues/2026Q3/occupations/${code}`);
      for (const one of figures)
        if (one.table === 'occupation_county_level')
          onPages.set(`${code}|${one.countyName}|${level(one.level)}`, one.withheld ? null : one.estimate);
    }
    expect(sorted(onPages)).toEqual(sorted(json));
    for (const county of ['370702', '370781']) {
      const parts = (await linesOf('2026Q3', `&county=${county}&level=1`)) as unknown as {
        code: string;
        part: { withheld: boolean; estimate: number | null };
      }[];
      const name = open.names.counties[county]?.name ?? '';
      expect(parts.map(({ code, part }) => [`${code}|${name}|${level(1)}`, part.estimate]).sort()).toEqual(
        [...json].filter(([key]) => key.includes(`|${name}|${level(1)}`)).sort(),
      );
    }

    expect(sorted(inCsv(await bytes('/api/catalogues/2026Q3/data.csv')))).toEqual(sorted(json));

    const excel = await inExcel(await bytes('/api/catalogues/2026Q3/catalogue.xlsx'));
    expect(sorted(excel.cells)).toEqual(sorted(json));
    expect(excel.first).toBe('紧缺职业');
    expect(excel.provincial).toEqual([
      '是否规上',
      '行业大类代码',
      '行业大类',
      '工种代码',
      '工种',
      '缺工人数',
      '缺工率',
      '分类层级',
      '说明',
    ]);

    const counties = new Set(Object.values(open.names.counties).map(({ name }) => name));
    const printed = inPdf(await bytes('/api/catalogues/2026Q3/catalogue.pdf'), counties);
    const narrow = new Map([...json].map(([key, figure]) => [key.replace(/（.*）$/, ''), figure]));
    // a county of which nothing may be shown has no line of its own
    const left = [...narrow].filter(([key]) => !printed.has(key));
    expect(left.filter(([, figure]) => figure !== null)).toEqual([]);
    expect(sorted(printed)).toEqual(sorted(new Map([...narrow].filter(([key]) => printed.has(key)))));
  }, 60_000);

  it('is described by its schema, and carries a tag that spares a second download', async () => {
    const schema = await get<object>('/api/catalogues/schema');
    const fits = new Ajv({ allErrors: true, formats: { 'date-time': /^\d{4}-\d\d-\d\dT[\d:.]+Z$/ } }).compile(schema);
    expect([fits(await get('/api/catalogues/2026Q3/data.json')), fits.errors]).toEqual([true, null]);
    for (const file of ['data.json', 'data.csv', 'catalogue.xlsx', 'catalogue.pdf']) {
      const ask = async (etag = ''): Promise<{ status: number; etag: string; size: number }> => {
        const answer = await fetch(`${house.app.url}/api/catalogues/2026Q3/${file}`, { headers: { 'if-none-match': etag } });
        // Read to its end: the server does not stop while somebody is still reading.
        return { status: answer.status, etag: answer.headers.get('etag') ?? '', size: (await answer.arrayBuffer()).byteLength };
      };
      const first = await ask();
      const again = await ask(first.etag);
      expect([file, first.status, first.size > 1_000, again.status, again.size]).toEqual([file, 200, true, 304, 0]);
    }
  });

  it('sets posts against the seekers of the quarter’s register; without a register there is no ratio', async () => {
    const total = (await get<{ total: Figure }>('/api/catalogues/2026Q3')).total.estimate ?? 0;
    const [welders] = (await linesOf('2026Q3', '&q=dh')) as (Line & { ratio: number | null })[];
    // Of the 30 who name no occupation the welders' share is their share of all posts.
    expect(welders?.ratio).toBeCloseTo((welders?.estimate ?? 0) / (20 + (30 * (welders?.estimate ?? 0)) / total), 1);
    expect(((await linesOf('2026Q2')) as (Line & { ratio: number | null })[]).every(({ ratio }) => ratio === null)).toBe(true);
  });

  it('says what it read of a list of seekers before anything is saved, and refuses the slower of two who replace it', async () => {
    expect(preview).toMatchObject({ linesRead: 6, people: 50, unnamed: 30, faultyLines: 3 });
    expect(preview.faults.map(({ line, message }) => [line, message])).toEqual([
      [5, '分类大典中没有“9-99-99-99”，请填细类的代码或全名'],
      [6, '不认识技能等级“高手”，请填如“中级工”，没有可留空'],
      [7, '没有填求职人数，没有人求职请填 0'],
    ]);
    const answers = await Promise.all([
      replaceSeekers(house.city, preview.rows, 1),
      replaceSeekers(house.city, preview.rows.slice(0, 1), 1),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect((await replaceSeekers(house.city, preview.rows, 0)).status).toBe(409);
    const firsts = await Promise.all([1, 2].map(() => house.city.send('PUT', '/api/seeker-registers/2027Q1', { rows: preview.rows })));
    expect(firsts.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect((await replaceSeekers(house.city, [{ occupation: '9-99', level: 0, people: 1 }], 2)).status).toBe(422);
    expect((await replaceSeekers(house.county, preview.rows, 2)).status).toBe(403);
    const register = ok(await house.county.get<{ items: { version: number; people: number }[] }>('/api/seeker-registers?quarter=2026Q3'));
    expect(register.items.map(({ version }) => version)).toEqual([2]);
    expect((await house.city.upload('/api/seeker-registers/2026Q3/preview', '图片.png', 'a,b\n1,2')).body).toMatchObject({
      code: 'seekers.header',
    });
  });

  it('tells nothing of what is withheld, in any shape', async () => {
    const open = await get<Open & { occupations: Record<string, unknown>[] }>('/api/catalogues/2026Q3/data.json');
    const hidden = open.occupations.filter(({ withheld }) => withheld);
    expect(hidden.map(({ code }) => code)).toContain('6-31-01-03');
    for (const line of hidden as unknown as Record<string, unknown>[]) expect(TELLING.filter((field) => line[field] !== null)).toEqual([]);
    for (const figure of open.figures)
      if (figure.withheld)
        expect([
          figure.estimate,
          (figure as { low?: unknown }).low ?? null,
          (figure as { shortageRate?: unknown }).shortageRate ?? null,
        ]).toEqual([null, null, null]);
    const csv = csvRows(await bytes('/api/catalogues/2026Q3/data.csv'));
    for (const one of csv)
      if (one['withheld'] === 'true')
        expect(
          ['estimate', 'low', 'high', 'ratio', 'shortage_rate', 'enterprises', 'rank', 'wage_yuan', 'main_reason']
            .map((column) => one[column])
            .join(''),
        ).toBe('');
  });

  it('stays what it was when an answer is corrected; the corrected one is for staff only, as both tell of one enterprise', async () => {
    const before = await bytes('/api/catalogues/2026Q2/data.json');
    const firm = house.firms[4];
    await house.correct(rounds['2026Q2'] ?? '', firm?.id ?? '', [surveyRow('6-18-02-04', 1, 400)]);
    const versions = await until('the catalogue of the correction', async () => {
      const all = await versionsOf('2026Q2');
      return all.length === 2 ? all : undefined;
    });
    expect(versions.map(({ version, state }) => [version, state])).toEqual([
      [1, 'published'],
      [2, 'later'],
    ]);
    expect(await get('/api/catalogues/2026Q2')).toMatchObject({ version: 1, correctedSince: true });
    expect(Buffer.from(await bytes('/api/catalogues/2026Q2/data.json')).equals(Buffer.from(before))).toBe(true);
    expect((await get<{ items: object[] }>('/api/catalogues')).items).toHaveLength(2);
    const { points } = await get<{ points: { quarter: string }[] }>('/api/catalogues/occupations/6-18-02-04');
    expect(points.map(({ quarter }) => quarter)).toEqual(['2026Q2', '2026Q3']);
    const sums = await Promise.all(
      versions.map(async ({ id }) => ok(await house.city.get<Trace>(`/api/catalogue-versions/${id}/trace?occupation=6-18-02-04`)).sum),
    );
    expect((sums[1] ?? 0) - (sums[0] ?? 0)).toBeGreaterThan(350);
    expect((await anybody.get(`/api/catalogue-versions?round=${rounds['2026Q2']}`)).status).toBe(401);
    expect((await anybody.get(`/api/catalogue-versions/${versions[1]?.id}/trace`)).status).toBe(401);
  });

  it('is made once, however often its job runs', async () => {
    const queue = house.app.get(JobQueue);
    const uow = house.app.get(UnitOfWork);
    for (let i = 0; i < 3; i += 1) await uow.run(() => queue.enqueue(publishCatalogue, { roundId: rounds['2026Q3'] ?? '', version: 1 }));
    await until('the jobs to be done', async () => {
      const left = await uow.manager.query<{ n: number }[]>(
        "SELECT COUNT(*) AS n FROM job WHERE name = 'shortage.publish_catalogue' AND state NOT IN ('done')",
      );
      return Number(left[0]?.n) === 0 ? true : undefined;
    });
    expect(await versionsOf('2026Q3')).toHaveLength(1);
  });

  it('lets staff see the answers behind a figure, with weights that add up to it; a county those of its own enterprises', async () => {
    const [version] = await versionsOf('2026Q3');
    const [top] = await linesOf('2026Q3');
    const path = `/api/catalogue-versions/${version?.id}/trace?occupation=${top?.code}`;
    const all = ok(await house.city.get<Trace>(`${path}&limit=200`));
    expect([all.whole, Math.round(all.sum)]).toEqual([true, top?.estimate]);
    expect(all.items.reduce((sum, { adds }) => sum + adds, 0)).toBeCloseTo(all.sum, 0);
    const paged = ok(await house.city.get<Trace>(`${path}&limit=2`));
    expect([paged.items.length, paged.total, paged.next === null]).toEqual([2, all.total, false]);
    const own = ok(await house.county.get<Trace>(`${path}&limit=200`));
    expect([own.whole, new Set(own.items.map(({ countyName }) => countyName)).size]).toEqual([false, 1]);
    expect(own.items.length).toBeGreaterThan(0);
  });

  it('grades by what became of the quarter’s posts, too: asked, filled, and for how long the open ones have been open', async () => {
    const hr = await signedIn(house.app, [{ role: 'enterprise', enterpriseId: house.firms[3]?.id ?? '' }]);
    const begun = house.clock.now();
    for (const short of [10, 30])
      ok(
        await hr.post('/api/needs', {
          title: '电焊工',
          occupationCode: '6-18-02-04',
          short,
          contactName: '张敏',
          contactPhone: '0536-8880000',
        }),
      );
    house.clock.advance({ days: 10 });
    const outcomes = await house.app.get(NeedReads).outcomes(begun, house.clock.now());
    expect(outcomes.map((one) => ({ ...one, daysOpen: Math.round(one.daysOpen) }))).toEqual([
      { occupation: '6-18-02-04', asked: 40, filled: 0, daysOpen: 10 },
    ]);
  });
});
