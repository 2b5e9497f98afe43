import { defineTraces } from '#access';

defineTraces({
  actions: {
    'matching.started': ['开始匹配', 'Started a matching run'],
    'matching.cancelled': ['取消匹配', 'Cancelled a matching run'],
    'matching.approved': ['审定匹配方案', 'Approved proposals'],
    'matching.lock': ['锁定搭配', 'Locked a pair'],
    'matching.exclude': ['排除搭配', 'Excluded a pair'],
    'matching.rule_lifted': ['解除锁定或排除', 'Lifted a rule'],
    'need.advice_applied': ['按建议修改岗位', 'Took an advice'],
    'proposal.welcomed': ['欢迎推荐人员', 'Welcomed a proposal'],
    'proposal.declined': ['谢绝推荐人员', 'Declined a proposal'],
  },
  kinds: { matching_run: ['匹配', 'Matching run'], matching_rule: ['锁定与排除', 'Rule'], proposal: ['匹配方案', 'Proposal'] },
  fields: {
    weights: ['权重', 'Weights'],
    sent: ['发出方案', 'Sent'],
    stale: ['已过时', 'Stale'],
    needId: ['岗位', 'Need'],
    batchId: ['批次', 'Batch'],
    by: ['改动', 'Step'],
    to: ['改为', 'To'],
    gain: ['可多得人数', 'People gained'],
  },
  values: {
    'retention_rule.matching_run': ['匹配', 'Matching runs'],
    'retention_rule.matching_run.detail': ['匹配明细', 'Details of matching runs'],
    'kind.lock': ['锁定', 'lock'],
    'kind.exclude': ['排除', 'exclude'],
    'kind.wage': ['工资', 'wage'],
    'kind.start': ['到岗时间', 'start'],
    'kind.lodging': ['住宿', 'lodging'],
    'kind.training': ['培训上岗', 'training'],
  },
});
