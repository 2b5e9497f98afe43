import { defineExport } from '#access';
import { columnsOf } from '#platform/document';
import type { WorkerDto } from '../people/worker.dto.js';

const column = columnsOf<WorkerDto>();

/** People whom stations look after, to take along; as the list shows them, and ID numbers masked. */
export const workersExport = defineExport<WorkerDto>(
  'workers',
  ['求职人员', 'people'],
  [
    column.text(['姓名', 'Name'], (one) => one.name),
    column.text(['证件号码', 'ID number'], (one) => one.idNumber),
    column.code(
      ['证件类型', 'Document'],
      'idKind',
      {
        resident: ['居民身份证', 'resident ID'],
        hmt_permit: ['港澳台居住证', 'HK, Macao, Taiwan permit'],
        foreigner: ['外国人永居证', 'foreigner’s resident card'],
      },
      (one) => one.idKind,
    ),
    column.text(['手机', 'Phone'], (one) => one.phone),
    column.text(['协作站', 'Station'], (one) => one.supplierName),
    column.code(
      ['进展', 'Stage'],
      'workerStage',
      {
        intent: ['有意向', 'would like to go'],
        interview: ['面试', 'interview'],
        medical: ['体检', 'medical'],
        accepted: ['已录用', 'accepted'],
        dropped: ['未成', 'dropped'],
      },
      (one) => one.stage,
    ),
    column.text(['原因', 'Reason'], (one) => one.reason),
    column.moment(['面试时间', 'Interview'], (one) => one.interviewAt),
    column.code(
      ['脱贫与监测', 'Relief'],
      'reliefState',
      {
        none: ['否', 'no'],
        alleviated: ['脱贫劳动力', 'lifted out of poverty'],
        monitored: ['防止返贫监测对象', 'watched against falling back'],
      },
      (one) => one.relief,
    ),
    column.flag(['已参保', 'Insured'], (one) => one.insured),
    column.day(['同意日期', 'Agreed on'], (one) => one.consentOn),
    column.text(['同意书', 'Wording'], (one) => one.consentWording),
  ],
);
