export type WordingSeverity = 'refuse' | 'warn';

export interface WordingLaw {
  zh: string;
  en: string;
  /** The law, with its article. */
  source: string;
}

export interface WordingRule {
  law: WordingLaw;
  severity: WordingSeverity;
  /** Matched on the text without blanks; global. */
  pattern: RegExp;
  /** What stands right after the phrase and makes it harmless. */
  unlessAfter?: RegExp;
  /** What stands right before the phrase and makes it harmless. */
  unlessBefore?: RegExp;
  /** May be allowed by the rules that close a post to women. */
  malesOnly?: boolean;
}

export const LAWS = {
  sex: {
    zh: '不得限定或优先性别',
    en: 'a post may not be limited to one sex or prefer one',
    source: '就业促进法第二十七条；人社部发〔2019〕17号',
  },
  family: {
    zh: '不得以婚育状况作为条件',
    en: 'marriage, pregnancy and children may be no condition',
    source: '妇女权益保障法第四十三条；就业促进法第二十七条',
  },
  ethnicity: { zh: '不得因民族而歧视', en: 'nobody may be refused for their ethnic group', source: '就业促进法第三条、第二十八条' },
  race: { zh: '不得因种族而歧视', en: 'nobody may be refused for their race', source: '就业促进法第三条' },
  religion: { zh: '不得因宗教信仰而歧视', en: 'nobody may be refused for their religion', source: '就业促进法第三条' },
  carrier: {
    zh: '不得以传染病病原携带者为由拒绝录用',
    en: 'carriers of an infectious disease may not be refused for that',
    source: '就业促进法第三十条',
  },
  illness: {
    zh: '只能排除法律规定不得从事该岗位的疾病，不得排除病原携带者',
    en: 'only illnesses that the law bars from the post may be excluded, never carriers',
    source: '就业促进法第三十条',
  },
  rural: { zh: '不得对农村劳动者设置歧视性限制', en: 'workers of rural origin may not be limited', source: '就业促进法第三十一条' },
  origin: {
    zh: '不得因籍贯地域而歧视',
    en: 'nobody may be refused for the region they come from',
    source: '就业促进法第三条；最高人民法院指导性案例185号',
  },
  local: {
    zh: '户籍、籍贯不应作为条件',
    en: 'where somebody is registered should be no condition',
    source: '就业促进法第三条；人力资源市场暂行条例第二十四条',
  },
  disability: {
    zh: '不得歧视残疾人',
    en: 'people with a disability may not be discriminated against',
    source: '就业促进法第二十九条；残疾人保障法第三十八条',
  },
  deposit: {
    zh: '不得要求提供担保或以其他名义收取财物',
    en: 'no deposit, guarantee or payment may be asked of workers',
    source: '劳动合同法第九条',
  },
  papers: { zh: '不得扣押居民身份证和其他证件', en: 'identity cards and other papers may not be kept', source: '劳动合同法第九条' },
  child: { zh: '不得招用未满十六周岁的未成年人', en: 'nobody under 16 may be employed', source: '劳动法第十五条；禁止使用童工规定第二条' },
  age: { zh: '年龄限制请确有必要再写', en: 'state an age limit only where the work needs it', source: '就业促进法第三条' },
  protected: {
    zh: '女职工禁忌劳动范围内的岗位可以限定男性，请保留依据',
    en: 'allowed: the work is barred to women by the special protection rules; keep the ground',
    source: '女职工劳动保护特别规定附录',
  },
} satisfies Record<string, WordingLaw>;

/** Work that may be closed to women: mines below ground, the heaviest grade of labour, frequent loads above 20 kg. */
export const BARRED_TO_WOMEN = /井下|矿井|矿下|四级(?:以上)?(?:的)?体力|体力劳动强度.{0,3}(?:第?四|Ⅳ|IV)|负重.{0,8}2[05](?:公斤|千克|kg)/i;

