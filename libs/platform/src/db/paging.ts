import type { ColumnMetadata } from 'typeorm/metadata/ColumnMetadata.js';
import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';

/** One page of a list, and the cursor of the next one. */
export interface Paged<T> {
  items: T[];
  next: string | null;
}

export interface PageRequest {
  /** Column path as the query builder knows it (`need.createdAt`), and direction; the last one has to be unique. */
  order: [path: string, direction: 'ASC' | 'DESC'][];
  cursor?: string | undefined;
  limit: number;
}

/** Thrown for a cursor that this list did not give out. */
export class CursorError extends Error {
  constructor() {
    super('the cursor is not one of this list; start again without it');
  }
}

/** What a key of a list is. */
export type KeyKind = 'text' | 'number' | 'instant';

type KeyOf<K extends KeyKind> = K extends 'text' ? string : K extends 'number' ? number : Date;
export type Place<K extends readonly KeyKind[]> = { -readonly [I in keyof K]: KeyOf<K[I]> };

/** A place in a list, as it is handed out. What leaves over HTTP is signed on top of that, see `CursorSeal`. */
export const cursorAt = (keys: readonly (string | number | Date)[]): string =>
  JSON.stringify(keys.map((key) => (key instanceof Date ? key.getTime() : key)));

/** The keys of a cursor that came back. @throws CursorError when they are not of these kinds, one each */
export const placeOf = <const K extends readonly KeyKind[]>(cursor: string, kinds: K): Place<K> => {
  const keys = parsed(cursor);
  if (!Array.isArray(keys) || keys.length !== kinds.length) throw new CursorError();
  return kinds.map((kind, i) => keyOf(kind, keys[i])) as Place<K>;
};

const parsed = (cursor: string): unknown => {
  try {
    return JSON.parse(cursor);
  } catch {
    throw new CursorError();
  }
};

const LAST_INSTANT = 8.64e15;

const keyOf = (kind: KeyKind, key: unknown): string | number | Date => {
  if (kind === 'text' && typeof key === 'string') return key;
  if (kind === 'number' && typeof key === 'number') return key;
  if (kind === 'instant' && typeof key === 'number' && Math.abs(key) <= LAST_INSTANT) return new Date(key);
  throw new CursorError();
};

/** Keyset paging: rows after the cursor in the given order, without counting what came before. Order columns must not be null.
 * @throws CursorError */
export const pageOf = async <T extends ObjectLiteral>(query: SelectQueryBuilder<T>, request: PageRequest): Promise<Paged<T>> => {
  const { order, cursor, limit } = request;
  const columns = order.map(([path]) => columnOf(query, path));
  if (cursor !== undefined) applyCursor(query, order, placeOf(cursor, columns.map(kindOf)));
  query.orderBy();
  for (const [path, direction] of order) query.addOrderBy(path, direction);
  const rows = await query.limit(limit + 1).getMany();
  const items = rows.slice(0, limit);
  const last = rows.length > limit ? items.at(-1) : undefined;
  return { items, next: last ? cursorAt(columns.map((column) => column.getEntityValue(last) as string | number | Date)) : null };
};

const columnOf = <T extends ObjectLiteral>(query: SelectQueryBuilder<T>, path: string): ColumnMetadata => {
  const [alias = '', property = ''] = path.split('.');
  const column = query.expressionMap.findAliasByName(alias).metadata.findColumnWithPropertyName(property);
  if (!column) throw new Error(`a list is ordered by ${path}, which is no column`);
  return column;
};

const kindOf = ({ type }: ColumnMetadata): KeyKind => (type === 'datetime' ? 'instant' : type === 'int' ? 'number' : 'text');

const applyCursor = <T extends ObjectLiteral>(
  query: SelectQueryBuilder<T>,
  order: PageRequest['order'],
  keys: readonly (string | number | Date)[],
): void => {
  const parameters = Object.fromEntries(keys.map((key, i) => [`after${i}`, key instanceof Date ? sqlInstant(key) : key]));
  const alternatives = order.map(([path, direction], i) => {
    const equal = order.slice(0, i).map(([before], j) => `${before} = :after${j}`);
    return [...equal, `${path} ${direction === 'ASC' ? '>' : '<'} :after${i}`].join(' AND ');
  });
  query.andWhere(`(${alternatives.map((clause) => `(${clause})`).join(' OR ')})`, parameters);
  // The alternatives say so already, but from them no database starts reading its index at the cursor.
  const [first, direction] = order[0] ?? [];
  if (order.length > 1) query.andWhere(`${first} ${direction === 'ASC' ? '>=' : '<='} :after0`);
};

/** An instant as both dialects compare it in hand-written conditions. */
export const sqlInstant = (instant: Date): string => instant.toISOString().replace('T', ' ').replace('Z', '');
