import { defineExport } from '#access';
import { columnsOf } from '#platform/document';
import type { ProposalDto } from './matching.dto.js';

const { code, count, day, flag, text, yuan } = columnsOf<ProposalDto>();

/** The day of arrival and the days that were wished, of a proposal's reasons. */
const daysOf = ({ reasons }: ProposalDto) => reasons.find(({ days }) => days)?.days;

/** Lists of proposals to take along. */
export const proposalsExport = defineExport<ProposalDto>(
  'proposals',
  ['匹配建议', 'proposals'],
  [
    text(['岗位', 'Need'], (one) => one.needTitle),
    text(['企业', 'Enterprise'], (one) => one.enterpriseName),
    text(['县市区', 'County or zone'], (one) => one.nodeName),
    text(['协作站', 'Station'], (one) => one.supplierName),
    text(['批次', 'Batch'], (one) => one.batchTitle),
    count(['人数', 'People'], (one) => one.people),
    code(
      ['状态', 'State'],
      'state.proposal',
      {
        proposed: ['待审定', 'to approve'],
        sent: ['可承诺', 'open to promise'],
        promised: ['已承诺', 'promised'],
        dropped: ['已放弃', 'dropped'],
        stale: ['条件已变', 'conditions changed'],
        declined: ['已谢绝', 'declined'],
      },
      (one) => one.state,
    ),
    flag(['企业愿意接收', 'Welcome'], (one) => one.welcome),
    text(['谢绝原因', 'Why declined'], (one) => one.reason),
    yuan(['月薪下限（元）', 'Wage from (yuan a month)'], (one) => one.wageFromYuan),
    yuan(['月薪上限（元）', 'Wage to (yuan a month)'], (one) => one.wageToYuan),
    day(['预计到岗', 'Arrives'], (one) => daysOf(one)?.arrives ?? null),
    day(['希望到岗', 'Wished from'], (one) => daysOf(one)?.wished ?? null),
    day(['最晚到岗', 'Start by'], (one) => one.startBy),
    flag(['提供住宿', 'Lodging'], (one) => one.lodging),
  ],
);
