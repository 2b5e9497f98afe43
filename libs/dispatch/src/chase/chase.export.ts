import { defineExport } from '#access';
import { columnsOf } from '#platform/document';
import type { LateFollowUpsDto } from './chase.dto.js';

const { count, day, text } = columnsOf<LateFollowUpsDto>();

/** Enterprises that answer checks late, to take along. */
export const lateFollowUpsExport = defineExport<LateFollowUpsDto>(
  'late_follow_ups',
  ['逾期未答的回访', 'late answers to checks'],
  [
    text(['企业', 'Enterprise'], (one) => one.enterpriseName),
    count(['未答条数', 'Checks not answered'], (one) => one.checks),
    day(['最早应回访', 'First due'], (one) => one.oldest),
    day(['答复期限', 'Answer by'], (one) => one.answerBy),
    text(['负责人', 'Who asks them'], (one, locale) => one.owners.join(locale === 'zh' ? '、' : ', ') || null),
  ],
);
