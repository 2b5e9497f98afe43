/** What nobody but the program should have to read: each with what it is, to say it in a failing test. */
const CODES: readonly (readonly [RegExp, string])[] = [
  [/\b[a-z]+\d*(?:_[a-z\d]+)+\b/g, 'snake_case'],
  [/(?<![\w-])[a-z]+\d*[A-Z]\w*/g, 'camelCase'],
  [/(?<![\w@./-])[a-z]\w*(?:\.[a-z]\w+)+\b(?!\/)/g, 'key'],
  [/\d{4}-\d\d-\d\dT\d\d:\d\d/g, 'timestamp'],
  [/\b(?:null|undefined|NaN|Infinity|Invalid Date)\b|\[object \w+\]/g, 'value'],
  [/\{\{?\w+[^}]*\}?\}/g, 'placeholder'],
  [/\b[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}\b/g, 'id'],
  [/\bMozilla\/\S+/g, 'agent'],
];

/** Names that people know as they are written. */
const KNOWN = /^(?:e\.g|i\.e|\w+\.(?:csv|xlsx|pdf|json|xls|et|ods|xlsb|cn|com|org|example))$/;

/** Latin words that a Chinese page may have: what is typed, what a program or format is called. */
const LATIN = /^(?:dh|hangong|xlsx|xls|xlsb|et|csv|ods|km|pdf)$/;

/**
 * Codes in what a person reads. In Chinese any Latin word in small letters is one, unless it is known; in English only what no
 * writer writes, and the words of the API that hold a dash (`codes`).
 */
export const rawCodesIn = (text: string, language: 'zh' | 'en', codes: ReadonlySet<string> = new Set()): string[] => {
  const found = CODES.flatMap(([pattern, what]) =>
    [...text.matchAll(pattern)].filter(([code]) => !KNOWN.test(code)).map(([code]) => `${what} ${code}`),
  );
  const words = language === 'zh' ? [...text.matchAll(/(?<![\w@./:-])[a-z]{2,}(?:-[a-z]+)*(?![\w@./:-])/g)] : [];
  const dashed = language === 'en' ? [...text.matchAll(/\b[a-z]+(?:-[a-z]+)+\b/g)].filter(([word]) => codes.has(word)) : [];
  return [
    ...found,
    ...words.filter(([word]) => !LATIN.test(word)).map(([word]) => `word ${word}`),
    ...dashed.map(([word]) => `code ${word}`),
  ];
};

export type Answer = string | number | boolean | null | Answer[] | { [name: string]: Answer };

/** As much of a schema of the contract as is read here. */
export interface Schema {
  $ref?: string;
  format?: string;
  enum?: string[];
  items?: Schema;
  properties?: Record<string, Schema>;
  allOf?: Schema[];
  anyOf?: Schema[];
}

/** Properties that the contract keeps for programs: codes of classifications, ids, and where a list goes on. */
const FOR_PROGRAMS = /^(?:code|\w+Code|id|\w+Id|next)$/;

/** The texts of an answer that are for people: strings that the contract calls neither one of several nor a code, a day or an id. */
export const wordsIn = (answer: Answer, schema: Schema | undefined, schemas: Record<string, Schema>): string[] => {
  const ref = schema?.$ref ?? (schema?.allOf ?? schema?.anyOf)?.[0]?.$ref;
  const own = ref ? schemas[ref.split('/').at(-1) ?? ''] : schema;
  if (typeof answer === 'string') return own?.enum || own?.format ? [] : [answer];
  if (Array.isArray(answer)) return answer.flatMap((one) => wordsIn(one, own?.items, schemas));
  if (answer === null || typeof answer !== 'object') return [];
  return Object.entries(answer).flatMap(([property, value]) =>
    FOR_PROGRAMS.test(property) ? [] : wordsIn(value, own?.properties?.[property], schemas),
  );
};
