import { defineProblems } from '#platform/http';

export const problem = defineProblems({
  'webhook.whose': {
    status: 422,
    zh: '请说明是哪一家单位的推送',
    en: 'Say for which of your organisations it is',
  },
  'webhook.many': { status: 409, zh: '最多可设置 {most} 个推送，请先删除不用的', en: 'There are {most} already: remove one first' },
  'webhook.address': {
    status: 422,
    zh: '请填写以 https:// 开头、可从互联网访问的地址',
    en: 'Give an address on the public internet that begins with https://',
  },
  'webhook.kind': { status: 422, zh: '没有“{kind}”这种事件', en: 'There are no events of the kind “{kind}”' },
  'webhook.nothing_failed': { status: 409, zh: '没有未送达的内容可以重发', en: 'There is nothing here that failed' },
  'webhook.off': { status: 409, zh: '该推送已停用，请先启用', en: 'It is switched off; switch it on first' },
});
