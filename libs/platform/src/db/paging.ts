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

/** A place in a list, as it is handed out. */
export const cursorAt = (values: unknown[]): string => Buffer.from(JSON.stringify(values)).toString('base64url');

/** The values of a cursor that came back. @throws CursorError when it does not hold as many */
export const placeOf = (cursor: string, length: number): unknown[] => {
  try {
    const values = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown;
    if (Array.isArray(values) && values.length === length) return values.map(revive);
  } catch {
    // Falls through: any broken cursor gets the same answer.
  }
  throw new CursorError();
};

const revive = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && 'at' in value ? new Date((value as { at: number }).at) : value;

const keep = (value: unknown): unknown => (value instanceof Date ? { at: value.getTime() } : value);

/** Keyset paging: rows after the cursor in the given order, without counting what came before. Order columns must not be null. */
export const pageOf = async <T extends ObjectLiteral>(query: SelectQueryBuilder<T>, request: PageRequest): Promise<Paged<T>> => {
  const { order, cursor, limit } = request;
  if (cursor) applyCursor(query, order, placeOf(cursor, order.length));
  query.orderBy();
  for (const [path, direction] of order) query.addOrderBy(path, direction);
  const rows = await query.limit(limit + 1).getMany();
  const items = rows.slice(0, limit);
  const last = rows.length > limit ? items.at(-1) : undefined;
  return { items, next: last ? cursorAt(order.map(([path]) => keep(last[path.split('.').at(-1) ?? path]))) : null };
};

const applyCursor = <T extends ObjectLiteral>(query: SelectQueryBuilder<T>, order: PageRequest['order'], values: unknown[]): void => {
  const parameters = Object.fromEntries(values.map((value, i) => [`after${i}`, value instanceof Date ? sqlInstant(value) : value]));
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
