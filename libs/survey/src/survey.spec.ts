import { OrgTree } from '#access';
import { UnitOfWork } from '#platform/db';
import { fieldsOf } from '../../../test/support/dto-fields.js';
import { startApp } from '../../../test/support/app.js';
import { signedIn, type Client } from '../../../test/support/client.js';
import { TestClock } from '../../../test/support/clock.js';
import { eachDatabase } from '../../../test/support/databases.js';
import type { RunningApp } from '../../../test/support/http.js';
import type { Answer } from './domain/questionnaire.js';
import { enrolFirms } from './testing/firms.js';
import { SurveyReads } from './survey.reads.js';

interface Round {
  id: string;
  state: string;
  latestVersion: number;
  publishedVersion: number;
  version: number;
  code?: string;
  errors?: { path: string; code: string }[];
}
interface Form {
  id: string;
  state: string;
  version: number;
  answer: Answer;
  answeredFor: boolean;
  aside: { by: string; answer: Answer } | null;
  faults: { path: string; code: string }[];
  doubts: { kind: string; state: string; now: object; last: object | null }[];
  code?: string;
}
interface Page<T> {
  items: T[];
}
const quarters = ['2026Q4', '2027Q1', '2027Q2', '2027Q3', '2028Q1', '2028Q2'];

