import { headingText, type Header, type ListKind } from '#platform/layout';
import { knownHeading } from '../domain/import/headings.js';

/** Headings that are enough for a sheet without a title column to be taken for a list of needs. */
const ENOUGH = 4;

/** How lists of needs are recognised: their title has a column, or much else that such lists say. */
export const needLists: ListKind = {
  knows: knownHeading,
  fits: ({ headings, known }: Header): boolean => headings.some((heading) => knownHeading(heading) === 'title') || known >= ENOUGH,
};

/** Headings as one text, by which a list of the same shape is known again. */
export const headerTexts = ({ headings }: Header): string[] => headings.map(headingText);
