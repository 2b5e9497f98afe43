import { defineTraces } from '#access';

defineTraces({
  actions: {
    'delivery.retry': ['重新发送消息', 'Sent a message again'],
    'delivery.retry_failed': ['重新发送同一原因失败的消息', 'Sent all again that failed for one reason'],
    'channel.reopen': ['恢复发送渠道', 'Opened a channel again'],
    'watch_rule.changed': ['修改队列提醒', 'Changed when queues are told of'],
    'sms_template.register': ['登记短信模板', 'Registered a template of text messages'],
  },
  kinds: {
    watch_rule: ['队列提醒', 'Alarm about queues'],
    channel: ['发送渠道', 'Channel'],
    delivery: ['消息发送', 'Delivery'],
    sms_template: ['短信模板', 'Template of text messages'],
  },
  fields: { most: ['上限', 'Limit'], failure: ['原因', 'Reason'], registeredAs: ['服务商模板号', 'Provider’s template id'] },
  values: {
    'failure.throttled': ['发送过于频繁', 'too many at once'],
    'failure.network': ['无法连接', 'not reached'],
    'failure.credentials': ['密钥被拒绝', 'key refused'],
    'failure.money': ['余额不足', 'no money left'],
    'failure.template': ['模板未通过审核', 'template not approved'],
    'failure.address': ['号码或地址被拒绝', 'address refused'],
    'failure.content': ['内容被拒绝', 'content refused'],
    'failure.expired': ['链接已失效', 'link ran out'],
    'failure.undelivered': ['对方未收到', 'did not arrive'],
    'failure.unknown': ['其他原因', 'other reason'],
    'state.submitted': ['审核中', 'submitted'],
    'state.approved': ['已通过', 'approved'],
    'state.refused': ['未通过', 'refused'],
    'retention_rule.message': ['消息', 'Messages'],
    'retention_rule.sms_receipt': ['短信回执', 'Receipts of text messages'],
    'retention_rule.delivery.address': ['消息的收件地址', 'Addresses of messages'],
  },
});
