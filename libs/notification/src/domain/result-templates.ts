import { catalogue } from './template.js';

/** What came of fairs: asked of enterprises, and of whom they hired. */
export const resultTemplates = catalogue({
  'fair.results_asked': {
    group: 'fair',
    zh: { subject: '请填报成效：{fairName}', text: '{day} {fairName} 已结束，请于 {due} 前填报洽谈和录用结果；没有结果也请确认。' },
    en: {
      subject: 'What came of {fairName}?',
      text: '{fairName} on {day} is over. Please say by {due} whom you met and hired, or that nobody was.',
    },
    link: '/console/fairs/{fairId}/results',
  },
  'fair.results_soon': {
    group: 'fair',
    zh: { subject: '{due} 前须填报成效：{fairName}', text: '{day} {fairName} 的成效尚未填报，请于 {due} 前完成。' },
    en: { subject: 'Results by {due}: {fairName}', text: 'You have not said what came of {fairName} on {day}. It is due by {due}.' },
    link: '/console/fairs/{fairId}/results',
    sms: true,
  },
  'fair.results_late': {
    group: 'fair',
    zh: { subject: '成效已逾期：{fairName}', text: '{day} {fairName} 的成效应于 {due} 前填报，已逾期，请尽快完成。' },
    en: { subject: 'Overdue: results of {fairName}', text: 'What came of {fairName} on {day} was due by {due}. Please say it now.' },
    link: '/console/fairs/{fairId}/results',
  },
  'hire.asked': {
    group: 'account',
    zh: {
      subject: '请确认是否被录用：{enterpriseName}',
      text: '{enterpriseName} 称已通过“{fairName}”录用您。是否属实，请点开确认：{answerLink}',
    },
    en: {
      subject: 'Did {enterpriseName} hire you?',
      text: '{enterpriseName} says that it hired you at {fairName}. Please say whether it did: {answerLink}',
    },
    sms: true,
  },
  'hire.asked_later': {
    group: 'account',
    zh: {
      subject: '您还在 {enterpriseName} 工作吗？',
      text: '您通过“{fairName}”到 {enterpriseName} 工作已满 {days} 天。是否仍在岗，请点开确认：{answerLink}',
    },
    en: {
      subject: 'Are you still with {enterpriseName}?',
      text: 'It is {days} days since {enterpriseName} hired you at {fairName}. Please say whether you are still there: {answerLink}',
    },
    sms: true,
  },
  'hire.to_chase': {
    group: 'fair',
    zh: { subject: '{people} 名录用人员逾期未答复', text: '{people} 名招聘会录用人员过了答复期限，已由您跟进。打开页面可看到联系电话。' },
    en: {
      subject: 'To ask after: {people|hire|hires} of fairs',
      text: 'Nobody has said in time what became of {people|hire|hires} of fairs. You go after it: the page shows whom to call.',
    },
    link: '/console/fair-hires?which=mine',
  },
  'hire.denied': {
    group: 'fair',
    zh: { subject: '本人否认被录用：{enterpriseName}', text: '{fairName}：{enterpriseName} 填报的一名录用人员表示未被录用，请核实。' },
    en: {
      subject: 'Not hired after all: {enterpriseName}',
      text: 'Somebody whom {enterpriseName} said it hired at {fairName} says that it did not.',
    },
    link: '/console/fair-hires',
  },
  'hire.left': {
    group: 'fair',
    zh: { subject: '录用人员已离职：{enterpriseName}', text: '{fairName}：{enterpriseName} 的一名录用人员已不在岗。' },
    en: { subject: 'No longer there: {enterpriseName}', text: 'Somebody whom {enterpriseName} hired at {fairName} is not there any more.' },
    link: '/console/fair-hires',
  },
});
