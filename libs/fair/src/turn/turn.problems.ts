import { defineProblems } from '#platform/http';

export const turnProblems = defineProblems({
  'turn.on_site': { status: 409, zh: '这场招聘会在现场举办，没有线上排队', en: 'This fair is held on site and has no queues online' },
  'turn.no_room': { status: 409, zh: '请先填写会议链接，开放线上洽谈', en: 'Enter the link of your meeting first' },
  'turn.not_now': {
    status: 409,
    zh: '招聘会当天 {from} 至 {until} 才能排队和叫号',
    en: 'Queues are open on the day of the fair, {from} to {until}',
  },
  'turn.still_called': {
    status: 409,
    zh: '{number} 号刚被叫到，请等到 {until}；未到再叫下一位',
    en: '{number} was called just now and has until {until} to come; then call the next one',
  },
  'turn.closed': { status: 409, zh: '这家企业已停止排队', en: 'This enterprise takes nobody into its queue any more' },
  'turn.talked': { status: 409, zh: '您已与这家企业谈过', en: 'You have talked with this enterprise already' },
  'turn.too_many': {
    status: 409,
    zh: '最多同时排 {most} 家，请先退出一家',
    en: 'You wait for {most} enterprises already: leave one queue first',
  },
  'turn.not_called': { status: 409, zh: '现在还没有轮到您', en: 'It is not your turn now' },
});
