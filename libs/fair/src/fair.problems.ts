import { defineProblems } from '#platform/http';

export const problems = defineProblems({
  'fair.node': { status: 422, zh: '请选择举办方所在的市、县市区或开发区', en: 'Choose the city, county or zone that holds the fair' },
  'fair.past': { status: 422, zh: '日期已过', en: 'The day has passed' },
  'fair.filing': { status: 422, zh: '尚不符合发布条件：{gapsZh}', en: 'It cannot stand published like this: {gapsEn}' },
  'fair.state': { status: 409, zh: '招聘会当前状态不允许此操作', en: 'The state of the fair does not allow this' },
  'fair.full': { status: 409, zh: '展位已满', en: 'All booths are taken' },
  'fair.booth_taken': { status: 409, zh: '{number} 号展位已被预订，请另选', en: 'Booth {number} is taken; choose another' },
  'fair.not_booked': { status: 404, zh: '没有预订过展位', en: 'No booth is booked' },
  'fair.booths_booked': {
    status: 409,
    zh: '已有 {booked} 个展位被预订，不能减到 {booths} 个',
    en: '{booked} booths are booked; {booths} would be too few',
  },
  'fair.enterprise': { status: 422, zh: '请选择参会企业', en: 'Choose the enterprise that takes part' },
});
