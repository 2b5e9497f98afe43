import { headingFit, plainWords, type ColumnWords, type Heading, type PlainWords } from '#platform/layout';
import { CELL_FIELDS, cellOf, type CellField } from '../posting-fields.js';
import { FIELDS, type Field } from './fields.js';

/**
 * Headings as offices, factories and the exports of their systems write them: in Chinese, English, or with the first
 * letters of the Pinyin.
 */
const OWN: Record<Exclude<Field, CellField>, ColumnWords> = {
  title: {
    exact: new RegExp(
      '^(岗位|职位|职务|工种|岗位名称|职位名称|岗位工种名称|招聘岗位|招聘职位|招工岗位|需求岗位|用工岗位|缺工岗位|招聘工种|用工工种' +
        '|缺工工种|工种名称|岗位工种|急需工种|紧缺工种|需求工种|title|jobtitle|job|jobs|position' +
        '|positionname|jobname|post|postname|role|gw|gwmc|zwmc|gzmc|zpgw)(名称)?$',
    ),
    part: /岗位|职位|工种|jobtitle|jobname|position/,
    not: new RegExp(
      '类|数|编号|编码|代码|id|要求|描述|职责|待遇|薪|工资|属性|等级|级别|性质|人|地|联系|电话|时间|日期|福利|状态|来源' +
        '|链接|补贴|code|type|开始|发布|addr|desc|level|num|count|salary|wage|url|date' +
        '|time',
    ),
  },
  enterprise: {
    exact: new RegExp(
      '^(企业|公司|单位|厂家|用人单位|企业名称|公司名称|单位名称|企业全称|单位全称|公司全称|工厂|厂名|工厂名称|雇主|用工主体' +
        '|company|companyname|compname|comname|enterprise|enterprisename' +
        '|entname|employer|employername|firm|corp|corpname|unit|unitname|qymc' +
        '|dwmc|gsmc|qy|dw)$',
    ),
    part: /企业名|公司名|单位名|(?:用工|招聘|招工|缺工|需求|用人)(?:企业|单位|公司)|company|employer|enterprise/,
    not: /类|性质|规模|行业|地址|电话|简介|代码|联系|地区|所在|type|size|business|industry|addr|code|id|phone|tel|profile|desc|nature|scale/,
  },
  creditCode: {
    exact:
      /^(统一社会信用代码|统一信用代码|信用代码|社会信用代码|税号|uscc|creditcode|socialcreditcode|unifiedsocialcreditcode|uniscid|tyshxydm|xydm)$/,
    part: /信用代码|uscc|creditcode/,
  },
  people: {
    exact: new RegExp(
      '^(缺工人数|缺工数|缺工总数|缺口|缺口数|缺口人数|仍缺人数|尚缺人数|急需人数|招聘人数|招聘数|招聘数量|招工人数|招工数|招工数量' +
        '|登记招聘人数|登记需求人数|招聘登记人数|拟招人数|拟聘人数|计划招聘人数|需求人数|需求数|需求量|需求数量|岗位需求人数|需求|名额|headcount|people' +
        '|openings|vacancies|short|numpeople|peoplenum|peoplenumber|numofpeople' +
        '|recruitnum|recruitnumber|recruitcount|hirenum|neednum|neednumber' +
        '|needcount|demandnum|zprs|xqrs|qgrs|zgrs)$',
    ),
    part: /人数|缺工|缺口|缺员|空缺|空岗|名额|招聘数|招工数|需求数|headcount|openings|vacanc/,
    weak: /^(人数|数量|岗位数|职位数|用工人数|用工数|rs|number|count|qty|quantity|num|personnum|personcount)$/,
    not: /求职|现有|在岗|在职|职工|员工|总人数|用工总|原因|薪|工资|工种|岗位名|已|到岗|应聘|报名|面试|录用|登记|签|意向|去年|上年|上期|上季|同期|其中|男|女|残|倍率|比|率|时间|日期|联系|备注/,
  },
  place: {
    exact: new RegExp(
      '^(地点|工作地点|工作地|工作城市|工作地址|工作地区|工作区域|上班地点|用工地点|用工地址|岗位地点|地区|区域|所在地|所在地区' +
        '|所在区域|所在城市|省|省份|所在省|城市|市|地市|所在市|区县|县区|县市区|市县区|区县市|区|县|所属区县|所在区县|镇街|乡镇' +
        '|街道|镇街道|place|city|location|workplace|workaddress|workaddr|workcity' +
        '|jobaddress|jobcity|joblocation|area|region|worklocation|province' +
        '|county|district|town|gzdd|gzdz|szd|sf|cs|qx)$',
    ),
    part: /地点|城市|省份|[区市]县|县[区市]|乡镇|街道|工作地|地区|location|workaddr|jobaddr/,
    weak: new RegExp(
      '^((?:企业|公司|单位|工厂|厂区|厂)(?:所在)?(?:地址|地|位置|所在地)|地址|详细地址|(?:company|comp' +
        '|corp|ent|enterprise|employer|unit)?(?:addr|address)|qydz|dwdz|gsdz' +
        '|dz)$',
    ),
    not: /籍贯|户籍|户口|生源|面试|报名|来源|注册|时间/,
  },
  salary: {
    exact: new RegExp(
      '^(薪资|工资|薪酬|月薪|待遇|薪资待遇|工资待遇|薪资范围|工资范围|月薪范围|薪酬范围|薪酬待遇|薪资福利待遇|月工资|薪水|综合工资' +
        '|综合月薪|综合薪资|综合收入|月综合工资|薪资水平|工资水平|工资标准|薪资标准|薪酬标准|年薪|时薪|日薪|日工资|小时工资|收入' +
        '|月收入|月均收入|劳动报酬|报酬|salary|salaryrange|wage|wages|wagerange|pay' +
        '|compensation|jobsalary|income|xz|xzdy|gz|gzdy)$',
    ),
    part: /薪|工资|收入|报酬|salary|wage/,
    not: /方式|日期|时间|发薪|结算|福利|结构|构成|组成|制度|补贴|最低|最高|下限|上限|起始|起薪|基本|底薪|保底|min|max|low|high|from|to$|unit|type|单位/,
  },
  wageFrom: {
    exact: new RegExp(
      '^(最低(月|年|日|时)?(薪资?|工资|薪酬|收入|待遇)|起薪|(月|年)?(薪资?|工资|薪酬|待遇|薪资待遇|薪资范围|工资待遇' +
        '|月薪)(最低|下限|起|从|最小值?)值?|(job)?(min|lowest|low|start)(wages?|salary|pay)' +
        '|(job)?(wages?|salary|pay)(min|low|lowest|from|start|begin|lower)|zdxz' +
        '|zdgz)$',
    ),
    part: /(?:薪|工资|收入|待遇).*(?:最低|下限)|(?:最低|下限).*(?:薪|工资|收入|待遇)|(?:min|low).*(?:wage|salary)|(?:wage|salary).*(?:min|low)/,
    not: /当地|标准|(?:社会)?保险/,
    weak: /^(底薪|基本工资|保底工资|保底薪资|保底|基本薪资|basesalary|basepay|basewage)$/,
  },
  wageTo: {
    exact: new RegExp(
      '^(最高(月|年|日|时)?(薪资?|工资|薪酬|收入|待遇)|(月|年)?(薪资?|工资|薪酬|待遇|薪资待遇|薪资范围|工资待遇' +
        '|月薪)(最高|上限|止|至|到|最大值?)值?|(job)?(max|highest|high|end)(wages?|salary' +
        '|pay)|(job)?(wages?|salary|pay)(max|high|highest|to|end|upper)|zgxz' +
        '|zggz)$',
    ),
    part: /(?:薪|工资|收入|待遇).*(?:最高|上限)|(?:最高|上限).*(?:薪|工资|收入|待遇)|(?:max|high).*(?:wage|salary)|(?:wage|salary).*(?:max|high)/,
  },
  occupation: {
    exact:
      /^(职业|职业代码|职业编码|职业名称|职业工种代码|职业分类|工种代码|岗位代码大典|occupation|occupationcode|occupationname|zydm|zymc)$/,
    part: /职业代码|职业编码|occupation/,
  },
  benefits: {
    exact:
      /^(福利|福利待遇|福利情况|标签|食宿|食宿情况|食宿条件|吃住|吃住情况|住宿|住宿情况|待遇福利|其他福利|其他待遇|benefits|tags|welfare|perks|fl|fldy|ss)$/,
    part: /福利|食宿|住宿|benefit|welfare|tags/,
  },
  department: {
    exact: /^(部门|所属部门|车间|用人部门|用工部门|事业部|部门名称|department|dept|deptname|division|workshop|bm|bmmc)$/,
    part: /部门|车间|department/,
  },
  note: {
    exact: new RegExp(
      '^(备注|要求|岗位要求|职位要求|任职要求|任职条件|任职资格|招聘要求|招工要求|用工要求|应聘条件|招聘条件|岗位描述|职位描述' +
        '|岗位说明|说明|岗位职责|其他|其它|其他要求|其他说明|工作内容|工作描述|note|notes|memo|remark|remarks' +
        '|description|jobdescription|jobdesc|jobrequire|jobrequirement' +
        '|jobrequirements|requirements|requirement|bz|yq|gwyq|gwms|gzlr)$',
    ),
    part: /要求|备注|描述|说明|职责|工作内容|条件|remark|description|requirement/,
    not: /人数|等级|技能|时间/,
  },
};

