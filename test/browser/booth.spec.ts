import type { Browser, Locator, Page } from 'playwright-core';
import { addDays, dayOf } from '#platform/dates';
import { Client } from '../support/client.js';
import { looksRight, open, openBrowser, signIn, visitor, type Visitor } from './browser.js';
import { county, Installation, PASSWORD } from './installation.js';

const withChromium = process.env['TEST_CHROMIUM'] ? describe : describe.skip;

withChromium('a fair’s booths', () => {
  const installation = new Installation();
  const visitors: Visitor[] = [];
  let browser: Browser;
  let officer: Client;
  let phones: string[] = [];
  let fairId = '';
  /** In the next month's calendar, away from its edges. */
  const month = addDays(`${dayOf(new Date()).slice(0, 7)}-28`, 10).slice(0, 7);
  const [day, later, last] = [`${month}-10`, `${month}-12`, `${month}-17`];

  beforeAll(async () => {
    [browser] = await Promise.all([openBrowser(), installation.start()]);
    phones = [await installation.firm('潍城鸿图机械有限公司', 950), await installation.firm('潍城远航机械有限公司', 951)];
    officer = await new Client(installation.url).signIn('county', PASSWORD);
    const plan = {
      ...{ nodeId: county, name: '鸿图专场招聘会', theme: '机械', day, opensAt: '09:00', closesAt: '12:00', place: '市场' },
      ...{ expectedAttendance: 100, dutyStaff: 1, boothCount: 1 },
    };
    fairId = (await officer.post<{ id: string }>('/api/fairs', plan)).body.id;
    expect((await officer.post(`/api/fairs/${fairId}/publish`)).status).toBe(200);
  }, 120_000);
  afterAll(async () => {
    expect(visitors.flatMap(({ faults }) => faults)).toEqual([]);
    await browser?.close();
    await installation.stop();
  });

  const signedIn = async (login: string, width: number): Promise<Page> => {
    const one = await visitor(browser, installation.url, { width });
    visitors.push(one);
    await signIn(one.page, login, PASSWORD);
    return one.page;
  };
  let hr: Page;
  let second: Page;
  let bureau: Page;

  it('are booked on a phone in at most four taps', async () => {
    hr = await signedIn(phones[0] ?? '', 390);
    await open(hr, '/console/fairs');
    let taps = 0;
    const tap = async (what: Locator): Promise<void> => {
      taps += 1;
      await what.tap();
    };
    await tap(hr.getByRole('link', { name: '鸿图专场招聘会' }));
    await tap(hr.getByRole('button', { name: '给我一个展位' }));
    await hr.getByText('A01 号展位已为您保留').first().waitFor();
    await looksRight(hr);
    await tap(hr.getByRole('button', { name: '确认预订' }));
    await hr.getByRole('heading', { name: '贵企业在 A01 号展位' }).waitFor();
    expect(taps).toBeLessThanOrEqual(4);
    await looksRight(hr);
  }, 60_000);

  it('are waited for when all are taken, and the bureau sees in which order', async () => {
    second = await signedIn(phones[1] ?? '', 390);
    await open(second, `/console/fairs/${fairId}`);
    await second.getByRole('button', { name: '加入候补' }).tap();
    await second.getByText('候补中，前面还有 0 家').first().waitFor();
    await looksRight(second);
    bureau = await signedIn('county', 1440);
    await open(bureau, `/console/fairs/${fairId}`);
    await bureau.getByRole('heading', { name: '候补名单' }).waitFor();
    await bureau.locator('.waiting-list').getByText('潍城远航机械有限公司').waitFor();
    await looksRight(bureau);
  }, 60_000);

  it('stay with their enterprises when the fair is dragged to another day, which are asked whether they still come', async () => {
    await open(bureau, `/console/fair-calendar?day=${day}`);
    const square = (on: string): Locator => bureau.locator('.calendar > li').filter({ has: bureau.locator(`time[datetime="${on}"]`) });
    await bureau.locator('.chip').filter({ hasText: '鸿图专场招聘会' }).dragTo(square(later));
    const dialog = bureau.getByRole('dialog');
    await dialog.getByText('将请 1 家企业重新答复，并通知 1 家候补企业').waitFor();
    await looksRight(bureau);
    await dialog.getByRole('button', { name: '改期', exact: true }).click();
    await square(later).getByText('鸿图专场招聘会').waitFor();
    await open(hr, `/console/fairs/${fairId}`);
    await hr.getByText('招聘会有变更，您还参加吗？').waitFor();
    await looksRight(hr);
    await hr.getByRole('button', { name: '参加', exact: true }).tap();
    await hr.getByText('招聘会有变更，您还参加吗？').waitFor({ state: 'detached' });
    expect((await officer.get<{ answer: string }[]>(`/api/fairs/${fairId}/replies`)).body).toMatchObject([{ answer: 'yes' }]);
  }, 60_000);

  it('and the same by keyboard alone', async () => {
    await open(bureau, `/console/fair-calendar?day=${day}`);
    await bureau.getByRole('button', { name: '改期：鸿图专场招聘会' }).focus();
    await bureau.keyboard.press('Enter');
    const dialog = bureau.getByRole('dialog');
    await dialog.getByLabel('改到').fill(last);
    await dialog.getByText('没有冲突').waitFor();
    await dialog.getByRole('button', { name: '改期', exact: true }).focus();
    await bureau.keyboard.press('Enter');
    await dialog.waitFor({ state: 'hidden' });
    expect((await officer.get<{ day: string }>(`/api/fairs/${fairId}`)).body.day).toBe(last);
  }, 60_000);

  it('that are given back are offered to the next one, who confirms in its list of fairs', async () => {
    await open(hr, `/console/fairs/${fairId}`);
    await hr.getByRole('button', { name: '不参加' }).tap();
    await hr.getByRole('dialog').getByRole('button', { name: '不参加' }).tap();
    await hr.getByText('贵企业在 A01 号展位').first().waitFor({ state: 'detached' });
    await open(second, '/console/my-fairs');
    await second.getByText(/候补到 A01 号/).waitFor();
    await looksRight(second);
    await second
      .getByRole('link', { name: /鸿图专场招聘会/ })
      .first()
      .tap();
    await second.getByRole('button', { name: '确认预订' }).tap();
    await second.getByRole('heading', { name: '贵企业在 A01 号展位' }).waitFor();
    const reader = await visitor(browser, installation.url, { width: 390, language: 'zh' });
    visitors.push(reader);
    await open(reader.page, `/fairs/${fairId}`);
    await reader.page.getByText('时间或地点有变更').waitFor();
    await reader.page.getByText('潍城远航机械有限公司').waitFor();
    await looksRight(reader.page);
  }, 60_000);

  it('and a link to it is shown by messengers with a picture that is drawn here', async () => {
    const drawn = await (await fetch(`${installation.url}/fairs/${fairId}`)).text();
    const [, address = ''] = /property="og:image" content="([^"]+)"/.exec(drawn) ?? [];
    const picture = await new Client(installation.url).file(address.replace('&amp;', '&'));
    expect([picture.status, picture.type, picture.content.readUInt32BE(16)]).toEqual([200, 'image/png', 1_200]);
  });

  it('and the year shows how far the bureau is', async () => {
    await open(bureau, `/console/fair-year?year=${month.slice(0, 4)}`);
    await bureau.getByRole('heading', { name: `${month.slice(0, 4)} 年招聘会` }).waitFor();
    await bureau.getByText('已公布').first().waitFor();
    await looksRight(bureau);
  }, 60_000);
});
