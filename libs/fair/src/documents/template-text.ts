import type { Wording } from '#platform/http';

/** What a template can say of a fair, each with its type. */
export interface TemplateValues {
  name: string;
  theme: string;
  holder: string;
  office: string;
  /** YYYY-MM-DD */
  day: string;
  /** HH:MM */
  opens: string;
  closes: string;
  place: string;
  booths: number;
  booked: number;
  expected: number | null;
  staff: number | null;
  /** Names of people on duty. */
  duty: string[];
  exits: number | null;
  capacity: number | null;
  equipment: string | null;
  permit: string | null;
}
export type Variable = keyof TemplateValues;

/** The variables by their name in each language, with what they hold. */
export const VARIABLES: readonly { name: Variable; zh: string; kind: 'text' | 'day' | 'time' | 'number' | 'people' }[] = [
  { name: 'name', zh: '名称', kind: 'text' },
  { name: 'theme', zh: '主题', kind: 'text' },
  { name: 'holder', zh: '举办单位', kind: 'text' },
  { name: 'office', zh: '主办地区', kind: 'text' },
  { name: 'day', zh: '日期', kind: 'day' },
  { name: 'opens', zh: '开始', kind: 'time' },
  { name: 'closes', zh: '结束', kind: 'time' },
  { name: 'place', zh: '地点', kind: 'text' },
  { name: 'booths', zh: '展位数', kind: 'number' },
  { name: 'booked', zh: '已订展位', kind: 'number' },
  { name: 'expected', zh: '预计人数', kind: 'number' },
  { name: 'staff', zh: '值守人数', kind: 'number' },
  { name: 'duty', zh: '值守名单', kind: 'people' },
  { name: 'exits', zh: '安全出口', kind: 'number' },
  { name: 'capacity', zh: '容纳人数', kind: 'number' },
  { name: 'equipment', zh: '设备', kind: 'text' },
  { name: 'permit', zh: '许可编号', kind: 'text' },
];

/** A line of a document: its title, a heading, or a paragraph. */
export interface Block {
  level: 'title' | 'heading' | 'text';
  text: string;
}
type Locale = 'zh' | 'en';

const byName = new Map(VARIABLES.flatMap(({ name, zh }) => [[name as string, name] as const, [zh, name] as const]));
const PLACE = /\{\{\s*([^{}]*?)\s*\}\}/g;

/** What is wrong with a template, line by line; empty when it can be filled. */
export const templateFaults = (body: string): { line: number; message: Wording }[] =>
  body.split('\n').flatMap((text, at) => {
    const unknown = [...text.matchAll(PLACE)].flatMap(([, name = '']) => (byName.has(name) ? [] : [name]));
    const rest = text.replace(PLACE, '');
    return [
      ...unknown.map((name) => ({
        line: at + 1,
        message: { zh: `第 ${at + 1} 行：没有变量“${name}”`, en: `line ${at + 1}: there is no variable “${name}”` },
      })),
      ...(/\{\{|\}\}/.test(rest)
        ? [{ line: at + 1, message: { zh: `第 ${at + 1} 行：花括号没有成对`, en: `line ${at + 1}: braces do not match` } }]
        : []),
    ];
  });

const NONE: Record<Locale, string> = { zh: '________', en: '________' };

const dayText = (day: string, locale: Locale): string => {
  const [year, month, date] = day.split('-').map(Number);
  return locale === 'zh' ? `${year}年${month}月${date}日` : day;
};

const textOf = (values: TemplateValues, name: Variable, locale: Locale): string => {
  const value = values[name];
  if (value === null || value === '' || (Array.isArray(value) && value.length === 0)) return NONE[locale];
  if (Array.isArray(value)) return value.join(locale === 'zh' ? '、' : ', ');
  return name === 'day' ? dayText(String(value), locale) : String(value);
};

/** A template with a fair's values. What is not known yet is a blank to be filled in by hand. */
export const fill = (body: string, values: TemplateValues, locale: Locale): Block[] =>
  body.split('\n').flatMap((line): Block[] => {
    const text = line
      .replace(PLACE, (_, name: string) => {
        const variable = byName.get(name);
        return variable ? textOf(values, variable, locale) : NONE[locale];
      })
      .trim();
    if (text === '') return [];
    if (text.startsWith('## ')) return [{ level: 'heading', text: text.slice(3) }];
    return text.startsWith('# ') ? [{ level: 'title', text: text.slice(2) }] : [{ level: 'text', text }];
  });
