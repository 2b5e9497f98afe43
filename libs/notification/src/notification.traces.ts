import { defineTraces } from '#access';

defineTraces({
  actions: {
    'delivery.retry': ['重新发送消息', 'Sent a message again'],
    'delivery.retry_failed': ['重新发送同一原因失败的消息', 'Sent all again that failed for one reason'],
    'channel.reopen': ['恢复发送渠道', 'Opened a channel again'],
    'sms_template.register': ['登记短信模板', 'Registered a template of text messages'],
  },
  kinds: { channel: ['发送渠道', 'Channel'], delivery: ['消息发送', 'Delivery'], sms_template: ['短信模板', 'Template of text messages'] },
  values: {
    'retention_rule.message': ['消息', 'Messages'],
    'retention_rule.sms_receipt': ['短信回执', 'Receipts of text messages'],
    'retention_rule.delivery.address': ['消息的收件地址', 'Addresses of messages'],
  },
});
