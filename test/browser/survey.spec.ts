import type { Browser, Page } from 'playwright-core';
import { addDays, dayOf } from '#platform/db';
import { Client } from '../support/client.js';
import { agree, looksRight, open, openBrowser, signIn, visitor, type Visitor } from './browser.js';
import { Installation, PASSWORD } from './installation.js';

const withChromium = process.env['TEST_CHROMIUM'] ? describe : describe.skip;
const today = dayOf(new Date());
/** A short form: the fourth quarter's is the long one. */
const quarter = `${Number(today.slice(0, 4)) + 1}Q1`;
const WELDER = '6-18-02-04';

/** Four enterprises of one county are short of welders: three is the fewest of whom a figure may be told. */
withChromium('a quarter’s survey, from the plan to what the public reads', () => {
  const installation = new Installation();
  let browser: Browser;
  const visitors: Visitor[] = [];
  const firms: string[] = [];
  let bureau: Page;
  let round = '';

  const arrive = async (width: number, login?: string): Promise<Page> => {
    const one = await visitor(browser, installation.url, { width });
    visitors.push(one);
    if (login) await signIn(one.page, login, PASSWORD);
    return one.page;
  };

  beforeAll(async () => {
    [browser] = await Promise.all([openBrowser(), installation.start()]);
    await installation.invite('liaison', '孙丽', 'liaison');
    await installation.invite('second', '赵强', 'city-staff', '3707');
    for (const [serial, name] of ['恒泽重工', '锦禾机械', '瑞丰装备', '远航锻造'].entries()) {
      const phone = await installation.firm(`潍坊${name}有限公司`, 700 + serial);
      firms.push(phone);
      const posting = {
        title: '电焊工',
        occupationCode: WELDER,
        short: 10 + serial,
        neededInAll: 40,
        contactName: '张敏',
        contactPhone: '0536-8123456',
      };
      await (await new Client(installation.url).signIn(phone, PASSWORD)).post('/api/needs', posting);
    }
    const admin = await new Client(installation.url).signIn('admin', PASSWORD);
    const { items } = (await admin.get<{ items: { id: string; version: number }[] }>('/api/enterprises?limit=100')).body;
    for (const { id, version } of items)
      await admin.patch(
        `/api/enterprises/${id}`,
        { employees: 300, industryCode: 'C341', sizeClass: 'medium' },
        { headers: { 'if-match': `"${version}"` } },
      );
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await installation.stop();
  });

  it('the bureau plans a round, sees the sample and opens it', async () => {
    bureau = await arrive(1440, 'admin');
    await open(bureau, '/console/surveys');
    await bureau.getByLabel('季度', { exact: true }).fill(quarter);
    await bureau.getByLabel('开始', { exact: true }).fill(today);
    await bureau.getByLabel('截止', { exact: true }).fill(addDays(today, 14));
    await bureau.getByLabel('其余企业抽样比例（%）').fill('100');
    await bureau.getByRole('button', { name: '安排一轮' }).click();
    await bureau.waitForURL('**/console/surveys/*');
    round = new URL(bureau.url()).pathname;
    await open(bureau, `${round}?tab=sample`);
    await bureau.getByRole('cell', { name: '4' }).first().waitFor();
    await looksRight(bureau);
    await bureau.getByRole('button', { name: '开始调查' }).click();
    await agree(bureau, '开始调查');
    await bureau.locator('.tag', { hasText: '进行中' }).waitFor();
  }, 60_000);

  it('an enterprise whose needs have not changed is done on the phone in four taps or fewer', async () => {
    const hr = await arrive(390, firms[0] ?? '');
    await open(hr, '/console/needs');
    await looksRight(hr);
    await hr.getByRole('link', { name: '填写' }).first().click();
    await hr.getByText('无人应聘').first().click();
    await looksRight(hr);
    await hr.getByRole('button', { name: '提交', exact: true }).click();
    await hr.getByText(/已于 .* 提交/).waitFor();
  }, 60_000);

  it('a wrong workbook is shown with its lines, columns and posts; what was understood is kept, and the rest filled in here', async () => {
    const hr = await arrive(390, firms[2] ?? '');
    await open(hr, '/console/survey');
    await hr.getByRole('link', { name: '填写' }).first().click();
    const file = (short: string) => ({
      name: '问卷.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(`岗位名称,职业代码,仍缺人数,总需求人数,缺工原因\n电焊工,${WELDER},${short},45,无人应聘\n#职工人数,310\n`),
    });
    const page = {
      name: '问卷.xls',
      mimeType: 'application/vnd.ms-excel',
      buffer: Buffer.from('<html><table><tr><td>岗位</td></tr></table>'),
    };
    await hr.getByLabel('上传填好的 Excel').setInputFiles(page);
    await hr.getByText(/这是网页（HTML），只是扩展名像表格/).waitFor();
    await looksRight(hr);
    await hr.getByLabel('上传填好的 Excel').setInputFiles(file('五六人'));
    await hr.getByText('第 2 行 · C 列“仍缺人数” · 电焊工').waitFor();
    await looksRight(hr);
    expect(await hr.getByRole('button', { name: '提交', exact: true }).count()).toBe(0);
    await hr.getByLabel('改好后重新上传').setInputFiles(page);
    await hr.getByText('“问卷.xls”没有读进来，上面仍是“问卷.csv”的内容。').waitFor();
    await looksRight(hr);
    await hr.getByRole('button', { name: '填入本页再补' }).click();
    await hr.getByText('仍缺人数：“五六人”看不出是几人').waitFor();
    expect(await hr.getByLabel('该岗位共需（人）').inputValue()).toBe('45');
    await looksRight(hr);
    await hr.getByLabel('还缺（人）').fill('6');
    await hr.getByText(/^已保存/).waitFor();
    await hr.getByLabel('改好后重新上传').setInputFiles(file('12'));
    await hr.getByText('电焊工：还缺 6 → 12 人').waitFor();
    await hr.getByRole('button', { name: '采用' }).click();
    expect(await hr.getByLabel('还缺（人）').inputValue()).toBe('12');
  }, 60_000);

  it('what one types is kept, and can be handed in from another device', async () => {
    const phone = await arrive(390, firms[1] ?? '');
    await open(phone, '/console/survey');
    await phone.getByRole('link', { name: '填写' }).first().click();
    await phone.getByLabel('还缺（人）').first().fill('25');
    await phone.getByText('无人应聘').first().click();
    await phone.getByText(/^已保存/).waitFor();
    const desk = await arrive(1440, firms[1] ?? '');
    await open(desk, new URL(phone.url()).pathname);
    expect(await desk.getByLabel('还缺（人）').first().inputValue()).toBe('25');
    await desk.getByRole('button', { name: '提交', exact: true }).click();
    await desk.getByText(/已于 .* 提交/).waitFor();
  }, 60_000);

  it('a liaison telephones who has not answered, and answers for them, marked so', async () => {
    const liaison = await arrive(390, 'liaison');
    for (let left = 2; left > 0; left -= 1) {
      await open(liaison, `${round}?tab=calls`);
      await looksRight(liaison);
      await liaison.getByRole('link', { name: '代填' }).first().click();
      await liaison.getByText('工资偏低').first().click();
      await liaison.getByRole('button', { name: '提交', exact: true }).click();
      await liaison.getByText('工作人员代填').waitFor();
    }
    await open(liaison, `${round}?tab=calls`);
    await liaison.getByText('都已作答').waitFor();
  }, 60_000);

  it('staff look at what is doubtful beside last quarter’s, correct one with a reason, close, and a second person publishes', async () => {
    await open(bureau, `${round}?tab=answers`);
    await looksRight(bureau);
    await bureau.getByRole('link', { name: /^查看问卷 潍坊锦禾/ }).click();
    await bureau.getByRole('button', { name: '更正', exact: true }).click();
    await bureau.getByLabel('还缺（人）').first().fill('20');
    await bureau.getByLabel('更正原因').fill('电话核实');
    await looksRight(bureau);
    await bureau.getByRole('button', { name: '更正', exact: true }).click();
    await bureau.locator('.tag', { hasText: '已认可' }).waitFor();
    await open(bureau, `${round}?tab=doubts`);
    await looksRight(bureau);
    await bureau.getByRole('button', { name: '截止并定格' }).click();
    await agree(bureau, '截止并定格');
    const dialog = bureau.getByRole('dialog');
    const closed = bureau.locator('.tag', { hasText: '已截止' });
    await Promise.race([closed.waitFor(), dialog.waitFor()]);
    if (await dialog.isVisible()) await agree(bureau, '截止并定格');
    await closed.waitFor();
    await bureau.getByRole('button', { name: '申请发布' }).click();
    await agree(bureau, '申请发布');
    const second = await arrive(1440, 'second');
    await open(second, `${round}?tab=preview`);
    await looksRight(second);
    await second.getByRole('button', { name: '发布', exact: true }).click();
    await agree(second, '发布');
    await second.locator('.tag', { hasText: '已发布' }).waitFor();
  }, 90_000);

  it('the public finds in the quarter’s catalogue, by “dh”, how many welders are short', async () => {
    const reader = await arrive(390);
    const row = reader.locator('.board-row', { hasText: WELDER });
    for (const end = Date.now() + 20_000; Date.now() < end && (await row.count()) === 0;) await open(reader, '/catalogue?q=dh');
    // 10 + 20 after the correction + 12 + 13: all four were asked, so nothing is estimated.
    expect(await row.locator('.short b').textContent()).toBe('55');
    await looksRight(reader);
    await row.getByRole('link', { name: '焊工' }).click();
    await reader.getByRole('heading', { level: 1, name: /焊工/ }).waitFor();
    await looksRight(reader);
  }, 60_000);

  it('no page reported a fault of its own', () => {
    expect(visitors.flatMap((one) => one.faults)).toEqual([]);
  });
});
