import { defineTraces } from '#access';

defineTraces({
  actions: {
    'fair.created': ['新建招聘会', 'Planned a fair'],
    'fair.edited': ['修改招聘会', 'Edited a fair'],
    'fair.published': ['发布招聘会', 'Published a fair'],
    'fair.cancelled': ['取消招聘会', 'Cancelled a fair'],
    'booth.booked': ['预订展位', 'Booked a booth'],
    'booth.released': ['退订展位', 'Gave a booth back'],
  },
  kinds: { fair: ['招聘会', 'Fair'] },
  fields: {
    theme: ['主题', 'Theme'],
    campaign: ['专项活动', 'Campaign'],
    day: ['日期', 'Day'],
    opensAt: ['开始', 'Opens'],
    closesAt: ['结束', 'Closes'],
    place: ['地点', 'Place'],
    expectedAttendance: ['预计人数', 'Expected attendance'],
    dutyStaff: ['工作人员', 'Staff on duty'],
    permitNumber: ['许可文号', 'Permit number'],
    boothCount: ['展位数', 'Booths'],
    booth: ['展位', 'Booth'],
    enterprise: ['企业', 'Enterprise'],
  },
  values: {
    'campaign.spring-breeze': ['春风行动', 'Spring Breeze'],
    'campaign.hundred-days': ['百日千万招聘', 'Hundred Days'],
    'campaign.private-enterprises': ['民企招聘月', 'private enterprises'],
    'campaign.graduates': ['高校毕业生', 'graduates'],
    'campaign.none': ['无', 'none'],
  },
});
