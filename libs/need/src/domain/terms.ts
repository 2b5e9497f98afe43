import { DECIDING_FIELDS, type DecidingField, type Posting } from './posting-fields.js';

/** Where the work is, which decides about the journey. */
const PLACE_COLUMNS = ['nodeId', 'nodePath', 'divisionCode'] as const;

/** Everything of a need that decides who fits it: matching reads no more than this, and what else changes leaves proposals as they are. */
export const TERM_COLUMNS = [...DECIDING_FIELDS, ...PLACE_COLUMNS] as const;
export type NeedTerms = Pick<Posting, DecidingField> & { nodeId: string; nodePath: string; divisionCode: string | null };

/** What a need asks for, as it stands. */
export const termsOf = (need: NeedTerms): NeedTerms =>
  Object.fromEntries(TERM_COLUMNS.map((column) => [column, need[column]])) as unknown as NeedTerms;

/** Of some columns those that decide and differ. */
export const changedTerms = (before: NeedTerms, after: Partial<NeedTerms>): (typeof TERM_COLUMNS)[number][] =>
  TERM_COLUMNS.filter((column) => after[column] !== undefined && after[column] !== before[column]);
