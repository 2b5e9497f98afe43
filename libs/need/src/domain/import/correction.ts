import type { Field } from './fields.js';

/** What a person can say of a cell in place of the program. */
export const CORRECTABLE = ['occupation', 'place', 'skillLevel', 'people', 'wage', 'startBy', 'enterprise'] as const;
export type Correctable = (typeof CORRECTABLE)[number];

/** Rows whose text of a field is the one with this number. */
export interface SameRows {
  field: Correctable;
  ref: number;
}

/** The rows that somebody names in words that were kept; undefined, which is all rows, for a field that no longer is one. */
export const sameRowsOf = (named: { field: string; ref: number } | undefined): SameRows | undefined => {
  const field = CORRECTABLE.find((one) => one === named?.field);
  return named && field && { field, ref: named.ref };
};

/** What an office may keep for its next lists: what a word means. How many people a factory needs is no meaning of a word. */
export const KEPT_AS_ALIAS: readonly Correctable[] = ['occupation', 'place', 'skillLevel', 'enterprise'];

/** What it says instead; of each field its own part. Wages in yuan a month, both null where there is no amount to tell. */
export interface CorrectedValue {
  occupationCode?: string;
  nodeId?: string;
  skillLevel?: number;
  people?: number;
  wageFromYuan?: number | null;
  wageToYuan?: number | null;
  startBy?: string | null;
  enterpriseId?: string;
}

/** Whose word a value is: of this row, of every such row of the list, or the office's for all its lists. */
export type CorrectedBy = 'row' | 'list' | 'office';

export interface Applied {
  id: string;
  by: CorrectedBy;
  value: CorrectedValue;
}

/** The parts of a value that belong to a field. */
export const PARTS: Record<Correctable, readonly (keyof CorrectedValue)[]> = {
  occupation: ['occupationCode'],
  place: ['nodeId'],
  skillLevel: ['skillLevel'],
  people: ['people'],
  wage: ['wageFromYuan', 'wageToYuan'],
  startBy: ['startBy'],
  enterprise: ['enterpriseId'],
};

/** Columns that a field is read from. */
export const COLUMNS_OF: Record<Correctable, readonly Field[]> = {
  occupation: ['occupation', 'title'],
  place: ['place'],
  skillLevel: ['skillLevel'],
  people: ['people'],
  wage: ['salary', 'wageFrom', 'wageTo'],
  startBy: ['startBy'],
  enterprise: ['enterprise', 'creditCode'],
};

/** Of these every column is part of the text; of an occupation the first that is filled. */
const WHOLE: readonly Correctable[] = ['wage', 'enterprise'];
const LONGEST = 500;

/** What the list says of a field, as it stands there. */
export const textOf = (field: Correctable, said: Partial<Record<Field, string>>): string => {
  let text = '';
  for (const column of COLUMNS_OF[field]) {
    const cell = said[column];
    if (!cell) continue;
    text = text === '' ? cell : `${text} – ${cell}`;
    if (!WHOLE.includes(field)) break;
  }
  return text.length > LONGEST ? text.slice(0, LONGEST) : text;
};

/** Texts that differ in blanks, width or case are equal. */
export const sameText = (text: string): string => text.normalize('NFKC').replace(/\s+/g, ' ').trim().toLowerCase();

/** Reasons that are gone once a person has said what the cell means. */
export const answeredBy: Record<Correctable, RegExp> = {
  occupation: /^occupation_/,
  place: /^place_/,
  skillLevel: /^level_/,
  people: /^people_/,
  wage: /^wage_/,
  startBy: /^date_unclear$/,
  enterprise: /^credit_code_/,
};
