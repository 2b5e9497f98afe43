import { defineExport } from '#access';
import { columnsOf } from '#platform/document';
import type { MassDto } from './mass.dto.js';

const { code, count, moment, text } = columnsOf<MassDto>();

/** Messages to many, to take along. */
export const massExport = defineExport<MassDto>(
  'mass_messages',
  ['群发', 'messages to many'],
  [
    text(['标题', 'Title'], (one, locale) => (locale === 'en' && one.titleEn ? one.titleEn : one.titleZh)),
    code(
      ['性质', 'Kind'],
      'massKind',
      { official: ['公务通知', 'Official notice'], commercial: ['推广', 'Advertising'] },
      (one) => one.kind,
    ),
    code(
      ['状态', 'State'],
      'state.mass',
      {
        draft: ['草稿', 'draft'],
        awaiting: ['待复核', 'waits for approval'],
        sending: ['发送中', 'going out'],
        paused: ['已暂停', 'paused'],
        done: ['已完成', 'done'],
        cancelled: ['已取消', 'stopped'],
      },
      (one) => one.state,
    ),
    count(['企业数', 'Enterprises'], (one) => one.enterprises),
    count(['收件人数', 'Readers'], (one) => one.people),
    count(['已通知企业', 'Enterprises told'], (one) => one.told),
    text(['撰写人', 'Written by'], (one) => one.createdBy),
    text(['提交人', 'Sent off by'], (one) => one.sentBy),
    text(['复核人', 'Approved by'], (one) => one.approvedBy),
    moment(['撰写时间', 'Written'], (one) => one.createdAt),
    moment(['开始发送', 'Began'], (one) => one.startedAt),
    moment(['结束', 'Ended'], (one) => one.endedAt),
  ],
);
