import { randomUUID } from 'node:crypto';
import { FAILURES, type Failure } from '../domain/failure.js';
import { problem } from '../notification.problems.js';
import { listIn, postJson, textIn } from './http-call.js';
import { gatewaySignature, sameText, type Credentials } from './signatures.js';
import { SmsProvider, type Callback, type CallbackContent, type TextAnswer, type TextMessage } from './sms-provider.js';

/** How old a signed callback may be, in seconds. */
const CALLBACK_AGE = 300;

/** Any gateway that speaks the small protocol of docs/text-messages.md: signed both ways, and once for each key. */
export class Gateway extends SmsProvider {
  readonly name = 'http';
  readonly asksForApproval = false;
  readonly honoursKey = true;

  constructor(
    private readonly url: string,
    private readonly credentials: Credentials,
  ) {
    super();
  }

  variable(name: string): string {
    return `{${name}}`;
  }

  async send(message: TextMessage): Promise<TextAnswer> {
    const { key, phone, sign, text, locale, template, registeredAs, variables } = message;
    const params = Object.fromEntries(variables.map(({ name, value }) => [name, value]));
    const body = JSON.stringify({ to: phone, sign, text, locale, template, templateId: registeredAs, params });
    const [timestamp, nonce] = [String(Math.floor(Date.now() / 1_000)), randomUUID()];
    const answered = await postJson(
      this.url,
      {
        'content-type': 'application/json',
        'idempotency-key': key,
        'x-gangqiao-id': this.credentials.id,
        'x-gangqiao-timestamp': timestamp,
        'x-gangqiao-nonce': nonce,
        'x-gangqiao-signature': gatewaySignature(this.credentials.secret, timestamp, nonce, body),
      },
      body,
    );
    if ('taken' in answered) return answered;
    const { status, answer } = answered;
    if (status < 300) return { taken: true, ref: textIn(answer['id']), parts: Number(answer['parts']) || null };
    return { taken: false, failure: failureNamed(textIn(answer['error'])), reason: textIn(answer['message']) || `HTTP ${status}` };
  }

  read({ headers, raw, now }: Callback): CallbackContent {
    const [timestamp, nonce, signature] = ['timestamp', 'nonce', 'signature'].map((name) => textIn(headers[`x-gangqiao-${name}`]));
    const age = Math.abs(now.getTime() / 1_000 - Number(timestamp || NaN));
    const right = gatewaySignature(this.credentials.secret, timestamp ?? '', nonce ?? '', raw);
    if (!nonce || !(age <= CALLBACK_AGE) || !sameText(right, signature ?? '')) throw problem('receipt.forged');
    const lines = listIn(raw);
    if (!lines) throw problem('receipt.unreadable');
    const receipts = lines.map((line) => ({
      ref: textIn(line['id']),
      key: textIn(line['key']) || null,
      arrived: line['arrived'] === true,
      code: textIn(line['code']),
    }));
    return { receipts, nonce };
  }
}

const failureNamed = (name: string): Failure => FAILURES.find((failure) => failure === name) ?? 'unknown';
