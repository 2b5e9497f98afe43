/** A text in the two languages of the product. */
export type Words = readonly [zh: string, en: string];
export type Locale = 'zh' | 'en';

/** What a cell holds: a number is a number, a day a day; null stays empty. */
export type Cell = string | number | Date | null;

/** How a column is shown and typed; `day` and `moment` are dates of the city's clocks, `yuan` and `count` whole numbers. */
export type CellKind = 'text' | 'count' | 'yuan' | 'number' | 'day' | 'moment';

/** What cells are put in words with. */
export interface Speech {
  locale: Locale;
  /** Name of a node of the organisation tree. */
  place: (nodeId: string | null) => string | null;
}

/** One fact of each row of a list. */
export interface ListColumn<T> {
  head: Words;
  kind: CellKind;
  cell: (row: T, speech: Speech) => Cell;
  /** The last line adds it up. */
  sum?: boolean;
  /** Node whose name the cell shows. */
  place?: (row: T) => string | null;
  /** Codes that the cell puts in words; `of` is where the pages have theirs, such as `state.need`. */
  codes?: { of: string; words: Readonly<Record<string, Words>> };
}

const said = (words: Words, locale: Locale): string => words[locale === 'zh' ? 0 : 1];
const YES_NO: [yes: Words, no: Words] = [
  ['是', 'yes'],
  ['否', 'no'],
];

const HOURS_OF_THE_CITY = 8;
/** A moment as a workbook keeps it: what clocks of the city show, without a zone. */
const wallClock = (instant: string | null): Date | null =>
  instant === null ? null : new Date(Date.parse(instant) + HOURS_OF_THE_CITY * 3_600_000);
const midnight = (day: string | null): Date | null => (day === null ? null : new Date(`${day}T00:00:00Z`));

/** Makes columns of a list whose rows are `T`. */
export const columnsOf = <T>() => ({
  text: (head: Words, cell: (row: T, locale: Locale) => string | null): ListColumn<T> => ({
    head,
    kind: 'text',
    cell: (row, { locale }) => cell(row, locale),
  }),
  /** People or things. `sum`: the last line adds them up. */
  count: (head: Words, cell: (row: T) => number | null, sum: 'sum' | 'each' = 'sum'): ListColumn<T> => ({
    head,
    kind: 'count',
    cell,
    sum: sum === 'sum',
  }),
  /** Whole yuan a month: nobody adds them up. */
  yuan: (head: Words, cell: (row: T) => number | null): ListColumn<T> => ({ head, kind: 'yuan', cell }),
  number: (head: Words, cell: (row: T) => number | null): ListColumn<T> => ({ head, kind: 'number', cell }),
  /** @param cell YYYY-MM-DD */
  day: (head: Words, cell: (row: T) => string | null): ListColumn<T> => ({ head, kind: 'day', cell: (row) => midnight(cell(row)) }),
  /** @param cell ISO 8601 instant */
  moment: (head: Words, cell: (row: T) => string | null): ListColumn<T> => ({ head, kind: 'moment', cell: (row) => wallClock(cell(row)) }),
  flag: (head: Words, cell: (row: T) => boolean | null): ListColumn<T> => ({
    head,
    kind: 'text',
    cell: (row, { locale }) => {
      const value = cell(row);
      return value === null ? null : said(YES_NO[value ? 0 : 1], locale);
    },
  }),
  /** @param of where the pages have the words of these codes, such as `state.need` */
  code: <K extends string>(head: Words, of: string, words: Readonly<Record<K, Words>>, cell: (row: T) => K | null): ListColumn<T> => ({
    head,
    kind: 'text',
    codes: { of, words },
    cell: (row, { locale }) => {
      const code = cell(row);
      return code === null ? null : said(words[code], locale);
    },
  }),
  place: (head: Words, nodeId: (row: T) => string | null): ListColumn<T> => ({
    head,
    kind: 'text',
    place: nodeId,
    cell: (row, speech) => speech.place(nodeId(row)),
  }),
});

/** A list that people take along as a table: one fact a column. */
export interface ListTable<T> {
  name: Words;
  columns: readonly ListColumn<T>[];
}
