import { defineProblems } from '#platform/http';

export const problem = defineProblems({
  'delivery.not_failed': { status: 409, zh: '只有未送达的消息可以重发', en: 'Only a delivery that did not succeed can be tried again' },
  'live.full': {
    status: 503,
    zh: '实时连接已满，页面会定时刷新',
    en: 'Too many pages listen at once; the page looks by itself now and then',
  },
  'live.stream_only': {
    status: 406,
    zh: '这是实时消息流，请以 text/event-stream 方式读取',
    en: 'This is a stream: ask for text/event-stream',
  },
  'preference.fixed': { status: 422, zh: '账号安全类消息不能关闭', en: 'Messages about the account itself cannot be switched off' },
  'receipt.forged': { status: 401, zh: '回执的签名不正确', en: 'The signature of the receipt is wrong' },
  'receipt.replayed': { status: 409, zh: '该回执请求已收到过', en: 'This very request was received before' },
  'receipt.unreadable': { status: 422, zh: '无法识别回执内容', en: 'The receipts cannot be read' },
  'sms_template.unknown': { status: 404, zh: '没有这个短信模板', en: 'There is no such template of text messages' },
  'sms_template.no_code': {
    status: 422,
    zh: '请填写服务商给出的模板编号',
    en: 'Give the code by which the provider knows the template',
  },
});
