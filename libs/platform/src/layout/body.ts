import type { TableRow } from '#platform/table';
import { headingText, wordsLikeHeadings, type Header, type KnowsHeading } from './header.js';
import { LineSums } from './sums.js';
import {
  beginsNote,
  compact,
  isColumnNumbers,
  isEmpty,
  isExampleWord,
  isFiller,
  isFigure,
  isInstruction,
  isNumbered,
  isNumberHeading,
  isSignature,
  isSigned,
  isSigner,
  isSumWord,
  ownCells,
  saysSum,
  type Own,
} from './texts.js';

export const LEFT_OUT = [
  'above',
  'column_numbers',
  'example',
  'header_again',
  'other_table',
  'total',
  'section',
  'number_only',
  'note',
  'signature',
  'hidden',
] as const;
export type LeftOutReason = (typeof LEFT_OUT)[number];

/** A line of a sheet that is no line of the list. */
export interface LeftOut {
  line: number;
  reason: LeftOutReason;
  /** The beginning of what it says. */
  text: string;
}

const LONGEST_TEXT = 200;
const LONG = 30;
const MOST_REMEMBERED = 1_000;
/** A telephone, an amount, a code, a day. */
const isNoHeading = (text: string): boolean => /\d{5}|\d{4}[-/.]\d{1,2}[-/.]\d/.test(text) || text.length > LONGEST_TEXT;

export const leftOut = ({ line, cells, across = [] }: TableRow, reason: LeftOutReason): LeftOut => {
  const words = cells
    .filter((cell, column) => !across.includes(column) && cell.trim() !== '')
    .map((cell) => cell.trim().replace(/\s+/g, ' '));
  return { line, reason, text: words.join(' · ').slice(0, LONGEST_TEXT) };
};

/** Tells the lines of a list from what stands between and below them. Takes them in the order of the sheet. */
export class ListBody {
  private readonly sums = new LineSums();
  private readonly names: Set<string>[];
  /** Columns of serial numbers, which forms have before anything is written into their lines. */
  private readonly numbered: ReadonlySet<number>;
  /** What words would say as headings: columns say the same again and again. */
  private readonly said = new Map<string, string | null>();
  private begun = false;
  /** Below a total, a note or a signature lone texts go on with it. */
  private tail: 'note' | 'signature' | null = null;
  /** Where the columns of the first header stand now; null where another table began whose columns cannot be told. */
  private places: number[] | null | undefined;

  constructor(
    private readonly header: Header,
    private readonly knows: KnowsHeading,
    private readonly withHidden = false,
  ) {
    this.numbered = new Set(header.headings.flatMap(({ name }, column) => (isNumberHeading(compact(name)) ? [column] : [])));
    this.names = header.headings.map(
      (heading) => new Set([heading.name, heading.group ?? '', headingText(heading)].map(compact).filter(Boolean)),
    );
  }

  /** The line with its columns where the header has them, or why it is none; null for an empty one. */
  take(row: TableRow): TableRow | LeftOut | null {
    if (isEmpty(row)) return null;
    const texts = row.cells.map(compact);
    const reason = this.reasonFor(row, texts, ownCells(row, texts));
    if (reason !== null) return leftOut(row, reason);
    this.begun = true;
    this.tail = null;
    this.sums.add(row);
    return this.places ? moved(row, this.places) : row;
  }

  private reasonFor(row: TableRow, texts: readonly string[], own: readonly Own[]): LeftOutReason | null {
    const words = own.map(({ text }) => text);
    if (row.hidden && !this.withHidden) return 'hidden';
    if (this.isHeaderAgain(texts)) return this.again(undefined);
    if (this.isOtherHeader(words)) return this.again(this.placesOf(texts));
    if (!this.begun && isColumnNumbers(words)) return 'column_numbers';
    if (!this.begun && isExample(words)) return 'example';
    if (own.length === 1 && this.numbered.has(own[0]?.column ?? -1) && isFigure(words[0] ?? '')) return 'number_only';
    if (isTotal(words) || (!row.faults?.length && this.sums.areIn(own))) return this.ending('note', 'total');
    if (words.length > 0 && words.every(isFiller)) return 'note';
    return this.wordsAround(row, words) ?? (this.places === null ? 'other_table' : null);
  }

