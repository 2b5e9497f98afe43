import type { Browser, Page } from 'playwright-core';
import { follow, open, openBrowser, seriousFindings, sidewaysScroll, signIn, visitor } from './browser.js';
import { Installation, PASSWORD } from './installation.js';

const withChromium = process.env['TEST_CHROMIUM'] ? describe : describe.skip;

const publicPages = [
  '/',
  '/board',
  '/board?view=posts',
  '/catalogue',
  '/fairs',
  '/console/sign-in',
  '/console/register',
  '/console/password',
];
const bureauPages = [
  '/console/',
  '/console/registrations',
  '/console/enterprises',
  '/console/needs',
  '/console/imports',
  '/console/fairs',
  '/console/fairs/new',
  '/console/dispatch-rules',
  '/console/fair-rules',
  '/console/fair-year',
  '/console/fair-calendar',
  '/console/booth-rules',
  '/console/supply-map',
  '/console/workers',
  '/console/results',
  '/console/results/retention?by=supplier',
  '/console/results/flows',
  '/console/late-follow-ups',
  '/console/insurance-months',
  '/console/retention?which=all',
  '/console/venues',
  '/console/venues/new',
  '/console/runs',
  '/console/promises',
  '/console/suppliers',
  '/console/batches',
  '/console/trips',
  '/console/retention',
  '/console/checks',
  '/console/rules',
  '/console/runs/new',
  '/console/fair-plans',
  '/console/fair-plans/rules',
  '/console/fair-table',
  '/console/fair-templates',
  '/console/tokens',
  '/console/surveys',
  '/console/messages',
  '/console/deliveries',
  '/console/sms-templates',
  '/console/message-rules',
  '/console/message-costs',
  '/console/mass-messages',
  '/console/mass-messages/new',
  '/console/users',
  '/console/audit',
  '/console/jobs',
  '/console/settings',
  '/console/account',
];

withChromium('the pages, for everybody', () => {
  const installation = new Installation();
  let browser: Browser;

  beforeAll(async () => {
    [browser] = await Promise.all([openBrowser(), installation.start()]);
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await installation.stop();
  });

  /** Goes on with Tab until the focus is on something of this name. */
  const tabTo = async (page: Page, name: string | RegExp, most = 60): Promise<void> => {
    const fits = (text: string): boolean => (typeof name === 'string' ? text === name : name.test(text));
    for (let n = 0; n < most; n += 1) {
      await page.keyboard.press('Tab');
      const text = await page.evaluate(() => {
        const at = document.activeElement;
        const label = at instanceof HTMLInputElement ? at.labels?.[0]?.textContent : null;
        return (at?.getAttribute('aria-label') ?? label ?? at?.textContent ?? '').trim();
      });
      if (fits(text)) return;
    }
    throw new Error(`${String(name)} cannot be reached with the Tab key`);
  };
  const focusIsVisible = (page: Page): Promise<boolean> =>
    page.evaluate(() => {
      const at = document.activeElement;
      const own = at instanceof Element ? [at, at.closest('.ant-input-affix-wrapper') ?? at] : [];
      return own.some((one) => {
        const style = getComputedStyle(one);
        return (style.outlineStyle !== 'none' && style.outlineWidth !== '0px') || style.boxShadow !== 'none';
      });
    });

  it('a reader finds posts with the keyboard alone', async () => {
    const { page, close } = await visitor(browser, installation.url, { width: 1440 });
    await open(page, '/');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('跳到正文');
    await page.keyboard.press('Enter');
    await tabTo(page, '搜索职业、岗位、企业或地区');
    expect(await focusIsVisible(page)).toBe(true);
    await page.keyboard.type('dh');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/board?q=dh');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('main');
    await close();
  }, 60_000);

  it('the bureau signs in, opens a page from the menu and asks a question, with the keyboard alone', async () => {
    const { page, close } = await visitor(browser, installation.url, { width: 1440 });
    await open(page, '/console/');
    await page.waitForURL('**/console/sign-in**');
    await tabTo(page, '账号');
    await page.keyboard.type('admin');
    await tabTo(page, '密码');
    expect(await focusIsVisible(page)).toBe(true);
    await page.keyboard.type(PASSWORD);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: '概览' }).waitFor();
    await tabTo(page, '用户');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: '用户' }).waitFor();
    await tabTo(page, '停用');
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.waitFor();
    expect(await dialog.evaluate((one) => one.contains(document.activeElement))).toBe(true);
    expect(await seriousFindings(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('停用');
    await close();
  }, 60_000);

  // At 200 % a window of 1,440 or 390 pixels has half as many for the page.
  it.each(['zh', 'en'] as const)(
    'nothing has to be scrolled sideways at 200 %% zoom, in %s',
    async (language) => {
      const { page, close, faults } = await visitor(browser, installation.url, { width: 720, height: 450, language });
      const wide: string[] = [];
      const look = async (paths: string[]): Promise<void> => {
        for (const path of paths) {
          await (path !== bureauPages[0] && paths === bureauPages ? follow : open)(page, path);
          for (const width of [720, 195]) {
            await page.setViewportSize({ width, height: 450 });
            await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
            if ((await sidewaysScroll(page)) > 0) wide.push(`${path} at ${width} pixels`);
          }
        }
      };
      await look(publicPages);
      await page.evaluate(
        async ([login, password]) => {
          await fetch('/api/sessions', {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify({ login, password }),
          });
        },
        ['admin', PASSWORD],
      );
      await look(bureauPages);
      expect(wide).toEqual([]);
      expect(faults).toEqual([]);
      await close();
    },
    180_000,
  );

  it('axe finds nothing serious on any page, in English too', async () => {
    const { page, close } = await visitor(browser, installation.url, { width: 1440, language: 'en' });
    const found: string[] = [];
    for (const path of publicPages) {
      await open(page, path);
      found.push(...(await seriousFindings(page)));
    }
    await close();
    const bureau = await visitor(browser, installation.url, { width: 1440 });
    await signIn(bureau.page, 'admin', PASSWORD);
    for (const path of bureauPages) {
      await follow(bureau.page, path);
      found.push(...(await seriousFindings(bureau.page)));
    }
    await bureau.close();
    expect(found).toEqual([]);
  }, 180_000);

  it('what is typed survives a server that cannot be reached', async () => {
    const { page, close } = await visitor(browser, installation.url, { width: 390 });
    await open(page, '/console/register');
    await page.getByLabel('企业名称').fill('潍坊某某有限公司');
    await page.getByLabel('手机号').fill('13805369999');
    await page.route('**/api/registrations', (route) => route.abort());
    await page.getByLabel('统一社会信用代码').fill('91370702MA3000000X');
    await page.getByLabel('所在县市区').selectOption('370702');
    await page.getByLabel('姓名').fill('张敏');
    await page.getByLabel('密码').fill(PASSWORD);
    await page.getByRole('button', { name: '提交申请' }).click();
    await page.getByText('校验位不符').waitFor();
    expect(await page.getByLabel('企业名称').inputValue()).toBe('潍坊某某有限公司');
    await close();
  }, 60_000);
});