const PERSON = '(?:性|士|生|的|工|孩子?|同志|员工|职工|人|青年|同胞)';
const AFTER_ITEM =
  '(?!装|鞋|包|袜|裤|衣|帽|款|科|浴|宾|表|友|女|性?用|士?(?:理|护|内|香|皮|西|养|美)|生?(?:宿舍|公寓|寝|楼|部)|工?(?:宿舍|公寓|楼|浴|更衣))';
const BOTH_WELCOME = /^[^,。;\n]{0,14}?(?:均可|不限|都可|皆可|都要|都招|都行|也可|也行|各|不论|平等)|^,[男女].{0,6}(?:均可|不限|都|皆|也)/;
const REFUSED = '(?:勿扰|勿投|勿来|莫扰|免谈|请勿|谢绝|不要|不招|不收|不考虑|不予|除外|止步|免扰|一律不|别来|绕道|不录用|免投)';
const REFUSING =
  '(?:(?:不|勿)(?:招收?|招聘|招用|要|收|考虑|聘|用|录用|接受|录取|想要)|(?:拒绝|谢绝|禁止|拒(?=招|收|聘|用))(?:招收?|招聘|录用|接受|聘用?|收|用)?)';
const ONLY =
  '(?<!不|无|非|上|有|年|期|权|局|极|界|级)(?:只限|仅限|限|只招|仅招|只要|仅要|只收|仅收|只考虑|仅考虑|只用|仅用|仅|专招|限招|只聘|仅聘|只录用|必须是|须为|必须为|须是)(?:招|收|聘)?';
const ROLES =
  '普工|操作工|学徒|服务员|文员|店员|营业员|收银|前台|保安|司机|导购|主播|教练|业务员|销售|客服|技师|按摩' +
  '|助理|秘书|搬运|装卸|包装|质检|缝纫|车工|厨师|保洁|护工|护士|老师|教师|经理|店长|迎宾|礼仪|杂工|小工' +
  '|阿姨|会计|出纳|徒工|电工|焊工|钳工|库管|仓管|跟单|质检员|检验|售货员|促销|学员|工人|实习生|大学生' +
  '|毕业生|售楼|荷官|陪酒|陪练|招待|搓澡';
const MINORITIES =
  '少数民族|少民|维吾尔族?|维族|维民|回族|回民|藏族|藏民|彝族|蒙古?族|壮族|满族|苗族|土家族|哈萨克族?|哈族|朝鲜族|鲜族|布依族|侗族|瑶族|白族|傣族|黎族|傈僳族|佤族|畲族|羌族|撒拉族|东乡族|哈尼族|纳西族|水族|柯尔克孜族?';
const CULTURE =
  '(?!自治|风情|服|文化|音?乐|舞|歌|餐|菜|美食|特色|语|文(?!化程度)|银饰|工艺|村|地区|聚居|干部|学校|中学|医|风味|刺绣|节|人民|大)';
const REGIONS =
  '东北|河南|新疆|四川|云南|贵州|安徽|河北|山西|陕西|甘肃|青海|宁夏|西藏|内蒙古?|广西|广东|湖南|湖北' +
  '|江西|福建|浙江|江苏|山东|辽宁|吉林|黑龙江|海南|重庆|上海|北京|天津|凉山|大凉山|商丘|周口|驻马店|信阳' +
  '|外地|外省|外来|外市|南方|北方|两广|温州|莆田';
const DISEASE = '乙肝|乙型肝炎|大三阳|小三阳|大小三阳|hbv|hiv|艾滋病?|梅毒|丙肝|肺结核|病原携带|病毒携带';

const rule = (
  law: WordingLaw,
  severity: WordingSeverity,
  pattern: string,
  more: Omit<WordingRule, 'law' | 'severity' | 'pattern'> = {},
): WordingRule => ({
  law,
  severity,
  pattern: new RegExp(pattern, 'giu'),
  ...more,
});

