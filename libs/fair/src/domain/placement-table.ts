import { columnsBy, firstFilled, knownBy, type ColumnWords, type Header, type ListKind } from '#platform/layout';

/** An enterprise that is to have a booth, as a list of the office says. */
export interface PlacementRow {
  line: number;
  name: string | null;
  creditCode: string | null;
  /** The first free one without it. */
  number: string | null;
}

type Column = Exclude<keyof PlacementRow, 'line'>;

const words: Record<Column, ColumnWords> = {
  name: {
    exact: /^(?:企业|单位|公司|企业名称|单位名称|公司名称|参会企业|参会单位|enterprise|company|name)$/,
    part: /企业名|单位名|公司名|参会企业|参会单位|enterprise|company/,
    not: /电话|联系|地址|负责|代码|信用/,
  },
  creditCode: {
    exact: /^(?:统一社会信用代码|社会信用代码|信用代码|税号|creditcode|uscc)$/,
    part: /信用代码|creditcode/,
  },
  number: {
    exact: /^(?:展位|展位号|展位编号|展台|展台号|摊位号|booth|boothnumber)$/,
    part: /展位|展台|摊位|booth/,
    not: /数|个|面积|类型/,
  },
};

const OTHERS = /^(?:序号|编号|联系人|联系电话|电话|手机|地址|备注|岗位|岗位数|招聘人数|行业|县市区|no)$/;

export type PlacementColumns = Partial<Record<Column, number[]>>;

/** Which columns are which. @returns null when neither name nor credit code can be told */
export const placementColumns = ({ headings }: Header, hidden: readonly number[] = []): PlacementColumns | null => {
  const found: PlacementColumns = columnsBy(words, headings, hidden);
  return found.name || found.creditCode ? found : null;
};

/** How such lists are recognised. */
export const placementLists: ListKind = { knows: knownBy(words, OTHERS), fits: (header) => placementColumns(header) !== null };

/** @returns null for a line that names no enterprise */
export const placementOf = (columns: PlacementColumns, cells: readonly string[], line: number): PlacementRow | null => {
  const cell = (column: Column): string | null => firstFilled(cells, columns[column]).trim() || null;
  const row = {
    line,
    name: cell('name'),
    creditCode: cell('creditCode')?.toUpperCase() ?? null,
    number: cell('number')?.toUpperCase() ?? null,
  };
  return row.name === null && row.creditCode === null ? null : row;
};
