import type { Browser, Page } from 'playwright-core';
import { agreed, Client } from '../support/client.js';
import { agree, looksRight, open, openBrowser, signIn, visitor } from './browser.js';
import { creditCode, Installation, PASSWORD } from './installation.js';

const withChromium = process.env['TEST_CHROMIUM'] ? describe : describe.skip;

withChromium('matching, on pages', () => {
  const installation = new Installation();
  let browser: Browser;

  beforeAll(async () => {
    [browser] = await Promise.all([openBrowser(), installation.start()]);
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await installation.stop();
  });

  const arrive = async (width: number, login: string): Promise<Page> => {
    const { page } = await visitor(browser, installation.url, { width });
    await signIn(page, login, PASSWORD);
    return page;
  };
  const ok = <T>({ status, body }: { status: number; body: T }): T => {
    if (status >= 300) throw new Error(`answered ${status}: ${JSON.stringify(body)}`);
    return body;
  };
  /** An enterprise with two posts and one that pays too little, and a station that could fill them all. */
  const market = async (width: number): Promise<{ phone: string; poor: string; title: string }> => {
    const phone = `1380536${String(width).padStart(4, '0')}`;
    const firm = new Client(installation.url);
    const paper = async (kind: string): Promise<string> =>
      ok(await firm.upload<{ id: string }>(`/api/files?kind=${kind}`, 'paper.pdf', '%PDF-1.4\n%%EOF\n')).id;
    ok(
      await firm.post('/api/registrations', {
        creditCode: creditCode(width),
        enterpriseName: `潍坊鸢飞机械有限公司${width}`,
        nodeId: '370702',
        name: '张敏',
        phone,
        password: PASSWORD,
        ...agreed,
        licenceFileId: await paper('licence'),
        letterFileId: await paper('letter'),
      }),
    );
    const officer = await new Client(installation.url).signIn('county', PASSWORD);
    for (const one of ok(await officer.get<{ items: { id: string; state: string }[] }>('/api/registrations?state=pending')).items)
      ok(await officer.post(`/api/registrations/${one.id}/approve`, {}));
    await firm.signIn(phone, PASSWORD);
    const post = async (title: string, wageToYuan: number, occupationCode: string): Promise<string> =>
      ok(
        await firm.post<{ id: string }>('/api/needs', {
          title,
          occupationCode,
          short: 10,
          wageFromYuan: 4000,
          wageToYuan,
          lodging: true,
          contactName: '张敏',
          contactPhone: '0536-8123456',
        }),
      ).id;
    const title = `电焊工${width}`;
    await post(title, 8000, '6-18-02-04');
    const poor = await post(`低薪焊工${width}`, 5000, '6-18-02-04');
    const station = await new Client(installation.url).signIn('station@zhaotong.example', PASSWORD);
    const supplierId = ok(await station.get<{ items: { id: string }[] }>('/api/suppliers')).items[0]?.id;
    ok(
      await station.post('/api/batches', {
        supplierId,
        occupationCode: '6-18-02-04',
        skillLevel: 4,
        people: 40,
        wageYuan: 6500,
        freeFrom: new Date(Date.now() + 86_400_000).toISOString().slice(0, 10),
        smallestGroup: 1,
      }),
    );
    return { phone, poor, title };
  };
  const run = async (bureau: Page): Promise<void> => {
    await open(bureau, '/console/runs/new');
    await bureau.getByText('这次会用到').waitFor();
    await bureau.getByRole('button', { name: '开始匹配' }).click();
    await bureau.locator('.tag', { hasText: '已完成' }).first().waitFor({ timeout: 60_000 });
  };

  describe.each([390, 1440])('at %i pixels', (width) => {
    let place: Awaited<ReturnType<typeof market>>;
    let bureau: Page;

    it('the bureau sees what a run will use, starts it, watches it and reads it from each side', async () => {
      place = await market(width);
      bureau = await arrive(width, 'admin');
      await open(bureau, '/console/runs/new');
      await bureau.getByText('可能有例外').waitFor();
      await looksRight(bureau);
      await run(bureau);
      await bureau.getByRole('heading', { name: '按县市区' }).waitFor();
      await bureau.getByText(place.title).first().waitFor();
      await looksRight(bureau);
      await bureau.getByRole('link', { name: '工资低于现有人员的期望' }).click();
      await bureau.getByRole('heading', { name: '没有满足的需求：工资低于现有人员的期望' }).waitFor();
      await bureau
        .getByRole('row')
        .filter({ hasText: `低薪焊工${width}` })
        .waitFor();
      await bureau.getByRole('button', { name: '看全部原因' }).click();
    }, 120_000);

    it('excludes a pair, changes a weight, and lays the two runs side by side', async () => {
      await bureau.getByRole('row').filter({ hasText: place.title }).getByRole('button', { name: '排除' }).click();
      await agree(bureau, '排除');
      await bureau.locator('.tag', { hasText: '排除' }).first().waitFor();
      await open(bureau, '/console/rules');
      await looksRight(bureau);
      await open(bureau, '/console/runs/new');
      await bureau.getByLabel('每一百公里路程').fill('60');
      await bureau.getByRole('button', { name: '开始匹配' }).click();
      await bureau.locator('.tag', { hasText: '已完成' }).first().waitFor({ timeout: 60_000 });
      await open(bureau, '/console/runs');
      for (const at of [0, 1]) await bureau.getByRole('checkbox', { name: /^选择/ }).nth(at).check();
      await bureau.getByRole('button', { name: '比较所选两次' }).click();
      await bureau.getByRole('heading', { name: '两次匹配的比较' }).waitFor();
      await bureau.getByRole('rowheader', { name: new RegExp(place.title) }).waitFor();
      await bureau.getByText('75 → 60').waitFor();
      await looksRight(bureau);
      await open(bureau, '/console/rules');
      await bureau.getByRole('button', { name: `解除 ${place.title}` }).click();
      await bureau.getByRole('rowheader', { name: new RegExp(place.title) }).waitFor({ state: 'detached' });
    }, 120_000);

    it('approves a part of a run; the enterprise accepts, and its station sees that', async () => {
      await run(bureau);
      await bureau.getByRole('checkbox', { name: `选择“${place.title}”` }).check();
      await bureau.getByRole('button', { name: '审定所选 1 条' }).click();
      await agree(bureau, '审定');
      await bureau.locator('.tag', { hasText: '可承诺' }).first().waitFor();

      const firm = await arrive(width, place.phone);
      await open(firm, '/console/proposals');
      await looksRight(firm);
      await firm.getByRole('article').filter({ hasText: place.title }).getByRole('button', { name: '同意接收' }).click();
      await firm.getByText('您已同意，等待协作站承诺').waitFor();
      const station = await arrive(width, 'station@zhaotong.example');
      await open(station, '/console/proposals?state=sent');
      await station.getByRole('article').filter({ hasText: place.title }).getByText('企业已同意接收').waitFor();
      await open(station, '/console/batches');
      await station.getByRole('link', { name: '合适的岗位' }).first().click();
      await station.getByRole('heading', { name: '现在合适的岗位' }).waitFor();
      await looksRight(station);
    }, 120_000);

    it('the enterprise applies an advice with one tap, and the next run brings people', async () => {
      const firm = await arrive(width, place.phone);
      await open(firm, `/console/needs/${place.poor}`);
      await firm.getByRole('heading', { name: '怎样能来人' }).waitFor();
      await looksRight(firm);
      await firm.getByRole('button', { name: /就这样改：工资上限提高/ }).click();
      await agree(firm, '就这样改');
      await firm.getByText('等下一次匹配的新建议', { exact: false }).first().waitFor();
      await run(bureau);
      await bureau
        .getByRole('row')
        .filter({ hasText: `低薪焊工${width}` })
        .first()
        .waitFor();
    }, 120_000);
  });
});
