import { columnLetters, columnsBy, firstFilled, knownBy, type ColumnWords, type Header, type ListKind } from '#platform/layout';
import type { ReliefState } from './person.js';
import type { WorkerKind } from './travel.js';

/** Where a person stands in a file. */
export interface PersonPlace {
  /** Null where the file has one sheet. */
  sheet: string | null;
  line: number;
  /** How the file heads its columns, and their letters. */
  headings: Partial<Record<ManifestColumn, ColumnPlace>>;
  /** The ID number was stored as a number, of which a workbook keeps 15 digits. */
  lostDigits: boolean;
  /** A column whose cell shows an error instead of what was meant. */
  broken: ManifestColumn | null;
}

export interface ColumnPlace {
  heading: string;
  /** A, B, C … */
  letter: string;
}

/** A row of a manifest file, as written; what it lacks is null. */
export interface ManifestRow {
  place: PersonPlace;
  name: string;
  phone: string | null;
  idNumber: string;
  returning: boolean;
  relief: ReliefState;
  insured: boolean;
  selfArranged: boolean;
  emergencyContact: string | null;
  enterprise: string | null;
  kind: WorkerKind | null;
  /** Examined and fit. */
  medical: boolean;
  fareFen: number | null;
  /** Where they get on, and the number of the coach, as written. */
  pickup: string | null;
  coach: string | null;
}

export type ManifestColumn = Exclude<keyof ManifestRow, 'place'>;

/** Headings as stations write them. */
const words: Record<ManifestColumn, ColumnWords> = {
  name: {
    exact: /^(?:姓名|名字|人员姓名|务工人员姓名|劳动者姓名|员工姓名|本人姓名|name|fullname|xm)$/,
    part: /姓名/,
    not: /联系|紧急|监护|配偶|父|母|亲属|家属|企业|单位|负责|领队|带队|推荐/,
  },
  idNumber: {
    exact: /^(?:身份证号?|身份证号码|公民身份号码|居民身份证号码?|证件号码?|idnumber|idcard|idno|sfzh|sfzhm)$/,
    part: /身份证|证件号|公民身份|idnumber|idcard/,
    not: /类型|地址|有效|发证|复印|照片|紧急|联系人/,
  },
  phone: {
    exact:
      /^(?:手机|手机号码?|电话|联系电话|联系方式|联系手机|本人手机号?码?|本人电话|本人联系电话|本人联系方式|电话号码|phone|mobile|tel|telephone|sjh|lxdh)$/,
    part: /手机|电话|联系方式|phone|mobile/,
    not: /紧急|亲属|家属|家庭|监护|企业|单位|公司|领队|带队|负责|emergency/,
  },
  emergencyContact: {
    exact: /^(?:紧急联系人|紧急联系人电话|紧急联系方式|emergencycontact)$/,
    part: /紧急联系|紧急电话|亲属电话|家属电话|emergency/,
  },
  returning: { exact: /^(?:返岗|是否返岗|新招返岗|用工性质|returning)$/, part: /返岗|新招|用工性质|returning/ },
  relief: { exact: /^(?:是否脱贫户|脱贫户|是否脱贫劳动力|relief)$/, part: /脱贫|监测|贫困|relief/ },
  insured: { exact: /^(?:保险|是否参保|是否购买保险|insured)$/, part: /保险|参保|insur/ },
  selfArranged: { exact: /^(?:组织方式|出行方式|是否自行前往|selfarranged)$/, part: /组织方式|出行方式|自行|arranged/ },
  enterprise: {
    exact: /^(?:企业|单位|公司|用工企业|用工单位|务工企业|前往企业|输入企业|企业名称|单位名称|公司名称|enterprise|company)$/,
    part: /企业|单位|公司|厂|enterprise|company/,
    not: /电话|手机|联系|地址|负责|原|代码/,
  },
  kind: { exact: /^(?:人员类别|人员类型|劳动者类别|人员身份|kind)$/, part: /人员类别|人员类型/ },
  medical: { exact: /^(?:体检|是否体检|体检结果|体检情况|medical)$/, part: /体检|medical/ },
  fareFen: { exact: /^(?:票价|车费|车票金额|票价元|交通费|交通费元|fare)$/, part: /票价|车费|交通费/ },
  pickup: { exact: /^(?:上车点|乘车点|上车地点|乘车地点|集合点|集合地点|pickup)$/, part: /上车点|乘车点|集合点/ },
  coach: { exact: /^(?:车号|几号车|乘坐车辆|车辆编号|coach)$/, part: /几号车|车辆编号/ },
};

