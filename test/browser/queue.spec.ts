import type { Browser, Page } from 'playwright-core';
import { dayOf } from '#platform/dates';
import { agreed, Client } from '../support/client.js';
import { looksRight, open, openBrowser, signIn, visitor, type Visitor } from './browser.js';
import { codePost, type CodePost } from './code-post.js';
import { county, Installation, PASSWORD } from './installation.js';

const withChromium = process.env['TEST_CHROMIUM'] ? describe : describe.skip;

withChromium('the queue of an enterprise at an online fair, on pages', () => {
  let post: CodePost;
  let installation: Installation;
  let browser: Browser;
  let [fairId, boothId, phone] = ['', '', ''];
  const visitors: Visitor[] = [];

  beforeAll(async () => {
    post = await codePost();
    installation = new Installation({ SMTP_URL: `smtp://127.0.0.1:${post.port}` });
    [browser] = await Promise.all([openBrowser(), installation.start()]);
    phone = await installation.firm('潍城鸿图机械有限公司', 970);
    const officer = await new Client(installation.url).signIn('county', PASSWORD);
    const plan = {
      ...{
        nodeId: county,
        name: '线上专场招聘会',
        theme: '机械',
        day: dayOf(new Date()),
        opensAt: '00:00',
        closesAt: '23:59',
        boothCount: 5,
      },
      ...{ mode: 'online', streamUrl: 'https://live.example/1', expectedAttendance: 100, dutyStaff: 1 },
    };
    fairId = (await officer.post<{ id: string }>('/api/fairs', plan)).body.id;
    expect((await officer.post(`/api/fairs/${fairId}/publish`)).status).toBe(200);
    const hr = await new Client(installation.url).signIn(phone, PASSWORD);
    boothId = (await hr.post<{ booth: { id: string } }>(`/api/fairs/${fairId}/bookings`, { hold: false })).body.booth.id;
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await installation?.stop();
    await post?.close();
    expect(visitors.flatMap(({ faults }) => faults)).toEqual([]);
  });

  const window = async (width: number, language: 'zh' | 'en' = 'zh'): Promise<Page> => {
    const one = await visitor(browser, installation.url, { width, language });
    visitors.push(one);
    return one.page;
  };
  let sent = 0;
  /** By the API, for the pages of tickets have a spec of their own. */
  const ticket = async (name: string): Promise<string> => {
    const anybody = new Client(installation.url);
    const email = `visitor${(sent += 1)}@example.com`;
    await anybody.post(`/api/fairs/${fairId}/ticket-codes`, { email });
    const said = { email, code: await post.code(sent), name, occupation: '数控车工', consents: ['name', 'occupation'], ...agreed };
    return (await anybody.post<{ link: string }>(`/api/fairs/${fairId}/tickets`, said)).body.link;
  };
  const shot = async (page: Page, name: string): Promise<void> => {
    if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/${name}.png`, fullPage: true });
  };

  it('is opened by the enterprise, joined from a phone, called with one press, entered, and ends with what came of it', async () => {
    const [firm, first, second] = [await window(1440), await window(390), await window(390, 'en')];
    await signIn(firm, phone, PASSWORD);
    await open(firm, `/console/booths/${boothId}/queue`);
    await firm.getByLabel('会议链接').fill('https://meeting.example/1');
    await firm.getByRole('button', { name: '开放线上洽谈' }).click();
    await firm.getByRole('button', { name: '叫下一位' }).waitFor();
    await looksRight(firm);

    await open(first, `/ticket#${await ticket('李娜')}`);
    await first.getByRole('button', { name: '排队：潍城鸿图机械有限公司' }).tap();
    await first.getByText('下一位就是您').waitFor();
    await looksRight(first);
    await shot(first, 'turn-waits');
    await open(second, `/ticket#${await ticket('王强')}`);
    await second.getByRole('button', { name: 'Queue for 潍城鸿图机械有限公司' }).tap();
    await second.getByText('1 before you').waitFor();
    await looksRight(second);
    await shot(second, 'turn-waits-en');

    await firm.getByText('开始排队').nth(1).waitFor();
    await shot(firm, 'queue');
    await firm.getByRole('button', { name: '叫下一位' }).click();
    await firm.getByRole('heading', { name: /李娜/ }).waitFor();
    await first.getByText('轮到您了').waitFor();
    await looksRight(first);
    await shot(first, 'turn-called');
    expect(await first.getByRole('link', { name: '进入洽谈' }).getAttribute('href')).toBe('https://meeting.example/1');
    await first.context().route('https://meeting.example/**', (route) => route.fulfill({ body: 'meeting' }));
    await first.getByRole('link', { name: '进入洽谈' }).tap();
    await first.getByText('洽谈中').waitFor();
    await firm.getByText(/开始洽谈/).waitFor();
    await looksRight(firm);
    await shot(firm, 'queue-talking');
    await firm.getByRole('button', { name: '面试' }).click();
    await firm
      .getByText(/：面试/)
      .first()
      .waitFor();
    await firm.getByRole('button', { name: '结束并叫下一位' }).click();
    await firm.getByRole('heading', { name: /王强/ }).waitFor();
    await second.getByText('It is your turn').waitFor();
    await shot(second, 'turn-called-en');
    await second.getByRole('button', { name: 'Leave the queue' }).tap();
    await second.getByRole('button', { name: 'Queue again' }).waitFor();
    await looksRight(second);
    await firm.getByText('没有人在排队。').waitFor();
  }, 120_000);

  it('is as good on the enterprise’s phone, and the page of the fair says in counts how it goes', async () => {
    const [firm, reader] = [await window(390), await window(390, 'en')];
    await signIn(firm, phone, PASSWORD);
    await open(firm, `/console/booths/${boothId}/queue`);
    await looksRight(firm);
    await shot(firm, 'queue-390');
    await open(reader, `/fairs/${fairId}`);
    await reader.getByRole('list', { name: 'How it goes' }).getByText('tickets given out').waitFor();
    await looksRight(reader);
    await shot(reader, 'fair-counts-en');
  }, 60_000);
});
