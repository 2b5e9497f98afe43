import { Day, Flag, Int, Json, Str, Txt, col, type ColumnPlan } from '#platform/db';
import {
  LISTED_FIELDS,
  POSTING_FIELDS,
  postingField,
  type ListedField,
  type Posting,
  type PostingFieldName,
} from './domain/posting-fields.js';

const CHOICE = 16;
const PHONE = 30;

const columnOf = (name: PostingFieldName): PropertyDecorator => {
  const field = postingField(name);
  const { nullable } = field;
  if (field.kind === 'text') return Str(field.column ?? field.max, { nullable });
  if (field.kind === 'choice') return Str(CHOICE, { nullable });
  if (field.kind === 'phone') return Str(PHONE, { nullable });
  if (field.kind === 'longText') return Txt({ nullable });
  if (field.kind === 'day') return Day({ nullable });
  if (field.kind === 'flag') return Flag();
  if (field.kind === 'words') return Json();
  return nullable ? Int({ nullable }) : Int({ default: 0 });
};

/** The counterpart in migrations, for a field that comes later. */
export const postingCol = (name: PostingFieldName): ColumnPlan => {
  const field = postingField(name);
  const { nullable } = field;
  if (field.kind === 'text') return col.str(name, field.column ?? field.max, { nullable });
  if (field.kind === 'choice') return col.str(name, CHOICE, { nullable });
  if (field.kind === 'phone') return col.str(name, PHONE, { nullable });
  if (field.kind === 'longText') return col.txt(name, { nullable });
  if (field.kind === 'day') return col.day(name, { nullable });
  if (field.kind === 'flag') return col.flag(name);
  if (field.kind === 'words') return col.json(name);
  return nullable ? col.int(name, { nullable }) : col.int(name, { default: 0 });
};

const columnsOf = (names: readonly PostingFieldName[]): new () => object => {
  class Columns {}
  for (const name of names) columnOf(name)(Columns.prototype, name);
  return Columns;
};

/** What a need says, as columns of a table. */
export const PostingColumns = columnsOf(POSTING_FIELDS) as new () => Posting;
/** As much of it as a row of a list may say. */
export const ListedColumns = columnsOf(LISTED_FIELDS) as new () => Pick<Posting, ListedField>;
