import type { TableRow } from '#platform/table';
import { compact, isColumnNumbers, isFigure, isSignature, isSigned, ownCells, saysSum, withoutBrackets } from './texts.js';

/** What a column is headed with: its own words, and those that stand over several columns above it. */
export interface Heading {
  name: string;
  group: string | null;
}

/** Tells what a heading stands for in lists of one kind; null for a heading that such lists do not know. */
export type KnowsHeading = (heading: Heading) => string | null;

export interface Header {
  headings: Heading[];
  /** Lines of the file that it takes up. */
  lines: number[];
  /** How many different things its headings are known to say. */
  known: number;
}

const DEEPEST = 3;
const LONGEST_HEADING = 24;

/** "用工需求·岗位名称" */
export const headingText = ({ name, group }: Heading): string => (group === null ? name : `${group}·${name}`);

/**
 * Finds the header in the beginning of a sheet: the first line, with the one or two below it where groups are merged over them, that says
 * clearly more than others of what lists of this kind are headed with. Where no line does, the first that reads like headings.
 * @param at index of the line that a person pointed at
 */
export const findHeader = (rows: readonly TableRow[], knows: KnowsHeading, at?: number): Header | null => {
  if (at !== undefined) return rows[at] ? bestFrom(rows, at, knows) : null;
  const found = rows.map((row, i) => (distinct(row) >= 2 && readsLikeHeadings(row) ? bestFrom(rows, i, knows) : null));
  const most = Math.max(0, ...found.map((header) => header?.known ?? 0));
  const enough = Math.max(Math.min(2, most), most * 0.6);
  const first = found.find((header) => header !== null && header.known >= enough);
  if (first) return first;
  const any = rows.findIndex((row) => distinct(row) >= 2);
  return any < 0 ? null : bestFrom(rows, any, knows);
};

/** Which of one to three lines from here on make the best header. */
const bestFrom = (rows: readonly TableRow[], at: number, knows: KnowsHeading): Header => {
  let first = at;
  // Whoever points at the lower of two lines means both.
  while (first > 0 && hangsFrom(rows[first - 1], rows[first])) first -= 1;
  let best = headerOf(rows.slice(first, at + 1), knows);
  const upper = headerOf(rows.slice(at, at + 1), knows);
  for (let last = at + 1; last < Math.min(rows.length, first + DEEPEST); last += 1) {
    const row = rows[last];
    if (!row || !readsLikeHeadings(row)) break;
    const linked = hangsFrom(rows[last - 1], row);
    if (!linked && upper.known === 0) break;
    const deeper = headerOf(rows.slice(first, last + 1), knows);
    if (deeper.known > best.known || linked) best = deeper;
  }
  return best;
};

/** Whether a line's headings stand below groups, or beside headings that are merged over both lines. */
const hangsFrom = (above: TableRow | undefined, row: TableRow | undefined): boolean =>
  above !== undefined &&
  row?.down !== undefined &&
  row.down.length > 0 &&
  ownCells(row, row.cells.map(compact)).length > 0 &&
  distinct(above) >= 2 &&
  readsLikeHeadings(above) &&
  readsLikeHeadings(row);

const headerOf = (rows: readonly TableRow[], knows: KnowsHeading): Header => {
  const headings = joined(rows);
  const known = new Set(headings.flatMap((heading) => (heading.name === '' ? [] : (knows(heading) ?? [])))).size;
  return { headings, lines: rows.map((row) => row.line), known };
};

/** One heading a column: the lowest words, and above them the group. A blank beside a group belongs to it where something stands below. */
const joined = (rows: readonly TableRow[]): Heading[] => {
  const width = Math.max(...rows.map((row) => row.cells.length));
  const texts = rows.map((row, depth) => spread(row, width, rows[depth + 1]));
  const headings = Array.from({ length: width }, (_, column): Heading => {
    const words = texts.map((line) => line[column] ?? '').filter((text, i, all) => text !== '' && text !== all[i - 1]);
    const name = words.pop() ?? '';
    return { name, group: words.length > 0 ? words.join('·') : null };
  });
  while (headings.at(-1)?.name === '') headings.pop();
  return headings;
};

/** A line's words by column; what stands over several columns is repeated over each. */
const spread = ({ cells }: TableRow, width: number, below: TableRow | undefined): string[] => {
  const texts = Array.from({ length: width }, (_, column) =>
    (cells[column] ?? '')
      .replace(/\s+/g, ' ')
      .replace(/\uFEFF/g, '')
      .trim(),
  );
  for (let column = 1; column < width; column += 1) {
    const under = compact(below?.cells[column] ?? '');
    if (texts[column] === '' && under !== '' && compact(below?.cells[column - 1] ?? '') !== '') texts[column] = texts[column - 1] ?? '';
  }
  return texts;
};

const distinct = (row: TableRow): number => new Set(row.cells.map(compact).filter(Boolean)).size;

/** Mostly short words, no figures, nothing that names a person or a day. */
export const readsLikeHeadings = (row: TableRow): boolean =>
  wordsLikeHeadings(ownCells(row, row.cells.map(compact)).map(({ text }) => text));

export const wordsLikeHeadings = (own: readonly string[]): boolean => {
  if (own.length === 0 || isColumnNumbers(own) || own.some(isSigned)) return false;
  const others = own.filter((text) => {
    const words = withoutBrackets(text);
    return (
      words.length > LONGEST_HEADING || isFigure(words) || isSignature(text) || /[。；;]/.test(words) || (saysSum(text) && own.length <= 2)
    );
  });
  // A year among the headings, or a long one, does not make them a line of the list.
  return others.length <= own.length * 0.2;
};
