import { embeddedApp } from '../../../../test/support/app.js';
import { Client } from '../../../../test/support/client.js';
import { DOUBLE } from '../../../../test/support/doubles.js';
import type { RunningApp } from '../../../../test/support/index.js';
import { gatewaySignature } from './signatures.js';

const KEY = 'receipts-are-told-to-this-key-only';
const ADDRESS = `/api/sms-receipts?key=${KEY}`;

describe('the address for receipts of text messages', () => {
  const boot = embeddedApp();
  let running: RunningApp;

  beforeAll(async () => {
    const connected = { SMS_PROVIDER: 'http', SMS_URL: 'http://127.0.0.1:9/send', SMS_ID: DOUBLE.id, SMS_SECRET: DOUBLE.secret } as const;
    running = await boot({ settings: { ...connected, SMS_RECEIPT_KEY: KEY } });
  }, 120_000);

  const signed = (body: object, nonce: string): Record<string, string> => {
    const timestamp = String(Math.floor(Date.now() / 1_000));
    const signature = gatewaySignature(DOUBLE.secret, timestamp, nonce, JSON.stringify(body));
    return { 'x-gangqiao-timestamp': timestamp, 'x-gangqiao-nonce': nonce, 'x-gangqiao-signature': signature };
  };

  it('takes what is signed over its bytes once, and nothing from whoever does not know it', async () => {
    const provider = new Client(running.url);
    const body = [{ id: 'nobody', key: '', arrived: true, code: 'DELIVRD' }];
    const headers = signed(body, 'n1');
    expect(await provider.post(ADDRESS, body, { headers })).toMatchObject({ status: 200, body: { code: 0, result: 0 } });
    expect(await provider.post(ADDRESS, body, { headers })).toMatchObject({ status: 409, body: { code: 'receipt.replayed' } });
    expect(await provider.post(ADDRESS, [{ ...body[0], id: 'other' }], { headers: signed(body, 'n2') })).toMatchObject({ status: 401 });
    expect(await provider.post('/api/sms-receipts?key=guessed', body, { headers: signed(body, 'n3') })).toMatchObject({ status: 401 });
  });
});
