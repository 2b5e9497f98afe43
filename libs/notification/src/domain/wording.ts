import { withNames, type ParamValue } from './render.js';
import type { Template } from './template.js';

/** The words of a kind of message, as staff write them. */
export interface OwnWording {
  subjectZh: string;
  textZh: string;
  subjectEn: string;
  textEn: string;
}

export const VARIABLE_TYPES = ['text', 'number', 'day', 'instant'] as const;
export type VariableType = (typeof VARIABLE_TYPES)[number];

export interface Variable {
  name: string;
  type: VariableType;
}

const NUMBERS =
  /^(people|proposals|enterprises|missing|promised|came|signed|refused|notTaken|created|changed|back|stay|short|count|times|places|needs)$/;
const DAYS = /^(day|fromDay|startBy|closesOn|due|until)$/;

const typeOf = (name: string): VariableType =>
  name.endsWith('At') && !/^(opens|closes)At$/.test(name) ? 'instant' : NUMBERS.test(name) ? 'number' : DAYS.test(name) ? 'day' : 'text';

const pieces = (text: string | readonly string[]): string => (typeof text === 'string' ? text : text.join(''));

/** The words that come with the program. */
export const builtIn = ({ zh, en }: Template): OwnWording => ({
  subjectZh: zh.subject,
  textZh: pieces(zh.text),
  subjectEn: en.subject,
  textEn: pieces(en.text),
});

const textsOf = ({ subjectZh, textZh, subjectEn, textEn }: OwnWording): string[] => [subjectZh, textZh, subjectEn, textEn];

/** What a kind of message can name, each with its type: what its own words and its page name. */
export const variablesIn = (template: Template): Variable[] => {
  const names = new Set<string>();
  for (const text of [...textsOf(builtIn(template)), template.date?.place ?? ''])
    withNames(text, (name, whole) => {
      names.add(name);
      return whole;
    });
  return [...names].map((name) => ({ name, type: typeOf(name) }));
};

/** What is wrong with words that staff wrote, or null: a name that nobody knows, or a noun behind what is no number. */
export const wordingFault = (said: OwnWording, template: Template): { kind: 'unknown' | 'noun'; name: string } | null => {
  const known = new Map(variablesIn(template).map(({ name, type }) => [name, type]));
  let fault: { kind: 'unknown' | 'noun'; name: string } | null = null;
  for (const text of textsOf(said))
    withNames(text, (name, whole) => {
      const type = known.get(name);
      if (type === undefined) fault ??= { kind: 'unknown', name };
      else if (whole.includes('|') && type !== 'number') fault ??= { kind: 'noun', name };
      return whole;
    });
  return fault;
};

/** Own words travel with the message that was written in them: it reads later as it did when it was sent. */
const KEYS = { subjectZh: '~subject.zh', textZh: '~text.zh', subjectEn: '~subject.en', textEn: '~text.en' } as const;

export const carried = (said: OwnWording): Record<string, string> =>
  Object.fromEntries(Object.entries(KEYS).map(([name, key]) => [key, said[name as keyof OwnWording]]));

/** The words that a message brings along, in one language. */
export const ownWords = (params: Readonly<Record<string, ParamValue>>, locale: 'zh' | 'en'): { subject: string; text: string } | null => {
  const [subject, text] = [params[`~subject.${locale}`], params[`~text.${locale}`]];
  return typeof subject === 'string' && typeof text === 'string' ? { subject, text } : null;
};
