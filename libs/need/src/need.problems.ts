import { defineProblems, type Wording } from '#platform/http';
import { yuanOf } from '#reference';
import type { PostingFault } from './domain/posting.js';
import type { FigureDoubt } from './domain/proportion.js';

export const problems = defineProblems({
  'need.not_open': {
    status: 409,
    zh: '该需求当前不在招聘中（{state}），不能再安排人员',
    en: 'The need is not open ({state}); nobody can be given its places',
  },
  'hire.counted': {
    status: 409,
    zh: '此人在该企业的录用刚刚已被计入，请刷新查看',
    en: 'This person was just counted as hired there; look again',
  },
  'hire.counted_by_station': {
    status: 409,
    zh: '此人经劳务协作站到该企业并已签约，同一次录用只计一个渠道',
    en: 'This person came to the enterprise through a station and signed: one hire counts for one channel',
  },
  'hire.counted_by_fair': {
    status: 409,
    zh: '此人在该企业的录用已计入招聘会，同一次录用只计一个渠道',
    en: 'This person is counted as hired there at a job fair: one hire counts for one channel',
  },
  'need.no_room': {
    status: 409,
    zh: '该需求只剩 {left} 个名额，不足 {asked} 人',
    en: 'The need has {left} places left, fewer than the {asked} asked for',
  },
  'need.not_held': {
    status: 409,
    zh: '该需求上没有这么多{figure}人员（现有 {has} 人，要求 {asked} 人）',
    en: 'The need does not hold that many {figure} people (it has {has}, {asked} were asked)',
  },
  'need.version_stale': {
    status: 409,
    zh: '该需求已被他人修改，请刷新后重试',
    en: 'The need was changed by somebody else meanwhile; reload and try again',
  },
  'need.if_match': { status: 428, zh: '缺少 If-Match 版本号', en: 'If-Match with the version is missing' },
  'need.below_on_the_way': {
    status: 409,
    zh: '缺工数不能少于已承诺 {promised} 人与已落实 {committed} 人之和',
    en: 'It cannot be short of fewer than the {promised} promised and {committed} committed people',
  },
  'need.people_on_the_way': {
    status: 409,
    zh: '已承诺 {promised} 人、已落实 {committed} 人，撤回前请先为他们安排替代岗位',
    en: '{promised} people are promised and {committed} committed: find them a substitute place before withdrawing',
  },
  'need.gaps': { status: 422, zh: '发布前还缺少：{gapsZh}', en: 'Still missing before it can be published: {gapsEn}' },
  'need.wording': { status: 422, zh: '“{phrase}”不得用于招聘：{ruleZh}', en: '“{phrase}” may not be used in a posting: {ruleEn}' },
  'need.transition': { status: 409, zh: '当前状态（{from}）不能变为“{to}”', en: 'A need that is {from} cannot become {to}' },
  'need.posting': { status: 422, zh: '有 {count} 处填写有误', en: 'Fields that need correction: {count}' },
  'need.figures_doubtful': {
    status: 409,
    zh: '有 {count} 处数字与常见情况相差很大，请核对；确实如此，请确认后再次提交',
    en: '{count} figures are far from what is usual: look again, and send them again with `figuresConfirmed` if they are meant',
  },
  'need.rule_past': { status: 422, zh: '{day} 已经过去，规则最早从今天起生效', en: '{day} is over: a rule begins today at the earliest' },
  'need.enterprise': { status: 422, zh: '请选择发布需求的企业', en: 'Choose the enterprise that posts the need' },
  'need.node': { status: 422, zh: '请选择工作所在的县市区或开发区', en: 'Choose the county or development zone of the workplace' },
  'need.report_closed': { status: 409, zh: '该举报已处理', en: 'The report has been dealt with' },
  'import.state': { status: 409, zh: '该导入当前状态（{state}）不能进行此操作', en: 'The import cannot do this while it is {state}' },
  'import.figures_doubtful': {
    status: 409,
    zh: '有 {rows} 行的人数或工资与常见情况相差很大，请先核对；确实如此，请确认后再次保存',
    en: 'Figures of {rows} rows are far from what is usual: look at them first, and confirm with `figuresConfirmed` if they are meant',
  },
  'import.correction_stale': {
    status: 409,
    zh: '此处刚被他人更正过，已显示最新内容；请看过后再改',
    en: 'Somebody else has corrected this meanwhile: look at what it says now, and correct it again if need be',
  },
  'import.correction_value': {
    status: 422,
    zh: '更正的内容不适用于“{fieldZh}”，请重新选择',
    en: 'This cannot be said of the {fieldEn}: pick a value of that field',
  },
  'import.mapping': { status: 422, zh: '至少要指定“岗位名称”所在的列', en: 'At least the column of the title has to be named' },
  'import.sheets': {
    status: 422,
    zh: '请至少选择一个有内容的工作表，表头须是页面上列出的行',
    en: 'Choose at least one sheet that has lines; its header has to be one of the lines shown',
  },
  'import.take_back_over': {
    status: 409,
    zh: '已过可以撤回的期限：请逐条更正或撤下岗位，或导入更正后的表',
    en: 'The days in which it could be taken back are over: correct or withdraw the posts, or import a corrected list',
  },
  'import.node': { status: 422, zh: '请选择导入到哪个县市区', en: 'Choose the county that the rows belong to' },
});

