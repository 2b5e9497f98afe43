import {
  columnsBy,
  firstFilled,
  knownBy,
  oneLine,
  readDay,
  readPeople,
  type ColumnWords,
  type Header,
  type ListKind,
} from '#platform/layout';
import { fenOf, matchTitle, occupations, parseSkillLevel } from '#reference';
import type { Degree } from './supply.js';

/** Why a line cannot be offered as it stands. */
export type BatchFault = 'occupation' | 'people' | 'wage' | 'day' | 'level' | 'group' | 'degree' | 'graduates' | 'note' | 'cell';

export interface BatchPlace {
  /** Null where the file has one sheet. */
  sheet: string | null;
  line: number;
}

/** A batch as a line of a list says it; what it lacks or leaves unclear is null, with its fault. */
export interface BatchRow {
  place: BatchPlace;
  /** As written. */
  title: string;
  occupationCode: string | null;
  /** Occupations that the words may mean, where that is not clear. */
  meant: string[];
  skillLevel: number;
  people: number | null;
  wageYuan: number | null;
  freeFrom: string | null;
  smallestGroup: number;
  degree: Degree | null;
  major: string | null;
  graduatesOn: string | null;
  note: string | null;
  faults: BatchFault[];
}

type BatchColumn = 'code' | 'title' | 'level' | 'people' | 'wage' | 'freeFrom' | 'group' | 'degree' | 'major' | 'graduates' | 'note';

/** Headings as stations write them, and as the list that is taken along has them. */
const words: Record<BatchColumn, ColumnWords> = {
  code: { exact: /^(?:职业代码|工种代码|职业编码|occupationcode)$/ },
  title: {
    exact: /^(?:职业|工种|岗位|职业名称|工种名称|岗位名称|意向岗位|意向工种|求职意向|从业工种|occupation|job|trade)$/,
    part: /职业|工种|岗位|occupation/,
    not: /代码|编码|等级|要求|介绍|资格|院校|code/,
  },
  level: { exact: /^(?:技能等级|技能级别|职业技能等级|等级|级别|skilllevel|level)$/, part: /技能等级|技能级别|职业资格/ },
  people: {
    exact: /^(?:人数|可输送人数|可组织人数|输送人数|可派人数|人员数|总人数|people|headcount)$/,
    part: /人数/,
    not: /成行|成团|承诺|落实|可用|最小|最少|已|男|女/,
  },
  wage: {
    exact: /^(?:期望月薪|期望工资|期望薪资|期望薪酬|月薪|工资|薪资|wageexpected|wage)$/,
    part: /月薪|工资|薪[资酬]|wage/,
  },
  freeFrom: {
    exact: /^(?:可出发|可出发日期|可出发时间|可到岗日期|可到岗时间|出发日期|何时可出发|freefrom|available)$/,
    part: /可出发|可到岗|出发/,
  },
  group: { exact: /^(?:最小成行人数|最小成团人数|成团人数|最少同行人数|smallestgroup)$/, part: /成行|成团|同行/ },
  degree: { exact: /^(?:学历|学历层次|文化程度|degree|education)$/, part: /学历/ },
  major: { exact: /^(?:专业|所学专业|专业名称|major)$/, part: /专业/, not: /技能|等级/ },
  graduates: { exact: /^(?:毕业时间|毕业日期|毕业年月|graduates|graduation)$/, part: /毕业/, not: /院校|学校|证/ },
  note: { exact: /^(?:说明|备注|其他说明|note|notes|remarks?)$/, part: /说明|备注/ },
};

const OTHERS =
  /^(?:序号|编号|协作站|状态|已承诺|已落实|已用|可用|毕业院校|学校|联系人|联系电话|station|state|promised|committed|used|left|no)$/;

/** How lists of batches are recognised. */
export const batchLists: ListKind = { knows: knownBy(words, OTHERS), fits: (header) => batchColumnsOf(header) !== null };

export type BatchColumns = Partial<Record<BatchColumn, number[]>>;

/** Which columns are which, from the header. @returns null when occupation or people cannot be told. */
export const batchColumnsOf = ({ headings }: Header, hidden: readonly number[] = []): BatchColumns | null => {
  const found: BatchColumns = columnsBy(words, headings, hidden);
  return (found.title ?? found.code) === undefined || found.people === undefined ? null : found;
};

const DEGREE_WORDS: readonly (readonly [RegExp, Degree])[] = [
  [/博士|doctor|phd/i, 'doctor'],
  [/硕士|研究生|master/i, 'master'],
  [/本科|学士|bachelor/i, 'bachelor'],
  [/大专|专科|高职|associate/i, 'associate'],
  [/中专|技校|技工|职高|中职|secondary/i, 'secondary'],
];

