import type { ReliefState } from './person.js';

/** A row of a manifest file, as written; what it lacks is null. */
export interface ManifestRow {
  /** Number of the line in the file. */
  line: number;
  name: string;
  phone: string | null;
  idNumber: string;
  returning: boolean;
  relief: ReliefState;
  insured: boolean;
  selfArranged: boolean;
  emergencyContact: string | null;
  enterprise: string | null;
}

type Column = Exclude<keyof ManifestRow, 'line'>;

/** Headings as stations write them. */
const headings: Record<Column, RegExp> = {
  name: /^(姓名|名字|name)$/i,
  idNumber: /(身份证|证件号|公民身份号码|idnumber|id.?card)/i,
  emergencyContact: /(紧急联系|emergency)/i,
  phone: /(手机|电话|联系方式|phone|mobile)/i,
  returning: /(返岗|新招|用工性质|returning)/i,
  relief: /(脱贫|监测|贫困|relief)/i,
  insured: /(保险|insur)/i,
  selfArranged: /(组织方式|出行方式|自行|arranged)/i,
  enterprise: /(企业|单位|公司|厂|enterprise|company)/i,
};

/** Which column is which, from the header. @returns null when name or ID number cannot be told. */
export const columnsOf = (header: readonly string[]): Partial<Record<Column, number>> | null => {
  const found: Partial<Record<Column, number>> = {};
  header.forEach((title, at) => {
    const clean = title.replace(/[\s*＊:：]/g, '');
    const column = (Object.keys(headings) as Column[]).find((one) => found[one] === undefined && headings[one].test(clean));
    if (column) found[column] = at;
  });
  return found.name === undefined || found.idNumber === undefined ? null : found;
};

const yes = (text: string): boolean => /^(是|有|已|y|yes|true|1|√|✓)/i.test(text) || /已(参保|购买|办理)/.test(text);

export const rowOf = (columns: Partial<Record<Column, number>>, line: number, cells: readonly string[]): ManifestRow => {
  const cell = (column: Column): string => (columns[column] === undefined ? '' : (cells[columns[column]] ?? '').trim());
  const relief = cell('relief');
  return {
    line,
    name: cell('name').replace(/\s+/g, ' '),
    phone: cell('phone') || null,
    // Excel keeps a leading apostrophe of numbers that were typed as text.
    idNumber: cell('idNumber').replace(/^'/, ''),
    returning: /返岗|返程/.test(cell('returning')) || yes(cell('returning')),
    relief: /监测/.test(relief) ? 'monitored' : /脱贫|贫困/.test(relief) || yes(relief) ? 'alleviated' : 'none',
    insured: yes(cell('insured')),
    selfArranged: /自行|自主|自驾|散客|self/i.test(cell('selfArranged')),
    emergencyContact: cell('emergencyContact') || null,
    enterprise: cell('enterprise') || null,
  };
};