const sexRules: WordingRule[] = (['男', '女'] as const).flatMap((sex) => {
  const other = sex === '男' ? '女' : '男';
  const more = { malesOnly: sex === '男', unlessAfter: BOTH_WELCOME };
  return [
    rule(LAWS.sex, 'refuse', `${ONLY}${sex}${AFTER_ITEM}(?!${other})${PERSON}?`, more),
    rule(LAWS.sex, 'refuse', `(?<!${other})${sex}(?!${other})${PERSON}?(?:员工|职工)?(?:优先|为佳|最佳|佳(?!能|肴)|为宜|为主|优选)`, more),
    rule(LAWS.sex, 'refuse', `${REFUSING}${other}${AFTER_ITEM}(?!${sex})${PERSON}?`, { malesOnly: sex === '男' }),
    rule(LAWS.sex, 'refuse', `(?<!${sex})${other}${PERSON}?${REFUSED}`, { malesOnly: sex === '男' }),
    rule(LAWS.sex, 'refuse', `性别(?:要求|限制|限定)?[:为是]?(?:仅?限)?${sex}(?!${other}|[/或、]${other})性?`, more),
    rule(
      LAWS.sex,
      'refuse',
      `(?<!${other}|妇|儿|子|孙|美|处|歌|生|长|幼)${sex}性?(?:${ROLES})(?!宿舍|公寓|楼|浴|卫生|更衣|委|权益|保护|劳动|特殊|休息|福利|假|用品|享|生理|关爱|之家|工作服|工装|培训|管理)`,
      {
        ...more,
        unlessBefore: /(?:对|为|给|向|服务|面向|促进|关爱|尊重|保障|保护)$/,
      },
    ),
    rule(LAWS.sex, 'refuse', `(?<!${other})${sex}(?:员|职)?工(?=$|[\\d,。;、/)\\n(:!+~\\]】-]|数名|若干|多名|一名|两名)`, {
      ...more,
      unlessBefore: /(?:对|给|向|关爱|尊重|保障|保护|照顾)$/,
    }),
    rule(
      LAWS.sex,
      'refuse',
      `(?:招聘?|聘|收|求|需要?|急需|寻)(?:\\d+[名个位]|若干|数名|大量|长期|[一两三]名)?${sex}${AFTER_ITEM}(?!${other})${PERSON}(?!装|鞋|宿|浴|公寓|用品|服饰|内衣|理|护|养|美|皮|西)`,
      more,
    ),
    rule(LAWS.sex, 'refuse', `(?:^|[,。;:\\n(])${sex}性?(?=$|[,。;\\n)])`, more),
    rule(
      LAWS.sex,
      'refuse',
      `(?<!${other}[性士]?)${sex}[性士]?:?(?:年龄)?(?:[1-6]\\d(?:-|至|到))?[1-6]\\d(?:周?岁|以[下内])(?!.{0,12}${other})(?<!${other}.{0,16})`,
      more,
    ),
    rule(
      LAWS.sex,
      'refuse',
      `\\d+[名个位]${sex}(?:性|士|生|的|孩)(?!装|鞋)|(?<!${other}|子|儿|孙|美|妇)${sex}[性士生]?\\d+[名个位](?!.{0,3}${other})`,
      more,
    ),
    rule(LAWS.sex, 'refuse', `(?:招|聘)${sex}(?=$|[,。;\\n)])|优先(?:考虑|录用|录取|招聘?)?${sex}(?:性|士|生|孩|工)`, more),
    rule(
      LAWS.sex,
      'refuse',
      `适合${sex}(?:性|士|生|孩|同志)(?!装|鞋|穿|用|肤|消费|顾客|客户|健身|佩|戴|皮|发|香)|(?<!${other})${sex}[性生]?(?:更合适|更适合|合适|岗位?(?=$|[,。;\\n)]))`,
      more,
    ),
  ];
});

