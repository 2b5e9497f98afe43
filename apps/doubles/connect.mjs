/** Lets a demonstration send its text messages to the double of a provider. */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** Starts the double and writes the settings that lead to it. It ends with this process. */
export async function connectDouble(env, say) {
  const [secret, receiptKey] = [randomBytes(24).toString('hex'), randomBytes(24).toString('hex')];
  const receipts = `http://127.0.0.1:${env.PORT || 3000}/api/sms-receipts?key=${receiptKey}`;
  const args = [fileURLToPath(new URL('main.mjs', import.meta.url)), '--secret', secret, '--receipts', receipts];
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  const [line] = await once(child.stdout, 'data');
  for (const handle of [child, child.stdin, child.stdout]) handle.unref();
  const url = line.toString().trim();
  Object.assign(env, {
    SMS_PROVIDER: 'aliyun',
    SMS_URL: url,
    SMS_ID: 'double',
    SMS_SECRET: secret,
    SMS_SIGN: '岗桥',
    SMS_RECEIPT_KEY: receiptKey,
    SMS_PART_PRICE: '45',
    WECOM_CORP_ID: 'double',
    WECOM_AGENT_ID: '1000002',
    WECOM_SECRET: secret,
    WECOM_URL: url,
  });
  say(`text and WeCom messages of the demo: ${url}`);
}
