import { POSTING, type FieldCell, type PostingField } from './posting-table.js';

type Table = typeof POSTING;
export type PostingFieldName = keyof Table;
type NamesWith<A> = { [K in PostingFieldName]: Table[K] extends A ? K : never }[PostingFieldName];

type Said<F> = F extends { of: readonly (infer V)[] }
  ? V
  : F extends { kind: 'flag' }
    ? boolean
    : F extends { kind: 'words' }
      ? string[]
      : F extends { kind: 'number' | 'money' }
        ? number
        : string;

/** What is said about a need, apart from its ledger. Money in fen a month, days as YYYY-MM-DD. */
export type Posting = { -readonly [K in PostingFieldName]: Said<Table[K]> | (Table[K] extends { nullable: true } ? null : never) };

export const POSTING_FIELDS = Object.keys(POSTING) as PostingFieldName[];
export const postingField = (name: PostingFieldName): PostingField => POSTING[name];
const fieldsWith = <K extends PostingFieldName>(holds: (field: PostingField) => boolean): K[] =>
  POSTING_FIELDS.filter((name) => holds(POSTING[name])) as K[];

export type CheckedField = NamesWith<{ checked: true }>;
export const CHECKED_FIELDS = fieldsWith<CheckedField>(({ checked = false }) => checked);
export type DecidingField = NamesWith<{ decides: true }>;
export const DECIDING_FIELDS = fieldsWith<DecidingField>(({ decides = false }) => decides);
export type PublicField = NamesWith<{ public: true | 'standing' }>;
export const PUBLIC_FIELDS = fieldsWith<PublicField>((field) => field.public !== false);
export type ListedField = NamesWith<{ listed: true }>;
export const LISTED_FIELDS = fieldsWith<ListedField>(({ listed }) => listed);
export type CellField = NamesWith<{ cell: FieldCell }>;
export const CELL_FIELDS = fieldsWith<CellField>(({ cell }) => cell !== undefined);
export const cellOf = (name: CellField): FieldCell => POSTING[name].cell;

/** Some fields of a posting, or of what holds them. */
export const pick = <K extends PostingFieldName>(from: Pick<Posting, K>, names: readonly K[]): Pick<Posting, K> => {
  const some: Partial<Pick<Posting, K>> = {};
  for (const name of names) some[name] = from[name];
  return some as Pick<Posting, K>;
};

const blankOf = (field: PostingField, today: string): unknown => {
  if (field.nullable) return null;
  if (field.kind === 'number' || field.kind === 'money') return 0;
  if (field.kind === 'flag') return false;
  if (field.kind === 'words') return Object.freeze([]);
  return field.kind === 'day' ? today : '';
};

/** The last one made: long lists ask for one a row. */
let blank: { today: string; posting: Posting } | undefined;

/** A posting that says nothing yet. */
export const blankPosting = (today: string): Posting => {
  if (blank?.today !== today) {
    const posting = Object.fromEntries(POSTING_FIELDS.map((name) => [name, blankOf(POSTING[name], today)])) as Posting;
    blank = { today, posting };
  }
  return { ...blank.posting };
};

/** What a copy takes over. */
export const copied = (posting: Posting, today: string): Posting => ({
  ...posting,
  ...pick(
    blankPosting(today),
    fieldsWith(({ notCopied = false }) => notCopied),
  ),
});

/** As somebody who is no clerk of the need sees it: what calls somebody is gone with the post. */
export const shownPublicly = (posting: Pick<Posting, PublicField>, withdrawn: boolean): Pick<Posting, PublicField> =>
  Object.fromEntries(PUBLIC_FIELDS.map((name) => [name, withdrawn && POSTING[name].public === 'standing' ? null : posting[name]])) as Pick<
    Posting,
    PublicField
  >;

const WORDED_FIELDS = fieldsWith(({ worded = false }) => worded);

/** Texts of a posting that the wording rules look at, each by itself. The wage is none: "15-20万/年" names no age. */
export const wordsOf = (posting: Posting): string[] =>
  WORDED_FIELDS.flatMap((name) => {
    const text = posting[name];
    return Array.isArray(text) ? text : typeof text === 'string' ? [text] : [];
  });
