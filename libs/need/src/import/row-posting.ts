import type { Posting } from '../domain/posting.js';
import type { ImportRow } from './import.entity.js';
import type { Reading } from './reading.js';
import type { KEPT } from './unsaid.js';

/** What a line says of a need, of which nothing else is known. */
export const postingOf = (reading: Reading, today: string): Posting => ({
  title: reading.title ?? '',
  occupationCode: reading.occupationCode,
  skillLevel: reading.skillLevel,
  short: reading.people ?? 0,
  asOf: today,
  neededInAll: null,
  wageFromFen: reading.wageFromFen,
  wageToFen: reading.wageToFen,
  baseWageFen: null,
  wageText: reading.wageText?.slice(0, 60) ?? null,
  form: reading.form,
  shift: reading.shift,
  startFrom: null,
  startBy: reading.startBy,
  lodging: reading.lodging,
  meals: reading.meals,
  trainable: false,
  minorsAllowed: false,
  licences: reading.licences,
  workplace: reading.placeText,
  note: reading.note,
  contactName: reading.contactName,
  contactPhone: reading.contactPhone,
  clientCreditCode: null,
});

/** Of a posting what a line of a list can say. */
export const saidIn = (posting: Posting): Pick<ImportRow, SaidColumn> => {
  const { occupationCode, skillLevel, short, wageFromFen, wageToFen, wageText, form, shift, startFrom, startBy } = posting;
  const { lodging, meals, licences, note, contactName, contactPhone } = posting;
  return {
    title: posting.title.slice(0, 120),
    workplace: posting.workplace?.slice(0, 120) ?? null,
    ...{ occupationCode, skillLevel, short, wageFromFen, wageToFen, wageText, form, shift, startFrom, startBy },
    ...{ lodging, meals, licences, note, contactName, contactPhone },
  };
};
type SaidColumn = Exclude<(typeof KEPT)[number], 'nodeId' | 'nodePath' | 'divisionCode'> | 'title' | 'short';
