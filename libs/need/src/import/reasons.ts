import type { Wording } from '#platform/http';
import { fill } from '#platform/http';
import type { FigureDoubt } from '../domain/proportion.js';
import type { NeedGap } from '../domain/need.js';
import { doubtWording } from '../need.problems.js';
import type { ImportRow, RowFate, RowReason } from './import.entity.js';

const words: Record<string, Wording> = {
  cell_error: {
    zh: '{cell}（{header}）显示错误“{text}”，请在表格中改正',
    en: 'cell {cell} ({header}) shows the error “{text}”: correct it in the table',
  },
  cell_uncalculated: {
    zh: '{cell}（{header}）是没有计算结果的公式，请在 Excel 或 WPS 中打开、保存后重新上传',
    en: 'cell {cell} ({header}) is a formula without a result: open the file in Excel or WPS, save it and upload it again',
  },
  cell_lost_digits: {
    zh: '{cell}（{header}）按数字保存，后几位已丢失（现为“{text}”）：请将该列设为“文本”格式后重新填写',
    en:
      'cell {cell} ({header}) was stored as a number and its last digits are gone (now “{text}”): format the ' +
      'column as text and type it again',
  },
  title_missing: { zh: '没有岗位名称', en: 'no title' },
  people_unclear: {
    zh: '人数“{text}”不是一个确定的数，请填写整数',
    en: 'the number of people “{text}” is no certain number: give a whole one',
  },
  credit_code_wrong: { zh: '统一社会信用代码“{text}”有误', en: 'the credit code “{text}” is wrong' },
  occupation_unknown: { zh: '不是职业分类大典中的职业（细类）', en: 'no occupation of the classification' },
  not_understood: { zh: '看不懂“{text}”', en: '“{text}” is not understood' },
  date_unclear: { zh: '看不懂日期“{text}”', en: 'the date “{text}” is not clear' },
  phone_unclear: { zh: '联系电话“{text}”有误', en: 'the number to call “{text}” is wrong' },
  wage_crossed: { zh: '最低薪资高于最高薪资：“{text}”', en: 'the lowest wage is above the highest: “{text}”' },
  wage_out_of_range: { zh: '“{text}”折算为月薪后不合理，请核对单位', en: '“{text}” is not plausible as a monthly wage: check the unit' },
  wage_not_understood: { zh: '看不懂薪资“{text}”，仅按原文保留', en: 'the wage “{text}” cannot be read; it is kept as text only' },
  wages_crossed: { zh: '最高工资低于最低工资', en: 'the highest wage is below the lowest' },
  dates_crossed: { zh: '最晚到岗日早于最早到岗日', en: 'the latest start is before the earliest' },
  start_passed: { zh: '最晚到岗日已过', en: 'the latest start has passed' },
  wording: { zh: '“{phrase}”不得用于招聘：{rule}', en: '“{phrase}” may not be used in a posting: {rule}' },
  elsewhere: { zh: '工作地点“{place}”不在本次导入的区县内', en: 'the workplace “{place}” is outside the county of this import' },
  enterprise_elsewhere: {
    zh: '企业属于其他县市区，请由其所在县市区或市级导入',
    en: 'the enterprise belongs to another county: that county or the city imports its needs',
  },
  need_elsewhere: { zh: '该岗位已转到其他县市区', en: 'the need has moved to another county' },
  enterprise_closed: { zh: '企业已注销', en: 'the enterprise is closed' },
  need_withdrawn: { zh: '该需求已撤回，不能通过导入恢复', en: 'the need was withdrawn; an import does not bring it back' },
  below_on_the_way: {
    zh: '缺工数少于已承诺 {promised} 人与已落实 {committed} 人之和',
    en: 'fewer than the {promised} promised and {committed} committed people',
  },
  need_changed: {
    zh: '预览之后有人修改或导入了该岗位，本行未保存：请核对后重新上传本表',
    en: 'somebody changed or imported this post after the preview, so the row was not saved: check it and upload the list again',
  },
  gap_short: { zh: '缺少人数', en: 'how many are short is missing' },
  gap_occupation: { zh: '无法判断职业（工种）', en: 'the occupation cannot be told' },
  gap_creditCode: { zh: '缺少统一社会信用代码', en: 'the credit code is missing' },
  gap_enterprise: { zh: '企业尚未认领', en: 'nobody speaks for the enterprise yet' },
  gap_place: { zh: '工作地点不明确', en: 'the workplace is not clear' },
  gap_contact: { zh: '缺少联系电话', en: 'a number to call is missing' },
};

/** What is unusual about a figure, in words. */
export const doubtText = (doubt: FigureDoubt, locale: 'zh' | 'en'): string => {
  const { message, params } = doubtWording(doubt);
  return fill(message[locale], params);
};

/** Why a need stays when its list is taken back. */
const stays: Record<Exclude<RowFate, 'back'>, Wording> = {
  gone: { zh: '岗位已不存在', en: 'the need is not there any more' },
  withdrawn: { zh: '之后已被撤下', en: 'it was withdrawn since' },
  promised: { zh: '之后已有协作站承诺送人', en: 'people were promised for it since' },
  committed: { zh: '之后已有人员落实', en: 'people were committed to it since' },
  filled: { zh: '之后已有人签约到岗', en: 'people signed for it since' },
  other_list: { zh: '之后另一次导入又改过', en: 'another list changed it since' },
  edited: { zh: '之后有人修改过', en: 'somebody edited it since' },
  moved: { zh: '之后有人发布、确认或调整过人数', en: 'somebody published, confirmed or restated it since' },
  asked: { zh: '企业提出的变更正在等待审核', en: 'a change that its enterprise asked for awaits its check' },
};

export const stayText = (fate: RowFate, locale: 'zh' | 'en'): string => (fate === 'back' ? '' : stays[fate][locale]);

/** What is missing, as a reason. */
export const lacking = (gap: NeedGap): RowReason => ({ code: `gap_${gap}` });

/** All that is to be told of a row. What a draft lacks is kept once, as its gaps; an earlier release kept it twice. */
export const reasonsOf = ({ kind, reasons, gaps }: Pick<ImportRow, 'kind' | 'reasons' | 'gaps'>): RowReason[] => {
  if (kind !== 'draft' && kind !== 'changed') return reasons;
  return [...reasons, ...gaps.map(lacking).filter(({ code }) => !reasons.some((one) => one.code === code))];
};

/** A row's reason in words. */
export const reasonText = ({ code, params }: RowReason, locale: 'zh' | 'en'): string => fill(words[code]?.[locale] ?? code, params ?? {});

export const reasonsText = (reasons: readonly RowReason[], locale: 'zh' | 'en'): string =>
  reasons.map((reason) => reasonText(reason, locale)).join(locale === 'zh' ? '；' : '; ');
