import type { Problem, Wording } from '#platform/http';
import type { Gap } from './domain/filing.js';
import type { Fair } from './fair.entity.js';
import { problems } from './fair.problems.js';

const WORDS: Record<Gap, Wording> = {
  expected_attendance: { zh: '缺少预计人数', en: 'how many people are expected is missing' },
  duty_staff: { zh: '值守人员不足', en: 'there are too few people on duty for so many booths' },
  permit_number: { zh: '缺少大型活动许可文号', en: 'the number of the permit is missing' },
  hours: { zh: '结束时间须晚于开始时间', en: 'it has to close after it opens' },
  holder: { zh: '缺少举办单位名称', en: 'the name of who holds it is missing' },
  licence: { zh: '缺少人力资源服务许可证编号', en: 'the number of the agency’s licence is missing' },
  stream: { zh: '缺少直播链接', en: 'the link of the stream is missing' },
  exits: { zh: '缺少安全出口数', en: 'the number of exits is missing' },
  plan_organisation: { zh: '缺少组织方案', en: 'the organisation plan is missing' },
  plan_emergency: { zh: '缺少应急预案', en: 'the emergency plan is missing' },
  plan_security: { zh: '缺少安保方案', en: 'the security plan is missing' },
  day_passed: { zh: '日期已过', en: 'the day has passed' },
  permit_for: {
    zh: '许可只对原定时间、地点和规模有效，变更后须填写新的许可文号；不再需要许可的，请清空文号',
    en: 'the permit was given for another day, hours, place or size: give the number of the new one, or none where none is needed any more',
  },
  permit_date: { zh: '距新日期已不足申请许可的期限', en: 'it is too late to apply for a permit for the new day' },
};

/** Where a form shows it. */
const FIELD: Record<Gap, keyof Fair> = {
  expected_attendance: 'expectedAttendance',
  duty_staff: 'dutyStaff',
  permit_number: 'permitNumber',
  hours: 'closesAt',
  holder: 'holderName',
  licence: 'holderLicence',
  stream: 'streamUrl',
  exits: 'exits',
  plan_organisation: 'plans',
  plan_emergency: 'plans',
  plan_security: 'plans',
  day_passed: 'day',
  permit_for: 'permitNumber',
  permit_date: 'day',
};

export const filingProblem = (gaps: readonly Gap[]): Problem => {
  const words = (locale: 'zh' | 'en', between: string): string => gaps.map((gap) => WORDS[gap][locale]).join(between);
  return problems(
    'fair.filing',
    { gapsZh: words('zh', '；'), gapsEn: words('en', '; ') },
    gaps.map((gap) => ({ path: FIELD[gap], code: gap, message: WORDS[gap] })),
  );
};
