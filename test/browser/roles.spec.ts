import type { Browser, Page } from 'playwright-core';
import { looksRight, open, openBrowser, signIn, visitor, type Visitor } from './browser.js';
import { Installation, PASSWORD } from './installation.js';

const withChromium = process.env['TEST_CHROMIUM'] ? describe : describe.skip;

withChromium('roles of an account, on pages', () => {
  const installation = new Installation();
  let browser: Browser;
  let one: Visitor;
  let admin: Page;

  beforeAll(async () => {
    [browser] = await Promise.all([openBrowser(), installation.start()]);
    one = await visitor(browser, installation.url, { width: 1440 });
    admin = one.page;
    await signIn(admin, 'admin', PASSWORD);
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await installation.stop();
  });

  const dialog = () => admin.getByRole('dialog', { name: '王磊的角色' });
  const line = () => admin.locator('tbody tr').filter({ hasText: '王磊' });

  it('a role is given once, though its answer was lost on the way and the button pressed again', async () => {
    await open(admin, '/console/users');
    await line().getByRole('button', { name: '角色' }).click();
    await looksRight(admin);
    await dialog().getByLabel('角色', { exact: true }).selectOption('auditor');
    let sent = 0;
    await admin.route('**/grants', async (route) => {
      sent += 1;
      if (sent > 1) return route.continue();
      await route.fetch(); // it arrives, and nobody hears of it
      return route.abort('connectionreset');
    });
    const give = dialog().getByRole('button', { name: '授予该角色' });
    await give.click();
    await dialog().getByRole('alert').first().waitFor();
    await give.click();
    await admin.locator('.ant-message-success').first().waitFor();
    expect(await dialog().getByRole('alert').count()).toBe(0);
    expect(await dialog().locator('.roles li').filter({ hasText: '审计员' }).count()).toBe(1);
    expect(sent).toBe(2);
  }, 60_000);

  it('it is taken back with a word about what that means, and both stand in the trail as before and after', async () => {
    await dialog()
      .getByRole('button', { name: /^收回 审计员/ })
      .click();
    const question = admin.getByRole('dialog').filter({ hasText: '即刻起不能再做' });
    await question.getByRole('button', { name: '收回', exact: true }).click();
    await dialog().locator('.roles li').filter({ hasText: '审计员' }).waitFor({ state: 'detached' });
    await open(admin, '/console/audit');
    await admin.locator('tbody tr').filter({ hasText: '审计员' }).nth(1).waitFor();
    await looksRight(admin);
    expect(one.faults).toEqual([]);
  }, 60_000);
});
