import { oneLine, readDay, type Read } from '#platform/layout';
import { parseSkillLevel } from '#reference';
import { readForm, readPhone, readShift } from './import/cells.js';
import { NEED_FORMS, NEED_SHIFTS } from './need.js';
import type { PostingField } from './posting-field.js';

export type { FieldCell, PostingField } from './posting-field.js';

const MAX_YUAN = 1_000_000;
const said = <T>(value: T | null): Read<T> => ({ value, unclear: false });

/**
 * Everything that may be said about a need, once: columns, bodies and answers of the API, blank and copied postings, rows of lists and
 * the words of the trail are made of this table.
 */
export const POSTING = {
  title: {
    kind: 'text',
    min: 2,
    max: 60,
    column: 120,
    nullable: false,
    words: ['岗位名称', 'Title'],
    public: true,
    checked: true,
    worded: true,
    listed: true,
  },
  occupationCode: {
    kind: 'text',
    max: 16,
    nullable: true,
    words: ['职业', 'Occupation'],
    public: true,
    checked: true,
    decides: true,
    listed: true,
    about: 'code of a 细类 of the classification; null only in a draft',
  },
  skillLevel: {
    kind: 'number',
    max: 8,
    nullable: false,
    words: ['技能等级', 'Skill level'],
    public: true,
    decides: true,
    listed: true,
    about: '0 none asked … 8 首席技师',
    cell: {
      heading: {
        exact: /^(技能等级|技能级别|等级|技术等级|职业技能等级|技能等级要求|技能要求等级|技能|级别|level|skilllevel|skill|grade|jndj)$/,
        part: /技能等级|技术等级|技能级别|skilllevel/,
        not: /公司|企业/,
      },
      read: (cell) => said(parseSkillLevel(cell) ?? null),
      unclear: 'not_understood',
    },
  },
  short: {
    kind: 'number',
    max: 100_000,
    nullable: false,
    words: ['缺工数', 'Short'],
    public: false,
    decides: true,
    listed: true,
    about: 'people still short on the day `asOf`',
  },
  asOf: {
    kind: 'day',
    nullable: false,
    words: ['截至', 'As of'],
    public: true,
    listed: false,
    notCopied: true,
    about: 'today when left out',
  },
  neededInAll: {
    kind: 'number',
    max: 1_000_000,
    nullable: true,
    words: ['总需求', 'Needed in all'],
    public: false,
    listed: false,
    about: 'people needed in all, for 缺工率',
  },
  wageFromFen: {
    kind: 'money',
    max: MAX_YUAN,
    nullable: true,
    words: ['月薪下限（元）', 'Wage from (yuan)'],
    public: true,
    decides: true,
    listed: true,
  },
  wageToFen: {
    kind: 'money',
    max: MAX_YUAN,
    nullable: true,
    words: ['月薪上限（元）', 'Wage to (yuan)'],
    public: true,
    decides: true,
    listed: true,
  },
  baseWageFen: { kind: 'money', max: MAX_YUAN, nullable: true, words: ['底薪（元）', 'Base wage (yuan)'], public: false, listed: false },
  wageText: { kind: 'text', max: 60, nullable: true, words: ['工资说明', 'Wage in words'], public: true, checked: true, listed: true },
  form: {
    kind: 'choice',
    of: NEED_FORMS,
    name: 'NeedForm',
    nullable: true,
    words: ['用工形式', 'Form of work'],
    public: true,
    listed: true,
    cell: {
      heading: {
        exact:
          /^(用工形式|用工方式|用工类型|合同类型|用工性质|工作性质|岗位性质|职位类型|岗位类型|劳动关系|form|employmenttype|jobtype|worktype|contract|ygxs|ygfs|gzxz)$/,
        part: /用工形式|用工方式|用工性质|用工类型/,
      },
      read: (cell) => said(readForm(cell)),
      unclear: 'not_understood',
    },
  },
  shift: {
    kind: 'choice',
    of: NEED_SHIFTS,
    name: 'NeedShift',
    nullable: true,
    words: ['班次', 'Shift'],
    public: true,
    listed: true,
    cell: {
      heading: {
        exact:
          /^(班次|班制|上班时间|工作时间|倒班|倒班情况|作息时间|工时|工作班次|工作时长|shift|shifts|workinghours|worktime|hours|bc|gzsj)$/,
        part: /班次|班制|工作时间|上班时间/,
      },
      read: (cell) => said(readShift(cell)),
      unclear: 'not_understood',
    },
  },
  startFrom: { kind: 'day', nullable: true, words: ['最早到岗', 'Start from'], public: true, decides: true, listed: true, notCopied: true },
  startBy: {
    kind: 'day',
    nullable: true,
    words: ['最晚到岗', 'Start by'],
    public: true,
    decides: true,
    listed: true,
    notCopied: true,
    cell: {
      heading: {
        exact: /^(到岗时间|到岗日期|要求到岗时间|上岗时间|上岗日期|最晚到岗|最晚到岗日|入职时间|用工时间|需求时间|startby|startdate|dgsj)$/,
        part: /到岗|上岗时间|入职时间/,
        not: /人数|情况|率|已|累计|实际|本[月周]/,
      },
      read: readDay,
      unclear: 'date_unclear',
    },
  },
  lodging: { kind: 'flag', nullable: false, words: ['提供住宿', 'Lodging'], public: true, decides: true, listed: true },
  meals: { kind: 'flag', nullable: false, words: ['提供餐食', 'Meals'], public: true, listed: true },
  trainable: {
    kind: 'flag',
    nullable: false,
    words: ['可培训上岗', 'Trainable'],
    public: true,
    decides: true,
    listed: false,
    about: 'one level short is enough: the enterprise trains',
  },
  minorsAllowed: {
    kind: 'flag',
    nullable: false,
    words: ['可招 16、17 周岁', 'Aged 16 and 17 allowed'],
    public: true,
    checked: true,
    listed: false,
    about: '16 and 17 year old people may do it',
  },
  licences: {
    kind: 'words',
    max: 10,
    nullable: false,
    words: ['证件要求', 'Licences'],
    public: true,
    checked: true,
    worded: true,
    listed: true,
  },
  workplace: {
    kind: 'text',
    max: 120,
    nullable: true,
    words: ['工作地点', 'Workplace'],
    public: true,
    checked: true,
    worded: true,
    listed: true,
  },
  note: {
    kind: 'longText',
    max: 2_000,
    nullable: true,
    words: ['备注', 'Note'],
    public: 'standing',
    checked: true,
    worded: true,
    listed: true,
  },
  contactName: {
    kind: 'text',
    max: 60,
    nullable: true,
    words: ['联系人', 'Contact'],
    public: 'standing',
    checked: true,
    listed: true,
    cell: {
      heading: {
        exact: new RegExp(
          '^(联系人|联系人姓名|联络人|负责人|招聘负责人|招聘联系人|经办人|姓名|contact|contacts|contactname' +
            '|contactperson|contactman|linkman|linkperson|linkname|lxr|lxrxm)$',
        ),
        part: /联系人|联络人|contactname|linkman/,
        not: /电话|手机|方式|号码|phone|tel|mobile|紧急/,
      },
      read: (cell) => said(oneLine(cell).slice(0, 60) || null),
      unclear: 'not_understood',
    },
  },
  contactPhone: {
    kind: 'phone',
    nullable: true,
    words: ['联系电话', 'Contact phone'],
    public: 'standing',
    checked: true,
    listed: true,
    cell: {
      heading: {
        exact: new RegExp(
          '^(电话|手机|联系电话|手机号|联系方式|手机号码|电话号码|联系手机|联系号码|座机|固定电话|固话|联系人电话|联系人手机号?' +
            '|联系人手机号码|联系人联系方式|联系人及电话|招聘电话|咨询电话|报名电话|phone|phonenumber|tel|telephone' +
            '|telephonenumber|mobile|mobilephone|cellphone|contactphone|contacttel' +
            '|contactmobile|contactway|linkphone|linktel|lxdh|lxfs|sjh|sj|dh)$',
        ),
        part: /电话|手机|联系方式|phone|mobile|contacttel/,
        not: /紧急|时间|备注|监督|投诉/,
      },
      read: readPhone,
      unclear: 'phone_unclear',
    },
  },
  clientCreditCode: {
    kind: 'text',
    max: 18,
    nullable: true,
    words: ['用工单位代码', 'Client’s credit code'],
    public: false,
    checked: true,
    listed: false,
    about: 'the client of a staffing agency',
  },
} as const satisfies Record<string, PostingField>;
