import { catalogue } from './template.js';

/** Whoever keeps the installation running hears of a provider that fails. */
const closed = (zh: string, en: string) =>
  ({
    group: 'work',
    zh: {
      subject: `${zh}暂时无法发出`,
      text: `${zh}服务商连续出错，发送已暂停，系统会自动定时再试，积压的消息不会丢失。原因和处理办法见“发送失败”页。`,
    },
    en: {
      subject: `Nothing goes out by ${en} for now`,
      text: `The provider of ${en} failed several times in a row. It is tried again by itself, and nothing is lost. See “Deliveries”.`,
    },
    link: '/console/deliveries',
  }) as const;

/** What the machinery tells whoever keeps it running, or whose system is connected. */
export const machineTemplates = catalogue({
  'channel.email_closed': closed('邮件', 'e-mail'),
  'channel.sms_closed': closed('短信', 'text message'),
  'channel.wecom_closed': closed('企业微信', 'WeCom'),
  'queue.late': {
    group: 'work',
    zh: {
      subject: '后台任务积压：{minutes} 分钟',
      text: '队列“{queueName}”中最早的任务已等待 {minutes} 分钟，超过设定的 {most} 分钟。请查看是否暂停、是否有程序在处理。',
    },
    en: {
      subject: 'Background work is late: {minutes|minute|minutes}',
      text: [
        'The oldest job of the queue “{queueName}” has waited for {minutes|minute|minutes}, and {most} are allowed. ',
        'See whether it is paused, and whether a worker runs.',
      ],
    },
    link: '/console/jobs',
  },
  'queue.failing': {
    group: 'work',
    zh: {
      subject: '后台任务失败较多：{percent}%',
      text: '队列“{queueName}”最近一小时有 {failed} 个任务失败，占 {percent}%，超过设定的 {most}%。失败的任务都保留着，查明原因后可以重试。',
    },
    en: {
      subject: 'Background work fails: {percent}%',
      text: [
        'Of the queue “{queueName}” {failed|job|jobs} failed in the last hour, which is {percent}%, and {most}% are allowed. ',
        'They are kept and can be run again.',
      ],
    },
    link: '/console/jobs',
  },
  'webhook.gave_up': {
    group: 'work',
    zh: {
      subject: '推送已停用：{webhookName}',
      text: '向“{webhookName}”的推送连续失败 {failures} 次，已自动停用。请检查对方系统，恢复后在推送页启用，并重发未送达的内容。',
    },
    en: {
      subject: 'Switched off: {webhookName}',
      text: [
        '“{webhookName}” refused or missed what it was told {failures} times in a row, so nothing more is sent to it. ',
        'Mend it, switch it on again and send again what failed.',
      ],
    },
    link: '/console/webhooks/{webhookId}',
  },
});
