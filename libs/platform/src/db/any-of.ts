import { In, Raw, type FindOperator } from 'typeorm';
import type { UnitOfWork } from './unit-of-work.js';

/** Fewer are no matter. */
const FEW = 20;
/** No query has as many. */
const NAMES = 1_000;

let named = 0;

/** As TypeORM's `In`, for hundreds of values: a statement with a named parameter for each is searched through as many times, and compiled
 * anew for every other number of them. The embedded database takes all of them as one parameter. */
export const anyOf = <T extends string | number>(uow: Pick<UnitOfWork, 'dialect'>, values: readonly T[]): FindOperator<T> => {
  if (values.length <= FEW || uow.dialect === 'mysql') return In([...values]) as FindOperator<T>;
  const name = `anyOf${(named = (named + 1) % NAMES)}`;
  const among = (column: string): string => `${column} IN (SELECT value FROM json_each(:${name}))`;
  return Raw(among, { [name]: JSON.stringify(values) }) as FindOperator<T>;
};
