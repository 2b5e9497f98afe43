import { problem } from '../notification.problems.js';
import { failureOf, listIn, postJson, textIn, type Codes } from './http-call.js';
import { tencentAuthorization, type Credentials } from './signatures.js';
import { SmsProvider, type Callback, type CallbackContent, type TextAnswer, type TextMessage } from './sms-provider.js';

/** Source: error codes of Tencent Cloud SMS 2021-01-11 and its common ones. */
const CODES: Codes = [
  [/^LimitExceeded\.PhoneNumberCountLimit$/, 'content'],
  [/^(LimitExceeded|RequestLimitExceeded)/, 'throttled'],
  [/InsufficientBalance/, 'money'],
  [/PhoneNumberInBlacklist|IncorrectPhoneNumber|PhoneNumberParseFail|ForbidSendMarketing/, 'address'],
  [/Template|Signature(Incorrect|Unapproved)|SignatureIncorrectOrUnapproved/, 'template'],
  [/^(AuthFailure|UnauthorizedOperation|InvalidParameterValue\.SdkAppId)/, 'credentials'],
  [/ContainSensitiveWord|^InvalidParameter/, 'content'],
  [/^(InternalError|ResourceUnavailable)|FailResolvePacket/, 'network'],
];

interface SendStatus {
  SerialNo?: unknown;
  Fee?: unknown;
  Code?: unknown;
  Message?: unknown;
}
interface TencentAnswer {
  Error?: { Code?: unknown; Message?: unknown };
  SendStatusSet?: SendStatus[];
}

/** Tencent Cloud SMS, `SendSms`. */
export class Tencent extends SmsProvider {
  readonly name = 'tencent';
  readonly asksForApproval = true;
  readonly honoursKey = false;

  constructor(
    private readonly url: string,
    private readonly credentials: Credentials,
    private readonly app: { id: string; region: string },
  ) {
    super();
  }

  variable(_name: string, place: number): string {
    return `{${place}}`;
  }

  async send(message: TextMessage): Promise<TextAnswer> {
    const body = JSON.stringify({
      PhoneNumberSet: [`+86${message.phone}`],
      SmsSdkAppId: this.app.id,
      SignName: message.sign,
      TemplateId: message.registeredAs,
      TemplateParamSet: message.variables.map(({ value }) => value),
      SessionContext: message.key,
    });
    const timestamp = Math.floor(Date.now() / 1_000);
    const type = { 'content-type': 'application/json; charset=utf-8' };
    const signedHeaders = { ...type, host: new URL(this.url).host, 'x-tc-action': 'sendsms' };
    const authorization = tencentAuthorization({ service: 'sms', timestamp, headers: signedHeaders, body }, this.credentials);
    const answered = await postJson(
      `${this.url}/`,
      {
        ...type,
        authorization,
        'x-tc-action': 'SendSms',
        'x-tc-version': '2021-01-11',
        'x-tc-timestamp': String(timestamp),
        'x-tc-region': this.app.region,
      },
      body,
    );
    return 'taken' in answered ? answered : this.answerOf(answered.answer['Response'] ?? {});
  }

  private answerOf({ Error: error, SendStatusSet: statuses }: TencentAnswer): TextAnswer {
    const status = statuses?.[0];
    if (!error && status?.Code === 'Ok') return { taken: true, ref: textIn(status.SerialNo), parts: Number(status.Fee) || null };
    const code = textIn(error?.Code ?? status?.Code);
    const failure = failureOf(CODES, code);
    return { taken: false, failure, reason: `${code}: ${textIn(error?.Message ?? status?.Message)}`, unsure: failure === 'network' };
  }

  /** Source: SMS sending status notification. These callbacks carry no signature: only who knows their address can send them. */
  read({ raw }: Callback): CallbackContent {
    const lines = listIn(raw);
    if (!lines) throw problem('receipt.unreadable');
    const receipts = lines.map((line) => ({
      ref: textIn(line['sid']),
      key: null,
      arrived: line['report_status'] === 'SUCCESS',
      code: textIn(line['errmsg']),
    }));
    return { receipts, nonce: null };
  }
}