const faultWords: Record<PostingFault['code'], Wording> = {
  wages_crossed: { zh: '最高工资不能低于最低工资', en: 'must not be below the lowest wage' },
  base_above_total: { zh: '底薪不能高于最高工资', en: 'must not be above the highest wage' },
  dates_crossed: { zh: '最晚到岗日不能早于最早到岗日', en: 'must not be before the earliest start' },
  start_passed: { zh: '最晚到岗日已过', en: 'has passed' },
  needed_below_short: { zh: '总需求人数不能少于缺工数', en: 'must not be fewer than what is short' },
  occupation_unknown: { zh: '不是职业分类大典中的职业（细类）', en: 'is no occupation of the classification' },
  client_code: { zh: '用工单位的统一社会信用代码有误', en: 'is no valid credit code' },
  as_of_future: { zh: '统计日期不能晚于今天', en: 'must not be after today' },
  below_on_the_way: {
    zh: '不能少于已承诺 {promised} 人与已落实 {committed} 人之和',
    en: 'must not be fewer than the {promised} promised and {committed} committed',
  },
};

export const faultWording = (code: PostingFault['code']): Wording => faultWords[code];

const doubtWords: Record<FigureDoubt['kind'], Wording> = {
  employees: { zh: '缺 {said} 人，超过职工人数 {usual} 人', en: '{said} people are more than the {usual} who work there' },
  past: { zh: '缺 {said} 人，远多于以往最多的 {usual} 人', en: '{said} people are far more than ever before ({usual} at most)' },
  occupation: {
    zh: '缺 {said} 人，远多于同职业岗位常见的 {usual} 人',
    en: '{said} people are far more than posts of the occupation seek ({usual} at most as a rule)',
  },
  unknown: { zh: '缺 {said} 人，人数很多', en: '{said} people are very many' },
  wage_low: {
    zh: '月薪 {said} 元，远低于同职业常见的 {usual} 元',
    en: '{said} yuan are far below what the occupation is offered ({usual})',
  },
  wage_high: {
    zh: '月薪 {said} 元，远高于同职业常见的 {usual} 元',
    en: '{said} yuan are far above what the occupation is offered ({usual})',
  },
};

/** Wages are said in yuan. */
export const doubtWording = ({ kind, figure, said, usual }: FigureDoubt): { message: Wording; params: Record<string, number | null> } => ({
  message: doubtWords[kind],
  params: figure === 'short' ? { said, usual } : { said: yuanOf(said), usual: yuanOf(usual) },
});

const gapWords: Record<string, Wording> = {
  short: { zh: '缺工人数', en: 'how many are short' },
  occupation: { zh: '职业（工种）', en: 'the occupation' },
  creditCode: { zh: '统一社会信用代码', en: 'the credit code' },
  enterprise: { zh: '企业认领（经县市区审核的企业账号）', en: 'an approved account of the enterprise' },
  place: { zh: '工作地点', en: 'the workplace' },
  contact: { zh: '联系电话', en: 'a number to call' },
};

/** The gaps in words, for a person. */
export const gapWording = (gaps: readonly string[]): { gaps: string; gapsZh: string; gapsEn: string } => ({
  gaps: gaps.join(','),
  gapsZh: gaps.map((gap) => gapWords[gap]?.zh ?? gap).join('、'),
  gapsEn: gaps.map((gap) => gapWords[gap]?.en ?? gap).join(', '),
});
