import type { Need } from '../need.entity.js';
import type { Posting } from '../domain/posting.js';
import type { PlaceFound } from './places.js';
import type { Reading } from './reading.js';

/** What a need says that a list may not say. */
export const KEPT = [
  'nodeId',
  'nodePath',
  'divisionCode',
  'workplace',
  'occupationCode',
  'skillLevel',
  'wageFromFen',
  'wageToFen',
  'wageText',
  'form',
  'shift',
  'startFrom',
  'startBy',
  'lodging',
  'meals',
  'licences',
  'note',
  'contactName',
  'contactPhone',
] as const;
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
  const { short, occupationCode, skillLevel, wageFromFen, wageToFen, wageText, form, shift, startFrom, startBy, workplace } = known;
  const { lodging, meals, licences, note, contactName, contactPhone, nodeId, nodePath, divisionCode } = known;
  return {
    posting: {
      ...posting,
      // 若干 and 约20 say no number; 0 does.
      ...(people === null && !/^0/.test(said.people ?? '') ? { short } : {}),
      ...(unsaid('occupation') ? { occupationCode: occupationCode ?? posting.occupationCode } : {}),
      ...(unsaid('skillLevel') ? { skillLevel } : {}),
      ...(posting.wageText === null ? { wageFromFen, wageToFen, wageText } : {}),
      ...(unsaid('startBy') ? { startFrom, startBy } : {}),
      ...(unsaid('note', 'benefits') ? { lodging, meals, licences, note } : {}),
      form: posting.form ?? form,
      shift: posting.shift ?? shift,
      contactName: posting.contactName ?? contactName,
      contactPhone: posting.contactPhone ?? contactPhone,
      ...(unsaid('place') ? { workplace } : {}),
    },
    place: unsaid('place') ? { ...place, nodeId, nodePath, divisionCode, unknown: false } : place,
  };
};
