import { catalogue } from './template.js';

/** What goes to many, and what goes of many together. */
export const bulkTemplates = catalogue({
  'notice.official': {
    group: 'notice',
    name: { zh: '群发的公务通知', en: 'Official notice to many' },
    zh: { subject: '{title}', text: '{body}' },
    en: { subject: '{title}', text: '{body}' },
    sms: true,
    bulk: true,
    quiet: 'nights',
  },
  'notice.commercial': {
    group: 'notice',
    name: { zh: '群发的推广消息', en: 'Advertising to many' },
    zh: { subject: '{title}', text: '{body} 退订：{unsubscribe}' },
    en: { subject: '{title}', text: '{body} Unsubscribe: {unsubscribe}' },
    sms: true,
    bulk: true,
    quiet: 'free_days',
  },
  'digest.daily': {
    group: 'work',
    zh: { subject: '今日消息汇总：{count} 条', text: '{lines}' },
    en: { subject: 'Your messages of today: {count}', text: '{lines}' },
    link: '/console/messages',
    must: true,
    bulk: true,
  },
});
