import type { Wording } from '#platform/http';
import type { SheetFaultCode } from './domain/sheet.js';

/** What is wrong in a workbook, and what to do about it. */
export const sheetWords: Record<SheetFaultCode, Wording> = {
  short_empty: {
    zh: '没有填写。还缺几人就填几；已招满请填 0；不再招请在“不再招”一列填“是”',
    en: 'is empty: write how many are still short, 0 when all came, or 是 under 不再招 when nobody is wanted any more',
  },
  short_unclear: { zh: '“{text}”看不出是几人，请填一个整数，如 5', en: '“{text}” is no number of people: write a whole number, such as 5' },
  number: { zh: '“{text}”不是整数，请只填数字', en: '“{text}” is no whole number: write digits only' },
  wage: {
    zh: '“{text}”不是每月的金额，请只填数字（元），没有可留空',
    en: '“{text}” is no amount a month: write digits only (yuan), or leave it empty',
  },
  withdrawn_unclear: {
    zh: '看不懂“{text}”：不再招请填“是”，还在招请留空',
    en: '“{text}” is not understood: write 是 when nobody is wanted any more, else leave it empty',
  },
  filled_short: {
    zh: '写着“{text}”，而“仍缺人数”不是 0：已招满请把“仍缺人数”改为 0 并清空这一格；不再招请改填“是”',
    en: 'says “{text}” while 仍缺人数 is not 0: write 0 there and empty this cell when all came, or 是 when nobody is wanted any more',
  },
  level: {
    zh: '不认识技能等级“{text}”，请按“填写说明”中的写法填写',
    en: '“{text}” is no skill level: use one of those in the instructions',
  },
  occupation_unknown: {
    zh: '分类大典中没有“{text}”，请填细类代码，如 6-18-02-04',
    en: 'the classification knows no “{text}”: write the code of an occupation, such as 6-18-02-04',
  },
  reason_unknown: {
    zh: '看不懂缺工原因“{text}”，请从“填写说明”所列的原因中选择',
    en: '“{text}” is no reason that the survey knows: choose from those in the instructions',
  },
  long: { zh: '太长，最多 {most} 个字', en: 'is too long: at most {most} characters' },
  cell: {
    zh: '显示错误，或公式没有计算结果：请直接填写数值或文字',
    en: 'shows an error or a formula without a result: type the value itself',
  },
  number_unknown: {
    zh: '编号不是本次问卷中的岗位（可能来自其他企业或以前的模板，或该岗位已招满、撤下）：请重新下载模板填写；新增岗位请把编号清空',
    en: 'is the number of no post of this form: download the form again and fill that in; for a new post leave the number empty',
  },
  twice: {
    zh: '与第 {other} 行是同一个岗位：重复的请删去；新增岗位请把编号清空，并写清名称',
    en: 'is the same post as line {other}: take one out; for a new post empty the number and give it its own title',
  },
  which: {
    zh: '编号被清空，而名为“{title}”的岗位有 {among} 个，看不出是哪一个：请从模板中抄回编号',
    en: 'the number was emptied, and {among} posts are called “{title}”: copy the number of the one you mean from the form',
  },
  moved: {
    zh: '这个编号是“{title}”，这一行写的却是“{said}”（可能只排序了部分列，或在旧岗位上改写）：请把编号与岗位对齐；新增岗位请另起一行',
    en: 'the number is that of “{title}”, but the line says “{said}”: put them right; write a new post into a line of its own',
  },
  missing: {
    zh: '表中没有“{title}”这一行：请补上；如不再招，请保留该行并在“不再招”填“是”',
    en: 'the line of “{title}” is missing: put it back; when nobody is wanted any more, keep it and write 是 under 不再招',
  },
  firm_unknown: {
    zh: '模板中没有“{label}”这一项，请删去或改回原来的写法',
    en: '“{label}” stands in no form: take it out or write it as it was',
  },
  column_twice: {
    zh: '这一列与 {other} 列表头相同，看不出以哪列为准：请只保留一列',
    en: 'has the same heading as column {other}: keep one of them',
  },
  second_sheet: {
    zh: '工作表“{name}”中还有一份问卷（已读“{read}”）：请只保留要交的一份',
    en: 'the sheet “{name}” holds another form, beside “{read}”: keep the one that you hand in',
  },
  other_form: {
    zh: '这是“{name}”的问卷，不是“{expected}”的：请在本页重新下载模板填写',
    en: 'this is the form of “{name}”, not of “{expected}”: download the form on this page and fill that in',
  },
  too_many: { zh: '岗位超过 {most} 个，请合并相同岗位后再上传', en: 'there are more than {most} posts: join those that are the same' },
};
