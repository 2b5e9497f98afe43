import { defineExport } from '#access';
import { columnsOf } from '#platform/document';
import type { FairDto } from './fair.dto.js';

const { code, count, day, flag, place, text } = columnsOf<FairDto>();

/** The list of fairs to take along. */
export const fairsExport = defineExport<FairDto>(
  'fairs',
  ['招聘会', 'fairs'],
  [
    text(['名称', 'Name'], (fair) => fair.name),
    text(['主题', 'Theme'], (fair) => fair.theme),
    code(
      ['所属活动', 'Campaign'],
      'campaign',
      {
        'spring-breeze': ['春风行动', 'Spring Breeze'],
        'hundred-days': ['百日千万招聘', 'Hundred Days'],
        'private-enterprises': ['民营企业招聘月', 'Private Enterprises Month'],
        graduates: ['高校毕业生专场', 'Graduates'],
        none: ['不属于专项活动', 'none'],
      },
      (fair) => fair.campaign,
    ),
    place(['主办地区', 'Held by'], (fair) => fair.nodeId),
    day(['日期', 'Day'], (fair) => fair.day),
    text(['开始', 'Opens'], (fair) => fair.opensAt),
    text(['结束', 'Closes'], (fair) => fair.closesAt),
    text(['地点', 'Place'], (fair) => fair.place),
    code(
      ['状态', 'State'],
      'state.fair',
      {
        planned: ['筹备', 'planned'],
        filed: ['已备案', 'filed'],
        open: ['已公布', 'open'],
        closed: ['停止预订', 'booths closed'],
        running: ['进行中', 'running'],
        ended: ['已结束', 'over'],
        results_in: ['成效已报', 'results in'],
        cancelled: ['已取消', 'cancelled'],
      },
      (fair) => fair.state,
    ),
    count(['展位', 'Booths'], (fair) => fair.boothCount),
    count(['已订展位', 'Booths booked'], (fair) => fair.booked),
    count(['预计到场人数', 'Expected attendance'], (fair) => fair.expectedAttendance),
    count(['值守人数', 'Staff on duty'], (fair) => fair.dutyStaff),
    flag(['须安全许可', 'Permit due'], (fair) => fair.filing.permitDue),
    text(['安全许可编号', 'Permit number'], (fair) => fair.permitNumber),
    text(['取消原因', 'Why cancelled'], (fair) => fair.cancelReason),
  ],
);
