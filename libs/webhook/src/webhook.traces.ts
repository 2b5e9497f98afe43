import { defineTraces } from '#access';

defineTraces({
  actions: {
    'webhook.connected': ['新增推送', 'Connected another system'],
    'webhook.changed': ['修改推送', 'Changed a connected system'],
    'webhook.secret_changed': ['更换推送密钥', 'Changed the secret of a connected system'],
    'webhook.removed': ['删除推送', 'Removed a connected system'],
    'webhook.sent_again': ['重新推送', 'Sent again to a connected system'],
  },
  kinds: { webhook: ['推送', 'Connected system'] },
  fields: { kinds: ['事件', 'Events'], hookHost: ['推送主机', 'Host of a connected system'], dispatches: ['推送条数', 'Messages sent on'] },
  values: { 'retention_rule.webhook_dispatch': ['推送记录', 'What connected systems were told'] },
});
