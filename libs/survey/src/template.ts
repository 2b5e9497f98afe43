import type { Writable } from 'node:stream';
import ExcelJS from 'exceljs';
import { NotATableError, withTable, type OpenOptions, type Table } from '#platform/table';
import { parseSkillLevel, skillLevels } from '#reference';
import { emptyAnswer, REASONS, type Answer, type AnswerRow, type Reason } from './domain/questionnaire.js';
import { problems } from './survey.problems.js';

const REASON_WORDS: Record<Reason, string> = {
  no_applicants: '无人应聘',
  skill: '技能不符',
  pay: '薪酬偏低',
  shift: '班次',
  lodging: '住宿',
  distance: '路远',
  leaving: '人员流失',
};
const COLUMNS = [
  '编号',
  '岗位名称',
  '职业代码',
  '技能等级',
  '仍缺人数',
  '总需求人数',
  '已招到人数',
  '不再招',
  '缺工原因',
  '最低工资',
  '最高工资',
  '用工单位代码',
] as const;
type Column = (typeof COLUMNS)[number];
/** Without these a line says nothing. */
const NEEDED: readonly Column[] = ['岗位名称', '职业代码', '仍缺人数'];
const ENTERPRISE = {
  employees: '#职工人数',
  contactName: '#联系人',
  contactPhone: '#联系电话',
  openingsNext: '#下季度拟招',
  hiredLast: '#上季度入职',
  leftLast: '#上季度离职',
  bedsFree: '#空余床位',
} as const;
type EnterpriseField = keyof typeof ENTERPRISE;
const SPACE_FOR_NEW = 20;

/** Writes the form as a workbook: one line a need, below them what is asked of the enterprise as a whole. */
export const writeTemplate = async (answer: Answer, to: Writable): Promise<void> => {
  const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({ stream: to });
  const sheet = workbook.addWorksheet('缺工调查', { views: [{ state: 'frozen', ySplit: 1 }] });
  sheet.addRow([...COLUMNS]).commit();
  for (const row of answer.rows) sheet.addRow(cellsOf(row)).commit();
  for (let i = 0; i < SPACE_FOR_NEW; i += 1) sheet.addRow([]).commit();
  for (const [field, label] of Object.entries(ENTERPRISE) as [EnterpriseField, string][])
    sheet.addRow([label, answer[field] ?? '']).commit();
  sheet.commit();
  const help = workbook.addWorksheet('填写说明');
  help.addRow(['缺工原因（可多选，用顿号隔开）', REASONS.map((reason) => REASON_WORDS[reason]).join('、')]).commit();
  help.addRow(['技能等级', skillLevels.map(({ zh }) => zh).join('、')]).commit();
  help.addRow(['不再招', '填“是”表示该岗位已不再招用；新增岗位请在空行填写，编号留空']).commit();
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

/** Reads a filled template. What it does not name keeps what `known` says.
 * @throws Problem `survey.no_table` or `survey.not_template` */
export const readTemplate = async (file: string, known: Answer, options: OpenOptions): Promise<Answer> => {
  try {
    return await withTable(file, options, (table) => answerOf(table, known));
  } catch (error) {
    if (error instanceof NotATableError) throw problems('survey.no_table', { zh: error.zh, en: error.en });
    throw error;
  }
};

const answerOf = async ({ header, lines }: Table, known: Answer): Promise<Answer> => {
  const missing = NEEDED.filter((column) => !header.includes(column));
  if (missing.length > 0) throw problems('survey.not_template', { missing: missing.join('、') });
  const at = (cells: string[], column: Column): string => (cells[header.indexOf(column)] ?? '').trim();
  const answer: Answer = { ...emptyAnswer, ...known, rows: [] };
  for await (const portion of lines) {
    for (const { cells } of portion) {
      const label = (cells[0] ?? '').trim();
      if (label.startsWith('#')) takeEnterprise(answer, label, (cells[1] ?? '').trim());
      else answer.rows.push(rowOf((column) => at(cells, column), known));
    }
  }
  return answer;
};

const takeEnterprise = (answer: Answer, label: string, value: string): void => {
  const found = (Object.entries(ENTERPRISE) as [EnterpriseField, string][]).find(([, name]) => name === label);
  if (!found || value === '') return;
  const [field] = found;
  if (field === 'contactName' || field === 'contactPhone') answer[field] = value.slice(0, 60);
  else answer[field] = whole(value);
};

const rowOf = (cell: (column: Column) => string, known: Answer): AnswerRow => {
  const needId = cell('编号') || null;
  const reasons = cell('缺工原因');
  return {
    needId: known.rows.some((row) => row.needId === needId) ? needId : null,
    title: cell('岗位名称').slice(0, 60),
    occupationCode: cell('职业代码') || null,
    skillLevel: parseSkillLevel(cell('技能等级')) ?? 0,
    stillShort: whole(cell('仍缺人数')) ?? 0,
    neededInAll: whole(cell('总需求人数')),
    filledSince: whole(cell('已招到人数')) ?? 0,
    withdrawn: /^(是|y|yes|1|√)$/i.test(cell('不再招')),
    reasons: REASONS.filter((reason) => reasons.includes(REASON_WORDS[reason]) || reasons.includes(reason)),
    wageFromYuan: whole(cell('最低工资')),
    wageToYuan: whole(cell('最高工资')),
    clientCreditCode: cell('用工单位代码') || null,
  };
};

const whole = (text: string): number | null => {
  const digits = text.normalize('NFKC').replace(/[,人元\s]/g, '');
  return /^\d{1,7}(\.\d+)?$/.test(digits) ? Math.round(Number(digits)) : null;
};

/** How a filled template differs from what was known, in posts. */
export const differences = (known: Answer, filled: Answer): { unchanged: number; changed: number; added: number } => {
  const before = new Map(known.rows.map((row) => [row.needId, JSON.stringify(row)]));
  const added = filled.rows.filter(({ needId }) => needId === null).length;
  const unchanged = filled.rows.filter((row) => row.needId !== null && before.get(row.needId) === JSON.stringify(order(row))).length;
  return { unchanged, added, changed: filled.rows.length - added - unchanged };
};

/** The fields in the order in which a form is filled, so that two rows with the same values read the same. */
const order = ({
  needId,
  occupationCode,
  title,
  skillLevel,
  stillShort,
  neededInAll,
  filledSince,
  withdrawn,
  reasons,
  wageFromYuan,
  wageToYuan,
  clientCreditCode,
}: AnswerRow): AnswerRow => ({
  needId,
  occupationCode,
  title,
  skillLevel,
  stillShort,
  neededInAll,
  filledSince,
  withdrawn,
  reasons,
  wageFromYuan,
  wageToYuan,
  clientCreditCode,
});
