/** Text messages as Aliyun, Tencent and a gateway of our own protocol take them, and the receipts that follow. */
import { randomUUID } from 'node:crypto';
import { aliyunFault, gatewayFault, gatewaySignature, tencentFault } from './signed.mjs';

const MOBILE = /^1[3-9]\d{9}$/;
/** Numbers that end so are switched off: they are taken, and the receipt says that nothing arrived. */
const SWITCHED_OFF = /0000$/;
const SINGLE = 70;
const PART = 67;

const cityTime = () => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
const partsOf = (text) => (text.length <= SINGLE ? 1 : Math.ceil(text.length / PART));

/** How each provider says what it thinks of a request; `fault` is one of the words that `behave` knows. */
const CODES = {
  aliyun: {
    throttled: 'isv.BUSINESS_LIMIT_CONTROL',
    money: 'isv.AMOUNT_NOT_ENOUGH',
    address: 'isv.MOBILE_NUMBER_ILLEGAL',
    template: 'isv.SMS_TEMPLATE_ILLEGAL',
    sign: 'isv.SMS_SIGNATURE_ILLEGAL',
    variables: 'isv.TEMPLATE_MISSING_PARAMETERS',
  },
  tencent: {
    throttled: 'LimitExceeded.PhoneNumberThirtySecondLimit',
    money: 'FailedOperation.InsufficientBalanceInSmsPackage',
    address: 'InvalidParameterValue.IncorrectPhoneNumber',
    template: 'FailedOperation.TemplateIncorrectOrUnapproved',
    sign: 'FailedOperation.SignatureIncorrectOrUnapproved',
    variables: 'FailedOperation.TemplateParamSetNotMatchApprovedTemplate',
  },
  http: { throttled: 'throttled', money: 'money', address: 'address', template: 'template', sign: 'template', variables: 'content' },
};

