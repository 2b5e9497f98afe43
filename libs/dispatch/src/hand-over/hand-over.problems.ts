import { defineProblems } from '#platform/http';

export const handOverProblems = defineProblems({
  'hand_over.unknown': { status: 404, zh: '这个交接码无效，请向带队人核对', en: 'This code is none of a hand-over: ask the leader' },
  'hand_over.over': { status: 410, zh: '这个交接码已过期', en: 'The time of this code is over' },
  'hand_over.early': { status: 409, zh: '这批人还没有出发，不能交接', en: 'The group has not left yet: it cannot be handed over' },
  'hand_over.done': {
    status: 409,
    zh: '这批人已经交接过：{present} 人到场，{missing} 人未到；如有不符，请与协作站联系',
    en: 'The group was taken over already, with {present} people there and {missing} missing: call the station if that is wrong',
  },
  'hand_over.people': { status: 422, zh: '所选人员不在这批人中', en: 'Somebody chosen is not of this group' },
});
