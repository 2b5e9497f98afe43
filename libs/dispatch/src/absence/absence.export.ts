import { defineExport } from '#access';
import { columnsOf } from '#platform/document';
import type { AbsenceDto } from './absence.dto.js';

const { code, moment, text } = columnsOf<AbsenceDto>();

/** People who were missing at roll calls, to take along: names and numbers as far as the list shows them. */
export const absencesExport = defineExport<AbsenceDto>(
  'absences',
  ['未到人员', 'people missing'],
  [
    text(['人员', 'Person'], (one) => one.name),
    text(['手机号', 'Mobile phone'], (one) => one.phone),
    text(['企业', 'Enterprise'], (one) => one.enterpriseName),
    text(['行程', 'Trip'], (one) => one.way),
    code(
      ['何时未到', 'Missing when'],
      'absence.at',
      {
        board: ['上车时未到', 'missing at boarding'],
        transfer: ['换乘时未到', 'missing at a change'],
        arrive: ['到达时未到', 'missing on arrival'],
        hand_over: ['交接时未到', 'missing at the gate'],
      },
      (one) => one.at,
    ),
    text(['跟进人', 'Who asks'], (one) => one.ownerName),
    moment(['登记时间', 'Since'], (one) => one.openedAt),
    moment(['时限', 'Until'], (one) => one.dueAt),
    code(
      ['去向', 'What became of them'],
      'absence.outcome',
      {
        found: ['已到', 'turned up'],
        later_trip: ['改乘后续车次', 'comes with a later trip'],
        went_home: ['已返乡', 'went home'],
        other_work: ['另谋工作', 'found other work'],
        unreachable: ['联系不上', 'cannot be reached'],
      },
      (one) => one.outcome,
    ),
    text(['说明', 'Note'], (one) => one.note),
    moment(['登记去向时间', 'Said at'], (one) => one.closedAt),
  ],
);