  private wordsAround(row: TableRow, words: readonly string[]): LeftOutReason | null {
    const [first] = words;
    if (first === undefined) return null;
    if (signs(words) || (this.begun && words.every(isSignature))) return this.ending('signature', 'signature');
    if (words.length > 1) return null;
    if (beginsNote(first)) return this.ending('note', 'note');
    if (this.tail) return this.tail;
    if (first.length > LONG && /[。；;，,]/.test(first)) return 'note';
    if (isNumbered(first)) return first.length > LONG ? 'note' : 'section';
    return (row.across?.length ?? 0) + 1 >= Math.max(3, this.header.headings.length / 2) ? 'section' : null;
  }

  private ending(tail: 'note' | 'signature', reason: LeftOutReason): LeftOutReason {
    this.tail = tail;
    this.sums.begin();
    return reason;
  }

  private again(places: number[] | null | undefined): LeftOutReason {
    this.places = places;
    this.tail = null;
    this.sums.begin();
    return places === null ? 'other_table' : 'header_again';
  }

  private isHeaderAgain(texts: readonly string[]): boolean {
    let [said, same] = [0, 0];
    for (const [column, text] of texts.entries()) {
      if (text === '') continue;
      said += 1;
      if (this.names[column]?.has(text)) same += 1;
    }
    return same >= Math.min(2, this.header.headings.length) && same >= said * 0.6;
  }

  /** Another table's header, its columns in another order. */
  private isOtherHeader(words: readonly string[]): boolean {
    const needed = Math.max(3, this.header.known * 0.6);
    if (this.header.known < 2 || words.length < needed || words.some(isNoHeading) || !wordsLikeHeadings(words)) return false;
    const known = new Set<string>();
    for (const [at, name] of words.entries()) {
      // Most lines are told from headers by their first few words.
      if (known.size + words.length - at < needed) return false;
      const says = this.saysAsHeading(name);
      if (says !== null) known.add(says);
    }
    return known.size >= needed;
  }

  private saysAsHeading(name: string): string | null {
    const before = this.said.get(name);
    if (before !== undefined) return before;
    const says = this.knows({ name, group: null });
    if (this.said.size >= MOST_REMEMBERED) this.said.clear();
    this.said.set(name, says);
    return says;
  }

  /** For each column of the first header where it stands below this one; null where some column has no counterpart. */
  private placesOf(texts: readonly string[]): number[] | null {
    const places = this.names.map((names) => texts.findIndex((text) => names.has(text)));
    const unplaced = texts.some((text, at) => text !== '' && !places.includes(at));
    return unplaced ? null : places;
  }
}

/** 填表人：王某 signs; 经办人 in a cell of its own only beside others of the kind, for it could be a post. */
const signs = (words: readonly string[]): boolean =>
  isSigned(words[0] ?? '') || (isSigner(words[0] ?? '') && (words.length <= 2 || words.slice(1).some(isSignature)));

const isExample = (words: readonly string[]): boolean =>
  words.slice(0, 2).some(isExampleWord) || (words.length > 0 && words.every(isInstruction));

const isTotal = (own: readonly string[]): boolean => {
  const words = own.filter((text) => !isFigure(text));
  const [first] = words;
  return first !== undefined && (isSumWord(first) || (saysSum(first) && words.every((text) => saysSum(text))));
};

const moved = (row: TableRow, places: readonly number[]): TableRow => {
  const to = (column: number): number[] => places.flatMap((from, at) => (from === column ? [at] : []));
  return {
    ...row,
    cells: places.map((from) => row.cells[from] ?? ''),
    ...(row.across ? { across: row.across.flatMap(to) } : {}),
    ...(row.down ? { down: row.down.flatMap(to) } : {}),
    ...(row.faults ? { faults: row.faults.flatMap((fault) => to(fault.column).map((column) => ({ ...fault, column }))) } : {}),
  };
};
