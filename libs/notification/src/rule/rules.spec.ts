import type { TestingModule } from '@nestjs/testing';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { Accounts, OrgTree } from '#access';
import type { Settings } from '#platform/config';
import { drift } from '#platform/db';
import { eachDatabase, freePort, TestClock, type TestDatabase } from '../../../../test/support/index.js';
import { Mailbox } from '../../../../test/support/mailbox.js';
import { defaultRule, type MessageRule } from '../domain/rule.js';
import { TEMPLATES, type TemplateKey } from '../domain/templates.js';
import { Notifier, type AnyNotice } from '../index.js';
import { Messages } from '../messages.service.js';
import { Delivery } from '../notification.entity.js';
import { Quotas } from '../quota/quotas.service.js';
import { administrator, lee, post, postSchema, reader, staff, until, wang } from '../testing/post.js';
import { Wordings } from '../template/wordings.service.js';
import { Digests } from './digests.service.js';
import { Fallback } from './fallback.service.js';
import { MessageRules } from './message-rules.service.js';
import { RuleHandlers } from './rule.handlers.js';

/** Ten in the evening of a Tuesday in the city. */
const NIGHT = '2026-11-24T14:00:00.000Z';
const params = { supplierName: '昭通站', needTitle: '焊工', people: 40, expiresAt: '2026-11-27T02:00:00.000Z' };
const fair = { fairId: 'f1', fairName: '春风行动', day: '2026-12-05', place: '奎文区', reason: '暴雪' };
const placed = { ...fair, enterpriseName: '昊鸿', boothNumber: 'A1' };
const moved = { ...fair, day: '2026-12-12', hours: '09:00–12:00', fromDay: '2026-12-05', fromHours: '09:00–12:00', fromPlace: '奎文区' };

