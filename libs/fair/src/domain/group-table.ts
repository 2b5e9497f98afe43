import { mobileOf } from '#platform/phones';
import { columnsBy, firstFilled, knownBy, type ColumnWords, type Header, type ListKind } from '#platform/layout';

/** Somebody whom a school or an office brings, as its list says. */
export interface GroupRow {
  line: number;
  name: string | null;
  phone: string | null;
}

type Column = Exclude<keyof GroupRow, 'line'>;

const words: Record<Column, ColumnWords> = {
  name: { exact: /^(?:姓名|学生姓名|求职者|求职者姓名|名字|name|student)$/, part: /姓名|name/, not: /学校|单位|班级|企业|school|company/ },
  phone: {
    exact: /^(?:手机|手机号|手机号码|电话|联系电话|联系方式|phone|mobile)$/,
    part: /手机|电话|phone|mobile/,
    not: /家长|紧急|老师|辅导员/,
  },
};
const OTHERS = /^(?:序号|编号|学号|班级|专业|学院|学历|性别|年龄|备注|身份证号|毕业时间|no)$/;

export type GroupColumns = Partial<Record<Column, number[]>>;

/** Which columns are which. @returns null when there is none of names */
export const groupColumns = ({ headings }: Header, hidden: readonly number[] = []): GroupColumns | null => {
  const found: GroupColumns = columnsBy(words, headings, hidden);
  return found.name ? found : null;
};

/** How such lists are recognised. */
export const groupLists: ListKind = { knows: knownBy(words, OTHERS), fits: (header) => groupColumns(header) !== null };

/** @returns null for a line that names nobody */
export const groupRowOf = (columns: GroupColumns, cells: readonly string[], line: number): GroupRow | null => {
  const cell = (column: Column): string | null => firstFilled(cells, columns[column]).trim() || null;
  const row = { line, name: cell('name'), phone: cell('phone') };
  return row.name === null && row.phone === null ? null : row;
};

export const GROUP_FAULTS = {
  no_name: { zh: '没有姓名', en: 'no name' },
  bad_phone: { zh: '手机号有误', en: 'no mobile number' },
  twice: { zh: '名单中重复', en: 'it stands in the list before' },
  has_ticket: { zh: '已领入场码', en: 'has a ticket already' },
} as const;
export type GroupFault = keyof typeof GROUP_FAULTS;

/** What stands against each line by itself, in the order of the list: who has no telephone is told from others by nothing but the line. */
export const groupFaults = (rows: readonly GroupRow[]): (GroupFault | null)[] => {
  const seen = new Set<string>();
  return rows.map(({ name, phone }) => {
    if (name === null || name.length > 40) return 'no_name';
    const mobile = phone === null ? null : mobileOf(phone);
    if (phone !== null && mobile === null) return 'bad_phone';
    if (mobile === null) return null;
    if (seen.has(mobile)) return 'twice';
    seen.add(mobile);
    return null;
  });
};
