import { defineProblems, type FieldFault, type Problem, type Wording } from '#platform/http';
import type { Answer, AnswerFault, FoundFault } from './domain/questionnaire.js';
import type { RoundFault } from './domain/round.js';

export const problems = defineProblems({
  'survey.quarter_taken': { status: 409, zh: '{quarter} 的调查已经建立', en: 'There is a round for {quarter} already' },
  'survey.round': { status: 422, zh: '有 {count} 处填写有误', en: 'Fields that need correction: {count}' },
  'survey.round_state': {
    status: 409,
    zh: '本次调查当前状态（{state}）不允许此操作',
    en: 'The round is {state}, which does not allow this',
  },
  'survey.not_open': { status: 409, zh: '本次调查不在填报期内，不能填报', en: 'The round is not open; nothing can be handed in' },
  'survey.nobody': {
    status: 422,
    zh: '没有可调查的企业，请先导入企业名录',
    en: 'There is no enterprise to ask: import the list of enterprises first',
  },
  'survey.doubts_open': {
    status: 409,
    zh: '还有 {count} 条疑点未审核；如仍要截止，请注明“带疑点截止”',
    en: '{count} doubts are not reviewed; close with `evenWithDoubts` to leave them',
  },
  'survey.second_person': {
    status: 409,
    zh: '发布需要两人：请先申请发布，再由另一位工作人员核对后发布',
    en: 'Publishing takes two people: ask for it first, and somebody else looks at it and publishes',
  },
  'survey.own_publication': {
    status: 409,
    zh: '是您申请的发布，请由另一位工作人员核对后发布',
    en: 'You asked for it; somebody else has to look at it and publish',
  },
  'survey.asked_already': { status: 409, zh: '这一版已申请发布', en: 'This version was asked for already' },
  'survey.answered_already': {
    status: 409,
    zh: '已有企业开始填写，不能退回草稿',
    en: 'An enterprise has begun to answer: the round cannot become a draft again',
  },
  'survey.frozen_used': {
    status: 409,
    zh: '截止后已有更正或已申请发布，不能重新开放',
    en: 'It was corrected since, or is to be published: it cannot be opened again',
  },
  'survey.version_stale': {
    status: 409,
    zh: '已被他人修改，请刷新后重试',
    en: 'It was changed by somebody else meanwhile; reload and try again',
  },
  'survey.if_match': { status: 428, zh: '缺少 If-Match 版本号', en: 'If-Match with the version is missing' },
  'survey.draft_conflict': {
    status: 409,
    zh: '{name} 刚刚保存了这份问卷；两份都已保留，请选择',
    en: '{name} has just saved this form; both are kept, choose one',
  },
  'survey.answer': { status: 422, zh: '有 {count} 处需要补充或更正', en: '{count} places need to be filled in or corrected' },
  'survey.accepted': {
    status: 409,
    zh: '该答卷已审核通过，如需更改请联系县市区人社局',
    en: 'The answer was accepted; ask the county office to change it',
  },
  'survey.member_state': {
    status: 409,
    zh: '该答卷当前状态（{state}）不允许此操作',
    en: 'The answer is {state}, which does not allow this',
  },
  'survey.need': { status: 422, zh: '第 {row} 行的岗位不属于该企业', en: 'The need of row {row} is not one of this enterprise' },
  'survey.no_table': { status: 422, zh: '这个文件不是可以读取的表格：{zh}', en: 'The file is no table that can be read: {en}' },
  'survey.not_template': {
    status: 422,
    zh: '表头与模板不一致，缺少列：{missing}。请在本页重新下载模板，在其中填写',
    en: 'The header is not that of the template; these columns are missing: {missing}. Download the form on this page and fill that in',
  },
  'survey.no_version': { status: 404, zh: '没有第 {number} 版', en: 'There is no version {number}' },
});

const faultWords: Record<AnswerFault, Wording> = {
  employees: { zh: '请填写职工人数', en: 'How many people does the enterprise employ?' },
  title: { zh: '请填写岗位名称', en: 'Name the post' },
  occupation: { zh: '请选择职业（细类）', en: 'Choose the occupation' },
  short: { zh: '请填写仍缺人数；已招满请填 0', en: 'How many people are still short? 0 when all came' },
  needed: { zh: '请填写该岗位总共需要多少人（含在岗）', en: 'How many people does the work need in all, those at work included?' },
  needed_below_short: { zh: '总需求人数不能少于缺工人数', en: 'must not be fewer than what is short' },
  reason: { zh: '请选择缺工原因', en: 'Say why it is short' },
  wages_crossed: { zh: '最高工资不能低于最低工资', en: 'must not be below the lowest wage' },
  withdrawn_short: { zh: '已不再招的岗位缺工人数应为 0', en: 'What is withdrawn is short of nobody' },
  contact: { zh: '新增岗位需要联系电话', en: 'A new post needs a number to call' },
  long_form: { zh: '第四季度详细问卷需要填写此项', en: 'The full questionnaire of the fourth quarter asks for this' },
  phone: { zh: '联系电话有误', en: 'is no number that people can call' },
  client_code: { zh: '用工单位的统一社会信用代码有误', en: 'is no valid credit code' },
  wording: { zh: '“{phrase}”不得用于招聘：{zh}', en: '“{phrase}” may not be used in a posting: {en}' },
  twice: { zh: '同一岗位填写了两次', en: 'The same need stands here twice' },
};

export const answerProblem = (found: readonly FoundFault[]): Problem =>
  problems('survey.answer', { count: found.length }, wordedFaults(found));

export const wordedFaults = (found: readonly FoundFault[]): FieldFault[] =>
  found.map(({ path, code, params }) => ({ path, code, message: faultWords[code], ...(params ? { params } : {}) }));

const roundWords: Record<RoundFault, Wording> = {
  quarter: { zh: '季度应写作 2026Q4', en: 'write the quarter as 2026Q4' },
  days: { zh: '截止日不能早于开始日', en: 'must not be before the opening day' },
  closed_before_today: { zh: '截止日已过', en: 'has passed' },
};

export const roundProblem = (found: readonly { path: string; code: RoundFault }[]): Problem =>
  problems(
    'survey.round',
    { count: found.length },
    found.map(({ path, code }) => ({ path, code, message: roundWords[code] })),
  );

/** What the loser of two savings gets to see. */
export interface DraftConflict {
  name: string;
  at: string;
  version: number;
  theirs: Answer;
}
