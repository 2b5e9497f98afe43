import { defineExport } from '#access';
import { columnsOf, type Words } from '#platform/document';
import type { PerformanceDto } from './performance.dto.js';

const column = columnsOf<PerformanceDto>();
const after = (days: number, head: Words, of: 'due' | 'stayed' | 'left' | 'insured' | 'confirmed') =>
  column.count(
    [`${days}天${head[0]}`, `${head[1]} after ${days} days`],
    (one) => one.points.find((point) => point.days === days)?.[of] ?? null,
  );

/** What became of promises, to take along. */
export const performanceExport = defineExport<PerformanceDto>(
  'performance',
  ['承诺成效', 'results of promises'],
  [
    column.text(['名称', 'Name'], (one) => one.name),
    column.count(['承诺数', 'Promises'], (one) => one.promises),
    column.text(['平均答复小时', 'Hours to an answer'], (one) => one.answerHours?.toString() ?? null),
    column.count(['承诺人数', 'Promised'], (one) => one.promised),
    column.count(['落实人数', 'Committed'], (one) => one.committed),
    column.count(['上车人数', 'Boarded'], (one) => one.boarded),
    column.count(['到站人数', 'Arrived'], (one) => one.arrived),
    column.count(['签约人数', 'Signed'], (one) => one.signed),
    ...[30, 90, 180].flatMap((days) => [
      after(days, ['应回访', 'To be asked about'], 'due'),
      after(days, ['企业答复在岗', 'There as the employer says'], 'stayed'),
      after(days, ['企业答复离职', 'Gone as the employer says'], 'left'),
      after(days, ['社保显示在岗', 'There as insurance shows'], 'insured'),
      after(days, ['本人确认在岗', 'There as they say'], 'confirmed'),
    ]),
  ],
);
