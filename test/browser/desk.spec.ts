import type { Browser, Page } from 'playwright-core';
import { Client } from '../support/client.js';
import { follow, open, openBrowser, signIn, visitor, type Visitor } from './browser.js';
import { Installation, PASSWORD } from './installation.js';

const withChromium = process.env['TEST_CHROMIUM'] ? describe : describe.skip;

const posting = { title: '电焊工', occupationCode: '6-18-02-04', short: 8, contactName: '张敏', contactPhone: '0536-8880000' };

withChromium('a day at each desk', () => {
  const installation = new Installation();
  const visitors: Visitor[] = [];
  let browser: Browser;
  let firm = '';
  let post = '';

  const person = async (login: string | null, width: number, language: 'zh' | 'en' = 'zh'): Promise<Page> => {
    const one = await visitor(browser, installation.url, { width, language });
    visitors.push(one);
    if (login) await signIn(one.page, login, PASSWORD);
    return one.page;
  };

  beforeAll(async () => {
    [browser] = await Promise.all([openBrowser(), installation.start()]);
    firm = await installation.firm('潍坊昊鸿精密机械', 71);
    await installation.invite('hanting', '刘洋', 'county-staff', '370703');
    await installation.invite('auditor', '孙涛', 'auditor', '3707');
    const hr = await new Client(installation.url).signIn(firm, PASSWORD);
    post = (await hr.post<{ id: string }>('/api/needs', posting)).body.id;
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await installation.stop();
  });

  it('everything that waits has its way there, on the start page of everybody', async () => {
    for (const login of [firm, 'station@zhaotong.example', 'county', 'admin', 'auditor']) {
      const page = await person(login, 1440);
      await open(page, '/console/');
      const ways = await page.locator('.tasks a').evaluateAll((all) => all.map((one) => one.getAttribute('href') ?? ''));
      expect(ways.length).toBeGreaterThan(2);
      const refused: string[] = [];
      page.on('response', (answer) => answer.status() >= 400 && refused.push(`${answer.status()} ${answer.url()}`));
      for (const way of new Set(ways)) {
        await follow(page, way);
        await page.getByRole('heading', { level: 1 }).waitFor();
      }
      expect([login, refused]).toEqual([login, []]);
      await page.context().close();
    }
  }, 120_000);

  it('a county finds its own place first wherever it chooses one', async () => {
    const page = await person('hanting', 1440);
    await open(page, '/console/needs');
    expect(await page.getByLabel('县市区').locator('option').nth(1).textContent()).toBe('寒亭区');
    await page.context().close();
  }, 60_000);

  it('buttons are as high as a thumb on a phone, and short words stay on one line', async () => {
    const page = await person(firm, 390);
    for (const path of ['/console/needs', '/console/needs/new', '/console/account', '/console/webhooks']) {
      await follow(page, path);
      await page.getByRole('heading', { level: 1 }).waitFor();
      const low = await page
        .locator('.page .ant-btn:not(.ant-btn-sm):visible')
        .evaluateAll((all) =>
          all
            .map((one) => [one.textContent, one.getBoundingClientRect().height] as const)
            .filter(([, height]) => height < 40 || height > 56),
        );
      expect([path, low]).toEqual([path, []]);
    }
    await page.context().close();
  }, 60_000);

  it('what is not there says so with a way back, and nothing to try again', async () => {
    const page = await person(null, 390);
    for (const [path, back] of [
      ['/board/9-99-99-99', '缺工动态'],
      ['/post/01a22337-0000-7453-96f8-fd0252c3ba67', '缺工动态'],
      ['/fairs/01a22337-0000-7453-96f8-fd0252c3ba67', '招聘会'],
    ] as const) {
      await open(page, path);
      await page.getByRole('heading', { level: 1, name: '没有这个页面' }).waitFor();
      expect(await page.locator('main').getByRole('link', { name: back }).count()).toBe(1);
      expect(await page.getByRole('button', { name: '再试一次' }).count()).toBe(0);
    }
    await page.context().close();
  }, 60_000);

  it('a job seeker comes back to what was filtered; a report has no reason before they choose one', async () => {
    const page = await person(null, 390);
    await open(page, '/board?view=posts&q=dh');
    await page.getByRole('link', { name: '电焊工' }).click();
    await page.waitForURL(`**/post/${post}`);
    await page.getByRole('button', { name: '举报或反馈' }).click();
    expect(await page.getByRole('radio', { checked: true }).count()).toBe(0);
    await page.getByRole('link', { name: '返回缺工动态' }).click();
    await page.waitForURL('**/board?view=posts&q=dh');
    await page.context().close();
  }, 60_000);

  it('posts come as they were confirmed unless a job seeker asks for the largest first', async () => {
    const hr = await new Client(installation.url).signIn(firm, PASSWORD);
    await hr.post('/api/needs', { ...posting, title: '铣工', short: 20 });
    const page = await person(null, 390);
    const order = page.locator('select').first().locator('option:checked');
    await open(page, '/board?view=posts');
    expect(await order.textContent()).toBe('最近确认');
    await open(page, '/board?view=posts&sort=shortage');
    expect(await order.textContent()).toBe('缺工最多');
    expect(await page.locator('.cards h2').first().textContent()).toContain('铣工');
    await page.context().close();
  }, 60_000);

  it('a list on paper has its lines and no menu', async () => {
    const page = await person('county', 1440);
    await open(page, '/console/needs');
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByText('电焊工').first().isVisible()).toBe(true);
    for (const part of ['.side', '.top', '.toolbar', '.table-foot'])
      expect([part, await page.locator(`${part}:visible`).count()]).toEqual([part, 0]);
    await page.context().close();
  }, 60_000);

  it('rules are taken along whole, each with its day and what it rests on', async () => {
    const page = await person('admin', 1440);
    await open(page, '/console/booth-rules');
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: '导出全部规则（CSV）' }).click()]);
    expect(file.suggestedFilename()).toBe('展位规则.csv');
    await page.context().close();
  }, 60_000);

  it('no page reported a fault of its own', () => expect(visitors.flatMap(({ faults }) => faults)).toEqual([]));
});
