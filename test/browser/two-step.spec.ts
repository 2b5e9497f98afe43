import { createHmac } from 'node:crypto';
import type { Browser, Page } from 'playwright-core';
import { looksRight, open, openBrowser, signIn, visitor, type Visitor } from './browser.js';
import { Installation, PASSWORD } from './installation.js';

const withChromium = process.env['TEST_CHROMIUM'] ? describe : describe.skip;
const STEP_MS = 30_000;

/** What an authenticator app shows, reckoned here by itself (RFC 4226, section 5.3). */
const codeOf = (secret: string, at: number): string => {
  const bits = [...secret].map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(at / STEP_MS)));
  const digest = createHmac('sha1', key).update(counter).digest();
  const offset = (digest.at(-1) ?? 0) & 15;
  return String((digest.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0');
};

const secretOn = async (page: Page): Promise<string> => (await page.locator('.app-secret code').innerText()).replace(/\s/g, '');
const firstCode = async (page: Page): Promise<string> => (await page.locator('.recovery-codes li').first().innerText()).trim();

withChromium('two-step sign-in', () => {
  const house = new Installation({ GANGQIAO_TWO_FACTOR: 'optional' });
  const strict = new Installation({ GANGQIAO_TWO_FACTOR: 'required' });
  let browser: Browser;
  const visitors: Visitor[] = [];

  beforeAll(async () => {
    [browser] = await Promise.all([openBrowser(), house.start()]);
  }, 120_000);
  afterEach(async () => {
    for (const { faults, close } of visitors.splice(0)) {
      expect(faults).toEqual([]);
      await close();
    }
  });
  afterAll(async () => {
    await browser.close();
    await Promise.all([house.stop(), strict.stop()]);
  });

  const at = async (url: string, width: number): Promise<Page> => {
    const one = await visitor(browser, url, { width });
    visitors.push(one);
    return one.page;
  };
  const enterPassword = async (page: Page, login: string): Promise<void> => {
    await open(page, '/console/sign-in');
    await page.getByLabel('账号', { exact: true }).fill(login);
    await page.getByLabel('密码', { exact: true }).fill(PASSWORD);
    await page.keyboard.press('Enter');
  };
  const giveCode = async (page: Page, code: string): Promise<void> => {
    await page.getByLabel('验证码', { exact: true }).fill(code);
    await page.keyboard.press('Enter');
  };

  it('is set up on the account page, asked for at the next sign-in, and not again on a trusted device', async () => {
    const page = await at(house.url, 1440);
    await signIn(page, 'county', PASSWORD);
    await open(page, '/console/account');
    await looksRight(page);
    await page.getByRole('button', { name: '设置两步验证' }).click();
    await page.getByRole('dialog').getByLabel('现在的密码').fill(PASSWORD);
    await page.keyboard.press('Enter');
    const secret = await secretOn(page);
    await looksRight(page);
    await giveCode(page, codeOf(secret, Date.now()));
    const recovery = await firstCode(page);
    await looksRight(page);
    await page.getByRole('button', { name: '已保存，继续' }).click();
    await page.getByText('还剩 10 个恢复码').waitFor();

    const phone = await at(house.url, 390);
    await enterPassword(phone, 'county');
    await phone.getByRole('heading', { level: 1, name: '两步验证' }).waitFor();
    await looksRight(phone);
    await giveCode(phone, '000000');
    await phone.getByText('验证码不正确或已经用过').waitFor();
    await phone.getByLabel('验证码', { exact: true }).fill(recovery);
    await phone.getByLabel('这是我自己的设备，30 天内不再询问').check();
    await phone.getByRole('button', { name: '登录', exact: true }).click();
    await phone.waitForURL(/\/console\/$/);
    await open(phone, '/console/account');
    await phone.getByText('还剩 9 个恢复码').waitFor();
    await looksRight(phone);
    await phone.context().clearCookies({ name: 'gq_session' });
    await enterPassword(phone, 'county');
    await phone.waitForURL(/\/console\/$/);
  }, 120_000);

  it('is set up on the way in where the bureau requires it, on a phone and with the keyboard alone', async () => {
    await strict.startAlone();
    const page = await at(strict.url, 390);
    await enterPassword(page, 'admin');
    await page.getByRole('heading', { level: 1, name: '设置两步验证' }).waitFor();
    const secret = await secretOn(page);
    await looksRight(page);
    await giveCode(page, codeOf(secret, Date.now()));
    await page.locator('.recovery-codes').waitFor();
    await looksRight(page);
    await page.getByRole('button', { name: '已保存，继续' }).press('Enter');
    await page.waitForURL(/\/console\/$/);
  }, 120_000);
});
