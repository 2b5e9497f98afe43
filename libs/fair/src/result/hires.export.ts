import { defineExport } from '#access';
import { columnsOf } from '#platform/document';
import type { FairHireDto } from './result.dto.js';

const { code, day, flag, moment, number, text } = columnsOf<FairHireDto>();

/** What is asked about hires of fairs, to take along: names and numbers as far as the list shows them. */
export const fairHiresExport = defineExport<FairHireDto>(
  'fair_hires',
  ['录用核实', 'hires of fairs'],
  [
    text(['入场码', 'Ticket'], (one) => one.number),
    text(['人员', 'Person'], (one) => one.name),
    text(['手机号', 'Mobile phone'], (one) => one.phone),
    text(['企业', 'Enterprise'], (one) => one.enterpriseName),
    text(['岗位', 'Post'], (one) => one.needTitle),
    text(['招聘会', 'Fair'], (one) => one.fairName),
    day(['录用日期', 'Hired on'], (one) => one.hiredOn),
    number(['满几天', 'After days'], (one) => one.days),
    day(['应核实日', 'Due'], (one) => one.dueOn),
    day(['答复期限', 'Answer by'], (one) => one.lateOn),
    flag(['已逾期', 'Late'], (one) => one.late),
    flag(['已录用或在岗', 'Hired, or still there'], (one) => (one.says === null ? null : one.says === 'yes')),
    code(
      ['谁答复', 'Who says so'],
      'fairHire.by',
      {
        enterprise: ['企业答复', 'says the enterprise'],
        seeker: ['本人答复', 'say they themselves'],
        office: ['工作人员核实', 'found by the office'],
      },
      (one) => one.saidBy,
    ),
    moment(['联系本人', 'Asked by a link'], (one) => one.askedAt),
    text(['负责人', 'Who goes after it'], (one) => one.ownerName),
  ],
);
