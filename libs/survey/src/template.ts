import type { Writable } from 'node:stream';
import { streamWorkbook } from '#platform/table';
import { skillLevels } from '#reference';
import { REASONS, type Answer, type AnswerRow } from './domain/questionnaire.js';
import { columns, COLUMNS, FIRM, firmFields, FORM_LINE, REASON_WORDS, type SheetColumn } from './domain/sheet-columns.js';

const SPACE_FOR_NEW = 20;
/** Of each column, in characters. */
const WIDTHS: Partial<Record<SheetColumn, number>> = {
  needId: 12,
  title: 20,
  occupationCode: 14,
  skillLevel: 16,
  reasons: 24,
  clientCreditCode: 22,
};

/** Whose form a workbook is, so that another one is not taken for it. */
export interface FormOf {
  id: string;
  quarter: string;
  enterprise: string;
}

/** Writes the form as a workbook: one line a need, below them what is asked of the enterprise as a whole. */
export const writeTemplate = async (answer: Answer, form: FormOf, to: Writable): Promise<void> => {
  const workbook = await streamWorkbook(to);
  const sheet = workbook.addWorksheet('缺工调查', { views: [{ state: 'frozen', ySplit: 1 }] });
  sheet.columns = columns.map((column) => ({ width: WIDTHS[column] ?? 11 }));
  sheet.addRow(columns.map((column) => COLUMNS[column])).commit();
  for (const row of answer.rows) sheet.addRow(cellsOf(row)).commit();
  for (let i = 0; i < SPACE_FOR_NEW; i += 1) sheet.addRow([]).commit();
  for (const field of firmFields) sheet.addRow([FIRM[field], answer[field] ?? '']).commit();
  sheet.commit();
  const help = workbook.addWorksheet('填写说明');
  help.columns = [{ width: 24 }, { width: 60 }, { width: 40 }];
  help.addRow([FORM_LINE, `${form.quarter} ${form.enterprise}`, form.id]).commit();
  help.addRow(['仍缺人数', '只填整数；已招满请填 0。填“若干”“5-8人”等无法计数，会请您更正']).commit();
  help.addRow(['缺工原因（可多选，用顿号隔开）', REASONS.map((reason) => REASON_WORDS[reason]).join('、')]).commit();
  help.addRow(['技能等级', skillLevels.map(({ zh }) => zh).join('、')]).commit();
  help.addRow(['不再招', '填“是”表示该岗位已不再招用；请勿删除该行']).commit();
  help.addRow(['新增岗位', '在空行填写，编号留空；请勿改动已有的编号']).commit();
  help.commit();
  await workbook.commit();
};

const cellsOf = (row: AnswerRow): (string | number)[] => [
  row.needId ?? '',
  row.title,
  row.occupationCode ?? '',
  skillLevels[row.skillLevel]?.zh ?? '',
  row.stillShort,
  row.neededInAll ?? '',
  row.filledSince,
  row.withdrawn ? '是' : '',
  row.reasons.map((reason) => REASON_WORDS[reason]).join('、'),
  row.wageFromYuan ?? '',
  row.wageToYuan ?? '',
  row.clientCreditCode ?? '',
];
