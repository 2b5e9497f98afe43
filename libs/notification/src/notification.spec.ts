import type { TestingModule } from '@nestjs/testing';
import { simpleParser, type ParsedMail } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { Accounts, PasswordLinks } from '#access';
import type { Settings } from '#platform/config';
import { drift, UnitOfWork } from '#platform/db';
import { eachDatabase, freePort, type TestDatabase } from '../../../test/support/index.js';
import { Deliveries } from './deliveries.service.js';
import { Notifier, type MessageRecipient } from './index.js';
import { Messages } from './messages.service.js';
import { Delivery, Message } from './notification.entity.js';
import { Preferences } from './preferences.service.js';
import { hurryJobs, lee, post, postSchema, reader, staff, until, wang } from './testing/post.js';

/** A real mail server on the loopback. */
class Mailbox {
  readonly mails: ParsedMail[] = [];
  refuse: { code: number; text: string } | undefined;
  /** The line breaks behind the last byte of the next mails: taken, and nobody told. */
  breaks = 0;
  private server: SMTPServer | undefined;
  private readonly sockets = new Set<Socket>();

  async listen(port: number): Promise<void> {
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onRcptTo: (address, _session, done) =>
        done(this.refuse ? Object.assign(new Error(`${this.refuse.text} <${address.address}>`), { responseCode: this.refuse.code }) : null),
      onData: (stream, _session, done) =>
        void simpleParser(stream).then((mail) => {
          this.mails.push(mail);
          if (this.breaks > 0) {
            this.breaks -= 1;
            for (const socket of this.sockets) socket.destroy();
          } else done();
        }),
    });
    this.server = server;
    server.server.on('connection', (socket) => this.sockets.add(socket.on('close', () => this.sockets.delete(socket))));
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  }

  async close(): Promise<void> {
    const { server } = this;
    this.server = undefined;
    if (server) await new Promise<void>((resolve) => server.close(resolve));
  }
}

const params = { supplierName: '昭通劳务协作站', needTitle: '焊工', people: 40, expiresAt: '2026-11-27T02:00:00.000Z' };

