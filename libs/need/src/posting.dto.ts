import { bool, day, int, listOf, oneOf, phone, text } from '#platform/http';
import { fenOf, yuanOf } from '#reference';
import {
  blankPosting,
  POSTING_FIELDS,
  postingField,
  PUBLIC_FIELDS,
  shownPublicly,
  type Posting,
  type PostingFieldName,
  type PublicField,
} from './domain/posting-fields.js';

/** Money is said in yuan, under a name that tells so. */
type SaidAs<K extends string> = K extends `${infer Money}Fen` ? `${Money}Yuan` : K;
export type Said<K extends PostingFieldName = PostingFieldName> = { [F in K as SaidAs<F>]: Posting[F] };

const saidAs = (name: PostingFieldName): string => name.replace(/Fen$/, 'Yuan');

/** @param bound whether what is said is checked against the field's range: a body is, an answer shows what there is */
const fieldOf = (name: PostingFieldName, bound: boolean, optional: boolean): PropertyDecorator => {
  const field = postingField(name);
  const { about } = field;
  const options = { nullable: field.nullable, ...(optional ? { optional } : {}), ...(bound && about !== undefined ? { about } : {}) };
  const within = (max: number): { max?: number } => (bound ? { max } : {});
  if (field.kind === 'choice') return oneOf(field.of, field.name, options);
  if (field.kind === 'phone') return bound ? phone(options) : text(options);
  if (field.kind === 'day') return day(options);
  if (field.kind === 'flag') return bool(options);
  if (field.kind === 'words') return listOf('string', { ...options, ...within(field.max) });
  if (field.kind === 'number' || field.kind === 'money') return int({ ...options, ...within(field.max) });
  const min = bound && field.kind === 'text' && field.min !== undefined ? { min: field.min } : {};
  return text({ ...options, ...min, ...within(field.max) });
};

const fieldsOf = (names: readonly PostingFieldName[], { bound, optional }: { bound: boolean; optional: boolean }): new () => object => {
  class Fields {}
  for (const name of names) fieldOf(name, bound, optional)(Fields.prototype, saidAs(name));
  return Fields;
};

type Untitled = Exclude<PostingFieldName, 'title'>;
const UNTITLED = POSTING_FIELDS.filter((name): name is Untitled => name !== 'title');

/** What may be said about a need besides its title; money in yuan a month. */
export const PostingBody = fieldsOf(UNTITLED, { bound: true, optional: true });
/** Its title, which a new one has and a change may leave out. */
export const title = ({ optional = false } = {}): PropertyDecorator => fieldOf('title', true, optional);
/** What is said about a need, for whoever may see all of it. */
export const PostingAnswer = fieldsOf(POSTING_FIELDS, { bound: false, optional: false }) as new () => Said;
/** And for everybody. */
export const PublicPostingAnswer = fieldsOf(PUBLIC_FIELDS, { bound: false, optional: false }) as new () => Said<PublicField>;

const inYuan = <K extends PostingFieldName>(posting: Pick<Posting, K>, names: readonly K[]): Said<K> =>
  Object.fromEntries(
    names.map((name) => [saidAs(name), postingField(name).kind === 'money' ? yuanOf(posting[name] as number | null) : posting[name]]),
  ) as Said<K>;

/** What is said about a need, in the units of people. */
export const shownPosting = (posting: Posting): Said => inYuan(posting, POSTING_FIELDS);

/** As much of it as everybody may see. */
export const publicPosting = (posting: Pick<Posting, PublicField>, withdrawn: boolean): Said<PublicField> =>
  inYuan(shownPublicly(posting, withdrawn), PUBLIC_FIELDS);

/** The parts of a posting that a body says, in the units of the domain. */
export const saidIn = (body: Partial<Said>): Partial<Posting> =>
  Object.fromEntries(
    POSTING_FIELDS.flatMap((name) => {
      const value = (body as Record<string, unknown>)[saidAs(name)];
      if (value === undefined) return [];
      return [[name, postingField(name).kind === 'money' ? fenOf(value as number | null) : value]];
    }),
  );

/** A whole posting from a body; what it leaves out is not known. */
export const postingIn = (body: Partial<Said>, today: string): Posting => ({ ...blankPosting(today), ...saidIn(body) });
