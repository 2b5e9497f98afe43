import { defineProblems } from '#platform/http';

export const problems = defineProblems({
  'matching.busy': {
    status: 409,
    zh: '已有一次匹配正在进行，请等它完成或先取消',
    en: 'A matching run is under way; wait for it or cancel it first',
  },
  'matching.state': { status: 409, zh: '这次匹配当前的状态不允许此操作', en: 'The state of this run does not allow that' },
  'matching.nothing_to_send': {
    status: 409,
    zh: '没有可批准的方案：可能已处理、已被排除，或需求、批次在匹配后有变化',
    en: 'Nothing can be approved: decided already, excluded, or needs and batches have changed since the run',
  },
  'matching.weights': { status: 422, zh: '有 {count} 处权重不能使用', en: '{count} weights cannot be used' },
  'matching.two_runs': { status: 422, zh: '请选择两次已完成的匹配来比较', en: 'Choose two finished runs to compare' },
  'matching.rule_pair': { status: 422, zh: '需求或批次不存在，或已结束', en: 'The need or the batch does not exist or is over' },
  'advice.none': { status: 409, zh: '最近一次匹配没有这条建议，请刷新', en: 'The last run gave no such advice; reload' },
  'advice.stale': {
    status: 409,
    zh: '需求在匹配后已修改，这条建议不再成立，请等下一次匹配',
    en: 'The need has changed since the run, so the advice holds no more; wait for the next run',
  },
  'proposal.state': { status: 409, zh: '该方案已处理或已失效', en: 'This proposal is decided or stale' },
});
