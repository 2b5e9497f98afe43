import { blankPosting, CELL_FIELDS, LISTED_FIELDS, pick, type ListedField, type Posting } from '../domain/posting-fields.js';
import type { Reading } from './reading.js';

/** What a line says of a need, of which nothing else is known. */
export const postingOf = (reading: Reading, today: string): Posting => {
  const { occupationCode, wageFromFen, wageToFen, lodging, meals, licences, note } = reading;
  return {
    ...blankPosting(today),
    ...pick(reading, CELL_FIELDS),
    ...{ occupationCode, wageFromFen, wageToFen, lodging, meals, licences, note },
    title: reading.title ?? '',
    short: reading.people ?? 0,
    wageText: reading.wageText?.slice(0, 60) ?? null,
    workplace: reading.placeText,
  };
};

/** Of a posting what a line of a list can say. */
export const saidIn = (posting: Posting): Pick<Posting, ListedField> => ({
  ...pick(posting, LISTED_FIELDS),
  title: posting.title.slice(0, 120),
  workplace: posting.workplace?.slice(0, 120) ?? null,
});
