import { defineExport } from '#access';
import { columnsOf } from '#platform/document';
import type { NeedReportDto } from './need-report.dto.js';

const { code, count, moment, text } = columnsOf<NeedReportDto>();

/** What readers of the board reported, to take along. */
export const reportsExport = defineExport<NeedReportDto>(
  'need_reports',
  ['岗位举报', 'reports about posts'],
  [
    text(['岗位', 'Post'], (one) => one.needTitle),
    text(['企业', 'Enterprise'], (one) => one.enterpriseName),
    code(['反映', 'Reported'], 'reportKind', { filled: ['已招满', 'Filled'], untrue: ['信息不实', 'Not true'] }, (one) => one.kind),
    count(['次数', 'Times'], (one) => one.times),
    text(['说明', 'Note'], (one) => one.note),
    moment(['时间', 'Since'], (one) => one.createdAt),
    text(['答复', 'Answer'], (one) => one.answer),
  ],
);
