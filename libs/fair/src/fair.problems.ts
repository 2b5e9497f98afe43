import { defineProblems } from '#platform/http';

export const problems = defineProblems({
  'fair.node': { status: 422, zh: '请选择举办方所在的市、县市区或开发区', en: 'Choose the city, county or zone that holds the fair' },
  'fair.past': { status: 422, zh: '日期已过', en: 'The day has passed' },
  'fair.filing': { status: 422, zh: '尚不符合备案条件：{gapsZh}', en: 'It cannot be filed like this: {gapsEn}' },
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
  'fair.too_early': { status: 409, zh: '举办日 {day} 还没有到', en: 'The day of the fair, {day}, has not come' },
  'fair.venue_closed': { status: 409, zh: '{venue}在该时段不可用：{zh}', en: '{venue} is not to be had then: {en}' },
  'fair.room_booths': {
    status: 409,
    zh: '{room}只有 {places} 个展位，容不下 {booths} 个',
    en: '{room} has {places} places for booths; {booths} are too many',
  },
  'fair.room_taken': {
    status: 409,
    zh: '场地已被“{fair}”占用：{day} {from}–{to}',
    en: 'The room is taken by “{fair}”: {day} {from}–{to}',
  },
  'fair.enterprise_busy': {
    status: 409,
    zh: '{name}（另 {more} 家）同一时间已在“{fair}”：{day} {from}–{to}',
    en: '{name} (and {more} more) is at “{fair}” at that time: {day} {from}–{to}',
  },
  'fair.staff_busy': {
    status: 409,
    zh: '{name}同一时间已在“{fair}”值守：{day} {from}–{to}',
    en: '{name} is on duty at “{fair}” at that time: {day} {from}–{to}',
  },
  'fair.staff': { status: 422, zh: '值守人员须是本单位或市局的在职人员', en: 'People on duty are of this office or the city’s' },
  'fair.rule_past': { status: 422, zh: '规则只能从今天或以后开始', en: 'A rule can begin today or later' },
  'fair.rule_order': {
    status: 422,
    zh: '市级公安许可的人数不能低于需要许可的人数',
    en: 'The city’s police cannot begin below the number from which a permit is due',
  },
  'gate.name': { status: 409, zh: '这场招聘会已有“{name}”', en: 'The fair has a gate “{name}” already' },
  'gate.room': { status: 422, zh: '入口只能通往招聘会所在场地的展厅', en: 'A gate leads to a room of the house that the fair is in' },
  'venue.hours': { status: 422, zh: '开放时间有误', en: 'The opening hours are wrong' },
  'venue.places': {
    status: 422,
    zh: '{number} 个展位与别的重号或重叠',
    en: '{number} booths have the number or the square of another one',
  },
  'venue.room_name': { status: 409, zh: '这个场地已有“{name}”', en: 'The venue has a room “{name}” already' },
});
