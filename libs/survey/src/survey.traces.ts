import { defineTraces } from '#access';

defineTraces({
  actions: {
    'survey.created': ['安排调查', 'Arranged a survey'],
    'survey.edited': ['修改调查', 'Edited a survey'],
    'survey.opened': ['开始调查', 'Opened a survey'],
    'survey.closed': ['截止调查', 'Closed a survey'],
    'survey.published': ['发布调查', 'Published a survey'],
    'survey.reminded': ['催报', 'Reminded enterprises'],
    'survey.submitted': ['提交问卷', 'Handed in an answer'],
    'survey.answered_for': ['代企业填报', 'Answered for an enterprise'],
    'survey.accept': ['认可答卷', 'Accepted an answer'],
    'survey.ask_back': ['退回核实', 'Asked an enterprise back'],
    'survey.correct': ['更正答卷', 'Corrected an answer'],
    'survey.call_sheet_shown': ['查看催报名单', 'Saw the call sheet'],
    'survey.form_taken': ['下载问卷', 'Downloaded a form'],
  },
  kinds: { 'survey-round': ['调查轮次', 'Survey round'], 'survey-answer': ['答卷', 'Answer'] },
  fields: {
    quarter: ['季度', 'Quarter'],
    members: ['企业数', 'Enterprises'],
    answers: ['答卷数', 'Answers'],
    version: ['版本', 'Version'],
    seed: ['抽样编号', 'Draw number'],
    opensOn: ['开始日', 'Opens on'],
    closesOn: ['截止日', 'Closes on'],
    sharePercent: ['抽样比例（%）', 'Share (%)'],
    stratumMinimum: ['每层至少', 'Least of each stratum'],
    reminders: ['提醒', 'Reminders'],
  },
  values: {
    'form.long': ['详细问卷', 'full'],
    'form.short': ['简要问卷', 'short'],
    'retention_rule.survey_answer': ['答卷', 'Answers'],
    'retention_rule.survey_review': ['答卷核查', 'Reviews of answers'],
  },
});