const HEADINGS: Record<Field, ColumnWords> = {
  ...OWN,
  ...(Object.fromEntries(CELL_FIELDS.map((field) => [field, cellOf(field).heading])) as Record<CellField, ColumnWords>),
};

/** Headings that such lists have and that say nothing a need is made of; the days until which a posting stands are no days to start. */
const OTHER = new RegExp(
  '^(序号|编号|序|号|no|id|性别|性别要求|年龄|年龄要求|学历|学历要求|文化程度|专业|行业|所属行业|行业类别|企业规模' +
    '|企业性质|单位性质|企业类型|职工人数|现有职工|现有人数|求职人数|求人倍率|岗位类别|职位类别|工种类别|岗位编号|职位编号|截止日期' +
    '|截止时间|有效期|有效期至|招聘截止(日期|时间)|报名截止(日期|时间)?|发布(日期|时间)|登记(日期|时间)|填报(日期|时间)' +
    '|更新时间|deadline|expires|expirydate|enddate|publishdate|updatetime' +
    '|createtime|xh|xb|nl|xl|companysize|companytype|industry|sex|gender' +
    '|age|education|degree)$',
);

/** How surely a heading says the field, 0 to 1. */
export const fieldFit = (field: Field, heading: Heading): number => plainFit(field, plainWords(heading));

const plainFit = (field: Field, words: PlainWords): number => (OTHER.test(words.own) ? 0 : headingFit(HEADINGS[field], words));

/** What a heading stands for in lists of needs; null for one that such lists do not know. */
export const knownHeading = (heading: Heading): string | null => {
  const words = plainWords(heading);
  if (OTHER.test(words.own)) return `other:${words.own}`;
  let [best, fit]: [Field | null, number] = [null, 0.4];
  for (const field of FIELDS) {
    const one = headingFit(HEADINGS[field], words);
    if (one > fit) [best, fit] = [field, one];
  }
  return best;
};

/** "", 列1, x2, Unnamed: 3. */
export const headingSaysNothing = ({ name }: Heading): boolean =>
  /^(?:column|col|field|字段|列|unnamed|f|c|v|未命名)?[\s:_-]*[\da-z一二三四五六七八九十]{0,3}$/i.test(name.trim());
