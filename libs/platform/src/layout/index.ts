export { LEFT_OUT, type LeftOut, type LeftOutReason } from './body.js';
export { oneLine, readDay, readPeople, type Read } from './cells.js';
export {
  columnLetters,
  columnsBy,
  firstFilled,
  headingFit,
  knownBy,
  plainHeading,
  plainWords,
  type ColumnWords,
  type PlainWords,
} from './columns.js';
export { findHeader, headingText, type Header, type Heading, type KnowsHeading } from './header.js';
export {
  BEGINNING,
  lookAtSheets,
  readList,
  SHEET_REASONS,
  type ListChoice,
  type ListKind,
  type ListPortion,
  type SheetChoice,
  type SheetReason,
  type SheetSeen,
} from './read-list.js';
export { PASSED_OVER, withLists, type ListOptions, type ListSheet, type PassedOver, type PassedOverReason } from './with-lists.js';
