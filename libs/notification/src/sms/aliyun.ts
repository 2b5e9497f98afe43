import { randomUUID } from 'node:crypto';
import { problem } from '../notification.problems.js';
import { failureOf, listIn, postJson, textIn, type Codes } from './http-call.js';
import { aliyunHeaders, canonicalQuery, type Credentials } from './signatures.js';
import { SmsProvider, type Callback, type CallbackContent, type TextAnswer, type TextMessage } from './sms-provider.js';

/** Source: error codes of Dysmsapi 2017-05-25 and the common ones of Alibaba Cloud. */
const CODES: Codes = [
  [/^isv\.(BUSINESS|DAY|MONTH)_LIMIT_CONTROL$|^Throttling/, 'throttled'],
  [/^isv\.(AMOUNT_NOT_ENOUGH|OUT_OF_SERVICE)$/, 'money'],
  [/^isv\.(MOBILE_NUMBER_ILLEGAL|MOBILE_COUNT_OVER_LIMIT|BLACK_LIST)/, 'address'],
  [/^isv\.(SMS_(TEMPLATE|SIGN|SIGNATURE)|TEMPLATE_)/, 'template'],
  [/^isv\.(PARAM_|INVALID_(PARAMETERS|JSON_PARAM)|BLACK_KEY_CONTROL_LIMIT|SMS_CONTENT|.*CONTENT)/, 'content'],
  [/^(SignatureDoesNotMatch|SignatureNonceUsed|InvalidTimeStamp|InvalidAccessKeyId|Forbidden|NoPermission)/, 'credentials'],
  [/^(isp\.RAM_PERMISSION_DENY|isv\.(ACCOUNT|PRODUCT|CUSTOMER))/, 'credentials'],
  [/^(isp\.SYSTEM_ERROR|ServiceUnavailable|InternalError)/, 'network'],
];

/** Dysmsapi, `SendSms`. It repeats what it is given twice, and tells our key back in its receipts. */
export class Aliyun extends SmsProvider {
  readonly name = 'aliyun';
  readonly asksForApproval = true;
  readonly honoursKey = false;

  constructor(
    private readonly url: string,
    private readonly credentials: Credentials,
  ) {
    super();
  }

  variable(name: string): string {
    return `\${${name}}`;
  }

  async send(message: TextMessage): Promise<TextAnswer> {
    const query = {
      PhoneNumbers: message.phone,
      SignName: message.sign,
      TemplateCode: message.registeredAs ?? '',
      TemplateParam: JSON.stringify(Object.fromEntries(message.variables.map(({ name, value }) => [name, value]))),
      OutId: message.key,
    };
    const { host: _, ...headers } = aliyunHeaders(
      {
        host: new URL(this.url).host,
        action: 'SendSms',
        version: '2017-05-25',
        date: new Date().toISOString().replace(/\.\d+Z$/, 'Z'),
        nonce: randomUUID(),
        query,
      },
      this.credentials,
    );
    const answered = await postJson(`${this.url}/?${canonicalQuery(query)}`, headers, '');
    if ('taken' in answered) return answered;
    const code = textIn(answered.answer['Code']);
    if (code === 'OK') return { taken: true, ref: textIn(answered.answer['BizId']), parts: null };
    const failure = failureOf(CODES, code);
    return { taken: false, failure, reason: `${code}: ${textIn(answered.answer['Message'])}`, unsure: failure === 'network' };
  }

  /** Source: SmsReport by HTTP. These callbacks carry no signature: only who knows their address can send them. */
  read({ raw }: Callback): CallbackContent {
    const lines = listIn(raw);
    if (!lines) throw problem('receipt.unreadable');
    const receipts = lines.map((line) => ({
      ref: textIn(line['biz_id']),
      key: textIn(line['out_id']) || null,
      arrived: line['success'] === true,
      code: textIn(line['err_code']),
    }));
    return { receipts, nonce: null };
  }
}
