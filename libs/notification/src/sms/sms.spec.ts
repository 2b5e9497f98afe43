import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestingModule } from '@nestjs/testing';
import type { DataSource } from 'typeorm';
import type { Settings } from '#platform/config';
import { eachDatabase, type TestDatabase } from '../../../../test/support/index.js';
import { DOUBLE, startDouble, type Double } from '../../../../test/support/doubles.js';
import { Deliveries } from '../deliveries.service.js';
import type { Failure } from '../domain/failure.js';
import { Delivery, SmsReceipt } from '../notification.entity.js';
import { Notifier } from '../notifier.service.js';
import { Preferences } from '../preferences.service.js';
import { administrator, hurryJobs, post, postSchema, staff, until, wang } from '../testing/post.js';
import { gatewaySignature } from './signatures.js';
import { SmsReceipts } from './sms-receipt.service.js';
import { SmsTemplateService } from './sms-template.service.js';

const KEY = 'receipts-are-told-to-this-key-only';
const params = { supplierName: '昭通劳务协作站', needTitle: '焊工', people: 40, expiresAt: '2026-11-27T02:00:00.000Z' };
/** The double says that it is switched off. */
const SWITCHED_OFF = '13912340000';
const CODES = { aliyun: 'SMS_15400', tencent: '1110', http: null } as const;
const PROVIDERS = ['aliyun', 'tencent', 'http'] as const;