const OTHERS =
  /^(?:序号|编号|性别|年龄|民族|学历|文化程度|籍贯|户籍|户籍地址|户籍所在地|家庭住址|住址|地址|备注|工种|岗位|车次|座位|车牌|no)$/;

/** How manifests are recognised. */
export const manifestLists: ListKind = {
  knows: knownBy(words, OTHERS),
  fits: (header) => columnsOf(header) !== null,
};

export type ManifestColumns = Partial<Record<ManifestColumn, number[]>>;

/** Which columns are which, from the header. @returns null when name or ID number cannot be told. */
export const columnsOf = ({ headings }: Header, hidden: readonly number[] = []): ManifestColumns | null => {
  const found: ManifestColumns = columnsBy(words, headings, hidden);
  return found.name === undefined || found.idNumber === undefined ? null : found;
};

/** The first column of each. */
export const headingsOf = ({ headings }: Header, columns: ManifestColumns): PersonPlace['headings'] =>
  Object.fromEntries(
    Object.entries(columns).map(([column, [first = 0]]) => [
      column,
      { heading: headings[first]?.name ?? '', letter: columnLetters(first) },
    ]),
  );

const yes = (text: string): boolean => /^(是|有|已|y|yes|true|1|√|✓)/i.test(text) || /已(参保|购买|办理)/.test(text);

const KINDS: [RegExp, WorkerKind][] = [
  [/毕业生|graduate/i, 'graduate'],
  [/退役|复员|veteran/i, 'veteran'],
  [/失业|unemployed/i, 'unemployed'],
  [/农村|农民|农业|rural/i, 'rural'],
  [/其他|other/i, 'other'],
];
const kindOf = (text: string): WorkerKind | null => KINDS.find(([words]) => words.test(text))?.[1] ?? null;

const isFit = (text: string): boolean => !/不合格|未|待/.test(text) && (yes(text) || /合格|已|通过|正常|fit|passed/i.test(text));

/** Yuan, as written in a cell of money. */
const fenOf = (text: string): number | null => {
  const yuan = Number(text.replace(/[元¥￥,，\s]/g, ''));
  return text && Number.isFinite(yuan) && yuan >= 0 && yuan <= 100_000 ? Math.round(yuan * 100) : null;
};

export const rowOf = (columns: ManifestColumns, cells: readonly string[], place: PersonPlace): ManifestRow => {
  const cell = (column: ManifestColumn): string => firstFilled(cells, columns[column]);
  const relief = cell('relief');
  return {
    place,
    name: cell('name').replace(/\s+/g, ' '),
    phone: cell('phone') || null,
    // Excel keeps a leading apostrophe of numbers that were typed as text.
    idNumber: cell('idNumber').replace(/^['‘’]/, ''),
    returning: /返岗|返程/.test(cell('returning')) || yes(cell('returning')),
    relief: /监测/.test(relief) ? 'monitored' : /脱贫|贫困/.test(relief) || yes(relief) ? 'alleviated' : 'none',
    insured: yes(cell('insured')),
    selfArranged: /自行|自主|自驾|散客|self/i.test(cell('selfArranged')),
    // Name and number stand in two columns as often as in one.
    emergencyContact:
      [...new Set((columns.emergencyContact ?? []).map((at) => (cells[at] ?? '').trim()).filter(Boolean))].join(' ') || null,
    enterprise: cell('enterprise') || null,
    kind: kindOf(cell('kind')),
    medical: isFit(cell('medical')),
    fareFen: fenOf(cell('fareFen')),
    pickup: cell('pickup') || null,
    coach: /\d+/.exec(cell('coach'))?.[0] ?? (cell('coach') || null),
  };
};

/** 5.29999E+17, or a number behind whose birthday nothing is left: no district gives anybody the number 000. */
const SURELY_LOST = /^\d(?:\.\d+)?e\+?1[67]$|^\d{14}0000$/i;

/** Marks ID numbers that lost their last digits on the way through a spreadsheet: where one did, others that end in 000 did too. */
export const markLostDigits = (rows: ManifestRow[]): void => {
  for (const { place, idNumber } of rows) place.lostDigits ||= SURELY_LOST.test(idNumber);
  if (rows.some(({ place }) => place.lostDigits)) for (const { place, idNumber } of rows) place.lostDigits ||= /^\d{15}000$/.test(idNumber);
};
