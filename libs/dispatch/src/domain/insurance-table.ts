import { columnsBy, firstFilled, knownBy, type ColumnWords, type Header, type ListKind } from '#platform/layout';
import { readMonth } from './insurance.js';
import { birthdayOf } from './person.js';

/** Headings of lists of paid social insurance, as its offices and enterprises write them. */
const words = {
  idNumber: {
    exact: /^(?:身份证号?|身份证号码|公民身份号码|居民身份证号码?|社会保障号码?|社保号|证件号码?|idnumber|idno)$/,
    part: /身份证|证件号|公民身份|社会保障号|idnumber/,
    not: /类型|地址|有效|发证/,
  },
  creditCode: {
    exact: /^(?:统一社会信用代码|社会信用代码|信用代码|creditcode)$/,
    part: /信用代码|creditcode/,
  },
  employer: {
    exact: /^(?:单位|单位名称|缴费单位|参保单位|参保单位名称|缴费单位名称|用人单位|用人单位名称|企业|企业名称|公司名称|employer|company)$/,
    part: /单位名称|缴费单位|参保单位|用人单位|企业名称/,
    not: /编号|代码|编码|电话|地址|类型|部分|金额/,
  },
  month: {
    exact: /^(?:月份|年月|缴费月份|缴费年月|费款所属期|所属期|对应费款所属期|建账年月|缴费所属期|month)$/,
    part: /所属期|缴费年月|缴费月份|费款所属/,
    not: /起|止|开始|终|结束|月数|累计/,
  },
  from: {
    exact: /^(?:开始年月|起始年月|缴费起始年月|缴费开始月份|起始月份|费款所属期起|所属期起|from)$/,
    part: /(?:起始|开始)(?:年月|月份)|所属期起/,
  },
  to: {
    exact: /^(?:终止年月|结束年月|截止年月|缴费终止年月|缴费截止月份|终止月份|截止月份|费款所属期止|所属期止|to)$/,
    part: /(?:终止|截止|结束)(?:年月|月份)|所属期止/,
  },
} satisfies Record<string, ColumnWords>;

export type InsuranceColumn = keyof typeof words;
export type InsuranceColumns = Partial<Record<InsuranceColumn, number[]>>;

const OTHERS = /^(?:序号|编号|姓名|性别|险种|险种类型|缴费基数|单位缴费|个人缴费|缴费状态|到账日期|备注|金额|no|name)$/;

export const insuranceColumns = ({ headings }: Header, hidden: readonly number[] = []): InsuranceColumns | null => {
  const found: InsuranceColumns = columnsBy(words, headings, hidden);
  const employer = found.creditCode ?? found.employer;
  return found.idNumber === undefined || employer === undefined || (found.month ?? found.from) === undefined ? null : found;
};

/** How lists of paid months are recognised. */
export const insuranceLists: ListKind = {
  knows: knownBy(words, OTHERS),
  fits: (header) => insuranceColumns(header) !== null,
};

export type InsuranceFault = 'id_number' | 'employer' | 'month' | 'months_order';

/** Somebody's months that one employer paid. */
export interface PaidRow {
  sheet: string | null;
  line: number;
  idNumber: string;
  creditCode: string | null;
  employer: string | null;
  /** YYYY-MM, both counted. */
  from: string;
  to: string;
  fault: InsuranceFault | null;
}

/** Longer than that nobody has paid in one line. */
const MOST_MONTHS = 600;

const apart = (from: string, to: string): number => (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12;

export const paidRow = (columns: InsuranceColumns, cells: readonly string[], place: { sheet: string | null; line: number }): PaidRow => {
  const cell = (column: InsuranceColumn): string => firstFilled(cells, columns[column]).trim();
  const idNumber = cell('idNumber')
    .replace(/^['‘’]|\s/g, '')
    .toUpperCase();
  const [creditCode, employer] = [cell('creditCode').toUpperCase() || null, cell('employer') || null];
  const one = readMonth(cell('month'));
  const [from, to] = [readMonth(cell('from')) ?? one ?? '', readMonth(cell('to')) ?? one ?? readMonth(cell('from')) ?? ''];
  const fault = (): InsuranceFault | null => {
    if (birthdayOf(idNumber) === null) return 'id_number';
    if (creditCode === null && employer === null) return 'employer';
    if (from === '' || to === '') return 'month';
    return to < from || apart(from, to) > MOST_MONTHS ? 'months_order' : null;
  };
  return { ...place, idNumber, creditCode, employer, from, to, fault: fault() };
};
