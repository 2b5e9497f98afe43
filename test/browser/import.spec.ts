import type { Browser, Page } from 'playwright-core';
import { agree, looksRight, open, openBrowser, signIn, visitor, type Visitor } from './browser.js';
import { Installation, PASSWORD } from './installation.js';

const withChromium = process.env['TEST_CHROMIUM'] ? describe : describe.skip;
const WORKS = '潍坊鸢都机械有限公司';
const list = [
  '岗位名称,企业名称,人数,工作地点,薪资,联系电话,最晚到岗',
  `电商老师,${WORKS},3,潍坊市潍城区,5000-6000,13853600001,`,
  `电商老师,${WORKS},若干,潍坊市潍城区,面议,13853600001,`,
  `电焊工,${WORKS},12,潍坊市潍城区,6-8千,13853600001,`,
  `质检员,鸢都机械,若干,老厂区,面议,,`,
].join('\n');

withChromium('a list of needs, from the file to the board', () => {
  const installation = new Installation();
  let browser: Browser;
  const visitors: Visitor[] = [];
  let desk: Page;
  let page = '';

  const arrive = async (width: number, language: 'zh' | 'en' = 'zh'): Promise<Page> => {
    const one = await visitor(browser, installation.url, { width });
    visitors.push(one);
    await signIn(one.page, 'county', PASSWORD);
    if (language === 'en') await one.page.context().addCookies([{ name: 'gangqiao.language', value: 'en', url: installation.url }]);
    return one.page;
  };
  const row = (of: Page, text: string) => of.getByRole('table', { name: '逐行查看' }).getByRole('row', { name: text });

  beforeAll(async () => {
    [browser] = await Promise.all([openBrowser(), installation.start()]);
    await installation.firm(WORKS, 900);
  }, 120_000);
  afterAll(async () => {
    expect(visitors.flatMap(({ faults }) => faults)).toEqual([]);
    await browser?.close();
    await installation.stop();
  });

  it('the preview shows what was understood of each row, beside what the list says', async () => {
    desk = await arrive(1440);
    await open(desk, '/console/imports');
    await desk.getByLabel(/选择表格/).setInputFiles({ name: '缺工表.csv', mimeType: 'text/csv', buffer: Buffer.from(list) });
    await desk.waitForURL('**/console/imports/*');
    await desk.getByRole('button', { name: /^保存 4 条/ }).waitFor();
    page = new URL(desk.url()).pathname;
    await open(desk, page);
    await row(desk, '电焊工').getByText('6-18-02-04').waitFor();
    expect(await row(desk, '质检员').getByText('没看懂“若干”').count()).toBe(1);
    await looksRight(desk);
  }, 60_000);

  it('a value is corrected by one press for all rows that say the same, shown as corrected, and kept for the next lists', async () => {
    await row(desk, '电商老师').first().getByRole('button', { name: /^职业/ }).click();
    const dialog = desk.getByRole('dialog');
    await dialog.getByText('表中写的是“电商老师”。').waitFor();
    await dialog.getByRole('combobox').fill('互联网营销');
    await dialog.getByRole('option', { name: /互联网营销师/ }).click();
    expect(await dialog.getByLabel('写法相同的 2 行都改').isChecked()).toBe(true);
    await dialog.getByLabel(/以后本单位的表中/).check();
    await looksRight(desk);
    await dialog.getByRole('button', { name: '更正', exact: true }).click();
    await dialog.waitFor({ state: 'hidden' });
    await desk.getByText('已统一更正，原文：电商老师').first().waitFor();
    expect(await desk.getByText('已统一更正，原文：电商老师').count()).toBe(2);
    await open(desk, '/console/imports');
    await desk.getByText('本单位用语').click();
    await desk.getByText('互联网营销师 4-01-06-02').waitFor();
    await looksRight(desk);
  }, 60_000);

  it('on a phone one row is put right by keyboard and finger alike, and a correction can be taken back', async () => {
    const phone = await arrive(390);
    await open(phone, `${page}?gap=short`);
    await row(phone, '质检员').getByRole('button', { name: /^人数/ }).press('Enter');
    const dialog = phone.getByRole('dialog');
    await dialog.getByLabel('人数').fill('6');
    await dialog.getByLabel('只改这一行').check();
    await looksRight(phone);
    await dialog.getByRole('button', { name: '更正', exact: true }).click();
    await row(phone, '质检员').waitFor({ state: 'detached' });
    await looksRight(phone);
    await phone.getByText(/^已更正 2 处/).click();
    await phone.getByRole('button', { name: /取消更正 若干/ }).click();
    await row(phone, '质检员').waitFor();
  }, 60_000);

  it('what was corrected is saved', async () => {
    await open(desk, page);
    await desk.getByRole('button', { name: /^保存 4 条/ }).click();
    await agree(desk, '保存');
    await desk.getByText(/^已保存 4 条/).waitFor();
  }, 60_000);

  it('its drafts are completed in one table, by keyboard, a value filled into several; what is refused stays with its reason', async () => {
    await desk.getByRole('link', { name: /^补全其中/ }).click();
    await desk.getByRole('heading', { level: 1, name: '补全草稿' }).waitFor();
    const people = (title: string) => desk.getByLabel(`${title}，缺工人数`);
    await people('质检员').fill('4');
    await people('质检员').press('Enter');
    expect(await people('电商老师').evaluate((cell) => cell === document.activeElement)).toBe(true);
    await people('电商老师').press('ArrowUp');
    expect(await people('质检员').evaluate((cell) => cell === document.activeElement)).toBe(true);
    await desk.getByLabel('选中“电商老师”').check();
    await people('质检员').focus();
    await people('质检员').press('Control+d');
    expect(await people('电商老师').inputValue()).toBe('4');
    await desk.getByLabel('质检员，最低工资（元/月）').fill('9000');
    await desk.getByLabel('质检员，最高工资（元/月）').fill('8000');
    await looksRight(desk);
    await desk.getByRole('button', { name: '保存并发布没有缺项的' }).click();
    await desk.getByText('已保存 1 行，其中发布或提交审核 1 行').waitFor();
    await desk.getByText('最高工资不能低于最低工资').waitFor();
    expect(await people('电商老师').count()).toBe(0);
    await looksRight(desk);
    await desk.getByLabel('质检员，最高工资（元/月）').fill('9500');
    await desk.getByRole('button', { name: '保存 1 行' }).click();
    await desk.getByText('已保存 1 行，其中发布或提交审核 0 行').waitFor();
  }, 60_000);

  it('on a phone a draft is read and put right as a card', async () => {
    const phone = await arrive(390);
    await open(phone, '/console/needs/drafts');
    await phone.getByLabel('质检员，联系电话').fill('13853600009');
    await phone.getByLabel('质检员，职业', { exact: false }).click();
    await looksRight(phone);
    await phone.getByRole('button', { name: '保存 1 行' }).click();
    await phone.getByText('已保存 1 行').waitFor();
  }, 60_000);

  it('the list is taken back as a whole, after it was said what goes, what stays, and why', async () => {
    const phone = await arrive(390);
    await open(phone, page);
    await phone.getByText('撤回本次导入').click();
    await phone.getByText('共 4 条，其中 2 条保持现状', { exact: false }).waitFor();
    await looksRight(phone);
    await phone.getByRole('button', { name: '撤回 2 条' }).click();
    await agree(phone, '撤回 2 条');
    await phone.getByText('本次导入已撤回 2 条', { exact: false }).waitFor();
    await desk.context().addCookies([{ name: 'gangqiao.language', value: 'en', url: installation.url }]);
    await open(desk, page);
    await desk.getByRole('heading', { level: 2, name: 'Needs that stay as they are' }).waitFor();
    await desk.getByText('somebody edited it since').first().waitFor();
    await looksRight(desk);
  }, 60_000);
});