const familyRules: WordingRule[] = [
  rule(
    LAWS.family,
    'refuse',
    '(?:已婚已育|未婚未育|已婚未育|已婚|未婚|已育|未育|未生育|已生育|未结婚|离异|单身)(?:者|人士|女性|男性|的|妇女)?(?:优先|为佳|佳|勿扰|不要|免谈|除外|为宜|优先录用)',
  ),
  rule(
    LAWS.family,
    'refuse',
    '(?:限|须|需|要求|必须|只招|仅招|只要|婚姻(?:状况|要求|情况)?[:]?|婚否[:]?|婚育状况[:]?)(?:为|是)?(?:已婚已育|未婚未育|已婚|未婚|已育|未育|单身)',
    {
      unlessAfter: /^.{0,8}(?:均可|不限|皆可)|^青年|^男女/,
      unlessBefore: /[不无]$/,
    },
  ),
  rule(LAWS.family, 'refuse', '(?:^|[,。;、\\n(])(?:已婚已育|未婚未育|已婚|未婚|已育)(?=$|[,。;、\\n)])', {
    unlessAfter: /^.{0,6}(?:均可|不限)/,
  }),
  rule(
    LAWS.family,
    'refuse',
    '(?:孕妇|怀孕|备孕|孕期|哺乳期)(?:者|的|妇女|女性|人员)?(?:勿扰|勿投|免谈|不要|不招|除外|谢绝|请勿|自动离职|辞退|视为自动)',
  ),
  rule(LAWS.family, 'refuse', '(?:不|拒绝|谢绝)(?:招|要|收|考虑|接受|录用)(?:孕妇|怀孕|备孕|哺乳期|未婚|已婚|未育)'),
  rule(
    LAWS.family,
    'refuse',
    '(?:[一二两三四五\\d]年|入职期间|合同期|期限)?[之以]?内?(?:不得|不许|不能|禁止|无|没有|承诺不|保证不)(?:结婚|怀孕|生育|生小?孩|要孩子|备孕)(?:计划|打算)?',
    { unlessAfter: /^(?:歧视|限制|要求)/ },
  ),
  rule(
    LAWS.family,
    'refuse',
    '孕检(?:合格|阴性|报告|证明)|(?:需要?|须|必须|要)(?:做|进行|提供)?(?:孕检|妊娠(?:检查|测试))|早孕(?:检查|检测)',
  ),
];

