import { defineExport } from '#access';
import { columnsOf } from '#platform/document';
import type { TalkDto } from './outcome.dto.js';

const { code, moment, text } = columnsOf<TalkDto>();

/** Whom an enterprise met at a fair, to take along: nothing in it that these people did not let it see. */
export const outcomesExport = defineExport<TalkDto>(
  'fair-outcomes',
  ['招聘会洽谈名单', 'people met at a fair'],
  [
    text(['入场码', 'Ticket'], (talk) => talk.number),
    text(['姓名', 'Name'], (talk) => talk.name),
    text(['联系方式', 'Contact'], (talk) => talk.reach),
    text(['求职意向', 'Work looked for'], (talk) => talk.occupation),
    text(['经历', 'Experience'], (talk) => talk.experience),
    text(['岗位', 'Post'], (talk) => talk.needTitle),
    code(
      ['结果', 'Outcome'],
      'outcome',
      {
        interested: ['有意向', 'interested'],
        interview: ['面试', 'interview'],
        offer: ['拟录用', 'offer'],
        hired: ['录用', 'hired'],
        unsuitable: ['不合适', 'not suitable'],
      },
      (talk) => talk.kind,
    ),
    code(
      ['原因', 'Reason'],
      'unsuitableReason',
      {
        skill: ['技能不符', 'skills'],
        experience: ['经验不足', 'experience'],
        papers: ['证书不全', 'papers'],
        pay: ['薪资不合', 'pay'],
        hours: ['班次不合', 'hours'],
        place: ['地点太远', 'place'],
        other: ['其他', 'other'],
      },
      (talk) => talk.reason,
    ),
    moment(['首次洽谈', 'Met'], (talk) => talk.firstAt),
    moment(['更新', 'Last said'], (talk) => talk.at),
  ],
);
