import { withNames } from './render.js';
import type { Template } from './template.js';

type Words = readonly [zh: string, en: string];

/** What the variables of messages are called by people who write their words. A spec asks for each that a text names. */
const WORDS: Readonly<Record<string, Words>> = {
  after: ['新名称', 'new name'],
  answerBy: ['答复期限', 'answer by'],
  answerLink: ['答复链接', 'link to answer'],
  applicant: ['申请人', 'applicant'],
  arriveAt: ['到达时间', 'arrival'],
  back: ['撤回条数', 'rows taken back'],
  before: ['原来的', 'as it was'],
  body: ['正文', 'text'],
  boothNumber: ['展位号', 'booth'],
  came: ['到站人数', 'people who came'],
  changed: ['更新条数', 'rows changed'],
  closesAt: ['结束时间', 'closing'],
  closesOn: ['截止日期', 'closing day'],
  code: ['验证码', 'code'],
  comeBy: ['最晚进入时间', 'come by'],
  count: ['条数', 'number'],
  created: ['新增条数', 'rows added'],
  day: ['举办日期', 'day'],
  days: ['天数', 'days'],
  departAt: ['出发时间', 'departure'],
  due: ['期限', 'due day'],
  dueAt: ['期限', 'due time'],
  dueOn: ['应回访日', 'due day'],
  enterpriseName: ['企业', 'enterprise'],
  enterprises: ['企业数', 'enterprises'],
  expiresAt: ['到期时间', 'end of the time'],
  failed: ['失败数', 'failures'],
  failures: ['失败次数', 'failures'],
  fairName: ['招聘会', 'fair'],
  from: ['原来的地点或单位', 'from'],
  fromDay: ['原定日期', 'day before'],
  fromHours: ['原定时间', 'hours before'],
  fromPlace: ['原定地点', 'place before'],
  hours: ['起止时间', 'hours'],
  lines: ['消息清单', 'list of messages'],
  meetingLink: ['会议链接', 'link of the meeting'],
  minutes: ['分钟数', 'minutes'],
  missing: ['未到人数', 'people missing'],
  most: ['上限', 'limit'],
  name: ['收件人', 'reader'],
  needTitle: ['岗位', 'post'],
  notTaken: ['未接受人数', 'people not taken'],
  opensAt: ['开始时间', 'opening'],
  people: ['人数', 'people'],
  percent: ['比例', 'share'],
  place: ['地点', 'place'],
  promised: ['承诺人数', 'people promised'],
  proposals: ['方案数', 'proposals'],
  quarter: ['季度', 'quarter'],
  queueName: ['队列', 'queue'],
  reason: ['原因', 'reason'],
  refused: ['未签约人数', 'people who did not sign'],
  short: ['缺工人数', 'people short'],
  signed: ['签约人数', 'people who signed'],
  slot: ['时段', 'time slot'],
  startBy: ['最晚到岗日', 'latest start'],
  stay: ['保持不变的条数', 'rows that stay'],
  supplierName: ['供给方', 'supplier'],
  theme: ['主题', 'theme'],
  times: ['次数', 'times'],
  title: ['标题', 'title'],
  to: ['新的地点或单位', 'to'],
  unsubscribe: ['退订链接', 'link to unsubscribe'],
  until: ['截止日期', 'last day'],
  webhookName: ['接入系统', 'connected system'],
};

/** A variable as people call it. */
export const variableWord = (name: string, locale: 'zh' | 'en'): string => WORDS[name]?.[locale === 'zh' ? 0 : 1] ?? name;

export const hasVariableWord = (name: string): boolean => name in WORDS;

/** What a kind of message is called where staff choose it: its own name, or its subject with the words of what differs. */
export const kindTitle = (template: Template, locale: 'zh' | 'en'): string =>
  template.name?.[locale] ??
  withNames(template[locale].subject, (name) => (locale === 'zh' ? `〔${variableWord(name, 'zh')}〕` : `[${variableWord(name, 'en')}]`));
