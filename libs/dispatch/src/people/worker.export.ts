import { defineExport } from '#access';
import { columnsOf } from '#platform/document';
import type { WorkerDto } from './worker.dto.js';

const { code, day, flag, moment, text } = columnsOf<WorkerDto>();

/** The list of people whom stations look after, to take along: names and numbers as far as the page shows them. */
export const workersExport = defineExport<WorkerDto>(
  'workers',
  ['求职人员', 'people'],
  [
    text(['姓名', 'Name'], (one) => one.name),
    text(['证件号码', 'ID number'], (one) => one.idNumber),
    text(['电话', 'Phone'], (one) => one.phone),
    text(['紧急联系人', 'Emergency contact'], (one) => one.emergencyContact),
    text(['协作站', 'Station'], (one) => one.supplierName),
    code(
      ['进展', 'Progress'],
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
    moment(['进展时间', 'Since'], (one) => one.stageAt),
    moment(['面试时间', 'Interview'], (one) => one.interviewAt),
    text(['未成原因', 'Why not'], (one) => one.reason),
    code(
      ['脱贫与监测', 'Relief'],
      'reliefState',
      {
        none: ['否', 'no'],
        alleviated: ['脱贫劳动力', 'lifted out of poverty'],
        monitored: ['防止返贫监测对象', 'watched against falling back'],
      },
      (one) => one.relief,
    ),
    flag(['已参保', 'Insured'], (one) => one.insured),
    flag(['已在行程中', 'On a trip'], (one) => one.travelling),
    flag(['其他协作站也有登记', 'Entered elsewhere as well'], (one) => one.elsewhere),
    code(
      ['同意方式', 'Form of consent'],
      'consentForm',
      { paper: ['书面', 'on paper'], electronic: ['电子', 'electronic'] },
      (one) => one.consentForm,
    ),
    day(['同意日期', 'Consent given'], (one) => one.consentOn),
    text(['同意书', 'Wording'], (one) => one.consentWording),
  ],
);