const peopleRules: WordingRule[] = [
  rule(LAWS.ethnicity, 'refuse', `(?:${REFUSING}(?:的)?|非)(?:${MINORITIES}|汉族)${CULTURE}`),
  rule(LAWS.ethnicity, 'refuse', `(?:${MINORITIES}|汉族|民族)(?:人员?|员工|同胞|者|的|工人|地区的?人?)?${REFUSED}`),
  rule(LAWS.ethnicity, 'refuse', `${ONLY}(?:${MINORITIES}|汉族?|汉人)(?!语|服|堡|字|阳|口|中)${CULTURE}`),
  rule(LAWS.ethnicity, 'refuse', '汉族(?:人员?|员工)?(?:优先|为佳|佳|即可|为主)|汉民优先'),
  rule(LAWS.ethnicity, 'refuse', '民族(?:要求)?[:为是]?汉(?!语|服)族?(?!.{0,6}不限)'),
  rule(LAWS.ethnicity, 'refuse', '(?:^|[,、;。:\\n/|(])汉族(?=$|[,、;。\\n/|)])'),
  rule(LAWS.ethnicity, 'refuse', '(?:要求|必须|须|需)(?:是|为)?汉族'),
  rule(LAWS.race, 'refuse', '(?:不|拒绝|谢绝|禁止|勿|非)(?:招聘?|要|收|考虑|聘|用|录用|接受)?(?:黑人|白人|黑种人|黄种人|有色人种)(?!牙膏)'),
  rule(LAWS.race, 'refuse', `(?:黑人|白人|黑种人|有色人种|非洲籍?人?|非裔)(?!牙膏)(?:外教|老师|教师|者|的)?(?:优先|为佳|佳|${REFUSED})`),
  rule(LAWS.race, 'refuse', `(?:${ONLY}|限|要求)(?:为|是)?(?:白人|白种人|黄种人|欧美白人)`),
  rule(
    LAWS.race,
    'refuse',
    '白人(?:外教|老师|教师|面孔)|白种人|(?:white|caucasian)(?:people|person|teacher|native)?only|only(?:white|caucasian)s?' +
      '|no(?:black|african)s?(?!-?and|ened|out|-?box|list|top|\\w)|nonblack',
  ),
  rule(LAWS.religion, 'refuse', `(?:${REFUSING}|禁止)(?:有)?(?:信教|宗教|信仰|信佛|基督|穆斯林|伊斯兰|佛教徒|教徒|回教)`),
  rule(
    LAWS.religion,
    'refuse',
    `(?:信教|有宗教信仰|宗教人士|信徒|教徒|穆斯林|基督徒|佛教徒|信佛|信耶稣|宗教信仰)(?:者|的|人员?|人士)?${REFUSED}`,
  ),
  rule(
    LAWS.religion,
    'refuse',
    '(?:必须|须|需|要求|应)?(?:无|没有|不得有|不能有|不信)(?:任何)?(?:宗教信仰|宗教(?!信仰)|信教|信仰宗教)(?!限制|要求|歧视|冲突|不限)|不信教|无神论者?优先|(?:不得|不能|不许|禁止)(?:信教|信仰|信奉)',
  ),
  rule(
    LAWS.religion,
    'refuse',
    `(?:信佛|信教|佛教徒|基督徒|穆斯林|有信仰者?|居士|信主|教友)(?:者|的|人士)?(?:优先|为佳|佳)|${ONLY}(?:基督徒|佛教徒|穆斯林|信徒|教徒|信佛|信教)`,
  ),
  rule(LAWS.religion, 'refuse', '宗教信仰[:]?无(?!限制|要求)'),
  rule(
    LAWS.carrier,
    'refuse',
    `(?:${REFUSING}|无|没有|非|不得有|不能有|不得患|不得为|排除|不能是|不得是)(?:患?有?)?(?:${DISEASE})(?!疫苗|防治|试剂|研究|歧视|检测试剂)`,
  ),
  rule(LAWS.carrier, 'refuse', `(?:${DISEASE})(?:病毒)?(?:病原)?(?:感染者?|携带者?|患者|病人|者|的|人员)?${REFUSED}`),
  rule(
    LAWS.carrier,
    'refuse',
    '(?:携带者|病原携带者)(?:勿扰|不要|不招|除外|谢绝|免谈|不予)|(?:无|非|不是|没有)传染病(?:病原' +
      '|病毒)?携带者?|两对半(?:合格|阴性|正常|检查|体检|报告)|乙肝(?:不合格|阳性|五项|两对半|检查|检测' +
      '|筛查|体检|表面抗原|阴性)(?!试剂)|(?:查|体检含|检查|需做|要做)(?:乙肝|两对半|hiv' +
      '|艾滋)(?!试剂|疫苗)|hiv阴性',
  ),
  rule(LAWS.illness, 'warn', '(?:无|没有|不得有|不患|未患)(?:任何|各种)?(?:传染性?疾?病|传染性疾病)史?', {
    unlessAfter: /^(?:医院|科|防治)/,
  }),
  rule(LAWS.rural, 'refuse', `(?:${REFUSING})(?:农村|农民工?|农业户口|乡下|农转非)(?!品)`),
  rule(LAWS.rural, 'refuse', `(?:农村户[口籍]|农业户[口籍]|农民工?|农村人|乡下人|农村的)(?:者|的)?${REFUSED}`),
  rule(
    LAWS.rural,
    'refuse',
    '(?:限|须|需|要求|必须|只招|仅招|只限|仅限|只要)(?:为|是|具有|有)?(?:非农业?|城镇|城市|市区|市民|居民)(?:户[口籍]|人口|居民)|(?:城镇|城市|非农业?)户[口籍](?:者|人员)?(?:优先|为佳|佳)|非农户口',
    { unlessBefore: /[不无]$/ },
  ),
  rule(LAWS.origin, 'refuse', `${REFUSING}(?:的)?(?:${REGIONS})(?:人|籍|的|户[口籍]|员工|工人|务工)`),
  rule(LAWS.origin, 'refuse', `(?:${REGIONS})(?:人|籍|户[口籍]|的)(?:士|员工|者|的|人员?)?${REFUSED}`),
  rule(LAWS.origin, 'refuse', `${ONLY}(?:${REGIONS})(?:人|籍)(?!才|民)|(?:${REGIONS})籍(?:优先|为佳)`),
  rule(
    LAWS.local,
    'warn',
    '(?:限|只招|仅招|只限|仅限|只要|须|需|要求)(?:为|是|有|具有)?(?:本地|本市|当地|本县|本省|本村' +
      '|附近)(?:常住)?(?:人(?!才)|户[口籍]|籍|居民)|(?:本地|本市|当地|本县)(?:人(?!才)' +
      '|户[口籍]|居民)(?:士|者)?(?:优先|为佳|佳)',
    { unlessBefore: /[不无]$/ },
  ),
  rule(
    LAWS.disability,
    'refuse',
    `${REFUSING}(?:残疾人?|残障|聋哑人?)|(?:残疾人?|残障人士|聋哑人)(?:士|者)?${REFUSED}|(?:无|没有)(?:身体)?残疾(?!人|赛|鉴)`,
  ),
];

