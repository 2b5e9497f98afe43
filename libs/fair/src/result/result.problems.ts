import { defineProblems } from '#platform/http';

export const resultProblems = defineProblems({
  'result.not_over': {
    status: 409,
    zh: '招聘会结束后才能填报成效',
    en: 'What came of a fair is said when it has begun, and handed in when it is over',
  },
  'result.no_list': { status: 422, zh: '这个文件不是可以读取的成效表：{zh}', en: 'The file is no list of results: {en}' },
  'result.list': {
    status: 422,
    zh: '有 {n} 行不能保存，请改正后重新上传；没有保存任何一行',
    en: '{n} lines cannot be saved: correct them and upload again. Nothing was saved',
  },
  'hire.not_entered': {
    status: 409,
    zh: '此人没有在本场签到进场，也没有在线上叫号洽谈，录用不能计入本场招聘会',
    en: 'This person was neither checked in at the fair nor called and talked with online: the hire does not belong to it',
  },
  'hire.met_before': {
    status: 409,
    zh: '只有首次在本场认识的录用才计入本场招聘会',
    en: 'A hire belongs to a fair when the enterprise met the person there first',
  },
  'hire.day': { status: 422, zh: '录用日期须在 {from} 至 {until} 之间', en: 'The day of the hire lies between {from} and {until}' },
  'hire.ended': {
    status: 409,
    zh: '此人的录用已被否认或已离职，请联系主办单位核实',
    en: 'The person denied this hire or left; the office that held the fair can set it right',
  },
  'hire.early': { status: 409, zh: '{dueOn} 起才能确认', en: 'It can be confirmed from {dueOn} on' },
  'hire.answered': { status: 409, zh: '已经答复过', en: 'It was answered already' },
  'hire.asked_now': { status: 409, zh: '刚刚已发送，请一分钟后再试', en: 'A link was just sent; try again in a minute' },
  'hire.no_reach': {
    status: 409,
    zh: '没有此人的手机号或邮箱，请由企业联系',
    en: 'There is neither a number nor an address of this person',
  },
  'hire.said_by_other': {
    status: 409,
    zh: '本人或主办单位已有不同答复，请联系主办单位核实',
    en: 'The person or the office said otherwise; the office can set it right',
  },
  'hire.contradicts': { status: 409, zh: '与另一期的答复矛盾，请联系主办单位核实', en: 'It contradicts what was said of another day' },
  'hire.not_yours': { status: 409, zh: '是否录用由本人或主办单位确认', en: 'Whether they were hired the person or the office confirms' },
  'hire.link': { status: 404, zh: '链接不完整或已失效', en: 'The link is not whole, or is none any more' },
  'hire.link_over': { status: 410, zh: '这个链接已用过或已过期', en: 'The link was used, or its days are over' },
  'hire.link_wrong': { status: 422, zh: '后四位不对，请核对', en: 'These are not the last four digits' },
});
