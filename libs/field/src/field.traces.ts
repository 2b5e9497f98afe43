import { defineTraces } from '#access';

defineTraces({
  actions: {
    'field.invited': ['登记现场手机', 'Invited a phone'],
    'field.invited_again': ['重新生成登记码', 'Made a new code for a phone'],
    'field.enrolled': ['手机完成登记', 'A phone was enrolled'],
    'field.revoked': ['收回现场手机', 'Withdrew a phone'],
    'field.copied': ['发现手机副本', 'A copy of a phone spoke'],
    'field.paper_entered': ['补录纸质名单', 'Entered a list kept by hand'],
    'field.settled': ['裁定现场冲突', 'Decided a conflict'],
  },
  kinds: { field_device: ['现场手机', 'Phone'], field_entry: ['现场记录', 'Entry of a phone'] },
  fields: { lines: ['行数', 'Lines'], duty: ['任务', 'Duty'], settled: ['裁定', 'Decision'], entry: ['记录', 'Entry'] },
  values: {
    'settled.stands': ['以此为准', 'this one counts'],
    'settled.void': ['不算', 'it does not count'],
    'retention_rule.field_device': ['现场手机', 'Phones in the field'],
    'retention_rule.field_entry': ['现场手机的记录', 'Entries of phones in the field'],
  },
});
