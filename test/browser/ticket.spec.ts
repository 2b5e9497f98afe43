import type { Browser } from 'playwright-core';
import { Client } from '../support/client.js';
import { GatesToday } from '../support/gates-today.js';
import { looksRight, open, openBrowser, visitor } from './browser.js';
import { codePost, type CodePost } from './code-post.js';
import { Installation, PASSWORD } from './installation.js';

const withChromium = process.env['TEST_CHROMIUM'] ? describe : describe.skip;

withChromium('somebody gets a ticket, on pages', () => {
  let post: CodePost;
  let installation: Installation;
  let browser: Browser;
  let today: GatesToday;

  beforeAll(async () => {
    post = await codePost();
    installation = new Installation({ SMTP_URL: `smtp://127.0.0.1:${post.port}` });
    [browser] = await Promise.all([openBrowser(), installation.start()]);
    today = await GatesToday.open(await new Client(installation.url).signIn('county', PASSWORD), 1);
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await installation?.stop();
    await post?.close();
  });

  it.each([
    [390, 'zh'],
    [1440, 'en'],
  ] as const)('at %d pixels in %s: by a code, shown again without a network, changed, and deleted for good', async (width, language) => {
    const zh = language === 'zh';
    const { page, faults, close } = await visitor(browser, installation.url, { width, language });
    await open(page, `/fairs/${today.fairId}`);
    await page.getByRole('button', { name: zh ? '免费领取入场码' : 'Get a free ticket' }).click();
    await looksRight(page);
    await page.getByLabel(zh ? '邮箱' : 'E-mail address').fill(`visitor${width}@example.com`);
    await page.getByRole('button', { name: zh ? '发送验证码' : 'Send code' }).click();
    await page.getByLabel(zh ? '验证码' : 'Code', { exact: true }).fill(await post.code(zh ? 1 : 2));
    await page
      .getByLabel(zh ? '姓名' : 'Name', { exact: true })
      .first()
      .fill('李娜');
    await page
      .getByLabel(zh ? '姓名' : 'my name', { exact: true })
      .last()
      .check();
    await page.getByLabel(zh ? /我已阅读/ : /I have read/).check();
    await looksRight(page);
    if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/take-${language}.png`, fullPage: true });
    await page.getByRole('button', { name: zh ? '领取' : 'Get ticket', exact: true }).click();
    await page.getByRole('img', { name: /春风行动招聘会/ }).waitFor();
    await looksRight(page);
    if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/ticket-${language}.png`, fullPage: true });

    // The server does not answer: what was kept is shown.
    await page.route('**/api/my-ticket', (route) => route.abort());
    await page.reload();
    await page.getByText(zh ? '没有网络，显示的是上次保存的内容' : 'No network').waitFor();
    await page.getByRole('img', { name: /春风行动招聘会/ }).waitFor();
    await page.unroute('**/api/my-ticket');

    await page.getByText(zh ? '修改我的信息' : 'Change what I said').click();
    await page.getByLabel(zh ? /想找什么工作/ : /Work you look for/).fill('数控车工');
    await page.getByRole('button', { name: zh ? '保存修改' : 'Save', exact: true }).click();
    await page.getByText(zh ? '已保存' : 'Saved', { exact: true }).waitFor();
    await page.getByText(zh ? '不去了，删除我的信息' : 'I am not coming').click();
    await page.getByRole('button', { name: zh ? '确认删除' : 'Delete', exact: true }).click();
    await page.getByText(zh ? '入场码已作废' : 'The ticket has ended').waitFor();
    await open(page, '/ticket');
    await page.getByText(zh ? '这部手机上没有入场码' : 'No ticket on this phone').waitFor();
    expect(faults).toEqual([]);
    await close();
  });
});
