import type { Need } from '../need.entity.js';
import { CELL_FIELDS, LISTED_FIELDS, type ListedField, type Posting } from '../domain/posting-fields.js';
import type { PlaceFound } from './places.js';
import type { Reading } from './reading.js';

/** Where a need lies and what it says, as far as a list may not say it. */
const KEPT_FIELDS = LISTED_FIELDS.filter(
  (field): field is Exclude<ListedField, 'title' | 'short'> => field !== 'title' && field !== 'short',
);
export const KEPT = ['nodeId', 'nodePath', 'divisionCode', ...KEPT_FIELDS] as const;
export type Kept = Pick<Need, (typeof KEPT)[number] | 'short'>;

/**
 * What a list does not say of a need that is there stays as it is: a column that is missing, an empty cell. Somebody may have put it
 * right by hand, an occupation that the title was only guessed to mean too.
 */
export const keepUnsaid = (
  posting: Posting,
  place: PlaceFound,
  { said, people }: Reading,
  known: Kept,
): { posting: Posting; place: PlaceFound } => {
  const unsaid = (...fields: (keyof Reading['said'])[]): boolean => fields.every((field) => !said[field]);
  const { short, occupationCode, skillLevel, wageFromFen, wageToFen, wageText, startFrom, startBy, workplace } = known;
  const { lodging, meals, licences, note, nodeId, nodePath, divisionCode } = known;
  const plain = CELL_FIELDS.map((field) => [field, posting[field] ?? known[field]] as const);
  return {
    posting: {
      ...posting,
      ...Object.fromEntries(plain),
      // 若干 and 约20 say no number; 0 does.
      ...(people === null && !/^0/.test(said.people ?? '') ? { short } : {}),
      ...(unsaid('occupation') ? { occupationCode: occupationCode ?? posting.occupationCode } : {}),
      ...(unsaid('skillLevel') ? { skillLevel } : {}),
      ...(posting.wageText === null ? { wageFromFen, wageToFen, wageText } : {}),
      ...(unsaid('startBy') ? { startFrom, startBy } : { startBy: posting.startBy }),
      ...(unsaid('note', 'benefits') ? { lodging, meals, licences, note } : {}),
      ...(unsaid('place') ? { workplace } : {}),
    },
    place: unsaid('place') ? { ...place, nodeId, nodePath, divisionCode, unknown: false } : place,
  };
};
