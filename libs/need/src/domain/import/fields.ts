import { CELL_FIELDS, type CellField } from '../posting-fields.js';

const IN_ORDER = [
  'title',
  'enterprise',
  'creditCode',
  'people',
  'place',
  'salary',
  'wageFrom',
  'wageTo',
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
export type Field = (typeof IN_ORDER)[number] | CellField;

/** What a column of a list of needs can say. */
export const FIELDS: readonly Field[] = [...IN_ORDER, ...CELL_FIELDS.filter((field) => !(IN_ORDER as readonly string[]).includes(field))];

export const isField = (text: string | null | undefined): text is Field =>
  (FIELDS as readonly (string | null | undefined)[]).includes(text);

/** The field of each column, in the order of the file; null for what is left out. */
export type Mapping = (Field | null)[];

/** What several columns of one field say together: places from the widest to the narrowest, texts below one another.
 * Of every other field the first cell that is filled counts. */
export const TOGETHER: Partial<Record<Field, string>> = { place: ' ', note: '\n', benefits: '\n' };
