import { NotATableError, openTable } from '#need';
import { defineProblems, type Wording } from '#platform/http';
import { occupations, parseSkillLevel } from '#reference';
import { joined, type SeekerRow } from './domain/figures/seekers.js';

export const problems = defineProblems({
  'seekers.no_table': { status: 422, zh: '这个文件不是可以读取的表格：{zh}', en: 'The file is no table that can be read: {en}' },
  'seekers.header': {
    status: 422,
    zh: '表头缺少列：{missing}。需要“职业编码”或“职业名称”，以及“求职人数”；“技能等级”可有可无',
    en: 'The header lacks: {missing}. It needs 职业编码 (code) or 职业名称 (occupation), and 求职人数 (people); 技能等级 (level) is optional',
  },
  'seekers.changed': {
    status: 409,
    zh: '{quarter} 的求职登记刚被他人更新，请核对后再保存',
    en: 'The register of {quarter} was replaced by somebody else meanwhile; look at it before you save again',
  },
  'seekers.occupation': { status: 422, zh: '分类大典中没有职业编码：{codes}', en: 'The classification has no such code: {codes}' },
});

/** More than any city has; above it a file is something else. */
export const MOST_ROWS = 5_000;
const MOST_FAULTS = 50;
const MOST_PEOPLE = 1_000_000;

export interface SeekerFault {
  line: number;
  message: Wording;
}

export interface ReadSeekers {
  rows: SeekerRow[];
  linesRead: number;
  /** The first ones. */
  faults: SeekerFault[];
  faultyLines: number;
}

const columns = {
  code: /编码|代码|code/i,
  name: /职业|工种|岗位|occupation/i,
  level: /等级|level/i,
  people: /人数|people|seekers/i,
} as const;
type Column = keyof typeof columns;

/** Reads a list of job seekers counted by occupation and skill level (CSV or XLSX). Wrong lines are told and left out.
 * @throws Problem `seekers.no_table` or `seekers.header` */
export const readSeekers = async (file: string): Promise<ReadSeekers> => {
  try {
    const table = await openTable(file);
    const at = placesOf(table.header);
    const read: ReadSeekers = { rows: [], linesRead: 0, faults: [], faultyLines: 0 };
    for await (const lines of table.lines) {
      for (const { line, cells } of lines) take(read, line, (column) => cells[at[column]]?.trim() ?? '');
    }
    return { ...read, rows: joined(read.rows) };
  } catch (error) {
    if (error instanceof NotATableError) throw problems('seekers.no_table', { zh: error.zh, en: error.en });
    throw error;
  }
};

const placesOf = (header: readonly string[]): Record<Column, number> => {
  const taken = new Set<number>();
  const place = (column: Column): number => {
    const found = header.findIndex((cell, i) => !taken.has(i) && columns[column].test(cell));
    taken.add(found);
    return found;
  };
  // "求职人数" before "职业", "职业编码" before "职业名称": each header cell stands for one column.
  const [people, code, level, name] = [place('people'), place('code'), place('level'), place('name')];
  const missing = [...(code < 0 && name < 0 ? ['职业编码'] : []), ...(people < 0 ? ['求职人数'] : [])];
  if (missing.length > 0) throw problems('seekers.header', { missing: missing.join('、') });
  return { people, code, level, name };
};

const take = (read: ReadSeekers, line: number, cell: (column: Column) => string): void => {
  read.linesRead += 1;
  const row = rowOf(cell);
  if ('message' in row) {
    read.faultyLines += 1;
    if (read.faults.length < MOST_FAULTS) read.faults.push({ line, message: row.message });
  } else if (row.people > 0) read.rows.push(row);
};

const NO_WISH = /^(不限|无|未填|无意向|其他|none|any)?$/i;

const rowOf = (cell: (column: Column) => string): SeekerRow | { message: Wording } => {
  const [code, name, level] = [cell('code'), cell('name'), cell('level')];
  const occupation = code ? (occupations.byCode(code)?.code ?? null) : byName(name);
  if (occupation === null && !(NO_WISH.test(code) && NO_WISH.test(name)))
    return { message: { zh: `分类大典中没有“${code || name}”`, en: `the classification knows no “${code || name}”` } };
  const skill = level === '' ? 0 : parseSkillLevel(level);
  if (skill === null) return { message: { zh: `不认识技能等级“${level}”`, en: `“${level}” is no skill level` } };
  const people = Number(
    cell('people')
      .normalize('NFKC')
      .replace(/[,人\s]/g, '') || NaN,
  );
  if (!Number.isInteger(people) || people < 0 || people > MOST_PEOPLE)
    return { message: { zh: `求职人数应为 0 至 ${MOST_PEOPLE} 的整数`, en: `people must be a whole number from 0 to ${MOST_PEOPLE}` } };
  return { occupation, level: skill, people };
};

const byName = (name: string): string | null => occupations.search(name, 1).find((hit) => hit.name === name)?.code ?? null;
