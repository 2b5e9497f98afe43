import type { Browser, Page } from 'playwright-core';
import { looksRight, open, openBrowser, signIn, visitor, type Visitor } from './browser.js';
import { Installation, PASSWORD } from './installation.js';

const withChromium = process.env['TEST_CHROMIUM'] ? describe : describe.skip;

/** What a large fair lacks when only its name and place are known, as the page says it. */
const LACKING = ['预计到场人数', '值守人员不足'];
const LACKING_WHEN_LARGE = ['值守人员不足', '安全许可编号', '安全出口数', '组织方案', '应急预案', '安保方案'];

withChromium('a fair, from its first draft to those who have booked', () => {
  const installation = new Installation();
  let browser: Browser;
  let phone: string;
  const visitors: Visitor[] = [];

  beforeAll(async () => {
    [browser] = await Promise.all([openBrowser(), installation.start()]);
    phone = await installation.firm('潍坊恒泽重工有限公司', 7);
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await installation.stop();
  });

  const arrive = async (width: number, login: string): Promise<Page> => {
    const one = await visitor(browser, installation.url, { width });
    visitors.push(one);
    await signIn(one.page, login, PASSWORD);
    return one.page;
  };
  const day = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
  const save = async (page: Page, fair: string): Promise<void> => {
    await page.getByRole('button', { name: '保存', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: fair, exact: true }).waitFor();
  };
  const owed = async (page: Page): Promise<string> => (await page.locator('.notice ul').allTextContents()).join('\n');
  const publish = (page: Page) => page.getByRole('button', { name: '公布', exact: true });

  describe.each([390, 1440])('at %i pixels', (width) => {
    const fair = `${width} 千人招聘会`;
    /** Days from today; an enterprise is at one fair at a time. */
    const held = width === 390 ? 30 : 33;

    it('is drafted with what is known, and its page names everything that is missing, by whom and until when', async () => {
      const county = await arrive(width, 'county');
      await open(county, '/console/fairs/new');
      await county.getByLabel('名称').fill(fair);
      await county.getByLabel('主办地区').selectOption('370702');
      await county.getByLabel('日期').fill(day(held));
      await county.getByLabel('展位').fill('60');
      await county.getByLabel('地点').fill('潍城区人力资源市场');
      await county.getByRole('textbox', { name: /主题$/ }).fill('装备制造企业专场');
      await county.getByLabel('结束').fill('08:00');
      await county.getByRole('button', { name: '存为草稿' }).click();
      await county.getByText('结束须晚于开始').waitFor();
      await county.getByLabel('结束').fill('14:00');
      await county.getByRole('button', { name: '存为草稿' }).click();
      await county.locator('.tag', { hasText: '筹备' }).first().waitFor();
      for (const gap of LACKING) expect(await owed(county)).toContain(gap);
      expect(await publish(county).isDisabled()).toBe(true);
      await looksRight(county);

      await county.getByRole('link', { name: '修改' }).click();
      await county.getByLabel('预计到场人数').fill('1200');
      await looksRight(county);
      await save(county, fair);
      for (const gap of LACKING_WHEN_LARGE) expect(await owed(county)).toContain(gap);
      await looksRight(county);

      await county.getByRole('link', { name: '修改' }).click();
      await county.getByLabel('值守人数').fill('6');
      await county.getByLabel('安全出口').fill('4');
      for (const plan of ['组织方案', '应急预案', '安保方案']) await county.getByLabel(plan).check();
      await county.getByLabel('安全许可编号').fill('潍城公安〔2026〕12 号');
      await looksRight(county);
      await save(county, fair);
      expect(await owed(county)).toBe('');
      await publish(county).click();
      await county.locator('.tag', { hasText: '已公布' }).first().waitFor();
      await looksRight(county);
    }, 90_000);

    it('moves only with a permit for the new day, and tells who has booked', async () => {
      const hr = await arrive(width, phone);
      await open(hr, '/console/fairs');
      await hr.getByRole('link', { name: fair }).first().click();
      await hr
        .getByRole('button', { name: /^预订 \w+ 号展位/ })
        .first()
        .click();
      await hr
        .getByText(/号展位已为您保留/)
        .first()
        .waitFor();
      await hr.getByRole('button', { name: '确认预订', exact: true }).click();
      await hr.getByText(/贵企业在 \w+ 号展位/).waitFor();
      await open(hr, '/console/fairs');
      await hr
        .getByText(/贵企业在 \w+ 号展位/)
        .first()
        .waitFor();
      await looksRight(hr);

      const county = visitors.at(-2)?.page;
      if (!county) throw new Error('the county has gone');
      await county.getByRole('link', { name: '修改' }).click();
      await county.getByText('已有 1 家企业订了展位').waitFor();
      await county.getByLabel('日期').fill(day(held + 10));
      await county.getByRole('button', { name: '保存', exact: true }).click();
      await county.getByText('变更后须填写新的许可文号').first().waitFor();
      await county.getByLabel('安全许可编号').fill('潍城公安〔2026〕15 号');
      await save(county, fair);
      await open(hr, '/console/messages');
      await hr.getByText(fair).first().waitFor();
      await looksRight(hr);
    }, 90_000);
  });

  it('no page reported a fault of its own', () => expect(visitors.flatMap(({ faults }) => faults)).toEqual([]));
});
