import { setTimeout as sleep } from 'node:timers/promises';
import ExcelJS from 'exceljs';
import { FieldCipher } from '#platform/crypto';
import { addDays } from '#platform/dates';
import { newId, UnitOfWork } from '#platform/db';
import { Client, signedIn } from '../../../../test/support/client.js';
import { eachDatabase } from '../../../../test/support/databases.js';
import { FairDays, type Exhibitor } from '../../../../test/support/fair-days.js';
import { pdfTexts } from '../../../../test/support/pdf.js';
import { goesIn, seeker, type Coded, type Hire, type Need, type Report, type Seeker } from '../testing/after.js';
import { BoothPost } from '../booth/booth.entity.js';
import { HireLinks } from './hire-links.js';
import { OwedResults } from './owed-results.js';

eachDatabase((database) => {
  const fairs = new FairDays();
  beforeAll(() => fairs.start(database), 60_000);

  const need = async ({ hr, enterpriseId }: Exhibitor, fairId: string, short = 2): Promise<string> => {
    const today = fairs.clock.today();
    const { status, body } = await hr.post<{ id: string }>('/api/needs', {
      ...{ title: '电焊工', occupationCode: '6-18-02-04', skillLevel: 3, short, wageFromYuan: 6500, wageToYuan: 8500, form: 'direct' },
      ...{ startFrom: today, startBy: addDays(today, 60), contactName: '张经理', contactPhone: '0536-8123456', enterpriseId },
    });
    if (status !== 201) throw new Error(JSON.stringify(body));
    const uow = fairs.app.get(UnitOfWork);
    await uow.run(() => uow.manager.insert(BoothPost, { id: newId(), fairId, enterpriseId, needId: body.id }));
    return body.id;
  };
  const figures = async ({ hr }: Exhibitor, id: string): Promise<(string | number)[]> => {
    const { state, filled, shortage } = (await hr.get<Need>(`/api/needs/${id}`)).body;
    return [state, filled, shortage];
  };
  const hire = ({ hr }: Exhibitor, fairId: string, { number }: Seeker, more: object = {}) =>
    hr.post<Coded>(`/api/fairs/${fairId}/hires`, { number, metFirst: true, ...more });
  const hires = async (by: Client, query = ''): Promise<Hire[]> =>
    (await by.get<{ items: Hire[] }>(`/api/fair-hires?limit=100${query}`)).body.items;
  const over = async (fairId: string): Promise<void> => {
    await fairs.county.post(`/api/fairs/${fairId}/steps`, { step: 'end' });
  };
  const stateOf = async (fairId: string): Promise<string> => (await fairs.county.get<{ state: string }>(`/api/fairs/${fairId}`)).body.state;
  /** Asks what is due. @returns what stands behind the # of the link that was sent about it last */
  const linkAbout = async ({ id }: Hire): Promise<string> => {
    await fairs.app.get(HireLinks).askSome();
    const sql = 'SELECT id, params FROM message WHERE userId = ? ORDER BY createdAt DESC, id DESC LIMIT 1';
    for (let tries = 0; tries < 50; tries += 1) {
      const [row] = await fairs.rows<{ id: string; params: string }>(sql, [id]);
      if (row) {
        const text = fairs.app.get(FieldCipher).open('message', 'params', row.id, row.params);
        return (JSON.parse(text) as { answerLink: string }).answerLink.split('#')[1] ?? '';
      }
      await sleep(100);
    }
    throw new Error('nobody was asked');
  };
  const openIn = async (fairId: string): Promise<Hire> => (await hires(fairs.county, `&fair=${fairId}&open=true`))[0]!;

  it('a hire is refused without check-in and where the enterprise met them before; said twice it is one, and fills its post', async () => {
    const { fairId } = await fairs.next(0);
    const [firm, other] = [await fairs.exhibitor(fairId), await fairs.exhibitor(fairId)];
    const needId = await need(firm, fairId);
    const [one, outside] = [await seeker(fairs, fairId), await seeker(fairs, fairId)];
    expect((await hire(firm, fairId, one)).body.code).toBe('result.not_over');
    await fairs.county.post(`/api/fairs/${fairId}/steps`, { step: 'start' });
    await goesIn(fairs, fairId, one);
    expect((await hire(firm, fairId, outside, { needId })).body.code).toBe('hire.not_entered');
    expect((await hire(firm, fairId, one, { needId, metFirst: false })).body.code).toBe('hire.met_before');
    expect((await hire(firm, fairId, one, { needId, hiredOn: addDays(fairs.clock.today(), 1) })).body.code).toBe('hire.day');
    expect(await figures(firm, needId)).toEqual(['published', 0, 2]);
    const said = await Promise.all([hire(firm, fairId, one, { needId }), hire(firm, fairId, one, { needId })]);
    expect(said.map(({ status }) => status)).toEqual([200, 200]);
    expect(said[0]?.body).toEqual(said[1]?.body);
    expect(await figures(firm, needId)).toEqual(['published', 1, 1]);
    expect((await firm.hr.get<{ items: { refKind: string; kind: string }[] }>(`/api/needs/${needId}/ledger`)).body.items).toEqual(
      expect.arrayContaining([expect.objectContaining({ kind: 'filled', refKind: 'fair_hire' })]),
    );
    expect(
      (await other.hr.post(`/api/fairs/${fairId}/hires`, { number: one.number, metFirst: true, enterpriseId: firm.enterpriseId })).status,
    ).toBe(404);
    expect(await hires(other.hr)).toEqual([]);
  });

  it('of two who are hired for the one place that is left, one has it, and the need is filled once', async () => {
    const { fairId } = await fairs.next(0);
    const firm = await fairs.exhibitor(fairId);
    const needId = await need(firm, fairId, 1);
    const people = [await seeker(fairs, fairId), await seeker(fairs, fairId)];
    await fairs.county.post(`/api/fairs/${fairId}/steps`, { step: 'start' });
    for (const one of people) await goesIn(fairs, fairId, one);
    const said = await Promise.all(people.map((one) => hire(firm, fairId, one, { needId })));
    expect(said.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(said.find(({ status }) => status === 409)?.body.code).toMatch(/^need\.(no_room|not_open)$/);
    expect(await figures(firm, needId)).toEqual(['filled', 1, 0]);
    const late = people[said.findIndex(({ status }) => status === 409)]!;
    expect((await hire(firm, fairId, late)).body).toMatchObject({ filled: false });
  });

  it('one hire counts for one channel: the same person is not hired there by another fair', async () => {
    const first = await fairs.next(0);
    const firm = await fairs.exhibitor(first.fairId);
    const one = await seeker(fairs, first.fairId);
    await fairs.county.post(`/api/fairs/${first.fairId}/steps`, { step: 'start' });
    await goesIn(fairs, first.fairId, one);
    expect((await hire(firm, first.fairId, one)).status).toBe(200);
    const second = await fairs.next(0);
    await fairs.county.post(`/api/fairs/${second.fairId}/bookings`, { hold: false, enterpriseId: firm.enterpriseId });
    const again = await seeker(fairs, second.fairId, one.phone);
    await fairs.county.post(`/api/fairs/${second.fairId}/steps`, { step: 'start' });
    await goesIn(fairs, second.fairId, again);
    expect((await hire(firm, second.fairId, again)).body.code).toBe('hire.counted_by_fair');
  });

  it('whom it is about says by a link whether they were hired: with their last digits, once; a “no” opens the place again', async () => {
    const { fairId } = await fairs.next(0);
    const firm = await fairs.exhibitor(fairId);
    const needId = await need(firm, fairId, 1);
    const one = await seeker(fairs, fairId);
    await fairs.county.post(`/api/fairs/${fairId}/steps`, { step: 'start' });
    await goesIn(fairs, fairId, one);
    await hire(firm, fairId, one, { needId });
    const link = await linkAbout(await openIn(fairId));
    const nobody = new Client(fairs.app.url);
    const lastFour = one.phone.slice(-4);
    expect((await nobody.post<Coded>('/api/hire-links', { link: 'x'.repeat(43), lastFour })).body.code).toBe('hire.link');
    const wrong = lastFour === '0000' ? '1111' : '0000';
    expect((await nobody.post<Coded>('/api/hire-links', { link, lastFour: wrong })).body.code).toBe('hire.link_wrong');
    expect((await nobody.post<{ days: number }>('/api/hire-links', { link, lastFour })).body).toMatchObject({
      needTitle: '电焊工',
      days: 0,
    });
    const answers = await Promise.all([1, 2].map(() => nobody.post<Coded>('/api/hire-links/answer', { link, lastFour, says: 'no' })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 410]);
    expect(await figures(firm, needId)).toEqual(['published', 0, 1]);
    const [first] = await hires(fairs.county, `&fair=${fairId}`);
    expect(first).toMatchObject({ state: 'denied', says: 'no', saidBy: 'seeker' });
    expect((await firm.hr.post<Coded>(`/api/fair-hires/${first!.id}/answer`, { says: 'yes' })).body.code).toBe('hire.not_yours');
    await fairs.county.post(`/api/fair-hires/${first!.id}/take`);
    expect(await hires(fairs.county, `&fair=${fairId}&mine=true`)).toMatchObject([{ phone: one.phone, name: '李娜' }, {}, {}]);
    expect((await fairs.county.post(`/api/fair-hires/${first!.id}/answer`, { says: 'yes' })).status).toBe(200);
    expect(await figures(firm, needId)).toEqual(['filled', 1, 0]);
  });

  it('five wrong tries end a link; the office asks again by another one, and at 30 days once more; who left opens the place', async () => {
    const { fairId, day } = await fairs.next(0);
    const firm = await fairs.exhibitor(fairId);
    const needId = await need(firm, fairId, 1);
    const one = await seeker(fairs, fairId);
    await fairs.county.post(`/api/fairs/${fairId}/steps`, { step: 'start' });
    await goesIn(fairs, fairId, one);
    await hire(firm, fairId, one, { needId });
    const [nobody, lastFour] = [new Client(fairs.app.url), one.phone.slice(-4)];
    const check = await openIn(fairId);
    const dead = await linkAbout(check);
    const wrong = lastFour === '0000' ? '1111' : '0000';
    for (let i = 0; i < 5; i += 1) await nobody.post('/api/hire-links', { link: dead, lastFour: wrong });
    expect((await nobody.post<Coded>('/api/hire-links', { link: dead, lastFour })).body.code).toBe('hire.link_over');
    fairs.clock.advance({ minutes: 1 });
    expect((await fairs.county.post(`/api/fair-hires/${check.id}/ask`)).status).toBe(200);
    const link = await linkAbout(check);
    expect((await nobody.post('/api/hire-links/answer', { link, lastFour, says: 'yes' })).status).toBe(200);
    fairs.clock.set(new Date(Date.parse(`${addDays(day, 30)}T04:00:00Z`)));
    await fairs.arrive();
    const later = await linkAbout(await openIn(fairId));
    expect((await nobody.post('/api/hire-links', { link: later, lastFour })).body).toMatchObject({ days: 30 });
    fairs.clock.advance({ days: 15 });
    await fairs.arrive();
    expect((await nobody.post<Coded>('/api/hire-links', { link: later, lastFour })).body.code).toBe('hire.link_over');
    const [late] = await hires(fairs.county, `&fair=${fairId}&late=true`);
    expect(late).toMatchObject({ days: 30, late: true });
    const hr = await signedIn(fairs.app, [{ role: 'enterprise', enterpriseId: firm.enterpriseId }]);
    expect((await hr.post(`/api/fair-hires/${late!.id}/answer`, { says: 'no' })).status).toBe(200);
    expect(await hires(fairs.county, `&fair=${fairId}`)).toMatchObject([{ says: 'yes' }, { says: 'no' }, { says: 'no', state: 'left' }]);
    expect(await figures({ ...firm, hr }, needId)).toEqual(['published', 0, 1]);
  });

  it('an enterprise without a phone hands a list in, shown first, all lines or none; with the last one the results are in', async () => {
    const { fairId } = await fairs.next(0);
    const [firm, other, away] = [await fairs.exhibitor(fairId), await fairs.exhibitor(fairId), await fairs.exhibitor(fairId)];
    await need(firm, fairId);
    const [a, b, c] = [await seeker(fairs, fairId), await seeker(fairs, fairId), await seeker(fairs, fairId)];
    for (const one of [a, b]) await goesIn(fairs, fairId, one);
    await fairs.county.post(`/api/fairs/${fairId}/steps`, { step: 'start' });
    await fairs.county.post(`/api/booths/${away.boothId}/absent`, { absent: true });
    await over(fairId);
    const list = [
      '入场码编号,岗位,结果,本场相识',
      `${a.number},电焊工,已录用,是`,
      `${b.number},,不合适,`,
      `${c.number},电焊工,已录用,是`,
      `${b.number},车工,面试,`,
    ];
    const seen = await firm.hr.upload<{ line: number; row: object | null; fault: string | null }[]>(
      `/api/fairs/${fairId}/results/preview`,
      '成效.csv',
      list.join('\n'),
    );
    expect(seen.body.map(({ line, fault }) => [line, fault === null])).toEqual([
      [2, true],
      [3, true],
      [4, false],
      [5, false],
    ]);
    expect(await hires(firm.hr)).toEqual([]);
    const rows = seen.body.flatMap(({ row }) => row ?? []);
    const refused = await firm.hr.post<Coded>(`/api/fairs/${fairId}/results`, { rows });
    expect(refused.body).toMatchObject({ code: 'result.list', errors: [{ path: 'rows.2', code: 'hire.not_entered' }] });
    expect(await hires(firm.hr)).toEqual([]);
    const taken = await firm.hr.post(`/api/fairs/${fairId}/results`, { rows: rows.slice(0, 2) });
    expect(taken.body).toEqual({ taken: 2, hires: 1 });
    expect((await firm.hr.post(`/api/fairs/${fairId}/results`, { rows: rows.slice(0, 2) })).body).toEqual({ taken: 2, hires: 1 });
    expect(await hires(firm.hr)).toHaveLength(3);

    await fairs.app.get(OwedResults).ensureSome();
    const owed = async (query: string) =>
      (await fairs.county.get<{ items: { enterpriseId: string }[] }>(`/api/fair-results?fair=${fairId}${query}`)).body.items.map(
        (one) => one.enterpriseId,
      );
    expect((await owed('&open=true')).sort()).toEqual([firm.enterpriseId, other.enterpriseId].sort());
    expect(await owed('&late=true')).toEqual([]);
    await firm.hr.post(`/api/fairs/${fairId}/results/hand-in`, {});
    expect([await stateOf(fairId), await owed('&open=true')]).toEqual(['ended', [other.enterpriseId]]);
    fairs.clock.advance({ days: 6 });
    await fairs.arrive();
    expect(await owed('&late=true')).toEqual([other.enterpriseId]);
    await fairs.app.get(OwedResults).remindSome();
    expect(await fairs.app.get(OwedResults).remindSome()).toBe(0);
    await fairs.county.post(`/api/fairs/${fairId}/results/hand-in`, { enterpriseId: other.enterpriseId });
    expect(await stateOf(fairId)).toBe('results_in');
  });

  it('page, PDF and workbook of a report say the same figures, of a fair and of its year; another office sees none', async () => {
    const { fairId, day } = await fairs.next(2);
    const firm = await fairs.exhibitor(fairId);
    const needId = await need(firm, fairId, 3);
    const people = [await seeker(fairs, fairId), await seeker(fairs, fairId), await seeker(fairs, fairId)];
    await fairs.county.post(`/api/fairs/${fairId}/steps`, { step: 'start' });
    for (const one of people) await goesIn(fairs, fairId, one);
    await hire(firm, fairId, people[0]!, { needId });
    await firm.hr.post(`/api/booths/${firm.boothId}/outcomes`, { number: people[1]!.number, kind: 'offer', needId });
    await firm.hr.post(`/api/booths/${firm.boothId}/outcomes`, { number: people[2]!.number, kind: 'unsuitable', reason: 'pay' });
    await over(fairId);
    const one = (await fairs.county.get<Report>(`/api/fairs/${fairId}/report?lang=zh`)).body;
    expect(one.counts).toMatchObject({
      fairs: 1,
      enterprises: 1,
      posts: 1,
      wanted: 3,
      tickets: 5,
      entered: 3,
      talks: 3,
      intents: 2,
      offers: 2,
      hires: 1,
    });
    const year = (await fairs.county.get<Report>(`/api/fair-reports?lang=zh&year=${day.slice(0, 4)}`)).body;
    expect(year.counts['fairs']).toBeGreaterThan(1);
    for (const [path, shown] of [
      [`/api/fairs/${fairId}/report/file?lang=zh`, one],
      [`/api/fair-reports/file?lang=zh&year=${day.slice(0, 4)}`, year],
    ] as const) {
      const cells = shown.tables.flatMap(({ head, rows }) => [head, ...rows.map((row) => row.cells)]);
      const words = pdfTexts((await fairs.county.file(`${path}&format=pdf`)).content).map(([, , , text]) => text);
      const printed = words.join('').replace(/\s/g, '');
      for (const row of cells) expect(printed).toContain(row.join('').replace(/\s/g, ''));
      const workbook = new ExcelJS.Workbook();
      await workbook.xlsx.load((await fairs.county.file(`${path}&format=xlsx`)).content as never);
      const sheets = shown.tables.map(({ title }) => workbook.getWorksheet(title));
      const written = sheets.flatMap((sheet) => {
        const lines: string[][] = [];
        sheet?.eachRow((row) =>
          lines.push(
            Array.from((row.values as unknown[]).slice(1), (value) =>
              typeof value === 'number' || typeof value === 'string' ? String(value) : '',
            ),
          ),
        );
        return lines;
      });
      expect(written).toEqual(cells);
    }
    const neighbour = await signedIn(fairs.app, [{ role: 'county-staff', nodeId: '370703' }]);
    expect((await neighbour.get(`/api/fairs/${fairId}/report`)).status).toBe(404);
    expect((await neighbour.get<Report>(`/api/fair-reports?year=${day.slice(0, 4)}`)).body.counts['fairs']).toBe(0);
  });
});