const suite = (database: TestDatabase): void => {
  let source: DataSource;
  let port: number;
  let mailbox: Mailbox;
  const open: TestingModule[] = [];

  const start = async (more: Partial<Settings> = {}): Promise<TestingModule> => {
    const settings = await database.settings({ SMTP_URL: `smtp://127.0.0.1:${port}`, PUBLIC_URL: 'https://gq.example', ...more });
    const module = await post(source, settings);
    open.push(module);
    return module;
  };
  const made = (module: TestingModule, dedupeKey: string, recipients: MessageRecipient[]): Promise<number> =>
    module.get(Notifier).notify({ dedupeKey, template: 'promise.made', params, recipients });
  const deliveries = (): Promise<Delivery[]> => source.getRepository(Delivery).find({ order: { id: 'ASC' } });
  const emails = async (): Promise<Delivery[]> => (await deliveries()).filter((delivery) => delivery.channel === 'email');
  const hurry = (): Promise<void> => hurryJobs(source);

  beforeAll(async () => {
    source = await database.open(postSchema);
    port = await freePort();
  });
  beforeEach(async () => {
    for (const table of ['job', 'message', 'delivery', 'message_preference']) await source.query(`DELETE FROM ${table}`);
    mailbox = new Mailbox();
    await mailbox.listen(port);
  });
  afterEach(async () => {
    for (const module of open.splice(0)) await module.close();
    await mailbox.close();
  });

  it('has tables as its entities say', async () => expect(await drift(source)).toEqual([]));

  it('tells each person once, in their language, in the product and by e-mail, with two workers', async () => {
    const module = await start();
    await start();
    expect(await made(module, 'promise:1', [wang, lee, wang])).toBe(2);
    expect(await made(module, 'promise:1', [lee, wang])).toBe(0);
    await until(async () => (await emails()).every((delivery) => delivery.state === 'sent'));
    await sleep(150);
    const bySubject = Object.fromEntries(
      mailbox.mails.map((mail) => [mail.to && !Array.isArray(mail.to) ? mail.to.text : '', mail.subject]),
    );
    expect(mailbox.mails).toHaveLength(2);
    expect(bySubject).toEqual({ 'wang@example.com': '昭通劳务协作站 承诺 40 人', 'lee@example.com': '昭通劳务协作站 promises 40 people' });
    const toWang = mailbox.mails.find((mail) => mail.subject?.includes('承诺'))!;
    expect(toWang.text).toContain('名额为您保留到 11月27日 10:00');
    expect(toWang.text).toContain('https://gq.example/console/promises');
    expect(toWang.from?.text).toContain('岗桥');
    expect((await emails()).map((delivery) => `<${delivery.id}@gangqiao.example>`)).toContain(toWang.messageId);
    const { items } = await module.get(Messages).page(reader('u-wang', 'en'), true, undefined, 10);
    expect(items).toMatchObject([
      { template: 'promise.made', title: '昭通劳务协作站 promises 40 people', link: '/console/promises', readAt: null },
    ]);
  });

  it('tells nobody anything when the transaction is rolled back', async () => {
    const module = await start();
    const lost = module.get(UnitOfWork).run(async () => {
      await made(module, 'promise:2', [wang]);
      throw new Error('rolled back');
    });
    await expect(lost).rejects.toThrow('rolled back');
    await sleep(150);
    expect([await deliveries(), await source.getRepository(Message).count(), mailbox.mails]).toEqual([[], 0, []]);
  });

  it('tells each person once when two transactions report the same at the same time', async () => {
    const module = await start();
    const told = await Promise.all(Array.from({ length: 6 }, () => made(module, 'promise:3', [wang, lee])));
    expect(told.reduce((sum, count) => sum + count)).toBe(2);
    await until(() => mailbox.mails.length === 2);
  });

  it('tries again after the mail server could not be reached', async () => {
    const module = await start();
    await mailbox.close();
    await made(module, 'promise:4', [lee]);
    await until(async () => (await emails())[0]?.attempts === 1);
    expect((await emails())[0]).toMatchObject({ state: 'queued', lastError: expect.stringContaining('ECONNREFUSED') });
    await mailbox.listen(port);
    await hurry();
    await until(async () => (await emails())[0]?.state === 'sent');
    expect((await emails())[0]).toMatchObject({ attempts: 2, lastError: null });
    expect(mailbox.mails).toHaveLength(1);
  });

  it('tries again after a 4xx, gives up at once after a 5xx, and staff can have it tried once more', async () => {
    const module = await start();
    mailbox.refuse = { code: 450, text: 'greylisted' };
    await made(module, 'promise:5', [lee]);
    await until(async () => (await emails())[0]?.attempts === 1);
    expect((await emails())[0]!.state).toBe('queued');
    mailbox.refuse = { code: 550, text: 'no such user' };
    await hurry();
    await until(async () => (await emails())[0]?.state === 'failed');
    const [failed] = await emails();
    expect(failed!.lastError).toContain('no such user');
    expect(failed!.lastError).not.toContain('lee@example.com');
    const page = await module.get(Deliveries).page(staff, { state: 'failed' }, undefined, 10);
    expect(page.items).toMatchObject([{ recipient: 'l***@example.com', messageTitle: '昭通劳务协作站 承诺 40 人', attempts: 2 }]);
    mailbox.refuse = undefined;
    await module.get(Deliveries).retry(staff, failed!.id);
    await until(async () => (await emails())[0]?.state === 'sent');
    await expect(module.get(Deliveries).retry(staff, failed!.id)).rejects.toMatchObject({ code: 'delivery.not_failed' });
    await expect(module.get(Deliveries).page(reader('u-lee'), {}, undefined, 10)).rejects.toMatchObject({ status: 403 });
  });

  it('is known as one that may come twice when the line broke behind its last byte, and is not sent again unknown to us', async () => {
    const module = await start();
    mailbox.breaks = 1;
    await made(module, 'promise:broken', [lee]);
    await until(async () => (await emails())[0]?.attempts === 1);
    expect((await emails())[0]).toMatchObject({ state: 'queued', failure: 'network', unsure: true });
    await sleep(300);
    expect(mailbox.mails).toHaveLength(1);
    await hurry();
    await until(async () => (await emails())[0]?.state === 'sent');
    expect((await emails())[0]).toMatchObject({ attempts: 2, unsure: true });
    expect(new Set(mailbox.mails.map(({ messageId }) => messageId)).size).toBe(1);
  });

  it('sends all again that failed for one reason, once each, and nothing else', async () => {
    const module = await start();
    mailbox.refuse = { code: 550, text: 'no such user' };
    for (const key of ['a', 'b', 'c']) await made(module, `promise:${key}`, [lee]);
    await until(async () => (await emails()).every(({ state }) => state === 'failed'));
    await source.query("UPDATE delivery SET failure = 'money' WHERE id = ?", [(await emails())[0]!.id]);
    expect(await module.get(Deliveries).failures(staff)).toEqual([
      { failure: 'address', deliveries: 2 },
      { failure: 'money', deliveries: 1 },
    ]);
    const found = await module.get(Deliveries).page(staff, { failure: 'money' }, undefined, 10);
    expect(found.items).toHaveLength(1);
    mailbox.refuse = undefined;
    await module.get(Deliveries).retryFailed(staff, 'address');
    await until(async () => (await emails()).filter(({ state }) => state === 'sent').length === 2);
    expect((await emails()).map(({ state }) => state)).toEqual(['failed', 'sent', 'sent']);
    expect(mailbox.mails).toHaveLength(2);
    await expect(module.get(Deliveries).retryFailed(reader('u-lee'), 'address')).rejects.toMatchObject({ status: 403 });
  });

  it('says so where there is no address, no mail server or no provider of text messages, and sends nothing', async () => {
    const module = await start({ SMTP_URL: undefined });
    await made(module, 'promise:6', [wang, { ...lee, email: null }]);
    expect((await deliveries()).map(({ channel, state }) => `${channel} ${state}`).sort()).toEqual([
      'email no_address',
      'email no_provider',
      'sms no_provider',
    ]);
    await sleep(100);
    expect(mailbox.mails).toEqual([]);
  });

  it('keeps addresses and parameters sealed', async () => {
    const module = await start();
    await made(module, 'promise:7', [wang]);
    const stored = JSON.stringify([
      await source.query('SELECT * FROM delivery'),
      await source.query('SELECT * FROM message'),
      await source.query('SELECT * FROM job'),
    ]);
    for (const plain of ['wang@', '13812345678', '昭通']) expect(stored).not.toContain(plain);
  });

  it('leaves out the channel that somebody does not want', async () => {
    const module = await start();
    const preferences = module.get(Preferences);
    for (const wanted of [true, false]) await preferences.choose('u-lee', { channel: 'email', group: 'promise', wanted });
    expect((await preferences.list('u-lee')).filter((one) => !one.wanted)).toMatchObject([{ channel: 'email', group: 'promise' }]);
    expect(await made(module, 'promise:8', [lee])).toBe(1);
    expect(await deliveries()).toEqual([]);
  });

  it('brings a date into the calendar, with a Chinese subject that a mail program reads', async () => {
    const module = await start();
    const fair = { fairId: 'f1', fairName: '春风行动机械装备专场', day: '2026-12-05', place: '潍城区人力资源市场二楼', reason: '暴雪' };
    await module.get(Notifier).notify({ dedupeKey: 'fair:1', template: 'fair.cancelled', params: fair, recipients: [wang] });
    await until(() => mailbox.mails.length === 1);
    const [mail] = mailbox.mails;
    expect(mail!.subject).toBe('招聘会取消：春风行动机械装备专场（2026-12-05）');
    const [file] = mail!.attachments.filter(({ filename }) => filename === 'gangqiao.ics');
    expect(file!.contentType).toMatch(/^(text\/calendar|application\/ics)/);
    const entry = file!.content.toString().replaceAll('\r\n ', '');
    expect(entry).toContain('METHOD:CANCEL');
    expect(entry).toContain('SUMMARY:春风行动机械装备专场');
    expect(entry).toContain('UID:fair-f1@gangqiao.example');
  });

  it('cannot be kept from sending what must be sent: what concerns the account, and fairs that move or are cancelled', async () => {
    const module = await start();
    const preferences = module.get(Preferences);
    await expect(preferences.choose('u-lee', { channel: 'email', group: 'account', wanted: false })).rejects.toMatchObject({
      code: 'preference.fixed',
    });
    await preferences.choose('u-lee', { channel: 'email', group: 'fair', wanted: false });
    const fair = { fairId: 'f1', fairName: '春风行动', day: '2026-12-05', hours: '09:00–12:00', place: '奎文区', reason: '暴雪' };
    const tell = (template: 'fair.cancelled' | 'fair.fits') =>
      module.get(Notifier).notify({ dedupeKey: `must:${template}`, template, params: fair, recipients: [lee] });
    await tell('fair.fits');
    expect(await emails()).toEqual([]);
    await tell('fair.cancelled');
    expect(await emails()).toHaveLength(1);
  });

  it('marks messages as read, one’s own only', async () => {
    const module = await start();
    for (const key of ['a', 'b', 'c']) await made(module, key, [wang]);
    const messages = module.get(Messages);
    const { items } = await messages.page(reader('u-wang'), false, undefined, 2);
    expect([items.length, await messages.unread('u-wang')]).toEqual([2, 3]);
    await messages.read(reader('u-wang'), items[0]!.id);
    await expect(messages.read(reader('u-lee'), items[1]!.id)).rejects.toMatchObject({ status: 404 });
    expect(await messages.unread('u-wang')).toBe(2);
    await messages.readAll(reader('u-wang'));
    expect(await messages.unread('u-wang')).toBe(0);
  });

  it('sends the link to a password page, and stores it nowhere', async () => {
    const module = await start();
    const userId = await module.get(Accounts).create({ name: '王工', login: `w${Date.now()}`, email: 'wang@example.com' });
    const { linkId, address } = await module.get(PasswordLinks).make(userId, 'invite');
    await module.get(Notifier).notify({
      dedupeKey: `link:${linkId}`,
      template: 'account.invited',
      params: { name: '王工', linkId },
      recipients: [{ ...wang, userId }],
    });
    await until(() => mailbox.mails.length === 1);
    expect(mailbox.mails[0]!.text).toContain(address);
    expect((await module.get(Messages).page(reader(userId), false, undefined, 10)).items).toEqual([]);
  });
};

describe('notification', () => {
  eachDatabase(suite);
});
