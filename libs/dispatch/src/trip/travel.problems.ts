import { defineProblems } from '#platform/http';

export const travelProblems = defineProblems({
  'trip.leg_order': { status: 422, zh: '第 {leg} 段的到达时间不能早于出发时间', en: 'Part {leg} of the way arrives before it departs' },
  'trip.leg_overlap': {
    status: 422,
    zh: '第 {leg} 段在上一段到达之前出发',
    en: 'Part {leg} of the way departs before the one before it arrives',
  },
  'trip.coach_twice': { status: 422, zh: '两辆车的车号相同：{number}', en: 'Two coaches have the number {number}' },
  'trip.coach_taken': {
    status: 409,
    zh: '{number} 号车上还有人，请先把人调到别的车',
    en: 'There are people in coach {number}: move them to another one first',
  },
  'trip.coach_full': { status: 409, zh: '{number} 号车只有 {seats} 个座位', en: 'Coach {number} has {seats} seats' },
  'trip.seat_unsaid': {
    status: 422,
    zh: '请选择把人安排到哪辆车，或在哪个上车点上车',
    en: 'Choose a coach for the people, or where they get on',
  },
  'trip.place_unknown': { status: 422, zh: '这个行程没有所选的车或上车点', en: 'The trip has no such coach or place to get on' },
  'trip.version_stale': { status: 409, zh: '行程已有变化，请刷新后重试', en: 'The trip has changed meanwhile; reload and try again' },
});