const MOST_NOTE = 500;
const MOST_YUAN = 200_000;

/** Yuan a month: 5500, 5,500 元/月, 0.55 万. A range is asked about: it is the wage that people wait for. */
export const wageOf = (cell: string): number | null => {
  const text = cell
    .normalize('NFKC')
    .replace(/[,\s¥￥]|人民币/g, '')
    .replace(/(?:元|块)?(?:\/月|每月|以上|起)?$/, '');
  const found = /^(\d+(?:\.\d+)?)(万|千|k)?$/i.exec(text);
  const yuan = found ? Math.round(Number(found[1]) * ({ 万: 10_000, 千: 1_000, k: 1_000 }[(found[2] ?? '').toLowerCase()] ?? 1)) : 0;
  return yuan > 0 && yuan <= MOST_YUAN ? yuan : null;
};

/** The last day of a month, where a list names the month alone. */
const monthEnd = (cell: string): string | null => {
  const found = /^(\d{4})[-/.年](\d{1,2})月?$/.exec(cell.trim());
  const [year, month] = [Number(found?.[1]), Number(found?.[2])];
  return found && month >= 1 && month <= 12 ? new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10) : null;
};

const occupationOf = (code: string, title: string): Pick<BatchRow, 'occupationCode' | 'meant'> => {
  if (code && occupations.isPostable(code)) return { occupationCode: code, meant: [] };
  const match = matchTitle(title || code);
  if (match.code !== null && occupations.isPostable(match.code)) return { occupationCode: match.code, meant: [] };
  return { occupationCode: null, meant: match.candidates.map(({ name }) => name) };
};

/** @param today the day from which 12月1日 is the next one */
export const batchRowOf = (columns: BatchColumns, cells: readonly string[], place: BatchPlace, today: string): BatchRow => {
  const faults: BatchFault[] = [];
  const cell = (column: BatchColumn): string => oneLine(firstFilled(cells, columns[column]));
  /** What a cell says where it has to say something, or where it says anything. */
  const told = <T>(value: T | null, fault: BatchFault, wrong: boolean): T | null => {
    if (value === null && wrong) faults.push(fault);
    return value;
  };
  const occupation = occupationOf(cell('code'), cell('title'));
  told(occupation.occupationCode, 'occupation', true);
  const people = told(readPeople(cell('people')).value, 'people', true);
  const group = told(readPeople(cell('group')).value, 'group', readPeople(cell('group')).unclear) ?? 1;
  if (people !== null && group > people) faults.push('group');
  const note = cell('note');
  if (note.length > MOST_NOTE) faults.push('note');
  const degree = DEGREE_WORDS.find(([pattern]) => pattern.test(cell('degree')))?.[1] ?? null;
  const graduation = readDay(cell('graduates'), today);
  return {
    ...{ place, title: cell('title') || cell('code'), ...occupation, people, smallestGroup: group, faults },
    skillLevel: told(parseSkillLevel(cell('level')), 'level', cell('level') !== '') ?? 0,
    wageYuan: told(wageOf(cell('wage')), 'wage', true),
    freeFrom: told(readDay(cell('freeFrom'), today).value, 'day', true),
    degree: told(degree, 'degree', cell('degree') !== '' && !/^(?:无|不限|[-—–/]+)$/.test(cell('degree'))),
    major: cell('major').slice(0, 80) || null,
    graduatesOn: told(graduation.value ?? monthEnd(cell('graduates')), 'graduates', graduation.unclear),
    note: note || null,
  };
};

/** What makes two batches of a supplier the same offer. */
export const offerKey = (one: Offer): string =>
  JSON.stringify([
    ...[one.occupationCode, one.skillLevel, one.people, one.wageFen, one.freeFrom, one.smallestGroup],
    ...[one.degree, one.major, one.graduatesOn, one.note],
  ]);

export interface Offer {
  occupationCode: string;
  skillLevel: number;
  people: number;
  wageFen: number;
  freeFrom: string;
  smallestGroup: number;
  degree: Degree | null;
  major: string | null;
  graduatesOn: string | null;
  note: string | null;
}

/** The offer of a line without faults; null while it has some. */
export const offerOf = ({ place: _, title: __, meant: ___, faults, wageYuan, ...said }: BatchRow): Offer | null => {
  const { occupationCode, people, freeFrom } = said;
  if (faults.length > 0 || occupationCode === null || people === null || freeFrom === null || wageYuan === null) return null;
  return { ...said, occupationCode, people, freeFrom, wageFen: fenOf(wageYuan) };
};