const suite = (database: TestDatabase): void => {
  // What a provider says depends on no database.
  const providers = database.kind === 'embedded' ? PROVIDERS : (['aliyun'] as const);
  let source: DataSource;
  let double: Double;
  let house: TestingModule | undefined;
  let opened = '';
  let callbacks: Server;
  let keyOfCallbacks = KEY;
  let told = 0;

  beforeAll(async () => {
    source = await database.open(postSchema);
    double = await startDouble();
    // What the route does, without the rest of the product.
    callbacks = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const done = (status: number): void => {
          told += 1;
          response.writeHead(status).end('{}');
        };
        const taken = house?.get(SmsReceipts).take(keyOfCallbacks, { headers: request.headers, raw: Buffer.concat(chunks) });
        taken?.then(
          () => done(200),
          (error: { status?: number }) => done(error.status ?? 500),
        );
      });
    });
    await new Promise<void>((resolve) => callbacks.listen(0, '127.0.0.1', resolve));
    await double.receiptsTo(`http://127.0.0.1:${(callbacks.address() as AddressInfo).port}/`);
  });
  afterAll(async () => {
    await house?.close();
    double.stop();
    callbacks.close();
  });
  beforeEach(async () => {
    for (const table of ['job', 'message', 'delivery', 'sms_template', 'sms_receipt']) await source.query(`DELETE FROM ${table}`);
    await double.behave({});
    keyOfCallbacks = KEY;
    told = 0;
  });

  const open = async (provider: Settings['SMS_PROVIDER'], more: Partial<Settings> = {}): Promise<TestingModule> => {
    const url = provider === 'http' ? `${double.url}/gateway` : double.url;
    const key = { SMS_ID: DOUBLE.id, SMS_SECRET: DOUBLE.secret, SMS_SIGN: DOUBLE.sign, SMS_APP: '1400', SMS_RECEIPT_KEY: KEY };
    const settings = { ...(provider && { SMS_PROVIDER: provider, SMS_URL: url }), ...key, ...more };
    // The next test goes on in the house of the last where it can.
    if (house && opened === JSON.stringify(settings)) return house;
    await house?.close();
    opened = JSON.stringify(settings);
    house = await post(source, await database.settings(settings));
    return house;
  };
  const approve = (registeredAs: string | null, locale = 'zh'): Promise<void> =>
    house!.get(SmsTemplateService).register(administrator, 'promise.made', locale, { registeredAs, state: 'approved', version: 0 });
  /** A house in which the template is approved. */
  const ready = async (provider: (typeof PROVIDERS)[number], more: Partial<Settings> = {}): Promise<void> => {
    await open(provider, more);
    if (CODES[provider]) await approve(CODES[provider]);
  };
  const tell = (phone = wang.phone!, dedupeKey = 'promise:1', locale: 'zh' | 'en' = 'zh'): Promise<number> =>
    house!
      .get(Notifier)
      .notify({ dedupeKey, template: 'promise.made', params, recipients: [{ userId: `u${phone}`, locale, email: null, phone }] });
  const text = async (): Promise<Delivery> => source.getRepository(Delivery).findOneByOrFail({ channel: 'sms' });
  const reached = (state: Delivery['state']): Promise<void> => until(async () => (await text()).state === state);
  const tried = (attempts: number): Promise<void> => until(async () => (await text()).attempts === attempts);
  const takenFor = async (id: string) => (await double.texts()).filter(({ key }) => key.startsWith(id));

  describe.each(providers)('by %s', (provider) => {
    it('is handed over once, signed and in the words of its template, and known as delivered by its receipt', async () => {
      await ready(provider);
      await tell();
      await reached('delivered');
      const { id, providerRef, unsure, attempts, provider: by, failure } = await text();
      const taken = await takenFor(id);
      expect(taken).toMatchObject([{ provider, phone: wang.phone, ref: providerRef, sign: DOUBLE.sign }]);
      expect(JSON.stringify(taken[0]!.params)).toContain('昭通劳务协作站');
      expect(JSON.stringify(taken[0]!.params)).toContain('11月27日 10:00');
      expect({ unsure, attempts, by, failure }).toEqual({ unsure: false, attempts: 1, by: provider, failure: null });
    });

    it('is known as undelivered by its receipt, and handed over anew under another key when staff send it again', async () => {
      await ready(provider);
      await tell(SWITCHED_OFF);
      await reached('failed');
      const failed = await text();
      expect(failed).toMatchObject({ failure: 'undelivered', attempts: 1 });
      await house!.get(Deliveries).retry(staff, failed.id);
      await until(async () => (await takenFor(failed.id)).length === 2);
      expect(new Set((await takenFor(failed.id)).map(({ key }) => key)).size).toBe(2);
    });

    it.each<[fault: string, failure: Failure, waits: boolean]>([
      ['throttled', 'throttled', true],
      ['money', 'money', true],
      ['address', 'address', false],
      ['template', 'template', false],
    ])('is tried again or left to staff by what it says of %s', async (fault, failure, waits) => {
      await ready(provider);
      await double.behave({ fault, times: 1 });
      await tell();
      await tried(1);
      const first = await text();
      expect(first).toMatchObject({ state: waits ? 'queued' : 'failed', failure, unsure: false });
      expect(first.lastError).not.toContain(wang.phone);
      if (!waits) return;
      await hurryJobs(source);
      await reached('delivered');
      expect(await text()).toMatchObject({ failure: null, lastError: null, attempts: 2 });
    });

    it('with a wrong secret waits for whoever mends it', async () => {
      await ready(provider, { SMS_SECRET: 'another' });
      await tell();
      await tried(1);
      expect(await text()).toMatchObject({ state: 'queued', failure: 'credentials' });
      expect(await takenFor((await text()).id)).toEqual([]);
    });

    it('whose answer was lost is handed over again under the same key, and says whether it may have come twice', async () => {
      await ready(provider);
      await double.behave({ lose: 1, silent: true });
      await tell();
      await tried(1);
      await hurryJobs(source);
      await reached('sent');
      const { id, unsure } = await text();
      const keys = (await takenFor(id)).map(({ key }) => key);
      expect(keys).toEqual(provider === 'http' ? [id] : [id, id]);
      expect(unsure).toBe(provider !== 'http');
    });

    it('takes the same receipts once, and keeps those of messages that it does not know', async () => {
      await ready(provider);
      const unknown = {
        aliyun: [{ biz_id: 'nobody^0', out_id: '', success: true, err_code: 'DELIVERED' }],
        tencent: [{ sid: 'nobody', report_status: 'SUCCESS', errmsg: 'DELIVRD' }],
        http: [{ id: 'nobody', arrived: true, code: 'DELIVRD' }],
      }[provider];
      const raw = Buffer.from(JSON.stringify(unknown));
      const at = String(Math.floor(Date.now() / 1_000));
      const signed = (timestamp: string, secret = DOUBLE.secret) => ({
        headers: {
          'x-gangqiao-timestamp': timestamp,
          'x-gangqiao-nonce': 'n1',
          'x-gangqiao-signature': gatewaySignature(secret, timestamp, 'n1', raw),
        },
        raw,
      });
      const receipts = house!.get(SmsReceipts);
      await receipts.take(KEY, signed(at));
      const again = receipts.take(KEY, signed(at));
      await (provider === 'http' ? expect(again).rejects.toMatchObject({ code: 'receipt.replayed' }) : again);
      expect(await source.getRepository(SmsReceipt).find()).toMatchObject([{ provider, deliveryId: null, arrived: true }]);
      await expect(receipts.take('guessed', signed(at))).rejects.toMatchObject({ code: 'receipt.forged' });
      if (provider !== 'http') return;
      const old = String(Number(at) - 3_600);
      for (const forged of [signed(at, 'guessed'), signed(old), { headers: {}, raw }])
        await expect(receipts.take(KEY, forged)).rejects.toMatchObject({ code: 'receipt.forged' });
    });
  });

  it('is known as arrived by a receipt although no answer ever came, and is not handed over again', async () => {
    await ready('aliyun');
    await double.behave({ lose: 1 });
    await tell();
    await reached('delivered');
    await hurryJobs(source);
    await sleep(200);
    expect(await takenFor((await text()).id)).toHaveLength(1);
  });

  it('waits for the provider’s approval without asking it, and goes in Chinese where English is not approved', async () => {
    // A house of its own: the one before remembers for a moment what was approved.
    await open('aliyun', { SMS_PART_PRICE: 46 });
    await tell(wang.phone!, 'promise:1', 'en');
    await reached('failed');
    const { id, failure } = await text();
    expect([failure, await takenFor(id)]).toEqual(['template', []]);
    await expect(approve(null)).rejects.toMatchObject({ code: 'sms_template.no_code' });
    await approve('SMS_15400');
    await expect(approve('SMS_15401')).rejects.toThrow('changed meanwhile');
    await house!.get(Deliveries).retry(staff, id);
    await reached('delivered');
    expect((await takenFor(id))[0]).toMatchObject({ template: 'SMS_15400', params: { people: '40' } });
  });

  it('a template whose code is taken back has none, and waits for approval again', async () => {
    await open('aliyun');
    const templates = house!.get(SmsTemplateService);
    const own = async () =>
      (await templates.list(staff)).items.find(({ template, locale }) => template === 'promise.made' && locale === 'zh');
    await approve('SMS_15400');
    expect(await own()).toMatchObject({ registeredAs: 'SMS_15400', state: 'approved' });
    const version = (await own())?.version ?? 0;
    await templates.register(administrator, 'promise.made', 'zh', { registeredAs: null, state: 'draft', version });
    expect(await own()).toMatchObject({ registeredAs: null, state: 'draft' });
  });

  it('is told to staff with its length, parts and price before anybody gets one', async () => {
    await open('tencent', { SMS_PART_PRICE: 45 });
    const { provider, items } = await house!.get(SmsTemplateService).list(staff);
    const made = items.find(({ template, locale }) => template === 'promise.made' && locale === 'zh')!;
    expect([provider, made.registered.slice(0, 12), made.parts, made.price]).toEqual(['tencent', '{1} 为“{2}”承诺', 1, 45]);
    expect(made.example.startsWith('【岗桥】昭通市')).toBe(true);
    expect(made.length).toBe([...made.example].length);
    await expect(house!.get(SmsTemplateService).register(staff, 'promise.made', 'zh', made)).rejects.toMatchObject({ status: 403 });
  });

  it('goes into a file for whoever develops', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'texts-'));
    await open('file', { GANGQIAO_DATA: folder });
    await tell();
    await reached('sent');
    expect(JSON.parse(readFileSync(join(folder, 'text-messages.jsonl'), 'utf8'))).toMatchObject({
      phone: wang.phone,
      sign: '岗桥',
      text: '昭通劳务协作站 为“焊工”承诺 40 人，名额为您保留到 11月27日 10:00。请在此之前答复。',
    });
  });

  it('is a choice in the preferences where a provider is connected, and nowhere else', async () => {
    const offered = async (): Promise<string[]> => [...new Set((await house!.get(Preferences).list('u')).map(({ channel }) => channel))];
    await open('http', { SMTP_URL: 'smtp://127.0.0.1:9' });
    expect(await offered()).toEqual(['email', 'sms']);
    await open(undefined);
    expect(await offered()).toEqual([]);
  });

  it('tells a receipt that is faster than the answer from one of nobody', async () => {
    await ready('tencent');
    await double.behave({ silent: true });
    await tell();
    await reached('sent');
    const { id, providerRef } = await text();
    await source.query('UPDATE delivery SET providerRef = NULL WHERE id = ?', [id]);
    const raw = Buffer.from(JSON.stringify([{ sid: providerRef, report_status: 'SUCCESS', errmsg: 'DELIVRD' }]));
    await house!.get(SmsReceipts).take(KEY, { headers: {}, raw });
    expect((await text()).state).toBe('sent');
    await source.query('UPDATE delivery SET providerRef = ? WHERE id = ?', [providerRef, id]);
    await hurryJobs(source);
    await reached('delivered');
  });

  it('refuses receipts at a wrong address: nobody else knows it', async () => {
    await ready('aliyun');
    keyOfCallbacks = 'guessed';
    await tell();
    await until(() => told > 0);
    await reached('sent');
  });
};

describe('a text message', () => {
  eachDatabase(suite);
});
