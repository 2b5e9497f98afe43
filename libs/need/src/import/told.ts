import { parseSkillLevel } from '#reference';
import { CORRECTABLE, textOf, type Correctable } from '../domain/import/correction.js';
import type { Corrections } from './corrections.js';
import type { ImportRow, StagedLine } from './import.entity.js';
import type { Reading } from './reading.js';
import type { SheetLines } from './sheet-lines.js';

/**
 * How a value came to be: said by its cell; an occupation by its exact name, a word that means it or a guess; by a person for the row or
 * the list; by the office's word. `unclear` is a text that nothing was made of, `new` an enterprise that nobody knows yet.
 */
export const TOLD_BY = ['cell', 'exact', 'alias', 'guess', 'unclear', 'empty', 'new', 'row', 'list', 'office'] as const;
export type ToldBy = (typeof TOLD_BY)[number];

/** What the list says of a field as it stands there, and how that was told. */
export interface Told {
  field: Correctable;
  text: string;
  by: ToldBy;
}

/** @param known whether the enterprise is one that the office knows */
export const toldOf = (row: ImportRow, line: StagedLine, lines: SheetLines, corrections: Corrections, known: boolean): Told[] => {
  const reading = lines.read(line);
  return CORRECTABLE.map((field) => {
    const text = textOf(field, reading.said);
    const applied = corrections.of(field, reading.said, lines.placeOf(line.line));
    return { field, text, by: applied?.by ?? (text === '' ? 'empty' : byOf[field](reading, row, known)) };
  });
};

const cell = (clear: boolean): ToldBy => (clear ? 'cell' : 'unclear');

const byOf: Record<Correctable, (reading: Reading, row: ImportRow, known: boolean) => ToldBy> = {
  occupation: ({ occupationBy }) => occupationBy ?? 'unclear',
  place: (_, { gaps }) => cell(!gaps.includes('place')),
  skillLevel: ({ said }) => cell(parseSkillLevel(said.skillLevel ?? '') !== null),
  people: ({ people }) => cell(people !== null),
  wage: ({ wageFromFen, wageToFen }) => cell(wageFromFen !== null || wageToFen !== null),
  startBy: ({ startBy }) => cell(startBy !== null),
  enterprise: (_, __, known) => (known ? 'cell' : 'new'),
};
