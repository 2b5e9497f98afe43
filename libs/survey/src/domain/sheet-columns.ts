import type { Answer, AnswerRow, Reason } from './questionnaire.js';

/** What the columns of a survey workbook are headed with, in the order of the template. */
export const COLUMNS = {
  needId: '编号',
  title: '岗位名称',
  occupationCode: '职业代码',
  skillLevel: '技能等级',
  stillShort: '仍缺人数',
  neededInAll: '总需求人数',
  filledSince: '已招到人数',
  withdrawn: '不再招',
  reasons: '缺工原因',
  wageFromYuan: '最低工资',
  wageToYuan: '最高工资',
  clientCreditCode: '用工单位代码',
} as const satisfies Record<keyof AnswerRow, string>;
export type SheetColumn = keyof typeof COLUMNS;
export const columns = Object.keys(COLUMNS) as SheetColumn[];
/** Without these a line says nothing. */
export const NEEDED: readonly SheetColumn[] = ['title', 'occupationCode', 'stillShort'];

/** What is asked of the enterprise as a whole stands below the posts, a line each. */
export const FIRM = {
  employees: '#职工人数',
  contactName: '#联系人',
  contactPhone: '#联系电话',
  openingsNext: '#下季度拟招',
  hiredLast: '#上季度入职',
  leftLast: '#上季度离职',
  bedsFree: '#空余床位',
} as const satisfies Record<Exclude<keyof Answer, 'rows'>, string>;
export type FirmField = keyof typeof FIRM;
export const firmFields = Object.keys(FIRM) as FirmField[];

export const REASON_WORDS: Record<Reason, string> = {
  no_applicants: '无人应聘',
  skill: '技能不符',
  pay: '薪酬偏低',
  shift: '班次',
  lodging: '住宿',
  distance: '路远',
  leaving: '人员流失',
};

/** The line of the instructions that says whose form it is, and of which round. */
export const FORM_LINE = '问卷';
