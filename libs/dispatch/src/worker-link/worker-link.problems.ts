import { defineProblems } from '#platform/http';

export const linkProblems = defineProblems({
  'link.unknown': {
    status: 404,
    zh: '这个链接无效，请向协作站或带队人重新索取',
    en: 'This link opens nothing: ask your station or leader for another one',
  },
  'link.over': {
    status: 410,
    zh: '这个链接已过期，请向协作站重新索取',
    en: 'The time of this link is over: ask your station for another one',
  },
  'link.locked': {
    status: 403,
    zh: '证件号后四位输错次数过多，链接已停用，请向协作站重新索取',
    en: 'The last four signs were wrong too often and the link is closed: ask your station for another one',
  },
  'link.wrong': {
    status: 422,
    zh: '证件号后四位不对，还可以再试 {left} 次',
    en: 'These are not the last four signs of the ID number: {left} tries are left',
  },
});
