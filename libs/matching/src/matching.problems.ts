import { defineProblems } from '#platform/http';

export const problems = defineProblems({
  'matching.busy': { status: 409, zh: '已有一次匹配正在进行，请等它完成或先取消', en: 'A matching run is under way; wait for it or cancel it first' },
  'matching.state': { status: 409, zh: '这次匹配当前的状态不允许此操作', en: 'The state of this run does not allow that' },
  'matching.nothing_to_send': { status: 409, zh: '没有可批准的方案：可能已处理，或需求、批次在匹配后有变化', en: 'Nothing can be approved: decided already, or needs and batches have changed since the run' },
  'proposal.state': { status: 409, zh: '该方案已处理或已失效', en: 'This proposal is decided or stale' },
});
