/** What a column of a list of needs can say. */
export const FIELDS = [
  'title',
  'enterprise',
  'creditCode',
  'people',
  'place',
  'salary',
  'occupation',
  'skillLevel',
  'form',
  'shift',
  'startBy',
  'benefits',
  'department',
  'contactName',
  'contactPhone',
  'note',
] as const;
export type Field = (typeof FIELDS)[number];

/** The field of each column, in the order of the file; null for what is left out. */
export type Mapping = (Field | null)[];

export interface GuessedColumn {
  header: string;
  field: Field | null;
  /** 0 to 1: a known header whose cells agree is near 1, cells alone give less. */
  confidence: number;
  sample: string;
}

/** Recognises the cells of a kind; they come from the caller because they stand on reference data. */
export interface CellKinds {
  isTitle: (cell: string) => boolean;
  isPlace: (cell: string) => boolean;
  isSalary: (cell: string) => boolean;
  isCreditCode: (cell: string) => boolean;
}

/**
 * Guesses what each column says: by its header in Chinese or English, and by its cells where the header says nothing or they contradict it
 * (a column "unit" without one enterprise's name in it is a department). Every field is given to one column at most, the surest.
 */
export function guessColumns(header: readonly string[], rows: readonly string[][], kinds: CellKinds): GuessedColumn[] {
  const columns = header.map((name, i) => ({
    name,
    cells: rows
      .map((row) => (row[i] ?? '').trim())
      .filter((cell) => cell !== '')
      .slice(0, SAMPLED),
  }));
  const guesses = columns.flatMap(({ name, cells }, column) =>
    FIELDS.map((field) => ({ column, field, confidence: confidenceOf(field, name, cells, kinds) })).filter(
      ({ confidence }) => confidence >= ENOUGH,
    ),
  );
  guesses.sort((a, b) => b.confidence - a.confidence || FIELDS.indexOf(a.field) - FIELDS.indexOf(b.field) || a.column - b.column);
  const given = new Map<number, { field: Field; confidence: number }>();
  const used = new Set<Field>();
  for (const { column, field, confidence } of guesses) {
    if (given.has(column) || used.has(field)) continue;
    given.set(column, { field, confidence });
    used.add(field);
  }
  return columns.map(({ name, cells }, i) => ({
    header: name,
    field: given.get(i)?.field ?? null,
    confidence: Math.round((given.get(i)?.confidence ?? 0) * 100) / 100,
    sample: cells[0] ?? '',
  }));
}

const SAMPLED = 100;
const ENOUGH = 0.4;

function confidenceOf(field: Field, header: string, cells: readonly string[], kinds: CellKinds): number {
  const named = headerFit(field, header);
  const share = contentShare(field, cells, kinds);
  // Cells that cannot be told by their look leave it to the header.
  if (share === null) return named;
  // Below a third the cells contradict the header.
  if (named > 0) return cells.length === 0 ? named : named * (share < 0.34 ? 0.35 : 0.5 + 0.5 * Math.min(1, share * 1.25));
  return BY_CELLS_ALONE[field] !== undefined && cells.length >= 3 && share >= 0.7 && headerSaysNothing(header)
    ? (BY_CELLS_ALONE[field] ?? 0) * share
    : 0;
}

/** How sure cells alone make us, under a header that says nothing ("列1", "a", ""). */
const BY_CELLS_ALONE: Partial<Record<Field, number>> = {
  creditCode: 0.9,
  contactPhone: 0.8,
  salary: 0.75,
  enterprise: 0.75,
  place: 0.65,
  title: 0.6,
  people: 0.5,
};