const NO_COST = new RegExp(
  '(?:不|无|免|零|0|没有|勿|未|不用|无需|无须|不需|免除|免收|不收|拒绝|严禁|禁止|退|客户|顾客|单车|租房|租赁|租车' +
    '|平台|房屋|合同|招标|投标|工程|履约|质量|农民工工资|住房|管理|清退|催收|业主|装修|会员|图书|充电宝)(?:取|缴|交|要' +
    '|任何|押|费|收|扣|压|用|一切|其他|其它|形式的?|[的、和及或]|服装费|培训费|中介费|报名费|体检费|保证金|押金|风险金' +
    '|入职)*$',
  'u',
);

const moneyRules: WordingRule[] = [
  rule(
    LAWS.deposit,
    'refuse',
    '(?:入职|上岗|到岗)?(?:需要?|须|先|要)?(?:缴纳|交纳?|缴|收取?|付)?(?:工装|服装|工作服|工衣|宿舍|住宿|床铺|工具|钥匙|风险|岗位|饭卡|厂牌|报名|定岗)?(?:抵)?押金',
    { unlessBefore: NO_COST, unlessAfter: /^(?:全免|全额?退|核算|管理|退还专员|专员|会计|结算|审核|系统|[:]?(?:无|免|0元|零))/ },
  ),
  rule(
    LAWS.deposit,
    'refuse',
    '(?:交|缴|收取?|付|预交|缴纳|上交|扣|提供)(?:纳|取|一定)?(?:\\d+元?(?:的)?)?(?:入职|岗位|风险|履约|上岗|工作|诚信|安全|用工|个人)?(?:保证金|风险金|抵押金|抵押物|担保金|定金|集资款?)',
    { unlessBefore: NO_COST, unlessAfter: /^(?:催收|核算|管理|由公司)/ },
  ),
  rule(LAWS.deposit, 'refuse', '(?:入职|岗位|风险|上岗|诚信|个人|员工)(?:保证金|抵押|风险金|担保金)|风险抵押', { unlessBefore: NO_COST }),
  rule(
    LAWS.deposit,
    'refuse',
    '(?:需|须|先|要|应|自行|每人|需要|自)?(?:交|缴纳?|收取?|付|支付|扣除?)(?:纳' +
      '|取)?(?:\\d+元?(?:的)?)?(?:服装|工装|工作服|工衣|培训|报名|中介|介绍|入职|建档|办证|管理' +
      '|材料|手续|岗前培训|资料|上岗证|职介|体检押)费',
    { unlessBefore: NO_COST, unlessAfter: /^(?:由公司|公司|全免|全额报销|报销|管理|核算|专员|员)/ },
  ),
  rule(
    LAWS.deposit,
    'refuse',
    '(?:服装|工装|工作服|工衣|培训|报名|中介|介绍|入职|办证|岗前培训|上岗证)费(?:用)?[:]?(?:需?自理|自付|自费|自己承担|个人承担|由?(?:本人|员工|个人)承担|\\d+元?|从工资(?:中|里)?扣)',
    { unlessBefore: NO_COST },
  ),
  rule(
    LAWS.deposit,
    'refuse',
    '(?:需要?|须|必须|要)(?:提供|有|找)?(?:本地|当地|本市)?(?:户口)?(?:担保人?|保人)(?!险)|(?:提供|找|有)(?:本地|当地|本市)?(?:户口的?)?担保人',
    { unlessBefore: NO_COST },
  ),
  rule(LAWS.deposit, 'refuse', '[押压扣](?:一个月|半个?月|[两二三]个?月|\\d+天|\\d+个?月|首月|第一个月|部分)(?:的)?(?:工资|薪水|薪资)', {
    unlessBefore: /(?:不|无|没有|从不|未)$/,
  }),
  rule(
    LAWS.papers,
    'refuse',
    '(?:扣押?|扣留|押|抵押|(?<![接签查])收|保管|收缴|收走|上交|上缴|收取|交出|交押|统一保管|代为保管' +
      '|集中保管|暂扣|留存|留|质押)(?:员工|本人|个人|您的|你的)?(?:的)?(?:居民)?(?:身份证' +
      '|毕业证书?|学历证书?|学位证书?|学历原件|资格证书?|职称证书?|驾驶证|驾照|护照|户口[本簿]|证件' +
      '|港澳通行证)(?!复印|复印件|照片|号|信息|扫描)(?:原件)?',
    {
      unlessBefore: /(?:不|无|绝不|严禁|禁止|不得|从不|不会|无需|无须|不需|免|不用)(?:要|会|得|允许|任何)?$/,
      unlessAfter: /^(?:复印|复印件|扫描|照片|信息|号码|副本|及?复印)/,
    },
  ),
  rule(
    LAWS.papers,
    'refuse',
    '(?:身份证|毕业证书?|学历证书?|学位证书?|资格证书?|驾驶证|护照|证件)(?:原件)?(?:须|需|要|将|应' +
      '|必须|由|统一|先)*(?:由?(?:公司|单位|厂里?|工厂|企业|我司|人事)?(?:统一|代为|集中' +
      '|负责)?(?:保管|保存|收存|扣押|押|收走|扣留|代管)|(?:押|放|交|留)(?:在|给|到)?(?:公司' +
      '|单位|厂里?|人事|财务|保管)|上交|收走|收取|抵押|作抵押)|(?<!提)交(?:身份证|毕业证|学历证|驾驶证' +
      '|证件)原件(?!核|查|验|及|和)',
    {
      unlessAfter: /^(?:复印|员|箱|柜)/,
    },
  ),
];

