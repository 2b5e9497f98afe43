import { defineTraces } from '#access';

defineTraces({
  actions: { 'delivery.retry': ['重新发送消息', 'Sent a message again'] },
  kinds: { delivery: ['消息发送', 'Delivery'] },
  values: {
    'retention_rule.message': ['消息', 'Messages'],
    'retention_rule.delivery.address': ['消息的收件地址', 'Addresses of messages'],
  },
});
