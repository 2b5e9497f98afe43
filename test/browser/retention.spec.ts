import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { CITY_MS, demoCity } from '../support/demo-city.js';
import { startProcess, testSettings, type RunningProcess } from '../support/index.js';
import { agree, looksRight, open, openBrowser, signIn, visitor, type Visitor } from './browser.js';

const withChromium = process.env['TEST_CHROMIUM'] ? describe : describe.skip;

withChromium('checks after 30, 90 and 180 days, on pages', () => {
  const data = mkdtempSync(join(tmpdir(), 'gangqiao-checks-'));
  const visitors: Visitor[] = [];
  let browser: Browser;
  let server: RunningProcess;
  let people: number;

  beforeAll(async () => {
    await demoCity(data);
    const settings = testSettings({ GANGQIAO_DATA: data, GANGQIAO_DEMO: true, GANGQIAO_MIGRATE: true });
    [browser, server] = await Promise.all([openBrowser(), startProcess('api', { settings })]);
  }, CITY_MS);
  afterAll(async () => {
    expect(visitors.flatMap(({ faults }) => faults)).toEqual([]);
    await browser?.close();
    await server?.kill();
    rmSync(data, { recursive: true, force: true });
  });

  const arrive = async (login: string, width: number): Promise<Page> => {
    const one = await visitor(browser, server.url, { width });
    visitors.push(one);
    await signIn(one.page, login, 'gangqiao-demo-2026');
    return one.page;
  };
  const rows = (page: Page) => page.locator('tbody tr');

  it('the enterprise finds on its phone who is due, says who left and confirms the others in one tap', async () => {
    const hr = await arrive('hr', 390);
    // They are prepared in the background.
    for (const end = Date.now() + 20_000; Date.now() < end; await open(hr, '/console/'))
      if (await hr.getByRole('link', { name: /^[1-9]\d* 到期的留岗回访/ }).count()) break;
    await looksRight(hr);
    await hr.getByRole('link', { name: /到期的留岗回访/ }).tap();
    await hr.getByRole('heading', { level: 1, name: '留岗回访' }).waitFor();
    await rows(hr).nth(2).waitFor();
    people = await rows(hr).count();
    await looksRight(hr);

    await rows(hr)
      .first()
      .getByRole('button', { name: /：已离职$/ })
      .tap();
    const dialog = hr.getByRole('dialog');
    await dialog.getByLabel('去向').selectOption('returned');
    await dialog.getByLabel('原因').fill('家里有事');
    await looksRight(hr);
    await agree(hr, '已离职');
    await rows(hr)
      .nth(people - 1)
      .waitFor({ state: 'detached' });

    const others = `这 ${people - 1} 人都还在岗`;
    await hr.getByRole('button', { name: others }).tap();
    await agree(hr, others);
    await hr.getByText('没有到期的回访').waitFor();
    await looksRight(hr);
  }, 60_000);

  it('its county reads what was said, with masked names, and who is to be asked next', async () => {
    const county = await arrive('county', 1440);
    await open(county, '/console/retention?which=all');
    const left = rows(county).filter({ hasText: '家里有事' });
    expect(await left.first().textContent()).toMatch(/\*.*满 30 天.*返乡/);
    // Whoever went home is not asked after again.
    expect(await left.count()).toBeGreaterThan(1);
    await looksRight(county);
    await county.getByLabel('显示').selectOption({ label: '全部未答' });
    await rows(county).filter({ hasText: '待答复' }).first().waitFor();
    await looksRight(county);
  }, 60_000);
});
