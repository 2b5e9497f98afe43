import type { Browser, Page } from 'playwright-core';
import { announceFair, pressTwice, putRight, reloadWithoutNetwork } from './path-steps.js';
import { agree, looksRight, open, openBrowser, signIn, visitor, type Visitor } from './browser.js';
import { creditCode, Installation, PASSWORD, people } from './installation.js';

const withChromium = process.env['TEST_CHROMIUM'] ? describe : describe.skip;

const paper = {
  name: 'paper.pdf',
  mimeType: 'application/pdf',
  buffer: Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n'),
};
const firms = [
  { width: 390, name: '潍坊恒泽重工有限公司', phone: '13805360001', title: '二保焊工', words: '焊工', occupation: '焊工', search: 'dh' },
  { width: 1440, name: '潍坊锦禾电器有限公司', phone: '13805360002', title: '维修电工', words: '电工', occupation: '电工', search: 'dg' },
] as const;
type Firm = (typeof firms)[number];

withChromium('one need, from the factory to the worker at the bench, on pages', () => {
  const installation = new Installation();
  let browser: Browser;
  const visitors: Visitor[] = [];

  beforeAll(async () => {
    [browser] = await Promise.all([openBrowser(), installation.start()]);
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await installation.stop();
  });

  const arrive = async (width: number, login?: string): Promise<Page> => {
    const one = await visitor(browser, installation.url, { width });
    visitors.push(one);
    if (login) await signIn(one.page, login, PASSWORD);
    return one.page;
  };
  /** Reads a figure again and again: the board has two seconds to follow. */
  const until = async (what: string, ask: () => Promise<boolean>, withinMs: number): Promise<void> => {
    for (const end = Date.now() + withinMs; !(await ask());)
      if (Date.now() > end) throw new Error(`waited ${withinMs} ms in vain for ${what}`);
  };
  const boardSays = (page: Page, id: string, n: number): Promise<void> =>
    until(
      `${n} short on the board`,
      async () => {
        await open(page, `/post/${id}`);
        return (await page.locator('.figure-end .short b').textContent()) === String(n);
      },
      8_000,
    );

  describe.each(firms)('at $width pixels', (firm: Firm) => {
    const state: Partial<{ hr: Page; station: Page; bureau: Page; reader: Page; need: string; trip: string }> = {};
    const page = (who: 'hr' | 'station' | 'bureau' | 'reader'): Page => {
      const found = state[who];
      if (!found) throw new Error(`${who} has not arrived: an earlier step failed`);
      return found;
    };
    const paste = async (on: Page, list: string): Promise<void> => {
      await on.getByLabel('或直接粘贴，一行一人').fill(list);
      await on.getByText('认出 40 人').waitFor();
      await on.getByRole('button', { name: '添加 40 人' }).click();
    };
    /** A file with a wrong number first: it is shown with its line and column, and nobody is put on the trip by it. */
    const upload = async (on: Page, list: string): Promise<void> => {
      const lines = ['务工人员花名册', '姓名\t公民身份号码\t本人手机号', ...list.split('\n')];
      const file = (rows: string[]) => ({
        name: '花名册.csv',
        mimeType: 'text/csv',
        buffer: Buffer.from(rows.join('\n').replaceAll('\t', ',')),
      });
      await on
        .getByLabel('上传花名册文件')
        .setInputFiles(file(lines.map((line, at) => (at === 4 ? line.replace(/\t(\d{6})/, '\t99$1') : line))));
      await on.getByText('第 5 行 · B 列“公民身份号码”').waitFor();
      await on.getByText('表头与工作表').click();
      await looksRight(on);
      await on.getByLabel('改好后重新上传').setInputFiles(file(lines));
      await on.getByText('认出 40 人，40 人无误').waitFor();
      await looksRight(on);
      await on.getByRole('button', { name: '添加 40 人' }).click();
    };
    const roll = async (on: Page, all: string, no: string, howMany: number, go: string): Promise<void> => {
      await open(on, state.trip ?? '');
      await on.getByRole('button', { name: all }).click();
      for (let n = 0; n < howMany; n += 1) await on.locator('.roll li').nth(n).getByRole('radio', { name: no }).click();
      await looksRight(on);
      await on.getByRole('button', { name: go, exact: true }).click();
      await agree(on, go);
    };

    it('an enterprise registers with its licence and letter, and can post nothing yet', async () => {
      const hr = (state.hr = await arrive(firm.width));
      await open(hr, '/console/register');
      await looksRight(hr);
      await hr.getByLabel('统一社会信用代码').fill(creditCode(firm.width));
      await hr.getByLabel('企业名称').fill(firm.name);
      await hr.getByLabel('所在县市区').selectOption('370702');
      await hr.getByLabel('姓名').fill('张敏');
      await hr.getByLabel('手机号').fill(firm.phone);
      await hr.getByLabel('密码').fill(PASSWORD);
      await hr.locator('#licenceFileId').setInputFiles(paper);
      await hr.locator('#letterFileId').setInputFiles(paper);
      await hr.getByText('已上传').nth(1).waitFor();
      await hr.getByText('阅读全文').click();
      await looksRight(hr);
      await hr.getByLabel('我已阅读并同意').check();
      await hr.getByRole('button', { name: '提交申请' }).click();
      await hr.getByRole('heading', { name: '已提交' }).waitFor();
      await hr.getByRole('link', { name: '查看申请进度' }).click();
      await hr.getByText('通过前不能发布岗位').waitFor();
    }, 60_000);

    it('the county looks at the papers and approves', async () => {
      const officer = await arrive(firm.width, 'county');
      await open(officer, '/console/registrations');
      await looksRight(officer);
      expect(await officer.getByRole('link', { name: '营业执照' }).getAttribute('href')).toMatch(/^\/api\/registrations\/.+\/licence$/);
      await officer.getByRole('button', { name: '通过', exact: true }).click();
      await agree(officer, '通过');
      await officer.getByText('没有申请').waitFor();
    }, 60_000);

    it('a need is posted in a minute, by its name on the shop floor, and found on the board by pinyin initials', async () => {
      const hr = page('hr');
      await open(hr, '/console/needs');
      await hr.getByRole('link', { name: '发布缺工' }).first().click();
      await hr.getByLabel('岗位名称').fill(firm.title);
      await hr.getByRole('group', { name: '根据岗位名称推荐' }).getByRole('button', { name: firm.occupation, exact: true }).click();
      await hr.getByLabel('还缺几人').fill('40');
      await hr.getByLabel('月工资从（元）').fill('7000');
      await hr.getByLabel('到（元）', { exact: true }).fill('9000');
      await hr.getByLabel('提供住宿').check();
      expect(await hr.getByLabel('联系人').inputValue()).toBe('张敏');
      expect(await hr.getByLabel('联系电话').inputValue()).toBe(firm.phone);
      await hr.getByLabel('联系电话').fill('0536-8123456');
      await looksRight(hr);
      await hr.getByRole('button', { name: '发布', exact: true }).click();
      await hr.getByText('发布，缺 40 人').waitFor();
      await looksRight(hr);
      state.need = hr.url().split('/').at(-1) ?? '';

      const reader = (state.reader = await arrive(firm.width));
      await boardSays(reader, state.need, 40);
      await looksRight(reader);
      await open(reader, `/board?view=posts&q=${firm.search}`);
      await reader.getByRole('link', { name: firm.title }).waitFor();
      await looksRight(reader);
    }, 60_000);

    it('a reader whose browser runs no script finds it as well, in either language', async () => {
      for (const [language, label] of [
        ['zh', '搜索职业、岗位、企业或地区'],
        ['en', 'Search occupations, posts, employers or places'],
      ] as const) {
        const { page: plain, close } = await visitor(browser, installation.url, { width: firm.width, language, javaScript: false });
        await plain.goto('/board');
        await plain.getByLabel(label).fill(firm.search);
        await plain.keyboard.press('Enter');
        await plain.waitForURL(`**/board?q=${firm.search}`);
        expect(await plain.locator('.board-row .short b').first().textContent()).toBe('40');
        await plain.goto(`/post/${state.need}`);
        expect(await plain.title()).toContain(firm.title);
        await close();
      }
    }, 60_000);

    it('a browser goes on from the page that the server drew, and asks nothing twice', async () => {
      const { page: slow, faults, close } = await visitor(browser, installation.url, { width: firm.width });
      const asked: string[] = [];
      slow.on('request', (request) => asked.push(new URL(request.url()).pathname));
      await open(slow, `/board?q=${firm.search}`);
      await slow.getByRole('link', { name: firm.occupation, exact: true }).click();
      await slow.getByRole('heading', { level: 1, name: firm.occupation }).waitFor();
      expect(asked.filter((path) => path.startsWith('/api/board'))).not.toContain('/api/board');
      expect(faults).toEqual([]);
      await close();
    }, 60_000);

    it('a station offers people, and a matching run proposes them', async () => {
      const station = (state.station = await arrive(firm.width, 'station@zhaotong.example'));
      await open(station, '/console/batches');
      await station.getByRole('button', { name: '登记批次' }).first().click();
      const dialog = station.getByRole('dialog');
      await dialog.getByLabel('职业').fill(firm.words);
      await dialog
        .getByRole('option', { name: new RegExp(`^${firm.occupation}`) })
        .first()
        .click();
      await dialog.getByLabel('人数', { exact: true }).fill('60');
      await dialog.getByLabel('期望月薪').fill('6500');
      await dialog.getByRole('button', { name: '登记' }).click();
      await dialog.waitFor({ state: 'hidden' });

      const bureau = (state.bureau = await arrive(firm.width, 'admin'));
      await open(bureau, '/console/runs');
      await bureau.getByRole('button', { name: '开始匹配' }).first().click();
      await bureau.getByText('这次会用到').waitFor();
      await looksRight(bureau);
      await bureau.getByRole('button', { name: '开始匹配' }).click();
      await bureau.locator('.tag', { hasText: '已完成' }).first().waitFor({ timeout: 30_000 });
      await looksRight(bureau);
      await bureau.getByRole('button', { name: '全部审定' }).click();
      await agree(bureau, '审定');
      await bureau.locator('.tag', { hasText: '可承诺' }).first().waitFor();
    }, 90_000);

    it('the station promises, the enterprise accepts, and the board falls to 0', async () => {
      const station = page('station');
      await open(station, '/console/proposals?state=sent');
      await looksRight(station);
      const card = station.getByRole('article').filter({ hasText: firm.title });
      await card.getByRole('button', { name: '承诺', exact: true }).click();
      await looksRight(station);
      await agree(station, '承诺');
      await card.waitFor({ state: 'detached' });
      await boardSays(page('reader'), state.need ?? '', 40);

      const hr = page('hr');
      await open(hr, '/console/promises');
      await looksRight(hr);
      await hr.getByRole('button', { name: '接受', exact: true }).click();
      await pressTwice(hr, '接受', '/accept');
      await hr.locator('.tag', { hasText: '已落实' }).first().waitFor();
      await boardSays(page('reader'), state.need ?? '', 0);
    }, 60_000);

    it('36 of 40 board and the board shows 4; 35 arrive and it shows 5', async () => {
      const station = page('station');
      await open(station, '/console/trips/new');
      await station.getByLabel('出发地').fill('昭通');
      await station.getByLabel('目的地').fill('潍坊');
      await looksRight(station);
      await station.getByRole('button', { name: '建立行程' }).click();
      await (firm.width === 390 ? upload(station, people(40, firm.width)) : paste(station, people(40, firm.width)));
      await station.getByRole('heading', { name: '出发点名' }).waitFor();
      state.trip = new URL(station.url()).pathname;
      await reloadWithoutNetwork(station, state.trip);
      await roll(station, '全部上车', '未到', 4, '确认出发');
      await station.getByRole('heading', { name: '到站点名' }).waitFor();
      await boardSays(page('reader'), state.need ?? '', 4);
      await roll(station, '全部到站', '途中离队', 1, '确认到站');
      await station.getByRole('button', { name: '确认交接' }).click();
      await agree(station, '确认交接');
      await station.locator('.tag', { hasText: '已交接' }).first().waitFor();
      await boardSays(page('reader'), state.need ?? '', 5);
    }, 90_000);

    it('the enterprise confirms that 33 signed: the board shows 7 and the ledger explains it', async () => {
      const hr = page('hr');
      await roll(hr, '全部签约', '未签约', 3, '确认签约');
      await putRight(hr, '未签约', '已签约', '当天补签');
      await boardSays(page('reader'), state.need ?? '', 7);
      await open(hr, `/console/needs/${state.need ?? ''}`);
      await hr.getByText(/缺 40 − 已到岗 33 − 已落实 0 ＝ 7/).waitFor();
      await hr.locator('.ledger-shortage b').nth(3).waitFor();
      const figures = await hr.locator('.ledger-shortage b').allTextContents();
      expect([...new Set(figures.reverse())].map(Number)).toEqual(expect.arrayContaining([40, 0, 4, 5, 7]));
      await looksRight(hr);
    }, 60_000);

    it('the bureau announces a fair and the enterprise books a booth', async () => {
      await announceFair(page('bureau'), `${firm.width} 专场招聘会`);
      const hr = page('hr');
      await open(hr, '/console/fairs');
      await hr.getByRole('link', { name: `${firm.width} 专场招聘会` }).click();
      await hr
        .getByRole('button', { name: /^预订 \w+ 号展位/ })
        .nth(2)
        .click();
      // It is held until it is confirmed, with the posts and people that are filled in already.
      await hr
        .getByText(/号展位已为您保留/)
        .first()
        .waitFor();
      await hr.getByRole('button', { name: '确认预订', exact: true }).click();
      await hr.getByText(/贵企业在 \w+ 号展位/).waitFor();
      await looksRight(hr);
      await open(page('reader'), '/fairs');
      await page('reader')
        .getByRole('link', { name: `${firm.width} 专场招聘会` })
        .click();
      await page('reader').getByRole('link', { name: firm.name }).waitFor();
      await looksRight(page('reader'));
    }, 60_000);

    it('each has been told what concerns them, and no page reported a fault of its own', async () => {
      const hr = page('hr');
      await open(hr, '/console/messages');
      await hr.locator('.messages li').nth(3).waitFor();
      await looksRight(hr);
      expect(visitors.flatMap((one) => one.faults)).toEqual([]);
    }, 60_000);
  });
});
