import { defineTraces } from '#access';

defineTraces({
  actions: {
    'fair.results_said': ['填报招聘会成效', 'Said what came of people at a fair'],
    'fair.results_handed_in': ['报送招聘会成效', 'Handed in what came of a fair'],
    'fair.result_rule_set': ['修改招聘会成效规则', 'Changed the rules of results of fairs'],
    'fair.hire_said': ['确认招聘会录用', 'Said that somebody was hired at a fair'],
    'fair.hire_answered': ['答复录用核实', 'Answered about a hire'],
    'fair.hire_taken': ['认领录用核实', 'Goes after a hire'],
    'fair.hire_asked': ['再次询问本人', 'Asked somebody about their hire again'],
    'fair.hire_shown': ['查看录用人员联系方式', 'Looked at whom to call about hires'],
  },
  kinds: { fair_hire: ['招聘会录用', 'Hire of a fair'] },
  fields: {
    hire: ['录用', 'Hire'],
    says: ['答复', 'Answer'],
    enterpriseDays: ['企业填报天数', 'Days for enterprises'],
    remindBefore: ['提前提醒天数', 'Days of notice before'],
    answerDays: ['回访答复天数', 'Days to answer a check'],
    linkDays: ['链接有效天数', 'Days of a link'],
  },
  values: {
    'retention_rule.fair_hire': ['招聘会录用人员', 'People hired at fairs'],
    'says.yes': ['是', 'yes'],
    'says.no': ['否', 'no'],
  },
});