const HEADERS: Record<Field, { exact: RegExp; part?: RegExp; not?: RegExp }> = {
  title: {
    exact:
      /^(岗位|职位|职务|工种|岗位名称|职位名称|招聘岗位|招聘职位|需求岗位|用工岗位|缺工岗位|招聘工种|工种名称|岗位工种|急需工种|紧缺工种|title|jobtitle|job|position|jobname|post|role)$/,
    part: /岗位|职位|工种|jobtitle|position/,
    not: /类|数|编号|id|要求|描述|职责|待遇|薪|属性|等级|级别|人|地|code|type|开始|发布/,
  },
  enterprise: {
    exact:
      /^(企业|公司|单位|用人单位|企业名称|公司名称|单位名称|用工单位|用工企业|招聘单位|招聘企业|厂名|工厂|工厂名称|雇主|company|companyname|enterprise|employer|firm|unit)$/,
    part: /企业名|公司名|单位名|用工企业|company|employer/,
    not: /类|性质|规模|行业|地址|电话|简介|代码|type|size|business|industry|address|code|id/,
  },
  creditCode: {
    exact: /^(统一社会信用代码|信用代码|社会信用代码|统一信用代码|税号|uscc|creditcode|unifiedsocialcreditcode)$/,
    part: /信用代码|uscc|credit_?code/,
  },
  people: {
    exact:
      /^(人数|招聘人数|需求人数|缺工人数|缺工数|用工人数|招工人数|需求数|数量|岗位数|招聘数量|需求量|缺口|缺口数|缺口人数|名额|headcount|people|number|count|openings|vacancies|short|qty)$/,
    part: /人数|缺工|缺口|名额|headcount|openings/,
    not: /现有|在岗|职工|员工|总人数|原因|薪|工种|岗位名/,
  },
  place: {
    exact:
      /^(地点|城市|工作地点|工作地|工作城市|工作地址|地区|区域|所在地|工作区域|所在城市|地址|用工地点|place|city|location|workplace|area|region|worklocation|address)$/,
    part: /地点|城市|工作地|地区|location|city/,
    not: /籍贯|户籍|户口/,
  },
  salary: {
    exact:
      /^(薪资|工资|薪酬|月薪|待遇|薪资待遇|工资待遇|薪资范围|薪酬待遇|月工资|薪水|综合工资|薪资水平|年薪|时薪|日薪|收入|月收入|salary|wage|wages|pay|compensation)$/,
    part: /薪|工资|salary|wage/,
    not: /方式|日期|发薪|结算|福利/,
  },
  occupation: {
    exact: /^(职业|职业代码|职业编码|职业名称|职业工种代码|职业分类|工种代码|occupation|occupationcode|occupation_code)$/,
    part: /职业代码|职业编码|occupation/,
  },
  skillLevel: {
    exact: /^(技能等级|技能级别|等级|技术等级|职业技能等级|技能|级别|level|skilllevel|skill|grade)$/,
    part: /技能等级|技术等级|skill_?level/,
    not: /公司|企业/,
  },
  form: {
    exact: /^(用工形式|用工方式|合同类型|用工性质|工作性质|职位类型|劳动关系|form|employmenttype|contract)$/,
    part: /用工形式|用工方式|用工性质/,
  },
  shift: {
    exact: /^(班次|班制|上班时间|工作时间|倒班|作息时间|工时|shift|shifts|workinghours|hours)$/,
    part: /班次|班制|工作时间|上班时间/,
  },
  startBy: {
    exact: /^(到岗时间|到岗日期|上岗时间|最晚到岗|最晚到岗日|入职时间|用工时间|需求时间|截止日期|有效期|startby|startdate|deadline)$/,
    part: /到岗|上岗时间|入职时间/,
  },
  benefits: {
    exact: /^(福利|福利待遇|标签|食宿|食宿情况|吃住|住宿|待遇福利|benefits|tags|welfare|perks)$/,
    part: /福利|食宿|benefit|tags/,
  },
  department: { exact: /^(部门|所属部门|车间|用人部门|事业部|部门名称|department|dept|division|workshop)$/, part: /部门|车间|department/ },
  contactName: {
    exact: /^(联系人|联系人姓名|负责人|招聘负责人|经办人|contact|contactname|contactperson)$/,
    part: /联系人|contact_?name/,
    not: /电话|手机|方式|phone/,
  },
  contactPhone: {
    exact: /^(电话|手机|联系电话|手机号|联系方式|手机号码|电话号码|联系人电话|招聘电话|phone|tel|telephone|mobile|contactphone)$/,
    part: /电话|手机|联系方式|phone|mobile/,
  },
  note: {
    exact:
      /^(备注|要求|岗位要求|任职要求|任职条件|岗位描述|职位描述|说明|岗位职责|其他|其他要求|招聘要求|职位要求|工作内容|note|notes|remark|remarks|description|requirements|requirement)$/,
    part: /要求|备注|描述|说明|职责|工作内容|remark|description|requirement/,
  },
};

function headerFit(field: Field, header: string): number {
  const name = header
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[（(【[].*?[)）\]】]/g, '')
    .replace(/[\s_\-*:：/\\.]/g, '');
  const { exact, part, not } = HEADERS[field];
  if (exact.test(name)) return 0.98;
  return part?.test(name) && !not?.test(name) ? 0.75 : 0;
}

const headerSaysNothing = (header: string): boolean =>
  /^(?:column|col|field|字段|列|unnamed|f|c|v|未命名)?[\s:_-]*[\da-z一二三四五六七八九十]{0,3}$/i.test(header.trim());

/** Which share of the cells looks like the field; null where looks say nothing. */
function contentShare(field: Field, cells: readonly string[], kinds: CellKinds): number | null {
  const looks = LOOKS[field]?.(kinds);
  if (!looks) return null;
  return cells.length === 0 ? 0 : cells.filter((cell) => looks(cell)).length / cells.length;
}

const COMPANY =
  /(公司|集团|厂|店|中心|事务所|合作社|学校|医院|酒店|银行|工作室|商行|经营部|研究院|研究所|幼儿园|分公司|有限合伙|支行|超市|餐厅|企业|co\.?,? ?ltd\.?|inc\.?|llc)(?:[（(].*[)）])?$/i;

const LOOKS: Partial<Record<Field, (kinds: CellKinds) => (cell: string) => boolean>> = {
  title: (kinds) => (cell) => cell.length <= 60 && !/^\d+$/.test(cell) && kinds.isTitle(cell),
  enterprise: () => (cell) => COMPANY.test(cell),
  creditCode: (kinds) => (cell) => kinds.isCreditCode(cell) || /^[0-9A-Z]{18}$/i.test(cell.replace(/\s/g, '')),
  people: () => (cell) =>
    /^(?:约)?\d{1,4}(?:\.0+)?(?:人|名|个)?$|^[一二三四五六七八九十百若干]+[人名]?$|不限|^\d+[-~—至]\d+[人名]?$/.test(cell),
  place: (kinds) => kinds.isPlace,
  salary: (kinds) => kinds.isSalary,
  occupation: () => (cell) => /^\d-\d\d-\d\d-\d\d/.test(cell) || /(工|员|师|人员)$/.test(cell),
  contactPhone: () => (cell) =>
    /^(?:\+?86[- ]?)?(?:1[3-9]\d[- ]?\d{4}[- ]?\d{4}|0\d{2,3}[- ]?\d{7,8}(?:[-转 ]\d{1,6})?|[48]00[- ]?\d{3}[- ]?\d{4})/.test(
      cell.replace(/[（()）]/g, ''),
    ),
};