eachDatabase((database) => {
  let app: RunningApp;
  let city: Client;
  let otherStaff: Client;
  let county: Client;
  let liaison: Client;
  let hr: Client;
  let colleague: Client;
  let stranger: Client;
  let mine = '';
  const clock = new TestClock();

  beforeAll(async () => {
    app = await startApp({ database, clock });
    const [org, uow] = [app.get(OrgTree), app.get(UnitOfWork)];
    const node = await uow.run(() => org.ensureCity());
    const [first, second] = await enrolFirms(app);
    mine = first;
    city = await signedIn(app, [{ role: 'city-staff', nodeId: node.id }]);
    county = await signedIn(app, [{ role: 'county-staff', nodeId: '370702' }]);
    otherStaff = await signedIn(app, [{ role: 'city-staff', nodeId: node.id }]);
    liaison = await signedIn(app, [{ role: 'liaison', nodeId: '370702' }]);
    hr = await signedIn(app, [{ role: 'enterprise', enterpriseId: mine }], '张敏');
    colleague = await signedIn(app, [{ role: 'enterprise', enterpriseId: mine }], '李磊');
    stranger = await signedIn(app, [{ role: 'enterprise', enterpriseId: second }]);
    for (const title of ['电焊工', '车工', '钳工']) {
      const code = { 电焊工: '6-18-02-04', 车工: '6-18-01-01', 钳工: '6-20-01-01' }[title];
      const posting = {
        title,
        occupationCode: code,
        skillLevel: 2,
        short: 5,
        neededInAll: 20,
        wageFromYuan: 6000,
        wageToYuan: 8500,
        contactPhone: '0536-8880000',
        contactName: '张敏',
      };
      expect((await hr.post('/api/needs', posting)).status).toBe(201);
    }
  }, 90_000);

  const opened = async (quarter: string): Promise<string> => {
    const { status, body } = await city.post<Round>('/api/survey-rounds', {
      quarter,
      opensOn: '2026-11-01',
      closesOn: '2028-12-20',
      seed: 7,
      sharePercent: 20,
      stratumMinimum: 2,
    });
    expect(status).toBe(201);
    expect((await city.post<Round>(`/api/survey-rounds/${body.id}/open`)).body.state).toBe('open');
    return body.id;
  };
  const asked = async (roundId: string, enterpriseId = mine): Promise<Form> => {
    const [member] = (await city.get<Page<Form>>(`/api/survey-answers?round=${roundId}&enterprise=${enterpriseId}`)).body.items;
    return (await city.get<Form>(`/api/survey-answers/${member?.id}`)).body;
  };
  const full = (answer: Answer): Answer => ({
    ...answer,
    employees: 120,
    openingsNext: 1,
    hiredLast: 2,
    leftLast: 3,
    rows: answer.rows.map((row) => ({ ...row, reasons: ['pay'] })),
  });
  const submit = (by: Client, form: Form, answer?: Answer, version = form.version, figuresConfirmed = false) =>
    by.post<Form>(
      `/api/survey-answers/${form.id}/submit`,
      { ...(answer && { answer }), figuresConfirmed },
      { headers: { 'if-match': `"${version}"` } },
    );
  const save = (by: Client, form: Form, answer: Answer, version: number) =>
    by.send<{ version: number; code?: string; name?: string }>('PUT', `/api/survey-answers/${form.id}/draft`, answer, {
      headers: { 'if-match': `"${version}"` },
    });
  /** One asks, another one publishes. */
  const publish = async (id: string) => {
    expect((await otherStaff.post(`/api/survey-rounds/${id}/ask-publication`)).status).toBe(200);
    return city.post<Round>(`/api/survey-rounds/${id}/publish`);
  };
  const close = (id: string, body: object = {}) => city.post<Round>(`/api/survey-rounds/${id}/close`, body);

  it('goes from two people’s drafts over doubts and review to a frozen round; a correction leaves what was published', async () => {
    const roundId = await opened(quarters[0] ?? '');
    const form = await asked(roundId);
    expect(form.answer.rows).toHaveLength(3);
    const answer = full(form.answer);

    expect((await save(hr, form, answer, 0)).body.version).toBe(1);
    const late = await save(colleague, form, { ...answer, employees: 130 }, 0);
    expect([late.status, late.body.code]).toEqual([409, 'survey.draft_conflict']);
    expect(JSON.stringify(late.body)).toContain('张敏');
    const both = (await hr.get<Form>(`/api/survey-answers/${form.id}`)).body;
    expect([both.answer.employees, both.aside?.by, both.aside?.answer.employees]).toEqual([120, '李磊', 130]);

    const wrong = { ...answer, rows: answer.rows.map((row, i) => (i === 0 ? { ...row, stillShort: 500, neededInAll: 600 } : row)) };
    // Asked once, and counted when somebody says that it is meant.
    expect((await submit(hr, form, wrong, 1)).body).toMatchObject({
      code: 'need.figures_doubtful',
      errors: expect.arrayContaining([expect.objectContaining({ path: 'rows.0.stillShort', code: 'employees' })]),
    });
    expect((await submit(hr, form, wrong, 1, true)).status).toBe(200);
    const doubts = (await county.get<Page<{ kind: string; memberId: string }>>(`/api/survey-rounds/${roundId}/doubts?state=open`)).body
      .items;
    expect(doubts.map(({ kind }) => kind)).toContain('share_of_employees');
    expect((await close(roundId)).body.code).toBe('survey.doubts_open');

    expect((await county.post<Form>(`/api/survey-answers/${form.id}/ask-back`, { reason: '缺工人数超过职工人数' })).body.state).toBe(
      'asked_back',
    );
    expect((await submit(hr, form, full(form.answer), 2)).body.state).toBe('submitted');
    expect((await county.post<Form>(`/api/survey-answers/${form.id}/accept`)).body.state).toBe('accepted');
    expect((await submit(hr, form, answer, 3)).body.code).toBe('survey.accepted');

    expect((await close(roundId)).body).toMatchObject({ state: 'closed', latestVersion: 1 });
    expect((await publish(roundId)).body.publishedVersion).toBe(1);
    const rows = answer.rows.map((row) => ({ ...row, stillShort: 9 }));
    expect((await county.post(`/api/survey-answers/${form.id}/correct`, { rows, reason: '企业来电更正' })).status).toBe(200);
    const reads = app.get(SurveyReads);
    const [before, after] = [await reads.frozen(roundId, 1), await reads.frozen(roundId)];
    expect(before.rows.map(({ short }) => short)).toEqual([5, 5, 5]);
    expect(after.rows.map(({ short }) => short)).toEqual([9, 9, 9]);
    expect([before.version, after.version, after.round.publishedVersion]).toEqual([1, 2, 1]);
    expect(before.strata.find(({ key }) => key === before.rows[0]?.stratum)).toMatchObject({ certain: true, responded: 1 });
    expect(before.strata.find(({ certain }) => !certain)).toMatchObject({ frame: 6, asked: 2, responded: 0 });
  });

  it('is filled from the last quarter, so that unchanged needs take one request; the ledger counts them as confirmed', async () => {
    const roundId = await opened(quarters[1] ?? '');
    const [due] = (await hr.get<Form[]>('/api/survey-answers/mine')).body.filter((one) => one.id);
    const form = (await hr.get<Form>(`/api/survey-answers/${due?.id}`)).body;
    expect(form.faults).toEqual([]);
    expect((await submit(hr, form)).body).toMatchObject({ state: 'submitted', answeredFor: false });
    expect((await close(roundId, { evenWithDoubts: true })).status).toBe(200);
    expect((await submit(hr, form)).body.code).toBe('survey.not_open');
  });

  it('carries new, filled and given up needs into the ledger, by a liaison in the enterprise’s name', async () => {
    const roundId = await opened(quarters[2] ?? '');
    const form = await asked(roundId);
    const answer = full(form.answer);
    const [first, second, third] = answer.rows;
    const fresh = { ...answer.rows[0], needId: null, title: '铣工', occupationCode: '6-18-01-02', stillShort: 4, neededInAll: 9 };
    const rows = [
      { ...first, withdrawn: true, stillShort: 0 },
      { ...second, stillShort: 0, filledSince: 5 },
      { ...third, stillShort: 7, neededInAll: 20 },
      fresh,
    ] as Answer['rows'];
    const sent = await submit(liaison, form, { ...answer, rows });
    expect(sent.body).toMatchObject({ state: 'submitted', answeredFor: true });
    const needs = (await hr.get<Page<{ title: string; state: string; shortage: number }>>('/api/needs?limit=50')).body.items;
    expect(needs.map(({ title, state, shortage }) => [title, state, shortage]).sort()).toEqual(
      [
        [third?.title, 'published', 7],
        [first?.title, 'withdrawn', first?.stillShort],
        [second?.title, 'filled', 0],
        ['铣工', 'published', 4],
      ].sort(),
    );
    expect((await close(roundId, { evenWithDoubts: true })).status).toBe(200);
  });

  it('opens once when two open it at the same time, and takes one of two answers handed in at the same time', async () => {
    const { body } = await city.post<Round>('/api/survey-rounds', { quarter: quarters[3], opensOn: '2026-11-01', closesOn: '2028-12-20' });
    const openings = await Promise.all([1, 2].map(() => city.post<Round>(`/api/survey-rounds/${body.id}/open`)));
    expect(openings.map(({ status }) => status).sort()).toEqual([200, 409]);
    const form = await asked(body.id);
    const answers = await Promise.all([hr, colleague].map((by) => submit(by, form, full(form.answer))));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect((await close(body.id, { evenWithDoubts: true })).status).toBe(200);
  });

  it('an open round changes in its closing day, to a day to come, and its reminders; in nothing else', async () => {
    const id = await opened('2029Q1');
    const edit = async (body: object) => {
      const { version } = (await city.get<Round>(`/api/survey-rounds/${id}`)).body;
      return city.patch<Round>(`/api/survey-rounds/${id}`, body, { headers: { 'if-match': `"${version}"` } });
    };
    const kept = { quarter: '2029Q2', opensOn: '2026-11-02', seed: 8, sharePercent: 30, stratumMinimum: 3 };
    const late = { closesOn: '2028-12-21', reminders: { before: [3], on: true, after: [1] } };
    expect(Object.keys({ ...kept, ...late }).sort()).toEqual(fieldsOf('SurveyRoundEditDto'));
    for (const [field, value] of Object.entries(kept))
      expect([field, (await edit({ [field]: value })).body.code]).toEqual([field, 'survey.round_state']);
    // As opening asks.
    expect((await edit({ closesOn: '2026-11-02' })).body.errors).toMatchObject([{ path: 'closesOn', code: 'closed_before_today' }]);
    for (const [field, value] of Object.entries(late)) expect([field, (await edit({ [field]: value })).status]).toEqual([field, 200]);
    await close(id, { evenWithDoubts: true });
    expect((await publish(id)).status).toBe(200);
    for (const [field, value] of Object.entries({ ...kept, ...late }))
      expect([field, (await edit({ [field]: value })).body.code]).toEqual([field, 'survey.round_state']);
  });

  it('has one round a quarter', async () => {
    const plan = { quarter: quarters[4], opensOn: '2026-11-01', closesOn: '2028-12-20' };
    const made = await Promise.all([1, 2].map(() => city.post<Round>('/api/survey-rounds', plan)));
    expect(made.map(({ status, body }) => body.code ?? status).sort()).toEqual([201, 'survey.quarter_taken']);
  });

  it('is seen by nobody else: another enterprise gets no answer, another county no call sheet', async () => {
    const roundId = await opened(quarters[5] ?? '');
    const form = await asked(roundId);
    expect((await stranger.get(`/api/survey-answers/${form.id}`)).status).toBe(404);
    expect((await submit(stranger, form, full(form.answer))).status).toBe(404);
    const other = await signedIn(app, [{ role: 'county-staff', nodeId: '370703' }]);
    expect((await other.get<Page<object>>(`/api/survey-rounds/${roundId}/not-answered`)).body.items).toEqual([]);
    const sheet = (
      await county.get<Page<{ enterpriseName: string; contactPhone: string | null }>>(`/api/survey-rounds/${roundId}/not-answered`)
    ).body.items;
    expect(sheet.find(({ enterpriseName }) => enterpriseName === '甲机械')?.contactPhone).toBe('0536-8880000');
    expect((await county.get<{ asked: number }[]>(`/api/survey-rounds/${roundId}/progress`)).body).toMatchObject([
      { asked: 4, submitted: 0 },
    ]);
  });

  it('comes back from a workbook as it went out, and says so when a file is no table', async () => {
    const form = await asked((await city.get<Page<Round>>('/api/survey-rounds?state=open')).body.items[0]?.id ?? '');
    const file = await fetch(`${app.url}/api/survey-answers/${form.id}/template.xlsx`, {
      headers: { cookie: (hr as unknown as { cookie: string }).cookie },
    });
    const sheet = await hr.upload<{ answer: Answer; unchanged: number; changed: number; added: number }>(
      `/api/survey-answers/${form.id}/template/preview`,
      '问卷.xlsx',
      new Uint8Array(await file.arrayBuffer()),
    );
    expect(sheet.status).toBe(200);
    expect(sheet.body).toMatchObject({ unchanged: form.answer.rows.length, changed: 0, added: 0 });
    expect(sheet.body.answer.rows).toEqual(form.answer.rows);
    const broken = await hr.upload<Form>(`/api/survey-answers/${form.id}/template/preview`, 'x.xlsx', 'PK not a workbook');
    expect([broken.status, broken.body.code]).toEqual([422, 'survey.no_table']);
  });

  it('names every fault of a workbook with its line, column and post, and saves nothing of it', async () => {
    const form = await asked((await city.get<Page<Round>>('/api/survey-rounds?state=open')).body.items[0]?.id ?? '');
    const [first, ...rest] = form.answer.rows;
    const line = (row: Answer['rows'][number] | undefined, short: string): string =>
      `${row?.needId},${row?.title},${row?.occupationCode},${short},${row?.neededInAll},薪酬偏低`;
    const csv = ['编号,岗位名称,职业代码,仍缺人数,总需求人数,缺工原因', line(first, '五六人'), ...rest.map((row) => line(row, '0'))].join(
      '\n',
    );
    const { status, body } = await hr.upload<{
      answer: { rows: { stillShort: number | null }[] };
      faults: { line: number; column: string; heading: string; post: string; path: string; message: string }[];
    }>(`/api/survey-answers/${form.id}/template/preview`, '问卷.csv', csv);
    expect([status, body.answer.rows.map(({ stillShort }) => stillShort)]).toEqual([200, [null, ...rest.map(() => 0)]]);
    expect(body.faults.filter(({ line: at }) => at === 2)).toEqual([
      {
        path: 'rows.0.stillShort',
        code: 'short_unclear',
        line: 2,
        column: 'D',
        heading: '仍缺人数',
        post: first?.title,
        message: '“五六人”看不出是几人，请填一个整数，如 5',
      },
    ]);
    const after = (await hr.get<Form>(`/api/survey-answers/${form.id}`)).body;
    expect([after.version, after.answer]).toEqual([form.version, form.answer]);
  });
});
