import type { Heading } from './header.js';
import { compact, withoutBrackets } from './texts.js';

/** Words by which a heading is known to say something. */
export interface ColumnWords {
  /** The whole heading. */
  exact: RegExp;
  /** A part of it, unless `not` stands in it too. */
  part?: RegExp;
  not?: RegExp;
  /** Says the same less directly, and counts where no other column says it. */
  weak?: RegExp;
}

const FORMER = /旧|原(?!因)|上年|去年|上期|上季|历史|往年|作废/;

/** Of what stands in brackets this tells columns apart: 薪酬（最低）, 薪酬（最高）. */
const END_IN_BRACKETS = /[([{【〔「](最[低高小大]值?|[上下]限|min|max|[起止])[)\]}】〕」]/g;

/** A heading in its plainest form: half-width and lower case, without numbers in front, brackets, marks and 必填. */
export const plainHeading = (text: string): string =>
  withoutBrackets(compact(text).toLowerCase().replace(END_IN_BRACKETS, '$1'))
    .replace(/^\d{1,2}[.、)]/, '')
    .replace(/[_\-*:/\\.,、;"'“”?#&+|·]|必填项?$|选填项?$/g, '');

/** How surely a plain heading is one of the words, 0 to 1. */
export const wordsFit = ({ exact, part, not, weak }: ColumnWords, plain: string): number => {
  if (exact.test(plain)) return 0.98;
  if (weak?.test(plain)) return 0.6;
  return part?.test(plain) && !not?.test(plain) ? 0.75 : 0;
};

/** A heading as it is compared, made once for all the words that it is compared with. */
export interface PlainWords {
  own: string;
  /** What stands above it; empty where nothing does. */
  above: string;
  /** It speaks of another time: 旧, 上年. */
  former: boolean;
}

export const plainWords = ({ name, group }: Heading): PlainWords => ({
  own: plainHeading(name),
  above: group === null ? '' : plainHeading(group),
  former: FORMER.test(compact(`${group ?? ''}${name}`)),
});

/** How surely a heading is one of the words, with what stands above it: 人数 below 现有职工 is another number than below 招聘. */
export const headingFit = (words: ColumnWords, { own, above, former }: PlainWords): number => {
  if (own === '') return 0;
  const otherwise = own.length <= 2 && above !== '' && words.not?.test(above);
  const fit = Math.max(otherwise ? 0 : wordsFit(words, own), above === '' ? 0 : wordsFit(words, above + own) * 0.99);
  return former ? fit / 2 : fit;
};

const ENOUGH = 0.4;

/** What a heading says, of a list whose columns are told by their headings alone; null for one that is not known. */
export const knownBy =
  (words: Record<string, ColumnWords>, others: RegExp) =>
  (heading: Heading): string | null => {
    const plain = plainWords(heading);
    return others.test(plain.own) ? `other:${plain.own}` : (surest(words, plain)?.says ?? null);
  };

const surest = <K extends string>(words: Record<K, ColumnWords>, heading: PlainWords): { says: K; fit: number } | null => {
  let best: { says: K; fit: number } | null = null;
  for (const [says, own] of Object.entries(words) as [K, ColumnWords][]) {
    const fit = headingFit(own, heading);
    if (fit >= ENOUGH && fit > (best?.fit ?? 0)) best = { says, fit };
  }
  return best;
};

/** Where each thing is said: the surest column first, visible before hidden ones; others that are as sure stand behind it. */
export const columnsBy = <K extends string>(
  words: Record<K, ColumnWords>,
  headings: readonly Heading[],
  hidden: readonly number[] = [],
): Partial<Record<K, number[]>> => {
  const found = headings.flatMap((heading, column) => {
    const one = surest(words, plainWords(heading));
    return one ? [{ ...one, column, fit: one.fit * (hidden.includes(column) ? 0.6 : 1) }] : [];
  });
  const places: Partial<Record<K, number[]>> = {};
  for (const says of Object.keys(words) as K[]) {
    const own = found.filter((one) => one.says === says);
    const best = Math.max(0, ...own.map(({ fit }) => fit));
    if (own.length > 0)
      places[says] = own
        .filter(({ fit }) => fit >= best * 0.7)
        .sort((a, b) => b.fit - a.fit || a.column - b.column)
        .map(({ column }) => column);
  }
  return places;
};

/** The first cell of these columns that is filled. */
export const firstFilled = (cells: readonly string[], columns: readonly number[] = []): string => {
  for (const column of columns) {
    const text = (cells[column] ?? '').trim();
    if (text !== '') return text;
  }
  return '';
};

/** A, B … Z, AA: a column as spreadsheets name it. */
export const columnLetters = (column: number): string =>
  (column >= 26 ? columnLetters(Math.floor(column / 26) - 1) : '') + String.fromCharCode(65 + (column % 26));
