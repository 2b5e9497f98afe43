import { catalogue } from './template.js';

/** After signing: 30, 90 and 180 days. */
export const retentionTemplates = catalogue({
  'retention.left': {
    group: 'trip',
    zh: {
      subject: '{enterpriseName} 有 1 人已不在岗',
      text: '您送到 {enterpriseName}“{needTitle}”的人员中有 1 人已不在岗。原因：{reason}。请在留岗回访中查看并联系本人。',
    },
    en: {
      subject: 'Somebody is no longer with {enterpriseName}',
      text: [
        'One of the people whom you brought to {enterpriseName} for “{needTitle}” is not there any more. Reason: {reason}. ',
        'Please look at the staying checks, and call them.',
      ],
    },
    link: '/console/retention?which=all',
  },
  'retention.due': {
    group: 'trip',
    zh: {
      subject: '请确认 {people} 人是否仍在岗',
      text: '有 {people} 条在岗回访到期（满 30、90 或 180 天），请在 {answerBy} 前答复：都在岗的可以一次确认，离职的逐人写明去向。',
    },
    en: {
      subject: 'Are {people|person|people} still there?',
      text: [
        '{people|check|checks} after 30, 90 or 180 days are due. Please answer by {answerBy}: confirm all who are there at once, and name ',
        'those who left.',
      ],
    },
    link: '/console/retention',
  },
  'retention.overdue': {
    group: 'trip',
    zh: {
      subject: '{people} 条在岗回访已逾期',
      text: '有 {people} 条在岗回访已过答复期限，企业服务专员会与您联系。现在答复即可。',
    },
    en: {
      subject: '{people|staying check is|staying checks are} overdue',
      text: 'The time for {people|check|checks} is over, and your liaison will call you. You can still answer now.',
    },
    link: '/console/retention',
  },
  'retention.late': {
    group: 'trip',
    zh: {
      subject: '{enterpriseName} 有 {people} 条在岗回访逾期未答',
      text: '{enterpriseName} 有 {people} 条在岗回访过了答复期限（最早应于 {dueOn} 回访）。请联系企业核实是否仍在岗。',
    },
    en: {
      subject: '{enterpriseName} has not answered {people|staying check|staying checks}',
      text: [
        '{enterpriseName} has not answered {people|check|checks} in time; the first was due on {dueOn}. ',
        'Please ask the enterprise whether they are still there.',
      ],
    },
    link: '/console/late-follow-ups',
  },
});
