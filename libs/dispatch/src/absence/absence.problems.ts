import { defineProblems } from '#platform/http';

export const absenceProblems = defineProblems({
  'absence.closed': {
    status: 409,
    zh: '这项跟进已经有了结果，请刷新查看',
    en: 'Somebody has said already what became of it: reload to see it',
  },
});