const CHILD_IN_CARE = new RegExp(
  '^.{0,3}(?:[-至到~]\\d{1,2}(?:周?岁)?)?(?:以[上下内])?(?:的)?(?:儿童|幼儿|少儿|孩|学生|婴' +
    '|宝|青少年|学员|小朋友|男孩|女孩|老人|老太|老奶|老爷|奶奶|爷爷|大爷|阿姨照顾|患者|病人|大班|小班|中班|公司|品牌|企业' +
    '|会员|客户|亲子|人群)',
  'u',
);
const CARED_FOR =
  /(?:照顾|照看|看护|带|陪伴|服侍|护理|针对|面向|教|辅导|适合|学员|孩子|儿童|宝宝|老人|接送|幼儿|少儿|学生|早教|托育|幼教|青少年|婴幼儿|课程|客户|用户)[^,。;\n]{0,8}$/u;

const ageRules: WordingRule[] = [
  rule(
    LAWS.child,
    'refuse',
    '(?:招聘?|收|可用|接受|使用|录用|聘用?)童工|童工(?:也可|可|优先|均可)|(?:未满|不满|低于)?1[0-6]周?岁(?:以下)?(?:也|均|都|者也|的也)可|1[0-6]周?岁以下可',
    { unlessBefore: /(?:不|拒绝|严禁|禁止|杜绝|绝不|非法|勿|打击)(?:得|准|许|会)?$/ },
  ),
  rule(
    LAWS.child,
    'refuse',
    '(?<![\\d.])(?:年?满|年龄|要求|招|限|[,。;:(]|^|\\n)(?:要求|在|为' +
      '|:)?(?:年?满)?(?:[89]|1[0-5])(?:周?岁)?(?:(?:-|至|到' +
      '|~)\\d{2}(?:周?岁)?(?:以[上下内])?|周?岁(?:以上|起|即可|可|就可|以后)|周?岁)',
    {
      unlessAfter: CHILD_IN_CARE,
      unlessBefore: CARED_FOR,
    },
  ),
  rule(
    LAWS.age,
    'warn',
    '(?<![\\d.])(?:年龄(?:要求|限制)?[:]?(?:在|为)?)?(?:1[6-9]|[2-6]\\d)(?:周?岁)?(?:-|至|到|~|—)(?:1[6-9]|[2-7]\\d)周?岁(?:之间|以[内下]|左右)?',
    { unlessAfter: CHILD_IN_CARE, unlessBefore: CARED_FOR },
  ),
  rule(
    LAWS.age,
    'warn',
    '年龄(?:要求|限制)?[:]?(?:在|为|不超过|控制在)?(?:1[6-9]|[2-6]\\d)(?:-|至|到' +
      '|~)(?:[2-7]\\d)(?!周?岁)(?:之间)?|年龄(?:要求|限制)?[:]?(?:在|不超过|低于' +
      '|小于)?(?:[2-7]\\d)(?:周?岁)?(?:以[下内]|左右|封顶)?',
  ),
  rule(
    LAWS.age,
    'warn',
    '(?<![\\d.\\-至到~])(?:不超过|不高于|低于|小于|未满|最大)?(?:[2-7]\\d)周?岁(?:\\(含\\))?(?:以[下内]|之[下内]|为限|封顶|左右|及以下|内)?(?:优先)?',
    { unlessAfter: CHILD_IN_CARE, unlessBefore: /(?:照顾|照看|看护|陪伴|服侍|护理|老人|针对|面向|患者|学员|客户|用户)[^,。;\n]{0,8}$/u },
  ),
  rule(
    LAWS.age,
    'warn',
    '(?:[6-9]|0)0后(?:优先|勿扰|为佳|佳)|(?:仅限|只招|限)[6-90]0后|年轻(?:人|者|女性|男性)?(?:优先|为佳|佳)|年龄(?:偏|过)大(?:勿扰|不要|免谈)|(?:限|只招|仅招|要)年轻人',
  ),
];

export const WORDING_RULES: readonly WordingRule[] = [...sexRules, ...familyRules, ...peopleRules, ...moneyRules, ...ageRules];
