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

/** A rule by the text of its pattern, which is matched anywhere, whatever the case. */
export const rule = (
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