/** @param options id and secret of the key, the approved sign, where receipts go and after how long */
export function smsDouble({ id, secret, sign, receiptsTo, receiptMs }) {
  const key = { id, secret };
  const seen = new Set();
  const taken = [];
  const byKey = new Map();
  let behaviour = {};

  /** What would be wrong with a message whose signature is right. */
  const faultOf = (provider, text) => {
    const { fault, times = Infinity } = behaviour;
    if (fault && CODES[provider][fault] && times > 0) {
      behaviour = { ...behaviour, times: times - 1 };
      return fault;
    }
    if (!MOBILE.test(text.phone)) return 'address';
    if (provider !== 'http' && text.sign !== sign) return 'sign';
    if (provider === 'aliyun' && !/^SMS_\d+$/.test(text.template)) return 'template';
    if (provider === 'tencent' && !/^\d+$/.test(text.template)) return 'template';
    return Object.values(text.params).some((value) => /[{}]/.test(String(value))) ? 'variables' : null;
  };

  const take = (provider, text) => {
    const ref = provider === 'aliyun' ? `${Date.now()}${taken.length}^0` : randomUUID();
    const one = { ref, provider, at: cityTime(), ...text };
    taken.push(one);
    if (receiptsTo() && !behaviour.silent) setTimeout(() => report([one]), receiptMs).unref();
    return one;
  };

  const lineOf = ({ provider, ref, phone, key: ours }) => {
    const arrived = !SWITCHED_OFF.test(phone);
    if (provider === 'aliyun')
      return {
        phone_number: phone,
        send_time: cityTime(),
        report_time: cityTime(),
        success: arrived,
        err_code: arrived ? 'DELIVERED' : 'MOBILE_SEND_LIMIT',
        err_msg: arrived ? '用户接收成功' : '手机关机或停机',
        sms_size: '1',
        biz_id: ref,
        out_id: ours,
      };
    if (provider === 'tencent')
      return {
        user_receive_time: cityTime(),
        nationcode: '86',
        mobile: phone,
        report_status: arrived ? 'SUCCESS' : 'FAIL',
        errmsg: arrived ? 'DELIVRD' : 'MK:0001',
        description: arrived ? '用户短信送达成功' : '手机关机或停机',
        sid: ref,
      };
    return { id: ref, key: ours, arrived, code: arrived ? 'DELIVRD' : 'UNDELIV' };
  };

  /** Told until it was heard, eight times at most. */
  const report = async (ones, tries = 8) => {
    const body = JSON.stringify(ones.map(lineOf));
    const [timestamp, nonce] = [String(Math.floor(Date.now() / 1_000)), randomUUID()];
    const signature = gatewaySignature(secret, timestamp, nonce, body);
    const headers = { 'x-gangqiao-timestamp': timestamp, 'x-gangqiao-nonce': nonce, 'x-gangqiao-signature': signature };
    const heard = await fetch(receiptsTo(), {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(ones[0].provider === 'http' ? headers : {}) },
      body,
    }).catch(() => undefined);
    if (!heard?.ok && tries > 1) setTimeout(() => report(ones, tries - 1), receiptMs * 3).unref();
  };

  const aliyun = (request) => {
    const wrong = aliyunFault(request, key, seen);
    if (wrong) return [400, { Code: wrong, Message: 'Specified signature is not matched.', RequestId: randomUUID() }];
    const query = Object.fromEntries(request.url.searchParams);
    const params = JSON.parse(query.TemplateParam || '{}');
    const text = { phone: query.PhoneNumbers, sign: query.SignName, template: query.TemplateCode, params, key: query.OutId };
    const fault = faultOf('aliyun', text);
    if (fault) return [200, { Code: CODES.aliyun[fault], Message: `${fault}: ${text.phone}`, RequestId: randomUUID() }];
    return [200, { Code: 'OK', Message: 'OK', RequestId: randomUUID(), BizId: take('aliyun', text).ref }];
  };

  const tencent = (request) => {
    const wrong = tencentFault(request, key);
    if (wrong) return [200, { Response: { Error: { Code: wrong, Message: 'The signature is wrong.' }, RequestId: randomUUID() } }];
    const given = JSON.parse(request.body);
    const [number = ''] = given.PhoneNumberSet;
    const text = {
      phone: number.replace(/^\+86/, ''),
      sign: given.SignName,
      template: String(given.TemplateId ?? ''),
      params: given.TemplateParamSet,
      key: given.SessionContext,
    };
    const fault = faultOf('tencent', text);
    const status = { PhoneNumber: number, SessionContext: text.key, IsoCode: 'CN' };
    const said = fault
      ? { ...status, SerialNo: '', Fee: 0, Code: CODES.tencent[fault], Message: `${fault}: ${number}` }
      : { ...status, SerialNo: take('tencent', text).ref, Fee: 1, Code: 'Ok', Message: 'send success' };
    return [200, { Response: { SendStatusSet: [said], RequestId: randomUUID() } }];
  };

  const gateway = (request) => {
    const wrong = gatewayFault(request, key, seen);
    if (wrong) return [401, { error: wrong, message: 'the signature is wrong' }];
    const { to, text, ...rest } = JSON.parse(request.body);
    const ours = request.headers['idempotency-key'];
    const before = byKey.get(ours);
    if (before) return [200, { id: before.ref, parts: partsOf(before.text) }];
    const message = { phone: to, sign: rest.sign, template: rest.template, params: rest.params, text, key: ours };
    const fault = faultOf('http', message);
    if (fault) return [fault === 'throttled' ? 429 : 422, { error: CODES.http[fault], message: `${fault}: ${to}` }];
    const one = take('http', message);
    byKey.set(ours, one);
    return [200, { id: one.ref, parts: partsOf(text) }];
  };

  return {
    taken,
    /** `fault` for the next `times` messages; `lose`: taken, but the line breaks before the answer; `silent`: no receipts. */
    behave: (next) => (behaviour = next),
    /** Whether the line breaks after what was just taken. */
    loses: () => {
      const { lose = 0 } = behaviour;
      if (lose > 0) behaviour = { ...behaviour, lose: lose - 1 };
      return lose > 0;
    },
    /** Whether what was just taken is never answered. */
    hangs: () => {
      const { hang = 0 } = behaviour;
      if (hang > 0) behaviour = { ...behaviour, hang: hang - 1 };
      return hang > 0;
    },
    /** Milliseconds that the answer about what was just taken is late. */
    late: () => {
      const { late = 0, lateMs = 12_000 } = behaviour;
      if (late > 0) behaviour = { ...behaviour, late: late - 1 };
      return late > 0 ? lateMs : 0;
    },
    /** Whether what was just taken is answered twice. */
    repeats: () => {
      const { twice = 0 } = behaviour;
      if (twice > 0) behaviour = { ...behaviour, twice: twice - 1 };
      return twice > 0;
    },
    /** @returns status and answer, or null for what is no request to send */
    answer: (request) => {
      if (request.url.pathname === '/gateway') return gateway(request);
      if (request.headers['x-acs-action'] === 'SendSms') return aliyun(request);
      return request.headers['x-tc-action'] === 'SendSms' ? tencent(request) : null;
    },
  };
}