const suite = (database: TestDatabase): void => {
  let source: DataSource;
  let mailbox: Mailbox;
  let smtp: string;
  let clock: TestClock;
  const open: TestingModule[] = [];

  const start = async (more: Partial<Settings> = {}): Promise<TestingModule> => {
    const module = await post(source, await database.settings({ SMTP_URL: smtp, SMS_PROVIDER: 'file', ...more }), true, clock);
    open.push(module);
    await module.get(OrgTree).ensureCity();
    return module;
  };
  const tell = (module: TestingModule, template: TemplateKey, key: string, values: object, recipients = [wang]): Promise<number> =>
    module.get(Notifier).notifyAll([{ dedupeKey: key, template, params: values, recipients } as unknown as AnyNotice]);
  const rule = (module: TestingModule, key: TemplateKey, more: Partial<MessageRule>) =>
    module.get(MessageRules).set(administrator, key, {
      ...{ ...defaultRule(TEMPLATES[key]), ...more },
      validFrom: clock.today(),
      source: '市局通知',
    });
  const states = async (): Promise<string[]> =>
    (await source.getRepository(Delivery).find({ order: { id: 'ASC' } })).map(({ channel, state }) => `${channel} ${state}`);
  const settled = (...expected: string[]): Promise<void> => until(async () => (await states()).join() === expected.join());

  beforeAll(async () => {
    source = await database.open(postSchema);
  });
  beforeEach(async () => {
    const tables = ['job', 'message', 'delivery', 'message_rule', 'message_reminder', 'message_quota', 'message_tally', 'message_wording'];
    for (const table of tables) await source.query(`DELETE FROM ${table}`);
    clock = new TestClock(NIGHT);
    mailbox = new Mailbox();
    smtp = await mailbox.listen();
  });
  afterEach(async () => {
    for (const module of open.splice(0)) await module.close();
    await mailbox.close();
  });

  it('has tables as its entities say', async () => expect(await drift(source)).toEqual([]));

  it('are read with what the program brings, changed from a day on by whoever may, and kept from nonsense', async () => {
    const module = await start();
    const rules = module.get(MessageRules);
    const kindOf = async () => (await rules.kinds(staff)).find(({ template }) => template === 'promise.made');
    expect(await kindOf()).toMatchObject({ channels: ['email', 'sms', 'wecom'], way: 'all', timing: 'at_once', validFrom: null });
    await rule(module, 'promise.made', { channels: ['sms', 'email'], way: 'first', unreadMinutes: 30 });
    expect(await kindOf()).toMatchObject({ channels: ['sms', 'email'], way: 'first', validFrom: '2026-11-24', source: '市局通知' });
    const later = { ...defaultRule(TEMPLATES['promise.made']), validFrom: '2026-12-01', source: '年底通知' };
    await rules.set(administrator, 'promise.made', later);
    expect(await kindOf()).toMatchObject({ way: 'first', next: { validFrom: '2026-12-01', way: 'all' } });
    await expect(rules.set(administrator, 'promise.made', { ...later, validFrom: '2026-11-01' })).rejects.toMatchObject({
      code: 'message_rule.past',
    });
    await expect(rules.set(administrator, 'fair.cancelled', { ...later, channels: [], must: true })).rejects.toMatchObject({
      code: 'message_rule.must',
    });
    await expect(rules.set(staff, 'promise.made', later)).rejects.toMatchObject({ status: 403 });
    const [policy] = (await rules.policies(staff, undefined, 5)).items;
    expect(policy).toMatchObject({ quietFrom: '21:00', quietTo: '08:00', approveAbove: 500 });
  });

  it('let a text message of the night wait for the morning, while what is urgent and the e-mail go', async () => {
    const module = await start();
    await tell(module, 'promise.made', 'urgent', params);
    await settled('email sent', 'sms sent');
    await rule(module, 'promise.made', { quiet: 'nights' });
    await source.query('DELETE FROM delivery');
    await tell(module, 'promise.made', 'held', params);
    await settled('email sent', 'sms queued');
    const [held] = await source.getRepository(Delivery).findBy({ channel: 'sms' });
    expect(held!.goAt).toEqual(new Date('2026-11-25T00:00:00.000Z'));
    clock.set('2026-11-25T00:00:01.000Z');
    await settled('email sent', 'sms sent');
  });

  it('do not send what makes no sense any more', async () => {
    const module = await start();
    await rule(module, 'promise.made', { quiet: 'nights', validMinutes: 60 });
    await tell(module, 'promise.made', 'late', params);
    await settled('email sent', 'sms queued');
    clock.set('2026-11-25T00:00:01.000Z');
    await settled('email sent', 'sms late');
  });

  it('go the next way, once, when one fails or nobody read it', async () => {
    const closed = await freePort();
    const module = await start({ SMTP_URL: `smtp://127.0.0.1:${closed}` });
    await rule(module, 'promise.made', { channels: ['email', 'sms'], way: 'first', unreadMinutes: 30 });
    await tell(module, 'promise.made', 'unread', params);
    await tell(module, 'promise.made', 'read', params);
    await until(async () => (await states()).filter((one) => one === 'sms spare').length === 2);
    const read = (await module.get(Messages).page(reader(wang.userId), false, undefined, 5)).items[0]!;
    await module.get(Messages).read(reader(wang.userId), read.id);
    clock.advance({ minutes: 31 });
    await until(async () => (await states()).filter((one) => one === 'sms sent').length === 1);
    expect((await states()).filter((one) => one === 'sms spare')).toHaveLength(1);
    // What failed for good goes on at once, and not twice.
    await source.query("UPDATE delivery SET state = 'failed' WHERE channel = 'email'");
    const ids = await source.query<{ messageId: string }[]>("SELECT messageId FROM delivery WHERE channel = 'email'");
    const next = () => module.get(Fallback).next(ids.map(({ messageId }) => messageId));
    await Promise.all([next(), next()]);
    await until(async () => (await states()).filter((one) => one === 'sms sent').length === 2);
    await next();
    await sleep(100);
    expect((await states()).filter((one) => one.startsWith('sms'))).toEqual(['sms sent', 'sms sent']);
  });

  it('put what can wait into one message a day', async () => {
    const module = await start();
    await rule(module, 'trip.arrived', { timing: 'digest', at: '17:00', channels: ['email'] });
    const trip = { tripId: 't1', supplierName: '昭通站', people: 3, to: '潍坊站' };
    for (const key of ['a', 'b']) await tell(module, 'trip.arrived', key, trip);
    await tell(module, 'trip.arrived', 'c', trip, [lee]);
    await settled('email digest', 'email digest', 'email digest');
    expect(await module.get(Digests).write()).toBe(0);
    clock.set('2026-11-25T09:00:01.000Z');
    await until(async () => (await states()).filter((one) => one === 'email sent').length === 2);
    await until(() => mailbox.mails.length === 2);
    expect(mailbox.to('wang@example.com')).toEqual(['今日消息汇总：2 条']);
    expect(mailbox.mails.find(({ subject }) => subject?.includes('汇总'))!.text).toContain('(×2)');
    expect((await states()).filter((one) => one === 'email digested')).toHaveLength(2);
    expect((await module.get(Messages).page(reader(wang.userId), false, undefined, 9)).items).toHaveLength(2);
  });

  it('remind of a date, on another day when it moves, and not at all when it is cancelled', async () => {
    const module = await start();
    const userId = await module.get(Accounts).create({ name: '王工', login: `w${Date.now()}`, email: 'wang@example.com' });
    const someone = [{ ...wang, userId, phone: null }];
    const due = async () =>
      (await source.query<{ dueAt: Date | string }[]>('SELECT dueAt FROM message_reminder')).map(({ dueAt }) => String(dueAt));
    await tell(module, 'booth.placed', 'placed', placed, someone);
    const first = await due();
    expect(first).toHaveLength(1);
    await tell(module, 'fair.moved', 'moved', moved, someone);
    expect(await due()).toHaveLength(1);
    expect(await due()).not.toEqual(first);
    clock.set('2026-12-09T01:00:01.000Z');
    await until(() => mailbox.to('wang@example.com').includes('提醒：招聘会改期或改地点：春风行动'));
    expect(await due()).toEqual([]);
    clock.set('2026-11-25T01:00:00.000Z');
    await tell(module, 'fair.moved', 'again', { ...moved, day: '2026-12-20' }, someone);
    await tell(module, 'fair.cancelled', 'cancelled', { ...fair, day: '2026-12-20' }, someone);
    expect(await due()).toEqual([]);
    expect(await module.get(RuleHandlers).remindSome()).toBe(0);
  });

  it('remind of nothing that is over, though nothing ran while it was due', async () => {
    const module = await start();
    const userId = await module.get(Accounts).create({ name: '王工', login: `w${Date.now()}`, email: 'over@example.com' });
    await tell(module, 'booth.placed', 'placed late', placed, [{ ...wang, userId, phone: null }]);
    clock.set('2027-02-01T01:00:00.000Z');
    expect(await module.get(RuleHandlers).remindSome()).toBeLessThanOrEqual(1);
    expect(await source.query('SELECT dueAt FROM message_reminder')).toEqual([]);
    expect(mailbox.to('over@example.com').filter((subject) => subject.startsWith('提醒'))).toEqual([]);
  });

  it('stop at the quota of an office, let through what is urgent, and go on the next day', async () => {
    const module = await start();
    const quota = { channel: 'email' as const, validFrom: clock.today(), source: '自定' };
    await module.get(Quotas).set(administrator, { ...quota, nodeId: (await module.get(OrgTree).city()).id, perDay: 2 });
    for (const key of ['a', 'b', 'c'])
      await tell(module, 'trip.arrived', key, { tripId: 't', supplierName: '站', people: 1, to: '站' }, [lee]);
    await until(async () => (await states()).filter((one) => one === 'email sent').length === 2);
    await sleep(150);
    expect((await states()).sort()).toEqual(['email queued', 'email sent', 'email sent']);
    await tell(module, 'promise.made', 'urgent', params, [lee]);
    await until(async () => (await states()).filter((one) => one === 'email sent').length === 3);
    expect((await module.get(Quotas).list(staff))[0]).toMatchObject({ perDay: 2, used: 3 });
    clock.set('2026-11-24T16:00:01.000Z');
    await until(async () => (await states()).every((one) => one === 'email sent'));
  });

  it('have words of their own, each version kept, previewed with the values of a real message', async () => {
    const module = await start();
    const wordings = module.get(Wordings);
    await tell(module, 'promise.made', 'before', params, [lee]);
    const said = {
      subjectZh: '{supplierName} 可来 {people} 人',
      textZh: '请答复。',
      subjectEn: '{people} may come',
      textEn: 'Please answer.',
    };
    const shown = await wordings.preview(administrator, 'promise.made', said);
    expect(shown.map(({ subject, real }) => [subject, real])).toEqual([
      ['昭通站 可来 40 人', true],
      ['40 may come', true],
    ]);
    await wordings.write(administrator, 'promise.made', 0, { ...said, source: '统一措辞' });
    await expect(wordings.write(administrator, 'promise.made', 0, { ...said, source: '再改' })).rejects.toThrow('the words');
    await expect(wordings.preview(administrator, 'promise.made', { ...said, textZh: '{phone}' })).rejects.toMatchObject({
      code: 'message_wording.unknown',
    });
    await tell(module, 'promise.made', 'after', params, [lee]);
    const titles = async () =>
      (await module.get(Messages).page(reader(lee.userId, 'en'), false, undefined, 5)).items.map(({ title }) => title);
    expect(await titles()).toEqual(['40 may come', '昭通站 promises 40 people']);
    expect(await wordings.one(staff, 'promise.made')).toMatchObject({ versions: [{ number: 1, source: '统一措辞' }] });
    await until(() => mailbox.to('lee@example.com').includes('40 may come'));
  });
};

describe('rules of messages', () => {
  eachDatabase(suite);
});
