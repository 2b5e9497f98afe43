import type { Browser } from 'playwright-core';
import { looksRight, open, openBrowser, signIn, visitor } from './browser.js';
import { Client } from '../support/client.js';
import { GatesToday } from '../support/gates-today.js';
import { Installation, PASSWORD } from './installation.js';
import { ScannerPhone } from './scanner-phone.js';

const withChromium = process.env['TEST_CHROMIUM'] ? describe : describe.skip;

withChromium('the day of a fair, on pages', () => {
  const installation = new Installation();
  let today: GatesToday;
  let browser: Browser;
  let booth: ScannerPhone;
  let firm: Client;
  let login = '';
  let boothId = '';
  let gate = '';

  beforeAll(async () => {
    [browser] = await Promise.all([openBrowser(), installation.start()]);
    login = await installation.firm('潍坊机械制造有限公司', 1);
    firm = await new Client(installation.url).signIn(login, PASSWORD);
    today = await GatesToday.open(await new Client(installation.url).signIn('county', PASSWORD), 12);
    const booked = await firm.post<{ booth: { id: string } | null }>(`/api/fairs/${today.fairId}/bookings`, { hold: false });
    boothId = booked.body.booth?.id ?? '';
    gate = today.gates[0]?.id ?? '';
    booth = new ScannerPhone(installation.url);
    await booth.start();
  }, 120_000);
  afterAll(async () => {
    await Promise.all([booth?.stop(), browser?.close()]);
    await installation.stop();
  });

  const shot = async (page: ScannerPhone['page'], name: string): Promise<void> => {
    if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/${name}.png`, fullPage: true });
  };
  const tap = async (number: string, button: string): Promise<void> => {
    await booth.page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    await booth.page.keyboard.type(number);
    await booth.page.keyboard.press('Enter');
    await booth.page.locator('.person', { hasText: number.slice(-8) }).waitFor();
    await booth.page.getByRole('button', { name: button, exact: true }).click();
    await booth.page.locator('.result.good').waitFor();
  };

  it('at the booth a ticket and one tap say what came of somebody, without a network and though the phone is killed', async () => {
    const given = { name: '展位手机', dutyKind: 'fair_booth', dutyId: boothId };
    const { body } = await firm.post<{ code: string }>('/api/field-devices', given);
    await booth.page.goto(`/field#${body.code}`);
    await booth.page.getByText('请扫来访者的入场码').waitFor();
    await booth.page.getByText('断网可重新打开').waitFor();
    await booth.network(false);
    const [a, b, c] = today.tickets.map(({ number }) => number) as [string, string, string];
    await booth.page.keyboard.type(today.tickets[0]!.token);
    await booth.page.keyboard.press('Enter');
    await booth.page.locator('.person', { hasText: a }).waitFor();
    await looksRight(booth.page);
    await shot(booth.page, 'booth-zh');
    await booth.page.getByRole('button', { name: '有意向', exact: true }).click();
    await booth.page.locator('.result.good', { hasText: '有意向' }).waitFor();
    await tap(b, '薪资不合');
    await booth.kill();
    await booth.start(true);
    await booth.page.goto('/field');
    await booth.page.getByText('2 条待发送').waitFor();
    await tap(c, '录用');
    await booth.page.getByRole('button', { name: 'English' }).click();
    await booth.page.getByText('3 people met on this phone').waitFor();
    await looksRight(booth.page);
    await shot(booth.page, 'booth-en');
    await booth.page.getByRole('button', { name: '中文' }).click();
    await booth.network(true);
    await booth.page.getByText('全部已发送').waitFor();
  });

  it.each([
    [390, 'zh'],
    [1440, 'en'],
  ] as const)('the enterprise has its list at %d pixels in %s, and adds to it by number', async (width, language) => {
    const { page, faults, close } = await visitor(browser, installation.url, { width, language: 'zh' });
    await signIn(page, login, PASSWORD);
    if (language === 'en') await page.context().addCookies([{ name: 'gangqiao.language', value: 'en', url: installation.url }]);
    await open(page, `/console/booths/${boothId}/people`);
    await page.getByText(today.tickets[2]!.number).first().waitFor();
    await page
      .getByLabel(language === 'zh' ? '入场码号码（8 位）' : 'Number on the ticket (8 digits)')
      .fill(today.tickets[width === 390 ? 3 : 4]!.number);
    await page.getByRole('button', { name: language === 'zh' ? '登记' : 'Save', exact: true }).click();
    await page
      .getByText(today.tickets[width === 390 ? 3 : 4]!.number)
      .nth(1)
      .waitFor();
    await looksRight(page);
    await shot(page, `people-${language}`);
    expect(faults).toEqual([]);
    await close();
  });

  it.each([
    [1440, 'zh'],
    [390, 'en'],
  ] as const)('at the desk at %d pixels in %s: who came, a list kept by hand, a school’s list', async (width, language) => {
    const zh = language === 'zh';
    const { page, faults, close } = await visitor(browser, installation.url, { width, language: 'zh' });
    await signIn(page, 'county', PASSWORD);
    if (!zh) await page.context().addCookies([{ name: 'gangqiao.language', value: 'en', url: installation.url }]);
    await open(page, `/console/fairs/${today.fairId}/day`);
    await page.getByText(zh ? /\d\d:\d\d 已到/ : /came at/).waitFor();
    const two = today.tickets.slice(zh ? 5 : 7, zh ? 7 : 9).map(({ number }) => number);
    await page.getByLabel(zh ? '谁记的名单' : 'Who kept the list').fill('张三');
    await page.getByLabel(zh ? '名单时间' : 'Time of the list').fill('00:01');
    await page
      .getByLabel(zh ? '每行一个号码，后面可写时间' : 'One number a line, and a time behind it if there is one')
      .fill(`${two.join('\n')}\n12345678`);
    await page.getByText(zh ? '请核对：12345678' : 'look again: 12345678').waitFor();
    await page
      .getByLabel(zh ? '每行一个号码，后面可写时间' : 'One number a line, and a time behind it if there is one')
      .fill(two.join('\n'));
    await page.getByRole('button', { name: zh ? '补录 2 行' : 'Enter 2 lines' }).click();
    await page.getByText(zh ? '已计入 2 行' : '2 lines count').waitFor();
    expect((await today.inside())[0]).toBe(zh ? 2 : 4);
    await page.getByLabel(zh ? '学校或单位名称' : 'School or office').fill('潍坊职业学院');
    const list = '姓名,手机号\n李娜,13800001111\n王芳,\n赵六,12\n';
    await page.locator(`input[type=file][aria-label="${zh ? '选择名单文件' : 'Choose a list'}"]`).setInputFiles({
      name: 'list.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(zh ? list : list.replace('13800001111', '13800002222')),
    });
    await page.getByText(zh ? '读到 3 人，可生成 2 张' : '3 people read, 2 tickets can be made').waitFor();
    await looksRight(page);
    await shot(page, `desk-${language}`);
    await page.getByRole('button', { name: zh ? '生成 2 张' : 'Make 2 tickets' }).click();
    await page.getByRole('button', { name: zh ? '打印 2 张' : /Print 2/ }).waitFor();
    expect(faults).toEqual([]);
    await close();
  });

  it.each([
    [1920, 'zh'],
    [390, 'en'],
  ] as const)(
    'the wall at %d pixels in %s shows counts as they change, large enough for ten metres, and nobody',
    async (width, language) => {
      const zh = language === 'zh';
      const { page, close } = await visitor(browser, installation.url, { width, language: 'zh', ...(zh && { height: 1080 }) });
      await signIn(page, 'county', PASSWORD);
      if (!zh) await page.context().addCookies([{ name: 'gangqiao.language', value: 'en', url: installation.url }]);
      await page.goto(`/console/fairs/${today.fairId}/wall`);
      await page.locator('.wall-live:not(.off)').waitFor();
      const before = Number(await page.locator('.wall-figure.wide b').textContent());
      const line = { subject: today.tickets[zh ? 10 : 11]!.number };
      const at = new Date(Date.now() - 1_000).toISOString();
      const paper = { keptBy: '张三', dutyKind: 'fair_gate', dutyId: gate, kind: 'in', at, lines: [line] };
      expect((await today.desk.post('/api/field-papers', paper)).status).toBe(201);
      await page.locator('.wall-figure.wide b', { hasText: String(before + 1) }).waitFor();
      await looksRight(page);
      await shot(page, `wall-${language}`);
      // An eighth of the height of a screen that is a metre high is 12 cm: read from ten metres.
      const { height = 0 } = (await page.locator('.wall-figure b').first().boundingBox()) ?? {};
      if (zh) expect(height).toBeGreaterThan(1080 / 8);
      expect(await page.locator('.wall').textContent()).not.toMatch(/\d{8}|李|张/);
      await close();
    },
  );
});
