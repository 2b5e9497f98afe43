import { defineProblems, type Wording } from '#platform/http';
import {
  columnLetters,
  columnsBy,
  type ColumnWords,
  firstFilled,
  knownBy,
  type ListKind,
  type ListSheet,
  type PassedOver,
  withLists,
} from '#platform/layout';
import { NotATableError, type OpenOptions, type TableRow } from '#platform/table';
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
  /** Null where the file has one sheet. */
  sheet: string | null;
  line: number;
  /** A, B, C … */
  column: string;
  heading: string;
  message: Wording;
}

export interface ReadSeekers {
  rows: SeekerRow[];
  linesRead: number;
  /** The first ones. */
  faults: SeekerFault[];
  faultyLines: number;
  /** Lines and sheets that are none of the list. */
  passedOver: PassedOver[];
}

/** Headings of such lists, as offices and their published tables write them: of 需求人数 and 求职人数 the second is meant. */
const words = {
  code: {
    exact: /^(?:职业|工种|岗位)?(?:编码|代码)$|^(?:occupation)?code$|^zydm$/,
    part: /(?:职业|工种|岗位).*(?:编码|代码)|occupationcode/,
    not: /行政|地区|单位|信用/,
  },
  name: {
    exact: /^(?:职业|工种|岗位|职业工种|意向职业|求职工种|求职岗位|求职意向|求职职业|意向岗位)(?:名称)?$|^occupation(?:name)?$|^zymc$/,
    part: /职业|工种|岗位|occupation/,
    not: /人数|数量|编码|代码|等级|类别|需求|缺口|code|level|数$/,
  },
  level: { exact: /^(?:职业)?(?:技能|技术)?等级$|^(?:skill)?level$|^jndj$/, part: /等级|level/ },
  people: {
    exact: /^(?:登记)?求职(?:登记)?(?:人数|数|者人数|人员数|人次)?(?:合计|小计)?$|^(?:job)?seekers$|^qzrs$/,
    part: /求职.*(?:人数|人次|数)|seekers/,
    weak: /^(?:登记)?人数$|^数量$|^people$|^number$|^count$|^rs$/,
    not: /需求|招聘|缺|倍率|比/,
  },
} as const satisfies Record<string, ColumnWords>;
type Column = keyof typeof words;

const OTHERS = /^(?:序号|编号|需求人数|招聘人数|缺口|缺口人数|缺口数|求人倍率|备注|地区|区县|no)$/;

const seekerLists: ListKind = {
  knows: knownBy(words, OTHERS),
  fits: ({ headings }) => {
    const found = columnsBy(words, headings);
    return found.people !== undefined && (found.code ?? found.name) !== undefined;
  },
};

/** Reads a list of job seekers counted by occupation and skill level. Wrong lines are told and left out, as are titles, totals, notes.
 * @throws Problem `seekers.no_table` or `seekers.header` */
export const readSeekers = async (file: string, options: OpenOptions): Promise<ReadSeekers> => {
  try {
    return await withLists(file, seekerLists, options, async (sheets, passedOver) => {
      const read: ReadSeekers = { rows: [], linesRead: 0, faults: [], faultyLines: 0, passedOver };
      for (const sheet of sheets) await takeSheet(read, sheet);
      return { ...read, rows: joined(read.rows) };
    });
  } catch (error) {
    if (error instanceof NotATableError) throw problems('seekers.no_table', { zh: error.zh, en: error.en });
    throw error;
  }
};

const takeSheet = async (read: ReadSeekers, { name, header, hiddenColumns, portions }: ListSheet): Promise<void> => {
  const at = columnsBy(words, header.headings, hiddenColumns);
  const missing = [...((at.code ?? at.name) ? [] : ['职业编码']), ...(at.people ? [] : ['求职人数'])];
  if (missing.length > 0) throw problems('seekers.header', { missing: missing.join('、') });
  const placeOf = (says: Column): Pick<SeekerFault, 'column' | 'heading'> => {
    const column = (at[says] ?? at.code ?? at.name ?? [0])[0] ?? 0;
    return { column: columnLetters(column), heading: header.headings[column]?.name ?? '' };
  };
  for await (const { rows } of portions)
    for (const row of rows) take(read, at, row, (says) => ({ sheet: name, line: row.line, ...placeOf(says) }));
};

/** What is wrong in a line, and in which column. */
interface Wrong {
  says: Column;
  message: Wording;
}

const take = (
  read: ReadSeekers,
  at: Partial<Record<Column, number[]>>,
  { cells, faults = [] }: TableRow,
  place: (says: Column) => Omit<SeekerFault, 'message'>,
): void => {
  read.linesRead += 1;
  // What stands in other columns is not read: a rate of nobody is #DIV/0! in every published table.
  const broken = (Object.keys(words) as Column[]).flatMap((says) => {
    const fault = faults.find(({ column }) => at[says]?.includes(column));
    return fault ? [{ says, message: faultWords(fault.shown) }] : [];
  });
  const row = broken[0] ?? rowOf((says) => firstFilled(cells, at[says]));
  if ('message' in row) {
    read.faultyLines += 1;
    if (read.faults.length < MOST_FAULTS) read.faults.push({ ...place(row.says), message: row.message });
  } else if (row.people > 0) read.rows.push(row);
};

const faultWords = (shown: string): Wording => ({
  zh: `单元格显示错误或没有计算结果（${shown}），请在表格中改正`,
  en: `the cell shows an error or a formula without a result (${shown}): correct it in the table`,
});

const NO_WISH = /^(不限|无|未填|无意向|其他|none|any)?$/i;

const rowOf = (cell: (column: Column) => string): SeekerRow | Wrong => {
  const [code, name, level] = [cell('code'), cell('name'), cell('level')];
  const occupation = code ? (occupations.byCode(code)?.code ?? null) : byName(name);
  if (occupation === null && !(NO_WISH.test(code) && NO_WISH.test(name)))
    return {
      says: code ? 'code' : 'name',
      message: {
        zh: `分类大典中没有“${code || name}”，请填细类的代码或全名`,
        en: `the classification knows no “${code || name}”: write the code or the whole name of an occupation`,
      },
    };
  const skill = level === '' ? 0 : parseSkillLevel(level);
  if (skill === null)
    return {
      says: 'level',
      message: {
        zh: `不认识技能等级“${level}”，请填如“中级工”，没有可留空`,
        en: `“${level}” is no skill level: write such as 中级工, or leave it empty`,
      },
    };
  const said = cell('people');
  const digits = said
    .normalize('NFKC')
    .replace(/\s*人$/, '')
    .replace(/,(?=\d{3}(?:\D|$))/g, '');
  const people = /^\d+(?:\.0+)?$/.test(digits) ? Number(digits) : NaN;
  if (!(people <= MOST_PEOPLE))
    return {
      says: 'people',
      message: said
        ? {
            zh: `“${said}”不是人数，请填 0 至 ${MOST_PEOPLE} 的整数`,
            en: `“${said}” is no number of people: write a whole number from 0 to ${MOST_PEOPLE}`,
          }
        : { zh: '没有填求职人数，没有人求职请填 0', en: 'no number of people is given: write 0 for nobody' },
    };
  return { occupation, level: skill, people };
};

const byName = (name: string): string | null => occupations.search(name, 1).find((hit) => hit.name === name)?.code ?? null;
