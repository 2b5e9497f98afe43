import { defineTraces } from '#access';

defineTraces({
  actions: { 'delivery.retry': ['重新发送消息', 'Sent a message again'] },
  kinds: { delivery: ['消息发送', 'Delivery'] },
});
