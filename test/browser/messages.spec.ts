import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { simpleParser, type ParsedMail } from 'mailparser';
import type { Browser, Page } from 'playwright-core';
import { SMTPServer } from 'smtp-server';
import { schema } from '../support/app.js';
import { Client } from '../support/client.js';
import { freshDatabase, freshQueue, startProcess } from '../support/index.js';
import { looksRight, open, openBrowser, signIn, visitor, type Visitor } from './browser.js';
import { Installation, PASSWORD } from './installation.js';

const withChromium = process.env['TEST_CHROMIUM'] ? describe : describe.skip;
const withServers =
  process.env['TEST_CHROMIUM'] && process.env['TEST_REDIS_URL'] && process.env['TEST_MYSQL_URL'] ? describe : describe.skip;

const visitors: Visitor[] = [];
let browser: Browser;
const person = async (url: string, login: string, width = 1440): Promise<Page> => {
  const one = await visitor(browser, url, { width });
  visitors.push(one);
  await signIn(one.page, login, PASSWORD);
  return one.page;
};
beforeAll(async () => {
  if (process.env['TEST_CHROMIUM']) browser = await openBrowser();
});
afterEach(async () => {
  for (const { faults, close } of visitors.splice(0)) {
    expect(faults).toEqual([]);
    await close();
  }
});
afterAll(() => browser?.close());

withServers('a message written by another process', () => {
  const database = freshDatabase('mariadb');
  const queue = freshQueue();

  it('stands on an open page within a moment, as a line above it, in the menu and in the list', async () => {
    await database.open(schema);
    const settings = await database.settings({ REDIS_URL: queue.redisUrl ?? '' });
    const house = new Installation(settings);
    await house.start();
    const { GANGQIAO_DATA: _, ...shared } = settings;
    const second = await startProcess('api', { settings: { ...shared, RATE_LOGIN: 100_000 } });
    try {
      const county = await person(house.url, 'county');
      const list = await person(house.url, 'county', 390);
      await open(list, '/console/messages');
      const before = Date.now();
      // Asked and answered at the other process: the pages hear of it through Redis.
      await house.registration('潍坊昊鸿精密机械', 1, second.url);
      await county.getByRole('status').getByText('张敏 申请代表 潍坊昊鸿精密机械').waitFor();
      await list.getByRole('heading', { name: '张敏 申请代表 潍坊昊鸿精密机械' }).waitFor();
      expect(Date.now() - before).toBeLessThan(25_000);
      expect(await county.getByRole('navigation', { name: '菜单' }).locator('.count').innerText()).toBe('1');
      await looksRight(list);
      await list.getByRole('button', { name: '标为已读', exact: true }).click();
      // Read on one page, it is read on the other.
      await county.getByRole('navigation', { name: '菜单' }).locator('.count').waitFor({ state: 'detached' });
    } finally {
      await second.kill();
      await house.stop();
    }
  }, 180_000);
});

withChromium('messages', () => {
  const mails: ParsedMail[] = [];
  let refuse = true;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: (_address, _session, done) => done(refuse ? Object.assign(new Error('no such mailbox'), { responseCode: 550 }) : null),
    onData: (stream, _session, done) =>
      void simpleParser(stream).then((mail) => {
        mails.push(mail);
        done();
      }),
  });
  let house: Installation;

  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.server.address() as AddressInfo;
    house = new Installation({ SMTP_URL: `smtp://127.0.0.1:${port}` });
    await house.start();
  }, 120_000);
  afterAll(async () => {
    await house.stop();
    await new Promise<void>((resolve) => server.close(resolve));
  });

  it('that were refused are shown to staff with the reason, and sent again at one press', async () => {
    const admin = await person(house.url, 'admin');
    const desk = await new Client(house.url).signIn('admin', PASSWORD);
    const grants = [{ role: 'auditor', nodeId: '3707' }];
    await desk.post('/api/users', { name: '孙立', login: 'sun', email: 'sun@bureau.example', grants });
    for (const end = Date.now() + 15_000; Date.now() < end; await sleep(100)) {
      const { body } = await desk.get<{ items: unknown[] }>('/api/deliveries?state=failed');
      if (body.items.length > 0) break;
    }
    await open(admin, '/console/deliveries');
    await admin.getByText('号码或地址被拒绝').first().waitFor();
    await looksRight(admin);
    const again = admin.getByRole('button', { name: '再发一次' }).first();
    refuse = false;
    await again.click();
    for (const end = Date.now() + 15_000; mails.length === 0 && Date.now() < end;) await sleep(50);
    expect(mails[0]?.subject).toBe('邀请您使用岗桥');
    await open(admin, '/console/deliveries?state=sent');
    await admin.getByRole('table').getByText('邀请您使用岗桥').first().waitFor();
  }, 60_000);

  it('of a kind that somebody does not want by e-mail are left out, and those that must be sent cannot be', async () => {
    const county = await person(house.url, 'county', 390);
    await open(county, '/console/account');
    await looksRight(county);
    const choice = (group: string) => county.getByRole('listitem').filter({ hasText: group }).getByRole('checkbox', { name: '邮件' });
    await choice('招聘会').click();
    await county.getByText('已保存').waitFor();
    await open(county, '/console/account');
    expect(await choice('招聘会').isChecked()).toBe(false);
    expect([await choice('账号').isChecked(), await choice('账号').isDisabled()]).toEqual([true, true]);
  }, 60_000);

  it('to many are previewed, sent, followed until they are there, and what failed is sent again from the list of readers', async () => {
    await house.firm('潍坊昊鸿精密机械', 21);
    const county = await person(house.url, 'county');
    await open(county, '/console/mass-messages/new');
    await looksRight(county);
    await county.getByLabel('标题', { exact: true }).fill('请更新岗位');
    await county.getByLabel('正文', { exact: true }).fill('{enterpriseName}：请于周五前更新岗位。');
    await county.getByRole('button', { name: '保存并预览' }).click();
    await county.getByText('潍坊昊鸿精密机械：请于周五前更新岗位。').waitFor();
    await looksRight(county);
    await county.getByRole('button', { name: '发送', exact: true }).click();
    await county.getByRole('dialog').getByRole('button', { name: '发送', exact: true }).click();
    await county.getByText('已完成').first().waitFor({ timeout: 30_000 });
    await county.getByRole('table').getByText('潍坊昊鸿精密机械').waitFor();
    await looksRight(county);
    // Whoever it is for reads it on a phone.
    const firm = await person(house.url, '13805360021', 390);
    await open(firm, '/console/messages');
    await firm.getByRole('heading', { name: '请更新岗位' }).waitFor();
  }, 90_000);

  it('go out by rules that staff read and change from a day on', async () => {
    const admin = await person(house.url, 'admin');
    await open(admin, '/console/message-rules');
    await looksRight(admin);
    await admin.getByRole('link', { name: '〔供给方〕 承诺 〔人数〕 人' }).first().click();
    await admin.getByLabel('渠道用法').selectOption('first');
    await admin.getByLabel('依据或原因').first().fill('少打扰企业');
    await looksRight(admin);
    await admin.getByRole('button', { name: '保存', exact: true }).click();
    await admin.getByText('少打扰企业').first().waitFor();
  }, 60_000);
});
