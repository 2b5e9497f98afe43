import type { Browser } from 'playwright-core';
import { madeUpCreditCodes } from '#enterprise';
import { Client } from '../support/client.js';
import { looksRight, open, openBrowser, signIn, visitor, type Visitor } from './browser.js';
import { county, Installation, PASSWORD } from './installation.js';

const withChromium = process.env['TEST_CHROMIUM'] ? describe : describe.skip;

interface Need {
  id: string;
  inFigures: boolean;
  clientCreditCode: string | null;
  baseWageYuan: number | null;
  minorsAllowed: boolean;
}

withChromium('the form of a need', () => {
  const installation = new Installation();
  const client = madeUpCreditCodes(20_261_127, county).next().value;
  const visitors: Visitor[] = [];
  let browser: Browser;
  let phone: string;
  let agency: Client;

  beforeAll(async () => {
    [browser] = await Promise.all([openBrowser(), installation.start()]);
    phone = await installation.firm('潍城人力资源有限公司', 940);
    agency = await new Client(installation.url).signIn(phone, PASSWORD);
    const [own] = (await agency.get<{ id: string; version: number }[]>('/api/enterprises/mine')).body;
    const staff = await new Client(installation.url).signIn('admin', PASSWORD);
    const edited = await staff.patch(
      `/api/enterprises/${own?.id}`,
      { industryCode: '7264' },
      { headers: { 'if-match': `"${own?.version}"` } },
    );
    expect(edited.status).toBe(200);
  }, 120_000);
  afterAll(async () => {
    expect(visitors.flatMap(({ faults }) => faults)).toEqual([]);
    await browser?.close();
    await installation.stop();
  });

  it('asks an agency for whom it seeks, so that its posts are counted, and keeps base wage and who may do the work', async () => {
    const posting = { title: '装配工', occupationCode: '6-18-02-04', short: 5, contactName: '张敏', contactPhone: '0536-8880000' };
    const { id } = (await agency.post<Need>('/api/needs', posting)).body;
    const need = async (): Promise<Need> => (await agency.get<Need>(`/api/needs/${id}`)).body;
    expect((await need()).inFigures).toBe(false);
    const one = await visitor(browser, installation.url, { width: 390 });
    visitors.push(one);
    await signIn(one.page, phone, PASSWORD);
    await open(one.page, '/console/needs/new');
    await one.page.getByLabel('用工单位统一社会信用代码').waitFor();
    await looksRight(one.page);

    await open(one.page, `/console/needs/${id}/edit`);
    await one.page.getByLabel('用工单位统一社会信用代码').fill(client);
    await one.page.getByText('更多', { exact: false }).first().click();
    await one.page.getByLabel('底薪（元/月）').fill('2600');
    await one.page.getByLabel(/可招用 16、17 周岁/).check();
    await looksRight(one.page);
    await one.page.getByRole('button', { name: '保存' }).click();
    await one.page.waitForURL(`**/console/needs/${id}`);
    expect(await need()).toMatchObject({ inFigures: true, clientCreditCode: client, baseWageYuan: 2600, minorsAllowed: true });

    // What the form shows empty is empty.
    await open(one.page, `/console/needs/${id}/edit`);
    await one.page.getByText('更多', { exact: false }).first().click();
    await one.page.getByLabel('底薪（元/月）').fill('');
    await one.page.getByRole('button', { name: '保存' }).click();
    await one.page.waitForURL(`**/console/needs/${id}`);
    expect(await need()).toMatchObject({ baseWageYuan: null, clientCreditCode: client });
  }, 120_000);
});
