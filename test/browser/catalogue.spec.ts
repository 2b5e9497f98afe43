import type { Browser } from 'playwright-core';
import { ok, until } from '../flow/city.js';
import { SurveyedCity } from '../flow/surveyed-city.js';
import { Client } from '../support/client.js';
import { freshDatabase } from '../support/databases.js';
import { startProcess, type RunningProcess } from '../support/index.js';
import { looksRight, open, openBrowser, signIn, visitor } from './browser.js';
import { PASSWORD } from './installation.js';

const withChromium = process.env['TEST_CHROMIUM'] ? describe : describe.skip;

withChromium('the quarterly catalogue, on pages', () => {
  const database = freshDatabase('embedded');
  let browser: Browser;
  let server: RunningProcess;
  let roundId = '';

  beforeAll(async () => {
    const city = new SurveyedCity();
    await city.start(database);
    await city.published('2026Q2', 0);
    roundId = await city.closed('2026Q3', 4);
    ok(await city.second.post(`/api/survey-rounds/${roundId}/ask-publication`));
    await city.app.close();
    const { GANGQIAO_DATA, GANGQIAO_KEYS, GANGQIAO_INDEX_KEY } = await database.settings();
    [browser, server] = await Promise.all([
      openBrowser(),
      startProcess('api', { settings: { GANGQIAO_DATA, GANGQIAO_KEYS, GANGQIAO_INDEX_KEY }, args: ['--empty'] }),
    ]);
    // The built program makes this one, in the threads that it has for that.
    const bureau = await new Client(server.url).signIn('person1', PASSWORD);
    ok(await bureau.post(`/api/survey-rounds/${roundId}/publish`));
    await until('the catalogue', async () => ((await got(`${server.url}/api/catalogues/2026Q3/catalogue.pdf`)) === 200 ? true : undefined));
    database.atEnd(async () => void (await server.kill()));
  }, 120_000);
  afterAll(() => browser?.close());

  /** The status of an answer that was read to its end. */
  const got = async (url: string): Promise<number> => {
    const answer = await fetch(url);
    await answer.arrayBuffer();
    return answer.status;
  };

  describe.each([390, 1440])('at %i pixels', (width) => {
    it('a reader finds welders by dh, in the city and in a county, and sees what is withheld said as such', async () => {
      const { page, faults, close } = await visitor(browser, server.url, { width });
      await open(page, '/');
      await page.getByRole('navigation', { name: '主要栏目' }).getByRole('link', { name: '紧缺目录' }).click();
      await page.getByRole('heading', { level: 2, name: '2026 年第 3 季度' }).waitFor();
      await looksRight(page);
      expect(await page.getByRole('main').getByText('季度定格').count()).toBeGreaterThan(0);
      expect(await page.locator('.board-row', { hasText: '6-31-01-03' }).getByText('不公布', { exact: true }).count()).toBe(1);

      await page.getByRole('searchbox').fill('dh');
      await page.keyboard.press('Enter');
      await page.waitForURL('**/catalogue?q=dh');
      const first = page.locator('.board-row').first();
      await first.getByRole('link', { name: '焊工' }).waitFor();
      await page.getByLabel('县市区').selectOption('370702');
      await page.waitForURL('**county=370702**');
      await first.getByText('此条件下').waitFor();
      await page.getByRole('combobox', { name: '技能等级' }).selectOption('1');
      await page.waitForURL('**level=1**');
      await first.getByText('此条件下').waitFor();
      await page.getByText('怎样读这些数').click();
      await looksRight(page);
      expect(faults).toEqual([]);
      await close();
    }, 60_000);

    it('the page of an occupation has its quarters as a chart and a table, its counties and levels, and the fairs to come', async () => {
      const { page, faults, close } = await visitor(browser, server.url, { width, language: 'en' });
      await open(page, '/board/6-18-02-04');
      await page.getByRole('img', { name: /estimated shortage by quarter/ }).waitFor();
      expect(await page.getByRole('rowheader', { name: /^2026Q[23]$/ }).count()).toBe(2);
      await page.getByRole('heading', { name: 'By county and level, 2026Q3' }).waitFor();
      await page.getByRole('heading', { name: 'Fairs that will have it' }).waitFor();
      await looksRight(page);
      await page.getByRole('link', { name: 'See the quarterly catalogue' }).click();
      for (const name of ['PDF', 'CSV', 'JSON']) {
        const href = (await page.getByRole('link', { name, exact: true }).getAttribute('href')) ?? '';
        expect([name, await got(`${server.url}${href}`)]).toEqual([name, 200]);
      }
      await looksRight(page);
      expect(faults).toEqual([]);
      await close();
    }, 60_000);

    it('the bureau goes from the round to the answers behind a figure', async () => {
      const { page, faults, close } = await visitor(browser, server.url, { width });
      await signIn(page, 'person1', PASSWORD);
      await open(page, `/console/surveys/${roundId}`);
      await page.getByRole('heading', { name: '紧缺职业目录' }).waitFor();
      await looksRight(page);
      await page.getByRole('link', { name: '追溯数字' }).click();
      await page.getByRole('heading', { level: 1, name: '2026Q3 目录第 1 版：数字追溯' }).waitFor();
      await page.getByRole('rowheader').first().waitFor();
      await looksRight(page);
      expect(faults).toEqual([]);
      await close();
    }, 60_000);
  });
});
