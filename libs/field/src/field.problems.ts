import { defineProblems } from '#platform/http';

export const problems = defineProblems({
  'field.duty': { status: 422, zh: '没有这项现场任务，请刷新后重选', en: 'There is no such duty; reload and choose again' },
  'field.duty_over': { status: 409, zh: '这项任务已经结束', en: 'The duty is over' },
  'field.code': {
    status: 404,
    zh: '二维码无效或已过期，请到服务台重新扫码',
    en: 'The code is not valid any more; scan a new one at the desk',
  },
  'field.device': { status: 401, zh: '这台手机没有登记，请到服务台扫码', en: 'This phone is not enrolled; scan the code at the desk' },
  'field.signature': {
    status: 401,
    zh: '这不是登记的那台手机发来的',
    en: 'This was not sent by the phone that was enrolled',
  },
  'field.copied': {
    status: 409,
    zh: '有另一台手机在用同一份登记。请到服务台重新登记这台手机；未发送的记录仍保存在手机里',
    en: 'Another phone speaks with the same enrolment. Enrol this one anew at the desk; what it has not sent stays on it',
  },
  'field.revoked': { status: 410, zh: '这台手机的登记已被收回', en: 'The enrolment of this phone was withdrawn' },
  'field.malformed': { status: 422, zh: '手机发来的内容无法识别：{where}', en: 'What the phone sent cannot be read: {where}' },
  'field.paper_time': { status: 422, zh: '时间须在任务开始之后、现在之前', en: 'The time has to lie after the duty began, and not ahead' },
  'field.state': { status: 409, zh: '这台手机当前的状态不允许此操作', en: 'The state of this phone does not allow this' },
  'field.settled': { status: 409, zh: '这条记录已经处理过', en: 'This entry has been decided already' },
});
